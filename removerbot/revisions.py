"""A photo that somebody sent, and what was asked of it so far."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, Self

from removerbot.imaging.grid import Grid
from removerbot.imaging.options import DEFAULTS, Options
from removerbot.imaging.types import Prompt


class InAlbum(NamedTuple):
    """Which photo of an album: the album's name in its chat, and the number, from 1."""

    album: str
    number: int


@dataclass(frozen=True, slots=True)
class Source:
    """The message that a photo came in.

    Attributes:
        chat_id: the chat it was sent to.
        message_id: its number in that chat.
        person_id: who asked for the photo to be cut.
        file_id: names the file to `removerbot.engine.base.Files`.
        name: the file's name without its ending; the cutout is named after it.
        place: where it stands in an album, `None` for a photo that came alone.
    """

    chat_id: int
    message_id: int
    person_id: int
    file_id: str
    name: str
    place: InAlbum | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A photo that can be pointed at.

    Attributes:
        id: `None` until the store has given it one.
        source: where the photo came from.
        grid: the one that was shown, over the upright photo.
    """

    source: Source
    grid: Grid
    id: int | None = None

    def with_id(self, job_id: int) -> Self:
        """The same job, kept under a number."""
        return replace(self, id=job_id)


@dataclass(frozen=True, slots=True)
class Click:
    """One go at pointing.

    Attributes:
        prompt: all the points of its object so far, those of earlier steps too.
        mask_index: of the candidate that was shown; `None` for the likeliest one.
        decoded_as: what SAM is asked instead, where another place of the cell that was meant
            shows its thing better, or with a box around the mask shown before; `None` for the
            prompt itself.
        object_index: which of the revision's objects it is about, counted from 0. Clicks on
            the same object follow each other.
        same_message: whether it came in one message with the click before.
        without_mask_input: whether SAM gets all the points, but not the mask shown before.
    """

    prompt: Prompt
    mask_index: int | None = None
    decoded_as: Prompt | None = None
    object_index: int = 0
    same_message: bool = False
    without_mask_input: bool = False

    @property
    def effective_prompt(self) -> Prompt:
        """What SAM is asked."""
        return self.decoded_as or self.prompt


@dataclass(frozen=True, slots=True)
class Revision:
    """What was asked of a job so far. It never changes: whatever is asked next is another
    cut, so that each message, and each button under it, keeps its meaning.

    Attributes:
        job: whose photo is cut.
        clicks: what was pointed at, one go after the other; none yet under a new preview.
        views: the grids looked through after the job's own, each finer or closer than the
            one before.
        adds: whether what is pointed at next is another object.
        options: how the cutout is finished. With the first step it becomes the way that the
            person likes.
        id: `None` until the store has given it one.
    """

    job: Job
    clicks: tuple[Click, ...] = ()
    views: tuple[Grid, ...] = ()
    adds: bool = False
    options: Options = DEFAULTS
    id: int | None = None

    @property
    def grid(self) -> Grid:
        """The one that the cells in the person's words belong to."""
        return self.views[-1] if self.views else self.job.grid

    @property
    def objects(self) -> tuple[tuple[Click, ...], ...]:
        """The steps of each object."""
        return tuple(
            tuple(steps) for _, steps in groupby(self.clicks, lambda step: step.object_index)
        )

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All the points of each object."""
        return tuple(steps[-1].prompt for steps in self.objects)

    def with_id(self, cut_id: int) -> Self:
        """The same cut, kept under a number."""
        return replace(self, id=cut_id)
