"""A fair queue: round-robin over people, first in first out for each of them.

It is the only one: requests come from the chat, the page and the API. A person has one line,
whatever chats the requests come from. Those from one chat are worked on one after the other, in
their order. The queue alternates between people: whoever sends a hundred photos waits for these
hundred, and the next person waits for one of them. While requests of people with few of them
run, whoever has many waiting begins one a second.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple

from removerbot.errors import EngineBusy, TooManyRequests
from removerbot.process.turns import RoundRobin, asking_for

_MANY = 5
"""Requests of one person that wait, from which on they let others go first."""

_PACE = 1.0
"""Seconds between two that they begin while others' run."""


class QueueKey(NamedTuple):
    """A person in a chat. Requests of one key run one at a time."""

    chat: Hashable
    person: Hashable


Ticket = asyncio.Future[None]
"""The place of a request in a queue; it is done once the request has been given a slot."""


@dataclass(slots=True, eq=False)
class _Slot:
    """A slot that a running request was given.

    Attributes:
        is_held: whether the request has it, and has not yielded it.
    """

    is_held: bool = True


class FairQueue:
    """Gives a limited number of slots to waiting requests, in fair order."""

    def __init__(
        self, *, slots: int, per_person: int, per_chat: int, length: int, queues: int
    ) -> None:
        """Creates a queue in which nothing waits.

        Args:
            slots: requests that may run at the same time.
            per_person: of these, how many may be of one person, in all chats together; one
                while another person's request runs.
            per_chat: of these, how many may be of one chat.
            length: requests of one person that may wait.
            queues: people whose requests may wait.
        """
        self._free = slots
        self._per_person = per_person
        self._per_chat = per_chat
        self._length = length
        self._max_queues = queues
        self._waiting = RoundRobin[tuple[QueueKey, Ticket]]()
        self._running: set[QueueKey] = set()
        self._persons = Counter[Hashable]()
        self._chats = Counter[Hashable]()
        self._paced: set[Hashable] = set()
        self._returning = deque[Ticket]()
        self._slot = ContextVar[_Slot | None]("slot", default=None)

    def join(self, key: QueueKey) -> Ticket:
        """Appends a request to a person's line; pass the ticket to `slot`.

        Raises:
            TooManyRequests: the line of this person is full.
            EngineBusy: too many other people wait.
        """
        lengths = self._waiting.lengths
        if key.person not in lengths and len(lengths) >= self._max_queues:
            raise EngineBusy
        if self.is_full(key.person):
            raise TooManyRequests
        ticket = Ticket()
        self._waiting.add(key.person, (key, ticket))
        self._grant()
        return ticket

    @asynccontextmanager
    async def slot(self, key: QueueKey, ticket: Ticket) -> AsyncIterator[None]:
        """Waits until a ticket is granted, and holds the slot while the block runs."""
        try:
            await ticket
        except asyncio.CancelledError:
            if _is_granted(ticket):
                self._release(key, _Slot())
            else:
                self._waiting.discard(key.person, (key, ticket))
            raise
        slot = _Slot()
        outer = self._slot.set(slot)
        try:
            with asking_for(key.person):
                yield
        finally:
            self._slot.reset(outer)
            self._release(key, slot)

    @asynccontextmanager
    async def queued(self, person: Hashable) -> AsyncIterator[None]:
        """Joins the queue in no chat, waits, and holds a slot while the block runs. Raises as
        `join` does."""
        key = QueueKey(object(), person)
        async with self.slot(key, self.join(key)):
            yield

    @asynccontextmanager
    async def yielding(self) -> AsyncIterator[None]:
        """Gives up the slot of the current request while the block waits for the network, and
        waits for a slot again afterwards. Does nothing if the request holds none."""
        slot = self._slot.get()
        if slot is None:
            yield
            return
        slot.is_held = False
        self._free += 1
        self._grant()
        yield
        ticket = Ticket()
        self._returning.append(ticket)
        self._grant()
        try:
            await ticket
        except asyncio.CancelledError:
            if _is_granted(ticket):
                self._free += 1
                self._grant()
            raise
        slot.is_held = True

    def is_full(self, person: Hashable) -> bool:
        """Whether no more requests of a person may wait."""
        return self._waiting.length(person) >= self._length

    @property
    def waiting(self) -> int:
        """The number of requests that wait. Can be read from any thread."""
        return len(self._waiting)

    def ahead(self, key: QueueKey, ticket: Ticket) -> int:
        """Returns for how many requests this one waits, if no further ones come: those that are
        granted before, and a running one of its person or chat; 0 if it waits no more."""
        turns, turn = [turn for _, turn in self._waiting], (key, ticket)
        return turns.index(turn) + (not self._may_run(key)) if turn in turns else 0

    def _grant(self) -> None:
        """Grants free slots: first to requests that yielded theirs, then in fair order."""
        while self._free:
            ticket = self._returning.popleft() if self._returning else self._next()
            if ticket is None:
                return
            if not ticket.cancelled():
                self._free -= 1
                ticket.set_result(None)

    def _next(self) -> Ticket | None:
        """Takes the first ticket that may run, in the order of turns."""
        for person, (key, ticket) in self._waiting:
            if self._may_run(key) and not ticket.cancelled():
                self._waiting.take(person, (key, ticket))
                self._begin(key)
                return ticket
        return None

    def _begin(self, key: QueueKey) -> None:
        self._running.add(key)
        self._persons[key.person] += 1
        self._chats[key.chat] += 1
        self._pace(key.person)

    def _may_run(self, key: QueueKey) -> bool:
        others = self._persons.keys() - {key.person}
        if key.person in self._paced and not all(map(self._has_many, others)):
            return False
        most = 1 if others else self._per_person
        is_free = self._persons[key.person] < most and self._chats[key.chat] < self._per_chat
        return key not in self._running and is_free

    def _pace(self, person: Hashable) -> None:
        """Lets a person who has many waiting begin no more for a moment, if others' run."""
        if self._has_many(person) and person not in self._paced:
            self._paced.add(person)
            asyncio.get_running_loop().call_later(_PACE, self._unpace, person)

    def _unpace(self, person: Hashable) -> None:
        self._paced.discard(person)
        self._grant()

    def _has_many(self, person: Hashable) -> bool:
        return self._waiting.length(person) >= _MANY

    def _release(self, key: QueueKey, slot: _Slot) -> None:
        self._running.discard(key)
        for counter, counted in ((self._persons, key.person), (self._chats, key.chat)):
            counter[counted] -= 1
            if not counter[counted]:
                del counter[counted]
        self._free += slot.is_held
        self._grant()


def _is_granted(ticket: Ticket) -> bool:
    return ticket.done() and not ticket.cancelled()
