"""The commands about a person's own data."""

import json
from dataclasses import dataclass

from telegram import Message, User
from telegram.constants import ChatType

from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.menus import show_menu
from removerbot.chat.sender import Document
from removerbot.chat.targets import EphemeralRef, MessageRef
from removerbot.editing.privacy import PrivacyPolicy
from removerbot.storage.personal_data import PersonalData, Retention


@dataclass(frozen=True, eq=False)
class PrivacyHandlers(BaseHandlers):
    """Says what is stored about people, sends it to them, and deletes it."""

    policy: PrivacyPolicy
    personal_data: PersonalData
    retention: Retention

    async def privacy(self, message: Message, person: User) -> None:
        """Says what is stored, and how long."""
        policy = self.policy.in_language(self.responder.words(person).language)
        await self.responder.say(message, person, "privacy", **policy._asdict())

    async def my_data(self, message: Message, person: User) -> None:
        """Sends all that is stored about the person, as a JSON file."""
        stored = await self.personal_data.of(person.id)
        text = json.dumps(stored, ensure_ascii=False, indent=1)
        caption = self.responder.words(person).say("mydata")
        file = Document(text.encode(), "mydata.json", caption)
        await self.sender.reply_document(message, file)

    async def not_here(self, message: Message, person: User) -> None:
        """Says that others would read the data."""
        await self.responder.say(message, person, "mydata-private")

    async def forget(self, message: Message, person: User) -> None:
        """Deletes what is stored about the person, and in a group the previews for them."""
        if message.chat.type != ChatType.PRIVATE:
            ids = message.chat_id, person.id
            for number in await self.editor.history.previews(*ids):
                await self.sender.delete(MessageRef(message.chat_id, number))
            for number in await self.editor.history.alone(*ids):
                await self.sender.delete(EphemeralRef(*ids, number))
        has_menu = self.responder.languages.chosen(person.id) is not None
        await self.retention.forget(person.id)
        await self.responder.say(message, person, "forgotten")
        if has_menu:
            await show_menu(self.sender.bot, person.id, None)
