"""What else is offered where an answer may well be wrong."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from removerbot.imaging.types import Candidate, Prompt, iou, mask_of
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.segmented import ALIKE, MOST, Segmented, SegmentedObject
from removerbot.segmentation.subject import SUBJECT


def square(side: int, index: int, expected: float = 0.5) -> RankedMask:
    """A square around the middle of 100 × 100 elements."""
    logits = np.full((100, 100), -5, np.float32)
    logits[50 - side // 2 : 50 + side // 2, 50 - side // 2 : 50 + side // 2] = 5
    return RankedMask(Candidate(logits, (100, 100), expected, index), expected)


def segmented(
    masks: list[RankedMask], shown: int | None = None, *, is_sure: bool = False
) -> Segmented:
    """An unsure answer, unless it `is_sure`."""
    found = SegmentedObject((Click(Prompt([(50, 50)]), shown),), masks)
    return Segmented((found if is_sure else replace(found, doubtful=found.shown),))


@pytest.mark.parametrize(
    ("masks", "shown", "expected"),
    [
        ([(40, 1), (60, 2), (20, 3)], None, [2, 3]),
        ([(40, 1), (60, 2), (20, 3)], 2, [1, 3]),  # what is shown is no alternative
        ([(40, 1), (60, 2), (20, 3), (80, SUBJECT)], None, [SUBJECT, 2, 3]),
        ([(40, 1), (60, 2), (80, SUBJECT)], SUBJECT, [1, 2]),
        (
            [(40, 1), (40, 2), (42, 3), (60, 5), (62, 6)],
            None,
            [5],
        ),  # those much alike count once
        ([(40, 1), (20, 2), (30, 3), (50, 5), (60, 6)], None, [2, 3, 5]),
        ([(40, 1), (40, SUBJECT)], None, []),
        ([(40, 1)], None, []),
    ],
)
def test_the_subject_comes_first_and_nothing_twice(
    masks: list[tuple[int, int]], shown: int | None, expected: list[int]
) -> None:
    assert segmented([square(*each) for each in masks], shown).alternatives() == expected


def test_those_offered_differ_from_each_other_and_from_what_is_shown() -> None:
    masks = [square(side, side // 2) for side in range(20, 80, 2)]
    found = [mask_of(masks[index - 10].candidate) for index in segmented(masks).alternatives()]
    assert len(found) == MOST
    for one, other in pairwise([mask_of(masks[0].candidate), *found]):
        assert iou(one, other) < ALIKE


def test_with_several_objects_it_is_about_the_last() -> None:
    first = SegmentedObject((Click(Prompt([(50, 50)])),), [square(10, 1), square(90, 2)])
    last = segmented([square(40, 1), square(60, 3)]).objects[0]
    assert Segmented((first, last)).alternatives() == [3]


def test_nothing_is_offered_for_what_is_sure_or_chosen() -> None:
    masks = [square(40, 1), square(60, 2)]
    assert segmented(masks, is_sure=True).alternatives() == []
    assert segmented(masks).with_mask(2).alternatives() == []
