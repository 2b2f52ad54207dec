"""Reads a chat and waits for messages in it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from telegram_sandbox.client.connection import PATIENCE, POLL_SECONDS, Connection, Json

Found = TypeVar("Found")


class Chat:
    """A chat, known by its `id`."""

    def __init__(self, connection: Connection, number: int) -> None:
        self.id = number
        self.connection = connection

    @property
    def path(self) -> str:
        """The path of the chat on the server."""
        return f"/chats/{self.id}"

    async def state(self) -> Json:
        """Returns `{chat, members, topics, messages, reactions, action, event}`."""
        return dict(await self.connection.request("GET", self.path))

    async def messages(self) -> list[Json]:
        """Returns all messages, oldest first."""
        return list((await self.state())["messages"])

    async def action(self) -> str | None:
        """Returns the chat action that is shown now, such as `typing`."""
        action: str | None = (await self.state())["action"]
        return action

    async def reactions(self, message: Json) -> list[str]:
        """Returns the emoji that the bot has put on a message."""
        known: dict[str, list[str]] = (await self.state())["reactions"]
        return known.get(str(message["message_id"]), [])

    async def next_message(self, after: Json | None = None, within: float = PATIENCE) -> Json:
        """Waits for the first message of a bot after `after`, or in the chat if left out."""
        last = message_id(after) or 0

        def by_bot(messages: list[Json]) -> Json | None:
            later = (m for m in messages if m["message_id"] > last and m["from"]["is_bot"])
            return next(later, None)

        return await self.wait_for(by_bot, within)

    async def wait_for(
        self, find: Callable[[list[Json]], Found | None], within: float = PATIENCE
    ) -> Found:
        """Calls `find` with the chat's messages on each change; returns its first true result.

        Raises:
            TimeoutError: there was none `within` seconds.
        """
        async with asyncio.timeout(within):
            while True:
                state = await self.state()
                if found := find(state["messages"]):
                    return found
                query = {"after": state["event"], "timeout": POLL_SECONDS}
                await self.connection.request("GET", f"{self.path}/events", params=query)


def message_id(message: Json | None) -> int | None:
    """Returns the id of a message, `None` for none."""
    return message["message_id"] if message else None
