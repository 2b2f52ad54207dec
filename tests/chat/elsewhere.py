"""A chat that the bot is not in, with somebody who calls it there."""

import asyncio
from dataclasses import dataclass
from typing import Any

from telegram_sandbox.client import Group, Json, Person
from telegram_sandbox.client.anywhere import call_guest

WAIT = "One moment, I'm cutting…"


@dataclass
class Elsewhere:
    """A chat without the bot, with a photo of Ben's, and the storage chat."""

    ada: Person
    ben: Person
    chat: Group
    storage: Group
    photo: Json
    at_bot: str

    async def call(self, words: str = "", **options: Any) -> Json:
        """Calls the bot about the photo; returns its first answer."""
        options = {"reply_to": self.photo} | options
        text = f"{self.at_bot} {words}".strip()
        called = await call_guest(self.ada, text, in_=self.chat, **options)
        assert called["answer"], called
        return dict(called["answer"])

    async def becomes(self, answer: Json, field: str) -> Json:
        """Waits until an answer has been edited to have a field."""

        def find(messages: list[Json]) -> Json | None:
            same = (m for m in messages if m["message_id"] == answer["message_id"])
            return next((m for m in same if field in m), None)

        return await self.chat.wait_for(find)

    async def picture_of(self, answer: Json) -> Json:
        """Waits until an answer does not ask for patience any more."""
        async with asyncio.timeout(30):
            while answer["caption"] == WAIT:
                await asyncio.sleep(0.02)
                answer = await self.becomes(answer, "photo")
        return answer

    async def file_of(self, answer: Json) -> Json:
        return await self.becomes(answer, "document")
