"""Repeats calls of the Bot API where that is safe, and waits as long as Telegram says.

A message that was sent without an answer may have arrived, and the Bot API offers no way to
find out: `Retrier.once` never sends it again.
"""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Any, TypeVar

import httpx
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from removerbot.errors import SetupError, in_words

_log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")

LONGEST_PAUSE = 30

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""What the HTTP client raises before the request has left this machine."""

_TOLD_APART = (401, 403, 404, 409, 429)
"""Statuses that python-telegram-bot has errors for. It takes all others for an outage."""

_UNSAID_PAUSE = 5
"""Seconds to wait after a 429 that does not say how long."""

_CLOSED = re.compile(
    "(?i)topic_closed|topic_deleted|message thread not found|chat not found|is not a member of|"
    "chat_write_forbidden|chat_restricted|rights to send|administrator rights"
)
_NO_MEDIA = re.compile("(?i)rights to send (?!a |text|messages)")


class UnsureError(Exception):
    """A message may or may not have arrived."""


class TakenOverError(UnsureError):
    """Another process has taken an update over, and answers it."""


def pauses() -> Iterator[int]:
    """Yields the seconds between tries: 1, 2, 4 … 30, 30 …"""
    pause = 1
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


def seconds_asked(error: RetryAfter) -> float:
    """Returns how long Telegram wants the bot to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait


def is_outage(error: Exception) -> bool:
    """Whether the network or Telegram is down for now: no `BadRequest`, which is final."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def is_answer(error: Exception) -> bool:
    """Whether an HTTP server has answered, Telegram's or a proxy."""
    return not isinstance(error.__cause__, httpx.HTTPError)


def is_closed(error: Exception) -> bool:
    """Whether the bot may not write there, as in a closed topic, or to who has blocked it."""
    is_said = isinstance(error, BadRequest) and _CLOSED.search(str(error))
    return isinstance(error, Forbidden) or bool(is_said)


def is_about_media(error: Exception) -> bool:
    """Whether the bot may write there, but not send photos, files or stickers."""
    return isinstance(error, BadRequest) and bool(_NO_MEDIA.search(str(error)))


def may_have_arrived(error: Exception) -> bool:
    """Whether a failed call may have been carried out all the same."""
    return is_outage(error) and not isinstance(error.__cause__, _NEVER_SENT)


class TelegramRequest(HTTPXRequest):
    """Makes requests of the Bot API. Whatever Telegram, or a proxy before it, refuses with
    another status than 429 or 5xx becomes an error that counts as final.

    Raises:
        SetupError: the environment names a proxy, or certificates, that cannot be used.
    """

    def __init__(self, **options: Any) -> None:
        try:
            super().__init__(httpx_kwargs={"verify": _trusted()}, **options)
        except OSError as error:
            raise SetupError(f"SSL_CERT_FILE cannot be used: {in_words(error)}") from None
        except (RuntimeError, ValueError) as error:  # the first: SOCKS, and how to install it
            raise SetupError(f"ALL_PROXY or HTTPS_PROXY cannot be used: {error}") from None
        except httpx.InvalidURL:  # whose text may quote a password
            raise SetupError("a proxy in the environment, or NO_PROXY, is no address") from None

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """See `telegram.request.BaseRequest.do_request`."""
        status, answer = await super().do_request(*args, **kwargs)
        if status == HTTPStatus.TOO_MANY_REQUESTS and b"retry_after" not in answer:
            raise RetryAfter(_UNSAID_PAUSE)
        if 300 <= status < 500 and status not in _TOLD_APART:
            status = HTTPStatus.BAD_REQUEST  # such as 413: python-telegram-bot has no error
        return status, answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """See `telegram.request.BaseRequest.parse_json_payload`. What is not an answer of
        Telegram's, such as a page of a hotel's network, is an outage."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or "ok" not in answer:
            raise NetworkError("this is no answer of Telegram's")
        return answer


_trusted = cache(httpx.create_ssl_context)
"""Returns the certificates to trust, for all clients: loading them takes 25 ms."""


class Retrier:
    """Makes calls about something, such as the id of a chat. What waits delays nothing else."""

    def __init__(self, yield_slot: Callable[[], AbstractAsyncContextManager[None]]) -> None:
        """Enters `yield_slot` while a call waits, so that other work can use its slot."""
        self._yield_slot = yield_slot
        self._halted_until: dict[Hashable, float] = {}

    def is_halted(self, about: Hashable) -> bool:
        """Whether Telegram accepts nothing more for this right now."""
        return self._halted_until.get(about, 0) > asyncio.get_running_loop().time()

    async def once(self, about: Hashable, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Makes a call that must not be carried out twice; repeats one that never arrived.

        Raises:
            UnsureError: it got no answer.
            TelegramError: it is refused for good.
        """
        try:
            return await self._retry(about, call, lambda error: not may_have_arrived(error))
        except NetworkError as error:
            if may_have_arrived(error):
                _log.warning("a message may not have arrived: %s", error)
                raise UnsureError(str(error)) from error
            raise

    async def repeat(self, about: Hashable, call: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Makes a call that may be carried out twice, until it succeeds.

        Raises:
            TelegramError: it is refused for good.
        """
        return await self._retry(about, call, lambda _: True)

    async def _retry(
        self,
        about: Hashable,
        call: Callable[[], Awaitable[Outcome]],
        may_repeat: Callable[[NetworkError], bool],
    ) -> Outcome:
        pause = pauses()
        while True:
            while self.is_halted(about):
                seconds = self._halted_until[about] - asyncio.get_running_loop().time()
                async with self._yield_slot():
                    await asyncio.sleep(seconds)
            try:
                return await call()
            except RetryAfter as error:
                self._halt(about, seconds_asked(error))
            except NetworkError as error:
                if not is_outage(error) or not may_repeat(error):
                    raise
                await self.wait(next(pause), error)

    async def wait(self, seconds: float, why: Exception) -> None:
        """Waits before the next try, without a slot."""
        _log.warning("no way to Telegram yet (%s), next try in %s s", why, seconds)
        async with self._yield_slot():
            await asyncio.sleep(seconds)

    def _halt(self, about: Hashable, seconds: float) -> None:
        _log.warning("Telegram wants nothing more about something for %s s", seconds)
        now = asyncio.get_running_loop().time()
        halted = {each: until for each, until in self._halted_until.items() if until > now}
        self._halted_until = halted | {about: now + seconds}
