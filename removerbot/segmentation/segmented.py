"""What the clicks on a photo have segmented: objects, and their masks from part to whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from statistics import fmean
from typing import NamedTuple

import numpy as np

from removerbot.imaging.cutout import Cutout, SoftAlpha, cut_out, soft_alpha, whole
from removerbot.imaging.options import Options
from removerbot.imaging.types import (
    Candidate,
    LabelledPoint,
    Pixels,
    Size,
    index_of,
    iou,
    mask_of,
)
from removerbot.segmentation.corrections import PreviousMask
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.subject import Subject, edge_mask

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
    """Joins masks, at least one, into one with the mean of their expected IoUs."""
    if len(masks) == 1:
        return masks[0]
    candidates = [mask.candidate for mask in masks]
    logits = reduce(np.maximum, (candidate.logits for candidate in candidates))
    first, score = candidates[0], fmean(candidate.score for candidate in candidates)
    joined = Candidate(logits, first.extent, score, first.mask_index)
    return RankedMask(joined, fmean(mask.iou for mask in masks))


@dataclass(frozen=True, slots=True, eq=False)
class SegmentedObject:
    """An object and its masks.

    Attributes:
        clicks: at least one.
        masks: for the last of them, the likeliest first.
        previous: what was shown for the clicks before.
        doubtful: the mask that is shown at first, if something else may well be meant.
    """

    clicks: tuple[Click, ...]
    masks: list[RankedMask]
    previous: tuple[PreviousMask, ...] = ()
    doubtful: RankedMask | None = None

    @property
    def shown(self) -> RankedMask:
        """The mask that the last click names, or else the likeliest."""
        index = self.clicks[-1].mask_index
        named = (mask for mask in self.masks if mask.candidate.mask_index == index)
        return next(named, self.masks[0])

    @property
    def is_unsure(self) -> bool:
        """Whether something else than what is shown may be meant, and nobody has chosen it."""
        return self.shown is self.doubtful and not self.clicks[-1].is_chosen

    @property
    def nbytes(self) -> int:
        """What the masks take in memory, in bytes."""
        logits = sum(mask.candidate.logits.nbytes for mask in self.masks)
        return logits + sum(each.mask.nbytes for each in self.previous)


@dataclass(frozen=True, slots=True, eq=False)
class Segmented:
    """The evaluation of clicks: the objects that they segment."""

    objects: tuple[SegmentedObject, ...] = ()

    @property
    def clicks(self) -> tuple[Click, ...]:
        """The clicks to store; the last one names its mask."""
        clicks = [click for each in self.objects for click in each.clicks]
        if clicks:
            index = self.objects[-1].shown.candidate.mask_index
            clicks[-1] = replace(clicks[-1], mask_index=index)
        return tuple(clicks)

    @property
    def mask(self) -> RankedMask:
        """All objects as one mask; there is at least one."""
        return union([each.shown for each in self.objects])

    def points(self, size: Size) -> list[LabelledPoint]:
        """Returns all points, where they were found best, in pixels of a photo of `size`: those
        to drop from one object but not those that another one contains."""
        found = []
        for each in self.objects:
            others = [other.shown.candidate for other in self.objects if other is not each]
            for point, is_kept in each.clicks[-1].effective_prompt.labelled:
                if is_kept or not any(
                    mask_of(other)[index_of(other, [point], size)][0] for other in others
                ):
                    found.append(LabelledPoint(point, is_kept))
        return found

    @property
    def is_unsure(self) -> bool:
        """Whether an object that is shown may well be something else than what is meant."""
        return any(each.is_unsure for each in self.objects)

    @property
    def nbytes(self) -> int:
        """What the masks take in memory, in bytes."""
        return sum(each.nbytes for each in self.objects)

    def cut_out(
        self,
        pixels: Pixels,
        subject: Subject | None,
        options: Options,
        soften: SoftAlpha = soft_alpha,
    ) -> Cutout:
        """Cuts all objects out of the photo, without any all of it that is not transparent;
        matting may start from the mask of the photo's subject. For the rest, and what it
        raises, see `removerbot.imaging.cutout.cut_out`."""
        if not self.objects:
            return whole(pixels)
        mask, points = self.mask, self.points(pixels.size)
        edge = edge_mask(subject, mask.candidate, self.clicks, pixels.size)
        return cut_out(pixels, edge, mask.iou, options, points, soften=soften)

    def levels(self) -> MaskLevels:
        """Returns the masks at hand for the last click, from part to whole."""
        return mask_levels(self.objects[-1].masks, self.objects[-1].shown)

    def with_mask(self, mask_index: int | None, *, is_chosen: bool = False) -> "Segmented":
        """Returns the same with another mask, perhaps a chosen one, for the last click."""
        *others, last = self.objects
        *earlier, click = last.clicks
        click = replace(click, mask_index=mask_index, is_chosen=is_chosen)
        return Segmented((*others, replace(last, clicks=(*earlier, click))))


NOTHING = Segmented()
"""No clicks, and no objects."""
