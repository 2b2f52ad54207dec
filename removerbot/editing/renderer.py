"""Where pictures are made: photos fetched and decoded, previews drawn, objects cut out.

Nothing is remembered here that cannot be made again from a cut.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from removerbot.editing.replay import Replay
from removerbot.engine.base import Engine, Files
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.errors import BackgroundGone, NothingFound, PhotoGone
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.cutout import Cutout, cut_out, whole
from removerbot.imaging.effects import apply_options
from removerbot.imaging.encode import (
    PAGE_SIDE,
    Format,
    encode_for_page,
    holds,
    quick_look,
    thumbnail,
)
from removerbot.imaging.layout import LONG_SIDE
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.markers import draw_proposals
from removerbot.imaging.overlay import draw_preview
from removerbot.imaging.photo import on_white
from removerbot.imaging.types import RGB, DecodeRequest, Photo, Pixels, Prompt, Size
from removerbot.revisions import Click, Job, Revision, Source
from removerbot.segmentation.mask_levels import Neighbours, by_size, neighbours, union
from removerbot.segmentation.prompt_parser import Objects
from removerbot.segmentation.proposals import Proposal, best, propose, scattered
from removerbot.segmentation.ranking import RankedMask, rank

_PHOTO_CACHE_BYTES = 64 << 20

_BATCH = 4
"""Prompts asked at a time, so that the replies of others come in between."""

_PIXELS_CACHE_BYTES = 36_000_000
"""For decoded photos: one of 12 megapixels, or several of the size that Telegram makes."""


class Masks(NamedTuple):
    """What the last step of a cut can mean.

    Attributes:
        choices: from the smallest to the largest, each with the cut's other objects.
        shown: which of them the cut shows, counted from 0.
        size: of the photo.
    """

    choices: list[RankedMask]
    shown: int
    size: Size


class File(NamedTuple):
    """A result as a file.

    Attributes:
        data: its bytes.
        kind: what they are.
        thumbnail: a small JPEG picture of it.
        score: see `Cutout`.
    """

    data: bytes
    kind: Format
    thumbnail: bytes
    score: float


class Renderer:
    """Makes what cuts look like. Photos and masks are kept in memory for a while."""

    def __init__(self, engine: Engine, files: Files, photos: DecoderPool) -> None:
        self._engine = engine
        self._replay = Replay(engine)
        self._files = files
        self._photos = photos
        self._read = LruCache[str, Photo](_PHOTO_CACHE_BYTES)
        self._pixels = LruCache[str, Pixels](_PIXELS_CACHE_BYTES)
        self._decoding: dict[str, asyncio.Task[Pixels]] = {}

    async def photo(self, source: Source) -> Photo:
        """The photo of a message.

        Raises:
            UserError: it is gone, no photo that can be read, or over the limits.
        """
        return await self._photo(source.file_id)

    async def _photo(self, file_id: str) -> Photo:
        photo = self._read.get(file_id)
        if photo is None:
            data = await self._files.fetch(file_id)
            photo = await asyncio.to_thread(self._photos.read_photo, data)
            self._read.put(file_id, photo, len(data))
        return photo

    def decode_ahead(self, photo: Photo) -> None:
        """Begin to decode what a cutout will need, if it can be kept until then."""
        width, height = photo.size
        if 3 * width * height <= _PIXELS_CACHE_BYTES and not self._pixels.get(photo.key):
            self._decode(photo)

    async def preview(self, cut: Revision) -> bytes:
        """The photo under the cut's grid, with what was pointed at, as a JPEG file."""
        photo = await self.photo(cut.job.source)
        enough = LONG_SIDE if cut.grid.region is None else None
        place = cut.job.source.place
        return await asyncio.to_thread(
            lambda: draw_preview(
                self._picture(photo, enough), cut.grid, cut.prompts, place and place.number
            )
        )

    async def screen(self, source: Source) -> tuple[bytes, Size]:
        """The photo for a screen, as a JPEG file, and its own size. A prompt may follow."""
        photo = await self.photo(source)
        await self._engine.prepare(photo)
        jpeg = await asyncio.to_thread(lambda: encode_for_page(self._picture(photo, PAGE_SIDE)))
        return jpeg, photo.size

    async def masks(self, cut: Revision) -> Masks:
        """What the last step of a cut can mean. Raises as `cutout`."""
        photo = await self.photo(cut.job.source)
        *others, steps = cut.objects
        choices = await self._replay.choices(photo, steps[:-1], steps[-1])
        shown = await self._replay.shown(photo, steps)
        rest = [await self._replay.shown(photo, each) for each in others]
        sizes = await asyncio.to_thread(by_size, choices, shown)
        return Masks([union([*rest, each]) for each in sizes], sizes.index(shown), photo.size)

    async def steps(self, cut: Revision, objects: Objects) -> list[Click]:
        """The next steps of a cut: of the object it is about, and of further ones. Raises as
        `cutout` does."""
        photo = await self.photo(cut.job.source)
        self.decode_ahead(photo)
        steps, count = [], len(cut.objects)
        if objects.current:
            further = await self._replay.next_step(photo, cut.objects[-1], objects.current)
            steps.append(replace(further, object_index=count - 1))
        for thing, prompt in enumerate(objects.others, count):
            first = await self._replay.first_step(photo, prompt, cut.grid)
            steps.append(replace(first, object_index=thing, same_message=bool(steps)))
        return steps

    async def shown(self, cut: Revision) -> RankedMask:
        """The mask that the last step shows. Raises as `cutout` does."""
        photo = await self.photo(cut.job.source)
        return await self._replay.shown(photo, cut.objects[-1])

    async def cutout(self, cut: Revision) -> Cutout:
        """What all objects of a cut together cut out; without steps all of the photo that is
        not transparent.

        Raises:
            NothingFound: there is no object where was pointed at.
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        return await asyncio.to_thread(await self._cutting(cut))

    async def _cutting(self, cut: Revision) -> Callable[[], Cutout]:
        """What is left of `cutout` to be done on a thread."""
        photo = await self.photo(cut.job.source)
        self.decode_ahead(photo)
        shown = [await self._replay.shown(photo, steps) for steps in cut.objects]
        pixels = await self._whole(photo)
        if not shown:
            return partial(whole, pixels)
        joined = union(shown)
        edge, grow = cut.options.edge, cut.options.grow
        return partial(cut_out, pixels, joined.candidate, joined.iou, edge, grow)

    async def file(self, cut: Revision) -> File:
        """The same, finished; a PNG file where another kind could not hold it. Raises as
        `cutout` does.

        Raises:
            BackgroundGone: the photo behind it can no longer be fetched.
            UserError: or it cannot be read.
        """
        cutting, behind = await self._cutting(cut), await self._behind(cut)

        def make() -> File:
            cutout = apply_options(cutting(), cut.options, behind)
            fits = holds(cut.options.format, Pixels(cutout.rgb).size)
            kind = cut.options.format if fits else Format.PNG
            small = thumbnail(cutout.rgb, cutout.alpha)
            return File(cutout.file(kind), kind, small, cutout.score)

        return await asyncio.to_thread(make)

    async def look(self, cut: Revision) -> bytes:
        """The same as a picture to look at, a JPEG file. Raises as `file` does."""
        cutting, behind = await self._cutting(cut), await self._behind(cut)

        def make() -> bytes:
            cutout = apply_options(cutting(), cut.options, behind)
            return quick_look(cutout.rgb, cutout.alpha)

        return await asyncio.to_thread(make)

    async def _behind(self, cut: Revision) -> Pixels | None:
        background = cut.options.background
        if not isinstance(background, OtherPhoto):
            return None
        try:
            photo = await self._photo(background.file_id)
        except PhotoGone:
            raise BackgroundGone from None
        enough = max(cut.grid.size)
        return await asyncio.to_thread(self._photos.decode, photo, enough)

    async def proposals(self, job: Job) -> tuple[list[Proposal], bytes]:
        """What there is to cut out, and the photo with it as a JPEG file.

        Raises:
            NothingFound: there is no object.
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        photo = await self.photo(job.source)
        found: list[Proposal] = []
        for prompts in _batches(scattered(photo.size)):
            found += await self._asked(photo, prompts)
        if not found:
            raise NothingFound
        kept = await asyncio.to_thread(best, found)
        candidates = [proposal.choice.candidate for proposal in kept]
        return kept, await asyncio.to_thread(
            lambda: draw_proposals(self._picture(photo, LONG_SIDE), candidates)
        )

    async def _asked(self, photo: Photo, prompts: list[Prompt]) -> list[Proposal]:
        answers = await self._engine.decode(photo, [DecodeRequest(each) for each in prompts])

        def judge() -> Iterator[Proposal]:
            for prompt, candidates in zip(prompts, answers, strict=True):
                with suppress(NothingFound):
                    yield from propose(prompt, rank(candidates, prompt, photo.size))

        return await asyncio.to_thread(lambda: list(judge()))

    async def neighbours(self, cut: Revision) -> Neighbours:
        """The masks at hand that are next in size to the one shown. Raises as `cutout`."""
        photo = await self.photo(cut.job.source)
        steps = cut.objects[-1]
        choices = await self._replay.choices(photo, steps[:-1], steps[-1])
        shown = await self._replay.shown(photo, steps)
        return await asyncio.to_thread(neighbours, choices, shown)

    def _picture(self, photo: Photo, least: int | None) -> RGB:
        """The photo as a person sees it, no smaller than `least` on its longer side; blocks.
        Pixels of all of it are kept, since a cutout will need them."""
        pixels = self._pixels.get(photo.key)
        if pixels is None:
            pixels = self._photos.decode(photo, least)
            if pixels.size == photo.size:
                self._pixels.put(photo.key, pixels, pixels.rgb.nbytes)
        return on_white(pixels)

    async def _whole(self, photo: Photo) -> Pixels:
        kept = self._pixels.get(photo.key)
        return await asyncio.shield(self._decode(photo)) if kept is None else kept

    def _decode(self, photo: Photo) -> asyncio.Task[Pixels]:
        """The task that decodes the photo, one at a time for each."""

        async def decoded() -> Pixels:
            pixels = await asyncio.to_thread(self._photos.decode, photo)
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


def _batches(prompts: list[Prompt]) -> Iterator[list[Prompt]]:
    for start in range(0, len(prompts), _BATCH):
        yield prompts[start : start + _BATCH]
