"""Names, titles and emoji of stickers and their sets.

The rules are those of `createNewStickerSet` (https://core.telegram.org/bots/api).
"""

import re
import unicodedata

import emoji

from removerbot.errors import NotEmoji, TooManyEmoji

MAX_NAME = 64
MAX_TITLE = 64
"""UTF-16 code units: the largest of the possible ways to count."""

MAX_EMOJI = 20
"""Emoji of one sticker."""

DEFAULT_EMOJI = ("✂️",)
"""For a sticker that is made without naming any."""

_LONGEST = 1000
"""Characters that are looked at: `MAX_EMOJI` take fewer, and long chains of them are slow."""

_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that show nothing although their category is that of letters or symbols."""

_JOINERS = "\u200c\u200d"
"""Format characters that are kept inside a title, for emoji sequences and Persian words."""


def sticker_set_name(title: str, salt: str, bot_username: str) -> str:
    """Returns a name for a sticker set: the ASCII letters and digits of a title, `salt` to make
    it unique, and the suffix that Telegram demands.

    Args:
        title: the title of a group or the name of a person.
        salt: lower-case letters and digits.
        bot_username: without @, up to 32 characters.
    """
    suffix = f"_{salt}_by_{bot_username}"
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).lstrip("_0123456789")
    return (words[: MAX_NAME - len(suffix)].strip("_") or "stickers") + suffix


def sticker_set_title(title: str, number: int = 1) -> str | None:
    """Returns a title for a sticker set: the visible part of a title, cut to the limit.

    Args:
        title: the title of a group or the name of a person.
        number: of the pack in its chat; appended from 2 on.

    Returns:
        1 to `MAX_TITLE` UTF-16 code units; `None` if no character of the title is visible.
    """
    suffix = f" {number}" if number > 1 else ""
    spaced = re.sub(r"\s+", " ", title[:_LONGEST])
    kept = "".join(each for each in spaced if each in _JOINERS or _category(each) != "C")
    kept = kept.strip(f" {_JOINERS}")
    while len((kept + suffix).encode("utf-16-le")) // 2 > MAX_TITLE:
        kept = kept[:-1]
    kept = kept.rstrip(f" {_JOINERS}")
    is_visible = any(each not in _INVISIBLE and _category(each) not in "CZM" for each in kept)
    return kept + suffix if is_visible else None


def read_emoji(text: str) -> tuple[str, ...]:
    """Returns the distinct emoji of a text that holds nothing else. Families, flags, keycaps
    and emoji with a skin tone are one each.

    Raises:
        NotEmoji: the text holds anything else, or nothing.
        TooManyEmoji: there are more than `MAX_EMOJI`.
    """
    if not is_emoji(text):
        raise NotEmoji
    distinct = tuple(dict.fromkeys(item["emoji"] for item in emoji.emoji_list(text)))
    if len(distinct) > MAX_EMOJI:
        raise TooManyEmoji(MAX_EMOJI)
    return distinct


def is_emoji(text: str) -> bool:
    """Returns whether a text, no long one, holds only emoji and, between them, separators."""
    if len(text) > _LONGEST or emoji.replace_emoji(text, "").strip(" ,\ufe0f\n"):
        return False
    return emoji.emoji_count(text) > 0


def _category(character: str) -> str:
    """The first letter of the Unicode category: C for control, format and unassigned ones."""
    return unicodedata.category(character)[0]
