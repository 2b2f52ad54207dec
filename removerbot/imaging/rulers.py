"""Rulers below and right of a photo, which count the pixels of the original."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.layout import Layout
from removerbot.imaging.types import RGB, Box

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


BOTTOM_MARGIN = 58
"""The height of the lower ruler."""

_SIZE = 25
_TICK = (120, 130, 146)
_NUMBERS = Style(_SIZE, REGULAR, (178, 187, 201))
_UNIT = Style(_SIZE, REGULAR, _TICK)
_LONG, _SHORT = 12, 6
_GAP = 8
_TICK_DISTANCE = 10
"""Between two ticks, at the least."""


def right_margin(region: Box) -> int:
    """The width of the right ruler, which its largest number decides."""
    return _LONG + 2 * _GAP + max(_widest(region.bottom), 2 * _SIZE)


def ruler_steps(layout: Layout) -> tuple[int, int]:
    """How many pixels of the original lie between two numbers, and between two ticks.

    They are the same on both rulers, round, and as small as the canvas has room for.
    """
    across, down = layout.scale
    least = max(1.45 * _widest(layout.region.right) / across, 2 * _SIZE / down)
    step = next(number for number in _round_numbers() if number >= least)
    finest = _TICK_DISTANCE / min(across, down)
    minor = next(n for n in _round_numbers() if n == step or (n >= finest and step % n == 0))
    return step, minor


def draw_rulers(canvas: RGB, layout: Layout) -> None:
    """Draw both, with their ticks at the centres of the pixels that they name."""
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
    """The width of the widest number on a ruler that ends before `stop`."""
    return text_width("8" * len(str(stop - 1)), _SIZE, REGULAR)


def _round_numbers() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, 100, …"""
    for power in count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)


def _multiples(step: int, start: int, stop: int) -> range:
    return range(ceil(start / step) * step, stop, step)
