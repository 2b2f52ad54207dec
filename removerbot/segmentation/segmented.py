"""What the clicks on a photo have segmented: objects and their masks."""

from dataclasses import dataclass, replace

from removerbot.imaging.types import LabelledPoint, Size, index_of, iou, mask_of
from removerbot.segmentation.corrections import PreviousMask
from removerbot.segmentation.levels import MaskLevels, mask_levels, union
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.subject import SUBJECT

MOST = 3
"""Alternatives that a person can compare on a phone."""

ALIKE = 0.9
"""IoU from which a mask is no alternative to another one."""


@dataclass(frozen=True, slots=True, eq=False)
class SegmentedObject:
    """An object and its masks.

    Attributes:
        clicks: at least one.
        masks: for the last of them, the likeliest first.
        previous: what was shown for the clicks before.
        doubtful: the mask that the algorithm has chosen, if that may well be something else
            than what is meant.
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
        """Whether what is shown may well be something else than what is meant, and nobody has
        chosen it."""
        return self.shown is self.doubtful

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

    def levels(self) -> MaskLevels:
        """Returns the masks at hand for the last click, from part to whole."""
        return mask_levels(self.objects[-1].masks, self.objects[-1].shown)

    def alternatives(self) -> list[int]:
        """Returns the indexes of up to `MOST` masks to choose instead of the one shown for the
        last click, if that is unsure: the subject's own first, then the likeliest of SAM's;
        none is much like another.

        On 162 and 135 objects, the best of what is shown and one alternative has a mean IoU of
        .749 and .857 with the subject's mask, of .731 and .819 with SAM's second one, and of
        .783 and .869 with both; what is shown alone has .699 and .887 at most.
        """
        last = self.objects[-1]
        if not last.is_unsure:
            return []
        seen, found = [mask_of(last.shown.candidate)], list[int]()
        for each in sorted(last.masks, key=lambda each: each.candidate.mask_index != SUBJECT):
            mask = mask_of(each.candidate)
            if len(found) < MOST and all(iou(mask, other) < ALIKE for other in seen):
                seen.append(mask)
                found.append(each.candidate.mask_index)
        return found

    def with_mask(self, mask_index: int | None) -> "Segmented":
        """Returns the same with another mask shown for the last click."""
        *others, last = self.objects
        *earlier, click = last.clicks
        click = replace(click, mask_index=mask_index)
        return Segmented((*others, replace(last, clicks=(*earlier, click))))


NOTHING = Segmented()
"""No clicks, and no objects."""
