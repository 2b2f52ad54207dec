"""Faults that the server can inject into the calls of the bot.

    sandbox.faults.plan("sendDocument", Fault(is_done=True), Fault(429, retry_after=3))

executes the next `sendDocument` but cuts the connection without an answer, and refuses the
one after it with 429.
"""

import asyncio
import random
import time
from collections import Counter, defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from telegram_sandbox.errors import ApiError
from telegram_sandbox.notifier import Notifier
from telegram_sandbox.rate_limits import too_many_requests

DOWNLOAD = "download"
"""The name to plan faults under for the download of a file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call.

    Attributes:
        status: the HTTP status of the answer, such as 429 or 502. 200: the regular answer
            is sent (late, see `seconds`). 0: the connection is cut without an answer.
        is_done: whether the call is executed all the same.
        seconds: delay of the answer, after the call was executed.
        retry_after: sent with a 429; 1 if left out.
        description: of an error, in Telegram's words.
    """

    status: int = 0
    is_done: bool = False
    seconds: float = 0
    retry_after: int | None = None
    description: str = ""

    @property
    def name(self) -> str:
        """The name in reports: `429`, `cut, done`, `slow`."""
        what = {0: "cut", 200: "slow"}.get(self.status, str(self.status))
        return f"{what}, done" if self.is_done and self.status != 200 else what


class Faults:
    """Chooses the fault of each call; by default none.

    Attributes:
        default: called with the method's name; returns the fault of a call that has none
            planned, or `None`. See `random_faults`.
        counts: how many calls met each fault, by the fault's name.
        calls: when each method was called, in seconds of the monotonic clock. The keys are
            in lower case.
    """

    def __init__(self, notifier: Notifier) -> None:
        self.default: Callable[[str], Fault | None] = lambda _method: None
        self.counts: Counter[str] = Counter()
        self.calls: defaultdict[str, list[float]] = defaultdict(list)
        self._notifier = notifier
        self._planned: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._transports: dict[tuple[str, int] | None, asyncio.Transport] = {}

    def plan(self, method: str, *faults: Fault) -> None:
        """Applies these faults to the next calls of a method, one each."""
        self._planned[method.lower()].extend(faults)

    async def called(self, method: str, times: int = 1, within: float = 30) -> bool:
        """Waits until a method was called `times`; returns `False` after `within` seconds."""
        calls = self.calls[method.lower()]
        return await self._notifier.wait_for(lambda: len(calls) >= times, within)

    async def answer(
        self, request: Request, method: str, respond: Callable[[], Awaitable[Response]]
    ) -> Response:
        """Answers a call with `respond()`, or with the fault that is due.

        Raises:
            ApiError: the fault has an error status.
        """
        fault = self._next_fault(method)
        if fault is None:
            return await respond()
        self.counts[fault.name] += 1
        response = await respond() if fault.is_done else Response()
        await self._notifier.sleep(fault.seconds)
        if fault.status == 0:
            await self._cut_connection(request)
        elif fault.status != 200:
            raise _error(fault)
        return response

    def _next_fault(self, method: str) -> Fault | None:
        self.calls[method.lower()].append(time.monotonic())
        self._notifier.notify()
        planned = self._planned[method.lower()]
        return planned.popleft() if planned else self.default(method)

    def protocol(self) -> type[H11Protocol]:
        """Returns uvicorn's HTTP protocol, extended so that connections can be cut."""
        transports, notifier = self._transports, self._notifier

        class TrackedProtocol(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its base does
                super().connection_made(transport)
                transports[self.client] = transport

            def connection_lost(self, error: Exception | None) -> None:
                transports.pop(self.client, None)
                notifier.notify()
                super().connection_lost(error)

        return TrackedProtocol

    async def _cut_connection(self, request: Request) -> None:
        client = request.scope["client"]
        if transport := self._transports.get(client):  # the bot may have disconnected
            transport.abort()
        await self._notifier.wait_for(lambda: client not in self._transports, 1)


def _error(fault: Fault) -> ApiError:
    if fault.status == 429:
        return too_many_requests(fault.retry_after or 1)
    usual = {502: "Bad Gateway"}.get(fault.status, "Internal error")
    return ApiError(fault.status, fault.description or usual)


def random_faults(chance: float, seed: int) -> Callable[[str], Fault | None]:
    """Returns a function for `Faults.default` that gives this share of calls a common fault."""
    generator = random.Random(seed)  # noqa: S311 - nothing secret
    common = (
        Fault(429, retry_after=1),
        Fault(502),
        Fault(500, is_done=True),
        Fault(),
        Fault(is_done=True),
        Fault(200, is_done=True, seconds=0.5),
    )
    return lambda _method: generator.choice(common) if generator.random() < chance else None
