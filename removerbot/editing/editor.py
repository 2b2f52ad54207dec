"""The use cases of a photo: open it, zoom, cut out what a person clicks on, refine, undo."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from removerbot.editing.history import History
from removerbot.editing.meaning import Cut, View, base_for, read_meaning, read_view
from removerbot.editing.outputs import Output, Preview, Proposals, Result
from removerbot.editing.permissions import Quota
from removerbot.editing.renderer import Renderer
from removerbot.errors import NoOtherSize, NothingToEnlarge, StaleButton
from removerbot.imaging.grid import Grid, coarser, finer, grid_for
from removerbot.imaging.options import DEFAULTS, Options
from removerbot.segmentation.doubt import alternatives
from removerbot.segmentation.prompt_parser import check_object_count, describe, example_cell
from removerbot.segmentation.proposals import Proposal, main_things, propose, read_pick
from removerbot.segmentation.revisions import Job, Revision, Source
from removerbot.segmentation.segmented import Segmented
from removerbot.storage.people import PreferenceStore


@dataclass(frozen=True, kw_only=True, eq=False)
class Editor:
    """What the bot does with photos, whatever chat it is in.

    Whatever goes on from a revision can raise `PhotoGone`, as photos are fetched when needed,
    and whatever returns a `Result` can raise an `EngineError`. The job stays open.

    Attributes:
        history: finds the revision to go on from.
        likes: the options that people prefer.
        renderer: evaluates revisions and draws them.
        quota: counts their cutouts.
    """

    history: History
    likes: PreferenceStore
    renderer: Renderer
    quota: Quota

    async def open(self, source: Source) -> Preview:
        """Draws a photo's preview, stores the job and starts encoding.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
        """
        await self.quota.check(source.person_id)
        photo = await self.renderer.readable(source)  # a damaged one is no job
        preview = await self.preview(Revision(Job(source, grid_for(photo.size))))
        await self.renderer.evaluator.prepare(photo)  # last: the person waits for the preview
        self.renderer.photos.decode_ahead(photo)
        return preview

    async def take(self, source: Source) -> Revision:
        """Stores a photo's job without a preview: to cut at once, or because the photo is cut
        out already. Raises what `open` does."""
        await self.quota.check(source.person_id)
        photo = await self.renderer.photo(source)
        return (await self._stored(Revision(Job(source, grid_for(photo.size)))))[0]

    async def answer(self, base: Revision, words: str, *, payer: int) -> Output:
        """Does what a person wrote: zooms, sets a background, takes another size, undoes, or
        cuts: what the words click on, or the main thing. A cutout counts for the day's limit of
        the `payer`, who asks, once `delivered`.

        Raises:
            UserError: see `zoom` and `resize`; `NotAColor`; the words mean no place, no object
                is there, or it is one too many today.
        """
        base = base_for(base, words)
        match read_meaning(base, words):
            case View(grid):
                return await self._view(base, grid)
            case Options() as options:
                return await self.finish(base, options)
            case str(order):
                return await self._obey(base, order, payer)
            case Revision():
                return await self.undo(base)
            case Cut() as cut:
                return await self._cut(base, cut, payer)

    async def _obey(self, base: Revision, order: str, payer: int) -> Result | Proposals:
        if order != "main":
            return await self.resize(base, order)
        return await self.main(base if base.adds else replace(base, clicks=()), payer=payer)

    async def _cut(self, base: Revision, cut: Cut, payer: int) -> Result:
        await self.quota.check(payer)
        segmented, options = await asyncio.gather(
            self.renderer.segment(base, cut.clicks), self._options(base)
        )
        if cut.background:
            options = options.replace(background=cut.background)
        result = await self._result(replace(base, options=options, adds=False), segmented)
        return replace(result, payer=payer)

    async def delivered(self, result: Result) -> None:
        """Counts a cutout that has reached the chat, if somebody pays for it."""
        if result.payer is not None:
            await self.quota.count(result.payer)

    async def result(self, revision: Revision) -> Result:
        """Cuts out what a revision's clicks, at least one, are on.

        Raises:
            NothingFound: there is no object.
        """
        return await self._result(revision, await self.renderer.segment(revision))

    async def finish(self, revision: Revision, options: Options) -> Result:
        """Cuts out the same with other options.

        Raises:
            StaleButton: nothing is cut out yet.
        """
        if not revision.clicks:
            raise StaleButton
        return await self.result(replace(revision, options=options, adds=False))

    async def undo(self, revision: Revision) -> Result | Preview:
        """Takes back the clicks of the last message; before the first one is the preview."""
        before = revision.before
        shown = await (self.result(before) if before.clicks else self.preview(before))
        return replace(shown, advises=True)

    async def propose(self, revision: Revision, *, payer: int) -> Proposals:
        """Shows what there is to cut out.

        Raises:
            NothingFound: there is no object.
        """
        await self.quota.check(payer)
        found = await self.renderer.proposals(revision.job, propose)
        return await self._numbered(revision, found)

    async def main(self, revision: Revision, *, payer: int) -> Result | Proposals:
        """Cuts out the photo's subject, together with what was cut out before; shows several
        subjects that lie apart with their numbers. Raises what `propose` and `pick` do."""
        await self.quota.check(payer)
        found = await self.renderer.proposals(revision.job, main_things)
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
        await self.quota.check(payer)
        options, clicks = await self._options(revision), (*revision.clicks, click)
        result = await self.result(
            replace(revision, clicks=clicks, adds=False, options=options)
        )
        return replace(result, payer=payer)

    async def _numbered(self, revision: Revision, found: Sequence[Proposal]) -> Proposals:
        jpeg = await self.renderer.numbered(revision.job, found)
        return Proposals(await self.history.save(revision), jpeg, [each.pick for each in found])

    async def resize(self, revision: Revision, order: str) -> Result:
        """Cuts out the next `smaller` or `bigger` of the masks at hand.

        Raises:
            NoOtherSize: there is none.
        """
        segmented = await self.renderer.segment(revision)
        levels = await self.renderer.compute(segmented.levels)
        mask = levels.smaller if order == "smaller" else levels.larger
        if mask is None:
            raise NoOtherSize(example_cell(revision.grid).label)
        return await self._result(revision, segmented.with_mask(mask.candidate.mask_index))

    async def preview(self, revision: Revision) -> Preview:
        """Shows a revision's photo under its grid, with the points so far."""
        (jpeg, note), (revision, is_early) = await asyncio.gather(
            self.renderer.preview(revision), self._stored(revision)
        )
        cell = example_cell(revision.grid)
        pixel = ",".join(map(str, revision.grid.center(cell)))
        points = describe(revision.prompts, revision.grid)
        return Preview(revision, jpeg, points, cell.label, pixel, note, is_early)

    async def finer(self, revision: Revision) -> Preview:
        """Shows the same under a grid with twice as many cells each way.

        Raises:
            NothingToEnlarge: they would be too small.
        """
        return await self._view(revision, finer(revision.grid))

    async def coarser(self, revision: Revision) -> Preview:
        """Shows the same under a grid that a keyboard can have a button each for."""
        return await self._view(revision, coarser(revision.grid))

    async def zoom(self, revision: Revision, place: str) -> Preview:
        """Shows the neighborhood of a cell, a pixel or a box, under its own grid.

        Raises:
            UserError: there is no such place.
            NothingToEnlarge: it is no smaller than what is shown already.
        """
        return await self._view(revision, read_view(revision, place).grid)

    async def _view(self, revision: Revision, grid: Grid | None) -> Preview:
        if grid is None:
            raise NothingToEnlarge
        preview = await self.preview(revision.under(grid))
        if grid.region:  # the click that follows may be decoded in what is shown
            await self.renderer.prepare_view(revision.job.source, grid.region)
        return preview

    async def _result(self, revision: Revision, segmented: Segmented) -> Result:
        revision = replace(revision, clicks=segmented.clicks)
        file, (revision, is_early), (levels, others) = await asyncio.gather(
            self.renderer.file(revision, segmented),
            self._stored(revision),
            self.renderer.compute(lambda: (segmented.levels(), alternatives(segmented))),
        )
        return Result(
            revision,
            file.data,
            f"{revision.job.source.name}-cutout.{file.kind.ending}",
            file.thumbnail,
            describe(revision.prompts, revision.grid),
            levels.smaller is not None,
            levels.larger is not None,
            file.fit,
            segmented.is_unsure,
            file.note,
            is_early,
            others,
        )

    async def _stored(self, revision: Revision) -> tuple[Revision, bool]:
        """Stores a revision; also returns whether it is among the person's first ones."""
        revision = await self.history.save(revision)
        return revision, await self.history.is_early(revision)

    async def _options(self, revision: Revision) -> Options:
        """Returns a revision's options, or before its first click the sender's preferences."""
        if revision.clicks or revision.options != DEFAULTS:
            return revision.options
        return await self.likes.options(revision.job.source.person_id)
