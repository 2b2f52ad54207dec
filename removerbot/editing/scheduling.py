"""Whose turn it is: fair places for the work in hand.

Requests of one person in one chat stand in a line and are worked on one after the other,
as they were meant: a photo, then the cell. Lines take turns; whoever sends a hundred
photos waits for their own hundred, and the next person for one of them.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple

from removerbot.errors import EngineBusy, TooManyRequests


class QueueKey(NamedTuple):
    """Who stands in a line: a person in a chat."""

    chat_id: int
    person_id: int


@dataclass(slots=True, eq=False)
class _Place:
    """One of the places where something is worked on."""

    is_taken: bool = True


Ticket = asyncio.Future[None]


class FairQueue:
    """Lets requests in, in fair order."""

    def __init__(
        self, *, places: int, per_person: int, per_chat: int, line: int, lines: int
    ) -> None:
        """Set up, with nobody in line.

        Args:
            places: requests worked on at the same time.
            per_person: of these, how many may be one person's, in all their chats.
            per_chat: of these, how many may be of one chat.
            line: requests that may wait in a line.
            lines: lines in which any may wait.
        """
        self._free = places
        self._per_person = per_person
        self._per_chat = per_chat
        self._line = line
        self._lines_limit = lines
        self._lines: dict[QueueKey, deque[Ticket]] = {}
        self._busy: set[QueueKey] = set()
        self._persons = Counter[int]()
        self._chats = Counter[int]()
        self._returning = deque[Ticket]()
        self._mine = ContextVar[_Place | None]("place", default=None)

    def enter(self, who: QueueKey) -> Ticket:
        """Stand in line; the ticket is done when the turn has come. See `turn`.

        Raises:
            TooManyRequests: the line is full.
            EngineBusy: too many wait in other lines.
        """
        line = self._lines.get(who)
        if line is None and len(self._lines) >= self._lines_limit:
            raise EngineBusy
        if line is not None and len(line) >= self._line:
            raise TooManyRequests
        ticket = Ticket()
        self._lines.setdefault(who, deque()).append(ticket)
        self._call_next()
        return ticket

    @asynccontextmanager
    async def turn(self, who: QueueKey, ticket: Ticket) -> AsyncIterator[None]:
        """Wait for the turn of a ticket, and have a place for as long as the block runs."""
        try:
            await ticket
        except asyncio.CancelledError:
            self._leave(who, ticket)
            raise
        place = _Place()
        known = self._mine.set(place)
        try:
            yield
        finally:
            self._mine.reset(known)
            self._give_back(who, is_taken=place.is_taken)

    @asynccontextmanager
    async def taken(self, who: QueueKey) -> AsyncIterator[None]:
        """Stand in line, wait, and have a place for as long as the block runs. Raises as
        `enter` does."""
        async with self.turn(who, self.enter(who)):
            yield

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """Let others have the place while the block waits for something else than work."""
        place = self._mine.get()
        if place is None:
            yield
            return
        place.is_taken = False
        self._free += 1
        self._call_next()
        yield
        ticket = Ticket()
        self._returning.append(ticket)
        self._call_next()
        with self._not_lost(ticket):
            await ticket
        place.is_taken = True

    @property
    def waiting(self) -> int:
        """How many requests stand in line."""
        return sum(len(line) for line in self._lines.copy().values())

    def ahead(self, who: QueueKey, ticket: Ticket) -> int:
        """How many of those who wait come before this one, as far as can be told."""
        waiting = self._lines.get(who)
        if waiting is None or ticket not in waiting:
            return 0
        mine = waiting.index(ticket)
        order = list(self._lines)
        before = order.index(who)
        return mine + sum(
            min(len(self._lines[line]), mine + (place < before))
            for place, line in enumerate(order)
            if line != who
        )

    def _call_next(self) -> None:
        while self._free:
            if self._returning:
                ticket = self._returning.popleft()
            else:
                who = next((line for line in self._lines if self._may(line)), None)
                if who is None:
                    return
                ticket = self._pop(who)
                if ticket.cancelled():
                    continue
                self._busy.add(who)
                self._persons[who.person_id] += 1
                self._chats[who.chat_id] += 1
            if not ticket.cancelled():
                self._free -= 1
                ticket.set_result(None)

    def _pop(self, who: QueueKey) -> Ticket:
        """The first of a line, which goes to the back of all lines."""
        line = self._lines.pop(who)
        ticket = line.popleft()
        if line:
            self._lines[who] = line
        return ticket

    def _may(self, who: QueueKey) -> bool:
        return (
            who not in self._busy
            and self._persons[who.person_id] < self._per_person
            and self._chats[who.chat_id] < self._per_chat
        )

    def _leave(self, who: QueueKey, ticket: Ticket) -> None:
        """Somebody gave up waiting, perhaps in the moment in which their turn came."""
        if ticket.done() and not ticket.cancelled():
            self._give_back(who, is_taken=True)
        elif who in self._lines and ticket in self._lines[who]:
            self._lines[who].remove(ticket)
            if not self._lines[who]:
                del self._lines[who]

    def _give_back(self, who: QueueKey, *, is_taken: bool) -> None:
        self._busy.discard(who)
        for counter, key in ((self._persons, who.person_id), (self._chats, who.chat_id)):
            counter[key] -= 1
            if not counter[key]:
                del counter[key]
        self._free += is_taken
        self._call_next()

    @contextmanager
    def _not_lost(self, ticket: Ticket) -> Iterator[None]:
        """Keep the place of somebody who gives up while they wait to come back."""
        try:
            yield
        except asyncio.CancelledError:
            if ticket.done() and not ticket.cancelled():
                self._free += 1
                self._call_next()
            raise
