"""Draws prompts and proposals on a photo.

A prompt: ⊕ for a point to keep, ⊖ for a point to drop, a frame for the box. A proposal: its
outline, a tint and a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.encode import encode_jpeg
from removerbot.imaging.rulers import BOLD, LONG_SIDE, SHORT_SIDE, Layout, Style, write
from removerbot.imaging.types import RGB, Box, Candidate, Point, Prompt, Size, unpadded

_KEEP, _DROP, _BOX = (24, 160, 88), (214, 52, 52), (255, 196, 0)
_WHITE = (255, 255, 255)
_RADIUS, _STROKE = 13, 7


def draw_prompt(canvas: RGB, prompt: Prompt, layout: Layout) -> None:
    """Draws a prompt's points and box where the canvas shows them, in place."""
    if prompt.box:
        _frame(canvas, prompt.box, layout)
    for point in prompt.keep:
        _sign(canvas, point, layout, is_kept=True)
    for point in prompt.drop:
        _sign(canvas, point, layout, is_kept=False)


def _frame(canvas: RGB, box: Box, layout: Layout) -> None:
    photo = canvas[layout.frame.slices]
    one, other = (
        (round(x) - layout.frame.left, round(y) - layout.frame.top)
        for x, y in (layout.place(*box[:2]), layout.place(*box[2:]))
    )
    cv2.rectangle(photo, one, other, _WHITE, 5, cv2.LINE_AA)
    cv2.rectangle(photo, one, other, _BOX, 3, cv2.LINE_AA)


def _sign(canvas: RGB, point: Point, layout: Layout, *, is_kept: bool) -> None:
    if not layout.region.contains(*point):
        return
    x, y = map(round, layout.place(point.x + 0.5, point.y + 0.5))
    cv2.circle(canvas, (x, y), _RADIUS + 2, _WHITE, cv2.FILLED, cv2.LINE_AA)
    cv2.circle(canvas, (x, y), _RADIUS, _KEEP if is_kept else _DROP, cv2.FILLED, cv2.LINE_AA)
    cv2.line(canvas, (x - _STROKE, y), (x + _STROKE, y), _WHITE, 3)
    if is_kept:
        cv2.line(canvas, (x, y - _STROKE), (x, y + _STROKE), _WHITE, 3)


COLORS = (
    (230, 57, 70), (42, 157, 143), (255, 183, 3), (58, 134, 255), (251, 86, 7),
    (131, 56, 236), (112, 193, 44), (255, 93, 162), (0, 187, 212),
)  # fmt: skip
"""One color per number."""

_TINT, _OUTLINE = 0.3, 4
_BADGE, _NUMBER_SIZE = 28, 40

_CRUMB = 150
"""Components below this area in pixels get no outline."""


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """A mask at the size of the canvas, 0 or 1, with its number and color."""

    mask: NDArray[np.uint8]
    number: int
    color: tuple[int, int, int]


def draw_proposals(rgb: RGB, candidates: Sequence[Candidate]) -> bytes:
    """Draws up to nine candidates on a photo, numbered from 1, and encodes it as JPEG."""
    height, width = rgb.shape[:2]
    scale = LONG_SIDE / max(height, width)
    size = Size(*(max(SHORT_SIDE, round(side * scale)) for side in (width, height)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    canvas = np.asarray(cv2.resize(rgb, size, interpolation=method), np.uint8)
    shapes = [
        _Shape(_mask(candidate, size), number, color)
        for number, (candidate, color) in enumerate(zip(candidates, COLORS, strict=False), 1)
    ]
    for shape in sorted(shapes, key=lambda shape: -int(shape.mask.sum())):
        inside = shape.mask > 0
        canvas[inside] = (1 - _TINT) * canvas[inside] + _TINT * np.array(shape.color)
        draw_outline(canvas, shape.mask, shape.color, _OUTLINE)
    free = np.ones(canvas.shape[:2], np.uint8)
    for shape in shapes:
        _badge(canvas, shape, free)
    return encode_jpeg(canvas)


def draw_outline(
    canvas: RGB, mask: NDArray[np.uint8], color: tuple[int, int, int], width: int
) -> None:
    """Draws the outline of a mask of the canvas's size, 0 or 1, with a white rim, in place."""
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outlines = [each for each in found if cv2.contourArea(each) >= _CRUMB]
    cv2.drawContours(canvas, outlines, -1, _WHITE, width + 2, cv2.LINE_AA)
    cv2.drawContours(canvas, outlines, -1, color, width, cv2.LINE_AA)


def _badge(canvas: RGB, shape: _Shape, free: NDArray[np.uint8]) -> None:
    """Draws the number where the shape is widest, but not over another number."""
    depth = cv2.distanceTransform(np.pad(shape.mask & free, 1), cv2.DIST_L2, cv2.DIST_MASK_3)
    column, row = cv2.minMaxLoc(depth)[3]
    at = column - 1, row - 1
    draw_number(canvas, shape.number, at, shape.color)
    cv2.circle(free, at, 2 * _BADGE, (0,), cv2.FILLED)


def draw_number(
    canvas: RGB,
    number: int,
    at: tuple[int, int],
    color: tuple[int, int, int],
    scale: float = 1,
) -> None:
    """Draws a number on a disc with a white rim, in place."""
    radius, size = round(scale * _BADGE), round(scale * _NUMBER_SIZE)
    cv2.circle(canvas, at, radius + 4, _WHITE, cv2.FILLED, cv2.LINE_AA)
    cv2.circle(canvas, at, radius, color, cv2.FILLED, cv2.LINE_AA)
    write(canvas, str(number), at, Style(size, BOLD, _WHITE))


def _mask(candidate: Candidate, size: Size) -> NDArray[np.uint8]:
    return (np.asarray(cv2.resize(unpadded(candidate), size)) > 0).astype(np.uint8)
