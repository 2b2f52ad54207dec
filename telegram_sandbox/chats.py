"""The people's side of the server: what they do in a chat.

    GET    /sandbox/chats/ID                       {chat, members, topics, messages, action,
                                                   event}
    GET    /sandbox/chats/ID/events?after=&timeout=   what happened since, or a wait for it
    POST   /sandbox/chats/ID/messages              {person, text or sticker (a file's id),
                                                   reply_to, topic}, or a form with files,
                                                   person, reply_to, topic, caption,
                                                   send_as (photo, file, sticker), emoji
    PATCH  /sandbox/chats/ID/messages/ID           {person, text}: new text or caption
    DELETE /sandbox/chats/ID/messages/ID
    POST   /sandbox/chats/ID/messages/ID/press     {person, data, timeout}

What people send is held to the limits that Telegram's own apps hold them to.
"""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox import media
from telegram_sandbox.content import caption_content, text_content, without_caption
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.forms import path_number, read_json, read_multipart
from telegram_sandbox.media import Upload
from telegram_sandbox.params import integer, maybe, needed, one_of, read_all, string
from telegram_sandbox.state import World
from telegram_sandbox.stickers import recognise, sent_as_sticker
from telegram_sandbox.types import PRESENT, Chat, Json, Message, Place, User

ALBUM_LIMIT = 10
LONGEST_WAIT = 60

_writing = {
    "person": needed(integer()),
    "reply_to": maybe(integer()),
    "topic": maybe(integer()),
}
_words = {**_writing, "text": maybe(string), "sticker": maybe(string)}
_form = {
    **_writing,
    "caption": maybe(string),
    "send_as": maybe(one_of("photo", "file", "sticker")),
    "emoji": maybe(string),
}
_edit = {"person": needed(integer()), "text": needed(string)}
_press = {
    "person": needed(integer()),
    "data": needed(string),
    "timeout": maybe(integer(0, LONGEST_WAIT)),
}


class Chats:
    """Lets people write, edit, delete and press buttons."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def routes(self) -> list[Route]:
        """The paths listed above."""
        chat = "/sandbox/chats/{chat}"
        message = f"{chat}/messages/{{message:int}}"
        return [
            Route(chat, self.show),
            Route(f"{chat}/events", self.events),
            Route(f"{chat}/messages", self.send, methods=["POST"]),
            Route(message, self.edit, methods=["PATCH"]),
            Route(message, self.delete, methods=["DELETE"]),
            Route(f"{message}/press", self.press, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The chat as it stands; `event` is the number to go on from."""
        chat = self._chat(request)
        return JSONResponse(
            {
                "chat": chat.as_json(),
                "members": [member.as_json() for member in chat.present],
                "topics": [{"id": n, "name": name} for n, name in chat.topics.items()],
                "messages": [message.as_json() for message in chat.messages.values()],
                "action": chat.current_action(),
                "event": self._world.events.last,
            }
        )

    async def events(self, request: Request) -> Response:
        """A long poll."""
        chat = self._chat(request)
        declared = {"after": maybe(integer(0)), "timeout": maybe(integer(0, LONGEST_WAIT))}
        values = read_all(declared, request.query_params)
        events = await self._world.events.after(
            values["after"] or 0, lambda: {chat.id}, values["timeout"] or 0
        )
        return JSONResponse(events)

    async def send(self, request: Request) -> Response:
        """Text, a sticker, or files; the answer lists the messages made of them."""
        chat = self._chat(request)
        if request.headers.get("content-type", "").startswith("multipart/"):
            fields, uploads = await read_multipart(request)
            values = read_all(_form, fields)
            contents = await self._file_contents(values, [file for _, file in uploads])
        else:
            values = read_all(_words, await read_json(request))
            contents = [self._words_content(values)]
        sender, place = self._writer(chat, values), _place(chat, values)
        album = self._world.new_album() if len(contents) > 1 else {}
        posts = [self._world.post(chat, sender, content | album, place) for content in contents]
        return JSONResponse([post.as_json() for post in posts], 201)

    async def edit(self, request: Request) -> Response:
        """New words; a media message keeps its file."""
        message = self._message(request)
        values = read_all(_edit, await read_json(request))
        if message.sender is not self._member(message.chat, values):
            raise ApiError(403, "Forbidden: this is somebody else's message")
        if "text" in message.content:
            content = text_content(values)
        else:
            caption = caption_content({"caption": values["text"]})
            content = without_caption(message.content) | caption
        self._world.edit(message, content, None)
        return JSONResponse(message.as_json())

    async def delete(self, request: Request) -> Response:
        """Take a message away; bots are not told."""
        self._world.delete([self._message(request)])
        return Response(status_code=204)

    async def press(self, request: Request) -> Response:
        """Press a button, and wait a while for the bot's answer: `{"answer": … or null}`."""
        message = self._message(request)
        values = read_all(_press, await read_json(request))
        rows = (message.keyboard or {}).get("inline_keyboard", [])
        if values["data"] not in (
            button.get("callback_data") for row in rows for button in row
        ):
            raise bad_request("there is no such button")
        press = self._world.press(self._member(message.chat, values), message, values["data"])
        await self._world.bell.until(lambda: press.answer is not None, values["timeout"] or 0)
        return JSONResponse({"answer": press.answer})

    async def _file_contents(self, values: Json, uploads: list[Upload]) -> list[Json]:
        """What the messages hold; the caption stands under the first file."""
        if not 1 <= len(uploads) <= ALBUM_LIMIT:
            raise bad_request(f"1 to {ALBUM_LIMIT} files were expected")
        caption = caption_content(values)
        contents = [await self._file_content(values, file) for file in uploads]
        return [contents[0] | caption, *contents[1:]]

    async def _file_content(self, values: Json, upload: Upload) -> Json:
        files, send_as = self._world.files, values["send_as"]
        if send_as not in {"file", "sticker"}:
            return await media.photo(files, upload)
        look = recognise if send_as == "sticker" else sent_as_sticker
        if found := await asyncio.to_thread(look, upload.data):
            return media.sticker(files, found, values["emoji"])
        if send_as == "sticker":
            raise bad_request("this file can be no sticker")
        return media.document(files, upload)

    def _words_content(self, values: Json) -> Json:
        if values["sticker"] is not None:
            files = self._world.files
            return files.media[files.find_as("sticker", values["sticker"]).id]
        return text_content(values | {"text": (values["text"] or "").strip()})

    def _chat(self, request: Request) -> Chat:
        chat = self._world.chats.get(path_number(request, "chat"))
        if chat is None:
            raise ApiError(404, "Not Found: no such chat")
        return chat

    def _message(self, request: Request) -> Message:
        message = self._chat(request).messages.get(request.path_params["message"])
        if message is None:
            raise ApiError(404, "Not Found: no such message")
        return message

    def _member(self, chat: Chat, values: dict[str, Any]) -> User:
        person = self._world.people.get(values["person"])
        if person is None or chat.status(person) not in PRESENT:
            raise ApiError(403, "Forbidden: this person is not in the chat")
        return person

    def _writer(self, chat: Chat, values: dict[str, Any]) -> User:
        if chat.migrated_to is not None:
            raise ApiError(403, "Forbidden: the group became a supergroup")
        if chat.is_private and chat.status(self._world.bot) not in PRESENT:
            raise ApiError(403, "Forbidden: this person has blocked the bot")
        return self._member(chat, values)


def _place(chat: Chat, values: Json) -> Place:
    original, topic = values["reply_to"], values["topic"]
    if original is not None and original not in chat.messages:
        raise bad_request("message to be replied not found")
    if topic is not None and topic not in chat.topics:
        raise bad_request("there is no such topic")
    return Place(None if original is None else chat.messages[original], topic)
