"""The use cases: open a photo, cut what a person points at, put the photos away."""

import asyncio
from dataclasses import dataclass

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import rank
from removerbot.core.cutout import cut_out
from removerbot.core.grid import grid_for
from removerbot.core.photo import decode, on_white, read_photo
from removerbot.core.preview import LONG_SIDE, draw_preview
from removerbot.core.reply import describe, example_cell, read_reply
from removerbot.core.types import Photo
from removerbot.errors import NoOpenJob
from removerbot.ports import Engine, Files, Job, Jobs, Source

_PHOTO_CACHE_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A photo under its grid.

    Attributes:
        job: whose photo it is; link the message that shows the preview to it.
        jpeg: the picture, a JPEG file.
        cell: a cell to name as an example.
        pixel: the middle of that cell, as `x,y`.
    """

    job: Job
    jpeg: bytes
    cell: str
    pixel: str


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A cutout, ready to send.

    Attributes:
        png: the file.
        name: what to call the file.
        points: what was pointed at, in the words of a reply.
        score: the mask's expected IoU, 0 to 1.
    """

    png: bytes
    name: str
    points: str
    score: float


class Remover:
    """What the bot does, whatever chat it is in."""

    def __init__(
        self, *, engine: Engine, jobs: Jobs, files: Files, max_megapixels: float
    ) -> None:
        self._engine = engine
        self._jobs = jobs
        self._files = files
        self._max_megapixels = max_megapixels
        self._photos = BudgetCache[str, Photo](_PHOTO_CACHE_BYTES)

    async def open(self, source: Source) -> Preview:
        """Take a photo: draw its preview, start encoding, remember it.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
        """
        photo = await self._photo(source)
        grid = grid_for(photo.size)
        jpeg = await asyncio.to_thread(
            lambda: draw_preview(on_white(decode(photo, LONG_SIDE)), grid)
        )
        await self._engine.prepare(photo)  # only now: the preview is what is waited for
        job = await self._jobs.add(Job(source, grid))
        cell = example_cell(grid)
        pixel = grid.center(cell)
        return Preview(job, jpeg, cell.label, f"{pixel.x},{pixel.y}")

    async def link(self, job: Job, message_id: int) -> None:
        """Let a reply to this message mean the job."""
        await self._jobs.link(job, message_id)

    async def job_meant(self, chat_id: int, person_id: int, replied_to: int | None) -> Job:
        """The job that a person's words are about: that of the message they reply to,
        or without a reply their newest one.

        Raises:
            NoOpenJob: there is none.
        """
        if replied_to is None:
            job = await self._jobs.newest(chat_id, person_id)
        else:
            job = await self._jobs.find(chat_id, replied_to)
        if job is None:
            raise NoOpenJob
        return job

    async def cut(self, job: Job, words: str) -> Result:
        """Cut out what the words point at.

        Raises:
            UserError: the words mean no place in the photo, there is no object, or the
                photo is gone. The job stays open.
            EngineError: the model let us down.
        """
        prompt = read_reply(words, job.grid)
        photo = await self._photo(job.source)
        candidates, pixels = await asyncio.gather(
            self._engine.segment(photo, prompt), asyncio.to_thread(decode, photo)
        )

        def finish() -> Result:
            chosen = rank(candidates, prompt, photo.size)[0]
            cutout = cut_out(pixels, chosen.candidate, chosen.iou)
            return Result(
                cutout.png,
                f"{job.source.name}-cutout.png",
                describe(prompt, job.grid),
                cutout.score,
            )

        return await asyncio.to_thread(finish)

    async def put_away(self, chat_id: int, person_id: int) -> int:
        """Close all photos of a person in a chat; returns how many there were."""
        return await self._jobs.close(chat_id, person_id)

    async def _photo(self, source: Source) -> Photo:
        photo = self._photos.get(source.file_id)
        if photo is None:
            data = await self._files.fetch(source.file_id)
            photo = await asyncio.to_thread(
                read_photo, data, max_megapixels=self._max_megapixels
            )
            self._photos.put(source.file_id, photo, len(data))
        return photo
