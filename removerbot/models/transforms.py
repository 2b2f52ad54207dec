"""SAM's input square: the scaled photo in its top-left corner, and coordinates in it.

Follows `segment_anything.utils.transforms.ResizeLongestSide`, but keeps pixel centers exact.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import RGB, Prompt, Size

SIDE = 1024
"""Side of the encoder's input in pixels; the photo's longer side is scaled to it."""

MASK_SIDE = 256
"""Side of the masks that the decoder returns and takes."""

MEAN = (123.675, 116.28, 103.53)
"""ImageNet's mean of red, green and blue, in 0–255; subtracted before the encoder."""

STD = (58.395, 57.12, 57.375)
"""ImageNet's standard deviation of the same; divided by before the encoder."""

CENTER = 0.5
"""Offset of a pixel's center. SAM's prompt encoder adds it to every coordinate, as it expects
integer pixels; so it is subtracted from coordinates that are continuous already."""

Coordinates = NDArray[np.float32]
"""Points for the prompt encoder, float32 n×2, x before y."""

Labels = NDArray[np.float32]
"""Their labels, float32 n: 1 keep, 0 drop, 2 and 3 the corners of a box, −1 padding."""


@dataclass(frozen=True, slots=True)
class Transform:
    """The transform from pixels of a photo of `size` to the input square."""

    size: Size

    @property
    def scaled(self) -> Size:
        """The photo's size in the square, rounded as SAM does, but at least 1×1."""
        scale = SIDE / max(self.size)
        width, height = (max(1, int(side * scale + 0.5)) for side in self.size)
        return Size(width, height)

    @property
    def extent(self) -> tuple[float, float]:
        """The columns and rows of a mask that the photo covers, see `Candidate`."""
        step = SIDE // MASK_SIDE
        return self.scaled.width / step, self.scaled.height / step

    def prompt(self, prompt: Prompt) -> tuple[Coordinates, Labels]:
        """Returns points and labels as SAM's ONNX export takes them: the points to keep, those
        to drop, and the corners of the box, or without one a padding point."""
        points = [(x + CENTER, y + CENTER) for x, y in (*prompt.keep, *prompt.drop)]
        labels = [1] * len(prompt.keep) + [0] * len(prompt.drop)
        if prompt.box:
            points += [prompt.box[:2], prompt.box[2:]]
            labels += [2, 3]
        placed = np.array(points) * np.divide(self.scaled, self.size) - CENTER
        if not prompt.box:
            placed, labels = np.vstack([placed, (0, 0)]), [*labels, -1]
        return placed.astype(np.float32), np.array(labels, np.float32)


def resize(rgb: RGB, target: Size) -> RGB:
    """Scales a photo to `target`, uint8 H×W×3, within a few gray levels of Pillow's `BILINEAR`.

    Halves it first, so that linear interpolation skips no pixel; averaging is six times slower.
    """
    height, width = rgb.shape[:2]
    while width >= 2 * target.width and height >= 2 * target.height:
        width, height = width // 2, height // 2
        rgb = _resize(rgb, Size(width, height))
    return _resize(rgb, target)


def _resize(rgb: RGB, target: Size) -> RGB:
    return np.asarray(cv2.resize(rgb, target, interpolation=cv2.INTER_LINEAR), np.uint8)
