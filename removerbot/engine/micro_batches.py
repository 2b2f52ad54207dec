"""One call for what several ask at the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeAlias, TypeVar

from removerbot.errors import RemoverError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
_Waiting: TypeAlias = tuple[Item, asyncio.Future[Outcome]]


class MicroBatches(Generic[Item, Outcome]):
    """Whoever comes alone is served at once; those who come while it is busy go together.

    Args:
        work: does it for several items, in their order.
        kind: items go together only if this gives the same for them.
        most: how many may go together.
        at_once: how many calls of `work` may be under way.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Outcome]]],
        *,
        kind: Callable[[Item], Hashable],
        most: Callable[[], int],
        at_once: int,
    ) -> None:
        self._work = work
        self._kind = kind
        self._most = most
        self._free = at_once
        self._waiting: list[_Waiting[Item, Outcome]] = []
        self._tasks = set[asyncio.Task[None]]()

    async def __call__(self, item: Item) -> Outcome:
        """What `work` makes of the item; raises what it raises,
        which can only be a `RemoverError`."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._free:
            self._free -= 1
            task = asyncio.create_task(self._serve())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _serve(self) -> None:
        """Work until nobody waits."""
        try:
            while batch := self._take():
                await self._answer(batch)
        finally:
            self._free += 1

    def _take(self) -> list[_Waiting[Item, Outcome]]:
        """The one who waits longest, and others that may go along."""
        kinds = [self._kind(item) for item, _ in self._waiting]
        along = [number for number, kind in enumerate(kinds) if kind == kinds[0]]
        chosen = set(along[: self._most()])
        batch = [each for number, each in enumerate(self._waiting) if number in chosen]
        self._waiting = [e for number, e in enumerate(self._waiting) if number not in chosen]
        return batch

    async def _answer(self, batch: list[_Waiting[Item, Outcome]]) -> None:
        try:
            outcomes = await self._work([item for item, _ in batch])
        except RemoverError as error:
            for _, future in batch:
                if not future.done():  # who waited has given up
                    future.set_exception(error)
        else:
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if not future.done():
                    future.set_result(outcome)
        finally:
            for _, future in batch:
                future.cancel()  # does nothing to one that is done
