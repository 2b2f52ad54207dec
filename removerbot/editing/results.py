"""What messages show of a cut."""

from dataclasses import dataclass

from removerbot.revisions import Revision


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """A photo under its grid.

    Attributes:
        cut: the one that a reply goes on from; link the message to it.
        jpeg: the picture, a JPEG file.
        points: what was pointed at so far, in the words of a reply; often nothing.
        cell: a cell to name as an example.
        pixel: the middle of that cell, as `x,y`.
    """

    cut: Revision
    jpeg: bytes
    points: str
    cell: str
    pixel: str


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """A photo with what there is to cut out, numbered from 1.

    Attributes:
        cut: the one that it goes on from; link the message to it.
        jpeg: the picture, a JPEG file.
        picks: for each number what `Editor.pick` takes.
    """

    cut: Revision
    jpeg: bytes
    picks: list[str]


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A cutout, ready to send.

    Attributes:
        cut: what it shows; link the message that brings it to this.
        data: the file.
        name: what to call it.
        thumbnail: a small picture of it, a JPEG file.
        points: what was pointed at, in the words of a reply.
        score: the mask's expected IoU, 0 to 1.
        has_smaller: whether there is a part to show instead.
        has_bigger: whether there is a larger whole to show instead.
    """

    cut: Revision
    data: bytes
    name: str
    thumbnail: bytes
    points: str
    score: float
    has_smaller: bool
    has_bigger: bool
