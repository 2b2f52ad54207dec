"""Shares work while it is under way: whoever asks for the same meanwhile waits for it, too."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


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
