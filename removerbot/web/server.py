"""The bot's web server, in its event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount

from removerbot.errors import RemoverError
from removerbot.web.connection import Connection
from removerbot.web.guard import Guard
from removerbot.web.problems import of_crash, of_error, of_http

_STOP_SECONDS = 3
"""How long answers under way are finished when the bot stops."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the server is reached.

    Attributes:
        listener: the port, taken already.
        public_url: where people reach it; empty if they do not, and no page is served.
        frames: sites that may show our page inside theirs, besides Telegram's.
        proxies: addresses and networks whose `X-Forwarded-For` is believed.
    """

    listener: socket.socket
    public_url: str = ""
    frames: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()


def listen(host: str, port: int) -> socket.socket:
    """Take a port; a free one for 0.

    Raises:
        OSError: it is taken, or there is no such address here.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    # Connections inherit this. Without it the body of each answer waits 40 ms for the client to
    # confirm the header; asyncio sets it only where a socket names its protocol.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


@asynccontextmanager
async def serving(
    door: Endpoint,
    routes: Sequence[BaseRoute],
    noticed: Callable[[RemoverError], None],
    hooks: Sequence[BaseRoute] = (),
) -> AsyncIterator[None]:
    """Serves until the block ends: `routes` to people, behind the guard, and `hooks`, which it
    does not concern, to Telegram and to who asks for `/health`. Every error that becomes an
    answer is `noticed`."""
    server = _Server(
        uvicorn.Config(
            Starlette(routes=[*hooks, Mount("/", _site(routes, door.frames, noticed))]),
            log_config=None,
            log_level="error",  # its warnings are about what strangers send
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            http=Connection,
            forwarded_allow_ips=list(door.proxies),
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
    )
    running = asyncio.create_task(server.serve(sockets=[door.listener]))
    try:
        yield
    finally:
        server.should_exit = True
        await running


class _Server(uvicorn.Server):
    """Leaves signals to the program that it is a part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _site(
    routes: Sequence[BaseRoute],
    frames: Sequence[str],
    noticed: Callable[[RemoverError], None],
) -> Starlette:
    """The routes behind the guard."""

    async def explain(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RemoverError)
        noticed(error)
        return of_error(error, str(error))

    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, frames=frames)],
        exception_handlers={
            RemoverError: explain,
            HTTPException: of_http,
            Exception: of_crash,
        },
    )
