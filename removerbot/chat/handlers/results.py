"""Messages that show a revision: cutouts, previews and proposals."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message, User

from removerbot.chat.callbacks import ButtonHandler, ButtonPress
from removerbot.chat.keyboards import (
    PageLinks,
    cells_keyboard,
    picks_keyboard,
    preview_keyboard,
)
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import result_keyboard, sizes_of
from removerbot.chat.sender import Document, Sender
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
    """

    editor: Editor
    sender: Sender
    responder: Responder
    page_links: PageLinks | None

    async def send(self, to: Message, person: User, output: Output) -> None:
        """Replies with a cutout, a preview or proposals."""
        words = self.responder.words(person)
        caption, keyboard = caption_of(output, words), self._keyboard(output, words)
        if isinstance(output, Result):
            file = Document(output.data, output.name, caption, output.thumbnail)
            sent = await self.sender.reply_document(to, file, keyboard)
        else:
            sent = await self.sender.reply_photo(to, output.jpeg, caption, keyboard)
        await self.editor.history.link(output.revision, sent.message_id)

    async def refuse(
        self, to: Message, person: User, error: RemoverError, revision: Revision | None
    ) -> None:
        """Replies with the text of an error; a reply to that goes on from the revision."""
        sent = await self.responder.explain(to, person, error)
        if revision:
            await self.editor.history.link(revision, sent.message_id)

    async def show(self, press: ButtonPress, output: Output) -> None:
        """Edits the message whose button was pressed to show something else."""
        caption, keyboard = caption_of(output, press.words), self._keyboard(output, press.words)
        await self.edit(press, output, caption, keyboard)

    async def edit(
        self, press: ButtonPress, output: Output, caption: str, keyboard: InlineKeyboardMarkup
    ) -> None:
        """Does the same with another caption and other buttons."""
        media = (
            Document(output.data, output.name, caption, output.thumbnail).media
            if isinstance(output, Result)
            else InputMediaPhoto(output.jpeg, caption)
        )
        await self.sender.edit(press.message, media, keyboard)
        await self.editor.history.link(output.revision, press.message.message_id)

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


def caption_of(output: Output, words: Words) -> str:
    """Returns the caption of a message that shows this."""
    caption = _caption_of(output, words)
    if isinstance(output, Proposals) or not output.is_partial:
        return caption
    return "\n\n".join([caption, words.say("partial")])


def _caption_of(output: Output, words: Words) -> str:
    if isinstance(output, Result):
        percent = round(100 * output.score)
        parts = [words.say("cutout", points=output.points, percent=percent)]
        if output.is_unsure:
            parts.append(words.say("cutout-guess"))
        if output.fit:
            parts.append(words.say(_FITS[output.fit]))
        return "\n\n".join(parts)
    if isinstance(output, Proposals):
        return words.say("proposals")
    if output.revision.adds:
        return words.say("preview-add", points=output.points, cell=output.cell)
    if output.points:
        return words.say("preview-points", points=output.points, cell=output.cell)
    return words.say("preview", cell=output.cell, pixel=output.pixel)


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
            "main": lambda press: editor.main(press.revision, payer=press.person.id),
            "auto": lambda press: editor.propose(press.revision, payer=press.person.id),
            "pick": lambda press: editor.pick(
                press.revision, press.argument, payer=press.person.id
            ),
            "cell": lambda press: editor.cut(
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
            "undo": lambda press: editor.undo(press.revision),
            "restart": lambda press: editor.preview(Revision(press.revision.job)),
        }
        return {
            **{verb: partial(self._show, use_case) for verb, use_case in use_cases.items()},
            "tap": partial(self._show_cells, "cell", "tap-cell"),
            "zoom": partial(self._show_cells, "closer", "tap-closer"),
        }

    async def _show(self, use_case: UseCase, press: ButtonPress) -> None:
        await self.results.show(press, await use_case(press))

    async def _show_cells(self, verb: str, caption: str, press: ButtonPress) -> None:
        """Shows a button for each cell of the grid; the verb says what they do."""
        preview = await self.editor.coarser(press.revision)
        back = "points" if preview.revision.views == press.revision.views else "back"
        keyboard = cells_keyboard(preview, press.words, verb, back)
        await self.results.edit(press, preview, press.words.say(caption), keyboard)
