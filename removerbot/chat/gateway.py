"""The way to Telegram: downloads, answers, changes of what was answered.

What is tried again and what never is, is up to `delivery` and `outbox`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

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
from telegram.error import (
    BadRequest,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from removerbot.chat.delivery import Delivery, is_answer, pauses, seconds_asked
from removerbot.chat.outbox import Outbox
from removerbot.chat.source import MAX_FILE_MB
from removerbot.errors import FileTooLarge, PhotoGone

_ACTION_SHOWN = 4.5
"""Seconds; Telegram shows a chat action for 5."""

_REFUSALS = 10
"""How often Telegram may fail to hand out a file until it counts as gone: three minutes.
While nobody answers at all, it is asked for ever."""

_NOTICE_LIMIT = 200
"""Characters that Telegram shows over a chat."""

_HARMLESS = ("not modified", "not found")
"""Refusals of an edit: the message is as it should be, or somebody deleted it."""


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

    def __init__(self, bot: Bot, outbox: Outbox, delivery: Delivery) -> None:
        self._bot = bot
        self._outbox = outbox
        self._delivery = delivery

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.ports.Files.fetch`."""
        refusals, pause = 0, pauses()
        while True:
            try:
                return await self._download(file_id)
            except RetryAfter as error:
                await self._delivery.wait(seconds_asked(error), error)
            except (NetworkError, InvalidToken) as error:  # the latter: a link has expired
                refusals += is_answer(error)
                if refusals == _REFUSALS:
                    raise PhotoGone from error
                await self._delivery.wait(next(pause), error)

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
        return await self._outbox.send(
            to, lambda: to.reply_text(text, do_quote=True, allow_sending_without_reply=True)
        )

    async def reply_photo(
        self, to: Message, jpeg: bytes, caption: str, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Answer a message with a picture to look at."""
        return await self._outbox.send(
            to,
            lambda: to.reply_photo(
                jpeg,
                caption,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            ),
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
        return await self._outbox.send(
            to,
            lambda: to.reply_document(
                InputFile(data, name),
                caption,
                disable_content_type_detection=True,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            ),
        )

    async def edit(
        self,
        place: Place,
        media: InputMediaDocument | InputMediaPhoto,
        keyboard: InlineKeyboardMarkup,
    ) -> None:
        """Show something else in a message of ours."""
        try:
            await self._delivery.repeat(
                place.chat_id,
                lambda: self._bot.edit_message_media(
                    media,
                    chat_id=place.chat_id,
                    message_id=place.message_id,
                    reply_markup=keyboard,
                ),
            )
        except BadRequest as error:
            if not any(words in error.message for words in _HARMLESS):
                raise

    async def answer(
        self, query: CallbackQuery, notice: str | None, *, is_alert: bool = False
    ) -> None:
        """End the wait of a person who pressed a button, with words or without."""
        with suppress(TelegramError):  # they did not wait so long, or know it already
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
            if not self._delivery.is_halted(message.chat_id):
                with suppress(TelegramError):  # a courtesy; the work goes on without
                    await message.reply_chat_action(action)
            await asyncio.sleep(_ACTION_SHOWN)
