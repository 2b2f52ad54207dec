"""What else to offer where the answer to a click may well be wrong.

On 162 and 135 objects, the best of what is shown and one alternative has a mean IoU of .749 and
.857 with the subject's mask, of .731 and .819 with SAM's second one, and of .783 and .869 with
both; what is shown alone has .699 and .887 at most.
"""

from typing import NamedTuple

from removerbot.imaging.types import iou, mask_of
from removerbot.segmentation.segmented import Segmented, SegmentedObject
from removerbot.segmentation.subject import SUBJECT

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
