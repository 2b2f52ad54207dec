"""The buttons under previews: grids, closer views, cells and proposals."""

from collections.abc import Mapping
from dataclasses import dataclass

from removerbot.chat.callbacks import ButtonHandler, ButtonPress
from removerbot.chat.handlers.results import ResultHandlers
from removerbot.chat.keyboards import cells_keyboard
from removerbot.chat.responder import Responder
from removerbot.editing.editor import Editor


@dataclass(frozen=True, eq=False)
class PreviewHandlers:
    """Handles the buttons under previews."""

    editor: Editor
    responder: Responder
    results: ResultHandlers

    @property
    def buttons(self) -> Mapping[str, ButtonHandler]:
        """The handlers of buttons, by their verbs."""
        return {
            "auto": self.auto,
            "pick": self.pick,
            "points": self.points,
            "finer": self.finer,
            "back": self.back,
            "tap": self.tap,
            "cell": self.cell,
            "zoom": self.zoom,
            "closer": self.closer,
        }

    async def points(self, press: ButtonPress) -> None:
        """Shows the preview with the points so far."""
        await self.results.show(press, await self.editor.preview(press.revision))

    async def finer(self, press: ButtonPress) -> None:
        """Shows a finer grid."""
        await self.results.show(press, await self.editor.finer(press.revision))

    async def back(self, press: ButtonPress) -> None:
        """Shows the previous view."""
        await self.results.show(press, await self.editor.back(press.revision))

    async def tap(self, press: ButtonPress) -> None:
        """Shows a button for each cell, which cuts out what is in it."""
        await self._show_cells(press, "cell", "tap-cell")

    async def zoom(self, press: ButtonPress) -> None:
        """Shows a button for each cell, which enlarges it."""
        await self._show_cells(press, "closer", "tap-closer")

    async def cell(self, press: ButtonPress) -> None:
        """Cuts out what is in a cell."""
        await self.results.show(press, await self.editor.cut(press.revision, press.argument))

    async def closer(self, press: ButtonPress) -> None:
        """Shows a closer view of a cell."""
        await self.results.show(press, await self.editor.zoom(press.revision, press.argument))

    async def auto(self, press: ButtonPress) -> None:
        """Shows proposals."""
        await self.results.show(press, await self.editor.propose(press.revision))

    async def pick(self, press: ButtonPress) -> None:
        """Cuts out a proposal."""
        await self.results.show(press, await self.editor.pick(press.revision, press.argument))

    async def _show_cells(self, press: ButtonPress, verb: str, caption: str) -> None:
        words = self.responder.words(press.person)
        preview = await self.editor.coarser(press.revision)
        back = "points" if preview.cut.views == press.revision.views else "back"
        keyboard = cells_keyboard(preview, words, verb, back)
        await self.results.edit(press, preview, words.say(caption), keyboard)
