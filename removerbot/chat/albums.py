"""Collects the updates of an album, so that its photos are answered as one.

Telegram sends the photos of an album as an update each, within a moment, and never says how
many there are. The first update waits until no more come and is then answered for all; the
others are done when it is. Until then each stays in the journal, so after a crash the album
is handled again, and its answer, which belongs to the first update, is not sent twice.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from telegram import Message, Update

from removerbot.chat.filters import is_in_private_album

_PAUSE = 1.0
"""Seconds without a further photo after which an album is complete."""


@dataclass(slots=True, eq=False)
class _Gathering:
    """An album from its first update until it is answered, or an error says why not."""

    updates: list[Update]
    grown: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None


class Albums:
    """Brings the updates of an album together."""

    def __init__(self) -> None:
        self._gatherings: dict[tuple[int, str], _Gathering] = {}
        self._current = ContextVar[Sequence[Message]]("album", default=())

    @property
    def messages(self) -> Sequence[Message]:
        """The messages of the album that is being answered, in order."""
        return self._current.get()

    @asynccontextmanager
    async def together(
        self, update: Update, all_of: Callable[[Sequence[Update]], Awaitable[Sequence[Update]]]
    ) -> AsyncIterator[Sequence[Update]]:
        """Yields the updates to answer as one; most updates are alone.

        The first update of an album to come gets all of them, in order. The others get none,
        when the block of the first one has ended; if that has failed, they fail as well, and
        are handled again with it.

        Args:
            update: any update.
            all_of: adds the updates of an album that other processes have; returns none if
                another process answers it.
        """
        message = update.message
        if message is None or not is_in_private_album(message):
            yield [update]
            return
        key = message.chat_id, str(message.media_group_id)
        known = self._gatherings.get(key)
        if known:
            known.updates.append(update)
            known.grown.set()
            await known.over.wait()
            if known.error:
                raise known.error
            yield []
            return
        gathering = self._gatherings[key] = _Gathering([update])
        try:
            try:
                await self._complete(gathering)
            finally:
                del self._gatherings[key]  # what comes too late is an album of its own
            updates = _in_order(await all_of(_in_order(gathering.updates)))
            before = self._current.set([each.message for each in updates if each.message])
            try:
                yield updates
            finally:
                self._current.reset(before)
        except Exception as error:
            gathering.error = error
            raise
        finally:
            gathering.over.set()

    async def _complete(self, gathering: _Gathering) -> None:
        while True:
            gathering.grown.clear()
            try:
                async with asyncio.timeout(_PAUSE):
                    await gathering.grown.wait()
            except TimeoutError:
                return


def _in_order(updates: Sequence[Update]) -> Sequence[Update]:
    return sorted(updates, key=lambda each: each.update_id)
