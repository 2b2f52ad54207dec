"""What a person can read on a phone, where the canvas is about 390 points wide."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from removerbot.imaging.grid import Cell, Grid, grid_for
from removerbot.imaging.grid_ink import edges_of, name_step
from removerbot.imaging.overlay import layout_of, paint_preview
from removerbot.imaging.rulers import LONG_SIDE, Layout
from removerbot.imaging.types import RGB, Size

SIZE = Size(1200, 800)
PHONE = 2 * 390
"""The width of a phone's screen in pixels, of those with few of them."""

READABLE = 4.5
"""The contrast that WCAG asks for."""

CAPITAL = 5 * PHONE / 390
"""The height of a capital that can be read, 5 points, in pixels of the screen."""


def stripes(width: int) -> RGB:
    """A checkerboard of black and white."""
    checks = np.indices((SIZE.height, SIZE.width)).sum(axis=0) // width % 2 * 255
    return np.dstack([checks.astype(np.uint8)] * 3)


def plain(*color: int) -> RGB:
    return np.full((SIZE.height, SIZE.width, 3), color, np.uint8)


PHOTOS = {
    "white": plain(255, 255, 255),
    "black": plain(0, 0, 0),
    "grey": plain(128, 128, 128),
    "yellow": plain(255, 255, 0),
    "noise": np.random.default_rng(0).integers(0, 256, (*SIZE[::-1], 3), np.uint8),
    "checks": stripes(6),
    "large checks": stripes(30),
}


def on_phone(rgb: RGB, grid: Grid, layout: Layout) -> RGB:
    scale = PHONE / LONG_SIDE
    canvas = paint_preview(rgb, grid, layout)
    return np.asarray(cv2.resize(canvas, None, fx=scale, fy=scale, interpolation=3), np.uint8)


def luminance(rgb: RGB) -> NDArray[np.float64]:
    """Relative luminance, as WCAG defines it."""
    values = rgb / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(shown: NDArray[np.float64], letters: NDArray[np.uint8]) -> float:
    """The contrast of letters with what is right behind them."""
    near = cv2.dilate(letters, np.ones((3, 3)))
    behind = cv2.dilate(near, np.ones((3, 3))) - near
    text, back = np.median(shown[letters > 0]), np.mean(shown[behind > 0])
    return float((text + 0.05) / (back + 0.05))


def names_of(grid: Grid, layout: Layout) -> list[tuple[slice, slice]]:
    """Where the names of cells are on the phone."""
    scale, step = PHONE / LONG_SIDE, name_step(edges_of(grid, layout))
    found = []
    for column in range(0, grid.columns, step):
        for row in range(0, grid.rows, step):
            left, top = layout.place(*grid.bounds(Cell(column, row))[:2])
            right, bottom = layout.place(*grid.bounds(Cell(column, row))[2:])
            bottom = top + (bottom - top) * (0.42 if step == 1 else 0.97)
            right = left + (right - left) * (0.95 if step < 4 else 2)
            rows = slice(round(scale * top) + 1, round(scale * bottom))
            found.append((rows, slice(round(scale * left) + 2, round(scale * right) - 1)))
    return found


@pytest.mark.parametrize("photo", PHOTOS)
@pytest.mark.parametrize("cells", [12, 24, 48])
def test_every_name_can_be_read_on_a_phone(photo: str, cells: int) -> None:
    grid = grid_for(SIZE, cells)
    layout = layout_of(grid.area)
    on_black = on_phone(PHOTOS["black"], grid, layout)[..., 0]
    shown = luminance(on_phone(PHOTOS[photo], grid, layout))

    for where in names_of(grid, layout):
        letters = (on_black[where] > 200).astype(np.uint8)
        assert np.ptp(np.argwhere(letters)[:, 0]) + 1 >= CAPITAL
        assert contrast(shown[where], letters) >= READABLE


@pytest.mark.parametrize("cells", [12, 24, 48])
def test_letters_and_numbers_around_the_photo_are_large_and_apart(cells: int) -> None:
    grid = grid_for(SIZE, cells)
    layout = layout_of(grid.area)
    shown = luminance(on_phone(PHOTOS["white"], grid, layout))
    left, top, right, bottom = (round(each * PHONE / LONG_SIDE) for each in layout.frame)
    above, beside = shown[: top - 1, left:right], shown[top:bottom, : left - 1]

    for margin, axis, count in ((above, 0, grid.columns), (beside, 1, grid.rows)):
        bright = margin > READABLE * (margin.min() + 0.05) - 0.05
        gaps = np.flatnonzero(~bright.any(axis=axis))
        widest = max(after - before for before, after in pairwise(gaps))
        ink = np.flatnonzero(bright.any(axis=1 - axis))
        assert np.ptp(ink) + 1 >= 1.5 * CAPITAL
        assert widest < bright.shape[1 - axis] / count * name_step(edges_of(grid, layout))


def test_every_second_column_and_row_of_a_finer_grid_has_a_name() -> None:
    steps = [
        name_step(edges_of(grid, layout_of(grid.area)))
        for grid in (grid_for(SIZE, cells) for cells in (12, 24, 48))
    ]

    assert steps == [1, 2, 4]


def test_the_rulers_can_be_read() -> None:
    grid = grid_for(SIZE)
    layout = layout_of(grid.area)
    canvas = paint_preview(PHOTOS["white"], grid, layout)
    background = luminance(canvas[:1, :1])[0, 0]
    below = canvas[layout.frame.bottom + 14 :]

    unit = luminance(below[:, layout.frame.right :]).max()
    numbers = luminance(below[:, : layout.frame.right]).max()

    assert (unit + 0.05) / (background + 0.05) >= READABLE
    assert (numbers + 0.05) / (background + 0.05) >= READABLE
