"""Which answers are flagged: drawn masks in place of a model's."""

import numpy as np
import pytest

from removerbot.imaging.types import Box, Candidate, Prompt, Size
from removerbot.segmentation.doubt import Signs, is_doubtful, signs
from removerbot.segmentation.ranking import GUESS, RankedMask
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.segmented import SegmentedObject
from removerbot.segmentation.subject import SUBJECT, Subject

SIZE = Size(512, 512)
MIDDLE = Prompt([(256, 256)])

_ALPHA = np.zeros((512, 512), np.float32)
_ALPHA[176:336, 176:336] = 1
SEEN = Subject(_ALPHA)
"""A square of 80 elements of a mask in its middle."""


def square(
    side: int, expected: float = 0.8, index: int = 2, score: float = 0.9, at: int = 128
) -> RankedMask:
    """A mask of `side` elements around an element of the diagonal."""
    logits = np.full((256, 256), -8, np.float32)
    here = slice(max(0, at - side // 2), at + side // 2)
    logits[here, here] = 8
    return RankedMask(Candidate(logits, (256, 256), score, index), expected)


def doubts(masks: list[RankedMask], prompt: Prompt = MIDDLE, *, subject: bool = True) -> bool:
    found = SegmentedObject((Click(prompt),), masks)
    return is_doubtful(found, SIZE, SEEN if subject else None)


def test_the_signs_are_those_of_the_mask_and_of_what_there_is_beside_it() -> None:
    shown, alike, other = square(100), square(98, 0.9), square(60, 0.5, score=0.7)
    own = square(80, index=SUBJECT, score=1.0)
    clicked = SegmentedObject((Click(MIDDLE),), [shown, alike, other, own])
    found = signs(clicked, SIZE, SEEN)
    expected = Signs(
        centred=1, border=0, score=0.9, other=0, knows_subject=1, like_subject=0.64, is_cell=0,
        fill=1, convexity=1.02, in_subject=0.64,
    )  # fmt: skip
    named = SegmentedObject((Click(MIDDLE, cell=Box(200, 200, 300, 300)),), clicked.masks)
    assert signs(named, SIZE, SEEN) == found._replace(is_cell=1)
    assert found == pytest.approx(expected, abs=0.02)


def test_the_shape_of_a_mask_counts() -> None:
    shown = square(100)
    shown.candidate.logits[128:178, 128:178] = -8  # a quarter of it
    found = signs(SegmentedObject((Click(MIDDLE),), [shown]), SIZE, None)
    assert found.fill == pytest.approx(0.75)
    assert found.convexity == pytest.approx(6 / 7, abs=0.03)
    assert found.in_subject == 0


def test_a_thin_thing_is_no_more_doubtful_for_being_thin() -> None:
    shown = square(100)
    shown.candidate.logits[:] = -8
    shown.candidate.logits[100:160, 100] = 8
    assert signs(SegmentedObject((Click(MIDDLE),), [shown]), SIZE, None).convexity <= 1.05


def test_what_is_clicked_in_the_middle_and_agreed_on_is_sure() -> None:
    masks = [square(100), square(99, index=3), square(99, index=SUBJECT)]
    assert not doubts(masks)
    assert not doubts(masks[:2], subject=False)


def test_what_is_clicked_at_its_edge_beside_a_likely_other_is_doubtful() -> None:
    masks = [square(160, 0.6, score=0.6, at=60), square(30, 0.6, at=120, score=0.6)]
    assert doubts(masks, Prompt([(270, 270)]))
    assert doubts(masks, Prompt([(270, 270)]), subject=False)


def test_a_guess_is_doubtful_and_what_a_box_says_is_not() -> None:
    assert doubts([square(100, GUESS)])
    box = Prompt(box=(10, 10, 500, 500))
    assert not doubts([square(200, 0.2)], box)
    assert doubts([square(200, GUESS)], box)


def test_what_somebody_has_chosen_is_not_called_a_guess() -> None:
    chosen, other = square(100), square(50, index=3)
    found = SegmentedObject((Click(MIDDLE),), [chosen, other], doubtful=chosen)
    assert found.is_unsure
    assert not SegmentedObject((Click(MIDDLE, 3),), [chosen, other], doubtful=chosen).is_unsure
