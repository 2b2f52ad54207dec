"""The small routes: Telegram's updates, `/health`, the page about people's data, and pictures
that Telegram fetches."""

import secrets
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from removerbot.editing.preferences import Languages
from removerbot.editing.privacy import PrivacyPolicy
from removerbot.imaging.lru_cache import LruCache
from removerbot.web.bodies import read_json
from removerbot.web.guard import Throttle

PATH = "/telegram"

_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_BODY = 1 << 20
"""Bytes of an update; the longest text with all its formatting takes a tenth."""

_PAGE = Path(__file__).with_name("privacy.html").read_text("utf-8")

_PICTURES = "/published"

_PICTURE_BYTES = 32 << 20
"""Bytes of pictures that are kept; Telegram fetches one at once and keeps it."""

_PATIENTLY = [Middleware(Throttle)]
"""These routes are behind no guard."""


class _Update(BaseModel, extra="allow"):
    update_id: int


def webhook(secret: str, take: Callable[[dict[str, Any]], Awaitable[None]]) -> Route:
    """Returns a route that takes updates from whoever knows the secret.

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

    return Route(PATH, answer, methods=["POST"], middleware=_PATIENTLY)


def alive(is_well: Callable[[], bool]) -> Route:
    """Returns `/health`, for a proxy: 204 while all is well, else 503. What is wrong, and
    metrics, are for the host alone: see `removerbot.process.health`."""

    async def answer(_request: Request) -> Response:
        return Response(status_code=204 if is_well() else 503)

    return Route("/health", answer, middleware=_PATIENTLY)


def privacy_page(languages: Languages, policy: PrivacyPolicy) -> Route:
    """Returns `/privacy`, which says what happens to people's data: in the language that
    `?language=` or the browser asks for."""
    values = policy._replace(page="none")._asdict()  # it need not say where it is

    async def answer(request: Request) -> HTMLResponse:
        preferred = request.headers.get("accept-language", "").partition(",")[0]
        code = request.query_params.get("language") or preferred.partition(";")[0].strip()
        words = languages.words(None, code)
        text = words.say("privacy", **values)
        page = _PAGE.format(
            language=words.language,
            direction=words.say("page-direction"),
            title=escape(words.say("command-privacy")),
            paragraphs="\n".join(f"<p>{escape(each.strip())}" for each in text.split("\n\n")),
        )
        return HTMLResponse(page, headers={"Vary": "Accept-Language"})

    return Route("/privacy", answer)


class PublishedPictures:
    """Serves JPEG files, each at an address that cannot be guessed, while there is memory:
    Telegram fetches them where it takes no uploads."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url
        self._pictures = LruCache[str, bytes](_PICTURE_BYTES)

    @property
    def route(self) -> Route:
        """The path of the pictures."""
        return Route(f"{_PICTURES}/{{name}}.jpg", self.picture)

    def publish(self, jpeg: bytes) -> str:
        """Returns the address of a picture."""
        name = secrets.token_urlsafe(18)
        self._pictures.put(name, jpeg, len(jpeg))
        return f"{self._public_url}{_PICTURES}/{name}.jpg"

    async def picture(self, request: Request) -> Response:
        """Answers with a picture."""
        jpeg = self._pictures.get(request.path_params["name"])
        if jpeg is None:
            raise HTTPException(404)
        return Response(jpeg, media_type="image/jpeg")
