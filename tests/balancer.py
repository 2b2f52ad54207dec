"""What stands before several bots at one address: each request goes to the next of them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from removerbot.web.server import Endpoint, listen, serving


@dataclass
class Balancer:
    """Forwards requests; who cannot be reached is left out.

    Attributes:
        url: where it is reached itself.
        taken: the port that each update was taken on, by the update's number.
    """

    url: str
    taken: dict[int, int] = field(default_factory=dict)


@asynccontextmanager
async def balancing(ports: Sequence[int]) -> AsyncIterator[Balancer]:
    """Forward to these ports of 127.0.0.1 until the block ends."""
    turns = cycle(ports)
    listener = listen("127.0.0.1", 0)
    balancer = Balancer(f"http://127.0.0.1:{listener.getsockname()[1]}")

    async def forward(request: Request) -> Response:
        body = await request.body()
        for _, port in zip(ports, turns, strict=False):
            url = f"http://127.0.0.1:{port}{request.url.path}"
            try:
                answer = await client.request(
                    request.method, url, content=body, headers=request.headers.raw
                )
            except httpx.ConnectError:
                continue
            if answer.is_success and request.method == "POST":
                balancer.taken[httpx.Response(200, content=body).json()["update_id"]] = port
            return Response(answer.content, answer.status_code)
        return Response(status_code=502)

    route = Route("/{path:path}", forward, methods=["GET", "POST"])
    async with (
        httpx.AsyncClient(timeout=30) as client,
        serving(Endpoint(listener), [], lambda _: None, [route]),
    ):
        yield balancer
