"""Points and boxes on a preview."""

import numpy as np
import pytest

from removerbot.imaging.markers import draw_prompt
from removerbot.imaging.overlay import layout_of
from removerbot.imaging.types import RGB, Box, Prompt

LAYOUT = layout_of(Box(100, 200, 500, 500))


def drawn(prompt: Prompt) -> RGB:
    canvas = np.zeros((LAYOUT.canvas.height, LAYOUT.canvas.width, 3), np.uint8)
    draw_prompt(canvas, prompt, LAYOUT)
    return canvas


def color_near(canvas: RGB, x: float, y: float) -> str:
    """The colour beside the middle of a sign, where its stroke is not."""
    column, row = map(round, LAYOUT.place(x + 0.5, y + 0.5))
    red, green, _ = canvas[row - 5, column + 5]
    return "none" if not red and not green else "red" if red > green else "green"


def test_kept_points_are_green_and_dropped_ones_red_where_they_lie() -> None:
    canvas = drawn(Prompt([(150, 300), (300, 210)], [(450, 480)]))
    assert color_near(canvas, 150, 300) == "green"
    assert color_near(canvas, 300, 210) == "green"
    assert color_near(canvas, 450, 480) == "red"
    assert color_near(canvas, 200, 400) == "none"


@pytest.mark.parametrize("point", [(99, 300), (500, 300), (300, 199), (300, 500), (0, 0)])
def test_points_beyond_the_region_are_not_shown(point: tuple[int, int]) -> None:
    assert not drawn(Prompt([point], [point])).any()


def test_a_box_is_a_frame_that_stays_within_the_photo() -> None:
    canvas = drawn(Prompt(box=Box(0, 250, 300, 900)))
    left, top, right, bottom = LAYOUT.frame
    inside = np.zeros(canvas.shape[:2], bool)
    inside[top:bottom, left:right] = True
    assert not canvas[~inside].any()
    edge, row = map(round, LAYOUT.place(300, 400))
    assert canvas[row, edge].any()
    assert not canvas[row, edge + 20].any()
    assert not canvas[row, edge - 20].any()
