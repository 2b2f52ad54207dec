"""Names and titles of sticker sets, from what people call their groups.

The rules are those of `createNewStickerSet` (https://core.telegram.org/bots/api).
"""

import re
import unicodedata

import emoji

from removerbot.errors import NotEmoji, TooManyEmoji

MAX_NAME = 64
MAX_TITLE = 64
"""UTF-16 code units; whichever way Telegram counts, there are no more."""

_INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols, by their category, that show nothing."""

_JOINERS = "\u200c\u200d"
"""Kept inside of a title: emoji families and Persian words need them."""


def set_name(title: str, salt: str, bot_username: str) -> str:
    """A name for a set: the Latin letters and digits of the title, `salt` to make it unique,
    and the ending that Telegram demands.

    Args:
        title: of a group, or a person's name; may hold anything.
        salt: lower-case letters and digits.
        bot_username: without @, up to 32 characters.
    """
    ending = f"_{salt}_by_{bot_username}"
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).lstrip("_0123456789")
    return (words[: MAX_NAME - len(ending)].strip("_") or "stickers") + ending


def set_title(title: str, number: int = 1) -> str | None:
    """A title for a set: what can be seen of a group's title, cut to the limit.

    Args:
        title: may hold anything.
        number: of the pack in its chat; stands behind the title from 2 on.

    Returns:
        1 to `MAX_TITLE` UTF-16 code units, `None` if nothing of the title can be seen.
    """
    ending = f" {number}" if number > 1 else ""
    clean = _clean(title)
    while len((clean + ending).encode("utf-16-le")) // 2 > MAX_TITLE:
        clean = clean[:-1]
    clean = _without_loose_end(clean)
    return clean + ending if _shows_something(clean) else None


def _clean(title: str) -> str:
    """Without control and format characters (those that turn the direction too)."""
    spaced = re.sub(r"\s+", " ", title)
    return "".join(
        character
        for character in spaced
        if character in _JOINERS or not unicodedata.category(character).startswith("C")
    ).strip(f" {_JOINERS}")


def _without_loose_end(title: str) -> str:
    return title.rstrip(f" {_JOINERS}")


def _shows_something(title: str) -> bool:
    return any(
        character not in _INVISIBLE
        and unicodedata.category(character)[0] not in "CZ"
        and not unicodedata.category(character).startswith("M")
        for character in title
    )


MAX_EMOJI = 20
"""What Telegram takes for one sticker."""

DEFAULT_EMOJI = ("✂️",)
"""For stickers whose maker names none."""


def read_emoji(text: str) -> tuple[str, ...]:
    """The emoji in a text that holds nothing else; families, flags, keycaps and skin tones
    are one each, and each counts once.

    Raises:
        NotEmoji: there is something else in the text, or nothing at all.
        TooManyEmoji: there are more than `MAX_EMOJI`.
    """
    found = [item["emoji"] for item in emoji.emoji_list(text)]
    if not found or emoji.replace_emoji(text, "").strip(" ,\ufe0f\n"):
        raise NotEmoji
    distinct = tuple(dict.fromkeys(found))
    if len(distinct) > MAX_EMOJI:
        raise TooManyEmoji(MAX_EMOJI)
    return distinct


def is_emoji(text: str) -> bool:
    """Whether a text holds emoji and nothing else."""
    return not emoji.replace_emoji(text, "").strip(" ,\ufe0f\n") and emoji.emoji_count(text) > 0
