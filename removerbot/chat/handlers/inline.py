"""`@bot` in any chat: the newest cutouts and stickers of the person, to be sent there."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import (
    Bot,
    InlineQueryResult,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedSticker,
    InlineQueryResultsButton,
    Update,
)
from telegram.error import BadRequest, TelegramError

from removerbot.chat.callbacks import row_id
from removerbot.chat.messages import Context
from removerbot.chat.responder import Responder
from removerbot.errors import StaleButton
from removerbot.storage.sent_files import SentFile, SentFiles

_log = logging.getLogger(__name__)

_PAGE = 20
"""Files that are listed at a time."""

_START = "inline"
"""What `/start` brings from the button over the list."""


@dataclass(frozen=True, eq=False)
class InlineHandlers:
    """Lists files that the bot has sent to a person; each goes by its id."""

    sent_files: SentFiles
    responder: Responder

    async def list(self, update: Update, _: Context) -> None:
        """Answers an inline query with a page of files, newest first. The page's offset is the
        id of the file before it, so new files do not shift the pages."""
        query = update.inline_query
        assert query
        before = None
        with suppress(StaleButton):  # it is what this bot gave, or nothing, or made up
            before = row_id(query.offset)
        found = await self.sent_files.newest(query.from_user.id, before, _PAGE + 1)
        page = found[:_PAGE]
        words = self.responder.words(query.from_user)
        label = words.say("inline-more" if found or before else "inline-none")

        async def answer(files: Sequence[SentFile]) -> None:
            await query.answer(
                [_result(each) for each in files],
                cache_time=0,
                is_personal=True,
                next_offset=str(page[-1].id) if len(found) > _PAGE else "",
                button=InlineQueryResultsButton(label, start_parameter=_START),
            )

        try:
            await answer(page)
        except BadRequest as error:
            if "query" in error.message.lower():
                return  # it is too late for an answer
            try:
                await answer(await _available(query.get_bot(), page))
            except BadRequest as late:
                _log.warning("an inline query got no answer: %s", late)


async def _available(bot: Bot, files: Sequence[SentFile]) -> Sequence[SentFile]:
    """Returns the files that Telegram has under these ids now: a single other one has it refuse
    the whole page. (Ids are a bot's own: those of an earlier account mean nothing.)"""
    are_there = await asyncio.gather(*(_exists(bot, each.file_id) for each in files))
    return [each for each, is_there in zip(files, are_there, strict=True) if is_there]


async def _exists(bot: Bot, file_id: str) -> bool:
    try:
        await bot.get_file(file_id)
    except BadRequest as error:
        return "too big" in error.message
    except TelegramError:
        pass  # nobody knows, and the next query asks again
    return True


def _result(file: SentFile) -> InlineQueryResult:
    if file.kind == "sticker":
        return InlineQueryResultCachedSticker(str(file.id), file.file_id)
    return InlineQueryResultCachedDocument(str(file.id), file.title, file.file_id)
