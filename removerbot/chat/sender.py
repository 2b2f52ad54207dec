"""Sends answers, and edits messages of the bot.

`removerbot.chat.retry` and `removerbot.chat.outbox` say what is tried again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

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

_ACTION_SECONDS = 4.5
"""Telegram shows a chat action for 5 seconds."""

NOTIFICATION_LIMIT = 200
"""Characters of an answer to a callback query."""

_HARMLESS = ("not modified", "not found")
"""Refusals of an edit: the message is as it should be, or has been deleted."""


QUOTE: dict[str, Any] = {"do_quote": True, "allow_sending_without_reply": True}
"""How messages reply: in groups, too, and even if the message was deleted meanwhile."""


class MessageRef(NamedTuple):
    """The ids of a message."""

    chat_id: int
    message_id: int


class Document(NamedTuple):
    """A file that arrives byte for byte.

    Attributes:
        data: its content.
        name: its name.
        caption: the text under it.
        thumbnail: a small JPEG file.
    """

    data: bytes
    name: str
    caption: str = ""
    thumbnail: bytes | None = None

    @property
    def media(self) -> InputMediaDocument:
        """The document for a media group or an edit."""
        return InputMediaDocument(
            InputFile(self.data, self.name, attach=True),
            self.caption,
            disable_content_type_detection=True,  # or a WEBP becomes a sticker
            thumbnail=self.thumbnail,
        )


@dataclass(frozen=True, eq=False)
class Sender:
    """Sends and edits messages, and answers callback queries."""

    bot: Bot
    outbox: Outbox
    retrier: Retrier

    @property
    def username(self) -> str:
        """The bot's name, without @."""
        return self.bot.username

    async def reply(
        self, to: Message, text: str, keyboard: InlineKeyboardMarkup | None = None
    ) -> Message:
        """Replies with a text."""
        return await self.outbox.send(
            to.chat_id,
            lambda: to.reply_text(text, reply_markup=keyboard, **QUOTE),
        )

    async def reply_photo(
        self,
        to: Message,
        photo: InputMediaPhoto,
        keyboard: InlineKeyboardMarkup,
    ) -> Message:
        """Replies with a photo, which Telegram compresses."""
        return await self.outbox.send(
            to.chat_id,
            lambda: to.reply_photo(
                photo.media,
                photo.caption,
                has_spoiler=photo.has_spoiler,
                reply_markup=keyboard,
                **QUOTE,
            ),
        )

    async def reply_document(
        self, to: Message, file: Document, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Replies with a file."""
        return await self.outbox.send(
            to.chat_id,
            lambda: to.reply_document(
                InputFile(file.data, file.name),
                file.caption,
                disable_content_type_detection=True,
                thumbnail=file.thumbnail,
                reply_markup=keyboard,
                **QUOTE,
            ),
        )

    async def reply_album(
        self, to: Message, photos: Sequence[InputMediaPhoto], caption: str
    ) -> Sequence[Message]:
        """Replies with two to ten photos in one album, with one caption."""
        return await self.outbox.send_group(
            to.chat_id,
            lambda: to.reply_media_group(photos, caption=caption, **QUOTE),
        )

    async def send_photo(
        self,
        to: MessageRef,
        jpeg: bytes,
        caption: str,
        *,
        is_spoiler: bool,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> Message:
        """Replies with a photo beside the answer, which notifies nobody."""
        return await self.outbox.send(
            to.chat_id,
            lambda: self.bot.send_photo(
                to.chat_id,
                jpeg,
                caption,
                has_spoiler=is_spoiler,
                disable_notification=True,
                reply_parameters=_reply(to),
                reply_markup=keyboard,
            ),
        )

    async def send_sticker(
        self, to: MessageRef, webp: bytes, keyboard: InlineKeyboardMarkup
    ) -> Message:
        """Replies with a sticker."""
        return await self.outbox.send(
            to.chat_id,
            lambda: self.bot.send_sticker(
                to.chat_id, webp, reply_parameters=_reply(to), reply_markup=keyboard
            ),
        )

    async def send_files(
        self, to: MessageRef, files: Mapping[str, bytes], caption: str
    ) -> None:
        """Replies with two to ten files, by their names, in one album."""
        media = [Document(data, name).media for name, data in files.items()]
        await self.outbox.send_group(
            to.chat_id,
            lambda: self.bot.send_media_group(
                to.chat_id, media, reply_parameters=_reply(to), caption=caption
            ),
        )

    async def edit(
        self,
        message: MessageRef,
        media: InputMediaDocument | InputMediaPhoto,
        keyboard: InlineKeyboardMarkup,
    ) -> None:
        """Replaces the file or photo of a message of the bot, its caption and its buttons."""
        await self._edit(
            message,
            lambda: self.bot.edit_message_media(media, *message, reply_markup=keyboard),
        )

    async def edit_keyboard(
        self, message: MessageRef, keyboard: InlineKeyboardMarkup | None
    ) -> None:
        """Replaces the buttons under a message of the bot, or removes them."""
        await self._edit(
            message,
            lambda: self.bot.edit_message_reply_markup(*message, reply_markup=keyboard),
        )

    async def delete(self, message: MessageRef) -> None:
        """Deletes a message of the bot; where Telegram does not allow it, as after two days,
        it removes the buttons."""
        try:
            await self.retrier.repeat(
                message.chat_id, lambda: self.bot.delete_message(*message)
            )
        except BadRequest:
            with suppress(BadRequest):
                await self.edit_keyboard(message, None)

    async def answer(
        self, query: CallbackQuery, notification: str | None, *, is_alert: bool = False
    ) -> None:
        """Answers a callback query, with a notification or silently."""
        with suppress(TelegramError):  # a query expires
            text = notification and notification[:NOTIFICATION_LIMIT]
            await query.answer(text, show_alert=is_alert)

    @asynccontextmanager
    async def acting(self, message: Message, action: ChatAction) -> AsyncIterator[None]:
        """Shows a chat action in the message's chat until the block ends."""
        acting = asyncio.create_task(self._act(message, action))
        try:
            yield
        finally:
            acting.cancel()

    async def _act(self, message: Message, action: ChatAction) -> None:
        while True:
            if not self.retrier.is_halted(message.chat_id):
                with suppress(TelegramError):  # the action is not essential
                    await message.reply_chat_action(action)
            await asyncio.sleep(_ACTION_SECONDS)

    async def _edit(self, message: MessageRef, edit: Callable[[], Awaitable[object]]) -> None:
        try:
            await self.retrier.repeat(message.chat_id, edit)
        except BadRequest as error:
            if not any(part in error.message for part in _HARMLESS):
                raise


def _reply(to: MessageRef) -> ReplyParameters:
    return ReplyParameters(to.message_id, allow_sending_without_reply=True)
