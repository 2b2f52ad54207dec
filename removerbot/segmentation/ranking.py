"""Ranks SAM's candidates by how likely a person means them.

SAM's own estimate of a mask's IoU favours parts and is far too high. Here a logistic
regression on six features of the mask estimates it instead. `benchmarks/fit_choice.py`
fitted it for `mobile` to 302 outlined objects of COCO and ECSSD photos, and can fit it again
for another encoder. On photos it was not fitted to, the first choice for one click has a mean
IoU of .68, SAM's own first choice .57 and the best candidate .75; the expected IoU is off by
.01 on average over a tenth of the choices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import exp, log
from statistics import fmean
from typing import NamedTuple

import numpy as np

from removerbot.errors import NothingFound
from removerbot.imaging.types import (
    Candidate,
    Index,
    Mask,
    Prompt,
    Size,
    depth,
    index_of,
    iou,
    mask_of,
    share,
    unpadded,
)

MASKS = 4
"""Masks that SAM decodes for a prompt, each from an output token of its own."""

SINGLE_MASK = 0
"""Index of the mask for unambiguous prompts. For one point the other masks are better."""

PART = 1
"""Index of the mask for the smallest object at a point."""

WHOLE_PHOTO = 0.95
"""A mask that covers more of the photo than this is no object: for a blank photo SAM returns
a mask of all of it."""

FAINT = 1.5
"""A mask whose logits are nowhere above this is no object: those of the other masks of a
blank photo are hardly positive."""

CUT_OFF = 0.02
"""A mask counts as cut off by a side of the photo if it covers more of the side than this."""

SAME = 0.95
"""Masks with an IoU above this look alike to a person."""


class Features(NamedTuple):
    """Features of a mask, or the weights of the regression on them."""

    score: float
    """SAM's own estimate of the IoU."""

    log_area: float
    """Natural logarithm of the mask's share of the photo: objects are seldom tiny, …"""

    log_area_squared: float
    """… and seldom as large as the photo."""

    centred: float
    """Depth of the points in the mask over its greatest depth: people click in the middle."""

    sides: float
    """Number of the photo's four sides that cut the mask off: typical for background."""

    part: float
    """1 for a mask of the index `PART`, 0 for others."""


WEIGHTS = Features(
    score=3.593,
    log_area=-0.485,
    log_area_squared=-0.144,
    centred=1.376,
    sides=-0.276,
    part=-0.289,
)
BIAS = -3.674


@dataclass(frozen=True, slots=True, eq=False)
class RankedMask:
    """A candidate, and the expected IoU of it and the object that is meant, 0 to 1."""

    candidate: Candidate
    iou: float


def rank(candidates: Sequence[Candidate], prompt: Prompt, size: Size) -> list[RankedMask]:
    """Returns the candidates for a first click that are objects, the likeliest first.

    Masks that agree with more of the points come first, among those the masks for ambiguous
    prompts, among those the ones of a higher expected IoU.

    Args:
        candidates: of one run of the decoder for `prompt` or of several.
        prompt: in pixels of the photo.
        size: of the photo.

    Raises:
        NothingFound: none of them is an object.
    """

    def merit(mask: RankedMask) -> tuple[float, float, float]:
        single = is_single(mask.candidate)
        return _agreement(mask.candidate, prompt, size), -float(single), mask.iou

    return sorted(objects(candidates, prompt, size), key=merit, reverse=True)


def is_single(candidate: Candidate) -> bool:
    """Returns whether it is the mask for unambiguous prompts."""
    return candidate.mask_index % MASKS == SINGLE_MASK


def objects(candidates: Sequence[Candidate], prompt: Prompt, size: Size) -> list[RankedMask]:
    """Returns the candidates that stand out from the rest of the photo and contain a point to
    keep, in their order. Takes and raises what `rank` does."""
    masks = [
        RankedMask(each, expected_iou(features(each, prompt, size)))
        for each in candidates
        if _is_object(each, prompt, size)
    ]
    if not masks:
        raise NothingFound
    return masks


def features(candidate: Candidate, prompt: Prompt, size: Size) -> Features:
    """Returns the features of a candidate; an empty mask counts as a single element."""
    mask = mask_of(candidate)
    log_area = log(max(share(mask), 1 / mask.size))
    sides = (mask[0], mask[-1], mask[:, 0], mask[:, -1])
    return Features(
        score=candidate.score,
        log_area=log_area,
        log_area_squared=log_area**2,
        centred=_centredness(mask, index_of(candidate, _clicked(prompt), size)),
        sides=sum(share(side) > CUT_OFF for side in sides),
        part=candidate.mask_index % MASKS == PART,
    )


def expected_iou(values: Features) -> float:
    """Returns the logistic regression's estimate, 0 to 1."""
    logit = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + exp(-logit))


class MaskLevels(NamedTuple):
    """The masks for a click that a person can tell apart, from part to whole.

    Attributes:
        masks: the smallest first.
        shown: index of the one that is shown.
    """

    masks: list[RankedMask]
    shown: int

    @property
    def smaller(self) -> RankedMask | None:
        """The next smaller mask than the one shown."""
        return self.masks[self.shown - 1] if self.shown else None

    @property
    def larger(self) -> RankedMask | None:
        """The next larger mask than the one shown."""
        return self.masks[self.shown + 1] if self.shown + 1 < len(self.masks) else None


def mask_levels(masks: Sequence[RankedMask], shown: RankedMask) -> MaskLevels:
    """Sorts masks by area; of those that look alike only the first is taken.

    Args:
        masks: the likeliest first.
        shown: one of them, which is always taken.
    """
    distinct = {shown: mask_of(shown.candidate)}
    for each in masks:
        mask = mask_of(each.candidate)
        if all(iou(mask, other) <= SAME for other in distinct.values()):
            distinct[each] = mask
    levels = sorted(distinct, key=lambda each: np.count_nonzero(distinct[each]))
    return MaskLevels(levels, levels.index(shown))


def union(masks: Sequence[RankedMask]) -> RankedMask:
    """Joins the masks of the objects of a photo, at least one, into a single mask with the
    mean of their expected IoUs."""
    if len(masks) == 1:
        return masks[0]
    candidates = [mask.candidate for mask in masks]
    logits = reduce(np.maximum, (candidate.logits for candidate in candidates))
    first, score = candidates[0], fmean(candidate.score for candidate in candidates)
    joined = Candidate(logits, first.extent, score, first.mask_index)
    return RankedMask(joined, fmean(mask.iou for mask in masks))


def _is_object(candidate: Candidate, prompt: Prompt, size: Size) -> bool:
    mask = mask_of(candidate)
    return (
        0 < share(mask) <= WHOLE_PHOTO
        and unpadded(candidate).max() > FAINT
        and (not prompt.keep or bool(mask[index_of(candidate, prompt.keep, size)].any()))
    )


def _agreement(candidate: Candidate, prompt: Prompt, size: Size) -> float:
    """Returns the share of the points that lie on the right side of the mask's edge."""
    mask = mask_of(candidate)
    right = [
        *mask[index_of(candidate, prompt.keep, size)],
        *~mask[index_of(candidate, prompt.drop, size)],
    ]
    return float(np.mean(right)) if right else 1.0


def _centredness(mask: Mask, index: Index) -> float:
    """Returns the mean depth of the elements in the mask over its greatest depth."""
    depths = depth(mask)
    return float(depths[index].mean() / max(1, depths.max()))


def _clicked(prompt: Prompt) -> Sequence[tuple[float, float]]:
    """Returns the points to keep; for a box alone, its middle."""
    if prompt.keep or prompt.box is None:
        return prompt.keep
    left, top, right, bottom = prompt.box
    return [((left + right) // 2, (top + bottom) // 2)]
