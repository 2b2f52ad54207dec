"""Pictures that Telegram fetches from this bot, where it takes no uploads."""

import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from removerbot.imaging.lru_cache import LruCache

_BUDGET = 32 << 20
"""Bytes of pictures that are kept; Telegram fetches one at once and keeps it."""

_PATH = "/published"


class PublishedPictures:
    """Serves JPEG files, each at an address that cannot be guessed, while there is memory."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url
        self._pictures = LruCache[str, bytes](_BUDGET)

    @property
    def routes(self) -> list[Route]:
        """The path of the pictures."""
        return [Route(f"{_PATH}/{{name}}.jpg", self.picture)]

    def publish(self, jpeg: bytes) -> str:
        """Returns the address of a picture."""
        name = secrets.token_urlsafe(18)
        self._pictures.put(name, jpeg, len(jpeg))
        return f"{self._public_url}{_PATH}/{name}.jpg"

    async def picture(self, request: Request) -> Response:
        """Answers with a picture."""
        if (jpeg := self._pictures.get(request.path_params["name"])) is None:
            raise HTTPException(404)
        return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})
