"""Simulated people who talk to the bot, for tests.

    async with SandboxClient(sandbox.url) as client:
        ann, ben = await client.person("Ann"), await client.person("Ben")
        group = await client.group("Picnic", ann, ben)
        photo = await ann.send_photo(data, in_=group)
        command = await ben.say("/info@sandbox_bot", reply_to=photo)
        answer = await group.next_message(after=command)

Messages, chats and sticker sets are the Bot API's objects, as dictionaries.
"""

from telegram_sandbox.client.chat import Chat
from telegram_sandbox.client.client import SandboxClient
from telegram_sandbox.client.connection import PATIENCE, Json, SandboxError
from telegram_sandbox.client.group import Group
from telegram_sandbox.client.person import Person, Where

__all__ = [
    "PATIENCE",
    "Chat",
    "Group",
    "Json",
    "Person",
    "SandboxClient",
    "SandboxError",
    "Where",
]
