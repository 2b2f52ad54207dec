"""Pointing into a closer view: what it shows is encoded by itself, as if it were a photo.

In the photo a small thing has a few elements of a mask only, and its neighbors seem likelier.
Mean IoU of a first click at a cell of a view of 3 × 3 cells of the photo's grid, where the
view's mask counts if the expected IoU of the photo's is below:

    below                          0       .3      .5      .7      1
    15 drawn, 26 to 140 pixels     .942    .942    .942    .942    .947
    24 pasted, 30 to 160 pixels    .461    .482    .583    .620    .702
    24 outlined, most of them      .734    .734    .709    .675    .496
      larger than the view

Without a view, a cell of the photo that has no likely mask (expected IoU below `LIKELY`) is
looked at with the cells around it: with the cell as its box SAM finds what is small in it, and
the middles of those masks are decoded as points. Mean IoU of a first click at a cell of 12
columns before and after that, with limits that were chosen on these same things, and since
other points of the cell count as in `refinement`:

    30 drawn, 26 to 140 pixels     .474    .915    .881
    42 pasted, 30 to 160 pixels    .155    .290    .381
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from removerbot.errors import NothingFound
from removerbot.imaging.cutout import placed
from removerbot.imaging.grid import Grid
from removerbot.imaging.types import Box, Candidate, DecodeRequest, Prompt, Size, depth, mask_of
from removerbot.segmentation.ranking import MASKS, RankedMask, rank
from removerbot.segmentation.refinement import DOUBTFUL, in_region

LIKELY = 0.5
"""Expected IoU from which the photo's mask is taken, not the view's."""

_MOSTLY = 0.5
"""Share of something small that is in the cell."""

VIEWED = MASKS**2 + MASKS
"""Added to the indexes of a view's masks; those of `from_close_up` are smaller."""


def view_of(prompt: Prompt, grid: Grid) -> Box | None:
    """Returns the part of the photo that a person saw when they clicked; `None` for the whole
    photo, and for a prompt with a box or with points elsewhere."""
    view = grid.region
    return view if view and can_show(view, prompt) else None


def can_show(view: Box, prompt: Prompt) -> bool:
    """Returns whether all of a prompt lies in a view; one with a box is about the photo."""
    points = (*prompt.keep, *prompt.drop)
    return prompt.box is None and all(view.contains(*each) for each in points)


def surroundings(cell: Box, size: Size) -> Box:
    """Returns a cell with those around it, in pixels of a photo of `size`."""
    return Box(
        max(0, cell.left - cell.width),
        max(0, cell.top - cell.height),
        min(size.width, cell.right + cell.width),
        min(size.height, cell.bottom + cell.height),
    )


def in_view(prompts: Sequence[Prompt], view: Box) -> list[DecodeRequest]:
    """Returns the requests to decode prompts in a view."""
    return [DecodeRequest(in_region(each, view), region=view) for each in prompts]


def middles(candidates: Sequence[Candidate], bounds: Box, view: Box) -> list[Prompt]:
    """Returns the points deepest in masks of a view that lie within bounds; all in pixels of
    the photo."""
    found = []
    for candidate in candidates:
        mask = mask_of(candidate)
        row, column = np.unravel_index(depth(mask).argmax(), mask.shape)
        across, down = np.divide(view.size, candidate.extent)
        x, y = view.left + (column + 0.5) * across, view.top + (row + 0.5) * down
        if mask.any() and bounds.contains(x, y):
            found.append(Prompt([(x, y)]))
    return list(dict.fromkeys(found))


def best_in_view(
    prompts: Sequence[Prompt],
    answers: Sequence[Sequence[Candidate]],
    view: Box,
    size: Size,
    within: Box | None = None,
) -> Prompt | None:
    """Returns the prompt whose likeliest mask is likeliest of all; `None` if the view cuts off
    the likeliest mask of each: more of it is in the photo.

    Args:
        prompts: in pixels of the photo.
        answers: to each, in pixels of the view.
        view, size: of what is decoded, and of the photo.
        within: takes likely masks only that are mostly in there.
    """
    found = [(_ranked(*each, view), each[1]) for each in zip(answers, prompts, strict=True)]
    whole = [
        (masks[0].iou, prompt)
        for masks, prompt in found
        if masks
        and not is_cut_off(masks[0].candidate, view, size)
        and (within is None or _is_likely_within(masks[0], within, view))
    ]
    return max(whole, key=lambda each: each[0])[1] if whole else None


def _is_likely_within(mask: RankedMask, bounds: Box, view: Box) -> bool:
    """Returns whether a mask of a view is likely and mostly within bounds; both are in pixels
    of the photo."""
    across, down = np.divide(mask.candidate.extent, view.size)
    left, top = round((bounds.left - view.left) * across), round((bounds.top - view.top) * down)
    right, bottom = left + round(bounds.width * across), top + round(bounds.height * down)
    elements = mask_of(mask.candidate)
    inside = np.count_nonzero(elements[top:bottom, left:right]) / np.count_nonzero(elements)
    return mask.iou >= DOUBTFUL and bool(inside >= _MOSTLY)


def masks_of_view(
    candidates: Sequence[Candidate], prompt: Prompt, view: Box, like: Candidate, size: Size
) -> list[RankedMask]:
    """Returns the masks of a view that are objects and not cut off by it, the likeliest first,
    as masks of the photo, of the same shape as `like`."""
    return [
        replace(each, candidate=placed_in_photo(each.candidate, view, like, size))
        for each in _ranked(candidates, prompt, view)
        if not is_cut_off(each.candidate, view, size)
    ]


def _ranked(candidates: Sequence[Candidate], prompt: Prompt, view: Box) -> list[RankedMask]:
    try:
        return rank(candidates, in_region(prompt, view), view.size)
    except NothingFound:
        return []


def placed_in_photo(candidate: Candidate, view: Box, like: Candidate, size: Size) -> Candidate:
    """Returns a mask of a view as one of the photo, with an index of its own."""
    found = placed(candidate, view, like, size)
    return replace(found, mask_index=candidate.mask_index + VIEWED)


def is_cut_off(candidate: Candidate, view: Box, size: Size) -> bool:
    """Returns whether a mask goes on beyond a view that ends inside of the photo."""
    mask = mask_of(candidate)
    ends = view.left > 0, view.top > 0, view.right < size.width, view.bottom < size.height
    edges = mask[:, 0], mask[0], mask[:, -1], mask[-1]
    return any(is_end and bool(np.any(edge)) for is_end, edge in zip(ends, edges, strict=True))
