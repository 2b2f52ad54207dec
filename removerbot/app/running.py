"""Runs a bot, or a sandbox and a bot in it, until the process is told to end."""

import asyncio
import logging
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from socket import socket

from pydantic import SecretStr

from removerbot.app.parts import running_bot
from removerbot.errors import BadSetting
from removerbot.models.base import Segmenter
from removerbot.process.health import HOST
from removerbot.process.logs import hide
from removerbot.process.resources import forbid_inspection, freeze_objects
from removerbot.process.supervision import Stop, load
from removerbot.settings import Settings
from removerbot.storage.database import check_database
from removerbot.web.server import Endpoint, listen

_log = logging.getLogger("removerbot")

_SWITCH_SECONDS = 0.0005
"""After this the event loop gets the interpreter's lock from a thread that computes. An answer
has dozens of steps, and Python's default of 5 ms may come before each."""


async def until_stopped(
    settings: Settings, load_model: Callable[[Settings], Segmenter | None], *, is_sandbox: bool
) -> None:
    """Runs the bot until SIGINT or SIGTERM, whatever it waits for then.

    Raises:
        SetupError: a setting does not work here.
    """
    forbid_inspection()
    sys.setswitchinterval(_SWITCH_SECONDS)
    async with Stop(settings.stop_seconds) as stop, AsyncExitStack() as stack:
        endpoint: Endpoint | None = None
        if is_sandbox:
            settings, endpoint = await stack.enter_async_context(sandboxed(settings))
        elif settings.public_url or settings.api_key:
            endpoint = _listen(settings)
        if settings.health_port:
            _bind("HEALTH", HOST, settings.health_port).close()
        check_database(settings.database_url)
        segmenter = await load(lambda: load_model(settings))
        freeze_objects()
        await stack.enter_async_context(running_bot(settings, segmenter, endpoint))
        stop.on_signals()  # Ray has handlers of its own
        _log.info("the bot is running")
        if is_sandbox:
            url = settings.telegram_api_base_url
            print(f"Open {url} in a browser; Ctrl+C ends it.", flush=True)
        await asyncio.Event().wait()


@asynccontextmanager
async def sandboxed(settings: Settings) -> AsyncIterator[tuple[Settings, Endpoint]]:
    """Runs a sandbox until the block ends; yields the settings and endpoint of a bot in it.

    Its database is temporary: each sandbox numbers its messages from 1. Its page needs no
    public URL, and takes a free port unless one was set or programs have to know it.

    Raises:
        BadSetting: a port is in use.
    """
    from telegram_sandbox import SAMPLE_PHOTO, PortTakenError, Sandbox

    token = f"1:{secrets.token_urlsafe(24)}"
    hide(token)
    sandbox = Sandbox(
        token,
        settings.sandbox_port,
        name="removerbot",
        username="removerbot_sandbox_bot",
        sample_photo=SAMPLE_PHOTO,
    )
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="removerbot-"))
        try:
            await stack.enter_async_context(sandbox)
        except PortTakenError as error:
            raise BadSetting(f"REMOVERBOT_SANDBOX_PORT: {error}") from None
        origins = sandbox.origins
        endpoint = _listen(settings, origins)
        sandbox.mini_apps.main = f"{endpoint.public_url}/tap/"
        changed = {
            "telegram_bot_token": SecretStr(token),
            "telegram_api_base_url": sandbox.url,
            "database_url": f"sqlite:///{folder}/sandbox.db",
            "webhook": False,
        }
        yield settings.model_copy(update=changed), endpoint


def _listen(settings: Settings, frames: tuple[str, ...] = ()) -> Endpoint:
    is_known = {"public_url", "api_key", "web_port"} & settings.model_fields_set
    listener = _bind("WEB", settings.web_host, settings.web_port if is_known else 0)
    if not settings.public_url and frames:
        return Endpoint(listener, f"http://127.0.0.1:{listener.getsockname()[1]}", frames)
    proxies = tuple(map(str, settings.trusted_proxies))
    return Endpoint(listener, settings.public_url, frames, proxies)


def _bind(name: str, host: str, port: int) -> socket:
    try:
        return listen(host, port)
    except OSError as error:
        raise BadSetting(f"REMOVERBOT_{name}_PORT: {error.strerror} ({port})") from None
