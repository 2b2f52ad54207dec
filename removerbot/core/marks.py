"""What was pointed at, drawn small on a preview: ⊕ for a point to keep, ⊖ for one to take
away, a frame for the box."""

import cv2

from removerbot.core.layout import Layout
from removerbot.core.types import RGB, Box, Point, Prompt

_KEEP, _DROP, _BOX = (24, 160, 88), (214, 52, 52), (255, 196, 0)
_RIM = (255, 255, 255)
_RADIUS, _STROKE = 13, 7


def draw_prompt(canvas: RGB, prompt: Prompt, layout: Layout) -> None:
    """Draw those points, and what there is of the box, that the canvas shows, in place."""
    if prompt.box:
        _frame(canvas, prompt.box, layout)
    for point in prompt.keep:
        _sign(canvas, point, layout, is_kept=True)
    for point in prompt.drop:
        _sign(canvas, point, layout, is_kept=False)


def _frame(canvas: RGB, box: Box, layout: Layout) -> None:
    left, top, right, bottom = layout.frame
    photo = canvas[top:bottom, left:right]
    one, other = (
        (round(x) - left, round(y) - top)
        for x, y in (layout.place(*box[:2]), layout.place(*box[2:]))
    )
    cv2.rectangle(photo, one, other, _RIM, 5, cv2.LINE_AA)
    cv2.rectangle(photo, one, other, _BOX, 3, cv2.LINE_AA)


def _sign(canvas: RGB, point: Point, layout: Layout, *, is_kept: bool) -> None:
    left, top, right, bottom = layout.region
    if not (left <= point.x < right and top <= point.y < bottom):
        return
    x, y = map(round, layout.place(point.x + 0.5, point.y + 0.5))
    cv2.circle(canvas, (x, y), _RADIUS + 2, _RIM, cv2.FILLED, cv2.LINE_AA)
    cv2.circle(canvas, (x, y), _RADIUS, _KEEP if is_kept else _DROP, cv2.FILLED, cv2.LINE_AA)
    cv2.line(canvas, (x - _STROKE, y), (x + _STROKE, y), _RIM, 3)
    if is_kept:
        cv2.line(canvas, (x, y - _STROKE), (x, y + _STROKE), _RIM, 3)
