"""An event loop whose clock jumps to whatever happens next."""

import asyncio
import selectors
from selectors import SelectorKey


class StuckError(Exception):
    """Everything waits, and nothing will ever happen."""


_TICK = 1e-9
"""Seconds that pass in any case, as a clock never stands still: a wait that is too short to
change the sum would be repeated for ever."""


class _Jump(selectors.SelectSelector):
    """Returns at once from each wait, having added its length to the time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None:
            raise StuckError
        self.now += max(_TICK, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Runs a day in milliseconds. Nothing in it may wait for a thread or a socket."""

    def __init__(self) -> None:
        self._jump = _Jump()
        super().__init__(self._jump)

    def time(self) -> float:
        return self._jump.now
