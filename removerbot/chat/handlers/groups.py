"""Groups: the bot speaks when it is asked, and only then."""

from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.constants import ChatAction, ChatType

from removerbot.chat.handlers.results import Results
from removerbot.chat.keyboards import cut_named_by, rules_keyboard
from removerbot.chat.messages import (
    asked_source,
    command_words,
    message_and_person,
    photo_meant,
)
from removerbot.chat.queries import Chats
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Place, Sender
from removerbot.chat.types import Context
from removerbot.editing.editor import Editor
from removerbot.editing.permissions import Rules
from removerbot.errors import RemoverError
from removerbot.revisions import Revision, Source


@dataclass(frozen=True, eq=False)
class GroupHandlers:
    """What the bot does on each kind of message in groups. (`/cut` works in private too.)"""

    editor: Editor
    rules: Rules
    chats: Chats
    gateway: Sender
    voice: Responder
    results: Results

    async def start(self, update: Update, _: Context) -> None:
        """Say how it works in groups."""
        message, person = message_and_person(update)
        bot = message.get_bot().username
        await self.voice.say(message, person, "group-start", bot=bot)

    async def cut(self, update: Update, _: Context) -> None:
        """Show the photo that `/cut` replies to under its grid; with a place, cut at once."""
        message, person = message_and_person(update)
        words = command_words(message)
        try:
            photo = photo_meant(message)
            source = asked_source(photo, message, person)
            if words:
                await self._cut_at_once(message, person, source, words)
                return
            async with self.gateway.acting(message, ChatAction.UPLOAD_PHOTO):
                preview = await self.editor.open(source)
                await self.results.send(photo, person, preview)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def words(self, update: Update, _: Context) -> None:
        """Cut out what a reply to a message of ours points at, if that message is about a
        photo; else it is ordinary talk."""
        message, person = message_and_person(update)
        original = message.reply_to_message
        assert original
        if base := await self.editor.history.of_message(
            message.chat_id, original.message_id, cut_named_by(original)
        ):
            await self._answer_words(message, person, base, message.text or "")

    async def settings(self, update: Update, _: Context) -> None:
        """Show an admin what the group has settled."""
        message, person = message_and_person(update)
        try:
            rules = await self.rules.of(
                message.chat_id, is_admin=await self.chats.is_admin_of(message)
            )
        except RemoverError as error:
            await self.voice.explain(message, person, error)
        else:
            words = self.voice.words(person)
            await self.gateway.reply(message, words.say("rules"), rules_keyboard(rules, words))

    async def toggle(self, update: Update, context: Context) -> None:
        """Turn one of the rules to its opposite."""
        query = update.callback_query
        assert query
        assert query.message
        assert context.match
        chat_id, person = query.message.chat.id, query.from_user
        words = self.voice.words(person)
        try:
            is_admin = await self.chats.is_admin(chat_id, person.id)
            rules = await self.rules.toggle(chat_id, context.match[1], is_admin=is_admin)
        except RemoverError as error:
            await self.voice.alert(query, error)
        else:
            place = Place(chat_id, query.message.message_id)
            await self.gateway.edit_keyboard(place, rules_keyboard(rules, words))
            await self.gateway.answer(query, None)

    async def moved(self, update: Update, _: Context) -> None:
        """Let a group that became a supergroup keep what it has."""
        message = update.message
        assert message
        old = message.migrate_from_chat_id or message.chat_id
        await self.rules.move_chat(old, message.migrate_to_chat_id or message.chat_id)

    async def membership(self, update: Update, _: Context) -> None:
        """Forget a group that the bot was taken out of."""
        change = update.my_chat_member
        assert change
        is_group = change.chat.type != ChatType.PRIVATE
        if is_group and change.new_chat_member.status in ("left", "kicked"):
            await self.rules.delete_chat(change.chat.id)

    async def _cut_at_once(
        self, message: Message, person: User, source: Source, words: str
    ) -> None:
        base = await self.editor.take(source)
        await self._answer_words(message, person, base, words)

    async def _answer_words(
        self, message: Message, person: User, base: Revision, words: str
    ) -> None:
        try:
            await self.rules.check_answer(base, person.id)
            async with self.gateway.acting(message, ChatAction.UPLOAD_DOCUMENT):
                shown = await self.editor.answer(base, words)
                await self.results.send(message, person, shown)
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)
