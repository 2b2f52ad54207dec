"""The page on which people tap the thing itself, and what it asks for.

    GET  /tap/             the page
    GET  /tap/static/…     its parts
    GET  /tap/words        ?language=: what it says, {name: text}
    GET  /tap/photo        a JPEG file; X-Photo-Size: the photo's own WIDTHxHEIGHT
    POST /tap/outlines     {taps} → {outlines: [{token, path, score}], shown, points}: `points`
                           are {keep, drop, box} of before the page was opened
    POST /tap/done         {taps, form, key} → 202; it comes into the chat

The last three want `Authorization: tma INIT_DATA` and, unless it is in there, `X-Pass: TOKEN`.

`/tap/words` takes the first of these, too: then it is in the language that the person chose.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from os import PathLike, stat_result
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, model_validator
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from removerbot.editing.preferences import Languages
from removerbot.editing.tapping import Deliver, Form, Tap, Tapping, Visitor, tapped
from removerbot.errors import EngineTimeout, RemoverError, StalePass, TooManyRequests
from removerbot.imaging.types import Box, Point
from removerbot.segmentation.revisions import Revision
from removerbot.segmentation.subject import SUBJECT
from removerbot.web.bodies import read_json
from removerbot.web.guard import Places, Rate
from removerbot.web.init_data import read_init_data
from removerbot.web.problems import of_error

STATIC = Path(__file__).parent / "static"

_BODY = 64 << 10
"""Bytes of a request; a hundred points take a few thousand."""

_AT_ONCE = 8
"""Requests of one person that are under way; the page makes two."""

_SCHEME = "tma "

_PATIENCE = 60
"""Seconds that an answer may take, while Telegram is out of reach for instance."""

_LANGUAGE_PATIENCE = 5
"""Seconds that the page may take to speak; without a choice it is in the app's language."""

_TEXT = [Middleware(GZipMiddleware, minimum_size=1000)]
"""For what is worth compressing."""

_Answer = Callable[[Request, Visitor, Revision], Awaitable[Response]]

_Pixel = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


class _Tap(BaseModel, extra="forbid"):
    keep: list[tuple[_Pixel, _Pixel]] = []
    drop: list[tuple[_Pixel, _Pixel]] = []
    box: tuple[_Pixel, _Pixel, _Pixel, _Pixel] | None = None
    token: Annotated[int, Field(ge=0, le=SUBJECT)] | None = None

    @model_validator(mode="after")
    def _box_holds_something(self) -> Self:
        if self.box and not (self.box[0] < self.box[2] and self.box[1] < self.box[3]):
            raise ValueError("the box is empty")
        return self

    @property
    def value(self) -> Tap:
        return Tap(
            tuple(Point(*point) for point in self.keep),
            tuple(Point(*point) for point in self.drop),
            Box(*self.box) if self.box else None,
            self.token,
        )


class _Asked(BaseModel, extra="forbid"):
    taps: list[_Tap]

    def after(self, cut: Revision) -> Revision:
        """The cut that the taps make of one."""
        return tapped(cut, [tap.value for tap in self.taps])


class _Done(_Asked):
    form: Form
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{16,64}$")]


def _points(cut: Revision) -> dict[str, Any]:
    """All that was pointed at so far, and the last box."""
    boxes = [prompt.box for prompt in cut.prompts if prompt.box]
    return {
        "keep": [point for prompt in cut.prompts for point in prompt.keep],
        "drop": [point for prompt in cut.prompts for point in prompt.drop],
        "box": boxes[-1] if boxes else None,
    }


@dataclass(frozen=True, eq=False)
class TapPage:
    """Serves the page to those whom it concerns.

    Attributes:
        token: the bot's, with which Telegram signs who looks at the page.
        record_error: called with every error that is answered.
    """

    tapping: Tapping
    deliver: Deliver
    token: str
    languages: Languages
    record_error: Callable[[Exception], None]
    _asking: Rate = field(default_factory=lambda: Rate(20, 60), init=False)
    _taking: Rate = field(default_factory=lambda: Rate(0.5, 10), init=False)
    _places: Places = field(default_factory=lambda: Places(_AT_ONCE), init=False)

    @property
    def routes(self) -> list[BaseRoute]:
        """The paths listed above."""
        return [
            Route("/tap", self.to_page),
            Route("/tap/", self.page),
            Mount("/tap/static", _Parts(directory=STATIC), middleware=_TEXT),
            Route("/tap/words", self.words, middleware=_TEXT),
            Route("/tap/photo", partial(self._answered, self._taking, self._photo)),
            Route(
                "/tap/outlines",
                partial(self._answered, self._asking, self._outlines),
                methods=["POST"],
                middleware=_TEXT,
            ),
            Route(
                "/tap/done",
                partial(self._answered, self._taking, self._done),
                methods=["POST"],
            ),
        ]

    async def to_page(self, request: Request) -> Response:
        """The page is a folder: its parts are named from there."""
        query = request.url.query
        return RedirectResponse("tap/" + (f"?{query}" if query else ""))

    async def page(self, _request: Request) -> Response:
        """The page; it says nothing of anybody until it knows who looks at it."""
        return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})

    async def words(self, request: Request) -> Response:
        """What the page says: in the visitor's language, if they prove who they are."""
        visitor = None
        try:
            visitor = self._visitor(request)
            async with self._admitted(visitor, self._asking, _LANGUAGE_PATIENCE):
                pass  # their language is known now
        except StalePass:
            pass
        except TooManyRequests as error:
            return self._refusal(error, visitor)
        except Exception as error:  # noqa: BLE001 - of the database; the page needs some words
            self.record_error(error)
        words = self.languages.words(visitor, request.query_params.get("language"))
        return JSONResponse({**words.section("page-"), "language": words.language})

    async def _photo(self, _: Request, visitor: Visitor, cut: Revision) -> Response:
        jpeg, size = await self.tapping.photo(cut, visitor)
        headers = {"X-Photo-Size": f"{size.width}x{size.height}"}
        return Response(jpeg, headers=headers, media_type="image/jpeg")

    async def _outlines(self, request: Request, visitor: Visitor, cut: Revision) -> Response:
        asked = await read_json(request, _Asked, _BODY)
        found = await self.tapping.outlines(asked.after(cut), visitor)
        outlines = [
            {"token": each.mask_index, "path": each.path, "score": round(each.score, 3)}
            for each in found.outlines
        ]
        return JSONResponse(
            {"outlines": outlines, "shown": found.shown, "points": _points(cut)}
        )

    async def _done(self, request: Request, visitor: Visitor, cut: Revision) -> Response:
        asked = await read_json(request, _Done, _BODY)
        kept = await self.tapping.keep(asked.after(cut), visitor.id)
        await self.deliver(kept, visitor, asked.form, asked.key)
        return Response(status_code=202)

    async def _answered(self, rate: Rate, answer: _Answer, request: Request) -> Response:
        """Let a visitor in and answer; or tell them in their language why not."""
        visitor = None
        try:
            visitor = self._visitor(request)
            async with self._admitted(visitor, rate, _PATIENCE):
                token = visitor.link_token or request.headers.get("x-pass", "")
                return await answer(request, visitor, await self.tapping.enter(visitor, token))
        except TimeoutError:
            return self._refusal(EngineTimeout(), visitor)
        except RemoverError as error:
            return self._refusal(error, visitor)

    @asynccontextmanager
    async def _admitted(
        self, visitor: Visitor, rate: Rate, seconds: float
    ) -> AsyncIterator[None]:
        """Runs the block, which may take so many seconds, with the visitor's language known.

        Raises:
            TooManyRequests: the visitor has asked too often, or for too much at once.
            TimeoutError: it took longer.
        """
        rate.spend(visitor.id)
        with self._places.taken(visitor.id):
            async with asyncio.timeout(seconds):
                await self.languages.recall(visitor.id)
                yield

    def _refusal(self, error: RemoverError, visitor: Visitor | None) -> Response:
        self.record_error(error)
        return of_error(error, self.languages.words(visitor).explain(error))

    def _visitor(self, request: Request) -> Visitor:
        shown = request.headers.get("authorization", "")
        if not shown.startswith(_SCHEME):
            raise StalePass
        return read_init_data(shown.removeprefix(_SCHEME), self.token)


class _Parts(StaticFiles):
    """Files that browsers may keep, if they ask whether they have changed."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """See `starlette.staticfiles.StaticFiles.file_response`."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response
