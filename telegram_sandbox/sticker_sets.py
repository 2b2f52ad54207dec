"""Sticker sets, under Telegram's rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from telegram_sandbox.content import sticker_content
from telegram_sandbox.emoji import is_emoji
from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import FileStore
from telegram_sandbox.sticker_files import StickerFile
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
        bot: the bot that created it and may change it; `None` if a person did in an app.
    """

    name: str
    title: str
    owner: User
    bot: User | None
    stickers: list[Json] = field(default_factory=list)

    def as_json(self) -> Json:
        """Returns the Bot API's `StickerSet`."""
        return {
            "name": self.name,
            "title": self.title,
            "sticker_type": "regular",
            "stickers": self.stickers,
        }

    def add(self, sticker: Json) -> None:
        """Appends a sticker.

        Raises:
            ApiError: the set is full.
        """
        if len(self.stickers) >= STICKER_LIMIT:
            raise bad_request("STICKERS_TOO_MUCH")
        self.stickers.append(sticker)


class StickerSets:
    """All sets. The name of a deleted set stays taken."""

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._sets: dict[str, StickerSet] = {}
        self._taken: set[str] = set()

    def __iter__(self) -> Iterator[StickerSet]:
        return iter(self._sets.values())

    def find(self, name: str) -> StickerSet:
        """Returns the set of a name; upper and lower case are the same."""
        if name.lower() not in self._sets:
            raise bad_request("STICKERSET_INVALID")
        return self._sets[name.lower()]

    def find_sticker(self, file_id: str) -> tuple[StickerSet, int]:
        """Returns the set that a sticker is in, and its position there."""
        self._files.find_as("sticker", file_id)
        for sticker_set in self._sets.values():
            for position, sticker in enumerate(sticker_set.stickers):
                if sticker["file_id"] == file_id:
                    return sticker_set, position
        raise bad_request("STICKER_INVALID")

    def check_new(self, name: str, title: str) -> None:
        """Checks the name and title of a set to be created.

        Raises:
            ApiError: one of them is invalid, or the name is taken.
        """
        if len(name) > NAME_LIMIT or not _NAME.fullmatch(name):
            raise bad_request("invalid sticker set name is specified")
        if name.lower() in self._taken:
            raise bad_request("sticker set name is already occupied")
        check_title(title)

    def create(self, name: str, title: str, owner: User, bot: User | None) -> StickerSet:
        """Creates an empty set; see `check_new` for errors."""
        self.check_new(name, title)
        self._taken.add(name.lower())
        created = self._sets[name.lower()] = StickerSet(name, title, owner, bot)
        return created

    def delete(self, sticker_set: StickerSet) -> None:
        """Deletes a set; its stickers in chats stay."""
        del self._sets[sticker_set.name.lower()]

    def new_sticker(self, sticker_set: StickerSet, file: StickerFile, emoji: list[str]) -> Json:
        """Returns a sticker for a set, with new ids even if the set has the same image."""
        content = sticker_content(self._files, file, emoji[0], sticker_set.name)
        sticker: Json = content["sticker"]
        return sticker

    def set_emoji(self, sticker_set: StickerSet, position: int, emoji: list[str]) -> None:
        """Changes the emoji of a sticker; the Bot API shows the first."""
        sticker = sticker_set.stickers[position] | {"emoji": emoji[0]}
        sticker_set.stickers[position] = sticker
        self._files.media[sticker["file_id"]] = {"sticker": sticker}


def check_title(title: str) -> None:
    """Raises ApiError if a title is empty or too long."""
    if not 1 <= len(title) <= TITLE_LIMIT:
        raise bad_request("PACK_TITLE_INVALID")


def check_emoji(emoji: list[str]) -> None:
    """Raises ApiError if a list is empty, too long, or has an item that is no emoji."""
    if not 1 <= len(emoji) <= EMOJI_LIMIT or not all(is_emoji(item) for item in emoji):
        raise bad_request("invalid sticker emojis")
