"""Draws masks beside each other: for each a tile with its part of the photo lit, and a number.

All tiles show the same part of the photo, in which all of the masks are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.encode import encode_jpeg
from removerbot.imaging.markers import COLORS, draw_number, draw_outline
from removerbot.imaging.roi import resampled
from removerbot.imaging.types import RGB, Box, Candidate, Size, interval, mask_of, unpadded

_CANVAS = Size(1000, 1200)
"""Greatest size: Telegram shows a picture about 350 pixels wide on a phone."""

_GAP, _GROUND = 12, (27, 31, 39)

_ROOM = 0.15
"""Around the masks, as a share of the longer side of all of them."""

_LEAST = 0.12
"""Least side of what is shown, as a share of the photo's longer side."""

_SLIMMEST = 0.6
"""Least ratio of the sides of a tile, where the photo is large enough."""

_DARK, _BRIGHT, _VEIL = (27, 31, 39), (238, 240, 244), 0.7
"""What lies over everything else but the mask: the dark one unless the photo is dark."""

_DARK_PHOTO = 70
"""Mean of a dark photo's pixels, 0 to 255."""

_STROKE, _CORNER, _NUMBER_SCALE = 5, 56, 1.6
"""Width of an outline, distance of a number from both edges, and how large it is."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns and rows of tiles, and the size of each."""

    columns: int
    rows: int
    tile: Size


def draw_tiles(
    rgb: RGB, candidates: Sequence[Candidate], others: Sequence[Candidate] = ()
) -> bytes:
    """Draws at least one candidate on a photo of any size, numbered from 1, and encodes them as
    JPEG. What is around `others` is shown, too, without them."""
    height, width = rgb.shape[:2]
    region = _region([*candidates, *others], Size(width, height))
    layout = _layout(len(candidates), region)
    size = Size(
        layout.columns * (layout.tile.width + _GAP) - _GAP,
        layout.rows * (layout.tile.height + _GAP) - _GAP,
    )
    canvas = np.full((size.height, size.width, 3), _GROUND, np.uint8)
    photo = rgb[region.slices]
    method = cv2.INTER_AREA if layout.tile.width < photo.shape[1] else cv2.INTER_CUBIC
    photo = np.asarray(cv2.resize(photo, layout.tile, interpolation=method), np.uint8)
    veil = _BRIGHT if photo.mean() < _DARK_PHOTO else _DARK
    veiled = np.asarray(photo * (1 - _VEIL) + np.array(veil) * _VEIL, np.uint8)
    for index, candidate in enumerate(candidates):
        row, column = divmod(index, layout.columns)
        left, top = column * (layout.tile.width + _GAP), row * (layout.tile.height + _GAP)
        tile = canvas[top : top + layout.tile.height, left : left + layout.tile.width]
        mask = _mask(candidate, region, Size(width, height), layout.tile)
        tile[:] = np.where(mask[..., None] > 0, photo, veiled)
        _number(tile, mask, index)
    return encode_jpeg(canvas)


def _number(tile: RGB, mask: NDArray[np.uint8], index: int) -> None:
    """Draws the outline of a mask, and its number in the corner, in place."""
    outlined = tile.copy()  # contiguous, as OpenCV wants it
    color = COLORS[index % len(COLORS)]
    draw_outline(outlined, mask, color, _STROKE)
    draw_number(outlined, index + 1, (_CORNER, _CORNER), color, _NUMBER_SCALE)
    tile[:] = outlined


def _region(candidates: Sequence[Candidate], size: Size) -> Box:
    """Returns the part of a photo of `size` around all masks."""
    boxes = starmap(_box, ((each, size) for each in candidates))
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    longest = max(right - left, bottom - top, _LEAST * max(size))
    room = 2 * _ROOM * longest
    across = max(right - left + room, _SLIMMEST * (longest + room))
    down = max(bottom - top + room, _SLIMMEST * (longest + room))
    left, right = interval((left + right) / 2, across, size.width)
    top, bottom = interval((top + bottom) / 2, down, size.height)
    return Box(left, top, right, bottom)


def _box(candidate: Candidate, size: Size) -> tuple[float, float, float, float]:
    """Returns the bounding box of a mask in pixels of a photo of `size`."""
    x, y, width, height = cv2.boundingRect(mask_of(candidate).view(np.uint8))
    across, down = np.divide(size, candidate.extent)
    return x * across, y * down, (x + width) * across, (y + height) * down


def _layout(count: int, region: Box) -> _Layout:
    """Returns the layout with the largest tiles that the canvas has room for."""

    def layout(columns: int) -> _Layout:
        rows = ceil(count / columns)
        scale = min(
            (_CANVAS.width - _GAP * (columns - 1)) / columns / region.width,
            (_CANVAS.height - _GAP * (rows - 1)) / rows / region.height,
        )
        sides = (max(2 * _CORNER, round(scale * side)) for side in region.size)
        return _Layout(columns, rows, Size(*sides))

    return max(map(layout, range(1, count + 1)), key=lambda each: each.tile)


def _mask(candidate: Candidate, region: Box, size: Size, tile: Size) -> NDArray[np.uint8]:
    """Returns the part of a mask that a tile shows, 0 or 1, at the tile's size."""
    (across, down), (columns, rows) = np.divide(candidate.extent, size), tile
    start = region.left * across, region.top * down
    step = region.width * across / columns, region.height * down / rows
    return (resampled(unpadded(candidate), start, step, tile) > 0).astype(np.uint8)
