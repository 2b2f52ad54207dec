"""Joins calls that are made at the same time into batches."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeAlias, TypeVar

from removerbot.errors import RemoverError

Item = TypeVar("Item")
Result = TypeVar("Result")
_Call: TypeAlias = tuple[Item, asyncio.Future[Result]]


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
        self._waiting: list[_Call[Item, Result]] = []
        self._tasks = set[asyncio.Task[None]]()

    async def __call__(self, item: Item) -> Result:
        """Returns the result of an item. Raises what `work` raises, which has to be a
        `RemoverError`."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._idle_workers:
            self._idle_workers -= 1
            task = asyncio.create_task(self._process_all())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _process_all(self) -> None:
        try:
            while batch := self._take():
                await self._process(batch)
        finally:
            self._idle_workers += 1

    def _take(self) -> list[_Call[Item, Result]]:
        """Removes and returns the oldest call and others of its kind."""
        kinds = [self._kind(item) for item, _ in self._waiting]
        alike = [number for number, kind in enumerate(kinds) if kind == kinds[0]]
        taken = set(alike[: self._max_size()])
        batch = [call for number, call in enumerate(self._waiting) if number in taken]
        self._waiting = [call for n, call in enumerate(self._waiting) if n not in taken]
        return batch

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
