"""Messages that show a revision: cutouts, previews and proposals."""

from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, InputMediaPhoto, Message, User
from telegram.error import BadRequest, EndPointNotFound, Forbidden

from removerbot.chat.callbacks import ButtonPress, linked, revision_id_of
from removerbot.chat.keyboards import Links, picks_keyboard, preview_keyboard
from removerbot.chat.offers import OfferMessages
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import result_keyboard, sizes_of
from removerbot.chat.sender import Document, Sender, picture
from removerbot.chat.storage_chat import Media
from removerbot.chat.targets import (
    EphemeralRef,
    InlineRef,
    MessageRef,
    Shown,
    number_of,
    place_for,
    ref_of,
    ref_of_photo,
    shown_as,
    shown_number,
)
from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Output, Preview, Proposals, Result
from removerbot.errors import RemoverError
from removerbot.i18n import Words
from removerbot.segmentation.revisions import Revision
from removerbot.storage.sent_files import SentFile, SentFiles


@dataclass(frozen=True, eq=False)
class ResultMessages:
    """Sends and edits messages that show a revision; replies to them go on from it.

    Where a method takes `request`, an edit of that message of the person's changes what is
    shown.
    """

    editor: Editor
    sender: Sender
    responder: Responder
    links: Links
    sent_files: SentFiles
    offers: OfferMessages

    async def answer(
        self, message: Message, person: User, output: Output, earlier: MessageRef | None = None
    ) -> None:
        """Answers words about a photo: in the message with their earlier answer, if there is
        one. When the words are edited, this answer is the one to change."""
        number = shown_number(message)
        if earlier is None:
            await self.send(message, person, output, request=number)
        else:
            await self.replace(earlier, person, output, request=number)

    async def send(
        self, to: Message, person: User, output: Output, *, request: int = 0
    ) -> None:
        """Replies with a cutout, or with a preview or proposals for the person alone."""
        if isinstance(output, Result):
            await self.publish(to, person, output, request=request)
            return
        words = self.responder.words(person)
        caption, keyboard = self.caption(output, words), self._keyboard(output, words)
        photo = picture(output.jpeg, output.revision, caption)
        is_private = output.revision.job.source.is_private
        sent = await self.sender.reply_photo(
            to, photo, keyboard, only_for=person.id, is_private=is_private
        )
        await self.link(output.revision, sent, is_preview=True)
        await self.editor.history.link(output.revision, request)

    async def publish(
        self,
        to: Message | EphemeralRef,
        person: User,
        result: Result,
        *,
        request: int = 0,
    ) -> None:
        """Replies with a cutout, for everybody who has seen the photo: to the photo, if what it
        answers is seen by the person alone."""
        words, source = self.responder.words(person), result.revision.job.source
        message = to if isinstance(to, Message) else None
        is_seen = message and number_of(message) is None
        answered = ref_of(message) if message and is_seen else ref_of_photo(source)
        place = place_for(source, answered, message)
        if isinstance(place, EphemeralRef):
            result = result.settled  # nothing is sent beside it
        caption = self.caption(result, words)
        file = Document(result.data, result.name, caption, result.thumbnail)
        keyboard = self._keyboard(result, words)
        sent = await self.sender.reply_document(place, file, keyboard)
        await self.editor.delivered(result)
        file_id = sent.document.file_id if sent.document else None
        kept = _kept(person, result, file_id)
        shown = await linked(
            self.editor.history, result.revision, sent, request=request, file=kept
        )
        answer = shown_as(sent, person.id)
        await self._renew_offers(answer, person, replace(result, revision=shown))

    async def _renew_offers(self, message: Shown, person: User, output: Output) -> None:
        """Deletes pictures of alternatives to an earlier answer, and offers those of this; if
        they cannot be offered, its caption does not say so any more."""
        if isinstance(message, MessageRef):
            unsure = output if isinstance(output, Result) else None
            is_kept = await self.offers.renew(message, person, output.revision, unsure)
            if unsure and not is_kept:
                await self.replace(message, person, replace(unsure.settled, payer=None))

    async def link(
        self, revision: Revision, message: Message, *, is_preview: bool = False
    ) -> None:
        """Lets replies to a message go on from a revision. An ephemeral one has no number that
        would name it; its buttons do. What number it has is kept to delete it."""
        history, number = self.editor.history, number_of(message)
        if number is None:
            await history.link(revision, message.message_id, is_preview=is_preview)
        elif is_preview:
            await history.link_alone(revision, number)

    async def meant(self, message: Message, person: User) -> Revision:
        """Returns the revision that a message goes on from; see `History.meant`."""
        replied, whose = message.reply_to_message, (message.chat_id, person.id)
        shown = (replied.message_id, revision_id_of(replied)) if replied else (None,)
        return await self.editor.history.meant(*whose, *shown)

    async def shown_by(self, message: Message) -> Revision | None:
        """Returns the revision that a message of the bot shows, if it shows one."""
        number, named = shown_number(message), revision_id_of(message)
        return await self.editor.history.of_message(message.chat_id, number, named)

    async def refuse(
        self, to: Message, person: User, error: RemoverError, revision: Revision | None
    ) -> None:
        """Replies with the text of an error; a reply to that goes on from the revision."""
        sent = await self.responder.explain(to, person, error)
        if revision:
            await self.link(revision, sent)

    async def offer_pages(self, to: Message, person: User, revisions: list[Revision]) -> None:
        """Replies with the buttons that open the page, numbered: an album has no buttons."""
        buttons = [
            page
            for each in revisions
            if (place := each.job.source.place)
            and (page := self.links.page_button(each, str(place.number)))
        ]
        if buttons:
            rows = [buttons[:5], buttons[5:]] if buttons[5:] else [buttons]
            text = self.responder.words(person).say("album-pages")
            await self.sender.reply(to, text, InlineKeyboardMarkup(rows))

    async def show(self, press: ButtonPress, output: Output) -> None:
        """Edits the message whose button was pressed to show something else. What a person
        sees alone makes way for the cutout, which everybody sees."""
        if isinstance(press.message, EphemeralRef) and isinstance(output, Result):
            await self.publish(press.message, press.person, output)
            await self.sender.delete(press.message)
            return
        await self.replace(press.message, press.person, output)

    def caption(self, output: Output, words: Words) -> str:
        """Returns the caption of a message that shows this."""
        if isinstance(output, Proposals):
            return words.say("proposals")
        advice = "cutout-advice-page" if self.links.public_url else "cutout-advice"
        caption = _caption_of(output, words, advice if output.advises else None)
        return "\n\n".join([caption, words.say(output.note)]) if output.note else caption

    async def replace(
        self, message: Shown, person: User, output: Output, *, request: int = 0
    ) -> None:
        """Edits a message of the bot to show something else."""
        if isinstance(output, Result) and not isinstance(message, MessageRef):
            output = output.settled  # nothing is sent beside it
        keyboard = self._keyboard(output, self.responder.words(person))
        await self.edit(message, person, output, keyboard, request=request)
        await self._renew_offers(message, person, output)

    async def edit(  # noqa: PLR0913 - all that a message has
        self,
        message: Shown,
        person: User,
        output: Output,
        keyboard: InlineKeyboardMarkup,
        *,
        caption: str = "",
        request: int = 0,
    ) -> None:
        """Does the same with other buttons, and perhaps another caption."""
        caption = caption or self.caption(output, self.responder.words(person))
        media = await self._media(message, output, caption)
        if isinstance(output, Result) and isinstance(media, InputMediaPhoto):
            keyboard = self._with_link(keyboard, output, person)
        try:
            file_id = await self.sender.edit(message, media, keyboard)
        except (BadRequest, Forbidden, EndPointNotFound):
            if not isinstance(message, EphemeralRef) or isinstance(output, Result):
                raise
            if output.revision.job.source.is_private:
                raise
            await self._show_all(output, caption, keyboard)
            return
        revision, number, kept = output.revision, message.message_id, None
        if isinstance(output, Result):
            await self.editor.delivered(output)
            kept = _kept(person, output, file_id)
        is_preview = not isinstance(output, Result)
        await self.editor.history.link(
            revision, number, request=request, is_preview=is_preview, file=kept
        )
        if kept and not number:
            await self.sent_files.add(revision, kept)

    async def _show_all(
        self, output: Preview | Proposals, caption: str, keyboard: InlineKeyboardMarkup
    ) -> None:
        """Sends to everybody what one person cannot be shown."""
        photo = picture(output.jpeg, output.revision, caption)
        to = ref_of_photo(output.revision.job.source)
        sent = await self.sender.send_photo(to, photo, keyboard)
        await self.link(output.revision, sent, is_preview=True)

    def _with_link(
        self, keyboard: InlineKeyboardMarkup, result: Result, person: User
    ) -> InlineKeyboardMarkup:
        """Adds a link to the private chat, where there is the file itself."""
        row = [self.links.private_button(result.revision, self.responder.words(person))]
        return InlineKeyboardMarkup([*keyboard.inline_keyboard, row])

    async def _media(self, message: Shown, output: Output, caption: str) -> Media:
        if not isinstance(output, Result):
            return picture(output.jpeg, output.revision, caption)
        file = Document(output.data, output.name, caption, output.thumbnail).media
        if not isinstance(message, InlineRef):
            return file
        if stored := await self.sender.storage.stored(file):
            return stored
        jpeg = await self.editor.renderer.look(output.revision)
        return picture(jpeg, output.revision, caption)

    def _keyboard(self, output: Output, words: Words) -> InlineKeyboardMarkup:
        if isinstance(output, Result):
            return self.under_cutout(output.revision, sizes_of(output), words)
        if isinstance(output, Proposals):
            return picks_keyboard(output, words)
        page = self.links.page_button(output.revision, words.say("button-page"))
        return preview_keyboard(output, words, page)

    def under_cutout(
        self, revision: Revision, sizes: str, words: Words
    ) -> InlineKeyboardMarkup:
        """Returns the buttons under a cutout; `sizes` is from `sizes_of`."""
        page = self.links.page_button(revision, words.say("button-correct"))
        return result_keyboard(revision, sizes, words, page)


@dataclass(frozen=True, eq=False)
class BaseHandlers:
    """What all handlers answer with: messages that show a revision, and texts."""

    results: ResultMessages

    @property
    def editor(self) -> Editor:
        """Does what people ask for."""
        return self.results.editor

    @property
    def sender(self) -> Sender:
        """Sends what is no answer about a photo."""
        return self.results.sender

    @property
    def responder(self) -> Responder:
        """Says texts."""
        return self.results.responder


def _kept(person: User, result: Result, file_id: str | None) -> SentFile | None:
    """Returns what is kept of a file that a person was sent, for `@bot` in other chats."""
    title = result.points or result.name
    return SentFile(person.id, "document", file_id, title) if file_id else None


def _caption_of(output: Result | Preview, words: Words, advice: str | None) -> str:
    if isinstance(output, Result):
        return _caption_of_result(output, words, advice)
    if output.revision.adds:
        return words.say("preview-add", points=output.points, cell=output.cell)
    if output.points:
        return words.say("preview-points", points=output.points, cell=output.cell)
    if not advice:
        return words.say("preview-short")
    return words.say("preview", cell=output.cell, pixel=output.pixel)


def _caption_of_result(result: Result, words: Words, advice: str | None) -> str:
    parts = [words.say("cutout", points=result.points)]
    if advice:
        parts[0] += f"\n{words.say(advice)}"
    if result.is_unsure:
        parts.append(words.say("cutout-ask" if result.alternatives else "cutout-guess"))
    if result.fit:
        parts.append(words.say(f"fit-{result.fit}"))
    return "\n\n".join(parts)
