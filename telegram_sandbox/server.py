"""The sandbox as a whole: a server on loopback, inside the running event loop."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from telegram_sandbox.bot_api import BotApi
from telegram_sandbox.chats import Chats
from telegram_sandbox.errors import ApiError
from telegram_sandbox.faults import Faults
from telegram_sandbox.guard import OWN_NAMES, Guard
from telegram_sandbox.limits import Limits
from telegram_sandbox.membership import Membership
from telegram_sandbox.mini_apps import MiniApps
from telegram_sandbox.people import People
from telegram_sandbox.shelf import StickerShelf
from telegram_sandbox.state import World
from telegram_sandbox.types import User

HOST = "127.0.0.1"
STATIC = Path(__file__).parent / "static"


class PortTakenError(OSError):
    """Another program listens on the port already."""


class Sandbox:
    """A Telegram of one's own, for one bot.

        async with Sandbox("1:secret") as sandbox:
            bot = Bot("1:secret", base_url=f"{sandbox.url}/bot", …)

    Attributes:
        faults: what goes wrong between the bot and the server.
        mini_apps: the bot's pages.

    Args:
        token: what the bot must know; it never appears on the page.
        port: on 127.0.0.1; 0 takes a free one.
        bot_name: what people see.
        username: without the @.
        limits: whether to refuse what the bot sends too often (429).

    Raises:
        PortTakenError: on entering, where `port` is in use.
    """

    def __init__(
        self,
        token: str,
        port: int = 0,
        bot_name: str = "removerbot",
        username: str = "removerbot_sandbox_bot",
        limits: bool = False,
    ) -> None:
        number = token.partition(":")[0]
        bot = User(int(number) if number.isdecimal() else 1, bot_name, True, username)
        self._world = World(bot, Limits() if limits else None)
        self.faults = Faults(self._world.bell)
        self.mini_apps = MiniApps(self._world, token)
        self._app = _application(self._world, token, self.faults, self.mini_apps)
        self._port = port

    @property
    def url(self) -> str:
        """The address of the page and, with `/bot` and `/file/bot`, of the Bot API."""
        return f"http://{HOST}:{self._port}"

    @property
    def origins(self) -> tuple[str, ...]:
        """What a browser takes the page for, by either name of this machine."""
        return tuple(f"http://{name}:{self._port}" for name in sorted(OWN_NAMES))

    async def __aenter__(self) -> Self:
        listener = _listen(self._port)
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._app,
            http=self.faults.protocol(),
            log_level="warning",
            lifespan="off",
            ws="none",
            access_log=False,
        )
        self._server = _Server(config)
        self._running = asyncio.create_task(self._server.serve(sockets=[listener]))
        self._bringing = asyncio.create_task(self._world.courier.run())
        await self._server.listening.wait()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self._world.bell.close()
        self._server.should_exit = True
        await self._running
        self._bringing.cancel()
        await asyncio.wait({self._bringing})


class _Server(uvicorn.Server):
    """Leaves signals to the program that it is a part of, and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise PortTakenError(
            f"port {port} on {HOST} cannot be used: {error.strerror}"
        ) from error
    return listener


def _application(world: World, token: str, faults: Faults, mini_apps: MiniApps) -> Starlette:
    return Starlette(
        routes=[
            Route("/", _page),
            *BotApi(world, token, faults).routes,
            *People(world).routes,
            *Chats(world).routes,
            *Membership(world).routes,
            *mini_apps.routes,
            *StickerShelf(world).routes,
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={ApiError: _refuse, ClientDisconnect: _unheard},
    )


async def _page(_request: Request) -> Response:
    return FileResponse(STATIC / "index.html")


async def _unheard(_request: Request, _error: Exception) -> Response:
    """Who asked was gone before they had said everything."""
    return Response(status_code=400)


async def _refuse(_request: Request, error: Exception) -> Response:
    if not isinstance(error, ApiError):
        raise error
    return JSONResponse(error.as_json(), error.code)
