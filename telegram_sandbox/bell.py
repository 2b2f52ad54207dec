"""Waiting for something to change."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """Wakes everybody who waits, each time it is rung.

    Long polls and event streams wait here, so closing the bell ends them all at once.
    """

    def __init__(self) -> None:
        self.closed = False
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Let all who wait look again."""
        self._rung.set()
        self._rung = asyncio.Event()

    def close(self) -> None:
        """End every wait, now and from now on."""
        self.closed = True
        self.ring()

    async def until(self, look: Callable[[], Found], seconds: float) -> Found:
        """What `look` returns once that is true; after so many `seconds`, whatever it is."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not (found := look()) and not self.closed:
            rung = self._rung
            try:
                async with asyncio.timeout_at(deadline):
                    await rung.wait()
            except TimeoutError:
                return look()
        return found
