"""The way from a part to the whole and back."""

import numpy as np

from removerbot.imaging.types import Candidate
from removerbot.segmentation.mask_levels import neighbours
from removerbot.segmentation.ranking import RankedMask


def square(side: int, token: int = 1, extent: float = 64) -> RankedMask:
    """A mask of `side` × `side` in the top-left corner; what is beyond `extent` is padding."""
    logits = np.full((64, 64), -8, np.float32)
    logits[:side, :side] = 8
    return RankedMask(Candidate(logits, (extent, extent), 0.9, token), 0.9)


def test_the_next_mask_in_each_direction_is_found_whatever_their_order() -> None:
    small, medium, large = square(10), square(20), square(30)
    choices = [medium, large, small]
    assert neighbours(choices, small) == (None, medium)
    assert neighbours(choices, medium) == (small, large)
    assert neighbours(choices, large) == (medium, None)


def test_masks_that_look_alike_count_once_and_the_shown_one_is_kept() -> None:
    medium, twin, large = square(40), square(40, token=2), square(60)
    assert neighbours([medium, twin, large], twin) == (None, large)
    assert neighbours([medium, twin, large], large) == (medium, None)
    assert neighbours([twin, medium, large], large) == (twin, None)


def test_a_single_mask_has_no_neighbours() -> None:
    only = square(10)
    assert neighbours([only], only) == (None, None)


def test_what_lies_in_the_padding_makes_no_difference() -> None:
    whole, beyond = square(32, extent=32), square(64, extent=32)
    assert neighbours([whole, beyond], whole) == (None, None)
