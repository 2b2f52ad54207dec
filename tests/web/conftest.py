"""The very bot with its web server, in a sandbox, and people who have the page open."""

import hmac
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from pydantic import SecretStr

from removerbot.app import running_bot
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.models.base import Segmenter
from removerbot.settings import Settings
from removerbot.web.server import Endpoint
from telegram_sandbox.client import Json, Person, SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import (
    TOKEN,
    ball_file,
    preview_of,
    sandbox,
    sandbox_client,
    settings,
)
from tests.loopback import local_door

__all__ = ["sandbox", "sandbox_client", "settings"]  # fixtures of theirs that serve here too

KEY = "the-api-key-of-the-tests"
BUTTON = "👆 Tap the thing itself"
BALL = [320, 240]
"""The middle of the ball of `scene()`."""


@dataclass(frozen=True)
class Opened:
    """A page that somebody has open.

    Attributes:
        url: of the page.
        init_data: what Telegram says of the person.
        http: talks to the page's server.
    """

    url: str
    init_data: str
    http: httpx.AsyncClient

    @property
    def headers(self) -> Mapping[str, str]:
        word = httpx.URL(self.url).params.get("pass", "")
        return {"Authorization": f"tma {self.init_data}", "X-Pass": word}

    async def photo(self) -> httpx.Response:
        return await self.http.get("/tap/photo", headers=self.headers)

    async def outlines(self, *taps: Json) -> httpx.Response:
        body = {"taps": list(taps)}
        return await self.http.post("/tap/outlines", json=body, headers=self.headers)

    async def done(self, *taps: Json, **more: Any) -> httpx.Response:
        body = {"taps": list(taps), "form": "document", "key": "0123456789abcdef", **more}
        return await self.http.post("/tap/done", json=body, headers=self.headers)


@pytest.fixture
def door(sandbox: Sandbox) -> Endpoint:
    door = local_door(sandbox.origins)
    sandbox.mini_apps.main = f"{door.public_url}/tap/"
    return door


@asynccontextmanager
async def bot_with(
    settings: Settings,
    mobile: Segmenter,
    door: Endpoint,
    decoders: DecoderPool | None = None,
    **more: object,
) -> AsyncIterator[None]:
    """The bot with its web server, and with these settings besides."""
    changed = settings.model_copy(update={"api_key": SecretStr(KEY), **more})
    async with running_bot(changed, mobile, door, decoders):
        yield


@pytest.fixture
async def client(
    sandbox_client: SandboxClient,
    settings: Settings,
    remembering_mobile: Segmenter,
    door: Endpoint,
    decoders: DecoderPool,
) -> AsyncIterator[SandboxClient]:
    async with bot_with(settings, remembering_mobile, door, decoders):
        yield sandbox_client


@pytest.fixture
async def http(door: Endpoint) -> AsyncIterator[httpx.AsyncClient]:
    async with at(door) as http:
        yield http


@pytest.fixture
async def ada(client: SandboxClient) -> Person:
    return await client.person("Ada")


@pytest.fixture
async def preview(ada: Person) -> Json:
    """What Ada gets for the ball on the lawn."""
    return await preview_of(ada, ball_file())


@pytest.fixture
async def page(ada: Person, preview: Json, http: httpx.AsyncClient) -> Opened:
    """Ada has opened the page."""
    return await open_page(ada, preview, http)


async def open_page(person: Person, message: Json, http: httpx.AsyncClient) -> Opened:
    known = await person.open_page(message, BUTTON)
    return Opened(known["url"], known["init_data"], http)


def at(door: Endpoint) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=door.public_url, timeout=60)


def vouched(fields: Mapping[str, str], token: str = TOKEN) -> str:
    """What Telegram would sign for the bot of this token."""
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    return urlencode({**fields, "hash": hmac.new(key, lines.encode(), "sha256").hexdigest()})


def tap(*keep: list[int], **more: Any) -> Json:
    return {"keep": list(keep), **more}


def problem(response: httpx.Response) -> str:
    """The name of what went wrong."""
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return str(response.json()["type"]).removeprefix("urn:removerbot:")
