"""The API for other programs: a photo and a prompt in, a cutout out.

POST /api/cut             a form as `removerbot.web.openapi.CutForm`; needs the API key
GET  /api/openapi.json    a description for programs
"""

import asyncio
import hmac
from contextlib import AsyncExitStack

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from removerbot.editing.renderer import Renderer
from removerbot.editing.scheduling import FairQueue
from removerbot.editing.uploads import cut_upload
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.encode import CODECS
from removerbot.imaging.photo import MAX_BYTES
from removerbot.imaging.types import Prompt
from removerbot.web.bodies import read_form, validated
from removerbot.web.guard import Rate, network
from removerbot.web.openapi import CutForm, PointsAndBox, describe

_FIELD = 16 << 10
"""Bytes of a field that is no photo."""

_BODY = 2 * MAX_BYTES + (64 << 10)
"""Bytes of a form, with two photos."""

_BODIES = 4
"""Forms that are in memory at the same time."""


class Api:
    """Serves whoever has the API key."""

    def __init__(self, renderer: Renderer, queue: FairQueue, key: str) -> None:
        """Sets up the API; an address has a line of its own in the queue."""
        self._renderer = renderer
        self._queue = queue
        self._key = key.encode()
        self._bodies = asyncio.Semaphore(_BODIES)
        self._asking = Rate(5, 20)
        self._guessing = Rate(1, 20)

    @property
    def routes(self) -> list[BaseRoute]:
        """The paths listed above."""
        return [
            Route("/api/cut", self.cut, methods=["POST"]),
            Route("/api/openapi.json", self.openapi),
        ]

    async def openapi(self, _request: Request) -> Response:
        """Handles a request for the description."""
        return JSONResponse(describe())

    async def cut(self, request: Request) -> Response:
        """Handles a request for a cutout."""
        who = network(request.client.host if request.client else "")
        try:
            self._check_key(request)
        except HTTPException:
            self._guessing.spend(who)  # of its own: programs with the key go on
            raise
        self._asking.spend(who)
        async with self._queue.queued(who), AsyncExitStack() as stack:  # before a body is read
            async with self._queue.yielding():  # a body may come slowly
                await stack.enter_async_context(self._bodies)
                fields, files = await read_form(request, _BODY, _FIELD)
            return await self._cut(fields, files)

    async def _cut(self, fields: dict[str, str], files: dict[str, bytes]) -> Response:
        if not {"photo"} <= files.keys() <= {"photo", "behind"}:
            raise HTTPException(422, "a file `photo` was expected, and perhaps one `behind`")
        form = validated(CutForm, {**fields, **files})
        prompt, options = _read_prompt(form.prompt), form
        if form.behind is not None:
            options = form.replace(background=OtherPhoto(""))
        data, kind, score, is_partial = await cut_upload(
            self._renderer, form.photo, prompt, options, form.behind
        )
        headers = {"X-Score": f"{score:.3f}"} | ({"X-Partial": "true"} if is_partial else {})
        return Response(data, headers=headers, media_type=CODECS[kind].media_type)

    def _check_key(self, request: Request) -> None:
        scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
        given = credentials if scheme.lower() == "bearer" else ""
        given = request.headers.get("x-api-key", given)
        if not hmac.compare_digest(given.encode(), self._key):
            raise HTTPException(
                401, "the API key is missing or wrong", {"WWW-Authenticate": "Bearer"}
            )


def _read_prompt(text: str) -> str | Prompt:
    """Parses a prompt in JSON; returns any other as it is."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        points = PointsAndBox.model_validate_json(text)
        return Prompt(points.keep, points.drop, points.box)
    except ValueError:
        raise HTTPException(422, "the field `prompt` cannot be read") from None
