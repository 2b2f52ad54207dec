"""Albums: photos sent together come as an update each; they are answered as one.

Telegram sends them within a moment, and never says how many there are. So the first one
waits until no more come, and is then worked on for all; the others are done when it is.
Each is in the journal until that has happened, so a crash begins all of it again, and the
answer, which is their first one's, is not sent twice.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext.filters import MessageFilter

_PAUSE = 1.0
"""Seconds without a further photo after which an album is complete."""


@dataclass(slots=True, eq=False)
class _Gathering:
    """An album while it comes in, and until it is answered."""

    updates: list[Update]
    grown: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Albums:
    """Brings the updates of an album together."""

    def __init__(self, pause: float = _PAUSE) -> None:
        self._pause = pause
        self._coming: dict[tuple[int, str], _Gathering] = {}
        self._current = ContextVar[Sequence[Message]]("album", default=())

    @property
    def messages(self) -> Sequence[Message]:
        """Those of the album that is being worked on, in their order."""
        return self._current.get()

    @asynccontextmanager
    async def together(
        self, update: Update, all_of: Callable[[Sequence[Update]], Awaitable[Sequence[Update]]]
    ) -> AsyncIterator[Sequence[Update]]:
        """Gives all updates to be answered as one: of most the update alone.

        To one update of an album, whichever comes first, it gives all of them in their
        order. To the others it gives none, once that one's block has ended.

        Args:
            update: any.
            all_of: completes an album by what has come elsewhere; gives none if it is
                answered there.
        """
        message = update.message
        if message is None or not InPrivateAlbum().filter(message):
            yield [update]
            return
        key = message.chat_id, str(message.media_group_id)
        known = self._coming.get(key)
        if known:
            known.updates.append(update)
            known.grown.set()
            await known.over.wait()
            yield []
            return
        gathering = self._coming[key] = _Gathering([update])
        try:
            try:
                await self._complete(gathering)
            finally:
                del self._coming[key]  # what comes too late is an album of its own
            updates = _in_order(await all_of(_in_order(gathering.updates)))
            token = self._current.set([each.message for each in updates if each.message])
            try:
                yield updates
            finally:
                self._current.reset(token)
        finally:
            gathering.over.set()

    async def _complete(self, gathering: _Gathering) -> None:
        """Wait until nothing has come for a while."""
        while True:
            gathering.grown.clear()
            try:
                async with asyncio.timeout(self._pause):
                    await gathering.grown.wait()
            except TimeoutError:
                return


def _in_order(updates: Sequence[Update]) -> Sequence[Update]:
    return sorted(updates, key=lambda each: each.update_id)


class InPrivateAlbum(MessageFilter):
    """One of several photos or files sent together in private, without a command to it."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return (
            message.media_group_id is not None
            and message.chat.type == ChatType.PRIVATE
            and not (message.caption or "").startswith("/")
        )
