"""Draws bars over days, without words: a legend names the rows by their colors."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from removerbot.imaging.rulers import BOLD, REGULAR, Style, write
from removerbot.imaging.types import RGB

_WIDTH, _ROW = 960, 150
_MARGIN, _TOP, _FOOT = 24, 44, 44
_GROUND, _LINE = (27, 31, 39), (70, 78, 92)
_DATES = Style(22, REGULAR, (178, 187, 201))

BLUE, GREEN, ORANGE, RED = (80, 160, 255), (90, 200, 110), (255, 160, 60), (240, 90, 90)


class Bars(NamedTuple):
    """A row of bars: for each day a value of 0 or more; all have one color."""

    values: Sequence[float]
    color: tuple[int, int, int]


def draw_bars(rows: Sequence[Bars], labels: Sequence[str]) -> RGB:
    """Draws rows of bars, each with its largest value above it and a value for each day, of
    which the first, the middle and the last one are labelled."""
    image = np.full((len(rows) * _ROW + _FOOT, _WIDTH, 3), _GROUND, np.uint8)
    for number, row in enumerate(rows):
        _draw_row(image[number * _ROW : (number + 1) * _ROW], row)
    for at, align in ((0, 0.0), (len(labels) // 2, 0.5), (len(labels) - 1, 1.0)):
        left, right = _span(at, len(labels))
        x = left + align * (right - left)
        write(image, labels[at], (x, image.shape[0] - _FOOT / 2), _DATES, align)
    return image


def _draw_row(area: RGB, row: Bars) -> None:
    """Draws bars into a part of the image, in place."""
    foot, largest = _ROW - 2, max(row.values)
    cv2.line(area, (_MARGIN, foot + 1), (_WIDTH - _MARGIN, foot + 1), _LINE)
    peak = max(range(len(row.values)), key=row.values.__getitem__)
    for number, value in enumerate(row.values):
        left, right = _span(number, len(row.values))
        top = foot - round((_ROW - _TOP) * value / largest) if largest else foot
        if value:
            area[min(top, foot - 2) : foot + 1, left : right + 1] = row.color
    if largest:
        left, right = _span(peak, len(row.values))
        align = (left - _MARGIN) / (_WIDTH - 2 * _MARGIN)
        anchor = left + align * (right - left), _TOP / 2
        is_whole = largest >= 10 or largest == int(largest)
        figure = f"{largest:,.0f}" if is_whole else f"{largest:.1f}"
        write(area, figure, anchor, Style(26, BOLD, row.color), align)


def _span(number: int, count: int) -> tuple[int, int]:
    """Returns the first and the last column of a bar."""
    width = (_WIDTH - 2 * _MARGIN) / count
    left = round(_MARGIN + number * width)
    return left, max(left, round(_MARGIN + (number + 1) * width) - 3)
