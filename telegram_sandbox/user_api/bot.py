"""The users' side of the server: settings of the bot, its updates, and stored files.

GET    /sandbox/bot                                {id, username, privacy, switches}
PATCH  /sandbox/bot                                {privacy, switches}; see Features.switches
GET    /sandbox/updates                            all updates since the start
POST   /sandbox/updates/ID/redeliver               sends an update once more
GET    /sandbox/files/FILE_ID                      the bytes
"""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox.errors import ApiError
from telegram_sandbox.features import EPHEMERAL
from telegram_sandbox.params import boolean, json_object, one_of, optional, read_params
from telegram_sandbox.request_body import read_json
from telegram_sandbox.state import State

INLINE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif"}
"""The types that browsers may display. All others are downloads, as they may hold scripts."""


_bot_fields = {
    "privacy": optional(boolean),
    "switches": optional(
        json_object(
            inline=optional(boolean),
            guest=optional(boolean),
            reactions=optional(boolean),
            ephemeral=optional(one_of(*EPHEMERAL)),
        )
    ),
}


class BotSettingsApi:
    """Routes for the bot under test and its files."""

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        return [
            Route("/sandbox/bot", self.bot),
            Route("/sandbox/bot", self.change, methods=["PATCH"]),
            Route("/sandbox/updates", self.updates),
            Route("/sandbox/updates/{update:int}/redeliver", self.redeliver, methods=["POST"]),
            Route("/sandbox/files/{file}", self.file),
        ]

    async def bot(self, _request: Request) -> Response:
        """Returns the bot's id, username and privacy mode."""
        bot = self._state.bot
        about = {"id": bot.id, "username": bot.username, "privacy": self._state.privacy}
        return JSONResponse(about | {"switches": self._state.features.switches})

    async def change(self, request: Request) -> Response:
        """Switches privacy mode, for all groups, and what the server can do."""
        values = read_params(_bot_fields, await read_json(request))
        if values["privacy"] is not None:
            self._state.privacy = values["privacy"]
        for name, value in (values["switches"] or {}).items():
            self._state.features.switch(name, value)
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
