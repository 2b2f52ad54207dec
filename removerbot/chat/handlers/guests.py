"""In chats that the bot is not in: calls of it there, and the private chat that they may lead
to; and `@bot`, which lists a person's newest cutouts and stickers, to be sent there."""

import asyncio
import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedSticker,
    InlineQueryResultsButton,
    InputFile,
    InputMediaDocument,
    Message,
    Update,
    User,
)
from telegram.error import BadRequest, TelegramError

from removerbot.chat.callbacks import button, named_buttons, row_id
from removerbot.chat.guests import GuestAnswers, call_of, is_by_chat
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.messages import Context, command_argument, photo_meant, source_for_command
from removerbot.chat.targets import InlineRef, ref_of
from removerbot.editing.meaning import without_talk
from removerbot.editing.outputs import Proposals, Result
from removerbot.editing.stickers import Stickers
from removerbot.errors import RemoverError, StaleButton
from removerbot.segmentation.revisions import Job, Revision, Source
from removerbot.storage.sent_files import SentFile

_log = logging.getLogger(__name__)

OPEN_LINK = r"^/start open-[\w-]+$"
"""The message that the link to the private chat sends."""

_AUTO, _STICKER = "auto", "sticker"

_OTHERS = 5
"""Proposals that get a button besides the one that is shown."""

_PAGE = 20
"""Files that are listed at a time."""

_START = "inline"
"""What `/start` brings from the button over the list."""


@dataclass(frozen=True, eq=False)
class GuestHandlers(BaseHandlers):
    """Cuts things out of photos in chats without the bot.

    A job of such a photo belongs to the private chat of the person who called, where no real
    message has its number; it opens nothing of the chat that the photo is in.
    """

    answers: GuestAnswers
    stickers: Stickers

    async def called(self, update: Update, _: Context) -> None:
        """Handles a call about a photo: `@bot`, `@bot C4`, `@bot auto` or `@bot sticker`."""
        message, person = call_of(update)
        try:
            if is_by_chat(message, person):
                text = self.responder.words(person).say("guest-as-chat")
                await self.answers.say(update, text)
            else:
                await self._answer(update, message, person)
        except RemoverError as error:
            text = self.responder.explanation(person, error)
            await self.answers.say(update, text)
        except Exception:
            text = self.responder.words(person).say("error-unexpected")
            try:
                await self.answers.say(update, text)
            except TelegramError:
                pass
            except Exception as failure:  # noqa: BLE001 - such as one of the database
                self.sender.outbox.leave_open(failure)
            raise

    async def _answer(self, update: Update, message: Message, person: User) -> None:
        source, shown = _source(update, message, person), None
        await self.sender.storage.recheck()
        if self.sender.storage.takes_photos:
            shown = await self.answers.greet(update)
            if shown is None:
                return
        base = await self.editor.take(source)
        if shown:
            try:
                await self._cut(shown, person, base, _argument(message))
                return
            except StaleButton:
                if self.sender.storage.takes_photos:
                    raise
        await self._lead(update, person, base)

    async def open(self, message: Message, person: User) -> None:
        """Shows a call's photo in the private chat that its answer led to, as the newest."""
        token = command_argument(message).removeprefix("open-")
        target = self.results.links.signed_links.verify(token)
        if target.chat_id != person.id:
            raise StaleButton
        called = await self.editor.history.of_button(person.id, 0, target.revision_id)
        if called:
            job, at = called.job, ref_of(message)  # as if its photo had come with this message
            source = replace(job.source, message_id=at.message_id, thread_id=at.thread_id)
            here = replace(called, job=Job(source, job.grid))
            preview = await self.editor.preview(here)
            await self.results.send(message, person, preview)

    async def _lead(self, update: Update, person: User, base: Revision) -> None:
        """Answers with a link to the private chat, where the photo is open."""
        words = self.responder.words(person)
        keyboard = InlineKeyboardMarkup.from_button(
            self.results.links.private_button(base, words)
        )
        await self.answers.say(update, words.say("guest-private"), keyboard)

    async def _cut(self, shown: InlineRef, person: User, base: Revision, text: str) -> None:
        payer = person.id
        if text.lower() == _AUTO:
            found = await self.editor.propose(base, payer=payer)
            await self.results.replace(shown, person, found)
        elif text.lower() == _STICKER and not self.sender.storage.is_usable:
            words = self.responder.words(person)
            await self.sender.edit_text(shown, words.say("guest-no-files"))
        elif text and text.lower() != _STICKER:
            output = await self.editor.answer(base, without_talk(base, text), payer=payer)
            await self.results.replace(shown, person, output)
        else:
            found = await self.editor.propose(base, payer=payer)
            result = await self.editor.pick(found.revision, found.picks[0], payer=payer)
            if text:
                await self._make_sticker(shown, person, result)
                return
            keyboard = self._others(found, person)
            await self.results.edit(shown, person, result.settled, keyboard)

    def _others(self, found: Proposals, person: User) -> InlineKeyboardMarkup:
        """Returns buttons for the other proposals, all of them, and a place of one's own."""
        words, base = self.responder.words(person), found.revision
        picks = list(enumerate(found.picks, 1))[1 : 1 + _OTHERS]
        numbers = [button(str(number), "pick", base, pick) for number, pick in picks]
        ways = named_buttons(words, base, "auto", "tap")
        return InlineKeyboardMarkup([row for row in (numbers, ways) if row])

    async def _make_sticker(self, shown: InlineRef, person: User, result: Result) -> None:
        """Shows a sticker as a file: no message can become a sticker. It stands first in the
        list of `@bot`, which sends it as one."""
        revision, style = result.revision, await self.stickers.packs.style(person.id, person.id)
        made, words = await self.stickers.make(revision, style), self.responder.words(person)
        if file_id := await self.sender.storage.sticker(made.webp):
            title = " ".join(made.draft.emoji)
            kept = SentFile(person.id, "sticker", file_id, title)
            await self.results.sent_files.add(revision, kept)
        file = InputFile(made.webp, f"{revision.job.source.name}-sticker.webp")
        rows = []
        if self.sender.bot.supports_inline_queries:
            label = words.say("button-send-sticker")
            rows.append([InlineKeyboardButton(label, switch_inline_query_current_chat="")])
        media = InputMediaDocument(file, words.say("guest-sticker"))
        await self.sender.edit(shown, media, InlineKeyboardMarkup(rows))
        await self.editor.delivered(result)


def _source(update: Update, message: Message, person: User) -> Source:
    source = source_for_command(photo_meant(message), message, person)
    source = replace(source, chat_id=person.id, message_id=-update.update_id)
    return replace(source, thread_id=None, direct_topic_id=None)


def _argument(message: Message) -> str:
    """Returns what stands beside the bot's name, wherever that is."""
    text, name = message.text or message.caption or "", message.get_bot().username
    return re.sub(rf"@{name}\b[\s,:]*", "", text, count=1, flags=re.IGNORECASE).strip(" /")


@dataclass(frozen=True, eq=False)
class InlineHandlers(BaseHandlers):
    """Lists files that the bot has sent to a person; each goes by its id."""

    async def list(self, update: Update, _: Context) -> None:
        """Answers an inline query with a page of files, newest first. The page's offset is the
        id of the file before it, so new files do not shift the pages."""
        query = update.inline_query
        assert query
        before = None
        with suppress(StaleButton):  # it is what this bot gave, or nothing, or made up
            before = row_id(query.offset)
        found = await self.results.sent_files.newest(query.from_user.id, before, _PAGE + 1)
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
