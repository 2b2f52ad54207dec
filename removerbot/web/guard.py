"""What holds for every request: how often one may ask, what browsers may do with answers."""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from removerbot.errors import TooManyRequests
from removerbot.web.problems import of_error

_PER_NETWORK = 200, 1000
"""Requests a second, and after a rest. Many people may share one, such as a carrier's."""

_AT_ONCE = 64
"""Requests of one network that are under way."""

_PAUSE = 1.0
"""Seconds that whoever asks too often waits, or else the next request would come at once."""

_MOST = 10_000
"""Askers that are remembered; the one that asked longest ago is forgotten first."""


@dataclass(frozen=True, eq=False)
class Rate:
    """Lets everybody ask `per_second` times on and on, and `at_once` after a rest."""

    per_second: float
    at_once: int
    now: Callable[[], float] = time.monotonic
    _asked: OrderedDict[Hashable, tuple[float, float]] = field(
        default_factory=OrderedDict, init=False
    )

    def spend(self, who: Hashable) -> None:
        """Somebody asks.

        Raises:
            TooManyRequests: they have asked too often.
        """
        if not self.allows(who):
            raise TooManyRequests

    def allows(self, who: Hashable) -> bool:
        """Somebody asks; returns whether they have not asked too often."""
        now = self.now()
        left, asked_at = self._asked.pop(who, (self.at_once, now))
        left = min(self.at_once, left + (now - asked_at) * self.per_second)
        is_allowed = left >= 1
        self._asked[who] = left - is_allowed, now
        if len(self._asked) > _MOST:
            self._asked.popitem(last=False)
        return is_allowed


class Places:
    """Lets everybody have so many requests under way, each on their own."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._taken = Counter[Hashable]()

    @contextmanager
    def taken(self, who: Hashable) -> Iterator[None]:
        """Take a place until the block ends.

        Raises:
            TooManyRequests: they have all of theirs.
        """
        if self._taken[who] >= self._at_once:
            raise TooManyRequests
        self._taken[who] += 1
        try:
            yield
        finally:
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]


def network(address: str) -> str:
    """What counts as one asker: an IPv4 address, or the /64 that a household has of IPv6."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if ip.version == 4:
        return address
    return str(ip.ipv4_mapped or ip_network((ip, 64), strict=False))


TELEGRAM_WEB = "https://*.telegram.org"
"""Where Telegram runs in a browser and shows the page in a frame. Its apps need none."""


class Guard:
    """Slows down whoever asks too often, and puts safe headers on every answer."""

    def __init__(self, app: ASGIApp, frames: Sequence[str]) -> None:
        """Lets `app` answer; the sites in `frames` may show our page inside theirs."""
        self._app = app
        self._rate = Rate(*_PER_NETWORK)
        self._places = Places(_AT_ONCE)
        self._headers = _safe_headers(frames)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        who = _asker(scope)
        try:
            self._rate.spend(who)
            with self._places.taken(who):
                await self._app(scope, receive, send_safely)
        except TooManyRequests as error:
            await asyncio.sleep(_PAUSE)
            refusal = of_error(error, str(error))
            refusal.headers["Connection"] = "close"  # or a queue of further requests follows
            await refusal(scope, receive, send_safely)


class Throttle:
    """Lets whoever asks too often wait, and refuses nobody: for `/health` and for Telegram."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._rate = Rate(*_PER_NETWORK)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, at once or after the pause."""
        if not self._rate.allows(_asker(scope)):
            await asyncio.sleep(_PAUSE)
        await self._app(scope, receive, send)


def _asker(scope: Scope) -> str:
    return network((scope.get("client") or ("",))[0])


def _safe_headers(frames: Sequence[str]) -> dict[str, str]:
    return {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join((TELEGRAM_WEB, *frames))}",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
