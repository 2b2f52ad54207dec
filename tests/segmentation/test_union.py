"""Several masks as one."""

import numpy as np

from removerbot.imaging.types import Candidate
from removerbot.segmentation.mask_levels import union
from removerbot.segmentation.ranking import RankedMask


def column(at: int, iou: float) -> RankedMask:
    logits = np.full((4, 4), -8, np.float32)
    logits[:, at] = 8
    return RankedMask(Candidate(logits, (4.0, 3.0), 0.9, 2), iou)


def test_a_pixel_of_any_object_belongs_to_the_whole() -> None:
    whole = union([column(0, 0.5), column(3, 0.9), column(0, 0.7)])
    assert (whole.candidate.logits > 0).any(axis=0).tolist() == [True, False, False, True]
    assert whole.candidate.extent == (4.0, 3.0)
    assert round(whole.iou, 6) == 0.7


def test_one_object_is_itself() -> None:
    only = column(1, 0.5)
    assert union([only]) is only
