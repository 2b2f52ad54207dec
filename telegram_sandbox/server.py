"""The server as a whole, on loopback, inside the running event loop."""

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
from telegram_sandbox.errors import ApiError, PortTakenError
from telegram_sandbox.faults import Faults
from telegram_sandbox.rate_limits import RateLimits
from telegram_sandbox.same_origin import HOST_NAMES, SameOriginOnly
from telegram_sandbox.state import State
from telegram_sandbox.types import User
from telegram_sandbox.user_api.anywhere import AnywhereApi
from telegram_sandbox.user_api.bot import BotSettingsApi
from telegram_sandbox.user_api.chats import ChatsApi
from telegram_sandbox.user_api.groups import GroupsApi
from telegram_sandbox.user_api.mini_apps import MiniApps
from telegram_sandbox.user_api.people import SAMPLE_PATH, PeopleApi
from telegram_sandbox.user_api.sticker_sets import StickerSetsApi

HOST = "127.0.0.1"
STATIC = Path(__file__).parent / "static"
SAMPLE_PHOTO = STATIC / "sample.jpg"
"""A photo for `Sandbox(sample_photo=…)`."""


class Sandbox:
    """A Bot API server for one bot; an async context manager.

        async with Sandbox("1:secret") as sandbox:
            bot = Bot("1:secret", base_url=f"{sandbox.url}/bot", …)

    Attributes:
        token: what the bot must know. It never appears on the page.
        faults: errors to inject between the bot and the server.
        features: switches of what the server knows and @BotFather allows.
        mini_apps: the bot's pages.
        state: all data of the server; for tests that need what no user could send.

    Args:
        token: the number before its colon becomes the bot's id.
        port: on 127.0.0.1; 0 takes a free one.
        name: of the bot, until it calls `setMyName`.
        username: of the bot, without the @.
        description: of the bot, until it calls `setMyDescription`.
        sample_photo: a photo that the page offers to send to the bot.
        rate_limits: whether to refuse messages beyond Telegram's limits with 429.

    Raises:
        PortTakenError: on entering, `port` is in use.
    """

    def __init__(  # noqa: PLR0913 - all but the token are optional
        self,
        token: str,
        port: int = 0,
        *,
        name: str = "Your bot",
        username: str = "sandbox_bot",
        description: str = "",
        sample_photo: Path | None = None,
        rate_limits: bool = False,
    ) -> None:
        number = token.partition(":")[0]
        bot = User(int(number) if number.isdecimal() else 1, name, True, username)
        self.token = token
        self.state = State(bot, description, RateLimits() if rate_limits else None)
        self.features = self.state.features
        self.faults = Faults(self.state.notifier)
        self.mini_apps = MiniApps(self.state, token)
        self._sample_photo = sample_photo
        self._port = port

    @property
    def url(self) -> str:
        """The address of the page; with `/bot` and `/file/bot` that of the Bot API."""
        return f"http://{HOST}:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables for the process of a bot."""
        return {"TELEGRAM_BOT_TOKEN": self.token, "TELEGRAM_API_BASE_URL": self.url}

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of the page, one for each name of this machine."""
        return tuple(f"http://{name}:{self._port}" for name in sorted(HOST_NAMES))

    async def __aenter__(self) -> Self:
        listener = _listen(self._port)
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._application(),
            http=self.faults.protocol(),
            log_config=None,
            timeout_keep_alive=75,  # longer than clients keep connections, as Telegram does
            log_level="warning",
            lifespan="off",
            ws="none",
            access_log=False,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        self._sending = asyncio.create_task(self.state.webhook.run())
        await self._server.listening.wait()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self.state.notifier.close()
        self._server.should_exit = True
        await self._serving
        self._sending.cancel()
        await asyncio.wait({self._sending})

    def _application(self) -> Starlette:
        state = self.state
        return Starlette(
            routes=[
                Route("/", _page),
                *BotApi(state, self.token, self.faults).routes,
                *PeopleApi(state, has_sample=self._sample_photo is not None).routes,
                *ChatsApi(state).routes,
                *GroupsApi(state).routes,
                *BotSettingsApi(state).routes,
                *AnywhereApi(state).routes,
                *self.mini_apps.routes,
                *StickerSetsApi(state).routes,
                Route(SAMPLE_PATH, self._sample),
                Mount("/static", StaticFiles(directory=STATIC)),
            ],
            middleware=[Middleware(SameOriginOnly)],
            exception_handlers={ApiError: _answer_error, ClientDisconnect: _disconnected},
        )

    async def _sample(self, _request: Request) -> Response:
        if self._sample_photo is None:
            raise ApiError(404, "Not Found: there is no sample photo")
        return FileResponse(self._sample_photo)


class _Server(uvicorn.Server):
    """Does not handle signals (the program does), and reports when it listens."""

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
    # Connections inherit this. Without it the body of each answer waits 40 ms for the client to
    # confirm the header; asyncio sets it only where a socket names its protocol.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise PortTakenError(
            f"port {port} on {HOST} cannot be used: {error.strerror}"
        ) from error
    return listener


async def _page(_request: Request) -> Response:
    return FileResponse(STATIC / "index.html")


async def _disconnected(_request: Request, _error: Exception) -> Response:
    """Answers a client that disconnected before its request was complete."""
    return Response(status_code=400)


async def _answer_error(_request: Request, error: Exception) -> Response:
    if not isinstance(error, ApiError):
        raise error
    return JSONResponse(error.as_json(), error.code)
