"""A person who writes to the bot, in private or in groups."""

from typing import Any, TypedDict, Unpack

from telegram_sandbox.client.chat import Chat, message_id
from telegram_sandbox.client.connection import Json


class Where(TypedDict, total=False):
    """The chat to write to, a topic of it, and the part of a message that is replied to.
    Without a chat: see `Person`."""

    in_: Chat
    topic: int
    quote: str


class Film(TypedDict, total=False):
    """What a video is sent with."""

    caption: str
    reply_to: Json | None
    in_: Chat


class Person(Chat):
    """A person, and as a `Chat` their private chat with the bot.

    Messages go to the chat `in_` if it is given, else to the chat and topic of the message
    that they reply to, else to the private chat. The message replied to may be in another chat
    that the person is in; `in_=person` is the private chat.
    """

    async def say(
        self,
        text: str,
        reply_to: Json | None = None,
        **where: Unpack[Where],
    ) -> Json:
        """Sends a text."""
        return await self._write({"text": text}, reply_to, where)

    async def send_photo(  # noqa: PLR0913 - what an image can be sent with
        self,
        data: bytes,
        *,
        as_file: bool = False,
        name: str = "photo.jpg",
        caption: str = "",
        spoiler: bool = False,
        reply_to: Json | None = None,
        **where: Unpack[Where],
    ) -> Json:
        """Sends an image, recompressed as a photo, covered or not, or unchanged as a file.

        (A WEBP file of a sticker's size becomes a sticker.)
        """
        fields = {"send_as": "file" if as_file else "photo", "caption": caption}
        fields |= {"spoiler": "true"} if spoiler else {}
        [message] = await self._send([(name, data)], fields, reply_to, where)
        return message

    async def send_album(
        self,
        photos: list[bytes],
        *,
        as_files: bool = False,
        caption: str = "",
        **where: Unpack[Where],
    ) -> list[Json]:
        """Sends photos as an album, recompressed or as files."""
        files = [(f"photo{n}.jpg", photo) for n, photo in enumerate(photos)]
        send_as = "file" if as_files else "photo"
        return await self._send(files, {"send_as": send_as, "caption": caption}, None, where)

    async def send_animation(
        self, data: bytes, name: str = "animation.mp4", **more: Unpack[Film]
    ) -> Json:
        """Sends a GIF or a video without sound."""
        return await self._send_film("animation", data, name, more)

    async def send_video(
        self, data: bytes, name: str = "video.mp4", **more: Unpack[Film]
    ) -> Json:
        """Sends a video."""
        return await self._send_film("video", data, name, more)

    async def send_video_note(self, data: bytes, **more: Unpack[Film]) -> Json:
        """Sends a round video."""
        return await self._send_film("video_note", data, "note.mp4", more)

    async def _send_film(self, kind: str, data: bytes, name: str, more: Film) -> Json:
        caption, reply_to = more.get("caption", ""), more.get("reply_to")
        where: Where = {}
        if "in_" in more:
            where["in_"] = more["in_"]
        fields = {"send_as": kind, "caption": caption}
        [message] = await self._send([(name, data)], fields, reply_to, where)
        return message

    async def send_sticker(
        self,
        sticker: bytes | Json,
        *,
        emoji: str = "",
        reply_to: Json | None = None,
        **where: Unpack[Where],
    ) -> Json:
        """Sends a sticker: a WEBP, PNG, TGS or WEBM file, or a `Sticker` object."""
        if isinstance(sticker, dict):
            return await self._write({"sticker": sticker["file_id"]}, reply_to, where)
        fields = {"send_as": "sticker", "emoji": emoji}
        [message] = await self._send([("sticker", sticker)], fields, reply_to, where)
        return message

    async def edit(self, message: Json, text: str) -> Json:
        """Edits the text or caption of an own message."""
        body = {"person": self.id, "text": text}
        return dict(await self.connection.request("PATCH", self._path(message), json=body))

    async def replace_photo(self, message: Json, data: bytes, caption: str = "") -> Json:
        """Edits the photo and the caption of an own message."""
        fields = {"person": str(self.id), "caption": caption}
        sent = {"data": fields, "files": [("file", ("photo.jpg", data))]}
        return dict(await self.connection.request("PATCH", self._path(message), **sent))

    async def delete(self, message: Json) -> None:
        """Deletes a message."""
        await self.connection.request("DELETE", self._path(message))

    async def press(self, message: Json, label: str, within: int = 10) -> Json | None:
        """Presses the button with this text.

        Returns:
            The bot's answer (`{}` or `{"text", "show_alert"}`), `None` if there was none
            `within` seconds.
        """
        data = button_of(message, label)["callback_data"]
        body = {"person": self.id, "data": data, "timeout": within}
        path = f"{self._path(message)}/press"
        answer: Json | None = (await self.connection.request("POST", path, json=body))["answer"]
        return answer

    async def follow(self, message: Json, label: str) -> Json:
        """Presses the button with this text, a link that starts the bot (`?start=…`).

        Returns:
            The `/start` message in the private chat.
        """
        return await self.open(button_of(message, label)["url"])

    async def open(self, url: str) -> Json:
        """Opens a link that starts the bot; unblocks the bot. Returns the `/start` message."""
        path = f"/people/{self.id}/follow"
        return dict(await self.connection.request("POST", path, json={"url": url}))

    async def open_page(self, message: Json, label: str) -> Json:
        """Presses the button with this text, which opens a page of the bot.

        Returns:
            The page's `url` and its `init_data`.
        """
        button = button_of(message, label)
        body: Json = {"chat": self._chat_of(message)}
        if "web_app" in button:
            body |= {"message": message["message_id"], **button["web_app"]}
        else:
            body |= {"url": button["url"]}
        path = f"/people/{self.id}/miniapp"
        return dict(await self.connection.request("POST", path, json=body))

    async def block_bot(self) -> None:
        """Blocks the bot."""
        await self._set_blocked(True)

    async def unblock_bot(self) -> None:
        """Unblocks the bot."""
        await self._set_blocked(False)

    async def leave(self, group: Chat) -> None:
        """Leaves a group."""
        path = f"{group.path}/members/{self.id}"
        await self.connection.request("DELETE", path, params={"person": self.id})

    async def chats(self) -> list[Json]:
        """Returns `{chat, last}` for each chat that the person is in."""
        return list(await self.connection.request("GET", f"/people/{self.id}/chats"))

    async def profile(self, in_: Chat | None = None) -> Json:
        """Returns the bot's texts and commands in this person's language."""
        query = {"chat": in_.id} if in_ else {}
        path = f"/people/{self.id}/profile"
        return dict(await self.connection.request("GET", path, params=query))

    async def events(self, after: int = 0, within: int = 0) -> list[Json]:
        """Returns the events in the person's chats after event `after`.

        Waits up to `within` seconds for the first.
        """
        query = {"after": after, "timeout": within}
        path = f"/people/{self.id}/events"
        return list(await self.connection.request("GET", path, params=query))

    async def download(self, message: Json) -> bytes:
        """Returns the document, sticker, or largest photo of a message."""
        file = message.get("document") or message.get("sticker") or message["photo"][-1]
        return await self.connection.download(file["file_id"])

    def _path(self, message: Json) -> str:
        return f"/chats/{self._chat_of(message)}/messages/{message['message_id']}"

    def _chat_of(self, message: Json | None) -> int:
        """The id of a message's chat, by default the private chat."""
        return int((message or {}).get("chat", {"id": self.id})["id"])

    async def _write(self, body: Json, reply_to: Json | None, where: Where) -> Json:
        path, fields = self._destination(reply_to, where)
        [message] = await self.connection.request("POST", path, json=body | fields)
        return dict(message)

    async def _send(
        self,
        files: list[tuple[str, bytes]],
        fields: dict[str, Any],
        reply_to: Json | None,
        where: Where,
    ) -> list[Json]:
        path, more = self._destination(reply_to, where)
        fields |= more
        given = {name: str(value) for name, value in fields.items() if value is not None}
        parts = [("file", file) for file in files]
        return list(await self.connection.request("POST", path, data=given, files=parts))

    def _destination(self, reply_to: Json | None, where: Where) -> tuple[str, Json]:
        """The path to post to, and the fields of the sender and the destination."""
        group, there = where.get("in_"), self._chat_of(reply_to)
        chat = group.id if group else there
        fields = {
            "person": self.id,
            "reply_to": message_id(reply_to),
            "reply_in": there if reply_to and there != chat else None,
            "quote": where.get("quote"),
            "topic": where.get("topic"),
        }
        return f"/chats/{chat}/messages", fields

    async def _set_blocked(self, blocked: bool) -> None:
        path = f"/people/{self.id}/bot"
        await self.connection.request("PATCH", path, json={"blocked": blocked})


def button_of(message: Json, label: str) -> Json:
    """Returns the button with this text; several with the same text must be equal."""
    rows = message["reply_markup"]["inline_keyboard"]
    found = [button for row in rows for button in row if button["text"] == label]
    if not found or any(button != found[0] for button in found):
        raise LookupError(f"{len(found)} different buttons say {label!r}")
    return dict(found[0])
