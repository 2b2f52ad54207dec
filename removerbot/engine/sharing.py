"""Shares threads and batches among people: whoever asks for much waits for it, and the others
do not; see `removerbot.process.turns`. Shares work under way, too: whoever asks for the same
meanwhile waits for it."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import Any, Generic, TypeAlias, TypeVar, TypeVarTuple

from removerbot.errors import RemoverError
from removerbot.process.turns import RoundRobin, asking_for, who_asks

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")
Result = TypeVar("Result")
Args = TypeVarTuple("Args")
_Call: TypeAlias = tuple[Item, asyncio.Future[Result]]


@dataclass(slots=True, eq=False)
class _Claim:
    """A wish for a thread; `granted` is done once there is one."""

    person: Hashable
    weight: int
    granted: asyncio.Future[None]


class FairThreads:
    """Runs work on threads of its own, for each person one piece of work at a time.

    Work that has a weight leaves a thread free for work without one, and waits, in its order,
    until the weights of all that runs fit into a budget.

    Args:
        count: of threads; two or more, so that nobody has them all.
        name: of the threads.
        budget: the most that the weights may add up to; work that weighs more never runs.
    """

    def __init__(self, count: int, name: str, budget: float = math.inf) -> None:
        self._count = count
        self._budget = budget
        self._executor = ThreadPoolExecutor(count, name)
        self._waiting = RoundRobin[_Claim]()
        self._running: dict[Hashable, _Claim] = {}
        self._lock = Lock()

    def close(self) -> None:
        """Begins no more work; what runs is not waited for."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def run(
        self, work: Callable[[*Args], Result], *args: *Args, weight: int = 0
    ) -> Result:
        """Waits for a thread and runs work on it, in the caller's context. If the caller is
        cancelled, the thread still counts until the work has ended."""
        claim = _Claim(who_asks(), weight, asyncio.get_running_loop().create_future())
        with self._lock:
            self._waiting.add(claim.person, claim)
            self._grant()
        try:
            await claim.granted
            context = copy_context()
            job = self._executor.submit(lambda: context.run(work, *args))
        except BaseException:
            self._release(claim)
            raise
        job.add_done_callback(lambda _: self._release(claim))
        return await asyncio.wrap_future(job)

    def _grant(self) -> None:
        is_full = False
        for person, claim in list(self._waiting):
            if len(self._running) == self._count:
                return
            if person in self._running:
                continue
            if claim.weight and (is_full := is_full or not self._fits(claim)):
                continue  # heavy work does not overtake what waits for the budget
            self._waiting.take(person, claim)
            with suppress(RuntimeError):  # the loop of whoever waited is closed
                _tell(claim.granted)
                self._running[person] = claim

    def _fits(self, claim: _Claim) -> bool:
        weights = [each.weight for each in self._running.values() if each.weight]
        return (
            len(weights) < max(1, self._count - 1)
            and sum(weights) + claim.weight <= self._budget
        )

    def _release(self, claim: _Claim) -> None:
        """Takes back a thread, or the wish for one; may be called on any thread."""
        with self._lock:
            if self._running.get(claim.person) is claim:
                del self._running[claim.person]
            else:
                self._waiting.discard(claim.person, claim)
            self._grant()


def _tell(granted: asyncio.Future[None]) -> None:
    """Wakes whoever waits; on their own loop at once, which saves a round of it."""
    try:
        is_here = asyncio.get_running_loop() is granted.get_loop()
    except RuntimeError:  # on a thread without a loop
        is_here = False
    if is_here:
        _wake(granted)
    else:
        granted.get_loop().call_soon_threadsafe(_wake, granted)


def _wake(granted: asyncio.Future[None]) -> None:
    if not granted.done():  # it was not cancelled
        granted.set_result(None)


class MicroBatches(Generic[Item, Result]):
    """Processes a single item at once, and items that arrive meanwhile as batches.

    Args:
        work: processes items and returns their results in the same order.
        kind: only items for which this returns the same form a batch.
        max_size: returns the maximal size of a batch.
        workers: calls of `work` at the same time.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]],
        *,
        kind: Callable[[Item], Hashable],
        max_size: Callable[[], int],
        workers: int,
    ) -> None:
        self._work = work
        self._kind = kind
        self._max_size = max_size
        self._idle_workers = workers
        self._waiting = RoundRobin[_Call[Item, Result]]()
        self._tasks = set[asyncio.Task[None]]()

    async def __call__(self, item: Item) -> Result:
        """Returns an item's result. Raises what `work` does, which must be a `RemoverError`."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.add(who_asks(), (item, future))
        if self._idle_workers:
            self._idle_workers -= 1
            task = asyncio.create_task(self._process_all())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _process_all(self) -> None:
        try:
            with asking_for(None):  # a batch has calls of several people
                while batch := self._take():
                    await self._process(batch)
        finally:
            self._idle_workers += 1

    def _take(self) -> list[_Call[Item, Result]]:
        """Removes and returns the next call and others of its kind, in the order of turns."""
        turns = [turn for turn in self._waiting if not self._forgotten(*turn)]
        kinds = [self._kind(item) for _, (item, _) in turns]
        alike = (turn for turn, kind in zip(turns, kinds, strict=True) if kind == kinds[0])
        batch = list(islice(alike, self._max_size()))
        for person, call in batch:
            self._waiting.take(person, call)
        return [call for _, call in batch]

    def _forgotten(self, person: Hashable, call: _Call[Item, Result]) -> bool:
        """Removes a call that was cancelled; returns whether it was."""
        if call[1].done():
            self._waiting.discard(person, call)
        return call[1].done()

    async def _process(self, batch: list[_Call[Item, Result]]) -> None:
        try:
            results = await self._work([item for item, _ in batch])
        except RemoverError as error:
            for _, future in batch:
                if not future.done():  # it was not cancelled
                    future.set_exception(error)
        else:
            for (_, future), result in zip(batch, results, strict=True):
                if not future.done():
                    future.set_result(result)
        finally:
            for _, future in batch:
                future.cancel()  # without effect if it is done


@dataclass(slots=True, eq=False)
class _Work(Generic[Result]):
    task: asyncio.Task[Result]
    waiters: int = 0


class InProgress(Generic[Key, Result]):
    """Work under way, by key; keeps no results."""

    def __init__(self) -> None:
        self._running: dict[Key, _Work[Result]] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._running

    async def run(self, key: Key, work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        """Returns the result of the work that is under way for the key, else of new work.

        It is cancelled when all who wait for it are, and raises to each of them what it raises.
        """
        running = self._running.get(key)
        if running is None:
            running = self._running[key] = _Work(asyncio.create_task(work()))
            running.task.add_done_callback(lambda _: self._forget(key, running))
        running.waiters += 1
        try:
            return await asyncio.shield(running.task)
        finally:
            running.waiters -= 1
            if not running.waiters:
                self._forget(key, running)  # nobody joins work that ends
                running.task.cancel()

    def _forget(self, key: Key, work: _Work[Result]) -> None:
        if self._running.get(key) is work:
            del self._running[key]
