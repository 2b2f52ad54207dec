"""Errors over HTTP: none is left out, and what asks too often is told so."""

import pytest

from removerbot.errors import EngineError, RemoverError, TooManyRequests, UserError
from removerbot.web.guard import Rate
from removerbot.web.problems import STATUS, of_error
from tests.chat.test_i18n import SOME_ERRORS, leaves


def test_every_error_that_can_be_an_answer_has_a_status() -> None:
    assert STATUS.keys() == {*leaves(UserError), *leaves(EngineError)}


@pytest.mark.parametrize("error", SOME_ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_becomes_a_problem_of_its_own_kind(error: RemoverError) -> None:
    response = of_error(error, str(error))
    blames_us = isinstance(error, EngineError)
    is_unsure = type(error).__name__ == "PackUnavailable"
    assert (response.status_code >= 500) == (blames_us or is_unsure)
    assert error.slug().encode() in response.body


def test_everybody_may_ask_so_often_and_again_after_a_rest() -> None:
    now = 0.0
    rate = Rate(per_second=2, at_once=3, now=lambda: now)
    for _ in range(3):
        rate.spend("Ada")
    with pytest.raises(TooManyRequests):
        rate.spend("Ada")
    rate.spend("Ben")
    now = 0.5
    rate.spend("Ada")
    with pytest.raises(TooManyRequests):
        rate.spend("Ada")
    now = 1000
    for _ in range(3):
        rate.spend("Ada")
    with pytest.raises(TooManyRequests):
        rate.spend("Ada")
