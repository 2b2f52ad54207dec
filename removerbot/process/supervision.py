"""Keeps running what must not end, and ends the process in time when it is told to stop."""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from threading import Thread
from typing import NoReturn, Self, TypeVar

from removerbot.process.metrics import Metrics

_log = logging.getLogger(__name__)

Result = TypeVar("Result")

_LONGEST_PAUSE = 30.0
"""Seconds between two rounds of a loop that fails again and again."""


async def forever(
    name: str, work: Callable[[], Awaitable[object]], metrics: Metrics, *, pause: float = 1.0
) -> NoReturn:
    """Calls `work` again and again. What it raises is logged and counted, and `metrics` knows
    that the loop fails until a round succeeds; the pause after a failure grows from `pause`
    seconds to 30. A loop that is cancelled fails no more."""
    failures = 0
    try:
        while True:
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the loop goes on
                failures += 1
                _log.exception("%s failed %d times in a row", name, failures)
                metrics.error(error)
                metrics.loops[name] = failures
                await asyncio.sleep(min(pause * 2 ** min(failures - 1, 10), _LONGEST_PAUSE))
            else:
                failures = metrics.loops[name] = 0
                await asyncio.sleep(0)  # a round may have nothing to wait for
    finally:
        metrics.loops.pop(name, None)


@asynccontextmanager
async def running(
    name: str, work: Callable[[], Awaitable[object]], metrics: Metrics, *, pause: float = 1.0
) -> AsyncIterator[None]:
    """Runs `forever` in the background until the block ends, and waits for its end, so that it
    holds nothing that is closed afterwards."""
    loop = asyncio.create_task(forever(name, work, metrics, pause=pause))
    try:
        yield
    finally:
        while not loop.done():  # a library may swallow a cancellation
            loop.cancel()
            await asyncio.wait([loop], timeout=1)


_LOADING = "load"
"""Name of the threads that the end of the process does not wait for."""


async def load(work: Callable[[], Result]) -> Result:
    """Calls a function that takes long, such as one that fetches weights, on a thread that the
    end of the process does not wait for."""
    loop = asyncio.get_running_loop()
    loaded: asyncio.Future[Result] = loop.create_future()

    def settle(set_outcome: Callable[[], None]) -> None:
        if not loaded.done():
            set_outcome()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - raised where it is awaited
            outcome = partial(loaded.set_exception, error)
        else:
            outcome = partial(loaded.set_result, result)
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(settle, outcome)

    Thread(target=run, name=_LOADING, daemon=True).start()
    return await loaded


class Stop:
    """The end of the process at SIGINT or SIGTERM: cancels the task that runs the block, and
    ends the process `seconds` later, at least one, whatever is still running then."""

    def __init__(self, seconds: float) -> None:
        self.is_requested = False
        self._seconds = max(seconds, 1)
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()

    async def __aenter__(self) -> Self:
        self.on_signals()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        if not self.is_requested or kind is None:
            return False
        if any(thread.name == _LOADING for thread in threading.enumerate()):
            _end()  # Python cannot be shut down under a thread that is in foreign code
        return issubclass(kind, asyncio.CancelledError)

    def on_signals(self) -> None:
        """Handles the signals from now on, also while the event loop is blocked."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._request)

    def _request(self, *_: object) -> None:
        if not self.is_requested:
            self.is_requested = True
            Thread(target=self._end_in_time, name="stop", daemon=True).start()
            self._loop.call_soon_threadsafe(lambda: self._task and self._task.cancel())

    def _end_in_time(self) -> None:
        time.sleep(self._seconds)
        _end()


def _end() -> NoReturn:
    """Ends the process without waiting for threads, or for who reads its output. Answers that
    are under way are safe: the journal has them."""
    os._exit(0)
