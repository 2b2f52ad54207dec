"""Trouble between a bot and the server, as whoever tests the bot wants it.

    sandbox.faults.plan("sendDocument", Fault(is_done=True), Fault(429, retry_after=3))

lets the next document arrive though the bot gets no answer, and refuses the one after it.
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

from telegram_sandbox.bell import Bell
from telegram_sandbox.errors import ApiError

DOWNLOAD = "download"
"""Stands for a method where the bot fetches a file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call.

    Attributes:
        status: 429, 502 …: answered in place of the truth; 200: the truth is answered;
            0: the connection is cut without an answer.
        is_done: whether the call is carried out.
        seconds: how long the bot waits for all that, beginning when it is done.
        retry_after: told along with a 429.
    """

    status: int = 0
    is_done: bool = False
    seconds: float = 0
    retry_after: int | None = None

    @property
    def name(self) -> str:
        """For tables: `429`, `cut, done`, `slow`."""
        what = {0: "cut", 200: "slow"}.get(self.status, str(self.status))
        return f"{what}, done" if self.is_done and self.status != 200 else what


class Faults:
    """Decides about every call. At first nothing goes wrong.

    Attributes:
        weather: asked for the fault of each call of a method that has none planned.
        met: how often which fault was met.
        calls: when each method was called, in seconds of the monotonic clock.
    """

    def __init__(self, bell: Bell) -> None:
        self.weather: Callable[[str], Fault | None] = lambda _method: None
        self.met: Counter[str] = Counter()
        self.calls: defaultdict[str, list[float]] = defaultdict(list)
        self._bell = bell
        self._planned: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._transports: dict[tuple[str, int] | None, asyncio.Transport] = {}

    def plan(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method meet these faults, one each."""
        self._planned[method.lower()].extend(faults)

    async def called(self, method: str, times: int = 1, within: float = 30) -> bool:
        """Whether a method has been called so often; waits for it."""
        calls = self.calls[method.lower()]
        return await self._bell.until(lambda: len(calls) >= times, within)

    async def answer(
        self, request: Request, method: str, truth: Callable[[], Awaitable[Response]]
    ) -> Response:
        """Answer a call with the truth, unless something goes wrong.

        Raises:
            ApiError: what went wrong has a status.
        """
        self.calls[method.lower()].append(time.monotonic())
        self._bell.ring()
        planned = self._planned[method.lower()]
        fault = planned.popleft() if planned else self.weather(method)
        if fault is None:
            return await truth()
        self.met[fault.name] += 1
        answer = await truth() if fault.is_done else Response()
        await self._bell.until(lambda: False, fault.seconds)
        if fault.status == 0:
            await self._cut(request)
        elif fault.status != 200:
            raise _refusal(fault)
        return answer

    def protocol(self) -> type[H11Protocol]:
        """HTTP whose connections can be cut."""
        transports, bell = self._transports, self._bell

        class Cuttable(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its base does
                super().connection_made(transport)
                transports[self.client] = transport

            def connection_lost(self, error: Exception | None) -> None:
                transports.pop(self.client, None)
                bell.ring()
                super().connection_lost(error)

        return Cuttable

    async def _cut(self, request: Request) -> None:
        client = request.scope["client"]
        if transport := self._transports.get(client):  # the bot may be gone already
            transport.abort()
        await self._bell.until(lambda: client not in self._transports, 1)


def _refusal(fault: Fault) -> ApiError:
    if fault.status == 429:
        seconds = fault.retry_after or 1
        why = f"Too Many Requests: retry after {seconds}"
        return ApiError(429, why, {"retry_after": seconds})
    return ApiError(fault.status, {502: "Bad Gateway"}.get(fault.status, "Internal error"))


def bad_weather(chance: float, seed: int) -> Callable[[str], Fault | None]:
    """Let this share of all calls meet one of the usual faults."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    usual = (
        Fault(429, retry_after=1),
        Fault(502),
        Fault(500, is_done=True),
        Fault(),
        Fault(is_done=True),
        Fault(200, is_done=True, seconds=0.5),
    )
    return lambda _method: dice.choice(usual) if dice.random() < chance else None
