"""Draws the preview: a photo under a labelled grid, with rulers to read `x,y` from.

┌────┬─────────────────┬──────┐
│    │  A   B   C   D  │      │
├────┼─────────────────┼──────┤   letters and numbers name the cells;
│  1 │                 │─ 0   │   each cell shows its name and, as a dot,
│  2 │      photo      │─ 500 │   the pixel that it stands for
│  3 │                 │─ 1000│
├────┼─────────────────┼──────┤
│    │ 0    500   1000 │  px  │
└────┴─────────────────┴──────┘
"""

from collections.abc import Iterable
from itertools import pairwise, product

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from removerbot.imaging.encode import encode_jpeg
from removerbot.imaging.grid import Cell, Grid, column_letters
from removerbot.imaging.markers import draw_prompt
from removerbot.imaging.rulers import (
    BOLD,
    BOTTOM_MARGIN,
    CAP_HEIGHT,
    LONG_SIDE,
    SEMIBOLD,
    SHORT_SIDE,
    Layout,
    Style,
    draw_rulers,
    right_margin,
    text_width,
    write,
)
from removerbot.imaging.types import RGB, Box, Prompt, Size

_LEFT_MARGIN, _TOP_MARGIN = 72, 60
_MARGIN, _NAME = (27, 31, 39), (240, 243, 248)
_NAME_SIZE = 42

_BADGE, _BADGE_NUMBER, _BADGE_COLOR = 27, 38, (255, 196, 0)
"""Radius, font size and color of the photo's number."""

_LINE_INK, _CELL_NAME_INK, _DOT_INK = 125, 230, 255
"""Intensity of the white grid over the photo, 0 to 255."""

_HALO = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))

_CELL_NAME_SIZE, _SMALLEST_CELL_NAME_SIZE = 24, 14

_SQUARES_FROM = 16
"""A photo enlarged at least this much shows its pixels as squares."""


def draw_preview(
    rgb: RGB, grid: Grid, prompts: Iterable[Prompt] = (), number: int | None = None
) -> bytes:
    """Draws a photo, or the grid's region of it, under its grid.

    Args:
        rgb: the upright photo, composited on white, uint8 H×W×3.
        grid: a grid of the photo's size.
        prompts: points and boxes to draw.
        number: the photo's number in its album, drawn in the corner.

    Returns:
        A JPEG file whose longer side has `LONG_SIDE` pixels.
    """
    left, top, right, bottom = grid.area
    layout = layout_of(grid.area)
    canvas = paint_preview(rgb[top:bottom, left:right], grid, layout)
    for prompt in prompts:
        draw_prompt(canvas, prompt, layout)
    if number is not None:
        _number(canvas, number)
    return encode_jpeg(canvas)


def layout_of(region: Box) -> Layout:
    """Returns the layout that shows a region of a photo as large as the canvas permits."""
    width, height = region.right - region.left, region.bottom - region.top
    right = right_margin(region)
    scale = min(
        (LONG_SIDE - _LEFT_MARGIN - right) / width,
        (LONG_SIDE - _TOP_MARGIN - BOTTOM_MARGIN) / height,
    )
    frame = Box(
        _LEFT_MARGIN,
        _TOP_MARGIN,
        _LEFT_MARGIN + max(SHORT_SIDE, round(width * scale)),
        _TOP_MARGIN + max(SHORT_SIDE, round(height * scale)),
    )
    return Layout(region, frame, Size(frame.right + right, frame.bottom + BOTTOM_MARGIN))


def paint_preview(rgb: RGB, grid: Grid, layout: Layout) -> RGB:
    """Draws photo, grid, names and rulers; returns the canvas, uint8, of size `layout.canvas`.

    Args:
        rgb: the pixels of `layout.region`, uint8 H×W×3.
        grid: the grid over that region.
        layout: from `layout_of`.
    """
    row = np.full((layout.canvas.width, 3), _MARGIN, np.uint8)
    canvas = np.repeat(row[None], layout.canvas.height, axis=0)  # much faster than one fill
    left, top, right, bottom = layout.frame
    photo = _resized(rgb, layout.framed)
    canvas[top:bottom, left:right] = _inked(photo, _grid_ink(grid, layout))
    _name_columns_and_rows(canvas, grid, layout)
    draw_rulers(canvas, layout)
    return canvas


def _resized(rgb: RGB, size: Size) -> RGB:
    """Resizes the photo: first shrinks the sides that need it, then enlarges."""
    height, width = rgb.shape[:2]
    smaller = Size(min(size.width, width), min(size.height, height))
    squares = min(size.width / width, size.height / height) >= _SQUARES_FROM
    image: MatLike = rgb
    while width >= 2 * smaller.width and height >= 2 * smaller.height:
        # Halving is several times faster than one area resize, with as little moiré.
        width, height = width // 2, height // 2
        even = image[: height * 2, : width * 2]
        image = cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA)
    image = cv2.resize(image, smaller, interpolation=cv2.INTER_LINEAR)
    method = cv2.INTER_NEAREST if squares else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=method), np.uint8)


def _grid_ink(grid: Grid, layout: Layout) -> NDArray[np.uint8]:
    """Draws lines, dots and cell names as intensities, uint8, of the frame's size."""
    ink = np.zeros((layout.framed.height, layout.framed.width), np.uint8)
    xs, ys = _edges(grid, layout)
    for x in map(round, xs[1:-1]):
        ink[:, x - 1 : x + 1] = _LINE_INK
    for y in map(round, ys[1:-1]):
        ink[y - 1 : y + 1] = _LINE_INK
    across, down = layout.scale
    left, top = layout.region[:2]
    radius = _dot_radius(*_smallest(xs, ys))
    for column, row in product(range(grid.columns), range(grid.rows)):
        x, y = grid.center(Cell(column, row))
        dot = round((x - left + 0.5) * across), round((y - top + 0.5) * down)
        cv2.circle(ink, dot, radius, (_DOT_INK,), cv2.FILLED, cv2.LINE_AA)
    _name_cells(ink, xs, ys)
    return ink


def _name_cells(ink: NDArray[np.uint8], xs: list[float], ys: list[float]) -> None:
    """Draws each cell's name above its dot if it is large enough to read."""
    width, height = _smallest(xs, ys)
    inset = min(7, 0.08 * min(width, height))
    above_dot = height / 2 - _dot_radius(width, height) - 1.5 * inset
    last_row = [Cell(column, len(ys) - 2).label for column in range(len(xs) - 1)]
    size = min(
        _fitting(last_row, _CELL_NAME_SIZE, width - 2 * inset), int(above_dot / CAP_HEIGHT)
    )
    if size < _SMALLEST_CELL_NAME_SIZE:
        return
    style = Style(size, SEMIBOLD, (_CELL_NAME_INK,))
    middle = inset + size * CAP_HEIGHT / 2
    for (column, x), (row, y) in product(enumerate(xs[:-1]), enumerate(ys[:-1])):
        write(ink, Cell(column, row).label, (x + inset, y + middle), style, align=0)


def _inked(photo: RGB, ink: NDArray[np.uint8]) -> RGB:
    """Blends white ink with a dark halo, which is visible on any photo."""
    halo = cv2.GaussianBlur(cv2.dilate(ink, _HALO), (7, 7), 0)
    halo = cv2.multiply(halo, halo, scale=1 / 210)  # squared: faint ink gets a fainter halo
    light = cv2.merge([cv2.bitwise_not(halo)] * 3)
    dark = cv2.bitwise_not(cv2.multiply(photo, light, scale=1 / 255))
    bare = cv2.merge([cv2.bitwise_not(ink)] * 3)
    return np.asarray(cv2.bitwise_not(cv2.multiply(dark, bare, scale=1 / 255)), np.uint8)


def _name_columns_and_rows(canvas: RGB, grid: Grid, layout: Layout) -> None:
    """Draws the letters above and the numbers left of the photo."""
    xs, ys = _edges(grid, layout)
    width, height = _smallest(xs, ys)
    letters = [column_letters(column) for column in range(grid.columns)]
    numbers = [str(row + 1) for row in range(grid.rows)]
    size = min(
        _fitting(letters, _NAME_SIZE, 0.75 * width),
        _fitting(numbers, _NAME_SIZE, 0.9 * _LEFT_MARGIN),
        round(0.8 * height),
    )
    style = Style(size, BOLD, _NAME)
    for name, (start, stop) in zip(letters, pairwise(xs), strict=True):
        at = layout.frame.left + (start + stop) / 2, _TOP_MARGIN / 2
        write(canvas, name, at, style)
    for name, (start, stop) in zip(numbers, pairwise(ys), strict=True):
        at = _LEFT_MARGIN / 2, layout.frame.top + (start + stop) / 2
        write(canvas, name, at, style)


def _number(canvas: RGB, number: int) -> None:
    """Draws the photo's number in the corner between letters and row numbers."""
    middle = _LEFT_MARGIN // 2, _TOP_MARGIN // 2
    cv2.circle(canvas, middle, _BADGE, _BADGE_COLOR, cv2.FILLED, cv2.LINE_AA)
    write(canvas, str(number), middle, Style(_BADGE_NUMBER, BOLD, _MARGIN))


def _edges(grid: Grid, layout: Layout) -> tuple[list[float], list[float]]:
    """Returns the x and y of all cell edges, relative to the frame's corner."""
    (across, down), (width, height) = layout.scale, layout.framed
    left, top = layout.region[:2]
    lefts = [grid.bounds(Cell(column, 0)).left - left for column in range(grid.columns)]
    tops = [grid.bounds(Cell(0, row)).top - top for row in range(grid.rows)]
    return [*(x * across for x in lefts), width], [*(y * down for y in tops), height]


def _smallest(xs: list[float], ys: list[float]) -> tuple[float, float]:
    """Returns width and height of the smallest cell."""
    width, height = (min(stop - start for start, stop in pairwise(edges)) for edges in (xs, ys))
    return width, height


def _dot_radius(width: float, height: float) -> int:
    return 4 if min(width, height) > 60 else 3


def _fitting(texts: Iterable[str], size: int, room: float) -> int:
    """Returns the largest font size up to `size` at which no text is wider than `room`."""
    widest = max(text_width(text, size, BOLD) for text in texts)
    return min(size, int(size * room / widest))
