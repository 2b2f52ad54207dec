"""The photo as it is shown where people tap it."""

import cv2
import numpy as np

from removerbot.core.preview import encode_jpeg
from removerbot.core.types import RGB

LONG_SIDE = 2048
"""Pixels at the most: enough for any phone, and to zoom in a little."""


def draw_for_screen(rgb: RGB) -> bytes:
    """A photo, uint8 H×W×3, with no more than `LONG_SIDE` pixels a side, as a JPEG file."""
    height, width = rgb.shape[:2]
    scale = LONG_SIDE / max(height, width)
    if scale < 1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    return encode_jpeg(rgb)
