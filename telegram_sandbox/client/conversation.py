"""A chat as those see it who read it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from telegram_sandbox.client.connection import PATIENCE, POLL_SECONDS, Connection, Json

Found = TypeVar("Found")


class Conversation:
    """A chat and what stands in it.

    Attributes:
        id: the chat's.
    """

    def __init__(self, connection: Connection, number: int) -> None:
        self.id = number
        self._connection = connection

    @property
    def path(self) -> str:
        """Where the server keeps it."""
        return f"/chats/{self.id}"

    async def state(self) -> Json:
        """`{chat, members, topics, messages, action, event}` at this moment."""
        return dict(await self._connection.request("GET", self.path))

    async def messages(self) -> list[Json]:
        """All that stands in the chat, oldest first."""
        return list((await self.state())["messages"])

    async def action(self) -> str | None:
        """What the bot says it is doing right now."""
        action: str | None = (await self.state())["action"]
        return action

    async def next_message(self, after: Json | None = None, within: float = PATIENCE) -> Json:
        """The bot's first message after `after`; without it, the bot's first one at all."""
        newest = number(after) or 0

        def by_bot(messages: list[Json]) -> Json | None:
            later = (m for m in messages if m["message_id"] > newest and m["from"]["is_bot"])
            return next(later, None)

        return await self.wait_for(by_bot, within)

    async def wait_for(
        self, look: Callable[[list[Json]], Found | None], within: float = PATIENCE
    ) -> Found:
        """What `look` finds in the chat's messages, as soon as it finds something.

        Raises:
            TimeoutError: it found nothing `within` seconds.
        """
        async with asyncio.timeout(within):
            while True:
                state = await self.state()
                if found := look(state["messages"]):
                    return found
                query = {"after": state["event"], "timeout": POLL_SECONDS}
                await self._connection.request("GET", f"{self.path}/events", params=query)


def number(message: Json | None) -> int | None:
    """The id of a message, if there is one."""
    return message["message_id"] if message else None
