"""Passes updates from the journal to their handlers; each update is answered once.

The inbox has an update from its arrival until the journal marks it as done. Whatever
interrupts its handling leaves it in the journal, and the next start handles it again.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor, TypeHandler

from removerbot.chat.albums import Albums
from removerbot.chat.messages import App, Handler, chat_of, has_content, read_update, sender_of
from removerbot.chat.notices import Notices
from removerbot.chat.outbox import Outbox
from removerbot.editing.scheduling import FairQueue, QueueKey, Ticket
from removerbot.errors import RemoverError, TooManyRequests
from removerbot.process.metrics import Metrics
from removerbot.process.turns import asking_for
from removerbot.storage.journal import Incoming, Journal

_log = logging.getLogger(__name__)

Work = Coroutine[Any, Any, Any]

_UNLIMITED = 1_000_000
"""Updates that python-telegram-bot may pass on at the same time; `FairQueue` has the limits."""

_POLL_SECONDS = 0.1
"""Time between two looks at what other processes have done."""

_SHARE_FOR_WORK = 0.75
"""Of the time to stop; the rest is for closing connections."""

_TRIES = 6
"""How often an update is handled that fails in a way no handler answers."""

_RETRY_SECONDS = 1
"""Time until it is handled again; twice as long after each further failure."""


@dataclass(eq=False)
class Inbox(BaseUpdateProcessor):
    """Runs the handlers of an update when the fair queue has a slot for it.

    Attributes:
        application: whose updates they are; it is made with this object, and sets it.
        stop_seconds: within which the process ends; most of it for running work.
    """

    journal: Journal
    queue: FairQueue
    outbox: Outbox
    notices: Notices
    albums: Albums
    metrics: Metrics
    stop_seconds: float

    def __post_init__(self) -> None:
        super().__init__(_UNLIMITED)
        self._tasks: dict[int, asyncio.Task[Any] | None] = {}
        self._working: set[asyncio.Task[Any] | None] = set()
        self._locks = WeakValueDictionary[int, asyncio.Lock]()
        self._waiting: dict[QueueKey, list[int]] = {}
        self._handlers: list[Handler] = []
        self.application: App
        self._failures = Counter[int]()
        self._is_stopping = False

    async def initialize(self) -> None:
        """Does nothing; see `telegram.ext.BaseUpdateProcessor.initialize`."""

    async def shutdown(self) -> None:
        """Does nothing; see `telegram.ext.BaseUpdateProcessor.shutdown`."""

    async def resume(self) -> None:
        """Handles the updates that an earlier run of the bot has left."""
        handlers = [each for group in self.application.handlers.values() for each in group]
        # A `TypeHandler` takes every update and answers none, see `routes`.
        self._handlers = [each for each in handlers if not isinstance(each, TypeHandler)]
        await self.take_over()

    async def take_in(self, payloads: Iterable[str]) -> list[Update]:
        """Parses updates, and writes those that can be parsed into the journal and queues them;
        not those that would be refused in silence: a flood of them would cost everybody else
        half of the processor. Returns all of them."""
        read = [(payload, self._read(payload)) for payload in payloads]
        kept = [each for each in read if has_content(each[1]) and not self._is_silent(each[1])]
        await self.journal.record([_incoming(*each) for each in kept])
        for _, update in kept:
            self._pass_on(update)
        return [update for _, update in read]

    def _read(self, payload: str) -> Update:
        return read_update(payload, self.application.bot)

    def _pass_on(self, update: Update) -> None:
        self.application.update_queue.put_nowait(update)

    def _is_silent(self, update: Update) -> bool:
        """Whether an update is refused in silence; counts it."""
        is_silent = self.notices.is_silent(_key(update), update)
        if is_silent:
            self.metrics.refused(TooManyRequests())
        return is_silent

    async def take_over(self) -> None:
        """Handles the updates in the journal that no running process has."""
        for payload in await self.journal.take_over():
            update = self._read(payload)
            if has_content(update):
                self._pass_on(update)
            else:
                await self.journal.mark_done(update.update_id)

    async def stop(self) -> None:
        """Begins nothing more, finishes what runs, and leaves the rest in the journal."""
        self._is_stopping = True
        for task in self._tasks.values():
            if task and task not in self._working:
                task.cancel()
        running = {task for task in self._tasks.values() if task}
        if running:
            _, late = await asyncio.wait(running, timeout=_SHARE_FOR_WORK * self.stop_seconds)
            for task in late:
                task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Answers an update by running its handlers, unless it has been answered."""
        assert isinstance(update, Update)
        assert isinstance(coroutine, Coroutine)
        try:
            if not has_content(update):  # it is only confirmed, see `PollingRequest`
                return
            # The same update can come again at any time: a person may press "send it again"
            # before the question is known to have arrived.
            with asking_for(_key(update).person):
                async with self._locks.setdefault(update.update_id, asyncio.Lock()):
                    if not self._is_stopping:
                        await self._process(update, coroutine)
        finally:
            coroutine.close()  # does nothing to one that has run

    async def _process(self, update: Update, work: Work) -> None:
        self._tasks[update.update_id] = asyncio.current_task()
        try:
            if await self.journal.claim(update.update_id):
                async with self.albums.together(update, self._all_of) as updates:
                    if updates:
                        await self._settle(updates, work)
            self._failures.pop(update.update_id, None)
        except Exception as error:  # noqa: BLE001 - of the database, or of an odd update
            await self._failed(update, error)
        finally:
            self._working.discard(self._tasks.pop(update.update_id))

    async def _failed(self, update: Update, error: Exception) -> None:
        """Has an update handled again in a while, up to the last try, without sending twice."""
        self.metrics.error(error)
        self._failures[update.update_id] += 1
        failures = self._failures[update.update_id]
        name = type(error).__name__  # without its message, which may quote people
        _log.error("update %d failed %d times: %s", update.update_id, failures, name)
        if failures < _TRIES:
            pause = _RETRY_SECONDS * 2 ** (failures - 1)
            loop = asyncio.get_running_loop()
            loop.call_later(pause, self._pass_on, update)
        else:
            self._failures.pop(update.update_id)
            await self.journal.mark_done(update.update_id)

    async def _all_of(self, album: Sequence[Update]) -> Sequence[Update]:
        """Returns all updates of an album if this process has its first photo, with those that
        other processes have received; otherwise none. A part of it whose answer has begun
        already, because it came earlier, is handled by itself."""
        await self._after_other_processes(_key(album[0]), album[0].update_id)
        for update in album:
            if not await self.journal.claim(update.update_id):
                return []
        message = album[0].message
        assert message
        in_payload = f'"media_group_id": "{message.media_group_id}"'
        others = await self.journal.claim_related(album[0].update_id, in_payload)
        updates = [*album, *(self._read(payload) for payload in others)]
        by_id = {update.update_id: update for update in updates}
        together = await self.journal.together(*sorted(by_id))
        for update_id in by_id.keys() - together.keys():
            self._pass_on(by_id[update_id])
        return [
            by_id.get(update_id) or self._read(payload)
            for update_id, payload in together.items()
        ]

    async def _settle(self, updates: Sequence[Update], work: Work) -> None:
        """Answers an update, or an album as one. The answer belongs to the first update, so
        that it is found after a crash whichever of them comes again."""
        first, ids = updates[0], [each.update_id for each in updates]
        with self.outbox.answering(ids[0]) as answering:
            is_refused = await self.outbox.has_refused(ids[0])
            if not is_refused and self._has_handler(first):
                await self._after_other_processes(_key(first), ids[0])
                await self._answer(_key(first), first, work)
        if answering.error:
            raise answering.error
        if answering.is_unsure:
            attempt = await self.journal.mark_unsure(*ids)
            if attempt is not None:
                await self.notices.ask_if_arrived(first, attempt)
                await self.journal.mark_asked(*ids)
        else:
            self._working.add(asyncio.current_task())  # so that `stop` does not cancel it
            await self.journal.mark_done(*ids)

    def _has_handler(self, update: Update) -> bool:
        """Whether any handler takes an update; ordinary messages in a group do not queue."""
        checks = (handler.check_update(update) for handler in self._handlers)
        return any(check is not None and check is not False for check in checks)

    async def _after_other_processes(self, key: QueueKey, update_id: int) -> None:
        """Waits until no other process has an earlier update of the same person and chat."""
        waiting = self._waiting.setdefault(key, [])
        waiting.append(update_id)
        try:
            while min(waiting) < update_id or not await self.journal.is_next(update_id):  # noqa: ASYNC110 - it happens in another process
                await asyncio.sleep(_POLL_SECONDS)
        finally:
            waiting.remove(update_id)
            if not waiting:
                self._waiting.pop(key, None)

    async def _answer(self, key: QueueKey, update: Update, work: Work) -> None:
        if update.guest_message:
            await self.notices.greet(update)
        try:
            ticket = self.queue.join(key)
        except RemoverError as error:
            self.metrics.refused(error)
            await self.notices.refuse(key, update, error)
            return
        telling = asyncio.create_task(self.notices.tell_position(key, ticket, update))
        try:
            with self.metrics.answer():
                await self._in_turn(key, ticket, update, work)
        finally:
            telling.cancel()

    async def _in_turn(self, key: QueueKey, ticket: Ticket, update: Update, work: Work) -> None:
        """Runs the handlers of an update once the queue has a slot for it."""
        task, chat = asyncio.current_task(), chat_of(update)
        async with self.queue.slot(key, ticket):
            self.notices.forget(key)
            self._working.add(task)
            try:
                with self.metrics.event(_kind(update), chat.type if chat else "none"):
                    await self.notices.recall_language(update)
                    await work
            finally:
                self._working.discard(task)


def _key(update: Update) -> QueueKey:
    chat, sender = chat_of(update), sender_of(update)
    person_id = sender.id if sender else 0
    return QueueKey(chat.id if chat else ("no chat", person_id), person_id)


def _incoming(payload: str, update: Update) -> Incoming:
    """Returns the journal's entry of an update, with its chat and person if it has them."""
    chat, sender = chat_of(update), sender_of(update)
    return Incoming(
        update.update_id, chat.id if chat else None, sender.id if sender else None, payload
    )


def _kind(update: Update) -> str:
    """Returns the kind of an update for metrics."""
    message = update.message
    if message is None:
        if update.guest_message:
            return "guest"
        if update.inline_query:
            return "inline"
        return "button" if update.callback_query else "other"
    if message.text:
        return "command" if message.text.startswith("/") else "text"
    if message.web_app_data:
        return "page"
    return "photo" if message.photo else "file" if message.document else "other"
