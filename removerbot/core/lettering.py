"""Short texts on pictures, in the font that OpenCV brings along; its zero is slashed."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

CAP_HEIGHT = 0.73
"""Height of capitals and digits, by the size of the font."""

REGULAR, SEMIBOLD, BOLD = 400, 600, 700


def text_width(text: str, size: int, weight: int) -> int:
    """How many pixels a text takes across."""
    return int(cv2.getTextSize((0, 0), text, (0, 0), _font(), size, weight)[2])


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look.

    Attributes:
        size: of the font, in pixels.
        weight: 100 to 900.
        color: as many values, 0 to 255, as the image has channels.
    """

    size: int
    weight: int
    color: tuple[int, ...]


def write(
    image: NDArray[np.uint8],
    text: str,
    at: tuple[float, float],
    style: Style,
    align: float = 0.5,
) -> None:
    """Write one line on an image, in place.

    Args:
        image: uint8, H×W or H×W×3.
        text: the line.
        at: the point it goes to, vertically with the middle of its capitals.
        style: how it looks.
        align: which part of its width lies at `at`: 0 its left end, 1 its right one.
    """
    x = round(at[0] - align * text_width(text, style.size, style.weight))
    y = round(at[1] + style.size * CAP_HEIGHT / 2) - 1
    cv2.putText(image, text, (x, y), style.color, _font(), style.size, style.weight)


def _font() -> cv2.FontFace:
    """A font of one's own: it takes microseconds, and threads that share one garble it."""
    return cv2.FontFace("sans")
