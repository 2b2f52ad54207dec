"""From the journal to the handlers and back: every update is answered once.

An update is in hand from the moment it comes until it is struck off. It waits for its turn,
is answered, and is struck off; whatever interrupts that leaves it in the journal, and the
next start takes it in hand again.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Coroutine, Sequence
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from removerbot.chat.albums import Albums
from removerbot.chat.metrics import kind_of
from removerbot.chat.notices import Notices
from removerbot.chat.outbox import Outbox
from removerbot.chat.retry import UnsureError
from removerbot.chat.types import App, Handler
from removerbot.editing.scheduling import FairQueue, QueueKey, Ticket
from removerbot.errors import RemoverError
from removerbot.metrics import Metrics
from removerbot.storage.journal import Journal

_log = logging.getLogger(__name__)

Work = Coroutine[Any, Any, Any]

_UNLIMITED = 1_000_000
"""Updates that python-telegram-bot may hand over; `FairQueue` limits the work."""

_LOOK_AGAIN = 0.1
"""Seconds between two looks at what other processes have done."""

_PATIENCE = 5
"""Seconds that somebody waits in line until they are told how long it is."""


class Inbox(BaseUpdateProcessor):
    """Takes updates in hand, each when its turn has come."""

    def __init__(  # noqa: PLR0913 - what it stands between, and a setting by its name
        self,
        journal: Journal,
        turns: FairQueue,
        outbox: Outbox,
        notices: Notices,
        albums: Albums,
        *,
        metrics: Metrics,
        stop_seconds: float,
    ) -> None:
        """Set up.

        Args:
            journal: what is to be answered.
            turns: whose turn it is.
            outbox: what answers leave by.
            notices: what is said besides answers.
            albums: what is answered as one.
            metrics: measure and count updates.
            stop_seconds: what time `stop` leaves for work in hand.
        """
        super().__init__(_UNLIMITED)
        self._journal = journal
        self._turns = turns
        self._outbox = outbox
        self._notices = notices
        self._albums = albums
        self._metrics = metrics
        self._stop_seconds = stop_seconds
        self._in_hand: dict[int, asyncio.Task[Any] | None] = {}
        self._alone = WeakValueDictionary[int, asyncio.Lock]()
        self._working: set[asyncio.Task[Any] | None] = set()
        self._told: set[tuple[str, QueueKey]] = set()
        self._held: dict[QueueKey, list[int]] = {}
        self._handlers: list[Handler] = []
        self._is_stopping = False

    async def initialize(self) -> None:
        """Nothing to do: see `telegram.ext.BaseUpdateProcessor.initialize`."""

    async def shutdown(self) -> None:
        """Nothing to do: see `telegram.ext.BaseUpdateProcessor.shutdown`."""

    async def resume(self, application: App) -> None:
        """Hand over what an earlier run of the bot left unanswered."""
        self._handlers = [each for group in application.handlers.values() for each in group]
        await self.take_over(application)

    async def take_over(self, application: App) -> None:
        """Hand over what waits in the journal and nobody works on."""
        for payload in await self._journal.take_over():
            update = Update.de_json(json.loads(payload), application.bot)
            application.update_queue.put_nowait(update)

    async def stop(self) -> None:
        """Begin nothing more, and finish what is being worked on; what takes longer than
        there is time for stays in the journal."""
        self._is_stopping = True
        for task in self._in_hand.values():
            if task and task not in self._working:
                task.cancel()
        working = {task for task in self._in_hand.values() if task}
        if working:
            _, late = await asyncio.wait(working, timeout=self._stop_seconds)
            for task in late:
                task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Answer an update with what the handlers make of it, unless that has been done."""
        assert isinstance(update, Update)
        assert isinstance(coroutine, Coroutine)
        number = update.update_id
        try:
            # One that comes again may be wanted again: its person can answer our question
            # before we hear that it has arrived.
            async with self._alone.setdefault(number, asyncio.Lock()):
                if not self._is_stopping:
                    await self._take_in_hand(update, coroutine)
        finally:
            coroutine.close()  # does nothing to one that has run

    async def _take_in_hand(self, update: Update, work: Work) -> None:
        self._in_hand[update.update_id] = asyncio.current_task()
        try:
            if await self._journal.claim(update.update_id):
                async with self._albums.together(update, self._all_of) as updates:
                    if updates:
                        await self._settle(updates, work)
        finally:
            del self._in_hand[update.update_id]

    async def _all_of(self, album: Sequence[Update]) -> Sequence[Update]:
        """All of an album of which other processes may have got a part: the process that has
        its first photo answers it, and the others do not."""
        await self._after_others(_line(album[0]), album[0].update_id)
        for update in album:
            if not await self._journal.claim(update.update_id):
                return []
        message = album[0].message
        assert message
        named = f'"media_group_id": "{message.media_group_id}"'
        others = await self._journal.claim_related(album[0].update_id, named)
        bot = album[0].get_bot()
        return [*album, *(Update.de_json(json.loads(payload), bot) for payload in others)]

    async def _settle(self, updates: Sequence[Update], work: Work) -> None:
        """Answer all of an album as one: the answer is its first update's, so that after a
        crash it is known whichever of them is worked on."""
        first, numbers = updates[0], [each.update_id for each in updates]
        with self._outbox.answering(numbers[0]) as answering:
            left_out = await self._outbox.has_refused(numbers[0])
            if not left_out and self._is_for_us(first):
                await self._after_others(_line(first), numbers[0])
                await self._answer(_line(first), first, work)
        if answering.is_unsure:
            await self._journal.mark_unsure(*numbers)
            await self._notices.ask(first)
            await self._journal.mark_asked(*numbers)
        else:
            await self._journal.mark_done(*numbers)

    def _is_for_us(self, update: Update) -> bool:
        """Whether anybody will answer: others' talk in a group waits in no line."""
        checks = (handler.check_update(update) for handler in self._handlers)
        return any(check is not None and check is not False for check in checks)

    async def _after_others(self, who: QueueKey, number: int) -> None:
        """Wait while another process works on what this person sent here before."""
        held = self._held.setdefault(who, [])
        held.append(number)
        try:
            while min(held) < number or not await self._journal.is_next(number):  # noqa: ASYNC110 - it happens elsewhere
                await asyncio.sleep(_LOOK_AGAIN)
        finally:
            held.remove(number)
            if not held:
                self._held.pop(who, None)

    async def _answer(self, who: QueueKey, update: Update, work: Work) -> None:
        try:
            ticket = self._turns.join(who)
        except RemoverError as error:
            await self._refuse(who, update, error)
            return
        task = asyncio.current_task()
        telling = asyncio.create_task(self._tell(who, ticket, update))
        try:
            async with self._turns.slot(who, ticket):
                self._told -= {("ahead", who), ("refused", who)}
                self._working.add(task)
                chat = update.effective_chat
                with self._metrics.event(kind_of(update), chat.type if chat else "none"):
                    await work
        finally:
            self._working.discard(task)
            telling.cancel()

    async def _refuse(self, who: QueueKey, update: Update, error: RemoverError) -> None:
        """Say once why this and what follows it is left out, until there is room again."""
        if ("refused", who) not in self._told:
            self._told.add(("refused", who))
            refusal = self._notices.refusal(update, error)
            try:
                if refusal:
                    await self._outbox.refuse(who.chat_id, refusal, update.update_id)
            except (UnsureError, TelegramError) as failure:
                _log.warning("a refusal could not be sent: %s", failure)

    async def _tell(self, who: QueueKey, ticket: Ticket, update: Update) -> None:
        """Say how long the line is, to somebody who has waited for a while."""
        await asyncio.sleep(_PATIENCE)
        if not ticket.done() and ("ahead", who) not in self._told:
            self._told.add(("ahead", who))
            await self._notices.ahead(update, self._turns.ahead(who, ticket))


def _line(update: Update) -> QueueKey:
    chat, person = update.effective_chat, update.effective_user
    return QueueKey(chat.id if chat else 0, person.id if person else 0)
