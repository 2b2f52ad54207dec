"""The values that all parts of the project exchange.

Every coordinate is a pixel of the *upright original* photo: EXIF orientation applied,
x to the right, y down. As integers, (0, 0) is the top-left pixel; in continuous coordinates its
center is (0.5, 0.5), so a continuous coordinate belongs to the pixel that it is floored to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, floor
from typing import Any, Literal, NamedTuple, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

RGB = NDArray[np.uint8]
"""Colors, uint8 H×W×3, in the order red, green, blue."""

Alpha = NDArray[np.uint8]
"""Opacity, uint8 H×W, from 0 (transparent) to 255 (opaque)."""

SubjectAlpha = NDArray[np.float32]
"""How much of each part of a photo belongs to its subject, float32 h×w from 0 to 1. It covers
the whole photo, but need not have its proportions."""

Logits = NDArray[np.float32]
"""A mask before thresholding, float32 h×w, positive inside the object."""


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    def contains(self, point: "Point") -> bool:
        """Returns whether a pixel lies inside."""
        return 0 <= point.x < self.width and 0 <= point.y < self.height


def size_of(image: NDArray[Any]) -> Size:
    """Returns width and height of an array H×W or H×W×channels."""
    return Size(image.shape[1], image.shape[0])


class Point(NamedTuple):
    """A pixel by column and row."""

    x: int
    y: int


class LabelledPoint(NamedTuple):
    """A pixel that somebody pointed at, and whether it belongs to the object."""

    point: Point
    is_kept: bool


class Box(NamedTuple):
    """A rectangle by its edges: pixels left ≤ x < right, top ≤ y < bottom."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top

    @property
    def size(self) -> Size:
        """Width and height in pixels."""
        return Size(self.width, self.height)

    @property
    def slices(self) -> "Slices":
        """Its rows and columns, to index an image with."""
        return np.s_[self.top : self.bottom, self.left : self.right]

    def contains(self, x: float, y: float) -> bool:
        """Returns whether a point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    @property
    def middle(self) -> Point:
        """The pixel in the middle."""
        return Point((self.left + self.right) // 2, (self.top + self.bottom) // 2)


def interval(center: float, length: float, end: int) -> tuple[int, int]:
    """Returns start and stop of an interval around a center, moved into 0 to `end`."""
    whole = max(1, min(end, ceil(length)))
    start = max(0, min(int(center - whole / 2), end - whole))
    return start, start + whole


@dataclass(frozen=True, slots=True, init=False)
class Prompt:
    """Points and a box that say which object is meant.

    Attributes:
        keep: pixels that belong to the object (label 1 in Segment Anything).
        drop: pixels that do not (label 0).
        box: a rectangle around the object, `None` for none.
    """

    keep: tuple[Point, ...]
    drop: tuple[Point, ...]
    box: Box | None

    def __init__(
        self,
        keep: Iterable[tuple[float, float]] = (),
        drop: Iterable[tuple[float, float]] = (),
        box: tuple[float, float, float, float] | None = None,
    ) -> None:
        """Accepts pairs, and four edges for the box; floats are floored to their pixel.

        Raises:
            ValueError: there is neither a point to keep nor a box, or the box is empty.
        """
        set_field = partial(object.__setattr__, self)
        set_field("keep", tuple(Point(floor(x), floor(y)) for x, y in keep))
        set_field("drop", tuple(Point(floor(x), floor(y)) for x, y in drop))
        set_field("box", None if box is None else Box(*map(floor, box)))
        if not self.keep and self.box is None:
            raise ValueError("a prompt needs a point to keep or a box")
        if self.box and not (self.box.left < self.box.right and self.box.top < self.box.bottom):
            raise ValueError(f"an empty box: {tuple(self.box)}")

    @property
    def labelled(self) -> tuple[LabelledPoint, ...]:
        """The points to keep, and then those to drop."""
        return (
            *(LabelledPoint(point, True) for point in self.keep),
            *(LabelledPoint(point, False) for point in self.drop),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """An encoded image file.

    Attributes:
        key: SHA-256 of `data` in hexadecimal.
        data: the file's bytes.
        size: of the upright image, from the header.
    """

    key: str
    data: bytes
    size: Size


Note = Literal["partial", "first-frame"]
"""What a person should know about a photo: a part is missing, because its file ends too early;
or its file moves, and this is the first picture."""

NOTES: tuple[Note, ...] = get_args(Note)


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """A decoded, upright photo.

    Attributes:
        rgb: uint8 H×W×3, the photo's own colors.
        alpha: uint8 H×W, the photo's own transparency; `None` where it is opaque.
        icc_profile: the ICC profile of `rgb`; `None` means sRGB.
        note: what the person should know about it.
    """

    rgb: RGB
    alpha: Alpha | None = None
    icc_profile: bytes | None = None
    note: Note | None = None

    @property
    def nbytes(self) -> int:
        """What all of it takes in memory, in bytes."""
        alpha = 0 if self.alpha is None else self.alpha.nbytes
        return self.rgb.nbytes + alpha + len(self.icc_profile or b"")

    @property
    def size(self) -> Size:
        """Size of the upright photo."""
        return size_of(self.rgb)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One of the masks that SAM proposes for a prompt.

    Attributes:
        logits: float32 h×w. The photo lies in its top-left corner, see `extent`;
            what is beyond is the model's padding.
        extent: how many columns and rows of `logits` the photo spans, each > 0 and not
            always whole. The point (x, y) of the photo, in real numbers, lies at
            (x · extent[0] / width, y · extent[1] / height) of the map.
        score: the model's own estimate of the mask's IoU, about 0 to 1.
        mask_index: which of SAM's output tokens it comes from: 0 for the one that answers
            prompts without ambiguity, 1 to 3 for part, object and whole; 5 to 15 for those
            of a second look and 17 to 19 for those of a region, see `with_second_look` and
            `from_close_up` in `removerbot.segmentation.refinement`; 20 to 23 for those of a
            view, see `placed_in_photo` in `removerbot.segmentation.zooming`.
    """

    logits: Logits
    extent: tuple[float, float]
    score: float
    mask_index: int


class DecodeRequest(NamedTuple):
    """One run of the prompt encoder and the mask decoder on an encoded photo.

    Attributes:
        prompt: in pixels of the photo.
        mask_input: a candidate of an earlier run, whose logits the model gets as its mask
            prompt; `None` for none.
        region: the part of the photo that is encoded by itself, as if it were a photo: the
            prompt, the mask input and the answer are in its pixels. `None` for the photo.
    """

    prompt: Prompt
    mask_input: Candidate | None = None
    region: Box | None = None


Mask = NDArray[np.bool_]
"""A mask without the model's padding, bool h×w."""

Index = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Elements of a mask by their rows and columns, to index it with."""

Slices = tuple[slice, slice]
"""Rows and columns of a part of a mask, to index it with."""


def unpadded(candidate: Candidate) -> Logits:
    """Returns the logits where the photo is, without the model's padding."""
    columns, rows = (max(1, round(span)) for span in candidate.extent)
    return candidate.logits[:rows, :columns]


def mask_of(candidate: Candidate) -> Mask:
    """Returns the mask where the photo is, bool h×w."""
    return unpadded(candidate) > 0


def iou(one: Mask, other: Mask) -> float:
    """Returns the intersection over union, 0 for two empty masks."""
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 0.0


def share(mask: NDArray[np.bool_]) -> float:
    """Returns the fraction of the elements that are set, 0 to 1."""
    return np.count_nonzero(mask) / mask.size


def depth(mask: Mask) -> NDArray[np.float32]:
    """Returns the distance of each element to the background, float32 h×w, in elements.
    Everything beyond the photo is background."""
    depths = np.zeros(mask.shape, np.float32)
    _, top, _, height = cv2.boundingRect(mask.view(np.uint8))
    rows = np.s_[top : top + height]
    padded = cv2.copyMakeBorder(mask[rows].view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depths[rows] = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_3)[1:-1, 1:-1]
    return depths


def index_of(candidate: Candidate, points: Sequence[tuple[float, float]], size: Size) -> Index:
    """Returns the elements of a candidate's mask that hold pixels of a photo of `size`."""
    rows, columns = unpadded(candidate).shape
    across, down = candidate.extent
    x = [(x + 0.5) * across / size.width for x, _ in points]
    y = [(y + 0.5) * down / size.height for _, y in points]
    return _clipped(y, rows), _clipped(x, columns)


def elements_in(candidate: Candidate, box: Box, size: Size) -> Slices:
    """Returns the rows and columns of a candidate's mask that hold pixels of a box in a photo
    of `size`; at least one of each."""
    corners = (box.left, box.top), (box.right - 1, box.bottom - 1)
    (top, bottom), (left, right) = index_of(candidate, corners, size)
    return slice(top, bottom + 1), slice(left, right + 1)


def _clipped(values: Sequence[float], length: int) -> NDArray[np.intp]:
    return np.array([max(0, min(int(value), length - 1)) for value in values], np.intp)
