"""Calls of Telegram: what it says to wait is waited, what may be repeated is.

Not everything may. A message that was sent without an answer coming back may have arrived,
and Telegram offers no way to find out; `once` never sends it again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import TypeVar

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter

_log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")

LONGEST_PAUSE = 30

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""What the HTTP client raises before the request has left this machine."""


class UnsureError(Exception):
    """A message may have arrived, or not."""


def pauses() -> Iterator[int]:
    """Seconds between tries: 1, 2, 4 … 30, 30 …"""
    pause = 1
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


def seconds_asked(error: RetryAfter) -> float:
    """How long Telegram wants the bot to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait


def is_outage(error: Exception) -> bool:
    """Whether the network or Telegram itself is down, which passes. A `BadRequest` is a
    `NetworkError` by its type, but stays what it is."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def is_answer(error: Exception) -> bool:
    """Whether Telegram itself said no, or somebody on the way to it."""
    return not isinstance(error.__cause__, httpx.HTTPError)


def may_have_arrived(error: Exception) -> bool:
    """Whether a call that failed may have been carried out all the same."""
    return is_outage(error) and not isinstance(error.__cause__, _NEVER_SENT)


class Retrier:
    """Makes calls that concern chats. A chat that is told to wait holds up no other."""

    def __init__(self, yielding: Callable[[], AbstractAsyncContextManager[None]]) -> None:
        """Set up.

        Args:
            yielding: entered while something is waited for, so that others can work.
        """
        self._yielding = yielding
        self._open_again: dict[int, float] = {}

    def is_halted(self, chat_id: int) -> bool:
        """Whether Telegram wants nothing more for this chat right now."""
        return self._open_again.get(chat_id, 0) > asyncio.get_running_loop().time()

    async def once(self, chat_id: int, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Make a call that must not be carried out twice, as soon as it gets through.

        Raises:
            UnsureError: it got no answer.
            TelegramError: it is refused for good.
        """
        try:
            return await self._through(chat_id, call, lambda error: not may_have_arrived(error))
        except NetworkError as error:
            if may_have_arrived(error):
                raise UnsureError(str(error)) from error
            raise

    async def repeat(self, chat_id: int, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Make a call that can be carried out twice without harm, until it gets through.

        Raises:
            TelegramError: it is refused for good.
        """
        return await self._through(chat_id, call, lambda _: True)

    async def _through(
        self,
        chat_id: int,
        call: Callable[[], Awaitable[Outcome]],
        may_repeat: Callable[[NetworkError], bool],
    ) -> Outcome:
        pause = pauses()
        while True:
            await self._until_open(chat_id)
            try:
                return await call()
            except RetryAfter as error:
                self._halt(chat_id, error)
            except NetworkError as error:
                if not is_outage(error) or not may_repeat(error):
                    raise
                await self.wait(next(pause), error)

    async def wait(self, seconds: float, why: Exception) -> None:
        """Wait for better times, out of the way of others."""
        _log.warning("no way to Telegram (%s), next try in %s s", why, seconds)
        async with self._yielding():
            await asyncio.sleep(seconds)

    def _halt(self, chat_id: int, error: RetryAfter) -> None:
        seconds = seconds_asked(error)
        _log.warning("Telegram wants nothing for a chat for %s s", seconds)
        now = asyncio.get_running_loop().time()
        self._open_again = {
            chat: until for chat, until in self._open_again.items() if until > now
        } | {chat_id: now + seconds}

    async def _until_open(self, chat_id: int) -> None:
        while self.is_halted(chat_id):
            seconds = self._open_again[chat_id] - asyncio.get_running_loop().time()
            async with self._yielding():
                await asyncio.sleep(seconds)
