"""Tells which answers to a first click may well be wrong, and what to offer instead.

The weights below are a logistic regression of whether the IoU with what was meant is under .5,
for `mobile`, fitted by `benchmarks/fit_choice.py` to the answers to two clicks on each of 502
outlined objects in photos of COCO, ECSSD and Clothing Co-Parsing: at the object's middle and at
the center of its cell, both with and without the subject model. By ten folds of photos, a fifth
of the answers are flagged, and of the wrong ones .61 with the subject model (by its cell .64)
and .53 without.

On 162 and 135 objects, the best of what is shown and one alternative has a mean IoU of .749 and
.857 with the subject's mask, of .731 and .819 with SAM's second one, and of .783 and .869 with
both; what is shown alone has .699 and .887 at most.
"""

from typing import NamedTuple

import cv2
import numpy as np

from removerbot.imaging.types import Mask, Size, iou, mask_of
from removerbot.segmentation.ranking import GUESS, border_share, centredness
from removerbot.segmentation.segmented import Segmented, SegmentedObject
from removerbot.segmentation.subject import SUBJECT, Subject

OTHER = 0.8
"""IoU below which a mask is about something else than the one shown."""

_LEAST = 0.02
"""Least expected IoU, and from 1 the greatest, of which log odds are taken."""

_MOST = 1.05
"""Convexity that counts at most: hulls run through the centers of pixels, which makes that of a
thin thing several times 1."""


class Signs(NamedTuple):
    """Signs that a mask is not what is meant, or the weights of the regression on them."""

    centred: float
    """See `removerbot.segmentation.ranking.Features`."""

    border: float
    """See there."""

    score: float
    """The highest of SAM's own estimates."""

    other: float
    """Log odds of the highest expected IoU of SAM's masks about something else."""

    knows_subject: float
    """Whether the subject model has looked at the photo."""

    like_subject: float
    """IoU of the mask and the subject's at the point; 0 if the point is on none."""

    is_cell: float
    """Whether a cell was named: the point of it that is decoded is seldom in the middle."""

    fill: float
    """Share of its bounding box that the mask covers."""

    convexity: float
    """Share of the convex hulls of its pieces that the mask covers: parts are more compact than
    whole things."""

    in_subject: float
    """Mean of the subject's alpha in the mask; 0 without the subject model."""


WEIGHTS = Signs(
    centred=-4.399,
    border=4.328,
    score=-6.505,
    other=0.264,
    knows_subject=0.708,
    like_subject=-2.026,
    is_cell=-0.586,
    fill=-4.153,
    convexity=6.127,
    in_subject=0.932,
)
BIAS = 5.294
LIMIT, LIMIT_ALONE = -0.994, -0.853
"""Log odds above which an answer is doubtful: those of a fifth of the answers, with the subject
model and without."""


def is_doubtful(found: SegmentedObject, size: Size, subject: Subject | None) -> bool:
    """Returns whether what is shown may well be something else than what a first click means;
    of a box it never is, unless it is a guess. Takes what `signs` does."""
    if found.clicks[-1].prompt.box or found.shown.iou <= GUESS:
        return found.shown.iou <= GUESS
    values = signs(found, size, subject)
    return float(np.dot(WEIGHTS, values)) + BIAS > (LIMIT_ALONE if subject is None else LIMIT)


def signs(found: SegmentedObject, size: Size, subject: Subject | None) -> Signs:
    """Returns the signs of the mask that is shown for a first click.

    Args:
        found: the object, clicked at a point to keep; all masks for the click, the subject's
            own among them.
        size: of the photo.
        subject: what the subject model has found in the photo, if it has looked at it.
    """
    click, masks, shown = found.clicks[-1], found.masks, found.shown
    mask = mask_of(shown.candidate)
    likeness = [(each, iou(mask_of(each.candidate), mask)) for each in masks]
    sams = [each for each in likeness if each[0].candidate.mask_index != SUBJECT]
    others = [each.iou for each, like in sams if like < OTHER]
    fill, convexity = _shape(mask)
    expected = np.clip(max(others, default=0), _LEAST, 1 - _LEAST)
    return Signs(
        centred=centredness(shown.candidate, click.effective_prompt.keep, size),
        border=border_share(mask),
        score=max((each.candidate.score for each, _ in sams), default=0),
        other=float(np.log(expected / (1 - expected))),
        knows_subject=float(subject is not None),
        like_subject=max(
            (like for each, like in likeness if each.candidate.mask_index == SUBJECT), default=0
        ),
        is_cell=float(click.cell is not None),
        fill=fill,
        convexity=convexity,
        in_subject=subject.mean_in(mask) if subject else 0,
    )


def _shape(mask: Mask) -> tuple[float, float]:
    """Returns the shares of its bounding box and of its pieces' convex hulls that it covers."""
    area, bits = np.count_nonzero(mask), mask.view(np.uint8)
    *_, width, height = cv2.boundingRect(bits)
    pieces, _ = cv2.findContours(bits, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hulls = sum(cv2.contourArea(cv2.convexHull(each)) for each in pieces)
    return area / max(1, width * height), min(_MOST, area / max(1, hulls))


MOST = 3
"""Pictures that a person can compare on a phone."""

ALIKE = 0.9
"""IoU from which a mask is no alternative to another one."""


class Alternative(NamedTuple):
    """A mask to choose for the last click on an object, by the indexes of both."""

    object_index: int
    mask_index: int


def alternatives(segmented: Segmented) -> list[Alternative]:
    """Returns up to `MOST` masks to choose instead of the one shown for the newest unsure
    object that has any: the subject's own first, then the likeliest of SAM's; none is much
    like another."""
    for index, each in reversed(list(enumerate(segmented.objects))):
        if each.is_unsure and (masks := _others(each)):
            return [Alternative(index, mask) for mask in masks]
    return []


def _others(of: SegmentedObject) -> list[int]:
    seen, found = [mask_of(of.shown.candidate)], list[int]()
    for each in sorted(of.masks, key=lambda each: each.candidate.mask_index != SUBJECT):
        mask = mask_of(each.candidate)
        if len(found) < MOST and all(iou(mask, other) < ALIKE for other in seen):
            seen.append(mask)
            found.append(each.candidate.mask_index)
    return found
