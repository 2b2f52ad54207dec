"""Renders revisions: fetches and decodes photos, draws previews, makes cutouts.

Everything that is kept here in memory can be made again from a revision.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import Protocol, TypeVar

from removerbot.editing.evaluation import Evaluator
from removerbot.editing.files import File, encoded, memory_times
from removerbot.engine.base import Engine
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.sharing import InProgress
from removerbot.engine.subjects import Run, Subjects
from removerbot.errors import BackgroundGone, PhotoGone
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.cutout import Cutout, SoftAlpha, soft_alpha
from removerbot.imaging.effects import apply_options
from removerbot.imaging.encode import PAGE_SIDE, encode_for_page, quick_look
from removerbot.imaging.grid import grid_for
from removerbot.imaging.holes import cleaned
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.markers import draw_proposals
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import DEFAULTS, Options
from removerbot.imaging.overlay import draw_grid_ahead, draw_preview
from removerbot.imaging.photo import on_white
from removerbot.imaging.rulers import LONG_SIDE
from removerbot.imaging.tiles import draw_tiles
from removerbot.imaging.types import RGB, Alpha, Box, Candidate, Note, Photo, Size
from removerbot.segmentation.proposals import FindObjects, Proposal
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.revisions import Click, Job, Revision, Source
from removerbot.segmentation.segmented import Segmented

Picture = TypeVar("Picture")

_PHOTO_CACHE_BYTES = 64 << 20

_ALPHAS_BYTES = 24 << 20
"""For alphas; that of a photo as Telegram makes them has 1 MB."""

_Key = tuple[str, Edge, bytes]
"""The photo, the kind of edge, and a digest of the mask."""

_MOST_AHEAD = 3_000_000
"""Pixels of the largest photo whose subject gets its soft edge before it is pointed at."""


class Files(Protocol):
    """Downloads the files of photos."""

    async def fetch(self, file_id: str) -> bytes:
        """Returns the bytes of a file.

        Raises:
            FileTooLarge: it is too large to be downloaded.
            PhotoGone: it is no longer available.
        """


class Renderer:
    """Evaluates revisions and renders them.

    Whatever takes a revision raises `PhotoGone` if its photo can no longer be fetched, and
    another `UserError` if it cannot be read. Where `segmented` is left out, the revision is
    evaluated, which raises what `segment` does.

    Attributes:
        compute: see `removerbot.engine.base.Engine.compute`.
        evaluator: evaluates clicks on photos.
        photos: decodes them.
    """

    def __init__(
        self,
        engine: Engine,
        files: Files,
        photos: DecoderPool,
        subjects: Subjects | None = None,
        *,
        max_file_bytes: int | None = None,
    ) -> None:
        """Keeps the arguments; results are made to fit into `max_file_bytes`, if given."""
        self._max_file_bytes = max_file_bytes
        self.compute = engine.compute
        self.evaluator = Evaluator(engine, photos.decode, subjects, photos.rendering)
        self._files = files
        self.photos = photos
        self._read = LruCache[str, Photo](_PHOTO_CACHE_BYTES)
        self._fetching = InProgress[str, Photo]()
        self._soft_edges = SoftEdges()
        if subjects:
            subjects.follow(self._soften_ahead)

    async def photo(self, source: Source) -> Photo:
        """Returns the photo of a message.

        Raises:
            UserError: it is gone, no photo that can be read, or over the limits.
        """
        return await self._photo(source.file_id)

    async def readable(self, source: Source) -> Photo:
        """Returns a photo, as `photo` does, once enough of it is decoded for a preview."""
        photo = await self.photo(source)
        await asyncio.gather(
            self.photos.decode(photo, LONG_SIDE),
            self.compute(draw_grid_ahead, grid_for(photo.size)),
        )
        return photo

    async def _photo(self, file_id: str) -> Photo:
        photo = self._read.get(file_id)
        return photo or await self._fetching.run(file_id, lambda: self._fetched(file_id))

    async def _fetched(self, file_id: str) -> Photo:
        data = await self._files.fetch(file_id)
        photo = await self.photos.read_photo(data)
        self._read.put(file_id, photo, len(data))
        return photo

    async def segment(
        self, revision: Revision, new: Sequence[Click] = (), *, decode_ahead: bool = True
    ) -> Segmented:
        """Evaluates a revision.

        Args:
            revision: whose clicks to evaluate.
            new: further clicks, see `removerbot.segmentation.interactive.segment`.
            decode_ahead: whether a cutout follows.

        Raises:
            NothingFound: there is no object where a click is.
            EngineError: the model failed or took too long.
        """
        photo = await self.photo(revision.job.source)
        if decode_ahead:
            self.photos.decode_ahead(photo)
        return await self.evaluator.segment(photo, revision.grid, revision.clicks, new)

    async def prepare_view(self, source: Source, view: Box) -> None:
        """Queues a part of a photo to be encoded by itself."""
        await self.evaluator.prepare_view(await self.photo(source), view)

    async def preview(self, revision: Revision) -> tuple[bytes, Note | None]:
        """Draws the photo under the revision's grid, with its points, as a JPEG file. Also
        returns what the person should know about the photo."""
        photo, grid = await self.photo(revision.job.source), revision.grid
        place = revision.job.source.place
        least = LONG_SIDE if grid.region is None else None
        async with self.photos.rendering.held(photo, least=least):
            picture = await self.photos.decode(photo, least)
            jpeg = await self.compute(
                lambda: draw_preview(
                    on_white(picture), grid, revision.prompts, place and place.number
                )
            )
            return jpeg, picture.note

    async def screen(self, source: Source) -> tuple[bytes, Size]:
        """Returns the photo for a screen, as a JPEG file, and its size; has it encoded."""
        photo = await self.photo(source)
        await self.evaluator.prepare(photo)
        return await self._drawn(photo, PAGE_SIDE, encode_for_page), photo.size

    async def cutout(self, revision: Revision) -> Cutout:
        """Cuts out all objects of a revision, or without clicks all that is not transparent.

        Raises:
            NothingFound: nothing remains.
        """
        kept = {"edge": revision.options.edge, "grow": revision.options.grow}
        bare = replace(revision, options=DEFAULTS.replace(**kept))
        return await self._rendered(bare, None, lambda cutout: cutout)

    async def file(self, revision: Revision, segmented: Segmented | None = None) -> File:
        """Renders a cutout with its options to a file, to a PNG file where another format
        could not hold it. Raises what `cutout` does.

        Raises:
            CutoutTooLarge: it cannot be made to fit into the largest file.
            BackgroundGone: the photo behind it can no longer be fetched.
            UserError: that photo cannot be read.
        """
        kind, limit = revision.options.format, self._max_file_bytes
        encode = partial(encoded, kind=kind, limit=limit)
        times = memory_times(kind, revision.grid.size, limit)
        return await self._rendered(revision, segmented, encode, times)

    async def look(self, revision: Revision) -> bytes:
        """Renders a cutout as a JPEG file to look at. Raises what `file` does."""
        return await self._rendered(
            revision, None, lambda cutout: quick_look(cutout.rgb, cutout.alpha)
        )

    async def proposals(self, job: Job, find: FindObjects) -> list[Proposal]:
        """Finds objects in a photo, such as with `propose`.

        Raises:
            NothingFound: there is no object.
            EngineError: the model failed or took too long.
        """
        photo = await self.photo(job.source)
        subject = await self.evaluator.find_subject(photo)
        return await self.evaluator.run(photo, find(photo.size, subject))

    async def numbered(self, job: Job, found: Sequence[Proposal]) -> bytes:
        """Draws the photo with proposals, numbered from 1, as a JPEG file."""
        candidates = [proposal.ranked.candidate for proposal in found]
        draw = partial(draw_proposals, candidates=candidates)
        return await self._drawn(await self.photo(job.source), LONG_SIDE, draw)

    async def tiles(self, job: Job, masks: Sequence[RankedMask], shown: RankedMask) -> bytes:
        """Draws masks beside each other, where they and the shown one are, as a JPEG file."""
        candidates = [each.candidate for each in masks]
        draw = partial(draw_tiles, candidates=candidates, others=[shown.candidate])
        side = 2 * LONG_SIDE  # a part of it may be drawn
        return await self._drawn(await self.photo(job.source), side, draw)

    async def _drawn(self, photo: Photo, least: int, draw: Callable[[RGB], bytes]) -> bytes:
        """Draws on a photo of at least so many pixels a side, composited on white."""
        async with self.photos.rendering.held(photo, least=least):
            pixels = await self.photos.decode(photo, least)
            return await self.compute(lambda: draw(on_white(pixels)))

    async def _rendered(
        self,
        revision: Revision,
        segmented: Segmented | None,
        encode: Callable[[Cutout], Picture],
        times: int = 1,
    ) -> Picture:
        segmented, options = segmented or await self.segment(revision), revision.options
        behind = await self._background(options)  # its download holds no pixels of the photo
        photo = await self.photo(revision.job.source)
        return await self.rendered(
            photo, segmented, options, encode, behind=behind, times=times
        )

    async def rendered(  # noqa: PLR0913 - all that a picture of a cutout depends on
        self,
        photo: Photo,
        segmented: Segmented,
        options: Options,
        encode: Callable[[Cutout], Picture],
        *,
        behind: Photo | None = None,
        times: int = 1,
    ) -> Picture:
        """Cuts objects out of a photo and applies all options, with the photo that an
        `OtherPhoto` of them names; returns what `encode` makes of it, which takes so many times
        the usual memory. Raises what `cutout` does."""
        photos = [photo] + ([behind] if behind else [])
        async with self.photos.rendering.held(*photos, times=times):
            pixels, side = await self.photos.decode(photo), max(photo.size)
            background = await self.photos.decode(behind, side) if behind else None
            subject, soften = self.evaluator.known_subject(photo), self._soft_edges.of(photo)

            def render() -> Picture:
                cutout = segmented.cut_out(pixels, subject, options, soften)
                return encode(apply_options(cutout, options, background))

            return await self.compute(render)

    async def _soften_ahead(self, photo: Photo, form: Candidate, run: Run) -> None:
        """Computes the soft edge of a photo's largest subject before anybody points at it;
        takes what `removerbot.engine.subjects.Follow` does."""
        subject = self.evaluator.known_subject(photo)
        width, height = photo.size
        if subject is None or not subject.pieces or width * height > _MOST_AHEAD:
            return
        async with self.photos.rendering.held(photo):
            rgb = (await self.photos.decode(photo)).rgb
            await run(lambda: self._soft_edges.prepare(photo, rgb, subject.mask(0, form)))

    async def _background(self, options: Options) -> Photo | None:
        background = options.background
        if not isinstance(background, OtherPhoto):
            return None
        try:
            return await self._photo(background.file_id)
        except PhotoGone:
            raise BackgroundGone from None


class SoftEdges:
    """Computes the alphas of masks, which is most of what an answer takes, and keeps the newest
    ones. The same mask is cut out again with every other option, and for each sticker; that of
    the photo's subject, which most people mean, is there before anybody points at it."""

    def __init__(self) -> None:
        self._known = LruCache[_Key, Alpha](_ALPHAS_BYTES)

    def of(self, photo: Photo) -> SoftAlpha:
        """Returns what computes the alphas of a photo's masks. They cannot be written to."""

        def soften(rgb: RGB, candidate: Candidate, edge: Edge) -> Alpha:
            key = photo.key, edge, blake2b(candidate.logits.tobytes(), digest_size=16).digest()
            alpha = self._known.get(key)
            if alpha is None:
                alpha = soft_alpha(rgb, candidate, edge)
                alpha.flags.writeable = False
                self._known.put(key, alpha, alpha.nbytes)
            return alpha

        return soften

    def prepare(self, photo: Photo, rgb: RGB, candidate: Candidate) -> None:
        """Computes the alpha of a mask that is likely to be asked for."""
        self.of(photo)(rgb, cleaned(candidate, rgb), DEFAULTS.edge)
