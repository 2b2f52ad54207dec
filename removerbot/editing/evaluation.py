"""Evaluates clicks on an engine.

Only clicks are stored; their masks are decoded again when needed, a few milliseconds each.
The newest evaluations are cached: a further click, another mask level and a sticker go on
from the one before.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from removerbot.engine.base import Engine
from removerbot.engine.decoded_photos import RenderingMemory
from removerbot.engine.sharing import InProgress
from removerbot.engine.subjects import Subjects
from removerbot.errors import EngineError
from removerbot.imaging.encode import encode_region
from removerbot.imaging.grid import Grid
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.types import Box, DecodeRequest, Photo, Pixels, Prompt, SubjectAlpha
from removerbot.process.turns import do_others_ask
from removerbot.segmentation.algorithm import Algorithm, Answers, Finished, Outcome, advance
from removerbot.segmentation.interactive import segment
from removerbot.segmentation.revisions import ANY_MASK, Click
from removerbot.segmentation.segmented import NOTHING, Segmented
from removerbot.segmentation.subject import SUBJECT, Subject

_CACHE_BYTES = 20 << 20
"""For masks; a click has about 1 MB of them, a first one with a doubtful mask 3 MB."""

_MANY_QUESTIONS = 8
"""A click takes two to four; so many objects or clicks at once are rare."""

_REGIONS_BYTES = 4 << 20
"""For the files of regions; a small object has one of about 200 KB."""


_Key = tuple[str, tuple[Click, ...]]
"""The photo, and what was clicked on."""


class _Question(NamedTuple):
    """What `segment` is asked: all that its answer depends on."""

    name: str
    grid: Grid
    clicks: tuple[Click, ...]
    new: tuple[Click, ...]


class Evaluator:
    """Runs the algorithm on an engine.

    Args:
        engine: runs SAM.
        pixels: decodes a photo, where a region of it is needed.
        subjects: finds the subjects of photos; `None` where no model does.
        memory: bounds the photos whose regions are made at the same time; by default nothing.
    """

    def __init__(
        self,
        engine: Engine,
        pixels: Callable[[Photo], Awaitable[Pixels]],
        subjects: Subjects | None = None,
        memory: RenderingMemory | None = None,
    ) -> None:
        self._engine = engine
        self._pixels = pixels
        self._memory = memory or RenderingMemory()
        self._subjects = subjects
        self._cropping = InProgress[tuple[str, Box], Photo]()
        self._segmenting = InProgress[_Question, Segmented]()
        self._regions = LruCache[tuple[str, Box], Photo](_REGIONS_BYTES)
        self._known = LruCache[_Key, Segmented](_CACHE_BYTES)
        self._found = LruCache[str, Subject](_CACHE_BYTES)

    async def prepare(self, photo: Photo) -> None:
        """Queues a photo to be encoded, and its subject to be found after that."""
        await self._engine.prepare(photo)
        self.prepare_subject(photo)

    def prepare_subject(self, photo: Photo) -> None:
        """Queues a photo's subject to be found, for further clicks on it."""
        if self._subjects:
            self._subjects.prepare(photo)

    async def prepare_view(self, photo: Photo, view: Box) -> None:
        """Queues a part of a photo to be encoded by itself, as a click in it may follow."""
        await self._engine.prepare(await self._region(photo, view))

    def known_subject(self, photo: Photo) -> Subject | None:
        """Returns a photo's subject if it has been found; never waits."""
        return self._keep(photo, self._subjects.known(photo) if self._subjects else None)

    async def find_subject(self, photo: Photo) -> Subject | None:
        """Returns a photo's subject; `None` where no model finds it."""
        known = self.known_subject(photo)
        if known or self._subjects is None:
            return known
        try:
            return self._keep(photo, await self._subjects.find(photo))
        except EngineError:  # it is logged; SAM finds objects, too
            return None

    def _keep(self, photo: Photo, alpha: SubjectAlpha | None) -> Subject | None:
        """Caches a subject, with the masks that are computed of it, by its weight, which has
        grown since it was last asked for."""
        subject = self._found.get(photo.key) or (None if alpha is None else Subject(alpha))
        if subject:
            self._found.put(photo.key, subject, subject.nbytes)
        return subject

    async def run(self, photo: Photo, algorithm: Algorithm[Outcome]) -> Outcome:
        """Runs an algorithm about a photo to its end; ranks on a thread. While something is
        done for others, one that asks many questions works a third of the time and rests.

        Raises:
            RemoverError: what the algorithm raises.
            EngineError: see `removerbot.engine.base.Engine.decode`.
        """
        step, questions = advance(algorithm, None), 0  # ranks nothing yet
        while not isinstance(step, Finished):
            begun = time.monotonic()
            answers = await self._decode(photo, step)
            step = await self._engine.compute(advance, algorithm, answers)
            questions += 1
            if questions > _MANY_QUESTIONS and do_others_ask():
                await asyncio.sleep(2 * (time.monotonic() - begun))
        return step.outcome

    async def _decode(self, photo: Photo, requests: list[DecodeRequest]) -> Answers:
        """Decodes requests that are all about the same region, or about the whole photo."""
        region = requests[0].region
        if region is None:
            return await self._engine.decode(photo, requests)
        part = await self._region(photo, region)
        scale = part.size.width / region.width, part.size.height / region.height
        scaled = [each._replace(prompt=_scaled(each.prompt, *scale)) for each in requests]
        return await self._engine.decode(part, scaled)

    async def _region(self, photo: Photo, region: Box) -> Photo:
        key = photo.key, region
        known = self._regions.get(key)
        return known or await self._cropping.run(key, lambda: self._cropped(photo, region))

    async def _cropped(self, photo: Photo, region: Box) -> Photo:
        async with self._memory.held(photo):
            pixels = await self._pixels(photo)
            part = await self._engine.compute(encode_region, photo, pixels, region)
        self._regions.put((photo.key, region), part, len(part.data))
        return part

    async def segment(
        self, photo: Photo, grid: Grid, clicks: Sequence[Click] = (), new: Sequence[Click] = ()
    ) -> Segmented:
        """Evaluates the clicks of a revision, and new ones after them.

        Args:
            photo: what they are on.
            grid, clicks, new: see `removerbot.segmentation.interactive.segment`. New clicks
                do not wait for the photo's subject; clicks that were answered with it do.

        Raises:
            NothingFound: there is no object where a click is.
            EngineError: see `removerbot.engine.base.Engine.decode`.
        """
        if any(click.mask_index == SUBJECT for click in clicks):
            subject = await self.find_subject(photo)
        else:
            subject = self.known_subject(photo)
        name = photo.key if subject is None else f"{photo.key} and its subject"
        question = _Question(name, grid, tuple(clicks), tuple(new))
        return await self._segmenting.run(
            question, lambda: self._segmented(photo, subject, question)
        )

    async def _segmented(
        self, photo: Photo, subject: Subject | None, question: _Question
    ) -> Segmented:
        name, grid, clicks, new = question
        count, known = self._newest(name, clicks)
        stored = clicks[count:]
        algorithm = segment(grid, stored=stored, new=new, after=known, subject=subject)
        segmented = await self.run(photo, algorithm)
        if segmented.objects:
            for each in {segmented.clicks, segmented.clicks if new else tuple(clicks)}:
                self._known.put(_key(name, each), segmented, segmented.nbytes)
        return segmented

    def _newest(self, name: str, clicks: tuple[Click, ...]) -> tuple[int, Segmented]:
        """Returns how many of the first clicks are cached, and their evaluation."""
        for count in range(len(clicks), 0, -1):
            known = self._known.get(_key(name, clicks[:count]))
            last = clicks[count - 1]
            if known and last.mask_index != ANY_MASK:
                known = known.with_mask(last.mask_index, is_chosen=last.is_chosen)
            if known:
                return count, known
        return 0, NOTHING


def _scaled(prompt: Prompt, across: float, down: float) -> Prompt:
    """Returns a prompt about a region in a photo of it, scaled by these factors."""
    keep, drop = (
        [(x * across, y * down) for x, y in points] for points in (prompt.keep, prompt.drop)
    )
    if prompt.box is None:
        return Prompt(keep, drop)
    left, top, right, bottom = prompt.box
    end = ceil(right * across), ceil(bottom * down)
    return Prompt(keep, drop, (left * across, top * down, *end))


def _key(name: str, clicks: tuple[Click, ...]) -> _Key:
    """Returns what the masks depend on: not on which known one of the last click is shown."""
    *before, last = clicks
    index = ANY_MASK if last.mask_index == ANY_MASK else None
    return name, (*before, replace(last, mask_index=index, is_chosen=False))
