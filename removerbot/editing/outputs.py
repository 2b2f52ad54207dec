"""What the use cases of a photo give a chat to show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from removerbot.imaging.encode import Fit
from removerbot.imaging.types import Note
from removerbot.segmentation.doubt import Alternative
from removerbot.segmentation.revisions import Revision


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A photo under its grid.

    Attributes:
        revision: the one that a reply goes on from; link the message to it.
        jpeg: the picture, a JPEG file.
        points: the clicks so far, in the words of a reply; often nothing.
        cell, pixel: a cell to name as an example, and its center, as `x,y`.
        note: see `Pixels`.
        advises: whether to say how to go on: to a person who is new, or takes a step back.
    """

    revision: Revision
    jpeg: bytes
    points: str
    cell: str
    pixel: str
    note: Note | None
    advises: bool


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
        has_smaller, has_larger: whether there is such a mask to show instead.
        is_unsure: whether something else may well be meant.
        fit, note: see `removerbot.editing.files.File`.
        advises: see `Preview`.
        alternatives: the masks to offer where it is unsure, see `removerbot.editing.choices`.
        payer: for whose daily limit it counts once it is delivered, `None` for nobody's.
    """

    revision: Revision
    data: bytes
    name: str
    thumbnail: bytes
    points: str
    has_smaller: bool
    has_larger: bool
    fit: Fit | None = None
    is_unsure: bool = False
    note: Note | None = None
    advises: bool = False
    alternatives: Sequence[Alternative] = ()
    payer: int | None = None

    @property
    def settled(self) -> Self:
        """The same with no masks to offer, where the person goes on with what is shown."""
        return replace(self, alternatives=())


Output = Result | Preview | Proposals
"""What a message can show of a revision."""
