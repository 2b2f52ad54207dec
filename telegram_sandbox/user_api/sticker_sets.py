"""The users' side of the server: sticker sets, as Telegram's apps show and change them.

GET    /sandbox/stickersets                        all sets
POST   /sandbox/stickersets                        a form with person, name, title and files:
                                                   creates a set as @Stickers does
GET    /sandbox/stickersets/NAME                   one set
DELETE /sandbox/stickersets/NAME                   deletes it
DELETE /sandbox/stickers/FILE_ID                   deletes a sticker of its set
"""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.params import integer, read_params, required, string
from telegram_sandbox.request_body import read_multipart
from telegram_sandbox.sample_stickers import add_samples
from telegram_sandbox.state import State
from telegram_sandbox.sticker_files import recognize

_form = {"person": required(integer()), "name": required(string), "title": required(string)}

DEFAULT_EMOJI = "🙂"


class StickerSetsApi:
    """Routes to list, create and delete sets."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._has_samples = False

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        one = "/sandbox/stickersets/{name}"
        return [
            Route("/sandbox/stickersets", self.all),
            Route("/sandbox/stickersets", self.create, methods=["POST"]),
            Route(one, self.show),
            Route(one, self.delete, methods=["DELETE"]),
            Route("/sandbox/stickers/{file}", self.delete_sticker, methods=["DELETE"]),
        ]

    async def all(self, _request: Request) -> Response:
        """Returns all sets; adds the sample set on the first call."""
        if not self._has_samples:
            self._has_samples = True
            await add_samples(self._state)
        return JSONResponse([sticker_set.as_json() for sticker_set in self._state.sets])

    async def show(self, request: Request) -> Response:
        """Returns a set."""
        return JSONResponse(self._state.sets.find(request.path_params["name"]).as_json())

    async def create(self, request: Request) -> Response:
        """Creates a set that no bot created, of stickers of any format."""
        fields, uploads = await read_multipart(request)
        values = read_params(_form, fields)
        owner = self._state.people.get(values["person"])
        if owner is None:
            raise ApiError(404, "Not Found: no such person")
        created = self._state.sets.create(values["name"], values["title"], owner, None)
        for _, upload in uploads:
            file = await asyncio.to_thread(recognize, upload.data)
            if file is None:
                raise bad_request("this file can be no sticker")
            created.add(self._state.sets.new_sticker(created, file, [DEFAULT_EMOJI]))
        return JSONResponse(created.as_json(), 201)

    async def delete(self, request: Request) -> Response:
        """Deletes a set."""
        self._state.sets.delete(self._state.sets.find(request.path_params["name"]))
        return Response(status_code=204)

    async def delete_sticker(self, request: Request) -> Response:
        """Deletes a sticker."""
        sticker_set, position = self._state.sets.find_sticker(request.path_params["file"])
        del sticker_set.stickers[position]
        return Response(status_code=204)
