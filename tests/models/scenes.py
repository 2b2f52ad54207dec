"""Drawn photos whose object is known to the pixel."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import RGB, Box, Candidate, Point, Size


@dataclass(frozen=True)
class Scene:
    """A red ball before a gray-green wall."""

    rgb: RGB
    truth: NDArray[np.bool_]
    on: Point
    off: Point
    box: Box

    @property
    def size(self) -> Size:
        height, width = self.rgb.shape[:2]
        return Size(width, height)


def draw(size: Size) -> Scene:
    """The ball is above and right of the middle, its radius a fifth of the shorter side."""
    width, height = size
    center, radius = (width * 0.68, height * 0.38), min(size) / 5
    y, x = np.ogrid[:height, :width]
    inside = np.hypot(x + 0.5 - center[0], y + 0.5 - center[1]) < radius
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[..., 0] = 90 + 20 * y / height
    rgb[..., 1] = 110 + 30 * x / width
    rgb[..., 2] = 95
    rgb[inside] = (210, 40, 40)
    return Scene(
        rgb,
        inside,
        on=Point(int(center[0]), int(center[1])),
        off=Point(width // 6, height * 5 // 6),
        box=Box(
            int(center[0] - radius),
            int(center[1] - radius),
            int(center[0] + radius) + 1,
            int(center[1] + radius) + 1,
        ),
    )


def enlarge(candidate: Candidate, size: Size) -> NDArray[np.bool_]:
    """A candidate's mask at the photo's size, by the definition of `extent` alone."""
    columns = (np.arange(size.width) + 0.5) * candidate.extent[0] / size.width - 0.5
    rows = (np.arange(size.height) + 0.5) * candidate.extent[1] / size.height - 0.5
    x, y = np.meshgrid(columns.astype(np.float32), rows.astype(np.float32))
    logits = cv2.remap(
        candidate.logits, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(logits > 0)


def overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Intersection over union."""
    return float((one & other).sum() / max(1, (one | other).sum()))
