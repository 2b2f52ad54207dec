"""Files for messages in chats without the bot: those take no uploads.

A file is uploaded to the storage chat, and goes by its id from there. Without such a chat
photos can go by an address that Telegram fetches them from, but no other files.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import (
    Bot,
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberRestricted,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden

from removerbot.chat.retry import Retrier
from removerbot.errors import StaleButton

_log = logging.getLogger(__name__)

Media = InputMediaDocument | InputMediaPhoto

_SILENT: dict[str, Any] = {"disable_notification": True}

_HERE_ONLY = re.compile(r"(sticker|photo|style|wear|undress|files|pack|takeout):")


@dataclass(eq=False)
class StorageChat:
    """Uploads files to a chat of the host's.

    Attributes:
        chat_id: of the chat; 0 for none.
        publish: returns an address from which a JPEG file can be fetched for a while; `None`
            if this bot has no public address.
        is_usable: whether the bot can post there.
    """

    bot: Bot
    retrier: Retrier
    chat_id: int
    publish: Callable[[bytes], str] | None = None
    is_usable: bool = field(default=False, init=False)

    @property
    def takes_photos(self) -> bool:
        """Whether there is a way for photos at least."""
        return self.is_usable or self.publish is not None

    async def check(self) -> None:
        """Finds out whether the bot can post in the chat; warns if it cannot."""
        if not self.chat_id:
            return
        try:
            await self.bot.send_chat_action(self.chat_id, ChatAction.UPLOAD_DOCUMENT)
            self.is_usable = self.chat_id > 0 or await self._may_post()
        except (BadRequest, Forbidden) as error:
            _log.warning("REMOVERBOT_STORAGE_CHAT: %s", error)
        if not self.is_usable:
            _log.warning("REMOVERBOT_STORAGE_CHAT: the bot cannot post there, and goes without")

    async def _may_post(self) -> bool:
        member = await self.bot.get_chat_member(self.chat_id, self.bot.id)
        if isinstance(member, ChatMemberAdministrator):
            return member.can_post_messages is not False  # a right in channels only
        if isinstance(member, ChatMemberRestricted):
            return member.can_send_documents and member.can_send_photos
        return isinstance(member, ChatMemberMember)

    async def stored(self, media: Media) -> Media:
        """Returns the same file or photo by its id or address.

        Raises:
            StaleButton: there is no way for it any more.
        """
        if isinstance(media.media, str):
            return media
        if self.publish and not self.is_usable and isinstance(media, InputMediaPhoto):
            assert isinstance(media.media, InputFile)
            url = self.publish(_bytes(media.media))
            return InputMediaPhoto(url, media.caption, has_spoiler=media.has_spoiler)
        if not self.is_usable:
            raise StaleButton
        sent = await self.retrier.repeat(self.chat_id, lambda: self._upload(media))
        if isinstance(media, InputMediaPhoto):
            photo = sent.photo[-1].file_id
            return InputMediaPhoto(photo, media.caption, has_spoiler=media.has_spoiler)
        assert sent.document
        return InputMediaDocument(sent.document.file_id, media.caption)

    async def sticker(self, webp: bytes) -> str | None:
        """Uploads a sticker; returns its id, `None` if there is no chat to upload it to."""
        if not self.is_usable:
            return None
        sent = await self.retrier.repeat(
            self.chat_id, lambda: self.bot.send_sticker(self.chat_id, webp, **_SILENT)
        )
        return sent.sticker.file_id if sent.sticker else None

    async def _upload(self, media: Media) -> Message:
        bot, chat_id = self.bot, self.chat_id
        if isinstance(media, InputMediaPhoto):
            return await bot.send_photo(chat_id, media.media, **_SILENT)
        return await bot.send_document(
            chat_id,
            media.media,
            thumbnail=media.thumbnail,
            disable_content_type_detection=True,
            **_SILENT,
        )


def without_page(keyboard: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """Returns the buttons that work in a chat without the bot: none that open the page, and
    none that send a further message."""

    def works(button: InlineKeyboardButton) -> bool:
        data = button.callback_data
        return button.web_app is None and not (isinstance(data, str) and is_here_only(data))

    rows = [[each for each in row if works(each)] for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup([row for row in rows if row])


def is_here_only(callback_data: str) -> bool:
    """Whether what a button does needs a chat that the bot is in."""
    return _HERE_ONLY.match(callback_data) is not None


def _bytes(file: InputFile) -> bytes:
    content = file.input_file_content
    return content if isinstance(content, bytes) else content.read()
