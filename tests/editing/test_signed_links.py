"""Passes open what they were written for, for a day, and cannot be made by others."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.editing.signed_links import VALID, LinkTarget, SignedLinks
from removerbot.errors import StalePass

TOKEN = "4242:the-token-of-the-tests"

ids = st.integers(-(2**52), 2**52)


@given(ids, st.integers(1, 2**60))
def test_a_pass_opens_what_it_was_written_for(chat_id: int, cut_id: int) -> None:
    opens = LinkTarget(chat_id, cut_id)
    word = SignedLinks(TOKEN).write(opens)
    assert SignedLinks(TOKEN).read(word) == opens
    assert len(word) == 48
    assert set(word) <= set(string.ascii_letters + string.digits + "-_")


def test_a_pass_is_good_for_a_day() -> None:
    now = 1_000_000.5
    passes = SignedLinks(TOKEN, lambda: now)
    word = passes.write(LinkTarget(1, 2))
    now += VALID - 1
    assert passes.read(word) == LinkTarget(1, 2)
    now += 1
    with pytest.raises(StalePass):
        passes.read(word)


@given(st.integers(0, 47), st.integers(1, 63))
def test_a_pass_with_any_other_letter_opens_nothing(at: int, by: int) -> None:
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    word = SignedLinks(TOKEN).write(LinkTarget(-1001, 77))
    other = letters[(letters.index(word[at]) + by) % 64]
    with pytest.raises(StalePass):
        SignedLinks(TOKEN).read(word[:at] + other + word[at + 1 :])


@given(st.text())
def test_whatever_is_no_pass_opens_nothing(word: str) -> None:
    with pytest.raises(StalePass):
        SignedLinks(TOKEN).read(word)
