"""The use cases: open a photo, cut what a person points at, refine it, put the photos away."""

import asyncio
from dataclasses import dataclass

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import Choice
from removerbot.core.cutout import Cutout, cut_out
from removerbot.core.grid import grid_for
from removerbot.core.photo import on_white
from removerbot.core.preview import draw_preview
from removerbot.core.reply import describe, example_cell, read_reply
from removerbot.core.types import Photo
from removerbot.errors import NoOpenJob, StaleButton
from removerbot.ports import Cut, Engine, Files, Job, Jobs, Photos, Source, Step
from removerbot.replay import Replay

_PHOTO_CACHE_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A photo under its grid.

    Attributes:
        cut: the one that a reply goes on from, without steps; link the message to it.
        jpeg: the picture, a JPEG file.
        cell: a cell to name as an example.
        pixel: the middle of that cell, as `x,y`.
    """

    cut: Cut
    jpeg: bytes
    cell: str
    pixel: str


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A cutout, ready to send.

    Attributes:
        cut: what it shows; link the message that brings it to this.
        png: the file.
        name: what to call the file.
        points: what was pointed at, in the words of a reply.
        score: the mask's expected IoU, 0 to 1.
    """

    cut: Cut
    png: bytes
    name: str
    points: str
    score: float


class Remover:
    """What the bot does, whatever chat it is in."""

    def __init__(self, *, engine: Engine, jobs: Jobs, files: Files, photos: Photos) -> None:
        self._engine = engine
        self._replay = Replay(engine)
        self._jobs = jobs
        self._files = files
        self._photos = photos
        self._read = BudgetCache[str, Photo](_PHOTO_CACHE_BYTES)

    async def open(self, source: Source) -> Preview:
        """Take a photo: draw its preview, start encoding, remember it.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
        """
        photo = await self._photo(source)
        await self._engine.prepare(photo)
        job = Job(source, grid_for(photo.size))
        jpeg = await self._draw_preview(job)  # first: a damaged photo is no job
        return await self._preview(await self._jobs.add(job), jpeg)

    async def preview(self, job: Job) -> Preview:
        """Show a job's photo under its grid, for a new cut.

        Raises:
            PhotoGone: the photo can no longer be fetched.
        """
        return await self._preview(job, await self._draw_preview(job))

    async def link(self, cut: Cut, message_id: int) -> None:
        """Let a reply to this message go on from the cut."""
        await self._jobs.link(cut, message_id)

    async def cut_meant(self, chat_id: int, person_id: int, replied_to: int | None) -> Cut:
        """The cut that a person's words go on from: that of the message they reply to, or
        without a reply a new one of their newest photo.

        Raises:
            NoOpenJob: there is none.
        """
        if replied_to is None:
            job = await self._jobs.newest(chat_id, person_id)
            cut = Cut(job) if job else None
        else:
            cut = await self._jobs.find(chat_id, replied_to)
        if cut is None:
            raise NoOpenJob
        return cut

    async def cut_pressed(self, chat_id: int, message_id: int, cut_id: int) -> Cut | None:
        """The cut that a button under a message is about; `None` if the message shows
        another by now, as when a button is pressed many times quickly.

        Raises:
            StaleButton: this chat has no such cut of an open job.
        """
        cut = await self._jobs.cut(chat_id, cut_id)
        if cut is None:
            raise StaleButton
        shown = await self._jobs.find(chat_id, message_id)
        return cut if shown is None or shown.id == cut_id else None

    async def cut(self, base: Cut, words: str) -> Result:
        """Cut out what the words point at, going on from what was asked before.

        Raises:
            UserError: the words mean no place in the photo, there is no object, or the
                photo is gone. The job stays open.
            EngineError: the model let us down.
        """
        prompt = read_reply(words, base.job.grid, base.prompt)
        return await self._result(base.job, (*base.steps, Step(prompt)))

    async def undo(self, cut: Cut) -> Result | Preview:
        """Take the last step back; before the first one is the preview.

        Raises:
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        if len(cut.steps) > 1:
            return await self._result(cut.job, cut.steps[:-1])
        return await self.preview(cut.job)

    async def render(self, cut: Cut) -> Cutout:
        """What a cut with steps shows, made again.

        Raises:
            PhotoGone: the photo can no longer be fetched.
            EngineError: the model let us down.
        """
        return (await self._draw(cut.job, cut.steps))[1]

    async def put_away(self, chat_id: int, person_id: int) -> int:
        """Close all photos of a person in a chat; returns how many there were."""
        return await self._jobs.close(chat_id, person_id)

    async def _draw_preview(self, job: Job) -> bytes:
        photo = await self._photo(job.source)
        return await asyncio.to_thread(
            lambda: draw_preview(on_white(self._photos.decode(photo)), job.grid)
        )

    async def _preview(self, job: Job, jpeg: bytes) -> Preview:
        cell = example_cell(job.grid)
        pixel = job.grid.center(cell)
        return Preview(
            await self._jobs.keep(Cut(job)), jpeg, cell.label, f"{pixel.x},{pixel.y}"
        )

    async def _result(self, job: Job, steps: tuple[Step, ...]) -> Result:
        choice, cutout = await self._draw(job, steps)
        png = await asyncio.to_thread(lambda: cutout.png)
        *before, last = steps
        shown = Step(last.prompt, choice.candidate.token)
        cut = await self._jobs.keep(Cut(job, (*before, shown)))
        name = f"{job.source.name}-cutout.png"
        return Result(cut, png, name, describe(last.prompt, job.grid), cutout.score)

    async def _draw(self, job: Job, steps: tuple[Step, ...]) -> tuple[Choice, Cutout]:
        photo = await self._photo(job.source)
        choice, pixels = await asyncio.gather(
            self._replay.shown(photo, steps), asyncio.to_thread(self._photos.decode, photo)
        )
        return choice, await asyncio.to_thread(cut_out, pixels, choice.candidate, choice.iou)

    async def _photo(self, source: Source) -> Photo:
        photo = self._read.get(source.file_id)
        if photo is None:
            data = await self._files.fetch(source.file_id)
            photo = await asyncio.to_thread(self._photos.read_photo, data)
            self._read.put(source.file_id, photo, len(data))
        return photo
