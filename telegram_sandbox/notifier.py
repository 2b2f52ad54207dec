"""Lets coroutines wait until the state of the server changes."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Notifier:
    """Wakes all waiting coroutines on each change.

    Long polls and event streams wait here; `close` ends all of them at once.
    """

    def __init__(self) -> None:
        self.closed = False
        self._changed = asyncio.Event()

    def notify(self) -> None:
        """Makes all waiting coroutines check their conditions again."""
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Ends all current and future waits."""
        self.closed = True
        self.notify()

    async def wait_for(self, condition: Callable[[], Found], seconds: float) -> Found:
        """Returns the value of `condition()` once it is true; after `seconds`, any value."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not (found := condition()) and not self.closed:
            changed = self._changed
            try:
                async with asyncio.timeout_at(deadline):
                    await changed.wait()
            except TimeoutError:
                return condition()
        return found

    async def sleep(self, seconds: float) -> None:
        """Waits `seconds`, or until the notifier is closed."""
        await self.wait_for(lambda: False, seconds)
