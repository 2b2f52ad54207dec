"""A photo that somebody sent, and the history of what was asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, Self

from removerbot.errors import TooManyPoints
from removerbot.imaging.grid import Grid
from removerbot.imaging.options import DEFAULTS, Options
from removerbot.imaging.types import Box, Prompt

ANY_MASK = -1
"""Index of whatever mask a new click would show: the likeliest of SAM's, or the subject's."""


class InAlbum(NamedTuple):
    """A photo's album, by its name in the chat, and the photo's number in it, from 1."""

    album: str
    number: int


@dataclass(frozen=True, slots=True)
class Source:
    """The message that a photo came in.

    Attributes:
        chat_id: the chat it was sent to.
        message_id: its number in that chat; a negative one where it has none: for a photo that
            one member of a group sees alone, or in a chat without the bot.
        person_id: who asked for the photo to be cut.
        file_id: names the file to `removerbot.editing.renderer.Files`.
        name: the file's name without its ending; the cutout is named after it.
        place: its place in an album, `None` for a photo that came alone.
        is_spoiler: whether it is covered until somebody taps it; so are pictures of it.
        thread_id: the topic of the chat that it was sent in, `None` for none.
        direct_topic_id: the same in the direct messages of a channel.
    """

    chat_id: int
    message_id: int
    person_id: int
    file_id: str
    name: str
    place: InAlbum | None = None
    is_spoiler: bool = False
    thread_id: int | None = None
    direct_topic_id: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether only one member of a group has seen the photo; no other may see any of it."""
        return self.chat_id < 0 and self.message_id < 0


@dataclass(frozen=True, slots=True)
class Job:
    """A photo that can be clicked on.

    Attributes:
        source: where the photo came from.
        grid: the first one that was drawn over it.
        id: `None` until it is stored.
    """

    source: Source
    grid: Grid
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Click:
    """Points given at one time, and how they are decoded.

    Attributes:
        prompt: all the points of its object so far, those of earlier clicks too.
        mask_index: of the candidate that is shown; `None` for the likeliest of SAM's.
        decoded_as: the prompt that is decoded instead, where another point of the cell has a
            likelier mask, or with a box around the mask shown before; `None` for `prompt`.
        object_index: the object it is about, counted from 0. Clicks on an object follow each
            other.
        same_message: whether it came in one message with the click before.
        without_mask_input: whether it is decoded without the mask shown before as mask input.
        view: the part of the photo that is encoded by itself for it, too; `None` for none.
        cell: the one whose center the prompt is, if the person has named one.
        is_chosen: whether a person has chosen the mask from the alternatives to an unsure one.
    """

    prompt: Prompt
    mask_index: int | None = None
    decoded_as: Prompt | None = None
    object_index: int = 0
    same_message: bool = False
    without_mask_input: bool = False
    view: Box | None = None
    cell: Box | None = None
    is_chosen: bool = False

    @property
    def effective_prompt(self) -> Prompt:
        """The prompt that is decoded."""
        return self.decoded_as or self.prompt

    def decoding(self, prompt: Prompt) -> Self:
        """Returns the same click with another prompt that is decoded."""
        return replace(self, decoded_as=None if prompt == self.prompt else prompt)


_MOST_VIEWS, _MOST_CLICKS, _MOST_POINTS = 20, 300, 5000
"""Of a revision; the points of all clicks, each counted with those of its object before. Every
later revision is stored and read with all of them."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of a job. It is immutable: every further request makes another revision, so
    that each message, and each button under it, keeps its meaning.

    Attributes:
        job: whose photo is cut out.
        clicks: so far; none under a new preview.
        views: the newest grids after the job's own.
        adds: whether the next click is on another object.
        options: how the cutout is rendered. The first click sets the person's preferences.
        id: `None` until it is stored.
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
        """The clicks of each object."""
        groups = groupby(self.clicks, lambda click: click.object_index)
        return tuple(tuple(clicks) for _, clicks in groups)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All the points of each object."""
        return tuple(clicks[-1].prompt for clicks in self.objects)

    def under(self, grid: Grid) -> Self:
        """Returns the same under a grid, which may be its own."""
        views = self.views if grid == self.grid else (*self.views, grid)
        return replace(self, views=views[-_MOST_VIEWS:])

    @property
    def before(self) -> Self:
        """The same without the clicks of the last message."""
        clicks = list(self.clicks)
        while clicks and clicks.pop().same_message:
            pass
        return replace(self, clicks=tuple(clicks))


def check_clicks(clicks: Sequence[Click]) -> None:
    """Raises `TooManyPoints` if these are more than a revision may have."""
    points = sum(len(each.prompt.keep) + len(each.prompt.drop) for each in clicks)
    if len(clicks) > _MOST_CLICKS or points > _MOST_POINTS:
        raise TooManyPoints(_MOST_CLICKS)
