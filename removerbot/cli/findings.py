"""What a check of `removerbot doctor` has found."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from removerbot.settings import Settings

Verdict = Literal["ok", "warning", "error"]


class Finding(NamedTuple):
    """The result of a check.

    Attributes:
        name: of what was looked at.
        verdict: `ok`, `warning` (the bot runs, but not as well as it could) or `error`.
        found: what is the case.
        advice: what to do; empty if nothing is to be done.
    """

    name: str
    verdict: Verdict
    found: str
    advice: str = ""


Check = Callable[[Settings], Iterator[Finding]]


def ok(name: str, found: str) -> Finding:
    """Returns that all is well."""
    return Finding(name, "ok", found)


def warning(name: str, found: str, advice: str) -> Finding:
    """Returns something that could be better."""
    return Finding(name, "warning", found, advice)


def error(name: str, found: str, advice: str) -> Finding:
    """Returns something that does not work."""
    return Finding(name, "error", found, advice)
