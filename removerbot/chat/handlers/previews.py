"""The buttons under a preview: points, grids, zoom, cells to tap, proposals."""

from dataclasses import dataclass

from removerbot.chat.callbacks import Press
from removerbot.chat.handlers.results import Results
from removerbot.chat.keyboards import cells_keyboard
from removerbot.chat.responder import Responder
from removerbot.editing.editor import Editor


@dataclass(frozen=True, eq=False)
class Looking:
    """Shows the photo of a cut in other ways, and lets people point with buttons."""

    editor: Editor
    voice: Responder
    results: Results

    async def points(self, press: Press) -> None:
        """Show the photo under its grid, with what was pointed at."""
        await self.results.show(press, await self.editor.preview(press.cut))

    async def finer(self, press: Press) -> None:
        """Show a finer grid."""
        await self.results.show(press, await self.editor.finer(press.cut))

    async def back(self, press: Press) -> None:
        """Show the grid as before."""
        await self.results.show(press, await self.editor.back(press.cut))

    async def tap(self, press: Press) -> None:
        """Turn the grid into buttons that cut."""
        await self._show_cells(press, "cell", "tap-cell")

    async def zoom(self, press: Press) -> None:
        """Turn the grid into buttons that enlarge."""
        await self._show_cells(press, "closer", "tap-closer")

    async def cell(self, press: Press) -> None:
        """Cut out what is in a cell."""
        await self.results.show(press, await self.editor.cut(press.cut, press.argument))

    async def closer(self, press: Press) -> None:
        """Enlarge a cell's neighbourhood."""
        await self.results.show(press, await self.editor.zoom(press.cut, press.argument))

    async def auto(self, press: Press) -> None:
        """Show what there is to cut out."""
        await self.results.show(press, await self.editor.propose(press.cut))

    async def pick(self, press: Press) -> None:
        """Cut out a proposal."""
        await self.results.show(press, await self.editor.pick(press.cut, press.argument))

    async def _show_cells(self, press: Press, verb: str, caption: str) -> None:
        words = self.voice.words(press.person)
        preview = await self.editor.coarser(press.cut)
        back = "points" if preview.revision.views == press.cut.views else "back"
        keyboard = cells_keyboard(preview, words, verb, back)
        await self.results.put(press, preview, words.say(caption), keyboard)
