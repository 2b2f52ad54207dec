"""Where pictures are made: photos fetched and decoded, previews drawn, objects cut out.

Nothing is remembered here that cannot be made again from a cut.
"""

import asyncio

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import Choice
from removerbot.core.cutout import Cutout, cut_out
from removerbot.core.photo import on_white
from removerbot.core.preview import LONG_SIDE, draw_preview
from removerbot.core.sizes import Neighbours, neighbours
from removerbot.core.types import Photo, Prompt
from removerbot.ports import Cut, Engine, Files, Photos, Source, Step
from removerbot.replay import Replay, next_step

_PHOTO_CACHE_BYTES = 64 << 20


class Darkroom:
    """Makes what cuts look like. Photos and masks are kept in memory for a while."""

    def __init__(self, engine: Engine, files: Files, photos: Photos) -> None:
        self._replay = Replay(engine)
        self._files = files
        self._photos = photos
        self._read = BudgetCache[str, Photo](_PHOTO_CACHE_BYTES)

    async def photo(self, source: Source) -> Photo:
        """The photo of a message.

        Raises:
            UserError: it is gone, no photo that can be read, or over the limits.
        """
        photo = self._read.get(source.file_id)
        if photo is None:
            data = await self._files.fetch(source.file_id)
            photo = await asyncio.to_thread(self._photos.read_photo, data)
            self._read.put(source.file_id, photo, len(data))
        return photo

    async def preview(self, cut: Cut) -> bytes:
        """The photo under the cut's grid, with what was pointed at, as a JPEG file."""
        photo = await self.photo(cut.job.source)
        enough = LONG_SIDE if cut.grid.region is None else None
        return await asyncio.to_thread(
            lambda: draw_preview(
                on_white(self._photos.decode(photo, enough)), cut.grid, cut.prompt
            )
        )

    async def step(self, cut: Cut, prompt: Prompt) -> Step:
        """The next step of a cut that goes on with a prompt. Raises as `cutout`."""
        if cut.steps:
            return next_step(cut.steps, prompt)
        return await self._replay.first_step(await self.photo(cut.job.source), prompt, cut.grid)

    async def cutout(self, cut: Cut) -> tuple[Choice, Cutout]:
        """The mask that the last step shows, and what it cuts out.

        Raises:
            NothingFound: there is no object where was pointed at.
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        photo = await self.photo(cut.job.source)
        shown, pixels = await asyncio.gather(
            self._replay.shown(photo, cut.steps), asyncio.to_thread(self._photos.decode, photo)
        )
        return shown, await asyncio.to_thread(cut_out, pixels, shown.candidate, shown.iou)

    async def neighbours(self, cut: Cut) -> Neighbours:
        """The masks at hand that are next in size to the one shown. Raises as `cutout`."""
        photo = await self.photo(cut.job.source)
        choices = await self._replay.choices(photo, cut.steps[:-1], cut.steps[-1])
        shown = await self._replay.shown(photo, cut.steps)
        return await asyncio.to_thread(neighbours, choices, shown)
