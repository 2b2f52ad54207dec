"""Which masks go back to SAM, and what stands beside the first ones then."""

import numpy as np
import pytest

from removerbot.imaging.types import Box, Candidate, Point, Prompt, Size
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.refinement import DOUBTFUL, second_look, seen

SIZE = Size(512, 512)
POINT = Point(200, 200)


def candidate(token: int) -> Candidate:
    """A square that begins at 100,100; only the largest one reaches beyond the point."""
    logits = np.full((256, 256), -9, np.float32)
    logits[50 : 65 + 15 * token, 50 : 65 + 15 * token] = 9
    return Candidate(logits, (256, 256), 0.9, token)


def choices(iou: float) -> list[RankedMask]:
    return [RankedMask(candidate(token), iou) for token in (2, 3, 1, 0)]


def test_each_mask_but_the_single_one_goes_back_with_a_box_around_it_and_the_point() -> None:
    found = choices(DOUBTFUL - 0.01)
    asked = second_look(Prompt([POINT]), found, SIZE)
    assert [each.mask_input for each in asked] == [choice.candidate for choice in found[:3]]
    assert [each.prompt for each in asked] == [
        Prompt([POINT], box=Box(100, 100, edge, edge)) for edge in (202, 220, 202)
    ]


@pytest.mark.parametrize(
    ("prompt", "iou"),
    [
        pytest.param(Prompt([POINT]), DOUBTFUL, id="not doubtful"),
        pytest.param(Prompt([POINT, (210, 200)]), 0.1, id="two points"),
        pytest.param(Prompt([POINT], [(10, 10)]), 0.1, id="a point to drop"),
        pytest.param(Prompt(box=Box(0, 0, 9, 9)), 0.1, id="a box"),
    ],
)
def test_who_is_understood_or_said_more_is_not_looked_at_twice(
    prompt: Prompt, iou: float
) -> None:
    assert second_look(prompt, choices(iou), SIZE) == []


def test_every_mask_has_a_token_of_its_own() -> None:
    found = choices(0.1)
    asked = second_look(Prompt([POINT]), found, SIZE)
    answers = [[candidate(token) for token in range(4)] for _ in asked]
    further = [each.mask_index for each in seen(asked, answers)]
    assert further == [9, 10, 11, 13, 14, 15, 5, 6, 7]
    assert not {choice.candidate.mask_index for choice in found} & set(further)
