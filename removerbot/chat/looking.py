"""The buttons under a preview: points, grids, zoom, cells to tap, proposals."""

from removerbot.chat.buttons import cells_keyboard
from removerbot.chat.pressing import Press
from removerbot.chat.results import Results
from removerbot.chat.voice import Voice
from removerbot.service import Remover


class Looking:
    """Shows the photo of a cut in other ways, and lets people point with buttons."""

    def __init__(self, remover: Remover, voice: Voice, results: Results) -> None:
        self._remover = remover
        self._voice = voice
        self._results = results

    async def points(self, press: Press) -> None:
        """Show the photo under its grid, with what was pointed at."""
        await self._results.show(press, await self._remover.preview(press.cut))

    async def finer(self, press: Press) -> None:
        """Show a finer grid."""
        await self._results.show(press, await self._remover.finer(press.cut))

    async def back(self, press: Press) -> None:
        """Show the grid as before."""
        await self._results.show(press, await self._remover.back(press.cut))

    async def tap(self, press: Press) -> None:
        """Turn the grid into buttons that cut."""
        await self._show_cells(press, "cell", "tap-cell")

    async def zoom(self, press: Press) -> None:
        """Turn the grid into buttons that enlarge."""
        await self._show_cells(press, "closer", "tap-closer")

    async def cell(self, press: Press) -> None:
        """Cut out what is in a cell."""
        await self._results.show(press, await self._remover.cut(press.cut, press.argument))

    async def closer(self, press: Press) -> None:
        """Enlarge a cell's neighbourhood."""
        await self._results.show(press, await self._remover.zoom(press.cut, press.argument))

    async def auto(self, press: Press) -> None:
        """Show what there is to cut out."""
        await self._results.show(press, await self._remover.propose(press.cut))

    async def pick(self, press: Press) -> None:
        """Cut out a proposal."""
        await self._results.show(press, await self._remover.pick(press.cut, press.argument))

    async def _show_cells(self, press: Press, verb: str, caption: str) -> None:
        words = self._voice.words(press.person)
        preview = await self._remover.coarser(press.cut)
        back = "points" if preview.cut.views == press.cut.views else "back"
        keyboard = cells_keyboard(preview, words, verb, back)
        await self._results.put(press, preview, words.say(caption), keyboard)
