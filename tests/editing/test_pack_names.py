"""Whatever a group is called, its pack gets a name and a title that Telegram takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.editing.pack_names import sticker_set_name, sticker_set_title

NAME = re.compile(r"[A-Za-z](?:_?[A-Za-z0-9])*")


@given(
    st.text(max_size=255),
    st.from_regex(r"[a-z0-9]{6,8}", fullmatch=True),
    st.sampled_from(["RemoverBot", "a_bot", "B" * 32]),
)
def test_every_title_gives_a_valid_name(title: str, salt: str, bot: str) -> None:
    name = sticker_set_name(title, salt, bot)
    assert NAME.fullmatch(name)
    assert len(name) <= 64
    assert name.endswith(f"_{salt}_by_{bot}")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cat Lovers", "cat_lovers_k3x_by_RemoverBot"),
        ("Zoë & Çelik", "zoe_celik_k3x_by_RemoverBot"),
        ("2024 __ party!!", "party_k3x_by_RemoverBot"),
        ("🐈🐈", "stickers_k3x_by_RemoverBot"),
        ("고양이", "stickers_k3x_by_RemoverBot"),
        ("", "stickers_k3x_by_RemoverBot"),
        ("a" * 255, "a" * (64 - 18) + "_k3x_by_RemoverBot"),
    ],
)
def test_a_name_is_made_of_the_titles_latin_letters(title: str, name: str) -> None:
    assert sticker_set_name(title, "k3x", "RemoverBot") == name


@given(st.text(max_size=255), st.integers(1, 200))
def test_every_title_fits_or_there_is_none(title: str, number: int) -> None:
    made = sticker_set_title(title, number)
    assert made is None or 1 <= len(made.encode("utf-16-le", "surrogatepass")) // 2 <= 64


@pytest.mark.parametrize(
    ("title", "number", "expected"),
    [
        ("Cat Lovers", 1, "Cat Lovers"),
        ("Cat Lovers", 3, "Cat Lovers 3"),
        (" Cat \n\t Lovers ", 1, "Cat Lovers"),
        ("🐈‍⬛🐈", 1, "🐈‍⬛🐈"),
        ("x" * 255, 2, "x" * 62 + " 2"),
        ("🐈" * 255, 1, "🐈" * 32),
        ("קבוצת חתולים", 1, "קבוצת חתולים"),
        ("\u202eevil\u202c", 1, "evil"),
        ("می‌خواهم", 1, "می‌خواهم"),
        ("", 1, None),
        ("\u200b\u200d \u2060", 1, None),
        ("\u3164\u2800", 2, None),
        ("\u0301", 1, None),
    ],
)
def test_a_title_keeps_what_can_be_seen(title: str, number: int, expected: str | None) -> None:
    assert sticker_set_title(title, number) == expected
