"""The masks for a click from part to whole, and the masks of several objects as one."""

from collections.abc import Sequence
from functools import reduce
from statistics import fmean
from typing import NamedTuple

import numpy as np

from removerbot.imaging.types import Candidate, iou, mask_of
from removerbot.segmentation.ranking import RankedMask

SAME = 0.95
"""Masks with an IoU above this look alike to a person; so do areas whose ratio is above it."""


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
        """The next mask that is clearly smaller than the one shown."""
        return next((each for each in reversed(self.masks) if self._times(each) <= SAME), None)

    @property
    def larger(self) -> RankedMask | None:
        """The next mask that is clearly larger than the one shown."""
        return next((each for each in self.masks if self._times(each) >= 1 / SAME), None)

    def _times(self, mask: RankedMask) -> float:
        """Returns the area of a mask over that of the one shown."""
        return _area(mask) / max(1, _area(self.masks[self.shown]))


def _area(mask: RankedMask) -> int:
    return int(np.count_nonzero(mask_of(mask.candidate)))


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
