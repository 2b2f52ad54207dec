"""Updates to a webhook: in order within a chat, repeated until they are confirmed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict

from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import _listen, _Server


class Webhook:
    """A bot's webhook.

    Attributes:
        texts: of the updates that came, refused ones too.
        secrets: the secret tokens that came with them.
        refusals: how many updates to refuse first.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.secrets: set[str | None] = set()
        self.refusals = 0

    async def answer(self, request: Request) -> Response:
        update: dict[str, Any] = await request.json()
        self.texts.append(update["message"]["text"])
        self.secrets.add(request.headers.get("x-telegram-bot-api-secret-token"))
        if self.refusals:
            self.refusals -= 1
            return Response(status_code=500)
        return Response()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            while len(self.texts) < count:
                await asyncio.sleep(0.02)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        listener = _listen(0)
        app = Starlette(routes=[Route("/hook", self.answer, methods=["POST"])])
        server = _Server(uvicorn.Config(app, lifespan="off", log_level="warning", ws="none"))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await server.listening.wait()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
        server.should_exit = True
        await serving


@pytest.fixture
def webhook() -> Webhook:
    return Webhook()


async def test_updates_are_sent_with_the_secret_and_counted_until_then(
    bot: Bot, people: SandboxClient, webhook: Webhook
) -> None:
    ann = await people.person()
    await ann.say("before")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    async with webhook.listening() as url:
        await bot.set_webhook(url, secret_token="abc_-1", max_connections=7)
        await ann.say("after")
        await webhook.until(2)
        info = await bot.get_webhook_info()
        await bot.delete_webhook()
    assert webhook.texts == ["before", "after"]
    assert webhook.secrets == {"abc_-1"}
    assert (info.url, info.max_connections) == (url, 7)
    assert info.last_error_message is None


async def test_what_is_refused_is_sent_again_before_what_follows_in_that_chat(
    bot: Bot, people: SandboxClient, webhook: Webhook
) -> None:
    ann = await people.person()
    webhook.refusals = 2
    async with webhook.listening() as url:
        await bot.set_webhook(url)
        await ann.say("one")
        await ann.say("two")
        await webhook.until(4)
        info = await bot.get_webhook_info()
        await bot.delete_webhook()
    assert webhook.texts == ["one", "one", "one", "two"]
    assert info.last_error_message == "Wrong response from the webhook: 500"


async def test_while_there_is_a_webhook_nobody_may_poll(bot: Bot, webhook: Webhook) -> None:
    async with webhook.listening() as url:
        await bot.set_webhook(url)
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(
    ("url", "secret", "why"),
    [
        ("http://example.org/hook", "a", "https url must be provided"),
        ("ftp://127.0.0.1/hook", "a", "https url must be provided"),
        ("https://example.org/hook", "a b", "unallowed characters"),
    ],
)
async def test_an_unsafe_webhook_is_refused(bot: Bot, url: str, secret: str, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.set_webhook(url, secret_token=secret)
    assert (await bot.get_webhook_info()).url == ""
