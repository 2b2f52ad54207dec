"""What holds for every connection and request: how long it may take, how often one may ask,
what browsers may do with answers."""

import asyncio
import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from removerbot.errors import TooManyRequests
from removerbot.web.problems import of_error

_REQUEST_SECONDS = 10
"""Within these a request is there up to its body, counted from the answer before it."""

_READER_SECONDS, _READER_BYTES = 30, 256 << 10
"""Within these, whoever reads slowly has read so much more of an answer, or all of it."""

_CONNECTIONS = 500
"""At a time. For one more, the one that has waited longest for a request is closed."""

_PER_NETWORK = 200, 1000
"""Requests a second, and after a rest. Many people may share one, such as a carrier's."""

_AT_ONCE = 64
"""Requests of one network that are under way."""

_MOST = 10_000
"""Askers that are remembered; the one that asked longest ago is forgotten first."""


class Connection(H11Protocol):
    """Uvicorn's, with timeouts for whoever does not send or does not read.

    Uvicorn itself waits for a request without end once a first byte of it has come.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """See `H11Protocol`."""
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None

    @property
    def closes_at(self) -> float:
        """When it is closed if nothing comes, in the loop's time; infinite during an answer."""
        if self._is_answering or not self._deadline:
            return math.inf
        return self._deadline.when()

    @property
    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has connected."""
        super().connection_made(transport)
        self._expect_request()
        if len(self.connections) > _CONNECTIONS:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is closed."""
        self._expect_nothing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some bytes of a request have come."""
        super().data_received(data)
        if self._is_answering and not self.flow.write_paused:
            self._expect_nothing()

    def on_response_complete(self) -> None:
        """An answer is written; the next request may have come already."""
        super().on_response_complete()
        if not self.flow.write_paused:
            self._expect_request()

    def pause_writing(self) -> None:
        """The reader is slow."""
        super().pause_writing()
        self._expect_reader(math.inf)

    def resume_writing(self) -> None:
        """The reader has caught up."""
        super().resume_writing()
        self._expect_request()

    def _expect_request(self) -> None:
        self._expect_nothing()
        if not self._is_answering:
            self._deadline = self.loop.call_later(_REQUEST_SECONDS, self.transport.abort)

    def _expect_reader(self, most: float) -> None:
        """Close the connection if more than `most` bytes are left to be read."""
        left = self.transport.get_write_buffer_size()
        if left > most:
            self.transport.abort()
        else:
            self._expect_nothing()
            self._deadline = self.loop.call_later(
                _READER_SECONDS, self._expect_reader, left - _READER_BYTES
            )

    def _expect_nothing(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _make_room(self) -> None:
        """Close what has waited longest for a request; this one if all others are at work."""
        ours = [each for each in self.connections if isinstance(each, Connection)]
        min(ours, key=lambda each: each.closes_at).transport.abort()


@dataclass(slots=True)
class _Bucket:
    tokens: float
    seen: float


class Rate:
    """Lets everybody ask so often, each on their own."""

    def __init__(
        self, per_second: float, at_once: int, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Let ask `per_second` on and on, and `at_once` after a rest."""
        self._per_second = per_second
        self._at_once = at_once
        self._now = now
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def spend(self, who: Hashable) -> None:
        """Somebody asks.

        Raises:
            TooManyRequests: they have asked too often.
        """
        now = self._now()
        bucket = self._buckets.pop(who, None) or _Bucket(self._at_once, now)
        gained = (now - bucket.seen) * self._per_second
        bucket.tokens = min(self._at_once, bucket.tokens + gained)
        bucket.seen = now
        self._buckets[who] = bucket
        if len(self._buckets) > _MOST:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1:
            raise TooManyRequests
        bucket.tokens -= 1


class Places:
    """Lets everybody have so many requests under way, each on their own."""

    def __init__(self, at_once: int) -> None:
        """Let have `at_once`."""
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
        """Set up.

        Args:
            app: what answers.
            frames: the sites that may show our page inside theirs.
        """
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

        who = network((scope.get("client") or ("",))[0])
        try:
            self._rate.spend(who)
            with self._places.taken(who):
                await self._app(scope, receive, send_safely)
        except TooManyRequests as error:
            await of_error(error, str(error))(scope, receive, send_safely)


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
