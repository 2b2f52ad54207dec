"""Files for messages in chats without the bot: those take no uploads.

A file is uploaded to the storage chat, and goes by its id from there. Without such a chat
photos can go by an address that Telegram fetches them from, but no other files.
"""

import logging
import math
import re
import time
from collections.abc import Awaitable, Callable
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
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from removerbot.chat.retry import Retrier, is_closed

_log = logging.getLogger(__name__)

Media = InputMediaDocument | InputMediaPhoto

_SILENT: dict[str, Any] = {"disable_notification": True}

_CHECK_SECONDS = 60

_HERE_ONLY = re.compile(r"(sticker|photo|style|wear|undress|files|pack|takeout):")


@dataclass(eq=False)
class StorageChat:
    """Uploads files to a chat of the host's.

    Attributes:
        chat_id: of the chat; 0 for none. It changes when a group becomes a supergroup.
        publish: returns an address from which a JPEG file can be fetched for a while; `None`
            if this bot has no public address.
        now: returns seconds of a clock that never goes back.
        is_usable: whether the bot can post there.
    """

    bot: Bot
    retrier: Retrier
    chat_id: int
    publish: Callable[[bytes], str] | None = None
    now: Callable[[], float] = time.monotonic
    is_usable: bool = field(default=False, init=False)
    _checked_at: float = field(default=-math.inf, init=False)

    @property
    def takes_photos(self) -> bool:
        """Whether there is a way for photos at least."""
        return self.is_usable or self.publish is not None

    async def check(self) -> None:
        """Finds out whether the bot can post in the chat; warns if it cannot."""
        self._checked_at = self.now()
        if self.chat_id:
            self.is_usable = await self._can_post()
            if not self.is_usable:
                _log.warning(
                    "REMOVERBOT_STORAGE_CHAT: the bot cannot post there, and goes without"
                )

    async def recheck(self) -> None:
        """Does so once a minute while the bot cannot post: Telegram may not say when."""
        is_due = self.now() - self._checked_at >= _CHECK_SECONDS
        if self.chat_id and not self.is_usable and is_due:
            try:
                await self.check()
            except TelegramError as error:  # the need does not wait for the network
                _log.warning("REMOVERBOT_STORAGE_CHAT: %s", error)

    async def _can_post(self) -> bool:
        try:
            await self.bot.send_chat_action(self.chat_id, ChatAction.UPLOAD_DOCUMENT)
            return self.chat_id > 0 or await self._may_post()
        except ChatMigrated as error:
            _log.warning("REMOVERBOT_STORAGE_CHAT: its id is %d now", error.new_chat_id)
            self.chat_id = error.new_chat_id
            return await self._can_post()
        except (BadRequest, Forbidden) as error:
            _log.warning("REMOVERBOT_STORAGE_CHAT: %s", error)
            return False

    async def _may_post(self) -> bool:
        member = await self.bot.get_chat_member(self.chat_id, self.bot.id)
        if isinstance(member, ChatMemberAdministrator):
            return member.can_post_messages is not False  # a right in channels only
        if isinstance(member, ChatMemberRestricted):
            return member.can_send_documents and member.can_send_photos
        return isinstance(member, ChatMemberMember)

    async def stored(self, media: Media) -> Media | None:
        """Returns the same file or photo by its id or address; `None` if there is no way for
        it, or none any more."""
        if isinstance(media.media, str):
            return media
        sent = await self._posted(lambda: self._upload(media))
        if isinstance(media, InputMediaDocument):
            document = sent.document if sent else None
            return InputMediaDocument(document.file_id, media.caption) if document else None
        if sent:
            reference = sent.photo[-1].file_id
        elif self.publish:
            assert isinstance(media.media, InputFile)
            content = media.media.input_file_content
            reference = self.publish(content if isinstance(content, bytes) else content.read())
        else:
            return None
        return InputMediaPhoto(reference, media.caption, has_spoiler=media.has_spoiler)

    async def sticker(self, webp: bytes) -> str | None:
        """Uploads a sticker; returns its id, `None` if there is no chat to upload it to."""
        sent = await self._posted(lambda: self.bot.send_sticker(self.chat_id, webp, **_SILENT))
        return sent.sticker.file_id if sent and sent.sticker else None

    async def _posted(self, send: Callable[[], Awaitable[Message]]) -> Message | None:
        """Posts a message in the chat; returns `None` if the bot cannot do that, or not any
        more: rights get lost while it runs."""
        await self.recheck()
        if not self.is_usable:
            return None
        chat_id = self.chat_id
        try:
            return await self.retrier.repeat(chat_id, send)
        except (BadRequest, ChatMigrated, Forbidden) as error:
            await self.retrier.repeat(chat_id, self.check)
            if is_closed(error):
                _log.warning("REMOVERBOT_STORAGE_CHAT: it is closed to the bot: %s", error)
                self.is_usable = False
            elif self.is_usable and self.chat_id == chat_id:
                raise  # it is about the file
        return await self._posted(send)

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
