"""The layout of a preview, its text, and its rulers, which count pixels of the original."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import RGB, Box, Size

LONG_SIDE = 1280
"""Longer side of the canvas in pixels. Telegram scales photos down to this size."""

SHORT_SIDE = 64
"""Minimum side of the photo on the canvas; a thinner photo is stretched. So no preview is
more than eight times as long as wide; Telegram accepts a ratio of twenty."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The mapping from pixels of the original to pixels of the canvas.

    Attributes:
        region: the pixels of the original that are shown, all or some.
        frame: the pixels of the canvas that they fill.
        canvas: the size of the whole image.
    """

    region: Box
    frame: Box
    canvas: Size

    @property
    def scale(self) -> tuple[float, float]:
        """Pixels of the canvas per pixel of the original, horizontally and vertically."""
        (width, height), region = self.frame.size, self.region
        return width / region.width, height / region.height

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Maps a point of the original to the canvas, both in continuous coordinates."""
        across, down = self.scale
        return (
            self.frame.left + (x - self.region.left) * across,
            self.frame.top + (y - self.region.top) * down,
        )


CAP_HEIGHT = 0.73
"""Height of capitals and digits, in font sizes."""

REGULAR, SEMIBOLD, BOLD = 400, 600, 700


@lru_cache(maxsize=4096)
def text_width(text: str, size: int, weight: int) -> int:
    """Returns the width of a text in pixels; a preview asks a hundred times for the same."""
    return int(cv2.getTextSize((0, 0), text, (0, 0), _font(), size, weight)[2])


@dataclass(frozen=True, slots=True)
class Style:
    """The appearance of text.

    Attributes:
        size: font size in pixels.
        weight: 100 to 900.
        color: one value, 0 to 255, per channel of the image.
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
    """Draws one line of text on an image, in place.

    Args:
        image: uint8, H×W or H×W×3.
        text: the text.
        at: the anchor point; vertically the middle of the capitals.
        style: its appearance.
        align: the fraction of the width left of `at`: 0 aligns left, 1 right.
    """
    x = round(at[0] - align * text_width(text, style.size, style.weight))
    y = round(at[1] + style.size * CAP_HEIGHT / 2) - 1
    cv2.putText(image, text, (x, y), style.color, _font(), style.size, style.weight)


def _font() -> cv2.FontFace:
    """Returns a new font (microseconds); threads that share one draw garbage."""
    return cv2.FontFace("sans")


BOTTOM_MARGIN = 58
"""Height of the lower ruler in pixels."""

_SIZE = 25
_TICK = (132, 142, 158)
_NUMBERS = Style(_SIZE, REGULAR, (178, 187, 201))
_UNIT = Style(_SIZE, REGULAR, _TICK)
_LONG, _SHORT = 12, 6
_GAP = 8
_TICK_DISTANCE = 10
"""Minimum distance of two ticks in pixels."""


def right_margin(region: Box) -> int:
    """Returns the width of the right ruler, which depends on its largest number."""
    return _LONG + 2 * _GAP + max(_widest(region.bottom), 2 * _SIZE)


def ruler_steps(layout: Layout) -> tuple[int, int]:
    """Returns the steps in pixels of the original between numbers and between ticks.

    Both rulers use the same steps: round numbers, as small as the canvas has room for.
    """
    across, down = layout.scale
    least = max(1.45 * _widest(layout.region.right) / across, 2 * _SIZE / down)
    step = next(number for number in _round_numbers() if number >= least)
    finest = _TICK_DISTANCE / min(across, down)
    minor = next(n for n in _round_numbers() if n == step or (n >= finest and step % n == 0))
    return step, minor


def draw_rulers(canvas: RGB, layout: Layout) -> None:
    """Draws both rulers, in place; a tick is at the center of its pixel."""
    region, frame = layout.region, layout.frame
    step, minor = ruler_steps(layout)
    text_x = frame.right + _LONG + _GAP
    text_y = frame.bottom + _LONG + _GAP + _SIZE * CAP_HEIGHT / 2
    for value in _multiples(minor, region.left, region.right):
        x = round(layout.place(value + 0.5, 0)[0])
        length = _SHORT if value % step else _LONG
        canvas[frame.bottom : frame.bottom + length, x - 1 : x + 1] = _TICK
        if value % step == 0:
            write(canvas, str(value), (x, text_y), _NUMBERS)
    for value in _multiples(minor, region.top, region.bottom):
        y = round(layout.place(0, value + 0.5)[1])
        length = _SHORT if value % step else _LONG
        canvas[y - 1 : y + 1, frame.right : frame.right + length] = _TICK
        if value % step == 0:
            write(canvas, str(value), (text_x, y), _NUMBERS, align=0)
    write(canvas, "px", (layout.canvas.width - _GAP, text_y), _UNIT, align=1)


def _widest(stop: int) -> int:
    """Returns the width of the widest number on a ruler that ends before `stop`."""
    return text_width("8" * len(str(stop - 1)), _SIZE, REGULAR)


def _round_numbers() -> Iterator[int]:
    """Yields 1, 2, 5, 10, 20, 50, 100, …"""
    for power in count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)


def _multiples(step: int, start: int, stop: int) -> range:
    return range(ceil(start / step) * step, stop, step)
