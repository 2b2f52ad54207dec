"""What further points change in the mask that is shown: ways to decode them, and the choice.

Further points are decoded in three ways: by themselves, with the mask shown as
mask input, and with that mask and a box around it. None is best for all: a mask input that
was only a part of the object holds the result back, and without a mask input SAM loses what
was right. The ranking of all the answers is the sum of three terms and uses no score of SAM's:

    likeness    IoU with the mask shown: a correction leaves most of it as it is,
    consensus   mean IoU with the other answers: what many have in common is seldom wrong,
    centred     people click in the middle, first of the object, then of what is missing or
                too much. For the mask that is meant, all points so far are such middles.

The weights 1, 1, 2 are fitted ones rounded: cross-validated, exact ones are better by .001,
and ten more features, a fourth and a fifth way by .004 at most. Ranking answers that satisfy
all points first makes it worse by .02 to .07: SAM can often do so only with a worse mask.
What is shown satisfies them, see `removerbot.imaging.tidying.tidied`.

The mask shown until now is ranked, too: where all answers are worse, it stays, put right at
the point. Mean IoU after 1 to 5 clicks without that, and with it:

    27 people    .951 .932 .954 .957 .943    .951 .948 .955 .958 .962
    40 of ECSSD  .885 .927 .939 .944 .934    .885 .927 .940 .946 .945
    56 of COCO   .659 .797 .826 .837 .866    .659 .797 .837 .846 .859

Only what is near the points changes, see `local`. Mean IoU after three clicks if pieces of a
change elsewhere stay, and if they do not: .937 and .960 on 20 people, the same on 105 others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import (
    Candidate,
    DecodeRequest,
    Index,
    Mask,
    Point,
    Prompt,
    Size,
    depth,
    index_of,
    iou,
    mask_of,
    unpadded,
)
from removerbot.segmentation.ranking import RankedMask, mean_ious, objects
from removerbot.segmentation.refinement import boxed
from removerbot.segmentation.zooming import VIEWED

CENTRED = 2.0
"""Weight of this term beside likeness and consensus."""

AS_SHOWN = 2 * VIEWED + 1
"""Index of the mask shown as one more answer; in a view `VIEWED` is added."""

UNCHANGED = 0.7
"""Likeness that this one is ranked with: it stays only where the others are clearly worse."""

MOSTLY = 0.8
"""IoU with the mask shown above which an answer leaves it as it is but for details."""


@dataclass(frozen=True, slots=True, eq=False)
class PreviousMask:
    """A mask that was shown, and the prompt that it was decoded for."""

    prompt: Prompt
    mask: Mask


def corrections(prompt: Prompt, shown: Candidate, size: Size) -> list[DecodeRequest]:
    """Returns the ways in which further points are decoded, given all the points so far and
    the mask that is corrected. If the person drew a box, no other is tried."""
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
        prompt: all the points so far.
        size: of the photo.
        previous: what was shown until now, at least one, the latest last.

    Raises:
        NothingFound: none of them is an object.
    """
    ranked = objects(candidates, prompt, size)
    masks = [mask_of(each.candidate) for each in ranked]
    rounds = _rounds(candidates[0], prompt, size, previous)
    are_answers = [each.candidate.mask_index != AS_SHOWN for each in ranked]
    means = mean_ious(masks, are_answers)

    def merit(mask: Mask, mean: float, is_answer: bool) -> float:
        likeness = iou(mask, previous[-1].mask) if is_answer else UNCHANGED
        return likeness + mean + CENTRED * _centred(mask, rounds)

    merits = dict(zip(ranked, map(merit, masks, means, are_answers), strict=True))
    return sorted(ranked, key=merits.__getitem__, reverse=True)


_Element = tuple[int, int, bool]
"""Row and column of a mask's element that was clicked, and whether it belongs to the object."""

_Round = tuple[Mask, list[_Element]]
"""The mask that was shown when elements were clicked, and these."""


def _rounds(
    candidate: Candidate, prompt: Prompt, size: Size, previous: Sequence[PreviousMask]
) -> list[_Round]:
    """Groups the points by the mask that was shown when they were clicked; at first none."""
    prompts = [*(each.prompt.labelled for each in previous), prompt.labelled]
    shown = [np.zeros_like(previous[0].mask), *(each.mask for each in previous)]
    clicked: list[list[_Element]] = [[] for _ in prompts]
    for point, is_kept in prompts[-1]:
        first = next(i for i, each in enumerate(prompts) if (point, is_kept) in each)
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


def local(
    candidate: Candidate, shown: Candidate, points: Sequence[Point], size: Size
) -> Candidate:
    """Returns a mask for further points that differs from the one shown near them only: at
    most as far from them as the object shown is long, and of a mask that is mostly as the one
    shown, at most as far as what changes at the points themselves. Both have the same extent,
    and there is at least one point."""
    before, after = unpadded(shown), unpadded(candidate)
    index = index_of(shown, points, size)
    away = np.ones(before.shape, np.uint8)
    away[index] = 0
    distances = np.asarray(
        cv2.distanceTransform(away, cv2.DIST_L2, cv2.DIST_MASK_PRECISE), np.float32
    )
    *_, width, height = cv2.boundingRect((before > 0).view(np.uint8))
    kept = distances > max(width, height)
    limited = np.where(kept, before, after)
    if iou(limited > 0, before > 0) > MOSTLY:
        kept |= _elsewhere((limited > 0) != (before > 0), index, distances)
    logits = candidate.logits.copy()
    logits[: before.shape[0], : before.shape[1]][kept] = before[kept]
    return replace(candidate, logits=logits)


def _elsewhere(changed: Mask, index: Index, distances: NDArray[np.float32]) -> Mask:
    """Returns the pieces of a change that are all further from some elements than the pieces
    at these elements reach; nothing where there is no change at them."""
    _, labels = cv2.connectedComponents(changed.view(np.uint8), connectivity=8)
    here = np.isin(labels, labels[index]) & changed
    if not here.any():
        return here
    near = np.unique(labels[distances <= distances[here].max()])
    return changed & ~np.isin(labels, near)
