"""People who talk to the bot, for tests.

    async with SandboxClient(sandbox.url) as people:
        ann, ben = await people.person("Ann"), await people.person("Ben")
        group = await people.group("Picnic", ann, ben)
        photo = await ann.send_photo(data, in_=group)
        await ben.say("/cut@removerbot_sandbox_bot", reply_to=photo)
        preview = await group.next_message(after=photo)

Messages, chats and sets are the Bot API's, as dictionaries.
"""

from telegram_sandbox.client.connection import PATIENCE, Json, SandboxError
from telegram_sandbox.client.person import Group, Person
from telegram_sandbox.client.world import SandboxClient

__all__ = ["PATIENCE", "Group", "Json", "Person", "SandboxClient", "SandboxError"]
