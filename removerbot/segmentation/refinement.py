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
from dataclasses import replace
from math import ceil

import cv2
import numpy as np

from removerbot.errors import NothingFound
from removerbot.imaging.grid import Grid
from removerbot.imaging.masks import mask_of, places_of
from removerbot.imaging.types import Box, Candidate, DecodeRequest, Point, Prompt, Size
from removerbot.segmentation.ranking import MASKS, RankedMask, is_single, rank


def boxed(prompt: Prompt, candidate: Candidate, size: Size) -> DecodeRequest:
    """The same points with a mask, and a box around both, in a photo of `size`."""
    mask = mask_of(candidate).view(np.uint8)
    mask[places_of(candidate, prompt.keep, size)] = 1
    left, top, width, height = cv2.boundingRect(mask)
    across, down = np.divide(size, candidate.extent)
    right = min(size.width, ceil((left + width) * across))
    bottom = min(size.height, ceil((top + height) * down))
    box = Box(int(left * across), int(top * down), right, bottom)
    return DecodeRequest(Prompt(prompt.keep, prompt.drop, box), candidate)


DOUBTFUL = 0.6
"""Expected IoU below which more is asked."""


def is_doubtful(prompt: Prompt, choices: Sequence[RankedMask]) -> bool:
    """Whether a prompt is a single point and nothing else, and its likeliest mask, which comes
    first, not likely enough; no masks are not."""
    is_point = len(prompt.keep) == 1 and not prompt.drop and prompt.box is None
    return is_point and not (choices and choices[0].iou >= DOUBTFUL)


def second_look(
    prompt: Prompt, choices: Sequence[RankedMask], size: Size
) -> list[DecodeRequest]:
    """What to ask after a first prompt: often nothing.

    Args:
        prompt: what SAM was asked. Only a single point is looked at twice: who says more has
            said enough.
        choices: its masks, the likeliest first.
        size: of the photo.
    """
    if not is_doubtful(prompt, choices):
        return []
    candidates = [choice.candidate for choice in choices]
    return [boxed(prompt, each, size) for each in candidates if not is_single(each)]


def seen(
    asked: Sequence[DecodeRequest], answers: Sequence[Sequence[Candidate]]
) -> list[Candidate]:
    """The masks of a second look, but for those that SAM gives when nothing is ambiguous.

    So that each has a token of its own beside the masks of the first look, the `MASKS` of
    the one that SAM was fed are counted before it.
    """
    return [
        replace(
            candidate, mask_index=candidate.mask_index + MASKS * question.mask_input.mask_index
        )
        for question, answer in zip(asked, answers, strict=True)
        for candidate in answer
        if question.mask_input and not is_single(candidate)
    ]


def both_looks(
    prompt: Prompt,
    choices: Sequence[RankedMask],
    asked: Sequence[DecodeRequest],
    answers: Sequence[Sequence[Candidate]],
    size: Size,
) -> list[RankedMask]:
    """The masks of the first look and the second, the likeliest first."""
    first = [choice.candidate for choice in choices]
    return rank([*first, *seen(asked, answers)], prompt, size)


def companions(prompt: Prompt, grid: Grid, choices: Sequence[RankedMask]) -> list[Prompt]:
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


def found_by(prompt: Prompt, candidates: Sequence[Candidate], size: Size) -> list[RankedMask]:
    """SAM's masks for a prompt, the likeliest first; empty if none is an object."""
    with suppress(NothingFound):
        return rank(candidates, prompt, size)
    return []


def best_of(
    found: Sequence[tuple[Prompt, list[RankedMask]]],
) -> tuple[Prompt, list[RankedMask]]:
    """The prompt whose likeliest mask is likeliest of all, and its masks.

    Raises:
        NothingFound: there are no masks.
    """
    objects = [(prompt, choices) for prompt, choices in found if choices]
    if not objects:
        raise NothingFound
    return max(objects, key=lambda each: each[1][0].iou)
