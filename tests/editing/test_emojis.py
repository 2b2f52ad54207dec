"""The emoji of a sticker, however many code points each has."""

import pytest

from removerbot.editing.pack_names import MAX_EMOJI, is_emoji, read_emoji
from removerbot.errors import NotEmoji, TooManyEmoji


@pytest.mark.parametrize(
    ("text", "emoji"),
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
def test_each_emoji_is_one(text: str, emoji: list[str]) -> None:
    assert list(read_emoji(text)) == emoji
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
