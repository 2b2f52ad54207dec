"""Update → use case → answer."""

import logging
from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.constants import ChatAction

from removerbot.chat.handlers.results import Results
from removerbot.chat.keyboards import cut_named_by
from removerbot.chat.messages import message_and_person, source_of
from removerbot.chat.responder import Responder
from removerbot.chat.retry import UnsureError
from removerbot.chat.sender import Sender
from removerbot.chat.types import Context
from removerbot.editing.editor import Editor
from removerbot.errors import RemoverError
from removerbot.revisions import Revision

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Handlers:
    """What the bot does on each kind of message."""

    editor: Editor
    gateway: Sender
    voice: Responder
    results: Results

    async def start(self, update: Update, _: Context) -> None:
        """Say how it works."""
        await self.voice.say(*message_and_person(update), "start")

    async def help(self, update: Update, _: Context) -> None:
        """Say what can be written."""
        await self.voice.say(*message_and_person(update), "help")

    async def cancel(self, update: Update, _: Context) -> None:
        """Put the person's photos away."""
        message, person = message_and_person(update)
        count = await self.editor.history.close(message.chat_id, person.id)
        await self.voice.say(message, person, "cancelled", count=count)

    async def photo(self, update: Update, _: Context) -> None:
        """Show a photo under its grid; anything else that is no text is refused here."""
        message, person = message_and_person(update)
        try:
            async with self.gateway.acting(message, ChatAction.UPLOAD_PHOTO):
                preview = await self.editor.open(source_of(message, person.id))
                await self.results.send(message, person, preview)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def words(self, update: Update, _: Context) -> None:
        """Cut out what the words point at, going on from the message they reply to."""
        message, person = message_and_person(update)
        base = None
        try:
            base = await self._base(message, person)
            base, text = await self.editor.history.photo_meant(
                base, message.text or "", is_reply=message.reply_to_message is not None
            )
            async with self.gateway.acting(message, ChatAction.UPLOAD_DOCUMENT):
                shown = await self.editor.answer(base, text)
                await self.results.send(message, person, shown)
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)

    async def auto(self, update: Update, _: Context) -> None:
        """Show what there is to cut out in the photo that is meant."""
        message, person = message_and_person(update)
        try:
            base = await self._base(message, person)
            async with self.gateway.acting(message, ChatAction.UPLOAD_PHOTO):
                proposals = await self.editor.propose(base)
                await self.results.send(message, person, proposals)
        except RemoverError as error:
            await self.voice.explain(message, person, error)

    async def _base(self, message: Message, person: User) -> Revision:
        original = message.reply_to_message
        return await self.editor.history.meant(
            message.chat_id,
            person.id,
            original.message_id if original else None,
            cut_named_by(original) if original else None,
        )

    async def failed(self, update: object, context: Context) -> None:
        """Log what nobody foresaw, and apologise."""
        if isinstance(context.error, UnsureError):  # the inbox asks the person
            return
        _log.error("an update failed", exc_info=context.error)
        if isinstance(update, Update) and update.message:
            await self.voice.say(*message_and_person(update), "error-unexpected")
        elif isinstance(update, Update) and (query := update.callback_query):
            apology = self.voice.words(query.from_user).say("error-unexpected")
            await self.gateway.answer(query, apology, is_alert=True)
