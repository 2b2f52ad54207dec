"""The use cases of a photo: open it, zoom, cut out what a person clicks on, refine, undo."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from removerbot.editing.history import History
from removerbot.editing.permissions import Quota
from removerbot.editing.renderer import Renderer
from removerbot.errors import NothingToEnlarge, StaleButton
from removerbot.i18n import prompt_parser
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.encode import Fit
from removerbot.imaging.grid import Grid, coarser, finer, grid_for, zoomed
from removerbot.imaging.options import Options
from removerbot.segmentation.alternatives import alternatives
from removerbot.segmentation.interactive import Segmented
from removerbot.segmentation.prompt_parser import (
    check_object_count,
    describe,
    example_cell,
)
from removerbot.segmentation.proposals import Proposal, read_pick
from removerbot.segmentation.ranking import MaskLevels, RankedMask
from removerbot.segmentation.revisions import Job, Revision, Source
from removerbot.storage.jobs import Jobs
from removerbot.storage.people import PreferenceStore


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A photo under its grid.

    Attributes:
        revision: the one that a reply goes on from; link the message to it.
        jpeg: the picture, a JPEG file.
        points: the clicks so far, in the words of a reply; often nothing.
        cell, pixel: a cell to name as an example, and its center, as `x,y`.
        is_partial: whether a part of the photo is missing, see `Pixels`.
    """

    revision: Revision
    jpeg: bytes
    points: str
    cell: str
    pixel: str
    is_partial: bool


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """A photo with the objects to cut out, numbered from 1.

    Attributes:
        revision: the one that a choice goes on from; link the message to it.
        jpeg: the picture, a JPEG file.
        picks: for each number what `Editor.pick` takes.
    """

    revision: Revision
    jpeg: bytes
    picks: list[str]


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A cutout, ready to send.

    Attributes:
        revision: what it shows; link the message that brings it to this.
        data: the file.
        name: the file's name.
        thumbnail: a small picture of it, a JPEG file.
        points: the clicks, in the words of a reply.
        score: the mask's expected IoU, 0 to 1.
        has_smaller, has_larger: whether there is such a mask to show instead.
        is_unsure: whether something else may well be meant.
        alternatives: indexes of the masks to offer then, see `removerbot.editing.choices`.
        fit, is_partial: see `File`.
    """

    revision: Revision
    data: bytes
    name: str
    thumbnail: bytes
    points: str
    score: float
    has_smaller: bool
    has_larger: bool
    fit: Fit | None = None
    is_unsure: bool = False
    is_partial: bool = False
    alternatives: Sequence[int] = ()


class Editor:
    """What the bot does with photos, whatever chat it is in.

    Whatever goes on from a revision can raise `PhotoGone`, as photos are fetched when needed,
    and whatever returns a `Result` can raise an `EngineError`. The job stays open.

    Attributes:
        history: finds the revision to go on from.
        compute: see `Engine.compute`.
    """

    def __init__(
        self,
        *,
        jobs: Jobs,
        likes: PreferenceStore,
        renderer: Renderer,
        quota: Quota,
    ) -> None:
        self.compute = renderer.compute
        self._quota = quota
        self._jobs, self.history = jobs, History(jobs)
        self._likes = likes
        self._renderer = renderer
        self._parser = prompt_parser()

    async def open(self, source: Source) -> Preview:
        """Draws a photo's preview, stores the job and starts encoding.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
        """
        await self._quota.check(source.person_id)
        photo = await self._renderer.photo(source)
        job = Job(source, grid_for(photo.size))
        picture = await self._renderer.preview(Revision(job))  # first: a damaged one is no job
        preview = await self._preview(Revision(await self._jobs.add(job)), *picture)
        await self._renderer.prepare(photo)  # last: the person waits for the preview
        self._renderer.decode_ahead(photo)
        return preview

    async def take(self, source: Source) -> Revision:
        """Stores a photo's job without a preview: to cut at once, or because the photo is cut
        out already. Raises what `open` does."""
        await self._quota.check(source.person_id)
        photo = await self._renderer.photo(source)
        job = await self._jobs.add(Job(source, grid_for(photo.size)))
        return await self._jobs.save(Revision(job))

    async def answer(self, base: Revision, words: str, *, payer: int) -> Result | Preview:
        """Does what a person wrote: zooms, sets a background color, or cuts. A cutout counts
        for the day's limit of the `payer`, who asks.

        Raises:
            UserError: see `zoom` and `cut`; `NotAColor`.
        """
        if (place := self._parser.read_zoom(words)) is not None:
            return await self.zoom(base, place)
        if base.clicks and (background := self._parser.read_background(words)):
            return await self.finish(base, base.options.replace(background=background))
        return await self.cut(base, words, payer=payer)

    async def cut(self, base: Revision, words: str, *, payer: int) -> Result:
        """Cuts out what the words click on, going on from the clicks before.

        Raises:
            UserError: the words mean no point of the photo, there is no object, or the day's
                limit is used up.
        """
        new = self.history.new_clicks(base, words)
        async with self._quota.counted(payer):
            segmented, options = await asyncio.gather(
                self._renderer.segment(base, new), self._options(base)
            )
            return await self._result(replace(base, options=options, adds=False), segmented)

    async def result(self, revision: Revision) -> Result:
        """Cuts out what a revision's clicks, at least one, are on.

        Raises:
            NothingFound: there is no object.
        """
        return await self._result(revision, await self._renderer.segment(revision))

    async def finish(self, revision: Revision, options: Options) -> Result:
        """Cuts out the same with other options.

        Raises:
            StaleButton: nothing is cut out yet.
        """
        if not revision.clicks:
            raise StaleButton
        return await self.result(replace(revision, options=options, adds=False))

    async def look(self, revision: Revision) -> bytes:
        """Returns a revision's cutout as a picture to look at, a JPEG file."""
        return await self._renderer.look(revision)

    async def render(self, revision: Revision) -> Cutout:
        """Returns a revision's cutout before its options; without clicks all that is not
        transparent."""
        return await self._renderer.cutout(revision)

    async def undo(self, revision: Revision) -> Result | Preview:
        """Takes back the clicks of the last message; before the first one is the preview."""
        clicks = list(revision.clicks)
        while clicks and clicks.pop().same_message:
            pass
        before = replace(revision, clicks=tuple(clicks))
        return await (self.result(before) if before.clicks else self.preview(before))

    async def add(self, revision: Revision) -> Preview:
        """Shows the photo, for a click on another object."""
        return await self.preview(replace(revision, adds=True))

    async def propose(self, revision: Revision, *, payer: int) -> Proposals:
        """Shows what there is to cut out.

        Raises:
            NothingFound: there is no object.
        """
        await self._quota.check(payer)
        return await self._numbered(revision, await self._renderer.proposals(revision.job))

    async def main(self, revision: Revision, *, payer: int) -> Result | Proposals:
        """Cuts out the photo's subject, together with what was cut out before; shows several
        subjects that lie apart with their numbers. Raises what `propose` and `pick` do."""
        await self._quota.check(payer)
        found = await self._renderer.main_things(revision.job)
        if len(found) > 1:
            return await self._numbered(revision, found)
        return await self.pick(revision, found[0].pick, payer=payer)

    async def pick(self, revision: Revision, pick: str, *, payer: int) -> Result:
        """Cuts out a proposal, together with what was cut out before.

        Raises:
            StaleButton, TooManyObjects: it was never proposed, or is one too many.
        """
        click = read_pick(pick, revision.grid.size, len(revision.objects))
        if click is None:
            raise StaleButton
        check_object_count(len(revision.objects), 1)
        async with self._quota.counted(payer):
            options, clicks = await self._options(revision), (*revision.clicks, click)
            return await self.result(
                replace(revision, clicks=clicks, adds=False, options=options)
            )

    async def _numbered(self, revision: Revision, found: Sequence[Proposal]) -> Proposals:
        jpeg = await self._renderer.numbered(revision.job, found)
        return Proposals(await self._jobs.save(revision), jpeg, [each.pick for each in found])

    async def smaller(self, revision: Revision) -> Result:
        """Cuts out the next smaller of the masks at hand.

        Raises:
            StaleButton: there is none.
        """
        return await self._with_level(revision, lambda levels: levels.smaller)

    async def larger(self, revision: Revision) -> Result:
        """Cuts out the next larger of the masks at hand. Raises what `smaller` does."""
        return await self._with_level(revision, lambda levels: levels.larger)

    async def preview(self, revision: Revision) -> Preview:
        """Shows a revision's photo under its grid, with the points so far."""
        return await self._preview(revision, *await self._renderer.preview(revision))

    async def finer(self, revision: Revision) -> Preview:
        """Shows the same under a grid with twice as many cells each way.

        Raises:
            NothingToEnlarge: they would be too small.
        """
        return await self._view(revision, finer(revision.grid))

    async def coarser(self, revision: Revision) -> Preview:
        """Shows the same under a grid that a keyboard can have a button each for."""
        grid = coarser(revision.grid)
        if grid == revision.grid:
            return await self.preview(revision)
        return await self._view(revision, grid)

    async def zoom(self, revision: Revision, place: str) -> Preview:
        """Shows the neighborhood of a cell, a pixel or a box, under its own grid.

        Raises:
            UserError: there is no such place.
            NothingToEnlarge: it is no smaller than what is shown already.
        """
        area = self._parser.read_area(place, revision.grid)
        return await self._view(revision, zoomed(revision.grid, area))

    async def back(self, revision: Revision) -> Preview:
        """Shows the photo under the grid before."""
        return await self.preview(replace(revision, views=revision.views[:-1]))

    async def _view(self, revision: Revision, grid: Grid | None) -> Preview:
        if grid is None:
            raise NothingToEnlarge
        return await self.preview(replace(revision, views=(*revision.views, grid)))

    async def _preview(self, revision: Revision, jpeg: bytes, is_partial: bool) -> Preview:
        cell = example_cell(revision.grid)
        pixel = ",".join(map(str, revision.grid.center(cell)))
        points = describe(revision.prompts, revision.grid)
        revision = await self._jobs.save(revision)
        return Preview(revision, jpeg, points, cell.label, pixel, is_partial)

    async def _result(self, revision: Revision, segmented: Segmented) -> Result:
        revision = replace(revision, clicks=segmented.clicks)
        file, revision, levels = await asyncio.gather(
            self._renderer.file(revision, segmented),
            self._jobs.save(revision),
            self.compute(segmented.levels),
        )
        return Result(
            revision,
            file.data,
            f"{revision.job.source.name}-cutout.{file.kind.ending}",
            file.thumbnail,
            describe(revision.prompts, revision.grid),
            file.score,
            levels.smaller is not None,
            levels.larger is not None,
            file.fit,
            segmented.is_unsure,
            file.is_partial,
            await self.compute(alternatives, segmented) if segmented.is_unsure else (),
        )

    async def _with_level(
        self, revision: Revision, choose: Callable[[MaskLevels], RankedMask | None]
    ) -> Result:
        segmented = await self._renderer.segment(revision)
        mask = choose(await self.compute(segmented.levels))
        if mask is None:
            raise StaleButton
        return await self._result(revision, segmented.with_mask(mask.candidate.mask_index))

    async def _options(self, revision: Revision) -> Options:
        """Returns a revision's options; before its first click the sender's preferences."""
        if revision.clicks:
            return revision.options
        return await self._likes.options(revision.job.source.person_id)
