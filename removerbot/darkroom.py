"""Where pictures are made: photos fetched and decoded, previews drawn, objects cut out.

Nothing is remembered here that cannot be made again from a cut.
"""

import asyncio

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import Choice
from removerbot.core.cutout import Cutout, cut_out
from removerbot.core.photo import decode, on_white, read_photo
from removerbot.core.preview import LONG_SIDE, draw_preview
from removerbot.core.sizes import Neighbours, neighbours
from removerbot.core.types import Photo, Pixels, Prompt
from removerbot.ports import Cut, Engine, Files, Source, Step
from removerbot.replay import Replay, next_step

_PHOTO_CACHE_BYTES = 64 << 20

_PIXELS_CACHE_BYTES = 36_000_000
"""For decoded photos: one of 12 megapixels, or several of the size that Telegram makes."""


class Darkroom:
    """Makes what cuts look like. Photos and masks are kept in memory for a while."""

    def __init__(self, engine: Engine, files: Files, max_megapixels: float) -> None:
        self._replay = Replay(engine)
        self._files = files
        self._max_megapixels = max_megapixels
        self._photos = BudgetCache[str, Photo](_PHOTO_CACHE_BYTES)
        self._pixels = BudgetCache[str, Pixels](_PIXELS_CACHE_BYTES)
        self._decoding: dict[str, asyncio.Task[Pixels]] = {}

    async def photo(self, source: Source) -> Photo:
        """The photo of a message.

        Raises:
            UserError: it is gone, no photo that can be read, or over the limits.
        """
        photo = self._photos.get(source.file_id)
        if photo is None:
            data = await self._files.fetch(source.file_id)
            photo = await asyncio.to_thread(
                read_photo, data, max_megapixels=self._max_megapixels
            )
            self._photos.put(source.file_id, photo, len(data))
        return photo

    def decode_ahead(self, photo: Photo) -> None:
        """Begin to decode what a cutout will need, if it can be kept until then."""
        width, height = photo.size
        if 3 * width * height <= _PIXELS_CACHE_BYTES and not self._pixels.get(photo.key):
            self._decode(photo)

    async def preview(self, cut: Cut) -> bytes:
        """The photo under the cut's grid, with what was pointed at, as a JPEG file."""
        photo = await self.photo(cut.job.source)
        enough = LONG_SIDE if cut.grid.region is None else None
        return await asyncio.to_thread(
            lambda: draw_preview(on_white(decode(photo, enough)), cut.grid, cut.prompt)
        )

    async def step(self, cut: Cut, prompt: Prompt) -> Step:
        """The next step of a cut that goes on with a prompt. Raises as `cutout`."""
        if cut.steps:
            return next_step(cut.steps, prompt)
        photo = await self.photo(cut.job.source)
        self.decode_ahead(photo)
        return await self._replay.first_step(photo, prompt, cut.grid)

    async def cutout(self, cut: Cut) -> tuple[Choice, Cutout]:
        """The mask that the last step shows, and what it cuts out.

        Raises:
            NothingFound: there is no object where was pointed at.
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        photo = await self.photo(cut.job.source)
        shown, pixels = await asyncio.gather(
            self._replay.shown(photo, cut.steps), self._whole(photo)
        )
        return shown, await asyncio.to_thread(cut_out, pixels, shown.candidate, shown.iou)

    async def neighbours(self, cut: Cut) -> Neighbours:
        """The masks at hand that are next in size to the one shown. Raises as `cutout`."""
        photo = await self.photo(cut.job.source)
        choices = await self._replay.choices(photo, cut.steps[:-1], cut.steps[-1])
        shown = await self._replay.shown(photo, cut.steps)
        return await asyncio.to_thread(neighbours, choices, shown)

    async def _whole(self, photo: Photo) -> Pixels:
        kept = self._pixels.get(photo.key)
        return await asyncio.shield(self._decode(photo)) if kept is None else kept

    def _decode(self, photo: Photo) -> asyncio.Task[Pixels]:
        """The task that decodes the photo, one at a time for each."""

        async def decoded() -> Pixels:
            pixels = await asyncio.to_thread(decode, photo)
            self._pixels.put(photo.key, pixels, pixels.rgb.nbytes)
            return pixels

        def done(task: asyncio.Task[Pixels]) -> None:
            del self._decoding[photo.key]
            if not task.cancelled():
                task.exception()  # read here: nobody may be waiting for it

        task = self._decoding.get(photo.key)
        if task is None:
            task = self._decoding[photo.key] = asyncio.create_task(decoded())
            task.add_done_callback(done)
        return task
