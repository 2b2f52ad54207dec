"""The users' side of the server: groups and their members.

POST   /sandbox/groups                             {title, people, supergroup, forum,
                                                   direct}; the first of `people` is the
                                                   creator
PATCH  /sandbox/chats/ID                           {person, title}
POST   /sandbox/chats/ID/migrate                   {person, forum}: upgrades to a supergroup
POST   /sandbox/chats/ID/topics                    {person, name}
PATCH  /sandbox/chats/ID/topics/ID                 {person, closed}
POST   /sandbox/chats/ID/forwards                  a form with channel, caption and a photo: the
                                                   automatic forward of a channel's post
POST   /sandbox/chats/ID/messages/ID/pin           {person}
PUT    /sandbox/chats/ID/members/ID                {person, status}: adds, promotes, demotes
DELETE /sandbox/chats/ID/members/ID?person=        removes a member, or leaves

`person` is the user who acts.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox import groups
from telegram_sandbox.content import caption_content, photo_content
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.params import (
    boolean,
    integer,
    json_array,
    limited_string,
    one_of,
    optional,
    read_params,
    required,
    string,
)
from telegram_sandbox.request_body import path_number, read_json, read_multipart
from telegram_sandbox.state import State
from telegram_sandbox.types import PRESENT, Chat, User
from telegram_sandbox.user_api.people import chat_summary

TITLE_LIMIT = 255
TOPIC_LIMIT = 128

_actor = {"person": required(integer())}
_title = required(limited_string(TITLE_LIMIT, least=1))
_group_fields = {
    "title": _title,
    "people": required(json_array),
    "supergroup": optional(boolean),
    "forum": optional(boolean),
    "direct": optional(boolean),
}
_topic_fields = {**_actor, "name": required(limited_string(TOPIC_LIMIT, least=1))}
_post_fields = {"channel": _title, "caption": optional(string)}
_status_fields = {**_actor, "status": required(one_of("administrator", "member"))}


class GroupsApi:
    """Routes to create and change groups."""

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        chat = "/sandbox/chats/{chat}"
        member = f"{chat}/members/{{user:int}}"
        return [
            Route("/sandbox/groups", self.create, methods=["POST"]),
            Route(chat, self.rename, methods=["PATCH"]),
            Route(f"{chat}/migrate", self.migrate, methods=["POST"]),
            Route(f"{chat}/topics", self.open_topic, methods=["POST"]),
            Route(f"{chat}/topics/{{topic:int}}", self.close_topic, methods=["PATCH"]),
            Route(f"{chat}/forwards", self.forward, methods=["POST"]),
            Route(f"{chat}/messages/{{message:int}}/pin", self.pin, methods=["POST"]),
            Route(member, self.put, methods=["PUT"]),
            Route(member, self.remove, methods=["DELETE"]),
        ]

    async def create(self, request: Request) -> Response:
        """Creates a group or supergroup."""
        values = read_params(_group_fields, await read_json(request))
        people = [self._user(number) for number in dict.fromkeys(values["people"])]
        if not people or people[0] is self._state.bot:
            raise bad_request("the creator of a group must be a person")
        creator, *others = people
        if any(values[kind] for kind in ("supergroup", "forum", "direct")):
            chat = groups.create_supergroup(
                self._state,
                values["title"],
                creator,
                others,
                is_forum=bool(values["forum"]),
                is_direct=bool(values["direct"]),
            )
        else:
            chat = groups.create(self._state, values["title"], creator, others)
        return JSONResponse(chat_summary(chat), 201)

    async def rename(self, request: Request) -> Response:
        """Changes the title."""
        chat, values = await self._read(request, {**_actor, "title": _title})
        groups.rename(self._state, chat, values["title"], values["person"])
        return JSONResponse(chat_summary(chat))

    async def migrate(self, request: Request) -> Response:
        """Upgrades a group to a supergroup."""
        chat, values = await self._read(request, {**_actor, "forum": optional(boolean)})
        is_forum = bool(values["forum"])
        new = groups.migrate(self._state, chat, values["person"], is_forum=is_forum)
        return JSONResponse(chat_summary(new), 201)

    async def open_topic(self, request: Request) -> Response:
        """Opens a topic of a forum; returns `{id, name}`."""
        chat, values = await self._read(request, _topic_fields)
        message = groups.open_topic(self._state, chat, values["name"], values["person"])
        return JSONResponse({"id": message.id, "name": values["name"]}, 201)

    async def close_topic(self, request: Request) -> Response:
        """Closes a topic, or opens it again."""
        chat, values = await self._read(request, {**_actor, "closed": required(boolean)})
        topic, by = request.path_params["topic"], values["person"]
        groups.close_topic(self._state, chat, topic, by, is_closed=values["closed"])
        return Response(status_code=204)

    async def forward(self, request: Request) -> Response:
        """Adds the automatic forward of a channel's post."""
        chat = self._group(request)
        fields, uploads = await read_multipart(request)
        values = read_params(_post_fields, fields)
        [(_, photo)] = uploads
        content = await photo_content(self._state.files, photo) | caption_content(values)
        message = groups.forward_post(self._state, chat, values["channel"], content)
        return JSONResponse(message.as_json(), 201)

    async def pin(self, request: Request) -> Response:
        """Pins a message."""
        chat, values = await self._read(request, _actor)
        message = chat.messages.get(request.path_params["message"])
        if message is None:
            raise ApiError(404, "Not Found: no such message")
        groups.pin(self._state, message, values["person"])
        return Response(status_code=204)

    async def put(self, request: Request) -> Response:
        """Makes a user a member or an administrator; adds those who are not in the chat."""
        chat, values = await self._read(request, _status_fields)
        user, by = self._user(request.path_params["user"]), values["person"]
        if chat.status(user) not in PRESENT:
            groups.add(self._state, chat, [user], by)
        if chat.status(user) != values["status"]:
            self._state.set_status(chat, user, values["status"], by)
        return JSONResponse(chat.members[user.id].as_json())

    async def remove(self, request: Request) -> Response:
        """Removes a member."""
        values = read_params(_actor, request.query_params)
        chat, by = self._group(request), self._user(values["person"])
        groups.remove(self._state, chat, self._user(request.path_params["user"]), by)
        return Response(status_code=204)

    async def _read(
        self, request: Request, declared: Mapping[str, Any]
    ) -> tuple[Chat, dict[str, Any]]:
        """Returns the group and the parameters; `person` as the member who acts."""
        chat = self._group(request)
        values = read_params(declared, await read_json(request))
        values["person"] = self._user(values["person"])
        if chat.status(values["person"]) not in PRESENT:
            raise ApiError(403, "Forbidden: this person is not in the chat")
        return chat, values

    def _group(self, request: Request) -> Chat:
        chat = self._state.chats.get(path_number(request, "chat"))
        if chat is None or chat.is_private:
            raise ApiError(404, "Not Found: no such group")
        return chat

    def _user(self, number: Any) -> User:
        if number not in self._state.users:
            raise ApiError(404, "Not Found: no such person")
        return self._state.users[number]
