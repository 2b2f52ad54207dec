"""The route to which Telegram brings updates."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from removerbot.web.bodies import read_json

PATH = "/telegram"

_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_BODY = 1 << 20
"""Bytes; the longest text with all its formatting takes a tenth."""


class _Update(BaseModel, extra="allow"):
    update_id: int


def webhook(secret: str, take: Callable[[dict[str, Any]], Awaitable[None]]) -> Route:
    """A route that takes updates from whoever knows the secret.

    The answer is 200 once an update is taken. Whatever else it is, Telegram tries again.

    Args:
        secret: that Telegram was told; ASCII.
        take: writes an update down.
    """

    async def answer(request: Request) -> Response:
        given = request.headers.get(_HEADER, "")
        if not secrets.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        update = await read_json(request, _Update, _BODY)
        await take(update.model_dump())
        return Response()

    return Route(PATH, answer, methods=["POST"])
