"""The people's side of the server: sticker sets, as Telegram's apps know them.

GET    /sandbox/stickersets                        all sets
POST   /sandbox/stickersets                        a form: person, name, title and files: a set
                                                   that no bot made
GET    /sandbox/stickersets/NAME                   one set
DELETE /sandbox/stickersets/NAME                   the owner takes it away
DELETE /sandbox/stickers/FILE_ID                   the owner takes a sticker out of its set
"""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox import sets
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.forms import read_multipart
from telegram_sandbox.params import integer, needed, read_all, string
from telegram_sandbox.samples import add_samples
from telegram_sandbox.state import World
from telegram_sandbox.stickers import recognise

_form = {"person": needed(integer()), "name": needed(string), "title": needed(string)}

DEFAULT_EMOJI = "🙂"


class StickerShelf:
    """Lets people look at sets, make some and take them away."""

    def __init__(self, world: World) -> None:
        self._world = world
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
        """Every set there is; at the first look the one that comes with the sandbox too."""
        if not self._has_samples:
            self._has_samples = True
            await add_samples(self._world)
        return JSONResponse([sticker_set.as_json() for sticker_set in self._world.sets])

    async def show(self, request: Request) -> Response:
        """A set by its name."""
        return JSONResponse(self._world.sets.find(request.path_params["name"]).as_json())

    async def create(self, request: Request) -> Response:
        """A set that a person made without our bot, of stickers of any format."""
        fields, uploads = await read_multipart(request)
        values = read_all(_form, fields)
        owner = self._world.people.get(values["person"])
        if owner is None:
            raise ApiError(404, "Not Found: no such person")
        made = self._world.sets.create(values["name"], values["title"], owner, None)
        for _, upload in uploads:
            file = await asyncio.to_thread(recognise, upload.data)
            if file is None:
                raise bad_request("this file can be no sticker")
            sets.add(made, self._world.sets.new_sticker(made, file, [DEFAULT_EMOJI]))
        return JSONResponse(made.as_json(), 201)

    async def delete(self, request: Request) -> Response:
        """Take a set away."""
        self._world.sets.delete(self._world.sets.find(request.path_params["name"]))
        return Response(status_code=204)

    async def delete_sticker(self, request: Request) -> Response:
        """Take one sticker out."""
        sticker_set, position = self._world.sets.holding(request.path_params["file"])
        del sticker_set.stickers[position]
        return Response(status_code=204)
