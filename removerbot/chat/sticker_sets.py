"""Telegram's sticker sets, behind `removerbot.editing.packs.StickerSets`."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot, InputSticker
from telegram.constants import StickerFormat
from telegram.error import BadRequest, Forbidden, TelegramError

from removerbot.chat.retry import Retrier, UnsureError
from removerbot.editing.packs import SetSticker
from removerbot.errors import (
    OwnerUnreachable,
    SetFull,
    SetGone,
    SetNameTaken,
    StickerSetError,
)
from removerbot.storage.packs import Pack

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)

_REFUSALS: tuple[tuple[str, type[StickerSetError]], ...] = (
    ("already occupied", SetNameTaken),
    ("stickers_too_much", SetFull),
    ("stickerset_invalid", SetGone),
    ("sticker_invalid", SetGone),
    ("stickerset_not_modified", SetGone),
    ("peer_id_invalid", OwnerUnreachable),
    ("user_is_blocked", OwnerUnreachable),
    ("blocked by the user", OwnerUnreachable),
    ("user not found", OwnerUnreachable),
    ("can't initiate conversation", OwnerUnreachable),
)
"""Parts of what Telegram says, in lower case → what it means. None of it is documented."""

_NO_CHAT = 0
"""Sticker sets belong to no chat."""


class TelegramStickerSets:
    """Implements `removerbot.editing.packs.StickerSets`."""

    def __init__(self, bot: Bot, delivery: Retrier) -> None:
        self._bot = bot
        self._delivery = delivery

    async def read(self, name: str) -> list[SetSticker]:
        """See `removerbot.editing.packs.StickerSets.read`."""
        found = await self._told(lambda: self._bot.get_sticker_set(name))
        return [SetSticker(each.file_id, each.file_unique_id) for each in found.stickers]

    async def create(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> None:
        """See `removerbot.editing.packs.StickerSets.create`."""
        await self._attempted(
            pack.owner_id,
            lambda: self._bot.create_new_sticker_set(
                pack.owner_id, pack.name, pack.title, [_input(webp, emoji)]
            ),
        )

    async def add(self, pack: Pack, webp: bytes, emoji: tuple[str, ...]) -> None:
        """See `removerbot.editing.packs.StickerSets.add`."""
        await self._attempted(
            pack.owner_id,
            lambda: self._bot.add_sticker_to_set(pack.owner_id, pack.name, _input(webp, emoji)),
        )

    async def remove(self, sticker: SetSticker) -> None:
        """See `removerbot.editing.packs.StickerSets.remove`."""
        await self._told(lambda: self._bot.delete_sticker_from_set(sticker.file_id))

    async def set_emoji(self, sticker: SetSticker, emoji: tuple[str, ...]) -> None:
        """See `removerbot.editing.packs.StickerSets.set_emoji`."""
        await self._told(lambda: self._bot.set_sticker_emoji_list(sticker.file_id, emoji))

    async def retitle(self, name: str, title: str) -> None:
        """See `removerbot.editing.packs.StickerSets.retitle`."""
        await self._told(lambda: self._bot.set_sticker_set_title(name, title))

    async def _told(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Ask, until there is an answer; a refusal becomes one of our errors."""
        try:
            return await self._delivery.repeat(_NO_CHAT, ask)
        except (BadRequest, Forbidden) as error:
            raise _meaning(error) from error

    async def _attempted(self, owner_id: int, ask: Callable[[], Awaitable[bool]]) -> None:
        """Ask for a change that may have been made even if no answer comes: whoever asks
        reads the set afterwards."""
        try:
            await self._delivery.once(owner_id, ask)
        except (BadRequest, Forbidden) as error:
            raise _meaning(error) from error
        except UnsureError:
            _log.warning("no answer about a sticker set")


def _input(webp: bytes, emoji: tuple[str, ...]) -> InputSticker:
    return InputSticker(webp, emoji, StickerFormat.STATIC)


def _meaning(error: TelegramError) -> TelegramError | StickerSetError:
    said = error.message.lower()
    for words, kind in _REFUSALS:
        if words in said:
            return kind(error.message)
    return error
