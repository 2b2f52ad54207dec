"""Messages that show a revision: cutouts, previews and proposals."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message, User

from removerbot.chat.callbacks import ButtonHandler, ButtonPress, linked
from removerbot.chat.keyboards import (
    PageLinks,
    cells_keyboard,
    picks_keyboard,
    preview_keyboard,
)
from removerbot.chat.offers import OfferMessages
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import result_keyboard, sizes_of
from removerbot.chat.sender import Document, MessageRef, Sender
from removerbot.editing.editor import Editor, Preview, Proposals, Result
from removerbot.errors import RemoverError
from removerbot.i18n import Words
from removerbot.imaging.encode import Fit
from removerbot.segmentation.revisions import Revision

_FITS = {
    Fit.DEFLATED: "fit-deflated",
    Fit.TRIMMED: "fit-trimmed",
    Fit.WEBP: "fit-webp",
}

Output = Result | Preview | Proposals
"""What a message can show of a revision."""


@dataclass(frozen=True, eq=False)
class ResultMessages:
    """Sends and edits messages that show a revision; replies to them go on from it.

    Attributes:
        page_links: makes the buttons that open the page; `None` if it is not served.

    Where a method takes `asks`, the alternatives of an unsure cutout are offered under it.
    """

    editor: Editor
    sender: Sender
    responder: Responder
    page_links: PageLinks | None
    offers: OfferMessages

    async def send(
        self, to: Message, person: User, output: Output, *, asks: bool = False
    ) -> None:
        """Replies with a cutout, a preview or proposals."""
        words, keyboard = self.responder.words(person), self._keyboard
        caption = await self.caption(output, words, asks=asks)
        if isinstance(output, Result):
            file = Document(output.data, output.name, caption, output.thumbnail)
            sent = await self.sender.reply_document(to, file, keyboard(output, words))
        else:
            photo = photo_of(output, caption)
            sent = await self.sender.reply_photo(to, photo, keyboard(output, words))
        shown = await linked(self.editor.history, output.revision, sent)
        ref = MessageRef(sent.chat_id, sent.message_id)
        await self._renew_offers(ref, person, replace(output, revision=shown), asks=asks)

    async def refuse(
        self, to: Message, person: User, error: RemoverError, revision: Revision | None
    ) -> None:
        """Replies with the text of an error; a reply to that goes on from the revision."""
        sent = await self.responder.explain(to, person, error)
        if revision:
            await self.editor.history.link(revision, sent.message_id)

    async def offer_pages(self, to: Message, person: User, revisions: list[Revision]) -> None:
        """Replies with the buttons that open the page, numbered: an album has no buttons."""
        places = ((each, each.job.source.place) for each in revisions)
        found = (self._page_button(each, str(place.number)) for each, place in places if place)
        buttons = [each for each in found if each]
        if buttons:
            rows = [buttons[:5], buttons[5:]] if buttons[5:] else [buttons]
            text = self.responder.words(person).say("album-pages")
            await self.sender.reply(to, text, InlineKeyboardMarkup(rows))

    async def show(
        self, press: ButtonPress, output: Output, *, advises: bool = False, asks: bool = False
    ) -> None:
        """Edits the message whose button was pressed to show something else."""
        caption = await self.caption(output, press.words, advises=advises, asks=asks)
        await self.edit(press.message, output, caption, self._keyboard(output, press.words))
        await self._renew_offers(press.message, press.person, output, asks=asks)

    async def _renew_offers(
        self, message: MessageRef, person: User, output: Output, *, asks: bool
    ) -> None:
        unsure = output if asks and isinstance(output, Result) else None
        await self.offers.renew(message, person, output.revision, unsure)

    async def caption(
        self, output: Output, words: Words, *, advises: bool = False, asks: bool = False
    ) -> str:
        """Returns the caption of a message that shows this; it says how to go on if `advises`,
        or if the person is new."""
        advises = advises or await self.editor.history.is_early(output.revision)
        caption = _caption_of(output, words, advises=advises, asks=asks)
        is_partial = not isinstance(output, Proposals) and output.is_partial
        return "\n\n".join([caption, words.say("partial")]) if is_partial else caption

    async def replace(
        self, message: MessageRef, person: User, output: Output, *, asks: bool = False
    ) -> None:
        """Edits a message of the bot to show something else."""
        words = self.responder.words(person)
        caption = await self.caption(output, words, asks=asks)
        await self.edit(message, output, caption, self._keyboard(output, words))
        await self._renew_offers(message, person, output, asks=asks)

    async def edit(
        self, message: MessageRef, output: Output, caption: str, keyboard: InlineKeyboardMarkup
    ) -> None:
        """Does the same with another caption and other buttons."""
        media = (
            Document(output.data, output.name, caption, output.thumbnail).media
            if isinstance(output, Result)
            else photo_of(output, caption)
        )
        await self.sender.edit(message, media, keyboard)
        await self.editor.history.link(output.revision, message.message_id)

    def _keyboard(self, output: Output, words: Words) -> InlineKeyboardMarkup:
        if isinstance(output, Result):
            return self.under_cutout(output.revision, sizes_of(output), words)
        if isinstance(output, Proposals):
            return picks_keyboard(output, words)
        page = self._page_button(output.revision, words.say("button-page"))
        return preview_keyboard(output, words, page)

    def under_cutout(
        self, revision: Revision, sizes: str, words: Words
    ) -> InlineKeyboardMarkup:
        """Returns the buttons under a cutout; `sizes` is from `sizes_of`."""
        page = self._page_button(revision, words.say("button-correct"))
        return result_keyboard(revision, sizes, words, page)

    def _page_button(self, revision: Revision, label: str) -> InlineKeyboardButton | None:
        return self.page_links.button(revision, label) if self.page_links else None


def photo_of(output: Preview | Proposals, caption: str = "") -> InputMediaPhoto:
    """Returns the picture, covered if the photo is."""
    is_spoiler = output.revision.job.source.is_spoiler
    return InputMediaPhoto(output.jpeg, caption, has_spoiler=is_spoiler)


def _caption_of(output: Output, words: Words, *, advises: bool, asks: bool) -> str:
    if isinstance(output, Result):
        return _caption_of_result(output, words, advises=advises, asks=asks)
    if isinstance(output, Proposals):
        return words.say("proposals")
    if output.revision.adds:
        return words.say("preview-add", points=output.points, cell=output.cell)
    if output.points:
        return words.say("preview-points", points=output.points, cell=output.cell)
    if not advises:
        return words.say("preview-short")
    return words.say("preview", cell=output.cell, pixel=output.pixel)


def _caption_of_result(result: Result, words: Words, *, advises: bool, asks: bool) -> str:
    first = [words.say("cutout", points=result.points)]
    if advises:
        first.append(words.say("cutout-advice"))
    parts = ["\n".join(first)]
    if result.is_unsure:
        parts.append(
            words.say("cutout-ask" if asks and result.alternatives else "cutout-guess")
        )
    if result.fit:
        parts.append(words.say(_FITS[result.fit]))
    return "\n\n".join(parts)


UseCase = Callable[[ButtonPress], Awaitable[Output]]


@dataclass(frozen=True, eq=False)
class PreviewHandlers:
    """Shows another revision in the message whose button was pressed."""

    editor: Editor
    results: ResultMessages

    @property
    def buttons(self) -> Mapping[str, ButtonHandler]:
        """The handlers of buttons, by their verbs."""
        editor = self.editor
        use_cases: dict[str, UseCase] = {
            "auto": lambda press: editor.propose(press.revision, payer=press.person.id),
            "pick": lambda press: editor.pick(
                press.revision, press.argument, payer=press.person.id
            ),
            "points": lambda press: editor.preview(press.revision),
            "finer": lambda press: editor.finer(press.revision),
            "closer": lambda press: editor.zoom(press.revision, press.argument),
            "back": lambda press: editor.back(press.revision),
            "add": lambda press: editor.add(press.revision),
            "cutout": lambda press: editor.result(replace(press.revision, adds=False)),
            "smaller": lambda press: editor.smaller(press.revision),
            "bigger": lambda press: editor.larger(press.revision),
            "restart": lambda press: editor.preview(Revision(press.revision.job)),
        }
        return {
            **{verb: partial(self._show, use_case) for verb, use_case in use_cases.items()},
            "main": partial(self._answer, self._main),
            "cell": partial(self._answer, self._cell),
            "undo": self._undo,
            "tap": partial(self._show_cells, "cell", "tap-cell"),
            "zoom": partial(self._show_cells, "closer", "tap-closer"),
        }

    async def _show(self, use_case: UseCase, press: ButtonPress) -> None:
        await self.results.show(press, await use_case(press))

    async def _answer(self, use_case: UseCase, press: ButtonPress) -> None:
        await self.results.show(press, await use_case(press), asks=True)

    async def _main(self, press: ButtonPress) -> Output:
        return await self.editor.main(press.revision, payer=press.person.id)

    async def _cell(self, press: ButtonPress) -> Output:
        return await self.editor.cut(press.revision, press.argument, payer=press.person.id)

    async def _undo(self, press: ButtonPress) -> None:
        await self.results.show(press, await self.editor.undo(press.revision), advises=True)

    async def _show_cells(self, verb: str, caption: str, press: ButtonPress) -> None:
        """Shows a button for each cell of the grid; the verb says what they do."""
        preview = await self.editor.coarser(press.revision)
        back = "points" if preview.revision.views == press.revision.views else "back"
        keyboard = cells_keyboard(preview, press.words, verb, back)
        await self.results.edit(press.message, preview, press.words.say(caption), keyboard)
