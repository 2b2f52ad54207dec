"""What messages show of a revision."""

from dataclasses import dataclass

from removerbot.segmentation.revisions import Revision


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A photo under its grid.

    Attributes:
        revision: the one that a reply goes on from; link the message to it.
        jpeg: the picture, a JPEG file.
        points: the clicks so far, in the words of a reply; often nothing.
        cell: a cell to name as an example.
        pixel: the center of that cell, as `x,y`.
    """

    revision: Revision
    jpeg: bytes
    points: str
    cell: str
    pixel: str


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
        has_smaller: whether there is a smaller mask to show instead.
        has_larger: whether there is a larger mask to show instead.
    """

    revision: Revision
    data: bytes
    name: str
    thumbnail: bytes
    points: str
    score: float
    has_smaller: bool
    has_larger: bool
