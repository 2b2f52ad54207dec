"""The users' side of the server: settings of the bot, its updates, and stored files.

GET    /sandbox/bot                                {id, username, privacy}
PATCH  /sandbox/bot                                {privacy}: switches privacy mode
GET    /sandbox/updates                            all updates since the start
POST   /sandbox/updates/ID/redeliver               sends an update once more
GET    /sandbox/files/FILE_ID                      the bytes
"""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox.errors import ApiError
from telegram_sandbox.params import boolean, read_params, required
from telegram_sandbox.request_body import read_json
from telegram_sandbox.state import State

INLINE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif"}
"""The types that browsers may display. All others are downloads, as they may hold scripts."""


class BotSettingsApi:
    """Routes for the bot under test and its files."""

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        return [
            Route("/sandbox/bot", self.bot),
            Route("/sandbox/bot", self.set_privacy, methods=["PATCH"]),
            Route("/sandbox/updates", self.updates),
            Route("/sandbox/updates/{update:int}/redeliver", self.redeliver, methods=["POST"]),
            Route("/sandbox/files/{file}", self.file),
        ]

    async def bot(self, _request: Request) -> Response:
        """Returns the bot's id, username and privacy mode."""
        bot = self._state.bot
        about = {"id": bot.id, "username": bot.username, "privacy": self._state.privacy}
        return JSONResponse(about)

    async def set_privacy(self, request: Request) -> Response:
        """Switches privacy mode, for all groups."""
        values = read_params({"privacy": required(boolean)}, await read_json(request))
        self._state.privacy = values["privacy"]
        return await self.bot(request)

    async def updates(self, _request: Request) -> Response:
        """Returns all updates, confirmed ones too."""
        return JSONResponse(list(self._state.updates.history.values()))

    async def redeliver(self, request: Request) -> Response:
        """Queues an update once more."""
        if not self._state.updates.redeliver(request.path_params["update"]):
            raise ApiError(404, "Not Found: no such update")
        return Response(status_code=204)

    async def file(self, request: Request) -> Response:
        """Returns a file; images inline, others as attachments."""
        file = self._state.files.find(request.path_params["file"])
        is_inline = file.mime_type in INLINE_TYPES
        headers = {
            "Content-Disposition": f"{'inline' if is_inline else 'attachment'}; "
            f"filename*=UTF-8''{quote(file.name)}",
            "Cache-Control": "private, max-age=86400, immutable",
        }
        content_type = file.mime_type if is_inline else "application/octet-stream"
        return Response(file.data, media_type=content_type, headers=headers)
