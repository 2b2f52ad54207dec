"""Photos, texts and commands in private chats."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from removerbot.chat.callbacks import revision_id_of
from removerbot.chat.filters import EVERYWHERE, PRIVATE
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.messages import Context, Handler, message_and_person, source_of
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Sender
from removerbot.editing.editor import Editor
from removerbot.errors import RemoverError
from removerbot.segmentation.revisions import Revision


@dataclass(frozen=True, eq=False)
class PhotoHandlers:
    """Handles photos and what is written about them in private chats."""

    editor: Editor
    sender: Sender
    responder: Responder
    results: ResultMessages

    @property
    def commands(self) -> Sequence[Handler]:
        """The handlers of commands."""
        return (
            CommandHandler("start", self.start, PRIVATE),
            CommandHandler("help", self.help, PRIVATE),
            CommandHandler("auto", self.auto, PRIVATE),
            CommandHandler("cancel", self.cancel, EVERYWHERE),
        )

    async def start(self, update: Update, _: Context) -> None:
        """Says how the bot works."""
        await self.responder.say(*message_and_person(update), "start")

    async def help(self, update: Update, _: Context) -> None:
        """Says what can be written."""
        await self.responder.say(*message_and_person(update), "help")

    async def cancel(self, update: Update, _: Context) -> None:
        """Closes the person's photos in the chat."""
        message, person = message_and_person(update)
        count = await self.editor.history.close(message.chat_id, person.id)
        await self.responder.say(message, person, "cancelled", count=count)

    async def photo(self, update: Update, _: Context) -> None:
        """Shows the preview of a photo; also refuses everything else that is no text."""
        message, person = message_and_person(update)
        async with self.sender.acting(message, ChatAction.UPLOAD_PHOTO):
            preview = await self.editor.open(source_of(message, person.id))
            await self.results.send(message, person, preview)

    async def text(self, update: Update, _: Context) -> None:
        """Cuts out what a text points at, going on from the message that it replies to."""
        message, person = message_and_person(update)
        base = None
        try:
            base = await self._base(message, person)
            base, text = await self.editor.history.photo_meant(
                base, message.text or "", is_reply=message.reply_to_message is not None
            )
            async with self.sender.acting(message, ChatAction.UPLOAD_DOCUMENT):
                output = await self.editor.answer(base, text)
                await self.results.send(message, person, output)
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)

    async def auto(self, update: Update, _: Context) -> None:
        """Shows proposals for the photo that is replied to, or for the newest one."""
        message, person = message_and_person(update)
        base = await self._base(message, person)
        async with self.sender.acting(message, ChatAction.UPLOAD_PHOTO):
            proposals = await self.editor.propose(base)
            await self.results.send(message, person, proposals)

    async def _base(self, message: Message, person: User) -> Revision:
        replied = message.reply_to_message
        return await self.editor.history.meant(
            message.chat_id,
            person.id,
            replied.message_id if replied else None,
            revision_id_of(replied) if replied else None,
        )
