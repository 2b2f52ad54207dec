"""Sticker sets, under Telegram's rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from telegram_sandbox import media
from telegram_sandbox.emoji import is_emoji
from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import FileStore
from telegram_sandbox.stickers import StickerFile
from telegram_sandbox.types import Json, User

NAME_LIMIT = 64
TITLE_LIMIT = 64
STICKER_LIMIT = 120
EMOJI_LIMIT = 20

_NAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*")


@dataclass(slots=True, eq=False)
class StickerSet:
    """A regular set. Its stickers are the Bot API's `Sticker`s, in order.

    Attributes:
        bot: which bot made it, and so may change it; `None`: a person did in an app.
    """

    name: str
    title: str
    owner: User
    bot: User | None
    stickers: list[Json] = field(default_factory=list)

    def as_json(self) -> Json:
        """The Bot API's `StickerSet`."""
        return {
            "name": self.name,
            "title": self.title,
            "sticker_type": "regular",
            "stickers": self.stickers,
        }


class StickerSets:
    """All sets. The name of a set that was deleted stays taken."""

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._sets: dict[str, StickerSet] = {}
        self._taken: set[str] = set()

    def __iter__(self) -> Iterator[StickerSet]:
        return iter(self._sets.values())

    def find(self, name: str) -> StickerSet:
        """The set of a name, whose case does not matter."""
        if name.lower() not in self._sets:
            raise bad_request("STICKERSET_INVALID")
        return self._sets[name.lower()]

    def holding(self, file_id: str) -> tuple[StickerSet, int]:
        """The set that a sticker is in, and its position there."""
        self._files.find_as("sticker", file_id)
        for sticker_set in self._sets.values():
            for position, sticker in enumerate(sticker_set.stickers):
                if sticker["file_id"] == file_id:
                    return sticker_set, position
        raise bad_request("STICKER_INVALID")

    def check_new(self, name: str, title: str) -> None:
        """Refuse a name that breaks the rules or is taken, and a title of a wrong length."""
        if len(name) > NAME_LIMIT or not _NAME.fullmatch(name):
            raise bad_request("invalid sticker set name is specified")
        if name.lower() in self._taken:
            raise bad_request("sticker set name is already occupied")
        check_title(title)

    def create(self, name: str, title: str, owner: User, bot: User | None) -> StickerSet:
        """An empty set."""
        self.check_new(name, title)
        self._taken.add(name.lower())
        made = self._sets[name.lower()] = StickerSet(name, title, owner, bot)
        return made

    def delete(self, sticker_set: StickerSet) -> None:
        """Take a set away; its stickers in chats stay."""
        del self._sets[sticker_set.name.lower()]

    def new_sticker(self, sticker_set: StickerSet, file: StickerFile, emoji: list[str]) -> Json:
        """A sticker for a set, under ids of its own even if the same image is there already."""
        content = media.sticker(self._files, file, emoji[0], sticker_set.name)
        sticker: Json = content["sticker"]
        return sticker

    def set_emoji(self, sticker_set: StickerSet, position: int, emoji: list[str]) -> None:
        """Give a sticker other emoji; the Bot API shows the first."""
        sticker = sticker_set.stickers[position] | {"emoji": emoji[0]}
        sticker_set.stickers[position] = sticker
        self._files.media[sticker["file_id"]] = {"sticker": sticker}


def add(sticker_set: StickerSet, sticker: Json) -> None:
    """Put a sticker at the end of a set."""
    if len(sticker_set.stickers) >= STICKER_LIMIT:
        raise bad_request("STICKERS_TOO_MUCH")
    sticker_set.stickers.append(sticker)


def check_title(title: str) -> None:
    """Refuse a title that is empty or too long."""
    if not 1 <= len(title) <= TITLE_LIMIT:
        raise bad_request("PACK_TITLE_INVALID")


def check_emoji(emoji: list[str]) -> None:
    """Refuse a list that is empty or too long, or has something in it that is no emoji."""
    if not 1 <= len(emoji) <= EMOJI_LIMIT or not all(is_emoji(item) for item in emoji):
        raise bad_request("invalid sticker emojis")
