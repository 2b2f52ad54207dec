"""The use cases: open a photo, look closer, cut what a person points at, refine it, put the
photos away."""

import asyncio
import re
from dataclasses import replace

from removerbot.editing.quota import Quota
from removerbot.editing.renderer import Renderer
from removerbot.editing.results import Preview, Proposals, Result
from removerbot.engine.base import Engine
from removerbot.errors import (
    NoOpenJob,
    NoSuchPhoto,
    NothingToEnlarge,
    StaleButton,
    WhichPhoto,
)
from removerbot.i18n import prompt_parser
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.grid import Grid, coarser, finer, grid_for, zoomed
from removerbot.imaging.options import Options
from removerbot.imaging.types import Point, Prompt
from removerbot.revisions import Click, Job, Revision, Source
from removerbot.segmentation.mask_levels import Neighbours
from removerbot.segmentation.prompt_parser import describe, example_cell
from removerbot.segmentation.ranking import RankedMask
from removerbot.storage.jobs import Jobs
from removerbot.storage.people import PreferenceStore

_PICK = re.compile(r"(\d{1,5}),(\d{1,5}),([0-3])", re.ASCII)


class Editor:
    """What the bot does, whatever chat it is in.

    Whatever goes on from a cut can raise `PhotoGone`, as photos are fetched when needed,
    and whatever makes a `Result` can raise an `EngineError`. A job stays open for all that.
    """

    def __init__(
        self,
        *,
        engine: Engine,
        jobs: Jobs,
        likes: PreferenceStore,
        renderer: Renderer,
        quota: Quota,
    ) -> None:
        self._engine = engine
        self._quota = quota
        self._jobs = jobs
        self._likes = likes
        self._darkroom = renderer
        self._parser = prompt_parser()

    async def open(self, source: Source) -> Preview:
        """Take a photo: draw its preview, start encoding, remember it.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
        """
        await self._quota.check(source.person_id)
        photo = await self._darkroom.photo(source)
        job = Job(source, grid_for(photo.size))
        jpeg = await self._darkroom.preview(Revision(job))  # first: a damaged photo is no job
        preview = await self._preview(Revision(await self._jobs.add(job)), jpeg)
        await self._engine.prepare(photo)  # last: the preview is what is waited for
        self._darkroom.decode_ahead(photo)
        return preview

    async def take(self, source: Source) -> Revision:
        """Remember a photo without a preview: to point at it at once, or because it is cut
        out already. Raises as `open` does.
        """
        await self._quota.check(source.person_id)
        photo = await self._darkroom.photo(source)
        job = await self._jobs.add(Job(source, grid_for(photo.size)))
        return await self._jobs.save(Revision(job))

    async def link(self, cut: Revision, message_id: int) -> None:
        """Let a reply to this message go on from the cut."""
        await self._jobs.link(cut, message_id)

    async def cut_meant(
        self, chat_id: int, person_id: int, replied_to: int | None, named: int | None = None
    ) -> Revision:
        """The cut that a person's words go on from: that of the message they reply to, or
        without a reply a new one of their newest photo.

        Args:
            chat_id: where they wrote it.
            person_id: who they are.
            replied_to: the number of the message they reply to.
            named: see `cut_shown`.

        Raises:
            NoOpenJob: there is none.
        """
        if replied_to is None:
            job = await self._jobs.newest(chat_id, person_id)
            cut = Revision(job) if job else None
        else:
            cut = await self.cut_shown(chat_id, replied_to, named)
        if cut is None:
            raise NoOpenJob
        return cut

    async def cut_shown(
        self, chat_id: int, message_id: int, named: int | None = None
    ) -> Revision | None:
        """The cut that a message shows, if it shows one.

        Args:
            chat_id: where it stands.
            message_id: its number there.
            named: the cut that its buttons are about. This counts where the number is
                unknown, as that of a message of which nobody heard that it arrived.
        """
        cut = await self._jobs.find(chat_id, message_id)
        if cut is None and named is not None:
            cut = await self._jobs.revision(chat_id, named)
        return cut

    async def cut_pressed(self, chat_id: int, message_id: int, cut_id: int) -> Revision | None:
        """The cut that a button under a message is about; `None` if the message shows
        another by now, as when a button is pressed many times quickly.

        Raises:
            StaleButton: this chat has no such cut of an open job.
        """
        cut = await self._jobs.revision(chat_id, cut_id)
        if cut is None:
            raise StaleButton
        shown = await self._jobs.find(chat_id, message_id)
        return cut if shown is None or shown.id == cut_id else None

    async def photo_meant(
        self, base: Revision, words: str, *, is_reply: bool
    ) -> tuple[Revision, str]:
        """Which photo of an album words are about: the one whose number stands in front, or
        else the one replied to. Of a photo that came alone, words are what they are.

        Args:
            base: see `cut_meant`.
            words: what the person wrote.
            is_reply: whether it is a reply to a message.

        Returns:
            The cut to go on from, and the words without the number.

        Raises:
            WhichPhoto: neither says it.
            NoSuchPhoto: the album has no photo of this number.
        """
        source = base.job.source
        if source.place is None:
            return base, words
        jobs = await self._jobs.album(source.chat_id, source.place.album)
        number, rest = self._parser.read_number(words)
        if number is None:
            if not is_reply and len(jobs) > 1:
                raise WhichPhoto(example_cell(base.grid).label)
            return base, words
        if number == source.place.number:
            return base, rest
        for job in jobs:
            if job.source.place and job.source.place.number == number:
                return Revision(job), rest
        raise NoSuchPhoto(number)

    async def answer(self, base: Revision, words: str) -> Result | Preview:
        """Do what a person wrote: enlarge a part of the photo, put a colour behind a cutout,
        or cut.

        Raises:
            UserError: see `zoom` and `cut`; `NotAColor`.
        """
        if (place := self._parser.read_zoom(words)) is not None:
            return await self.zoom(base, place)
        if base.clicks and (background := self._parser.read_background(words)):
            return await self.finish(base, base.options.replace(background=background))
        return await self.cut(base, words)

    async def cut(self, base: Revision, words: str) -> Result:
        """Cut out what the words point at, going on from what was asked before.

        Raises:
            UserError: the words mean no place in the photo, there is no object, or the
                photo's sender has had their share for today.
        """
        current = base.prompts[-1] if base.clicks and not base.adds else None
        objects = self._parser.read_objects(words, base.grid, current)
        async with self._quota.counted(base.job.source.person_id):
            steps, finish = await asyncio.gather(
                self._darkroom.steps(base, objects), self._finish(base)
            )
            return await self._longer(base, finish, *steps)

    async def result(self, cut: Revision) -> Result:
        """Show what a cut with steps cuts out.

        Raises:
            NothingFound: there is no object where its last step points at.
        """
        shown = await self._darkroom.shown(cut)
        last = replace(cut.clicks[-1], mask_index=shown.candidate.mask_index)
        cut = replace(cut, clicks=(*cut.clicks[:-1], last))
        file, (kept, near) = await asyncio.gather(self._darkroom.file(cut), self._kept(cut))
        return Result(
            kept,
            file.data,
            f"{cut.job.source.name}-cutout.{file.kind}",
            file.thumbnail,
            describe(kept.prompts, cut.grid),
            file.score,
            has_smaller=near.smaller is not None,
            has_bigger=near.bigger is not None,
        )

    async def finish(self, cut: Revision, finish: Options) -> Result:
        """Show a cutout finished in another way.

        Raises:
            StaleButton: nothing is cut out yet.
        """
        if not cut.clicks:
            raise StaleButton
        return await self.result(replace(cut, options=finish, adds=False))

    async def renumber(self, cut: Revision) -> Revision:
        """The same cut under a new number, so that buttons of the old one count no more."""
        return await self._jobs.save(cut)

    async def look(self, cut: Revision) -> bytes:
        """A cut's result as a picture to look at, a JPEG file."""
        return await self._darkroom.look(cut)

    async def render(self, cut: Revision) -> Cutout:
        """What a cut cuts out, made again; without steps all that is not transparent."""
        return await self._darkroom.cutout(cut)

    async def undo(self, cut: Revision) -> Result | Preview:
        """Take the last reply's steps back; before the first one is the preview."""
        steps = list(cut.clicks)
        while steps and steps.pop().same_message:
            pass
        before = replace(cut, clicks=tuple(steps))
        return await (self.result(before) if before.clicks else self.preview(before))

    async def add(self, cut: Revision) -> Preview:
        """Show the photo, for another object to be pointed at."""
        return await self.preview(replace(cut, adds=True))

    async def propose(self, cut: Revision) -> Proposals:
        """Show what there is to cut out.

        Raises:
            NothingFound: there is no object.
        """
        await self._quota.check(cut.job.source.person_id)
        found, jpeg = await self._darkroom.proposals(cut.job)
        picks = []
        for proposal in found:
            [(x, y)] = proposal.prompt.keep
            picks.append(f"{x},{y},{proposal.choice.candidate.mask_index}")
        return Proposals(await self._jobs.save(cut), jpeg, picks)

    async def pick(self, cut: Revision, pick: str) -> Result:
        """Cut out a proposal, together with what was cut out before.

        Raises:
            StaleButton: it was never proposed.
        """
        match = _PICK.fullmatch(pick)
        if match is None or not cut.grid.size.contains(Point(int(match[1]), int(match[2]))):
            raise StaleButton
        prompt = Prompt([(int(match[1]), int(match[2]))])
        step = Click(prompt, int(match[3]), object_index=len(cut.objects))
        async with self._quota.counted(cut.job.source.person_id):
            return await self._longer(cut, await self._finish(cut), step)

    async def smaller(self, cut: Revision) -> Result:
        """Show the next smaller of the masks at hand.

        Raises:
            StaleButton: there is none.
        """
        return await self._resized(cut, (await self._darkroom.neighbours(cut)).smaller)

    async def bigger(self, cut: Revision) -> Result:
        """Show the next larger of the masks at hand. Raises as `smaller` does."""
        return await self._resized(cut, (await self._darkroom.neighbours(cut)).bigger)

    async def preview(self, cut: Revision) -> Preview:
        """Show a cut's photo under its grid, with what was pointed at so far."""
        return await self._preview(cut, await self._darkroom.preview(cut))

    async def finer(self, cut: Revision) -> Preview:
        """Show the same under a grid with twice as many cells each way.

        Raises:
            NothingToEnlarge: they would be too small.
        """
        return await self._view(cut, finer(cut.grid))

    async def coarser(self, cut: Revision) -> Preview:
        """Show the same under a grid that a keyboard can have a button each for."""
        grid = coarser(cut.grid)
        return await (self.preview(cut) if grid == cut.grid else self._view(cut, grid))

    async def zoom(self, cut: Revision, place: str) -> Preview:
        """Show the neighbourhood of a cell, a pixel or a box, under its own grid.

        Raises:
            UserError: there is no such place.
            NothingToEnlarge: it is no smaller than what is shown already.
        """
        area = self._parser.read_area(place, cut.grid)
        return await self._view(cut, zoomed(cut.grid, area))

    async def back(self, cut: Revision) -> Preview:
        """Show the photo as before the last look closer."""
        return await self.preview(replace(cut, views=cut.views[:-1]))

    async def put_away(self, chat_id: int, person_id: int) -> int:
        """Close all photos of a person in a chat; returns how many there were."""
        return await self._jobs.close(chat_id, person_id)

    async def _view(self, cut: Revision, grid: Grid | None) -> Preview:
        if grid is None:
            raise NothingToEnlarge
        return await self.preview(replace(cut, views=(*cut.views, grid)))

    async def _preview(self, cut: Revision, jpeg: bytes) -> Preview:
        cell = example_cell(cut.grid)
        pixel = cut.grid.center(cell)
        return Preview(
            await self._jobs.save(cut),
            jpeg,
            describe(cut.prompts, cut.grid),
            cell.label,
            f"{pixel.x},{pixel.y}",
        )

    async def _kept(self, cut: Revision) -> tuple[Revision, Neighbours]:
        """A cut in the store, and only then what it is next to: both at once would take the
        processor from who makes the file."""
        return await self._jobs.save(cut), await self._darkroom.neighbours(cut)

    async def _finish(self, cut: Revision) -> Options:
        """That of a cut; the first steps of one begin with what the photo's sender likes."""
        if cut.clicks:
            return cut.options
        return await self._likes.options(cut.job.source.person_id)

    async def _longer(self, cut: Revision, finish: Options, *steps: Click) -> Result:
        """The result of further steps."""
        return await self.result(
            replace(cut, clicks=(*cut.clicks, *steps), adds=False, options=finish)
        )

    async def _resized(self, cut: Revision, choice: RankedMask | None) -> Result:
        if choice is None:
            raise StaleButton
        last = replace(cut.clicks[-1], mask_index=choice.candidate.mask_index)
        return await self.result(replace(cut, clicks=(*cut.clicks[:-1], last)))
