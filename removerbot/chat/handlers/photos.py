"""Photos, albums, texts and commands in private chats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message, Update, User
from telegram.constants import ChatAction, MessageLimit
from telegram.ext import CommandHandler

from removerbot.chat.albums import Albums
from removerbot.chat.callbacks import revision_id_of
from removerbot.chat.filters import EVERYWHERE, PRIVATE
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.messages import Context, Handler, message_and_person, person_of, source_of
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Sender
from removerbot.editing.editor import Editor, Preview
from removerbot.errors import RemoverError
from removerbot.i18n import Words
from removerbot.segmentation.revisions import InAlbum, Revision


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
                output = await self.editor.answer(base, text, payer=person.id)
                await self.results.send(message, person, output)
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)

    async def auto(self, update: Update, _: Context) -> None:
        """Shows proposals for the photo that is replied to, or for the newest one."""
        message, person = message_and_person(update)
        base = await self._base(message, person)
        async with self.sender.acting(message, ChatAction.UPLOAD_PHOTO):
            proposals = await self.editor.propose(base, payer=person.id)
            await self.results.send(message, person, proposals)

    async def _base(self, message: Message, person: User) -> Revision:
        replied = message.reply_to_message
        return await self.editor.history.meant(
            message.chat_id,
            person.id,
            replied.message_id if replied else None,
            revision_id_of(replied) if replied else None,
        )


@dataclass(frozen=True, eq=False)
class AlbumHandlers:
    """Handles albums."""

    albums: Albums
    editor: Editor
    sender: Sender
    responder: Responder
    results: ResultMessages

    async def photos(self, _update: Update, _: Context) -> None:
        """Shows the previews of an album, numbered, as one album; its caption explains which
        photos cannot be read."""
        messages = self.albums.messages
        first = messages[0]
        async with self.sender.acting(first, ChatAction.UPLOAD_PHOTO):
            previews, refusals = await self._open(messages)
            if len(previews) < 2:
                await self._send_apart(first, previews, refusals)
            else:
                await self._send_album(first, previews, refusals)

    async def _open(self, messages: Sequence[Message]) -> tuple[list[Preview], str]:
        """Returns the previews of the photos that can be read, and a text about the others."""
        previews: list[Preview] = []
        refused: dict[str, list[str]] = {}
        for number, message in enumerate(messages, 1):
            person = person_of(message)
            assert person
            try:
                source = source_of(message, person.id)
                if len(messages) > 1:  # otherwise the others were lost on the way
                    place = InAlbum(str(message.media_group_id), number)
                    source = replace(source, place=place)
                previews.append(await self.editor.open(source))
            except RemoverError as error:
                explanation = self.responder.explanation(person, error)
                refused.setdefault(explanation, []).append(str(number))
        lines = (f"{', '.join(numbers)}: {why}" for why, numbers in refused.items())
        return previews, "\n\n".join(lines)

    async def _send_album(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        assert to.from_user
        caption = _caption(previews, refusals, self.responder.words(to.from_user))
        jpegs = [preview.jpeg for preview in previews]
        sent = await self.sender.reply_album(to, jpegs, caption)
        for preview, message in zip(previews, sent, strict=False):
            await self.editor.history.link(preview.revision, message.message_id)
        # The album may have been sent before a crash, without the photos that came later.
        await self._send_apart(to, previews[len(sent) :], "")

    async def _send_apart(
        self, to: Message, previews: Sequence[Preview], refusals: str
    ) -> None:
        assert to.from_user
        for preview in previews:
            await self.results.send(to, to.from_user, preview)
        if refusals:
            await self.sender.reply(to, refusals)


def _caption(previews: Sequence[Preview], refusals: str, words: Words) -> str:
    second = previews[1]
    place = second.revision.job.source.place
    assert place
    example = words.say("album", number=place.number, cell=second.cell)
    return f"{example}\n\n{refusals}".strip()[: MessageLimit.CAPTION_LENGTH]
