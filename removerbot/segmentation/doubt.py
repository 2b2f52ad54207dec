"""Tells which answers to a first click may well be wrong, so that alternatives are offered.

The weights below are a logistic regression of whether the IoU with what was meant is under .5,
for `mobile`, fitted by `benchmarks/fit_choice.py` to the answers to two clicks on each of 502
outlined objects in photos of COCO, ECSSD and Clothing Co-Parsing: at the object's middle and at
the center of its cell, both with and without the subject model. By ten folds of photos, 19 % of
the answers are flagged, and of the wrong ones:

    with the subject model    at the middle .63    by its cell .45
    without                                 .50                .34

The expected IoU alone finds .53 and .46 of the wrong ones with the subject model.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from removerbot.imaging.types import Prompt, Size, iou, mask_of
from removerbot.segmentation.ranking import GUESS, RankedMask, border_share, centredness
from removerbot.segmentation.subject import SUBJECT

OTHER = 0.8
"""IoU below which a mask is about something else than the one shown."""

_LEAST = 0.02
"""Least expected IoU, and from 1 the greatest, of which log odds are taken."""


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


WEIGHTS = Signs(
    centred=-4.325,
    border=3.117,
    score=-9.778,
    other=0.200,
    knows_subject=1.360,
    like_subject=-2.064,
)
BIAS = 11.148
LIMIT = -0.868
"""Log odds above which an answer is doubtful: those of a fifth of the answers."""


def is_doubtful(
    masks: Sequence[RankedMask],
    shown: RankedMask,
    prompt: Prompt,
    size: Size,
    *,
    knows_subject: bool,
) -> bool:
    """Returns whether a mask may well be something else than what a first click means; of a box
    it never is, unless it is a guess. Takes what `signs` does."""
    if prompt.box or shown.iou <= GUESS:
        return shown.iou <= GUESS
    found = signs(masks, shown, prompt, size, knows_subject=knows_subject)
    return float(np.dot(WEIGHTS, found)) + BIAS > LIMIT


def signs(
    masks: Sequence[RankedMask],
    shown: RankedMask,
    prompt: Prompt,
    size: Size,
    *,
    knows_subject: bool,
) -> Signs:
    """Returns the signs of a mask for a first click.

    Args:
        masks: all for the click, the subject's own among them.
        shown: one of them.
        prompt: that was decoded, with a point to keep.
        size: of the photo.
        knows_subject: whether the subject model has looked at the photo.
    """
    mask = mask_of(shown.candidate)
    likeness = [(each, iou(mask_of(each.candidate), mask)) for each in masks]
    sams = [each for each in likeness if each[0].candidate.mask_index != SUBJECT]
    others = [each.iou for each, like in sams if like < OTHER]
    expected = np.clip(max(others, default=0), _LEAST, 1 - _LEAST)
    return Signs(
        centred=centredness(shown.candidate, prompt.keep, size),
        border=border_share(mask),
        score=max((each.candidate.score for each, _ in sams), default=0),
        other=float(np.log(expected / (1 - expected))),
        knows_subject=float(knows_subject),
        like_subject=max(
            (like for each, like in likeness if each.candidate.mask_index == SUBJECT), default=0
        ),
    )
