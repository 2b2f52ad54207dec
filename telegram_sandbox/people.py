"""The people's side of the server: who there is, and what they get to see.

GET    /sandbox/people                             everybody
POST   /sandbox/people                             {first_name, language_code, is_bot}
PATCH  /sandbox/people/ID                          {language_code}
GET    /sandbox/people/ID/profile?chat=            what the bot tells about itself
GET    /sandbox/people/ID/events?after=&timeout=   what happened since, or a wait for it
GET    /sandbox/people/ID/stream                   the same as server-sent events
GET    /sandbox/files/FILE_ID                      the bytes
GET    /sandbox/updates                            every update the bot was to get
POST   /sandbox/updates/ID/redeliver               hand it out once more
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from telegram_sandbox.errors import ApiError
from telegram_sandbox.forms import read_json
from telegram_sandbox.params import boolean, integer, maybe, needed, read_all, short
from telegram_sandbox.profile import TEXT_LIMITS
from telegram_sandbox.state import World
from telegram_sandbox.types import User

HEARTBEAT_SECONDS = 15
LONGEST_WAIT = 60

SAMPLE = Path(__file__).parent / "static" / "sample.jpg"
"""A photo that the page offers to people who have none at hand."""

SHOWN_BY_BROWSERS = {"image/jpeg", "image/png", "image/webp", "image/gif"}
"""What may be shown in place; all else is a download, since it could hold a script."""

_language = short(35, least=2)


class People:
    """Answers the page and the test client."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        person = "/sandbox/people/{person:int}"
        return [
            Route("/sandbox/people", self.everybody),
            Route("/sandbox/people", self.add, methods=["POST"]),
            Route(person, self.change, methods=["PATCH"]),
            Route(f"{person}/profile", self.profile),
            Route(f"{person}/events", self.events),
            Route(f"{person}/stream", self.stream),
            Route("/sandbox/files/{file}", self.file),
            Route("/sandbox/updates", self.updates),
            Route("/sandbox/updates/{update:int}/redeliver", self.redeliver, methods=["POST"]),
        ]

    async def everybody(self, _request: Request) -> Response:
        """All people; bots beside ours are left out."""
        people = [person for person in self._world.people.values() if not person.is_bot]
        return JSONResponse([person.as_json() for person in people])

    async def add(self, request: Request) -> Response:
        """Someone new."""
        declared = {
            "first_name": needed(short(64, least=1)),
            "language_code": needed(_language),
            "is_bot": maybe(boolean),
        }
        values = read_all(declared, await read_json(request))
        values["is_bot"] = bool(values["is_bot"])
        person = self._world.add_person(**values)
        return JSONResponse(person.as_json(), 201)

    async def change(self, request: Request) -> Response:
        """Another language."""
        person = self._person(request)
        values = read_all({"language_code": needed(_language)}, await read_json(request))
        person.language_code = values["language_code"]
        return JSONResponse(person.as_json())

    async def profile(self, request: Request) -> Response:
        """The bot's names, descriptions and commands, in the person's language; the commands
        are those for a `chat`, which is the private one unless told otherwise.
        """
        person, profile = self._person(request), self._world.profile
        query = read_all({"chat": maybe(integer())}, request.query_params)
        chat = self._world.chats.get(query["chat"] or person.id)
        if chat is None:
            raise ApiError(404, "Not Found: no such chat")
        code = (person.language_code or "")[:2]
        texts = {kind: profile.text(kind, code) for kind in TEXT_LIMITS}
        commands = profile.commands_for(person, chat, code)
        username = self._world.bot.username
        sample = f"/static/{SAMPLE.name}" if SAMPLE.exists() else None
        about = {"username": username, "commands": commands, "sample": sample}
        return JSONResponse(texts | about)

    async def events(self, request: Request) -> Response:
        """A long poll."""
        person = self._person(request)
        declared = {"after": maybe(integer(0)), "timeout": maybe(integer(0, LONGEST_WAIT))}
        values = read_all(declared, request.query_params)
        events = await self._world.events.after(
            values["after"] or 0,
            lambda: self._world.chats_of(person),
            values["timeout"] or 0,
        )
        return JSONResponse(events)

    async def stream(self, request: Request) -> Response:
        """Events as they come, from the one that the browser saw last."""
        person = self._person(request)
        after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        values = read_all({"after": needed(integer(0))}, {"after": after})
        stream = self._server_sent(person, values["after"])
        return StreamingResponse(stream, media_type="text/event-stream")

    async def file(self, request: Request) -> Response:
        """A file as the page shows it or hands it out."""
        file = self._world.files.find(request.path_params["file"])
        shown = file.mime_type in SHOWN_BY_BROWSERS
        headers = {
            "Content-Disposition": f"{'inline' if shown else 'attachment'}; "
            f"filename*=UTF-8''{quote(file.name)}",
            "Cache-Control": "private, max-age=86400, immutable",
        }
        kind = file.mime_type if shown else "application/octet-stream"
        return Response(file.data, media_type=kind, headers=headers)

    async def updates(self, _request: Request) -> Response:
        """Every update, those that were confirmed too."""
        return JSONResponse(list(self._world.updates.sent.values()))

    async def redeliver(self, request: Request) -> Response:
        """The same update a second time."""
        if not self._world.updates.redeliver(request.path_params["update"]):
            raise ApiError(404, "Not Found: no such update")
        return Response(status_code=204)

    def _person(self, request: Request) -> User:
        person = self._world.people.get(request.path_params["person"])
        if person is None:
            raise ApiError(404, "Not Found: no such person")
        return person

    async def _server_sent(self, person: User, after: int) -> AsyncIterator[str]:
        yield ": hello\n\n"
        while not self._world.bell.closed:
            events = await self._world.events.after(
                after, lambda: self._world.chats_of(person), HEARTBEAT_SECONDS
            )
            for event in events:
                yield f"id: {event['id']}\ndata: {json.dumps(event)}\n\n"
                after = event["id"]
            if not events:
                yield ": still here\n\n"
