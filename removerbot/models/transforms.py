"""SAM's square input, the photo in its top-left corner, and the way from pixels to there.

Follows `segment_anything.utils.transforms.ResizeLongestSide`, with pixel centres kept exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import RGB, Prompt, Size

SIDE = 1024
"""Of the encoder's input, in pixels; the photo's longer side is scaled to it."""

MASK_SIDE = 256
"""Of a mask as the decoder makes it and takes it back."""

MEAN = (123.675, 116.28, 103.53)
"""Of ImageNet's red, green and blue, in 0–255; taken off before the encoder."""

STD = (58.395, 57.12, 57.375)
"""Standard deviation of the same; divided by before the encoder."""

CENTRE = 0.5
"""Where a pixel's centre lies in it. SAM's prompt encoder takes every coordinate for a pixel
and adds this itself, so points that are already real numbers get it taken off first."""

Coordinates = NDArray[np.float32]
"""Points as the prompt encoder wants them, float32 n×2, x before y."""


@dataclass(frozen=True, slots=True)
class Transform:
    """How a photo of `size` lies in the input square."""

    size: Size

    @property
    def scaled(self) -> Size:
        """The photo's size in the square, rounded as SAM does but never to nothing."""
        scale = SIDE / max(self.size)
        width, height = (max(1, int(side * scale + 0.5)) for side in self.size)
        return Size(width, height)

    @property
    def extent(self) -> tuple[float, float]:
        """The columns and rows of a mask that the photo spans, see `Candidate`."""
        step = SIDE // MASK_SIDE
        return self.scaled.width / step, self.scaled.height / step

    def points(self, prompt: Prompt) -> tuple[Coordinates, NDArray[np.float32]]:
        """The prompt's points, and their labels: float32 n, 1 to keep and 0 to drop."""
        pixels = [*prompt.keep, *prompt.drop]
        labels = [1] * len(prompt.keep) + [0] * len(prompt.drop)
        centres = [(x + CENTRE, y + CENTRE) for x, y in pixels]
        return self._place(centres), np.array(labels, np.float32)

    def corners(self, box: tuple[float, float, float, float]) -> Coordinates:
        """The top-left and the bottom-right corner of a box."""
        left, top, right, bottom = box
        return self._place([(left, top), (right, bottom)])

    def prompt(self, prompt: Prompt) -> tuple[Coordinates, NDArray[np.float32]]:
        """Points and labels as SAM's ONNX export takes them.

        A box goes in as two points labelled 2 and 3; without one, a padding point labelled
        −1 takes its place.
        """
        points, labels = self.points(prompt)
        if prompt.box is None:
            more, more_labels = np.zeros((1, 2), np.float32), [-1]
        else:
            more, more_labels = self.corners(prompt.box), [2, 3]
        return (
            np.concatenate([points, more]),
            np.concatenate([labels, np.array(more_labels, np.float32)]),
        )

    def _place(self, points: Sequence[tuple[float, float]]) -> Coordinates:
        scale = np.divide(self.scaled, self.size)
        placed = np.array(points, np.float64).reshape(-1, 2) * scale - CENTRE
        return placed.astype(np.float32)


def size_of(rgb: RGB) -> Size:
    """Width and height of an array H×W×3."""
    height, width = rgb.shape[:2]
    return Size(width, height)


def shrink(rgb: RGB, target: Size) -> RGB:
    """Scale a photo to `target` (enlarging it where it is smaller), uint8 H×W×3.

    Halving first lets linear interpolation skip no pixel, and costs a sixth of averaging
    areas at once; the result is within a few grey levels of Pillow's `BILINEAR`.
    """
    height, width = rgb.shape[:2]
    while width >= 2 * target.width and height >= 2 * target.height:
        width, height = width // 2, height // 2
        rgb = _resize(rgb, Size(width, height))
    return _resize(rgb, target)


def _resize(rgb: RGB, target: Size) -> RGB:
    return np.asarray(cv2.resize(rgb, target, interpolation=cv2.INTER_LINEAR), np.uint8)
