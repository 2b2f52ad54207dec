"""What can be put behind an object: a colour, its own photo out of focus, another photo."""

import cv2
import numpy as np

from removerbot.imaging.color import Color
from removerbot.imaging.roi import Roi, interleaved
from removerbot.imaging.types import RGB, Alpha, Box, Size

_SIDE = 320
"""Longest side of the copy that is blurred."""

_BLUR = 0.025
"""Standard deviation of the blur, in longer sides of the photo."""

_FAINT = 1e-3
"""What the object itself counts where there is nothing else to see, next to the rest."""


def put_on(ground: RGB, rgb: RGB, alpha: Alpha) -> RGB:
    """Put an object on a ground, in place.

    Args:
        ground: uint8 H×W×3, changed.
        rgb: uint8 H×W×3: the object's colours; opaque ones stay exactly as they are.
        alpha: uint8 H×W.

    Returns:
        The ground.
    """
    cv2.copyTo(rgb, (alpha == 255).view(np.uint8), ground)
    mixed = np.nonzero(cv2.inRange(alpha, 1, 254))
    share = np.divide(alpha[mixed], 255, dtype=np.float32)[:, None]
    ground[mixed] = np.rint(rgb[mixed] * share + ground[mixed] * (1 - share))
    return ground


def plain(color: Color, size: Size) -> RGB:
    """One colour, uint8 H×W×3."""
    row = np.tile(np.array(color, np.uint8), size.width)
    return np.tile(row, (size.height, 1)).reshape(size.height, size.width, 3)


def blurred(rgb: RGB, alpha: Alpha, box: Box) -> RGB:
    """A photo out of focus. Its object has no part in it, so that none glows around itself.

    Args:
        rgb: the photo, uint8 H×W×3.
        alpha: uint8 H×W, of the object.
        box: the part to show, in pixels of the photo; beyond it the photo's edge goes on.

    Returns:
        uint8, of the box's size.
    """
    height, width = alpha.shape
    photo = Roi.around(Box(0, 0, width, height), Size(width, height), 0, _SIDE)
    behind = photo.shrink((alpha == 0) * np.uint8(255)) + np.float32(_FAINT)
    weighted = interleaved([*(photo.shrink(rgb) * behind), behind])
    sums = cv2.GaussianBlur(weighted, (0, 0), _BLUR * max(photo.working))
    colors = np.rint(sums[..., :3] / sums[..., 3:] * 255).astype(np.uint8)
    return np.asarray(photo.enlarge(colors, box), np.uint8)


def covering(rgb: RGB, size: Size) -> RGB:
    """The middle of a photo, scaled so that it just covers a size: uint8, of that size."""
    height, width = rgb.shape[:2]
    scale = max(size.width / width, size.height / height)
    across, down = (
        max(1, min(side, round(wanted / scale)))
        for side, wanted in zip((width, height), size, strict=True)
    )
    left, top = (width - across) // 2, (height - down) // 2
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    part = rgb[top : top + down, left : left + across]
    return np.array(cv2.resize(part, size, interpolation=how), np.uint8)
