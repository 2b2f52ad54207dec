"""What else is offered where an answer may well be wrong."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from removerbot.imaging.types import Candidate, Prompt, iou, mask_of
from removerbot.segmentation.doubt import ALIKE, MOST, alternatives
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.segmented import Segmented, SegmentedObject
from removerbot.segmentation.subject import SUBJECT


def square(side: int, index: int, expected: float = 0.5) -> RankedMask:
    """A square around the middle of 100 × 100 elements."""
    logits = np.full((100, 100), -5, np.float32)
    logits[50 - side // 2 : 50 + side // 2, 50 - side // 2 : 50 + side // 2] = 5
    return RankedMask(Candidate(logits, (100, 100), expected, index), expected)


def offered(found: Segmented) -> list[int]:
    """The masks to choose instead for the only object."""
    return [each.mask_index for each in alternatives(found)]


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
    assert offered(segmented([square(*each) for each in masks], shown)) == expected


def test_those_offered_differ_from_each_other_and_from_what_is_shown() -> None:
    masks = [square(side, side // 2) for side in range(20, 80, 2)]
    found = [mask_of(masks[index - 10].candidate) for index in offered(segmented(masks))]
    assert len(found) == MOST
    for one, other in pairwise([mask_of(masks[0].candidate), *found]):
        assert iou(one, other) < ALIKE


@pytest.mark.parametrize(
    ("unsure", "expected"),
    [([0], (0, 2)), ([1], (1, 3)), ([0, 1], (1, 3)), ([0, 2], (0, 2)), ([2], None)],
    ids=str,
)
def test_with_several_objects_it_is_about_the_newest_unsure_one_that_may_be_another(
    unsure: list[int], expected: tuple[int, int] | None
) -> None:
    masks = [[square(10, 1), square(90, 2)], [square(40, 1), square(60, 3)], [square(40, 1)]]
    objects = [
        segmented(each, is_sure=index not in unsure).objects[0]
        for index, each in enumerate(masks)
    ]
    assert alternatives(Segmented(tuple(objects))) == ([expected] if expected else [])


def test_nothing_is_offered_for_what_is_sure_or_chosen() -> None:
    masks = [square(40, 1), square(60, 2)]
    assert alternatives(segmented(masks, is_sure=True)) == []
    assert alternatives(segmented(masks).with_mask(2)) == []
