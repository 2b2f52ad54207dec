"""The users' side of the server: what people do in a chat.

    GET    /sandbox/chats/ID                       {chat, members, topics, messages, action,
                                                   reactions, event}
    GET    /sandbox/chats/ID/events?after=&timeout=   a long poll for new events
    POST   /sandbox/chats/ID/messages              {person, text or sticker (a file's id),
                                                   reply_to, reply_in, quote, topic}, or a form
                                                   with files, the same fields, caption, emoji,
                                                   spoiler, send_as (photo, file, sticker,
                                                   animation, video, video_note)
    PATCH  /sandbox/chats/ID/messages/ID           {person, text}: new text or caption
    DELETE /sandbox/chats/ID/messages/ID
    POST   /sandbox/chats/ID/messages/ID/press     {person, data, timeout}

`reply_in` is the chat of the message replied to, if that is another one. The limits are those
of Telegram's own apps.
"""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from telegram_sandbox.content import (
    FILM_FIELDS,
    caption_content,
    covered,
    document_content,
    film_content,
    photo_content,
    sticker_content,
    text_content,
    without_caption,
)
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.params import (
    boolean,
    integer,
    one_of,
    optional,
    read_params,
    required,
    string,
)
from telegram_sandbox.replies import external_reply, quote
from telegram_sandbox.request_body import Upload, path_number, read_json, read_multipart
from telegram_sandbox.state import State
from telegram_sandbox.sticker_files import recognize, sent_as_sticker
from telegram_sandbox.types import PRESENT, Chat, Destination, Json, Message, User

ALBUM_LIMIT = 10
MAX_WAIT_SECONDS = 60

_sender_fields = {
    "person": required(integer()),
    "reply_to": optional(integer()),
    "reply_in": optional(integer()),
    "quote": optional(string),
    "topic": optional(integer()),
}
_text_fields = {**_sender_fields, "text": optional(string), "sticker": optional(string)}
_form_fields = {
    **_sender_fields,
    "caption": optional(string),
    "send_as": optional(one_of("photo", "file", "sticker", *FILM_FIELDS)),
    "emoji": optional(string),
    "spoiler": optional(boolean),
}
_edit_fields = {"person": required(integer()), "text": required(string)}
_press_fields = {
    "person": required(integer()),
    "data": required(string),
    "timeout": optional(integer(0, MAX_WAIT_SECONDS)),
}


class ChatsApi:
    """Routes to read a chat, write, edit, delete and press buttons."""

    def __init__(self, state: State) -> None:
        self._state = state

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
        """Returns the state of the chat; `event` is the number of the newest event."""
        chat = self._chat(request)
        reactions = {each.id: each.emoji for each in chat.messages.values() if each.emoji}
        return JSONResponse(
            {
                "chat": chat.as_json(),
                "reactions": reactions,
                "members": [member.as_json() for member in chat.present],
                "topics": [{"id": n, "name": name} for n, name in chat.topics.items()],
                "messages": [message.as_json() for message in chat.messages.values()],
                "action": chat.current_action(),
                "event": self._state.events.last,
            }
        )

    async def events(self, request: Request) -> Response:
        """Returns the events after event `after`; waits for the first."""
        chat = self._chat(request)
        declared = {
            "after": optional(integer(0)),
            "timeout": optional(integer(0, MAX_WAIT_SECONDS)),
        }
        values = read_params(declared, request.query_params)
        events = await self._state.events.after(
            values["after"] or 0, lambda: {chat.id}, values["timeout"] or 0
        )
        return JSONResponse(events)

    async def send(self, request: Request) -> Response:
        """Sends text, a sticker, or files; returns the list of new messages."""
        chat = self._chat(request)
        if request.headers.get("content-type", "").startswith("multipart/"):
            fields, uploads = await read_multipart(request)
            values = read_params(_form_fields, fields)
            contents = await self._file_contents(values, [file for _, file in uploads])
        else:
            values = read_params(_text_fields, await read_json(request))
            contents = [self._text_or_sticker(values)]
        sender, destination = self._sender(chat, values), self._destination(chat, values)
        album = self._state.new_album() if len(contents) > 1 else {}
        posts = [
            self._state.post(chat, sender, content | album, destination) for content in contents
        ]
        return JSONResponse([post.as_json() for post in posts], 201)

    async def edit(self, request: Request) -> Response:
        """Edits the text or caption of a message; its file stays, unless there is a new one."""
        message = self._message(request)
        uploads: list[tuple[str, Upload]] = []
        if request.headers.get("content-type", "").startswith("multipart/"):
            fields, uploads = await read_multipart(request)
            values = read_params(_form_fields, fields)
        else:
            values = read_params(_edit_fields, await read_json(request))
        if message.sender is not self._member(message.chat, values):
            raise ApiError(403, "Forbidden: this is somebody else's message")
        if uploads:
            [content] = await self._file_contents(values, [file for _, file in uploads])
        elif "text" in message.content:
            content = text_content(values)
        else:
            caption = caption_content({"caption": values["text"]})
            content = without_caption(message.content) | caption
        self._state.edit(message, content, None)
        return JSONResponse(message.as_json())

    async def delete(self, request: Request) -> Response:
        """Deletes a message; bots get no update."""
        self._state.delete([self._message(request)])
        return Response(status_code=204)

    async def press(self, request: Request) -> Response:
        """Presses a button, waits for the bot's answer, returns `{"answer": … or null}`."""
        message = self._message(request)
        values = read_params(_press_fields, await read_json(request))
        rows = (message.keyboard or {}).get("inline_keyboard", [])
        if values["data"] not in (
            button.get("callback_data") for row in rows for button in row
        ):
            raise bad_request("there is no such button")
        person = self._member(message.chat, values)
        query = self._state.press_button(person, message, values["data"])
        await self._state.notifier.wait_for(
            lambda: query.answer is not None, values["timeout"] or 0
        )
        return JSONResponse({"answer": query.answer})

    async def _file_contents(self, values: Json, uploads: list[Upload]) -> list[Json]:
        """Returns the contents of the messages; the first has the caption."""
        if not 1 <= len(uploads) <= ALBUM_LIMIT:
            raise bad_request(f"1 to {ALBUM_LIMIT} files were expected")
        caption = caption_content(values)
        contents = [await self._file_content(values, file) for file in uploads]
        return [contents[0] | caption, *contents[1:]]

    async def _file_content(self, values: Json, upload: Upload) -> Json:
        files, send_as = self._state.files, values["send_as"]
        if send_as in FILM_FIELDS:
            return covered(await film_content(files, upload, send_as), values["spoiler"])
        if send_as not in {"file", "sticker"}:
            return covered(await photo_content(files, upload), values["spoiler"])
        detect = recognize if send_as == "sticker" else sent_as_sticker
        if found := await asyncio.to_thread(detect, upload.data):
            return sticker_content(files, found, values["emoji"])
        if send_as == "sticker":
            raise bad_request("this file can be no sticker")
        return document_content(files, upload)

    def _text_or_sticker(self, values: Json) -> Json:
        if values["sticker"] is not None:
            files = self._state.files
            return files.media[files.find_as("sticker", values["sticker"]).id]
        return text_content(values | {"text": (values["text"] or "").strip()})

    def _chat(self, request: Request) -> Chat:
        chat = self._state.chats.get(path_number(request, "chat"))
        if chat is None:
            raise ApiError(404, "Not Found: no such chat")
        return chat

    def _message(self, request: Request) -> Message:
        message = self._chat(request).messages.get(request.path_params["message"])
        if message is None:
            raise ApiError(404, "Not Found: no such message")
        return message

    def _member(self, chat: Chat, values: dict[str, Any]) -> User:
        person = self._state.people.get(values["person"])
        if person is None or chat.status(person) not in PRESENT:
            raise ApiError(403, "Forbidden: this person is not in the chat")
        return person

    def _destination(self, chat: Chat, values: Json) -> Destination:
        topic, there = values["topic"], chat
        if topic is not None and topic not in chat.topics:
            raise bad_request("there is no such topic")
        if values["reply_in"] is not None:
            if values["reply_in"] not in self._state.chats:
                raise bad_request("message to be replied not found")
            there = self._state.chats[values["reply_in"]]
            self._member(there, values)
        original = there.messages.get(values["reply_to"])
        if original is None and any(
            values[name] is not None for name in ("reply_to", "reply_in", "quote")
        ):
            raise bad_request("message to be replied not found")
        part = values["quote"]
        quoted = quote(original, part) if original and part is not None else None
        if original and there is not chat:
            return Destination(None, topic, external_reply(original), quoted)
        return Destination(original, topic, None, quoted)

    def _sender(self, chat: Chat, values: dict[str, Any]) -> User:
        if chat.migrated_to is not None:
            raise ApiError(403, "Forbidden: the group became a supergroup")
        if chat.is_private and chat.status(self._state.bot) not in PRESENT:
            raise ApiError(403, "Forbidden: this person has blocked the bot")
        return self._member(chat, values)
