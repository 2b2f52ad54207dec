"""People who write to the bot, alone or in groups, and the groups."""

from typing import Any, TypedDict, Unpack

from telegram_sandbox.client.connection import Connection, Json
from telegram_sandbox.client.conversation import Conversation, number


class Group(Conversation):
    """A group, and what its maker does with it.

    Attributes:
        maker: the id of the person who does all of this.
        bot: the id of the bot under test.
    """

    def __init__(self, connection: Connection, number: int, maker: int, bot: int) -> None:
        super().__init__(connection, number)
        self.maker = maker
        self.bot = bot

    async def add(self, person: "Person") -> None:
        """Bring somebody in."""
        await self._put(person.id, "member")

    async def remove(self, person: "Person") -> None:
        """Take somebody out."""
        await self._remove(person.id)

    async def promote(self, person: "Person") -> None:
        """Make somebody an administrator."""
        await self._put(person.id, "administrator")

    async def demote(self, person: "Person") -> None:
        """Make an administrator a member again."""
        await self._put(person.id, "member")

    async def add_bot(self) -> None:
        """Bring the bot in."""
        await self._put(self.bot, "member")

    async def remove_bot(self) -> None:
        """Take the bot out."""
        await self._remove(self.bot)

    async def promote_bot(self) -> None:
        """Make the bot an administrator."""
        await self._put(self.bot, "administrator")

    async def rename(self, title: str) -> None:
        """Give the group another title."""
        body = {"person": self.maker, "title": title}
        await self._connection.request("PATCH", self.path, json=body)

    async def topic(self, name: str) -> int:
        """Open a topic in a forum; the id of its thread."""
        body = {"person": self.maker, "name": name}
        opened = await self._connection.request("POST", f"{self.path}/topics", json=body)
        return int(opened["id"])

    async def pin(self, message: Json) -> None:
        """Pin a message."""
        path = f"{self.path}/messages/{message['message_id']}/pin"
        await self._connection.request("POST", path, json={"person": self.maker})

    async def migrate(self, *, forum: bool = False) -> "Group":
        """Make a supergroup of it: a chat of its own, with another id."""
        body = {"person": self.maker, "forum": forum}
        made = await self._connection.request("POST", f"{self.path}/migrate", json=body)
        return Group(self._connection, made["chat"]["id"], self.maker, self.bot)

    async def _put(self, user: int, status: str) -> None:
        body = {"person": self.maker, "status": status}
        await self._connection.request("PUT", f"{self.path}/members/{user}", json=body)

    async def _remove(self, user: int) -> None:
        query = {"person": self.maker}
        path = f"{self.path}/members/{user}"
        await self._connection.request("DELETE", path, params=query)


class Where(TypedDict, total=False):
    """Which group, and which topic of it."""

    in_: Group
    topic: int


class Person(Conversation):
    """Somebody, and their private chat with the bot.

    What they write goes to the group `in_`, without it to the chat of the message that it is a
    reply to (and to its topic), without either to the private chat.
    """

    async def say(
        self,
        text: str,
        reply_to: Json | None = None,
        **where: Unpack[Where],
    ) -> Json:
        """Write a text, or reply to a message with it."""
        return await self._write({"text": text}, reply_to, where)

    async def send_photo(
        self,
        data: bytes,
        *,
        as_file: bool = False,
        name: str = "photo.jpg",
        caption: str = "",
        reply_to: Json | None = None,
        **where: Unpack[Where],
    ) -> Json:
        """Send an image, recompressed as a photo or untouched as a file. (A WEBP file of a
        sticker's size becomes a sticker.)
        """
        fields = {"send_as": "file" if as_file else "photo", "caption": caption}
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
        """Send photos that belong together, recompressed or as files."""
        files = [(f"photo{n}.jpg", photo) for n, photo in enumerate(photos)]
        send_as = "file" if as_files else "photo"
        return await self._send(files, {"send_as": send_as, "caption": caption}, None, where)

    async def send_sticker(
        self,
        sticker: bytes | Json,
        *,
        emoji: str = "",
        reply_to: Json | None = None,
        **where: Unpack[Where],
    ) -> Json:
        """Send a sticker: a WEBP, PNG, TGS or WEBM file, or one of a set or a message."""
        if isinstance(sticker, dict):
            return await self._write({"sticker": sticker["file_id"]}, reply_to, where)
        fields = {"send_as": "sticker", "emoji": emoji}
        [message] = await self._send([("sticker", sticker)], fields, reply_to, where)
        return message

    async def edit(self, message: Json, text: str) -> Json:
        """Change the text or caption of one's own message."""
        body = {"person": self.id, "text": text}
        return dict(await self._connection.request("PATCH", self._path(message), json=body))

    async def delete(self, message: Json) -> None:
        """Take a message away."""
        await self._connection.request("DELETE", self._path(message))

    async def press(self, message: Json, label: str, within: int = 10) -> Json | None:
        """Press the button with this text.

        Returns:
            The bot's answer (`{}` or `{"text", "show_alert"}`), `None` if it gave none.
        """
        data = _button(message, label)["callback_data"]
        body = {"person": self.id, "data": data, "timeout": within}
        path = f"{self._path(message)}/press"
        answer: Json | None = (await self._connection.request("POST", path, json=body))[
            "answer"
        ]
        return answer

    async def follow(self, message: Json, label: str) -> Json:
        """Press the button with this text, a link that starts the bot (`?start=…`).

        Returns:
            The `/start` that it writes into the private chat.
        """
        return await self.open(_button(message, label)["url"])

    async def open(self, url: str) -> Json:
        """Open a link that starts the bot; a blocked bot is blocked no longer."""
        path = f"/people/{self.id}/follow"
        return dict(await self._connection.request("POST", path, json={"url": url}))

    async def open_page(self, message: Json, label: str) -> Json:
        """Press the button with this text, which opens a page of the bot.

        Returns:
            What Telegram's apps know then: the page's `url` and its `init_data`.
        """
        button = _button(message, label)
        wish: Json = {"chat": self._chat_of(message)}
        if "web_app" in button:
            wish |= {"message": message["message_id"], **button["web_app"]}
        else:
            wish |= {"url": button["url"]}
        path = f"/people/{self.id}/miniapp"
        return dict(await self._connection.request("POST", path, json=wish))

    async def block_bot(self) -> None:
        """Let the bot write no more in private."""
        await self._set_blocked(True)

    async def unblock_bot(self) -> None:
        """Let it write again."""
        await self._set_blocked(False)

    async def leave(self, group: Group) -> None:
        """Go out of a group."""
        path = f"{group.path}/members/{self.id}"
        await self._connection.request("DELETE", path, params={"person": self.id})

    async def chats(self) -> list[Json]:
        """`{chat, last}` for each chat they are in."""
        return list(await self._connection.request("GET", f"/people/{self.id}/chats"))

    async def profile(self, in_: Group | None = None) -> Json:
        """The bot's names, descriptions and commands, in this person's language."""
        query = {"chat": in_.id} if in_ else {}
        path = f"/people/{self.id}/profile"
        return dict(await self._connection.request("GET", path, params=query))

    async def events(self, after: int = 0, within: int = 0) -> list[Json]:
        """What happened in their chats since event `after`; if nothing did, waits for it
        `within` seconds.
        """
        query = {"after": after, "timeout": within}
        path = f"/people/{self.id}/events"
        return list(await self._connection.request("GET", path, params=query))

    async def download(self, message: Json) -> bytes:
        """The document or sticker of a message, or its photo at the largest size."""
        file = message.get("document") or message.get("sticker") or message["photo"][-1]
        return await self._connection.download(file["file_id"])

    def _path(self, message: Json) -> str:
        return f"/chats/{self._chat_of(message)}/messages/{message['message_id']}"

    def _chat_of(self, message: Json | None) -> int:
        """The id of a message's chat; what does not tell is in the private one."""
        return int((message or {}).get("chat", {"id": self.id})["id"])

    async def _write(self, body: Json, reply_to: Json | None, where: Where) -> Json:
        path, fields = self._place(reply_to, where)
        [message] = await self._connection.request("POST", path, json=body | fields)
        return dict(message)

    async def _send(
        self,
        files: list[tuple[str, bytes]],
        fields: dict[str, Any],
        reply_to: Json | None,
        where: Where,
    ) -> list[Json]:
        path, more = self._place(reply_to, where)
        fields |= more
        given = {name: str(value) for name, value in fields.items() if value is not None}
        parts = [("file", file) for file in files]
        return list(await self._connection.request("POST", path, data=given, files=parts))

    def _place(self, reply_to: Json | None, where: Where) -> tuple[str, Json]:
        """The path to write to, and the fields that tell who writes where."""
        group, topic = where.get("in_"), where.get("topic")
        chat = group.id if group else self._chat_of(reply_to)
        fields = {"person": self.id, "reply_to": number(reply_to), "topic": topic}
        return f"/chats/{chat}/messages", fields

    async def _set_blocked(self, blocked: bool) -> None:
        path = f"/people/{self.id}/bot"
        await self._connection.request("PATCH", path, json={"blocked": blocked})


def _button(message: Json, label: str) -> Json:
    """The button with this text; several with the same text must do the same."""
    rows = message["reply_markup"]["inline_keyboard"]
    found = [button for row in rows for button in row if button["text"] == label]
    if not found or any(button != found[0] for button in found):
        raise LookupError(f"{len(found)} different buttons say {label!r}")
    return dict(found[0])
