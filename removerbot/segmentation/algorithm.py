"""Algorithms as generators of decode requests, and what drives them.

Whoever drives one runs the decoder: the library with a loop, the chat, the page and the API on
an engine, the tests with recorded answers.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from removerbot.imaging.types import Candidate, DecodeRequest

Outcome = TypeVar("Outcome")

Answers: TypeAlias = list[list[Candidate]]
"""SAM's four masks for each of some requests."""

Algorithm: TypeAlias = Generator[list[DecodeRequest], Answers, Outcome]
"""Yields what is to be decoded and is sent the answers; returns its outcome."""


@dataclass(frozen=True, slots=True)
class Finished(Generic[Outcome]):
    """The outcome of an algorithm."""

    outcome: Outcome


def advance(
    algorithm: Algorithm[Outcome], answers: Answers | None
) -> list[DecodeRequest] | Finished[Outcome]:
    """Sends the answers, none at first; returns the next requests or the outcome."""
    try:
        return next(algorithm) if answers is None else algorithm.send(answers)
    except StopIteration as stop:
        return Finished(stop.value)


def run(
    algorithm: Algorithm[Outcome], decode: Callable[[list[DecodeRequest]], Answers]
) -> Outcome:
    """Runs an algorithm to its end with a decoder that blocks."""
    step = advance(algorithm, None)
    while not isinstance(step, Finished):
        step = advance(algorithm, decode(step))
    return step.outcome
