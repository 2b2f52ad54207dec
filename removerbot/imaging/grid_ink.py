"""Draws a grid over a photo: its lines, the name of each cell, and a dot at its center.

What is drawn is ink, an intensity of white from 0 to 255, with a dark halo around it, so that
it shows on any photo. On a phone the canvas is about 390 points wide: where cells are too small
for names that can be read there, every second or fourth column and row has them, between
brighter lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from removerbot.imaging.grid import Cell, Grid
from removerbot.imaging.rulers import BOLD, CAP_HEIGHT, Layout, Style, text_width, write
from removerbot.imaging.types import RGB

_LINE, _FAINT_LINE, _DOT = 125, 60, 255

_NAME = Style(24, BOLD, (255,))
_SMALLEST_NAME = 14

_ROOM_FOR_NAME = 60
"""Pixels of the canvas that a cell with a name needs each way."""

_HALO = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
_NAME_HALO = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))

Edges = tuple[list[float], list[float]]
"""The x and y of all cell edges, relative to the frame's corner."""


@dataclass(frozen=True, slots=True, eq=False)
class GridInk:
    """What is drawn over the photo of a preview; the photo itself does not matter.

    Attributes:
        layers: drawn one after the other: how much of the photo the halo leaves, and how much
            of that the ink leaves, each uint8 H×W of the frame's size.
    """

    layers: tuple[tuple[MatLike, MatLike], ...]

    def drawn_on(self, photo: RGB) -> RGB:
        """Returns a photo of the frame's size, uint8 H×W×3, under the grid."""
        for light, bare in self.layers:
            dark = cv2.bitwise_not(cv2.multiply(photo, cv2.merge([light] * 3), scale=1 / 255))
            inked = cv2.multiply(dark, cv2.merge([bare] * 3), scale=1 / 255)
            photo = np.asarray(cv2.bitwise_not(inked), np.uint8)
        return photo


@lru_cache(maxsize=4)
def grid_ink(grid: Grid, layout: Layout) -> GridInk:
    """Draws the grid over `layout.region`. Keeps the newest, which have 4 MB each: most photos
    have one of a few sizes."""
    edges = edges_of(grid, layout)
    marks = _lines_and_dots(grid, layout, edges)
    names = _names(marks, edges)
    return GridInk((_layer(marks, _HALO, 7), _layer(names, _NAME_HALO, 3)))


def edges_of(grid: Grid, layout: Layout) -> Edges:
    """Returns the edges of all cells."""
    (across, down), (width, height) = layout.scale, layout.frame.size
    left, top = layout.region[:2]
    lefts = [grid.bounds(Cell(column, 0)).left - left for column in range(grid.columns)]
    tops = [grid.bounds(Cell(0, row)).top - top for row in range(grid.rows)]
    return [*(x * across for x in lefts), width], [*(y * down for y in tops), height]


def smallest_cell(edges: Edges) -> tuple[float, float]:
    """Returns the smallest width and height of a cell."""
    width, height = (min(stop - start for start, stop in pairwise(each)) for each in edges)
    return width, height


def name_step(edges: Edges) -> int:
    """Returns how many columns, and rows, there are for each that has names: 1, 2, 4, …"""
    step = 1
    while step * min(smallest_cell(edges)) < _ROOM_FOR_NAME:
        step *= 2
    return step


def fitting(texts: Iterable[str], size: int, room: float) -> int:
    """Returns the largest font size up to `size` at which no text is wider than `room`."""
    widest = max(text_width(text, size, BOLD) for text in texts)
    return min(size, int(size * room / widest))


def _lines_and_dots(grid: Grid, layout: Layout, edges: Edges) -> NDArray[np.uint8]:
    """Draws lines and dots as ink, of the frame's size."""
    ink = np.zeros((layout.frame.height, layout.frame.width), np.uint8)
    step = name_step(edges)
    for image, each in zip((ink.T, ink), edges, strict=True):
        for number, at in enumerate(map(round, each[1:-1]), 1):
            strength = _FAINT_LINE if number % step else _LINE
            band = image[at - 1 : at + 1]
            np.maximum(band, strength, out=band)
    across, down = layout.scale
    left, top = layout.region[:2]
    radius = _dot_radius(edges)
    for column, row in product(range(grid.columns), range(grid.rows)):
        x, y = grid.center(Cell(column, row))
        dot = round((x - left + 0.5) * across), round((y - top + 0.5) * down)
        cv2.circle(ink, dot, radius, (_DOT,), cv2.FILLED, cv2.LINE_AA)
    return ink


def _names(marks: NDArray[np.uint8], edges: Edges) -> NDArray[np.uint8]:
    """Draws the names of cells as ink, and removes the marks behind them. Names are above the
    dots of their cells, or in place of them where there is not enough room."""
    ink = np.zeros_like(marks)
    (xs, ys), (width, height), step = edges, smallest_cell(edges), name_step(edges)
    inset = min(7, 0.08 * step * min(width, height))
    room = height / 2 - _dot_radius(edges) - 1.5 * inset if step == 1 else height
    last_row = [Cell(column, len(ys) - 2).label for column in range(len(xs) - 1)]
    widest = fitting(last_row, _NAME.size, step * width - 2 * inset)
    size = min(widest, int(room / CAP_HEIGHT))
    if size < _SMALLEST_NAME:
        return ink
    half = size * CAP_HEIGHT / 2
    middle = inset + half if step == 1 else height / 2
    style = Style(size, _NAME.weight, _NAME.color)
    for column, row in product(range(0, len(xs) - 1, step), range(0, len(ys) - 1, step)):
        name, x, y = Cell(column, row).label, xs[column] + inset, ys[row] + middle
        right = round(x + text_width(name, size, style.weight)) + 2
        top, bottom = max(0, round(y - half) - 2), round(y + half) + 2
        marks[top:bottom, max(0, round(x) - 2) : right] = 0
        write(ink, name, (x, y), style, align=0)
    return ink


def _layer(ink: NDArray[np.uint8], around: MatLike, blur: int) -> tuple[MatLike, MatLike]:
    """Returns white ink with a dark halo of a shape, blurred over some pixels."""
    halo = cv2.GaussianBlur(cv2.dilate(ink, around), (blur, blur), 0)
    halo = cv2.multiply(halo, halo, scale=1 / 210)  # squared: faint ink gets a fainter halo
    return cv2.bitwise_not(halo), cv2.bitwise_not(ink)


def _dot_radius(edges: Edges) -> int:
    side = min(smallest_cell(edges))
    return 4 if side > 60 else 3 if side > 30 else 2
