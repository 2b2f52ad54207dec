"""The route to which Telegram brings updates: for who has the secret; 200 says it is kept."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from removerbot.chat.updates import secret_of
from removerbot.web.routes import PATH, webhook

TOKEN = "4242:the-token-of-the-tests"
SECRET = {"X-Telegram-Bot-Api-Secret-Token": secret_of(TOKEN)}
Json = dict[str, Any]


@pytest.mark.parametrize("secret", [None, "", "wrong", "é"])
async def test_nobody_but_telegram_brings_updates(secret: str | None) -> None:
    taken: list[Json] = []

    async def take(update: Json) -> None:
        taken.append(update)

    headers = {} if secret is None else {b"X-Telegram-Bot-Api-Secret-Token": secret.encode()}
    async with asking(take) as client:
        answer = await client.post(PATH, json={"update_id": 1}, headers=headers)
        assert answer.status_code == 403
        assert not taken
        answer = await client.post(PATH, json={"update_id": 1, "message": {}}, headers=SECRET)
        assert answer.status_code == 200
    assert taken == [{"update_id": 1, "message": {}}]


async def test_an_update_that_could_not_be_written_down_is_not_confirmed() -> None:
    async def take(_update: Json) -> None:
        raise OSError("the database is away")

    async with asking(take) as client:
        answer = await client.post(PATH, json={"update_id": 1}, headers=SECRET)
    assert answer.status_code == 500


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 422), (b"{}", 422), (b'{"update_id": 1, "x": "' + b"x" * 2_000_000 + b'"}', 413)],
)
async def test_what_is_no_update_is_refused(body: bytes, status: int) -> None:
    async def take(_update: Json) -> None:
        pytest.fail("it was taken")

    async with asking(take) as client:
        answer = await client.post(PATH, content=body, headers=SECRET)
    assert answer.status_code == status


def asking(take: Callable[[Json], Any]) -> httpx.AsyncClient:
    app = Starlette(routes=[webhook(secret_of(TOKEN), take)])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://bot")


def test_the_secret_is_one_that_telegram_takes_and_does_not_tell_the_token() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret_of(TOKEN))
    assert secret_of(TOKEN) != secret_of(TOKEN + "x")
