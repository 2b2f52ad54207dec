"""Part ↔ whole: the masks at hand, from the smallest to the largest."""

from collections.abc import Sequence
from functools import reduce
from statistics import fmean
from typing import NamedTuple

import numpy as np

from removerbot.imaging.masks import iou, mask_of
from removerbot.imaging.types import Candidate
from removerbot.segmentation.ranking import RankedMask

SAME = 0.95
"""Masks with an IoU above this look alike to a person."""


class Neighbours(NamedTuple):
    """The next mask in either direction, `None` where there is none."""

    smaller: RankedMask | None
    bigger: RankedMask | None


def neighbours(choices: Sequence[RankedMask], shown: RankedMask) -> Neighbours:
    """The next smaller and the next larger mask than the one that is shown.

    Args:
        choices: the masks at hand, the likeliest first; of those that look alike, the
            likeliest counts.
        shown: one of them.
    """
    sizes = by_size(choices, shown)
    at = sizes.index(shown)
    return Neighbours(
        smaller=sizes[at - 1] if at else None,
        bigger=sizes[at + 1] if at + 1 < len(sizes) else None,
    )


def by_size(choices: Sequence[RankedMask], shown: RankedMask) -> list[RankedMask]:
    """The masks that a person can tell apart, from the smallest to the largest.

    Takes what `neighbours` takes; the shown one is always among them.
    """
    areas = {shown: np.count_nonzero(mask_of(shown.candidate))}
    for choice in choices:
        if not any(
            iou(mask_of(choice.candidate), mask_of(known.candidate)) > SAME for known in areas
        ):
            areas[choice] = np.count_nonzero(mask_of(choice.candidate))
    return sorted(areas, key=lambda choice: areas[choice])


def union(choices: Sequence[RankedMask]) -> RankedMask:
    """All of the masks as one, with the mean of their expected IoUs.

    Args:
        choices: at least one, all of the same photo.
    """
    if len(choices) == 1:
        return choices[0]
    candidates = [choice.candidate for choice in choices]
    logits = reduce(np.maximum, (candidate.logits for candidate in candidates))
    first = candidates[0]
    score = fmean(candidate.score for candidate in candidates)
    together = Candidate(logits, first.extent, score, first.mask_index)
    return RankedMask(together, fmean(choice.iou for choice in choices))
