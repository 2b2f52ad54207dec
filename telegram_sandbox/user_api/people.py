"""The users' side of the server: people, what they see, and their relation to the bot.

GET    /sandbox/people                             all people
POST   /sandbox/people                             {first_name, language_code, is_bot}
PATCH  /sandbox/people/ID                          {language_code}
GET    /sandbox/people/ID/profile?chat=            the bot's profile
GET    /sandbox/people/ID/chats                    {chat, last}: the chats a person is in
GET    /sandbox/people/ID/events?after=&timeout=   a long poll for new events
GET    /sandbox/people/ID/stream                   the events as server-sent events
POST   /sandbox/people/ID/follow                   {url}: opens a link to the bot; returns the
                                                   message that it sends
PATCH  /sandbox/people/ID/bot                      {blocked}
"""

import json
import re
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from telegram_sandbox.bot_profile import TEXT_LIMITS
from telegram_sandbox.content import text_content
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.params import (
    boolean,
    integer,
    limited_string,
    optional,
    read_params,
    required,
    string,
)
from telegram_sandbox.request_body import read_json
from telegram_sandbox.state import State
from telegram_sandbox.types import PRESENT, Chat, Json, Message, Status, User

HEARTBEAT_SECONDS = 15
MAX_WAIT_SECONDS = 60
SAMPLE_PATH = "/sandbox/sample"

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")

_language = limited_string(35, least=2)
_person_fields = {
    "first_name": required(limited_string(64, least=1)),
    "language_code": required(_language),
    "is_bot": optional(boolean),
}
_poll_fields = {
    "after": optional(integer(0)),
    "timeout": optional(integer(0, MAX_WAIT_SECONDS)),
}


class PeopleApi:
    """Routes for people. `has_sample` tells whether there is a sample photo to offer."""

    def __init__(self, state: State, *, has_sample: bool) -> None:
        self._state = state
        self._has_sample = has_sample

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        person = "/sandbox/people/{person:int}"
        return [
            Route("/sandbox/people", self.all),
            Route("/sandbox/people", self.add, methods=["POST"]),
            Route(person, self.change, methods=["PATCH"]),
            Route(f"{person}/profile", self.profile),
            Route(f"{person}/chats", self.chats),
            Route(f"{person}/events", self.events),
            Route(f"{person}/stream", self.stream),
            Route(f"{person}/follow", self.follow, methods=["POST"]),
            Route(f"{person}/bot", self.block, methods=["PATCH"]),
        ]

    async def all(self, _request: Request) -> Response:
        """Returns all people, without other bots."""
        people = [person for person in self._state.people.values() if not person.is_bot]
        return JSONResponse([person.as_json() for person in people])

    async def add(self, request: Request) -> Response:
        """Adds a person or another bot."""
        values = read_params(_person_fields, await read_json(request))
        values["is_bot"] = bool(values["is_bot"])
        person = self._state.add_person(**values)
        return JSONResponse(person.as_json(), 201)

    async def change(self, request: Request) -> Response:
        """Changes the language."""
        person = self._person(request)
        values = read_params({"language_code": required(_language)}, await read_json(request))
        person.language_code = values["language_code"]
        return JSONResponse(person.as_json())

    async def profile(self, request: Request) -> Response:
        """Returns the bot's texts and commands in the person's language.

        The commands are those for `chat`, by default the private chat. `sample` is the
        address of the sample photo, or `null`.
        """
        person, profile = self._person(request), self._state.profile
        query = read_params({"chat": optional(integer())}, request.query_params)
        chat = self._state.chats.get(query["chat"] or person.id)
        if chat is None:
            raise ApiError(404, "Not Found: no such chat")
        code = (person.language_code or "")[:2]
        about = {
            "username": self._state.bot.username,
            "commands": profile.commands_for(person, chat, code),
            "sample": SAMPLE_PATH if self._has_sample else None,
        }
        return JSONResponse(about | {kind: profile.text(kind, code) for kind in TEXT_LIMITS})

    async def chats(self, request: Request) -> Response:
        """Returns the person's chats and the last message of each.

        Groups that became supergroups are left out.
        """
        person = self._person(request)
        chats = [
            chat
            for chat in self._state.chats.values()
            if chat.status(person) in PRESENT and chat.migrated_to is None
        ]
        return JSONResponse([chat_summary(chat) for chat in chats])

    async def events(self, request: Request) -> Response:
        """Returns the events after event `after`; waits for the first."""
        person = self._person(request)
        values = read_params(_poll_fields, request.query_params)
        events = await self._state.events.after(
            values["after"] or 0,
            lambda: self._state.chats_of(person),
            values["timeout"] or 0,
        )
        return JSONResponse(events)

    async def stream(self, request: Request) -> Response:
        """Streams the events after the last one that the browser has."""
        person = self._person(request)
        after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        values = read_params({"after": required(integer(0))}, {"after": after})
        stream = self._server_sent(person, values["after"])
        return StreamingResponse(stream, media_type="text/event-stream")

    async def follow(self, request: Request) -> Response:
        """Opens `t.me/bot?start=payload` and sends `/start payload`; unblocks the bot."""
        person, bot = self._person(request), self._state.bot
        values = read_params({"url": required(string)}, await read_json(request))
        payload = _start_payload(values["url"], bot)
        chat = self._state.chats[person.id]
        if chat.status(bot) not in PRESENT:
            self._state.set_status(chat, bot, "member", person)
        content = text_content({"text": f"/start {payload}".strip()})
        return JSONResponse(self._state.post(chat, person, content).as_json(), 201)

    async def block(self, request: Request) -> Response:
        """Blocks or unblocks the bot in the private chat."""
        person = self._person(request)
        values = read_params({"blocked": required(boolean)}, await read_json(request))
        status: Status = "kicked" if values["blocked"] else "member"
        chat = self._state.chats[person.id]
        if chat.status(self._state.bot) != status:
            self._state.set_status(chat, self._state.bot, status, person)
        return Response(status_code=204)

    def _person(self, request: Request) -> User:
        person = self._state.people.get(request.path_params["person"])
        if person is None:
            raise ApiError(404, "Not Found: no such person")
        return person

    async def _server_sent(self, person: User, after: int) -> AsyncIterator[str]:
        yield f"event: run\ndata: {self._state.run}\n\n"
        while not self._state.notifier.closed:
            events = await self._state.events.after(
                after, lambda: self._state.chats_of(person), HEARTBEAT_SECONDS
            )
            for event in events:
                yield f"id: {event['id']}\ndata: {json.dumps(event)}\n\n"
                after = event["id"]
            if not events:
                yield ": heartbeat\n\n"


def chat_summary(chat: Chat) -> Json:
    """Returns `{chat, last}`: a chat and its last message."""
    last: Message | None = next(reversed(chat.messages.values()), None)
    return {"chat": chat.as_json(), "last": last.as_json() if last else None}


def _start_payload(url: str, bot: User) -> str:
    prefix = f"https://t.me/{bot.username}?start="
    if not url.lower().startswith(prefix.lower()):
        raise bad_request("this is no link that starts the bot")
    payload = url[len(prefix) :]
    if not _PAYLOAD.fullmatch(payload):
        raise bad_request("START_PARAM_INVALID")
    return payload
