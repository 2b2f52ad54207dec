"""What else is decoded where one run of the decoder is not enough, and how it is ranked.

Corners of a cell. Where the best mask at the center of a grid cell is doubtful, points near
the cell's corners are decoded too, each as if it had been clicked itself. On 302 outlined
objects, weights and calibration cross-validated by photo, by the expected IoU below which
corners are decoded:

    below         never     .50       .60       .70       .80       always
    cell of 12    .648 1.0  .664 1.7  .666 2.4  .669 3.4  .673 4.7  .672 5.0
    cell of 10    .666 1.0  .670 1.9  .670 2.5  .667 3.4  .671 4.8  .670 5.0
    cell of 8     .629 1.0  .661 1.9  .660 2.8  .657 3.6  .656 4.9  .656 5.0

(mean IoU of the first choice, and mean number of prompts decoded).

Corrections. Further points are decoded in three ways: by themselves, with the mask shown as
mask input, and with that mask and a box around it. None is best for all: a mask input that
was only a part of the object holds the result back, and without a mask input SAM loses what
was right. The ranking of all the answers is the sum of three terms and uses no score of SAM's:

    likeness    IoU with the mask shown: a correction leaves most of it as it is,
    consensus   mean IoU with the other answers: what many have in common is seldom wrong,
    centred     people click in the middle, first of the object, then of what is missing or
                too much. For the mask that is meant, all points so far are such middles.

On 302 outlined objects, each click after the first in the middle of the largest error, mean
IoU after 1, 2, 3 and 5 clicks: .701 .787 .832 .871. The best answer each time would give
about .85 after the second one and .87 after the third. The weights 1, 1, 2 are fitted ones
rounded: cross-validated, exact ones are better by .001, and ten more features (SAM's own
scores among them), a fourth and a fifth way by .004 at most. Ranking answers that satisfy all
points first makes it worse by .02 to .07: SAM can often do so only with a worse mask.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import cv2
import numpy as np

from removerbot.imaging.grid import Grid
from removerbot.imaging.types import (
    Box,
    Candidate,
    DecodeRequest,
    Mask,
    Point,
    Prompt,
    Size,
    depth,
    index_of,
    iou,
    mask_of,
)
from removerbot.segmentation.ranking import MASKS, RankedMask, is_single, objects

DOUBTFUL = 0.6
"""Expected IoU of the best mask below which more is decoded."""

CENTRED = 2.0
"""Weight of this term beside likeness and consensus."""


@dataclass(frozen=True, slots=True, eq=False)
class PreviousMask:
    """A mask that was shown, and the prompt that it was decoded for."""

    prompt: Prompt
    mask: Mask


def corners(prompt: Prompt, grid: Grid, masks: Sequence[RankedMask]) -> list[Prompt]:
    """Returns the points near the corners of a cell if its center has no likely mask.

    Args:
        prompt: only the center of a cell alone has corners: a pixel, or several points, are
            taken literally.
        grid: the one that the person saw.
        masks: for the prompt, the likeliest first; empty if there is no object.
    """
    if not _is_doubtful(prompt, masks):
        return []
    [center] = prompt.keep
    cell = grid.cell_at(center)
    if not grid.contains(cell) or grid.center(cell) != center:
        return []
    left, top, right, bottom = grid.bounds(cell)
    across, down = (right - left) // 6, (bottom - top) // 6
    xs, ys = (left + across, right - 1 - across), (top + down, bottom - 1 - down)
    points = dict.fromkeys(Point(x, y) for x in xs for y in ys)
    return [Prompt([point]) for point in points if point != center]


def second_look(prompt: Prompt, masks: Sequence[RankedMask], size: Size) -> list[DecodeRequest]:
    """Returns the requests that decode a single point again with each of its masks, if the
    likeliest is doubtful.

    Args:
        prompt: what was decoded.
        masks: for it, the likeliest first, at least one.
        size: of the photo.
    """
    if not _is_doubtful(prompt, masks):
        return []
    candidates = [mask.candidate for mask in masks]
    return [boxed(prompt, each, size) for each in candidates if not is_single(each)]


def with_second_look(
    masks: Sequence[RankedMask],
    requests: Sequence[DecodeRequest],
    answers: Sequence[Sequence[Candidate]],
) -> list[Candidate]:
    """Returns the masks of both looks, of the second without those for unambiguous prompts.

    Masks of the second look get an index of their own from 5 to 15: `MASKS` times the index
    of their mask input is added.
    """
    further = [
        replace(candidate, mask_index=candidate.mask_index + MASKS * mask_input.mask_index)
        for (_, mask_input), answer in zip(requests, answers, strict=True)
        for candidate in answer
        if mask_input and not is_single(candidate)
    ]
    return [*(mask.candidate for mask in masks), *further]


def boxed(prompt: Prompt, candidate: Candidate, size: Size) -> DecodeRequest:
    """Returns a request for points with a mask input, and with a box around both.

    Args:
        prompt: the points; a box of its own is replaced.
        candidate: the mask input.
        size: of the photo.
    """
    mask = mask_of(candidate).view(np.uint8)
    mask[index_of(candidate, prompt.keep, size)] = 1
    left, top, width, height = cv2.boundingRect(mask)
    across, down = np.divide(size, candidate.extent)
    # The photo may end between two elements of the mask, so the points count themselves.
    right = max([ceil((left + width) * across), *(x + 1 for x, _ in prompt.keep)])
    bottom = max([ceil((top + height) * down), *(y + 1 for _, y in prompt.keep)])
    end = Point(min(size.width, right), min(size.height, bottom))
    return DecodeRequest(
        Prompt(prompt.keep, prompt.drop, Box(int(left * across), int(top * down), *end)),
        candidate,
    )


def corrections(prompt: Prompt, shown: Candidate, size: Size) -> list[DecodeRequest]:
    """Returns the ways in which further points are decoded.

    Args:
        prompt: all the points so far. If the person drew a box, no other is tried.
        shown: the mask that is corrected.
        size: of the photo.
    """
    requests = [DecodeRequest(prompt), DecodeRequest(prompt, shown)]
    return requests if prompt.box else [*requests, boxed(prompt, shown, size)]


def rank_corrections(
    candidates: Sequence[Candidate],
    prompt: Prompt,
    size: Size,
    previous: Sequence[PreviousMask],
) -> list[RankedMask]:
    """Returns the candidates for a further click that are objects, the likeliest first.

    Args:
        candidates: of one or several of the `corrections`.
        prompt: all the points so far, in pixels of the photo.
        size: of the photo.
        previous: what was shown until now, at least one, the latest last.

    Raises:
        NothingFound: none of them is an object.
    """
    ranked = objects(candidates, prompt, size)
    masks = [mask_of(each.candidate) for each in ranked]
    rounds = _rounds(candidates[0], prompt, size, previous)
    merits = {
        each: iou(mask, previous[-1].mask) + consensus + CENTRED * _centred(mask, rounds)
        for each, mask, consensus in zip(ranked, masks, _consensus(masks), strict=True)
    }
    return sorted(ranked, key=merits.__getitem__, reverse=True)


_Element = tuple[int, int, bool]
"""Row and column of a mask's element that was clicked, and whether it belongs to the object."""

_Round = tuple[Mask, list[_Element]]
"""The mask that was shown when elements were clicked, and these."""


def _rounds(
    candidate: Candidate, prompt: Prompt, size: Size, previous: Sequence[PreviousMask]
) -> list[_Round]:
    """Groups the points by the mask that was shown when they were clicked; at first none."""
    prompts = [*(_labelled(each.prompt) for each in previous), _labelled(prompt)]
    shown = [np.zeros_like(previous[0].mask), *(each.mask for each in previous)]
    clicked: list[list[_Element]] = [[] for _ in prompts]
    for point, is_kept in prompts[-1]:
        first = next(i for i, points in enumerate(prompts) if (point, is_kept) in points)
        [row], [column] = index_of(candidate, [point], size)
        clicked[first].append((row, column, is_kept))
    return [each for each in zip(shown, clicked, strict=True) if each[1]]


def _centred(mask: Mask, rounds: Sequence[_Round]) -> float:
    """Returns how well a mask explains the clicks, 0 to 1: each as the middle of what the mask
    shown then lacks or has too much of, or as still right where it was right already."""
    values = []
    for shown, elements in rounds:
        missing, excess = depth(mask & ~shown), depth(shown & ~mask)
        deepest = max(1.0, missing.max(), excess.max())
        for row, column, is_kept in elements:
            if shown[row, column] == is_kept:
                values.append(float(mask[row, column] == is_kept))
            else:
                values.append((missing if is_kept else excess)[row, column] / deepest)
    return float(np.mean(values)) if values else 0.0


def _consensus(masks: Sequence[Mask]) -> list[float]:
    """Returns the mean IoU of each mask with all of them; none is empty."""
    flat = np.array([mask.ravel() for mask in masks], np.float32)
    common, areas = flat @ flat.T, flat.sum(axis=1)
    ious = common / (areas[:, None] + areas - common)
    return [float(mean) for mean in ious.mean(axis=1)]


def _labelled(prompt: Prompt) -> list[tuple[Point, bool]]:
    """Returns the points, and whether they belong to the object."""
    return [(point, True) for point in prompt.keep] + [(point, False) for point in prompt.drop]


def _is_doubtful(prompt: Prompt, masks: Sequence[RankedMask]) -> bool:
    """Returns whether the prompt is a single point and nothing else, and has no likely mask."""
    is_point = len(prompt.keep) == 1 and not prompt.drop and prompt.box is None
    return is_point and not (masks and masks[0].iou >= DOUBTFUL)
