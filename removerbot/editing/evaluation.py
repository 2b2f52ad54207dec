"""Evaluates clicks on an engine.

Only clicks are stored; their masks are decoded again when needed, a few milliseconds each.
The newest evaluations are cached: a further click, another mask level and a sticker go on
from the one before.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from removerbot.engine.base import Engine
from removerbot.imaging.encode import encode_region
from removerbot.imaging.grid import Grid
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.types import Box, DecodeRequest, Photo, Pixels
from removerbot.segmentation.interactive import (
    Algorithm,
    Answers,
    Finished,
    Outcome,
    Segmented,
    advance,
    segment,
)
from removerbot.segmentation.revisions import Click

_CACHE_BYTES = 16 << 20
"""For masks; a click has about 1 MB of them, a first one with a doubtful mask 3 MB."""

_REGIONS_BYTES = 4 << 20
"""For the files of regions; a small object has one of about 200 KB."""


class Evaluator:
    """Runs the algorithm on an engine."""

    def __init__(self, engine: Engine, pixels: Callable[[Photo], Awaitable[Pixels]]) -> None:
        """Uses an engine, and a function that decodes a photo where a region is needed."""
        self._engine = engine
        self._pixels = pixels
        self._regions = LruCache[tuple[str, Box], Photo](_REGIONS_BYTES)
        self._known = LruCache[tuple[str, tuple[Click, ...]], Segmented](_CACHE_BYTES)

    async def run(self, photo: Photo, algorithm: Algorithm[Outcome]) -> Outcome:
        """Runs an algorithm about a photo to its end; ranks on a thread.

        Raises:
            RemoverError: what the algorithm raises.
            EngineError: see `removerbot.engine.base.Engine.decode`.
        """
        step = advance(algorithm, None)  # ranks nothing yet
        while not isinstance(step, Finished):
            answers = await self._decode(photo, step)
            step = await self._engine.compute(advance, algorithm, answers)
        return step.outcome

    async def _decode(self, photo: Photo, requests: list[DecodeRequest]) -> Answers:
        """Decodes requests that are all about the same region, or about the whole photo."""
        region = requests[0].region
        about = await self._region(photo, region) if region else photo
        return await self._engine.decode(about, requests)

    async def _region(self, photo: Photo, region: Box) -> Photo:
        known = self._regions.get((photo.key, region))
        if known is None:
            pixels = await self._pixels(photo)
            known = await self._engine.compute(encode_region, photo, pixels, region)
            self._regions.put((photo.key, region), known, len(known.data))
        return known

    async def segment(
        self, photo: Photo, grid: Grid, clicks: Sequence[Click] = (), new: Sequence[Click] = ()
    ) -> Segmented:
        """Evaluates the clicks of a revision, and new ones after them.

        Args:
            photo: what they are on.
            grid, clicks, new: see `removerbot.segmentation.interactive.segment`.

        Raises:
            NothingFound: there is no object where a click is.
            EngineError: see `removerbot.engine.base.Engine.decode`.
        """
        count, known = self._newest(photo, tuple(clicks))
        algorithm = segment(grid, stored=clicks[count:], new=new, after=known)
        segmented = await self.run(photo, algorithm)
        if segmented.objects:
            self._known.put(_key(photo, segmented.clicks), segmented, segmented.nbytes)
        return segmented

    def _newest(self, photo: Photo, clicks: tuple[Click, ...]) -> tuple[int, Segmented]:
        """Returns how many of the first clicks are cached, and their evaluation."""
        for count in range(len(clicks), 0, -1):
            known = self._known.get(_key(photo, clicks[:count]))
            if known:
                return count, known.with_mask(clicks[count - 1].mask_index)
        return 0, Segmented()


def _key(photo: Photo, clicks: tuple[Click, ...]) -> tuple[str, tuple[Click, ...]]:
    """Returns what the masks depend on: not on which of the last click's is shown."""
    return photo.key, (*clicks[:-1], replace(clicks[-1], mask_index=None))
