"""Photos, albums, texts and commands in private chats."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import Message, User
from telegram.constants import ChatAction, MessageLimit

from removerbot.chat.albums import Albums
from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.handlers.stickers import StickerHandlers
from removerbot.chat.messages import command_argument, source_for_command, source_of
from removerbot.chat.sender import picture
from removerbot.editing.meaning import without_talk
from removerbot.editing.outputs import Preview
from removerbot.errors import NoOpenJob, RemoverError, UnreadableReply
from removerbot.i18n import prompt_parser
from removerbot.segmentation.reply_words import TALK
from removerbot.segmentation.revisions import InAlbum, Revision, Source


@dataclass(frozen=True, eq=False)
class PhotoHandlers(BaseHandlers):
    """Handles photos and what is written about them in private chats."""

    stickers: StickerHandlers

    async def start(self, message: Message, person: User) -> None:
        """Says how the bot works."""
        name = "start-page" if self.results.links.public_url else "start"
        await self.responder.say(message, person, name)

    async def help(self, message: Message, person: User) -> None:
        """Says what can be written."""
        words = self.responder.words(person)
        text = words.say("help", bot=self.sender.username)
        if self.results.links.public_url:
            text = "\n\n".join([words.say("help-page"), text])
        await self.sender.reply(message, text)

    async def cancel(self, message: Message, person: User) -> None:
        """Closes the person's photos in the chat."""
        count = await self.editor.history.close(message.chat_id, person.id)
        await self.responder.say(message, person, "cancelled", count=count)

    async def photo(self, message: Message, person: User) -> None:
        """Cuts out what the caption of a photo points at, else shows its preview; also refuses
        everything else that is no text."""
        source = source_of(message, person.id)
        await self._open(message, person, source, message.caption or "")

    async def _open(self, message: Message, person: User, source: Source, words: str) -> None:
        async with self.sender.acting(message, ChatAction.UPLOAD_PHOTO):
            preview = await self.editor.open(source)
            try:
                output = await self.editor.answer(preview.revision, words, payer=person.id)
            except UnreadableReply:
                await self.results.send(message, person, preview)
            except RemoverError as error:
                await self.results.send(message, person, preview)
                await self.results.refuse(message, person, error, preview.revision)
            else:
                await self.results.answer(message, person, output)

    async def text(self, message: Message, person: User) -> None:
        """Cuts out what a text points at, going on from the message that it replies to."""
        if elsewhere := message.external_reply:
            source = source_for_command(elsewhere, message, person)
            await self._open(message, person, source, message.text or "")
            return
        words = command_argument(message)
        order = prompt_parser().read_order(words)
        if order in TALK:
            await self._talk(message, person, order)
            return
        base, is_reply, history = None, bool(message.reply_to_message), self.editor.history
        try:
            base = await self.results.meant(message, person)
            base, text = await history.photo_meant(base, words, is_reply=is_reply)
            text = without_talk(base, text)
            if not is_reply:
                base = await history.cutout_meant(base, text)
            await self.stickers.answer(message, person, base, text)
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)
            if base:  # so that an edit of the words is answered
                await history.link(Revision(base.job), message.message_id)

    async def _talk(self, message: Message, person: User, order: str) -> None:
        """Answers thanks, a greeting or a call for help."""
        if order == "help":
            await self.help(message, person)
        else:
            name = "welcome" if order == "thanks" else "hello"
            await self.responder.say(message, person, name)
        with suppress(NoOpenJob):  # so that an edit of the words is answered
            base = await self.results.meant(message, person)
            await self.editor.history.link(Revision(base.job), message.message_id)

    async def auto(self, message: Message, person: User) -> None:
        """Shows proposals for the photo that is replied to, or for the newest one."""
        base = await self.results.meant(message, person)
        async with self.sender.acting(message, ChatAction.UPLOAD_PHOTO):
            proposals = await self.editor.propose(base, payer=person.id)
            await self.results.send(message, person, proposals)


@dataclass(frozen=True, eq=False)
class AlbumHandlers(BaseHandlers):
    """Handles albums."""

    albums: Albums

    async def photos(self, _: Message, person: User) -> None:
        """Shows the previews of an album, numbered, as one album; its caption explains which
        photos cannot be read. Then cuts out what captions point at."""
        messages = self.albums.messages
        first = messages[0]
        async with self.sender.acting(first, ChatAction.UPLOAD_PHOTO):
            previews, refusals = await self._open(messages, person)
            if len(previews) < 2:
                await self._send_apart(first, person, previews, refusals)
            else:
                await self._send_album(first, person, previews, refusals)
            bases = {each.revision.job.source.message_id: each.revision for each in previews}
            for message in messages:
                if words := command_argument(message):
                    base = bases.get(message.message_id) or next(iter(bases.values()), None)
                    if base:
                        await self._answer(message, person, base, words)

    async def _answer(self, message: Message, person: User, base: Revision, words: str) -> None:
        """Cuts out what a caption points at: in its own photo, or in the one it names."""
        try:
            base, text = await self.editor.history.photo_meant(base, words, is_reply=True)
            output = await self.editor.answer(base, text, payer=person.id)
            await self.results.send(message, person, output)
        except UnreadableReply:
            pass  # most captions are no answers
        except RemoverError as error:
            await self.results.refuse(message, person, error, base)

    async def _open(
        self, messages: Sequence[Message], person: User
    ) -> tuple[list[Preview], str]:
        """Returns the previews of the photos that can be read, and a text about the others."""
        previews: list[Preview] = []
        refused: dict[str, list[str]] = {}
        for number, message in enumerate(messages, 1):
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
        self, to: Message, person: User, previews: Sequence[Preview], refusals: str
    ) -> None:
        words, place = self.responder.words(person), previews[1].revision.job.source.place
        assert place
        example = words.say("album", number=place.number, cell=previews[1].cell)
        caption = f"{example}\n\n{refusals}".strip()[: MessageLimit.CAPTION_LENGTH]
        photos = [picture(each.jpeg, each.revision) for each in previews]
        sent = await self.sender.reply_album(to, photos, caption)
        for preview, message in zip(previews, sent, strict=False):
            await self.editor.history.link(preview.revision, message.message_id)
        # The album may have been sent before a crash, without the photos that came later.
        await self._send_apart(to, person, previews[len(sent) :], "")
        await self.results.offer_pages(to, person, [each.revision for each in previews])

    async def _send_apart(
        self, to: Message, person: User, previews: Sequence[Preview], refusals: str
    ) -> None:
        for preview in previews:
            await self.results.send(to, person, preview)
        if refusals:
            await self.sender.reply(to, refusals)
