"""Forgiving a cell whose middle shows its thing badly: where SAM's answer there is doubtful,
places near the corners are asked as well.

Each counts as if it had been pointed at itself, since who names a cell has not said where
in it. On 302 outlined objects, weights and calibration cross-validated by photo, by the
expected IoU below which corners are asked:

    below         never     .50       .60       .70       .80       always
    cell of 12    .648 1.0  .664 1.7  .666 2.4  .669 3.4  .673 4.7  .672 5.0
    cell of 10    .666 1.0  .670 1.9  .670 2.5  .667 3.4  .671 4.8  .670 5.0
    cell of 8     .629 1.0  .661 1.9  .660 2.8  .657 3.6  .656 4.9  .656 5.0

(mean IoU of the first choice, and mean number of prompts decoded).
"""

from collections.abc import Sequence
from contextlib import suppress

from removerbot.core.choice import Choice, rank
from removerbot.core.grid import Grid
from removerbot.core.second_look import is_doubtful
from removerbot.core.types import Candidate, Point, Prompt, Size
from removerbot.errors import NothingFound


def companions(prompt: Prompt, grid: Grid, choices: Sequence[Choice]) -> list[Prompt]:
    """What to ask beside a prompt, given what it finds itself: often nothing.

    Args:
        prompt: what the person means. Only the middle of a cell has companions: who gives a
            pixel means that one, and who names several things has said enough.
        grid: the one that the person saw.
        choices: the masks for the prompt, the likeliest first; empty if there is no object.
    """
    if not is_doubtful(prompt, choices):
        return []
    [point] = prompt.keep
    cell = grid.cell_at(point)
    if not grid.contains(cell) or grid.center(cell) != point:
        return []
    left, top, right, bottom = grid.bounds(cell)
    across, down = (right - left) // 6, (bottom - top) // 6
    xs, ys = (left + across, right - 1 - across), (top + down, bottom - 1 - down)
    corners = dict.fromkeys(Point(x, y) for x in xs for y in ys)
    return [Prompt([corner]) for corner in corners if corner != point]


def found_by(prompt: Prompt, candidates: Sequence[Candidate], size: Size) -> list[Choice]:
    """SAM's masks for a prompt, the likeliest first; empty if none is an object."""
    with suppress(NothingFound):
        return rank(candidates, prompt, size)
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
