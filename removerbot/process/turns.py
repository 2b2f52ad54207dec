"""Turns: each person has one, then the next person, however much one of them asks for.

Work is done for the person that `asking_for` names; where it names nobody, each piece of work
counts as a person's own.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from itertools import zip_longest
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")

_PERSON = ContextVar[Hashable]("person", default=None)

_ASKING = Counter[Hashable]()
"""The blocks of `asking_for` that run, by person."""


@contextmanager
def asking_for(person: Hashable) -> Iterator[None]:
    """Names the person for whom the work in this block, and the tasks it starts, are done;
    `None` for work of several people."""
    token = _PERSON.set(person)
    _ASKING[person] += 1
    try:
        yield
    finally:
        _PERSON.reset(token)
        _ASKING[person] -= 1
        if not _ASKING[person]:
            del _ASKING[person]


def who_asks() -> Hashable:
    """Returns the person whom the current task works for, or a new object if that is nobody."""
    person = _PERSON.get()
    return object() if person is None else person


def do_others_ask() -> bool:
    """Returns whether something is done for anybody but the person of the current task."""
    return any(person not in (None, _PERSON.get()) for person in _ASKING)


class RoundRobin(Generic[Item]):
    """Items of people: one of each person in turn, first in first out for each."""

    def __init__(self) -> None:
        self._lines: dict[Hashable, deque[Item]] = {}  # whose turn is next comes first

    def __len__(self) -> int:
        return sum(self.lengths.values())

    def __iter__(self) -> Iterator[tuple[Hashable, Item]]:
        """Yields people and items in the order of their turns."""
        lines = [[(person, item) for item in line] for person, line in self._lines.items()]
        for turn in zip_longest(*lines):
            yield from filter(None, turn)

    def next(self) -> tuple[Hashable, Item] | None:
        """Returns the person whose turn is next, and their first item; `None` if none waits."""
        return next(((person, line[0]) for person, line in self._lines.items()), None)

    def add(self, person: Hashable, item: Item) -> None:
        """Appends an item to a person's line."""
        self._lines.setdefault(person, deque()).append(item)

    @property
    def lengths(self) -> dict[Hashable, int]:
        """How many items each person has; can be read from any thread."""
        return {person: len(line) for person, line in self._lines.copy().items()}

    def length(self, person: Hashable) -> int:
        """How many items a person has."""
        return len(self._lines.get(person, ()))

    def discard(self, person: Hashable, item: Item) -> None:
        """Removes an item that is not wanted any more, if it is still there."""
        line = self._lines.get(person, deque())
        if item in line:
            line.remove(item)
            if not line:
                del self._lines[person]

    def take(self, person: Hashable, item: Item) -> None:
        """Removes an item in its turn: the person's next turn comes after everybody's."""
        self.discard(person, item)
        if person in self._lines:
            self._lines[person] = self._lines.pop(person)


class FairSemaphore:
    """A semaphore for one event loop that is passed on in the order of turns."""

    def __init__(self, value: int, patience: float) -> None:
        """Lets `value` tasks hold it at a time; each waits `patience` seconds at most."""
        self._free = value
        self._patience = patience
        self._holders = set[asyncio.Task[Any] | None]()
        self._waiting = RoundRobin[asyncio.Future[None]]()

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Waits for the semaphore, and holds it while the block runs.

        Raises:
            TimeoutError: no turn came in time.
            RuntimeError: the same task holds it already, and might wait for itself.
        """
        task = asyncio.current_task()
        if task in self._holders:
            raise RuntimeError("this task holds the semaphore already")
        if self._free:
            self._free -= 1
        else:
            async with asyncio.timeout(self._patience):
                await self._turn()
        self._holders.add(task)
        try:
            yield
        finally:
            self._holders.discard(task)
            self._release()

    async def _turn(self) -> None:
        person, granted = who_asks(), asyncio.get_running_loop().create_future()
        self._waiting.add(person, granted)
        try:
            await granted
        except asyncio.CancelledError:
            if granted.cancelled():
                self._waiting.discard(person, granted)
            else:
                self._release()
            raise

    def _release(self) -> None:
        """Passes the semaphore on to the next who waits. It is theirs before their task runs
        again, so that no other task can take it meanwhile."""
        while turn := self._waiting.next():
            self._waiting.take(*turn)
            if not turn[1].cancelled():
                turn[1].set_result(None)
                return
        self._free += 1
