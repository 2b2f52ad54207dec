"""The people's side of the server: who is in which chat, and what is made of the bot.

GET    /sandbox/bot                                {id, username, privacy}
PATCH  /sandbox/bot                                {privacy}: the switch of privacy mode
GET    /sandbox/people/ID/chats                    {chat, last}: the chats a person is in
POST   /sandbox/people/ID/follow                   {url}: open a link to the bot; the message
                                                   that it sends
PATCH  /sandbox/people/ID/bot                      {blocked}
POST   /sandbox/groups                             {title, people, supergroup, forum}; the
                                                   first of the people made it
PATCH  /sandbox/chats/ID                           {person, title}
POST   /sandbox/chats/ID/migrate                   {person, forum}: become a supergroup
POST   /sandbox/chats/ID/topics                    {person, name}
POST   /sandbox/chats/ID/messages/ID/pin           {person}
PUT    /sandbox/chats/ID/members/ID                {person, status}: bring in, promote, demote
DELETE /sandbox/chats/ID/members/ID?person=        take out, or leave

`person` is who does it.
"""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox import groups
from telegram_sandbox.content import text_content
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.forms import path_number, read_json
from telegram_sandbox.params import (
    array,
    boolean,
    integer,
    maybe,
    needed,
    one_of,
    read_all,
    short,
    string,
)
from telegram_sandbox.state import World
from telegram_sandbox.types import PRESENT, Chat, Json, Message, Status, User

TITLE_LIMIT = 255
TOPIC_LIMIT = 128

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")

_by = {"person": needed(integer())}
_title = needed(short(TITLE_LIMIT, least=1))
_group = {
    "title": _title,
    "people": needed(array),
    "supergroup": maybe(boolean),
    "forum": maybe(boolean),
}
_standing = {**_by, "status": needed(one_of("administrator", "member"))}


class Membership:
    """Lets people come together."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        person, chat = "/sandbox/people/{person:int}", "/sandbox/chats/{chat}"
        member = f"{chat}/members/{{user:int}}"
        return [
            Route("/sandbox/bot", self.bot),
            Route("/sandbox/bot", self.set_privacy, methods=["PATCH"]),
            Route(f"{person}/chats", self.chats),
            Route(f"{person}/follow", self.follow, methods=["POST"]),
            Route(f"{person}/bot", self.block, methods=["PATCH"]),
            Route("/sandbox/groups", self.create, methods=["POST"]),
            Route(chat, self.retitle, methods=["PATCH"]),
            Route(f"{chat}/migrate", self.migrate, methods=["POST"]),
            Route(f"{chat}/topics", self.open_topic, methods=["POST"]),
            Route(f"{chat}/messages/{{message:int}}/pin", self.pin, methods=["POST"]),
            Route(member, self.put, methods=["PUT"]),
            Route(member, self.remove, methods=["DELETE"]),
        ]

    async def bot(self, _request: Request) -> Response:
        """Which bot it is, and what BotFather knows of it."""
        bot = self._world.bot
        about = {"id": bot.id, "username": bot.username, "privacy": self._world.privacy}
        return JSONResponse(about)

    async def set_privacy(self, request: Request) -> Response:
        """Switch privacy mode, for all groups."""
        values = read_all({"privacy": needed(boolean)}, await read_json(request))
        self._world.privacy = values["privacy"]
        return await self.bot(request)

    async def chats(self, request: Request) -> Response:
        """The chats of a person with the last message of each; the old selves of
        supergroups are left out.
        """
        person = self._known(request.path_params["person"])
        chats = [
            chat
            for chat in self._world.chats.values()
            if chat.status(person) in PRESENT and chat.migrated_to is None
        ]
        return JSONResponse([_listed(chat) for chat in chats])

    async def follow(self, request: Request) -> Response:
        """Open `t.me/bot?start=payload` and press the button there. It unblocks the bot."""
        person = self._known(request.path_params["person"])
        values = read_all({"url": needed(string)}, await read_json(request))
        prefix = f"https://t.me/{self._world.bot.username}?start="
        payload = values["url"][len(prefix) :]
        if not values["url"].lower().startswith(prefix.lower()):
            raise bad_request("this is no link that starts the bot")
        if not _PAYLOAD.fullmatch(payload):
            raise bad_request("START_PARAM_INVALID")
        chat = self._world.chats[person.id]
        if chat.status(self._world.bot) not in PRESENT:
            self._world.set_status(chat, self._world.bot, "member", person)
        content = text_content({"text": f"/start {payload}".strip()})
        return JSONResponse(self._world.post(chat, person, content).as_json(), 201)

    async def block(self, request: Request) -> Response:
        """Block the bot in the private chat, or let it write again."""
        person = self._known(request.path_params["person"])
        values = read_all({"blocked": needed(boolean)}, await read_json(request))
        status: Status = "kicked" if values["blocked"] else "member"
        chat = self._world.chats[person.id]
        if chat.status(self._world.bot) != status:
            self._world.set_status(chat, self._world.bot, status, person)
        return Response(status_code=204)

    async def create(self, request: Request) -> Response:
        """A group."""
        values = read_all(_group, await read_json(request))
        people = [self._known(number) for number in dict.fromkeys(values["people"])]
        if not people or people[0] is self._world.bot:
            raise bad_request("a group needs a person who makes it")
        creator, *others = people
        if values["supergroup"] or values["forum"]:
            is_forum = bool(values["forum"])
            chat = groups.create_supergroup(
                self._world, values["title"], creator, others, is_forum=is_forum
            )
        else:
            chat = groups.create(self._world, values["title"], creator, others)
        return JSONResponse(_listed(chat), 201)

    async def retitle(self, request: Request) -> Response:
        """Another title."""
        chat, values = await self._done(request, {**_by, "title": _title})
        groups.retitle(self._world, chat, values["title"], values["person"])
        return JSONResponse(_listed(chat))

    async def migrate(self, request: Request) -> Response:
        """Make a supergroup of a group."""
        chat, values = await self._done(request, {**_by, "forum": maybe(boolean)})
        is_forum = bool(values["forum"])
        new = groups.migrate(self._world, chat, values["person"], is_forum=is_forum)
        return JSONResponse(_listed(new), 201)

    async def open_topic(self, request: Request) -> Response:
        """A topic of a forum: `{id, name}`."""
        declared = {**_by, "name": needed(short(TOPIC_LIMIT, least=1))}
        chat, values = await self._done(request, declared)
        opening = groups.open_topic(self._world, chat, values["name"], values["person"])
        return JSONResponse({"id": opening.id, "name": values["name"]}, 201)

    async def pin(self, request: Request) -> Response:
        """Pin a message."""
        chat, values = await self._done(request, _by)
        message = chat.messages.get(request.path_params["message"])
        if message is None:
            raise ApiError(404, "Not Found: no such message")
        groups.pin(self._world, message, values["person"])
        return Response(status_code=204)

    async def put(self, request: Request) -> Response:
        """Make somebody a member or an administrator; who is not in the chat comes in."""
        chat, values = await self._done(request, _standing)
        user, by = self._known(request.path_params["user"]), values["person"]
        if chat.status(user) not in PRESENT:
            groups.add(self._world, chat, [user], by)
        if chat.status(user) != values["status"]:
            self._world.set_status(chat, user, values["status"], by)
        return JSONResponse(chat.members[user.id].as_json())

    async def remove(self, request: Request) -> Response:
        """Take somebody out."""
        values = read_all(_by, request.query_params)
        chat, by = self._group(request), self._known(values["person"])
        groups.remove(self._world, chat, self._known(request.path_params["user"]), by)
        return Response(status_code=204)

    async def _done(
        self, request: Request, declared: Mapping[str, Any]
    ) -> tuple[Chat, dict[str, Any]]:
        """The group and what is done to it; `person` is read as the member who does it."""
        chat = self._group(request)
        values = read_all(declared, await read_json(request))
        values["person"] = self._known(values["person"])
        if chat.status(values["person"]) not in PRESENT:
            raise ApiError(403, "Forbidden: this person is not in the chat")
        return chat, values

    def _group(self, request: Request) -> Chat:
        chat = self._world.chats.get(path_number(request, "chat"))
        if chat is None or chat.is_private:
            raise ApiError(404, "Not Found: no such group")
        return chat

    def _known(self, number: Any) -> User:
        known = self._world.people | {self._world.bot.id: self._world.bot}
        if number not in known:
            raise ApiError(404, "Not Found: no such person")
        return known[number]


def _listed(chat: Chat) -> Json:
    last: Message | None = next(reversed(chat.messages.values()), None)
    return {"chat": chat.as_json(), "last": last.as_json() if last else None}
