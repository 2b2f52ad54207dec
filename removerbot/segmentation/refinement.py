"""What else is decoded where one run of the decoder is not enough, and how it is ranked.

Other points of a cell. Who names a cell means what has its middle in it, so a mask counts as
clicked at its deepest element there (`ranking.Features.centred`). Where the best mask at the
center is doubtful all the same, eight other points of the cell are decoded too, each as if it
had been clicked itself. Mean IoU of the first choice, without a second look, on 251 outlined
objects, and prompts decoded; at the very pixel it is .740:

    clicked at      decoded                   cells of 12
    the center      the center                .717 1.0
                    corners too, below .6     .725 2.4
    the deepest     the center                .725 1.0
    element         eight others, below .6    .733 2.0
                    below .7                  .734 3.1
                    below .8                  .736 4.8
                    always                    .738 9.0

A second look decodes each mask again where the best is unstable. On 502 objects,
cross-validated by photo, looking twice always raises the mean IoU by .021; at 38 % of the
clicks, those below `STABLE`, by .019. Gates by expected IoU or agreement keep less of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

import cv2
import numpy as np

from removerbot.imaging.cutout import placed
from removerbot.imaging.grid import Grid
from removerbot.imaging.tidying import tidied
from removerbot.imaging.types import (
    Box,
    Candidate,
    DecodeRequest,
    Point,
    Prompt,
    Size,
    index_of,
    interval,
    iou,
    mask_of,
    share,
    unpadded,
)
from removerbot.segmentation.algorithm import Algorithm
from removerbot.segmentation.ranking import (
    GUESS,
    MASKS,
    THRESHOLD_OFFSET,
    RankedMask,
    is_single,
    stability,
)

DOUBTFUL = 0.6
"""Expected IoU of the best mask below which other points of a cell are decoded too."""

STABLE = 0.75
"""Stability of the best mask below which it is looked at twice."""

TINY = 0.01
"""Share of the photo below which an object is encoded again, by itself."""

CLOSE_UP, CLOSE_UP_SIDE = 5, 160
"""Side of the region around it: in sides of its box, and at least so many pixels."""

ALIKE = 0.5
"""IoU from which a mask of the region is the same object as the mask of the photo."""


def cell_of(prompt: Prompt, grid: Grid) -> Box | None:
    """Returns the cell whose center is all of a prompt, if it is one, in pixels of the photo: a
    pixel, or several points, are taken literally."""
    if not _is_point(prompt):
        return None
    cell = grid.cell_at(prompt.keep[0])
    is_center = grid.contains(cell) and grid.center(cell) == prompt.keep[0]
    return grid.bounds(cell) if is_center else None


def spread_over(cell: Box) -> list[Prompt]:
    """Returns eight points around the center of a cell, each by itself; fewer in a tiny one."""
    xs, ys = (
        (start + length // 6, start + length // 2, start + length - 1 - length // 6)
        for start, length in ((cell.left, cell.width), (cell.top, cell.height))
    )
    points = dict.fromkeys(Point(x, y) for x in xs for y in ys)
    return [Prompt([each]) for each in points if each != (xs[1], ys[1])]


def second_look(prompt: Prompt, masks: Sequence[RankedMask], size: Size) -> list[DecodeRequest]:
    """Returns the requests that decode a single point again with each of its masks, of which
    the likeliest is first, if that is unstable."""
    if not masks or masks[0].iou <= GUESS or not _is_point(prompt):
        return []
    if stability(unpadded(masks[0].candidate), THRESHOLD_OFFSET) >= STABLE:
        return []
    candidates = [mask.candidate for mask in masks]
    return [boxed(prompt, each, size) for each in candidates if not is_single(each)]


def with_second_look(
    candidates: Sequence[Candidate],
    requests: Sequence[DecodeRequest],
    answers: Sequence[Sequence[Candidate]],
) -> list[Candidate]:
    """Returns the masks of both looks, of the second without those for unambiguous prompts.

    Masks of the second look get an index of their own from 5 to 15: `MASKS` times the index
    of their mask input is added.
    """
    further = [
        replace(candidate, mask_index=candidate.mask_index + MASKS * mask_input.mask_index)
        for (_, mask_input, _), answer in zip(requests, answers, strict=True)
        for candidate in answer
        if mask_input and not is_single(candidate)
    ]
    return [*candidates, *further]


def close_up(prompt: Prompt, likeliest: Candidate, size: Size) -> Box | None:
    """Returns the surroundings of a small object, to be encoded by themselves: in the photo it
    has a few elements of a mask only. `None` if the likeliest mask for the prompt is not small,
    or the prompt has a box or points elsewhere."""
    mask = mask_of(likeliest)
    if prompt.box or share(mask) >= TINY:
        return None
    left, top, width, height = cv2.boundingRect(mask.view(np.uint8))
    across, down = np.divide(size, likeliest.extent)
    side = max(CLOSE_UP_SIDE, CLOSE_UP * max(width * across, height * down))
    x, right = interval((left + width / 2) * across, side, size.width)
    y, bottom = interval((top + height / 2) * down, side, size.height)
    region, points = Box(x, y, right, bottom), (*prompt.keep, *prompt.drop)
    is_inside = all(region.contains(*each) for each in points)
    return region if is_inside and region.size != size else None


def in_region(prompt: Prompt, region: Box) -> Prompt:
    """Returns a prompt in pixels of a region that holds it."""
    return _moved(prompt, -region.left, -region.top)


def in_photo(prompt: Prompt, region: Box) -> Prompt:
    """Returns a prompt about a region in pixels of the photo."""
    return _moved(prompt, region.left, region.top)


def _moved(prompt: Prompt, x: int, y: int) -> Prompt:
    keep, drop = (
        [(point.x + x, point.y + y) for point in points]
        for points in (prompt.keep, prompt.drop)
    )
    box = prompt.box and np.add(prompt.box, (x, y, x, y)).tolist()
    return Prompt(keep, drop, box)


def from_close_up(
    candidates: Sequence[Candidate], region: Box, likeliest: RankedMask, size: Size
) -> list[RankedMask]:
    """Returns the mask of a region that is most like the likeliest mask of the photo, as a mask
    of the photo with an index of its own; nothing if none is much like it."""
    target = mask_of(likeliest.candidate)
    inside = [
        replace(
            placed(each, region, likeliest.candidate, size),
            mask_index=each.mask_index + MASKS**2,
        )
        for each in candidates
        if not is_single(each)
    ]
    likeness = {each: iou(mask_of(each), target) for each in inside}
    best = max(inside, key=likeness.__getitem__)
    if likeness[best] < ALIKE:
        return []
    return [RankedMask(best, max(likeliest.iou, likeness[best]))]


def with_close_up(
    prompt: Prompt, masks: list[RankedMask], size: Size
) -> Algorithm[list[RankedMask]]:
    """Returns the masks, and before them for a small object the same one seen closely."""
    region = close_up(prompt, masks[0].candidate, size) if masks else None
    if region is None:
        return masks
    [answer] = yield [DecodeRequest(in_region(prompt, region), region=region)]
    return [*from_close_up(answer, region, masks[0], size), *masks]


def tidied_masks(masks: Sequence[RankedMask], prompt: Prompt, size: Size) -> list[RankedMask]:
    """Returns masks for the same prompt, tidied; see `removerbot.imaging.tidying`."""
    candidates = [mask.candidate for mask in masks]
    return [
        replace(mask, candidate=tidied(mask.candidate, candidates, prompt, size))
        for mask in masks
    ]


def boxed(prompt: Prompt, candidate: Candidate, size: Size) -> DecodeRequest:
    """Returns a request for the points of a prompt with a candidate as mask input, and with a
    box around both, in place of one of its own."""
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


def _is_point(prompt: Prompt) -> bool:
    return len(prompt.keep) == 1 and not prompt.drop and prompt.box is None
