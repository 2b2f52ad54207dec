"""A life of the bot's process: the real inbox, outbox and journal until the process dies."""

import asyncio
import contextvars
from collections.abc import Coroutine
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, NoReturn, Protocol, TypeVar, cast

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.ext import ApplicationHandlerStop

from removerbot.chat.albums import Albums
from removerbot.chat.inbox import Inbox
from removerbot.chat.messages import App, Context
from removerbot.chat.notices import Notices
from removerbot.chat.outbox import Outbox
from removerbot.chat.quiet import Quiet
from removerbot.chat.reactions import Reactions
from removerbot.chat.responder import Responder
from removerbot.chat.retry import Retrier
from removerbot.chat.sender import Sender
from removerbot.chat.storage_chat import StorageChat
from removerbot.chat.updates import PollingRequest, Webhook
from removerbot.editing.scheduling import FairQueue
from removerbot.process.health import Heartbeat
from removerbot.process.metrics import Metrics
from removerbot.storage.journal import Journal
from removerbot.storage.packs import GroupRules
from tests.fakes import LANGUAGES
from tests.simulation.chance import Chance, StatementFault
from tests.simulation.telegram import Json, SimulatedBot, Telegram

Outcome = TypeVar("Outcome")

_METRICS, _HEARTBEAT = Metrics(), Heartbeat()
_LIFE = contextvars.ContextVar["Life | None"]("life", default=None)


class Store(Protocol):
    """What survives a crash."""

    async def open(self) -> None:
        """Creates an empty journal."""

    def journal(self) -> Journal:
        """Returns the journal of a new worker."""

    async def open_updates(self) -> int:
        """Returns the number of updates that are open."""

    def close(self) -> None:
        """Gives everything back."""


class FaultyJournal:
    """A journal whose transactions fail, and between whose steps the process can die."""

    def __init__(self, journal: Journal, life: "Life") -> None:
        self._journal = journal
        self._life = life

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._journal, name)

        async def step(*args: Any, **kwargs: Any) -> Any:
            if name == "begin_send" and args[1] < 0:
                self._life.telegram.refused.add(args[0])
            await self._life.step()
            fault = self._life.chance.statement_fault()
            if fault is StatementFault.BEFORE:
                raise OperationalError("BEGIN", {}, Exception("the database is gone"))
            outcome = await method(*args, **kwargs)
            await self._life.step()
            if fault is StatementFault.AFTER:
                raise OperationalError("COMMIT", {}, Exception("the database is gone"))
            return outcome

        return step


async def _loud(_chat_id: int) -> GroupRules:
    return GroupRules(quiet=False)


def _no_guests() -> NoReturn:
    raise AssertionError("nobody calls the bot from afar")


class EveryUpdate:
    """A handler that takes every update."""

    def check_update(self, _update: object) -> bool:
        """See `telegram.ext.BaseHandler.check_update`."""
        return True


def adopt(
    loop: asyncio.AbstractEventLoop,
    work: Any,
    context: contextvars.Context | None = None,
) -> asyncio.Task[Any]:
    """Makes a task that belongs to the same process as the one that makes it."""
    task = asyncio.Task(work, loop=loop, context=context)
    life = _LIFE.get() if context is None else context.get(_LIFE)
    if life:
        life.tasks[task] = None
        task.add_done_callback(life.ended)
    return task


class Life:
    """One process. `handle` stands for python-telegram-bot's `Application`, and for handlers
    that send one answer."""

    def __init__(self, chance: Chance, telegram: Telegram, store: Store, line: int) -> None:
        self.chance = chance
        self.tasks = dict[asyncio.Task[Any], None]()  # a set would have no order
        self.errors: list[BaseException] = []
        self.is_over = asyncio.Event()
        self._steps_left = chance.steps_to_live()
        self.telegram = telegram
        self.bot = SimulatedBot(telegram, self.step)
        self.journal = cast("Journal", FaultyJournal(store.journal(), self))
        queue = FairQueue(slots=2, per_person=1, per_chat=1, length=line, queues=9)
        retrier = Retrier(queue.yielding)
        self.albums = Albums()
        outbox = Outbox(self.journal, retrier)
        quiet = Quiet(_loud)
        self._notices = Notices(
            self.journal, queue, outbox, retrier, quiet, LANGUAGES, _no_guests
        )
        self.inbox = Inbox(
            self.journal,
            queue,
            outbox,
            self._notices,
            self.albums,
            metrics=_METRICS,
            stop_seconds=8,
        )
        bot = cast("Bot", self.bot)
        storage = StorageChat(bot, retrier, 0)
        self.sender = Sender(bot, outbox, retrier, quiet, storage, Reactions(bot))
        self._responder = Responder(self.sender, LANGUAGES, lambda _: None)
        self.update_queue = asyncio.Queue[object]()
        self.handlers = {0: [EveryUpdate()]}
        self.inbox.application = cast("App", self)
        self._hook = Webhook(self.inbox, _HEARTBEAT, "", metrics=_METRICS)

    def start(self, main: Coroutine[Any, Any, Outcome]) -> asyncio.Task[Outcome]:
        """Starts a task of this process; those that it starts belong to the process, too."""
        context = contextvars.copy_context()
        context.run(_LIFE.set, self)
        return asyncio.get_running_loop().create_task(main, context=context)

    async def step(self) -> None:
        """A moment at which the process can die. Raises `CancelledError` in a dead one, so that
        no clean-up of a task that is cancelled has an effect."""
        self._steps_left -= 1
        if not self._steps_left:
            self.die()
        if self.is_over.is_set():
            raise asyncio.CancelledError
        if self.chance.dice.random() < 0.3:
            await asyncio.sleep(self.chance.dice.choice((0, 0, 0.01, 0.5)))
            if self.is_over.is_set():
                raise asyncio.CancelledError

    def ended(self, task: asyncio.Task[Any]) -> None:
        """Forgets a task, and keeps what it should not have raised."""
        self.tasks.pop(task)
        if not task.cancelled() and (error := task.exception()):
            self.errors.append(error)

    def die(self) -> None:
        """Ends the process as `kill -9` does."""
        self.is_over.set()
        for task in [*self.tasks]:
            task.cancel()

    async def run(self, *, polls: bool) -> None:
        """Handles what earlier lives have left, then what Telegram brings."""
        try:
            await self.inbox.resume()
        except SQLAlchemyError:  # the program ends, and whoever supervises it starts it again
            self.die()
            return
        if polls:
            self.start(self._poll())
        while True:
            update = await self.update_queue.get()
            assert isinstance(update, Update)
            self.start(self._process(update))

    async def take(self, update: Json) -> bool:
        """Takes an update from a request to the webhook; returns whether that gets a 200."""
        try:
            await self._hook.take(update)
        except SQLAlchemyError:
            return False
        return True

    async def _poll(self) -> None:
        request = object.__new__(PollingRequest)  # without its HTTP client
        request._inbox = self.inbox
        offset = 0
        while True:
            await self.step()
            try:
                updates = await self.telegram.get_updates(offset)
                await request._record(updates)
            except (NetworkError, SQLAlchemyError):
                await asyncio.sleep(1)
                continue
            for each in updates:
                offset = each["update_id"] + 1

    async def _process(self, update: Update) -> None:
        work = self._work(update)
        try:
            await self.inbox.process_update(update, work)
        finally:
            work.close()

    async def _work(self, update: Update) -> None:
        context = cast("Context", SimpleNamespace(application=self, bot=self.bot, error=None))
        try:
            await self._handle(update, context)
        except Exception as error:  # noqa: BLE001 - as python-telegram-bot does
            context.error = error
            with suppress(ApplicationHandlerStop):
                await self._responder.failed(update, context)

    async def _handle(self, update: Update, context: Context) -> None:
        await asyncio.sleep(self.chance.dice.choice((0, 0.3, 3)))
        if update.callback_query:
            await self._notices.resend(update, context)
            return
        message = update.message
        assert message
        numbers = [each.message_id for each in self.albums.messages or [message]]
        await self.sender.reply(message, f"answer {' '.join(map(str, numbers))}")
