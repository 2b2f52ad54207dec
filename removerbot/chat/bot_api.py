"""Calls of the Bot API besides sending: members and titles of chats, files, sticker sets."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram import Bot, ChatMemberRestricted, InputSticker
from telegram.constants import ChatMemberStatus, StickerFormat
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from removerbot.chat.messages import MAX_FILE_MB
from removerbot.chat.retry import Retrier, UnsureError, is_answer, pauses, seconds_asked
from removerbot.editing.packs import SetSticker
from removerbot.errors import (
    FileTooLarge,
    OwnerUnreachable,
    PackUnavailable,
    PhotoGone,
    SetFull,
    SetGone,
    SetNameTaken,
    SetUnchanged,
    StickerSetError,
)
from removerbot.process.metrics import Metrics
from removerbot.storage.packs import Pack

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")
Method = Callable[..., Awaitable[Answer]]

_MEMBERS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)

_MAX_REFUSALS = 10
"""How often Telegram may refuse a file until it counts as gone, which takes three minutes; half
as often where it says that the file's id may be wrong. There is no limit while the network is
down."""

_REFUSALS: tuple[tuple[str, type[StickerSetError]], ...] = (
    ("already occupied", SetNameTaken),
    ("stickers_too_much", SetFull),
    ("stickerset_invalid", SetGone),
    ("sticker_invalid", SetGone),
    ("stickerset_not_modified", SetUnchanged),
    ("peer_id_invalid", OwnerUnreachable),
    ("user_is_blocked", OwnerUnreachable),
    ("blocked by the user", OwnerUnreachable),
    ("user not found", OwnerUnreachable),
    ("can't initiate conversation", OwnerUnreachable),
)
"""Parts of Telegram's error messages, in lower case → their errors. They are not documented."""


@dataclass(frozen=True, eq=False)
class Chats:
    """Asks Telegram about chats. Implements `removerbot.editing.permissions.Members`."""

    bot: Bot
    retrier: Retrier

    async def title(self, chat_id: int) -> str:
        """Returns the title of a group or the name of a person."""
        chat = await self.retrier.repeat(chat_id, lambda: self.bot.get_chat(chat_id))
        return chat.effective_name or ""

    async def is_member(self, chat_id: int, person_id: int) -> bool:
        """See `removerbot.editing.permissions.Members.is_member`."""
        try:
            member = await self.retrier.repeat(
                chat_id, lambda: self.bot.get_chat_member(chat_id, person_id)
            )
        except (BadRequest, Forbidden):  # no such chat or person, or the bot is not in the chat
            return False
        is_restricted = isinstance(member, ChatMemberRestricted) and member.is_member
        return is_restricted or member.status in _MEMBERS

    async def is_admin(self, chat_id: int, person_id: int) -> bool:
        """Whether a person administers a chat; everybody does their private one, and nobody
        else. Whoever writes as a group administers it, but no other chat does."""
        if chat_id > 0 or person_id < 0:
            return chat_id == person_id
        admins = await self.retrier.repeat(
            chat_id, lambda: self.bot.get_chat_administrators(chat_id)
        )
        return any(admin.user.id == person_id for admin in admins)


@dataclass(frozen=True, eq=False)
class Downloads:
    """Downloads files. Implements `removerbot.editing.renderer.Files`."""

    bot: Bot
    retrier: Retrier
    metrics: Metrics

    async def fetch(self, file_id: str) -> bytes:
        """See `removerbot.editing.renderer.Files.fetch`."""
        refusals, pause = 0, pauses()
        with self.metrics.stage("fetch"):
            while True:
                try:
                    return await self._download(file_id)
                except RetryAfter as error:
                    await self.retrier.wait(seconds_asked(error), error)
                except (NetworkError, InvalidToken) as error:  # the second: an expired link
                    refusals += 2 if isinstance(error, BadRequest) else is_answer(error)
                    if refusals >= _MAX_REFUSALS:
                        raise PhotoGone from error
                    await self.retrier.wait(next(pause), error)

    async def _download(self, file_id: str) -> bytes:
        try:
            file = await self.bot.get_file(file_id)
            return bytes(await file.download_as_bytearray())
        except (BadRequest, Forbidden) as error:  # final, although one is a NetworkError
            if "too big" in error.message:
                raise FileTooLarge(MAX_FILE_MB, MAX_FILE_MB) from error
            if "temporarily unavailable" in error.message:
                raise  # so Telegram calls all trouble with its own servers, too
            raise PhotoGone from error


@dataclass(frozen=True, eq=False)
class TelegramStickerSets:
    """Implements `removerbot.editing.packs.StickerSets`."""

    bot: Bot
    retrier: Retrier

    async def read(self, name: str) -> list[SetSticker]:
        """See `removerbot.editing.packs.StickerSets.read`."""
        found = await self._repeat(self.bot.get_sticker_set, name)
        return [SetSticker(each.file_id, each.file_unique_id) for each in found.stickers]

    async def create(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> bool:
        """See `removerbot.editing.packs.StickerSets.create`."""
        if pack.owner_id < 0:
            raise OwnerUnreachable("a group or channel cannot own a set")
        stickers = [_input(webp, emoji)]
        return await self._once(self.bot.create_new_sticker_set, pack, pack.title, stickers)

    async def add(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> bool:
        """See `removerbot.editing.packs.StickerSets.add`."""
        return await self._once(self.bot.add_sticker_to_set, pack, _input(webp, emoji))

    async def remove(self, sticker: SetSticker) -> None:
        """See `removerbot.editing.packs.StickerSets.remove`."""
        await self._repeat(self.bot.delete_sticker_from_set, sticker.file_id)

    async def set_emoji(self, sticker: SetSticker, emoji: tuple[str, ...]) -> None:
        """See `removerbot.editing.packs.StickerSets.set_emoji`."""
        await self._repeat(self.bot.set_sticker_emoji_list, sticker.file_id, emoji)

    async def retitle(self, name: str, title: str) -> None:
        """See `removerbot.editing.packs.StickerSets.retitle`."""
        await self._repeat(self.bot.set_sticker_set_title, name, title)

    async def _repeat(self, method: Method[Answer], name: str, *more: object) -> Answer:
        try:
            return await self.retrier.repeat(name, lambda: method(name, *more))
        except (BadRequest, Forbidden) as error:
            raise _refusal(error) from error

    async def _once(self, method: Method[bool], pack: Pack, *more: object) -> bool:
        """Returns whether a call was answered: the caller reads the set afterwards."""
        try:
            return await self.retrier.once(
                pack.name, lambda: method(pack.owner_id, pack.name, *more)
            )
        except (BadRequest, Forbidden) as error:
            raise _refusal(error) from error
        except UnsureError:
            _log.warning("no answer about a sticker set")
            return False


def _input(webp: bytes, emoji: tuple[str, ...]) -> InputSticker:
    return InputSticker(webp, emoji, StickerFormat.STATIC)


def _refusal(error: TelegramError) -> Exception:
    message = error.message.lower()
    kinds = (kind for part, kind in _REFUSALS if part in message)
    if kind := next(kinds, None):
        return kind(error.message)
    return PackUnavailable(kind="emoji") if "emoji" in message else error
