"""The people's side of the server: what they do in a chat.

    GET    /sandbox/chats/ID                       {chat, messages, action, event}
    POST   /sandbox/chats/ID/messages              {person, text, reply_to}, or a form with
                                                   files, person, reply_to, caption, as_file
    PATCH  /sandbox/chats/ID/messages/ID           {person, text}: new text or caption
    DELETE /sandbox/chats/ID/messages/ID
    POST   /sandbox/chats/ID/messages/ID/press     {person, data, timeout}

What people send is held to the limits that Telegram's own apps hold them to.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from removerbot.sandbox import media
from removerbot.sandbox.content import caption_content, text_content, without_caption
from removerbot.sandbox.errors import ApiError, bad_request
from removerbot.sandbox.forms import read_json, read_multipart
from removerbot.sandbox.media import Upload
from removerbot.sandbox.params import boolean, integer, maybe, needed, read_all, string
from removerbot.sandbox.state import Chat, Json, Message, User, World

ALBUM_LIMIT = 10
LONGEST_WAIT = 60

_words = {
    "person": needed(integer()),
    "text": needed(string),
    "reply_to": maybe(integer()),
}
_form = {
    "person": needed(integer()),
    "reply_to": maybe(integer()),
    "caption": maybe(string),
    "as_file": maybe(boolean),
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
        chat = "/sandbox/chats/{chat:int}"
        message = f"{chat}/messages/{{message:int}}"
        return [
            Route(chat, self.show),
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
                "messages": [message.as_json() for message in chat.messages.values()],
                "action": chat.current_action(),
                "event": self._world.events.last,
            }
        )

    async def send(self, request: Request) -> Response:
        """Text, or files; the answer lists the messages that were made of them."""
        chat = self._chat(request)
        if request.headers.get("content-type", "").startswith("multipart/"):
            fields, uploads = await read_multipart(request)
            values = read_all(_form, fields)
            contents = await self._file_contents(values, [file for _, file in uploads])
        else:
            values = read_all(_words, await read_json(request))
            values["text"] = values["text"].strip()
            contents = [text_content(values)]
        sender, original = self._member(chat, values), _original(chat, values["reply_to"])
        album = self._world.new_album() if len(contents) > 1 else {}
        posts = [
            self._world.post(chat, sender, content | album, reply_to=original)
            for content in contents
        ]
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
        contents = [await self._file_content(values["as_file"], file) for file in uploads]
        return [contents[0] | caption, *contents[1:]]

    async def _file_content(self, as_file: bool | None, upload: Upload) -> Json:
        if as_file:
            return media.document(self._world.files, upload)
        return await media.photo(self._world.files, upload)

    def _chat(self, request: Request) -> Chat:
        chat = self._world.chats.get(request.path_params["chat"])
        if chat is None:
            raise ApiError(404, "Not Found: no such chat")
        return chat

    def _message(self, request: Request) -> Message:
        message = self._chat(request).messages.get(request.path_params["message"])
        if message is None:
            raise ApiError(404, "Not Found: no such message")
        return message

    def _member(self, chat: Chat, values: dict[str, Any]) -> User:
        person = chat.members.get(values["person"])
        if person is None:
            raise ApiError(403, "Forbidden: this person is not in the chat")
        return person


def _original(chat: Chat, number: int | None) -> Message | None:
    if number is not None and number not in chat.messages:
        raise bad_request("message to be replied not found")
    return None if number is None else chat.messages[number]
