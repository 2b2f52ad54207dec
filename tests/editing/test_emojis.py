"""The emoji of a sticker, however many code points each has."""

import time

import emoji
import pytest

from removerbot.editing.pack_names import MAX_EMOJI, is_emoji, read_emoji
from removerbot.errors import NotEmoji, TooManyEmoji


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("😀", ["😀"]),
        ("😀🐈", ["😀", "🐈"]),
        (" 😀,  🐈 ", ["😀", "🐈"]),
        ("👨‍👩‍👧‍👦", ["👨‍👩‍👧‍👦"]),
        ("🇰🇷🇫🇷", ["🇰🇷", "🇫🇷"]),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", ["🏴󠁧󠁢󠁳󠁣󠁴󠁿"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("1️⃣", ["1️⃣"]),
        ("❤️", ["❤️"]),
        ("❤", ["❤"]),
        ("😀😀😀", ["😀"]),
    ],
)
def test_each_emoji_is_one(text: str, expected: list[str]) -> None:
    assert list(read_emoji(text)) == expected
    assert is_emoji(text)


@pytest.mark.parametrize("text", ["", " ", "cat", "😀 cat", ":)", "1", "#", "\u200d", "🇰"])
def test_what_is_no_emoji_is_refused(text: str) -> None:
    assert not is_emoji(text)
    with pytest.raises(NotEmoji):
        read_emoji(text)


def test_twenty_are_taken_and_one_more_is_not() -> None:
    several = [chr(0x1F600 + number) for number in range(MAX_EMOJI + 1)]
    assert len(read_emoji("".join(several[:-1]))) == MAX_EMOJI
    with pytest.raises(TooManyEmoji):
        read_emoji("".join(several))


@pytest.mark.parametrize("unit", ["😀\u200d", "👨🏽\u200d", "👩\u200d❤️\u200d"])
def test_long_chains_of_emoji_are_not_looked_at(unit: str) -> None:
    text = unit * (4096 // len(unit))
    started = time.perf_counter()
    for _ in range(20):
        assert not is_emoji(text)
    assert time.perf_counter() - started < 0.5  # seconds; 3 where they are read


def test_the_longest_emoji_are_taken_together() -> None:
    longest = sorted(emoji.EMOJI_DATA, key=len)[-MAX_EMOJI:]
    assert list(read_emoji(", ".join(longest))) == longest
