"""Reads the emoji that a person gives a sticker."""

import emoji

from removerbot.errors import NotEmoji, TooManyEmoji

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
