"""What there is to cut out without anybody pointing."""

import numpy as np
import pytest

from removerbot.imaging.types import Candidate, Prompt, Size
from removerbot.segmentation.proposals import MOST, Proposal, best, proposals, scattered
from removerbot.segmentation.ranking import GUESS, RankedMask

POINT = Prompt([(1, 1)])


def square(left: int, top: int, side: int, iou: float = 0.8, inside: float = 8) -> RankedMask:
    logits = np.full((256, 256), -8, np.float32)
    logits[top : top + side, left : left + side] = inside
    return RankedMask(Candidate(logits, (256, 256), 0.9, 1), iou)


def merit(choice: RankedMask) -> float:
    [proposal] = proposals(POINT, [choice])
    return proposal.merit


@pytest.mark.parametrize("size", [Size(640, 480), Size(480, 640), Size(4000, 1), Size(1, 1)])
def test_the_points_lie_all_over_the_photo(size: Size) -> None:
    prompts = scattered(size)
    assert 1 <= len(prompts) <= 36
    assert all(size.contains(prompt.keep[0]) for prompt in prompts)
    assert len({prompt.keep for prompt in prompts}) == len(prompts)


def test_what_lies_in_the_middle_is_likelier_than_what_lies_in_a_corner() -> None:
    assert merit(square(108, 108, 40)) > merit(square(10, 10, 40))


def test_what_covers_the_border_is_less_likely() -> None:
    assert merit(square(28, 28, 200)) > merit(square(0, 0, 256))


def test_a_mask_that_holds_when_shaken_is_likelier() -> None:
    assert merit(square(108, 108, 40)) > merit(square(108, 108, 40, inside=0.5))


def test_the_expected_iou_counts() -> None:
    assert merit(square(108, 108, 40, 0.9)) > merit(square(108, 108, 40, 0.5))


def test_specks_and_guesses_are_left_out_unless_there_is_nothing_else() -> None:
    speck, guess, thing = square(100, 100, 5), square(20, 20, 50, GUESS), square(150, 150, 50)
    found = proposals(POINT, [speck, guess, thing])
    assert [proposal.ranked for proposal in best(found)] == [thing]
    assert [proposal.ranked for proposal in best(found[:1])] == [speck]
    assert best(found[:2], [found[2]]) == [found[2]]


def test_each_object_is_proposed_once_the_best_first() -> None:
    twin, better, other = (
        square(100, 100, 50, 0.7),
        square(101, 101, 50, 0.8),
        square(20, 20, 50),
    )
    found = proposals(POINT, [twin, better, other])
    assert [proposal.ranked for proposal in best(found)] == [better, other]


def test_there_are_never_too_many_nor_any_far_worse_than_the_first() -> None:
    many = [square(24 * column, 24 * row, 20) for column in range(5) for row in range(5)]
    assert len(best(proposals(POINT, many))) == MOST
    good, bad = Proposal(POINT, many[0], 1), Proposal(POINT, many[9], 0.1)
    assert best([bad, good]) == [good]
    assert best([]) == []


def test_what_covers_much_of_the_border_comes_last() -> None:
    sky, thing = square(0, 0, 200, 0.9), square(90, 90, 25, 0.3)
    found = proposals(POINT, [sky, thing])
    assert found[0].merit > found[1].merit
    assert [proposal.ranked for proposal in best(found)] == [thing, sky]
