"""The way to Telegram: answers, and changes of what was answered.

What is tried again and what never is, is up to `delivery` and `outbox`.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
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
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from removerbot.chat.outbox import Outbox
from removerbot.chat.retry import Retrier

_ACTION_SHOWN = 4.5
"""Seconds; Telegram shows a chat action for 5."""

_NOTICE_LIMIT = 200
"""Characters that Telegram shows over a chat."""

_HARMLESS = ("not modified", "not found")
"""Refusals of an edit: the message is as it should be, or somebody deleted it."""


class Place(NamedTuple):
    """A message, by its chat and its number there."""

    chat_id: int
    message_id: int


class Document(NamedTuple):
    """A file that arrives byte for byte.

    Attributes:
        data: its bytes.
        name: what it is called.
        caption: what stands under it.
        thumbnail: a small JPEG picture to show until somebody fetches it.
    """

    data: bytes
    name: str
    caption: str = ""
    thumbnail: bytes | None = None

    @property
    def media(self) -> InputMediaDocument:
        """The same, to put in the place of another."""
        return InputMediaDocument(
            InputFile(self.data, self.name, attach=True),
            self.caption,
            disable_content_type_detection=True,  # or a WEBP becomes a sticker
            thumbnail=self.thumbnail,
        )


class Sender:
    """Answers messages and pressed buttons."""

    def __init__(self, bot: Bot, outbox: Outbox, delivery: Retrier) -> None:
        self._bot = bot
        self._outbox = outbox
        self._delivery = delivery

    @property
    def username(self) -> str:
        """What the bot is called, without @."""
        return self._bot.username

    async def reply(
        self, to: Message, text: str, keyboard: InlineKeyboardMarkup | None = None
    ) -> Message:
        """Answer a message with words, and buttons if there are any."""
        return await self._outbox.send(
            to.chat_id,
            lambda: to.reply_text(
                text,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            ),
        )

    async def reply_photo(
        self, to: Message, jpeg: bytes, caption: str, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Answer a message with a picture to look at."""
        return await self._outbox.send(
            to.chat_id,
            lambda: to.reply_photo(
                jpeg,
                caption,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            ),
        )

    async def reply_document(
        self, to: Message, file: Document, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Answer a message with a file."""
        return await self._outbox.send(
            to.chat_id,
            lambda: to.reply_document(
                InputFile(file.data, file.name),
                file.caption,
                disable_content_type_detection=True,
                thumbnail=file.thumbnail,
                reply_markup=keyboard,
                do_quote=True,
                allow_sending_without_reply=True,
            ),
        )

    async def reply_album(
        self, to: Message, jpegs: Sequence[bytes], caption: str
    ) -> Sequence[Message]:
        """Answer a message with two to ten pictures that stand together; the caption is
        all of theirs."""
        return await self._outbox.send_group(
            to.chat_id,
            lambda: to.reply_media_group(
                [InputMediaPhoto(jpeg) for jpeg in jpegs],
                caption=caption,
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
        await self._harmlessly(
            place,
            lambda: self._bot.edit_message_media(
                media,
                chat_id=place.chat_id,
                message_id=place.message_id,
                reply_markup=keyboard,
            ),
        )

    async def send_photo(self, to: Place, jpeg: bytes, caption: str) -> Message:
        """Answer a message with a picture to look at, without buttons."""
        return await self._outbox.send(
            to.chat_id,
            lambda: self._bot.send_photo(
                to.chat_id, jpeg, caption, reply_parameters=_reply(to)
            ),
        )

    async def send_sticker(
        self, to: Place, webp: bytes, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Answer a message with a sticker."""
        return await self._outbox.send(
            to.chat_id,
            lambda: self._bot.send_sticker(
                to.chat_id, webp, reply_parameters=_reply(to), reply_markup=keyboard
            ),
        )

    async def send_files(self, to: Place, files: Mapping[str, bytes], caption: str) -> None:
        """Answer a message with files, by their names, that arrive byte for byte."""
        media = [Document(data, name).media for name, data in files.items()]

        async def send() -> Message:
            sent = await self._bot.send_media_group(
                to.chat_id, media, reply_parameters=_reply(to), caption=caption
            )
            return sent[0]

        await self._outbox.send(to.chat_id, send)

    async def edit_keyboard(self, place: Place, keyboard: InlineKeyboardMarkup) -> None:
        """Let a message of ours have other buttons."""
        await self._harmlessly(
            place,
            lambda: self._bot.edit_message_reply_markup(
                place.chat_id, place.message_id, reply_markup=keyboard
            ),
        )

    async def delete(self, place: Place) -> None:
        """Take a message of ours away, if Telegram lets us."""
        with suppress(BadRequest):
            await self._delivery.repeat(
                place.chat_id,
                lambda: self._bot.delete_message(place.chat_id, place.message_id),
            )

    async def _harmlessly(self, place: Place, edit: Callable[[], Awaitable[object]]) -> None:
        try:
            await self._delivery.repeat(place.chat_id, edit)
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


def _reply(to: Place) -> ReplyParameters:
    return ReplyParameters(to.message_id, allow_sending_without_reply=True)
