"""Forgiving a point that shows its thing badly: where SAM's first answer is doubtful, other
places are asked as well.

Of a cell these are its corners; each counts as if it had been pointed at itself, since who
names a cell has not said where in it. Near an exact pixel they are four places around it,
and what they find is judged at the pixel. Asked when the best mask's expected IoU is below
`DOUBTFUL`; on 302 outlined objects, weights and calibration cross-validated by photo:

    below         never     .50       .60       .70       .80       always
    exact pixel   .679 1.0  .680 1.4  .684 2.1  .686 2.9  .690 4.3  .690 5.0
    cell of 12    .648 1.0  .664 1.7  .666 2.4  .669 3.4  .673 4.7  .672 5.0
    cell of 10    .666 1.0  .670 1.9  .670 2.5  .667 3.4  .671 4.8  .670 5.0
    cell of 8     .629 1.0  .661 1.9  .660 2.8  .657 3.6  .656 4.9  .656 5.0

(mean IoU of the first choice, and mean number of prompts decoded). At .60 three replies of
four are decoded once, and most of what can be won is.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from removerbot.core.choice import Choice, rank
from removerbot.core.grid import Grid
from removerbot.core.types import Candidate, Point, Prompt, Size
from removerbot.errors import NothingFound

DOUBTFUL = 0.6
"""Expected IoU below which other places are asked."""

_AROUND = 0.02
"""Of the photo's longer side: how far beside an exact pixel, both ways."""


class Attempt(NamedTuple):
    """What SAM is asked, and what its answers are judged by."""

    asked: Prompt
    judged: Prompt


def companions(prompt: Prompt, grid: Grid, choices: Sequence[Choice]) -> list[Attempt]:
    """What to ask beside a prompt, given what it finds itself: often nothing.

    Args:
        prompt: what the person means. Only a single point has companions: who names several
            things has said enough.
        grid: the one that the person saw.
        choices: the masks for the prompt, the likeliest first; empty if there is no object.
    """
    if len(prompt.keep) != 1 or prompt.drop or prompt.box:
        return []
    if choices and choices[0].iou >= DOUBTFUL:
        return []
    [point] = prompt.keep
    cell = grid.cell_at(point)
    if grid.contains(cell) and grid.center(cell) == point:
        left, top, right, bottom = grid.bounds(cell)
        across, down = (right - left) // 6, (bottom - top) // 6
        xs, ys = (left + across, right - 1 - across), (top + down, bottom - 1 - down)
        corners = [Prompt([place]) for place in _places(point, xs, ys)]
        return [Attempt(corner, corner) for corner in corners]
    step = max(1, round(_AROUND * max(grid.size)))
    xs = max(0, point.x - step), min(grid.size.width - 1, point.x + step)
    ys = max(0, point.y - step), min(grid.size.height - 1, point.y + step)
    return [Attempt(Prompt([place]), prompt) for place in _places(point, xs, ys)]


def found_by(attempt: Attempt, candidates: Sequence[Candidate], size: Size) -> list[Choice]:
    """SAM's masks for an attempt, the likeliest first; empty if none is an object."""
    with suppress(NothingFound):
        return rank(candidates, attempt.judged, size)
    return []


def best_of(found: Sequence[tuple[Prompt, list[Choice]]]) -> tuple[Prompt, list[Choice]]:
    """The prompt whose likeliest mask is likeliest of all, and its masks.

    Raises:
        NothingFound: there are no masks.
    """
    objects = [(prompt, choices) for prompt, choices in found if choices]
    if not objects:
        raise NothingFound
    return max(objects, key=lambda each: each[1][0].iou)


def _places(point: Point, xs: tuple[int, int], ys: tuple[int, int]) -> list[Point]:
    """The corners of a rectangle that are other pixels than `point`, each once."""
    corners = (Point(x, y) for x in xs for y in ys)
    return [corner for corner in dict.fromkeys(corners) if corner != point]
