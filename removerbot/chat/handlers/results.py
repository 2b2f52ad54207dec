"""The messages that show cutouts and previews, and the buttons that change what is cut."""

from dataclasses import dataclass, replace

from telegram import InlineKeyboardMarkup, InputMediaPhoto, Message, User

from removerbot.chat.callbacks import Press
from removerbot.chat.keyboards import TapLinks, picks_keyboard, preview_keyboard
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import result_keyboard, sizes_of
from removerbot.chat.sender import Document, Sender
from removerbot.editing.editor import Editor
from removerbot.editing.results import Preview, Proposals, Result
from removerbot.errors import RemoverError
from removerbot.i18n import Words
from removerbot.revisions import Revision

Shown = Result | Preview | Proposals
"""All that a message can show of a cut."""


@dataclass(frozen=True, eq=False)
class Results:
    """Sends what cuts look like, and changes messages that show it in place.

    Attributes:
        links: the way to the page on which photos are tapped; `None` if it is not served.
    """

    editor: Editor
    gateway: Sender
    voice: Responder
    links: TapLinks | None

    async def send(self, to: Message, person: User, shown: Shown) -> None:
        """Answer a message with a cutout, a preview or proposals."""
        words = self.voice.words(person)
        caption, keyboard = caption_of(shown, words), self._keyboard(shown, words)
        if isinstance(shown, Result):
            file = Document(shown.data, shown.name, caption, shown.thumbnail)
            sent = await self.gateway.reply_document(to, file, keyboard)
        else:
            sent = await self.gateway.reply_photo(to, shown.jpeg, caption, keyboard)
        await self.editor.history.link(shown.revision, sent.message_id)

    async def refuse(
        self, to: Message, person: User, error: RemoverError, cut: Revision | None
    ) -> None:
        """Answer a message with what went wrong; a reply to that goes on from the same cut."""
        sent = await self.voice.explain(to, person, error)
        if cut:
            await self.editor.history.link(cut, sent.message_id)

    async def show(self, press: Press, shown: Shown) -> None:
        """Let the message whose button was pressed show something else."""
        words = self.voice.words(press.person)
        await self.put(press, shown, caption_of(shown, words), self._keyboard(shown, words))

    async def put(
        self, press: Press, shown: Shown, caption: str, keyboard: InlineKeyboardMarkup
    ) -> None:
        """The same with another caption and other buttons."""
        media = (
            Document(shown.data, shown.name, caption, shown.thumbnail).media
            if isinstance(shown, Result)
            else InputMediaPhoto(shown.jpeg, caption)
        )
        await self.gateway.edit(press.place, media, keyboard)
        await self.editor.history.link(shown.revision, press.place.message_id)

    async def smaller(self, press: Press) -> None:
        """Show a part of it."""
        await self.show(press, await self.editor.smaller(press.cut))

    async def bigger(self, press: Press) -> None:
        """Show more of what it belongs to."""
        await self.show(press, await self.editor.larger(press.cut))

    async def undo(self, press: Press) -> None:
        """Take the last step back."""
        await self.show(press, await self.editor.undo(press.cut))

    async def restart(self, press: Press) -> None:
        """Take all steps back."""
        await self.show(press, await self.editor.preview(Revision(press.cut.job)))

    async def add(self, press: Press) -> None:
        """Show the photo, to point at another object."""
        await self.show(press, await self.editor.add(press.cut))

    async def cutout(self, press: Press) -> None:
        """Show the cutout again."""
        cut = replace(press.cut, adds=False)
        await self.show(press, await self.editor.result(cut))

    def _keyboard(self, shown: Shown, words: Words) -> InlineKeyboardMarkup:
        if isinstance(shown, Result):
            return result_keyboard(shown.revision, sizes_of(shown), words)
        if isinstance(shown, Proposals):
            return picks_keyboard(shown, words)
        page = self.links.button(shown.revision, words) if self.links else None
        return preview_keyboard(shown, words, page)


def caption_of(shown: Shown, words: Words) -> str:
    """What stands under it."""
    if isinstance(shown, Result):
        return words.say("cutout", points=shown.points, percent=round(100 * shown.score))
    if isinstance(shown, Proposals):
        return words.say("proposals")
    if shown.revision.adds:
        return words.say("preview-add", points=shown.points, cell=shown.cell)
    if shown.points:
        return words.say("preview-points", points=shown.points, cell=shown.cell)
    return words.say("preview", cell=shown.cell, pixel=shown.pixel)
