"""A group or supergroup."""

from typing import TYPE_CHECKING

from telegram_sandbox.client.connection import Connection, Json
from telegram_sandbox.client.conversation import Conversation

if TYPE_CHECKING:
    from telegram_sandbox.client.person import Person


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
