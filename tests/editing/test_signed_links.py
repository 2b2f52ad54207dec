"""Tokens of links are valid for what they were signed for, for a day, and cannot be forged."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.editing.signed_links import VALID, LinkTarget, SignedLinks
from removerbot.errors import StalePass

TOKEN = "4242:the-token-of-the-tests"

ids = st.integers(-(2**52), 2**52)


@given(ids, st.integers(1, 2**60))
def test_a_token_names_what_it_was_signed_for(chat_id: int, revision_id: int) -> None:
    target = LinkTarget(chat_id, revision_id)
    token = SignedLinks(TOKEN).sign(target)
    assert SignedLinks(TOKEN).verify(token) == target
    assert len(token) == 48
    assert set(token) <= set(string.ascii_letters + string.digits + "-_")


def test_a_token_is_valid_for_a_day() -> None:
    now = 1_000_000.5
    links = SignedLinks(TOKEN, lambda: now)
    token = links.sign(LinkTarget(1, 2))
    now += VALID - 1
    assert links.verify(token) == LinkTarget(1, 2)
    now += 1
    with pytest.raises(StalePass):
        links.verify(token)


@given(st.integers(0, 47), st.integers(1, 63))
def test_a_token_with_any_other_letter_is_refused(at: int, by: int) -> None:
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    token = SignedLinks(TOKEN).sign(LinkTarget(-1001, 77))
    other = letters[(letters.index(token[at]) + by) % 64]
    with pytest.raises(StalePass):
        SignedLinks(TOKEN).verify(token[:at] + other + token[at + 1 :])


@given(st.text())
def test_any_other_text_is_refused(token: str) -> None:
    with pytest.raises(StalePass):
        SignedLinks(TOKEN).verify(token)
