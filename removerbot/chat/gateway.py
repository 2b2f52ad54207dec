"""The way to Telegram: downloads, answers, what is tried again and what never is.

Downloads and chat actions can be repeated without harm. A message that was sent without
an answer coming back may have arrived, so it is never sent again; only when Telegram
refuses it for a while (429) it certainly has not.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple, TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from removerbot.chat.source import MAX_FILE_MB
from removerbot.errors import FileTooLarge, PhotoGone

_log = logging.getLogger(__name__)

_ACTION_SHOWN = 4.5
"""Seconds; Telegram shows a chat action for 5."""

_PAUSES = (1, 2, 4)
"""Seconds between the tries of a download."""

_SEND_TRIES = 3

_NOTICE_LIMIT = 200
"""Characters that Telegram shows over a chat."""

_HARMLESS = ("not modified", "not found")
"""Refusals of an edit: the message is as it should be, or somebody deleted it."""

Answer = TypeVar("Answer")


class Place(NamedTuple):
    """A message, by its chat and its number there."""

    chat_id: int
    message_id: int


def document(data: bytes, name: str, caption: str) -> InputMediaDocument:
    """A file to put in the place of another."""
    return InputMediaDocument(
        InputFile(data, name, attach=True), caption, disable_content_type_detection=True
    )


class Gateway:
    """Implements `removerbot.ports.Files`, and answers messages."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.ports.Files.fetch`."""
        for pause in _PAUSES:
            try:
                return await self._download(file_id)
            except NetworkError as error:
                _log.warning("a download failed (%s), next try in %s s", error, pause)
                await asyncio.sleep(pause)
        return await self._download(file_id)

    async def _download(self, file_id: str) -> bytes:
        try:
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except BadRequest as error:  # a NetworkError by its type, but it stays
            if "too big" in error.message:
                raise FileTooLarge(MAX_FILE_MB, MAX_FILE_MB) from error
            raise PhotoGone from error

    async def reply(self, to: Message, text: str) -> Message:
        """Answer a message with words."""
        return await _when_let(
            lambda: to.reply_text(text, do_quote=True, allow_sending_without_reply=True)
        )

    async def reply_photo(self, to: Message, jpeg: bytes, caption: str) -> Message:
        """Answer a message with a picture to look at."""
        return await _when_let(
            lambda: to.reply_photo(
                jpeg, caption, do_quote=True, allow_sending_without_reply=True
            )
        )

    async def reply_document(
        self,
        to: Message,
        data: bytes,
        name: str,
        caption: str,
        keyboard: InlineKeyboardMarkup,
    ) -> Message:
        """Answer a message with a file that arrives byte for byte."""
        return await _when_let(
            lambda: to.reply_document(
                InputFile(data, name),
                caption,
                disable_content_type_detection=True,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            )
        )

    async def edit(
        self,
        place: Place,
        media: InputMediaDocument | InputMediaPhoto,
        keyboard: InlineKeyboardMarkup | None,
    ) -> None:
        """Show something else in a message of ours."""
        try:
            await _when_let(
                lambda: self._bot.edit_message_media(
                    media,
                    chat_id=place.chat_id,
                    message_id=place.message_id,
                    reply_markup=keyboard,
                )
            )
        except BadRequest as error:
            if not any(words in error.message for words in _HARMLESS):
                raise

    async def answer(
        self, query: CallbackQuery, notice: str | None, *, is_alert: bool = False
    ) -> None:
        """End the wait of a person who pressed a button, with words or without."""
        with suppress(BadRequest):  # they did not wait so long
            await query.answer(notice and notice[:_NOTICE_LIMIT], show_alert=is_alert)

    @asynccontextmanager
    async def acting(self, message: Message, action: ChatAction) -> AsyncIterator[None]:
        """Show in the message's chat that something is being worked on."""
        acting = asyncio.create_task(self._act(message, action))
        try:
            yield
        finally:
            acting.cancel()

    async def _act(self, message: Message, action: ChatAction) -> None:
        while True:
            with suppress(TelegramError):  # a courtesy; the work goes on without
                await message.reply_chat_action(action)
            await asyncio.sleep(_ACTION_SHOWN)


async def _when_let(send: Callable[[], Awaitable[Answer]]) -> Answer:
    """Send; if Telegram says to wait, wait that long and send then."""
    for _ in range(_SEND_TRIES - 1):
        try:
            return await send()
        except RetryAfter as error:
            wait = error.retry_after
            _log.warning("Telegram asks to wait %s s", wait)
            await asyncio.sleep(wait if isinstance(wait, int) else wait.total_seconds())
    return await send()
