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
from itertools import pairwise

import cv2
import numpy as np
from cv2.typing import MatLike

from removerbot.imaging.encode import encode_jpeg
from removerbot.imaging.grid import Grid, column_letters
from removerbot.imaging.grid_ink import (
    edges_of,
    fitting,
    grid_ink,
    name_step,
    smallest_cell,
)
from removerbot.imaging.markers import draw_prompt
from removerbot.imaging.rulers import (
    BOLD,
    BOTTOM_MARGIN,
    LONG_SIDE,
    SHORT_SIDE,
    Layout,
    Style,
    draw_rulers,
    right_margin,
    write,
)
from removerbot.imaging.types import RGB, Box, Prompt, Size

_LEFT_MARGIN, _TOP_MARGIN = 72, 60
_MARGIN, _NAME = (27, 31, 39), (240, 243, 248)
_NAME_SIZE = 42

_BADGE, _BADGE_NUMBER, _BADGE_COLOR = 27, 38, (255, 196, 0)
"""Radius, font size and color of the photo's number."""

_SQUARES_FROM = 16
"""A photo enlarged at least this much shows its pixels as squares."""


def draw_preview(
    rgb: RGB,
    grid: Grid,
    prompts: Iterable[Prompt] = (),
    number: int | None = None,
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
    layout = layout_of(grid.area)
    canvas = paint_preview(rgb[grid.area.slices], grid, layout)
    for prompt in prompts:
        draw_prompt(canvas, prompt, layout)
    if number is not None:
        _number(canvas, number)
    return encode_jpeg(canvas)


def draw_grid_ahead(grid: Grid) -> None:
    """Draws a grid for the preview of any photo of its size, see `grid_ink`."""
    grid_ink(grid, layout_of(grid.area))


def layout_of(region: Box) -> Layout:
    """Returns the layout that shows a region of a photo as large as the canvas permits."""
    right = right_margin(region)
    scale = min(
        (LONG_SIDE - _LEFT_MARGIN - right) / region.width,
        (LONG_SIDE - _TOP_MARGIN - BOTTOM_MARGIN) / region.height,
    )
    frame = Box(
        _LEFT_MARGIN,
        _TOP_MARGIN,
        _LEFT_MARGIN + max(SHORT_SIDE, round(region.width * scale)),
        _TOP_MARGIN + max(SHORT_SIDE, round(region.height * scale)),
    )
    return Layout(region, frame, Size(frame.right + right, frame.bottom + BOTTOM_MARGIN))


def paint_preview(rgb: RGB, grid: Grid, layout: Layout) -> RGB:
    """Draws the pixels of `layout.region`, its grid, names and rulers; returns the canvas."""
    row = np.full((layout.canvas.width, 3), _MARGIN, np.uint8)
    canvas = np.repeat(row[None], layout.canvas.height, axis=0)  # much faster than one fill
    photo = _resized(rgb, layout.frame.size)
    canvas[layout.frame.slices] = grid_ink(grid, layout).drawn_on(photo)
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


def _name_columns_and_rows(canvas: RGB, grid: Grid, layout: Layout) -> None:
    """Draws the letters above and the numbers left of the photo."""
    edges = edges_of(grid, layout)
    (xs, ys), (width, height), step = edges, smallest_cell(edges), name_step(edges)
    letters = [column_letters(column) for column in range(grid.columns)]
    numbers = [str(row + 1) for row in range(grid.rows)]
    size = min(
        fitting(letters, _NAME_SIZE, 0.75 * step * width),
        fitting(numbers, _NAME_SIZE, 0.9 * _LEFT_MARGIN),
        round(0.8 * step * height),
    )
    style = Style(size, BOLD, _NAME)
    for name, (start, stop) in list(zip(letters, pairwise(xs), strict=True))[::step]:
        at = layout.frame.left + (start + stop) / 2, _TOP_MARGIN / 2
        write(canvas, name, at, style)
    for name, (start, stop) in list(zip(numbers, pairwise(ys), strict=True))[::step]:
        at = _LEFT_MARGIN / 2, layout.frame.top + (start + stop) / 2
        write(canvas, name, at, style)


def _number(canvas: RGB, number: int) -> None:
    """Draws the photo's number in the corner between letters and row numbers."""
    middle = _LEFT_MARGIN // 2, _TOP_MARGIN // 2
    cv2.circle(canvas, middle, _BADGE, _BADGE_COLOR, cv2.FILLED, cv2.LINE_AA)
    write(canvas, str(number), middle, Style(_BADGE_NUMBER, BOLD, _MARGIN))
