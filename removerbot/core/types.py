"""The values that the parts of the project hand each other.

Every coordinate is a pixel of the *upright original* photo: EXIF orientation applied,
x to the right, y down. As integers, (0, 0) is the top-left pixel; as real numbers its
centre is (0.5, 0.5), so a real coordinate belongs to the pixel it is floored to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RGB = NDArray[np.uint8]
"""Colours, uint8, H×W×3, red first."""

Alpha = NDArray[np.uint8]
"""Opacity, uint8, H×W, 0 transparent to 255 opaque."""

Logits = NDArray[np.float32]
"""A mask before its threshold, float32, h×w, positive inside the object."""


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    def contains(self, point: "Point") -> bool:
        return 0 <= point.x < self.width and 0 <= point.y < self.height


class Point(NamedTuple):
    """A pixel, by its column and row."""

    x: int
    y: int


class Box(NamedTuple):
    """A rectangle by its edges: pixels left ≤ x < right, top ≤ y < bottom."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a person points at.

    Attributes:
        keep: pixels that belong to the object.
        drop: pixels that do not.
        box: a rectangle around the object, `None` for none.

    Any sequence of pairs (and any sequence of four for the box) is taken; real numbers
    are floored to the pixel they lie in.

    Raises:
        ValueError: neither a pixel to keep nor a box is given, or the box is empty.
    """

    keep: Sequence[tuple[float, float]] = ()
    drop: Sequence[tuple[float, float]] = ()
    box: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "keep", tuple(_pixel(point) for point in self.keep))
        object.__setattr__(self, "drop", tuple(_pixel(point) for point in self.drop))
        if self.box is not None:
            box = Box(*(floor(edge) for edge in self.box))
            if box.left >= box.right or box.top >= box.bottom:
                raise ValueError(f"an empty box: {tuple(self.box)}")
            object.__setattr__(self, "box", box)
        if not self.keep and self.box is None:
            raise ValueError("a prompt needs a point to keep or a box")


def _pixel(point: tuple[float, float]) -> Point:
    x, y = point
    return Point(floor(x), floor(y))


@dataclass(frozen=True, slots=True, eq=False)
class Photo:
    """An image file as it came.

    Attributes:
        key: SHA-256 of `data` in hexadecimal; the same photo has the same key.
        data: the file's bytes.
        size: of the upright image, as its header says.
    """

    key: str
    data: bytes
    size: Size


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """A decoded, upright photo.

    Attributes:
        rgb: uint8 H×W×3, the photo's own colours.
        alpha: uint8 H×W, the photo's own transparency; `None` where it is opaque.
        icc_profile: the colour profile that `rgb` is in; `None` means sRGB.
    """

    rgb: RGB
    alpha: Alpha | None = None
    icc_profile: bytes | None = None

    @property
    def size(self) -> Size:
        height, width = self.rgb.shape[:2]
        return Size(width, height)


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
        token: which of SAM's output tokens it comes from: 0 for the one that answers
            prompts without ambiguity, 1 to 3 for part, object and whole.
    """

    logits: Logits
    extent: tuple[float, float]
    score: float
    token: int
