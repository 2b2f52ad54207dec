"""The API for other programs: a photo and a prompt in, a cutout out.

POST /api/cut             see `removerbot.web.openapi`
GET  /api/openapi.json    what programs need to know, in their own language
"""

import hmac
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from removerbot.editing.uploads import Uploads
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import (
    DEFAULTS,
    MOST_GROWTH,
    MOST_MARGIN,
    Crop,
    Format,
    Options,
    OtherPhoto,
    read_background,
    read_outline,
)
from removerbot.imaging.photo import MAX_BYTES
from removerbot.imaging.types import Prompt
from removerbot.segmentation.prompt_parser import MAX_POINTS
from removerbot.web.bodies import read_form, validated
from removerbot.web.guard import Rate
from removerbot.web.openapi import MEDIA_TYPES, describe

_FIELD = 16 << 10
"""Bytes of a field that is no photo."""

_BODY = 2 * MAX_BYTES + (64 << 10)
"""Bytes of a form, with two photos."""

Value = TypeVar("Value")

_Number = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class _Points(BaseModel, extra="forbid"):
    """A prompt in pixels of the upright photo."""

    keep: Annotated[list[tuple[_Number, _Number]], Field(max_length=MAX_POINTS)] = []
    drop: Annotated[list[tuple[_Number, _Number]], Field(max_length=MAX_POINTS)] = []
    box: tuple[_Number, _Number, _Number, _Number] | None = None


class _Options(BaseModel, extra="forbid"):
    """The fields of the form; `removerbot.imaging.options` says what they do."""

    prompt: str
    edge: Edge = DEFAULTS.edge
    grow: Annotated[int, Field(ge=-MOST_GROWTH, le=MOST_GROWTH)] = DEFAULTS.grow
    crop: Crop = DEFAULTS.crop
    margin: Annotated[int, Field(ge=0, le=MOST_MARGIN)] = DEFAULTS.margin
    background: str = "none"
    outline: str = "none"
    shadow: bool = DEFAULTS.shadow
    format: Format = DEFAULTS.format

    def finish(self, *, has_photo: bool) -> Options:
        """How to finish the cutout; `has_photo`: there is a photo to put behind it."""
        return Options(
            self.edge,
            self.grow,
            self.crop,
            self.margin,
            OtherPhoto("")
            if has_photo
            else _read("background", read_background, self.background),
            self.format,
            _read("outline", read_outline, self.outline),
            self.shadow,
        )


def _read(field: str, read: Callable[[str], Value], text: str) -> Value:
    try:
        return read(text)
    except ValueError as error:
        raise HTTPException(422, f"{field}: {error}") from None


class Api:
    """Cuts for whoever knows the key."""

    def __init__(
        self,
        uploads: Uploads,
        key: str,
        turn: Callable[[], AbstractAsyncContextManager[None]],
    ) -> None:
        """Set up.

        Args:
            uploads: the use case.
            key: what programs must know.
            turn: entered while something is worked on, so that others get theirs.
        """
        self._uploads = uploads
        self._key = key.encode()
        self._turn = turn
        self._rate = Rate(5, 20)

    @property
    def routes(self) -> list[BaseRoute]:
        """The paths listed above."""
        return [
            Route("/api/cut", self.cut, methods=["POST"]),
            Route("/api/openapi.json", self.openapi),
        ]

    async def openapi(self, _request: Request) -> Response:
        """The description of all this."""
        return JSONResponse(describe())

    async def cut(self, request: Request) -> Response:
        """A cutout."""
        self._rate.spend(request.client.host if request.client else "")
        self._check_key(request)
        fields, files = await read_form(request, _BODY, _FIELD)
        if not {"photo"} <= files.keys() <= {"photo", "behind"}:
            raise HTTPException(422, "a file `photo` was expected, and perhaps one `behind`")
        options = validated(_Options, fields)
        finish = options.finish(has_photo="behind" in files)
        prompt = _read_prompt(options.prompt)
        async with self._turn():
            data, kind, score = await self._uploads.cut(
                files["photo"], prompt, finish, files.get("behind")
            )
        return Response(data, headers={"X-Score": f"{score:.3f}"}, media_type=MEDIA_TYPES[kind])

    def _check_key(self, request: Request) -> None:
        scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
        given = credentials if scheme.lower() == "bearer" else ""
        given = request.headers.get("x-api-key", given)
        if not hmac.compare_digest(given.encode(), self._key):
            raise HTTPException(
                401, "the API key is missing or wrong", {"WWW-Authenticate": "Bearer"}
            )


def _read_prompt(text: str) -> str | Prompt:
    """Words as one types them in chat, or points and a box in JSON."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        points = _Points.model_validate_json(text)
        return Prompt(points.keep, points.drop, points.box)
    except (ValidationError, ValueError):
        raise HTTPException(422, "the field `prompt` cannot be read") from None
