"""A group or supergroup."""

from telegram_sandbox.client.chat import Chat
from telegram_sandbox.client.connection import Connection, Json
from telegram_sandbox.client.person import Person


class Group(Chat):
    """A group. Its creator carries out all of these actions.

    Attributes:
        creator: the id of the person who created the group.
        bot: the id of the bot under test.
    """

    def __init__(self, connection: Connection, number: int, creator: int, bot: int) -> None:
        super().__init__(connection, number)
        self.creator = creator
        self.bot = bot

    async def add(self, person: Person) -> None:
        """Adds a person."""
        await self._put(person.id, "member")

    async def remove(self, person: Person) -> None:
        """Removes a person."""
        await self._remove(person.id)

    async def promote(self, person: Person) -> None:
        """Makes a person an administrator."""
        await self._put(person.id, "administrator")

    async def demote(self, person: Person) -> None:
        """Makes an administrator an ordinary member."""
        await self._put(person.id, "member")

    async def add_bot(self) -> None:
        """Adds the bot under test."""
        await self._put(self.bot, "member")

    async def remove_bot(self) -> None:
        """Removes the bot under test."""
        await self._remove(self.bot)

    async def promote_bot(self) -> None:
        """Makes the bot under test an administrator."""
        await self._put(self.bot, "administrator")

    async def demote_bot(self) -> None:
        """Makes the bot under test an ordinary member."""
        await self._put(self.bot, "member")

    async def rename(self, title: str) -> None:
        """Changes the title."""
        body = {"person": self.creator, "title": title}
        await self.connection.request("PATCH", self.path, json=body)

    async def topic(self, name: str) -> int:
        """Opens a topic of a forum; returns its `message_thread_id`."""
        body = {"person": self.creator, "name": name}
        opened = await self.connection.request("POST", f"{self.path}/topics", json=body)
        return int(opened["id"])

    async def close_topic(self, topic: int, *, closed: bool = True) -> None:
        """Closes a topic, or opens it again; 1 is the general one."""
        body = {"person": self.creator, "closed": closed}
        await self.connection.request("PATCH", f"{self.path}/topics/{topic}", json=body)

    async def channel_post(self, photo: bytes, channel: str = "News") -> Json:
        """Adds the automatic forward of a channel's post, with a photo; replies to it are
        comments."""
        files = [("file", ("photo.jpg", photo))]
        path, form = f"{self.path}/forwards", {"channel": channel}
        return dict(await self.connection.request("POST", path, data=form, files=files))

    async def pin(self, message: Json) -> None:
        """Pins a message."""
        path = f"{self.path}/messages/{message['message_id']}/pin"
        await self.connection.request("POST", path, json={"person": self.creator})

    async def migrate(self, *, forum: bool = False) -> "Group":
        """Upgrades the group to a supergroup; returns that new chat."""
        body = {"person": self.creator, "forum": forum}
        made = await self.connection.request("POST", f"{self.path}/migrate", json=body)
        return Group(self.connection, made["chat"]["id"], self.creator, self.bot)

    async def _put(self, user: int, status: str) -> None:
        body = {"person": self.creator, "status": status}
        await self.connection.request("PUT", f"{self.path}/members/{user}", json=body)

    async def _remove(self, user: int) -> None:
        query = {"person": self.creator}
        path = f"{self.path}/members/{user}"
        await self.connection.request("DELETE", path, params=query)
