"""What is asked when somebody points again, and which answer is taken: drawn masks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.errors import NothingFound
from removerbot.imaging.types import Box, Candidate, Point, Prompt, Size
from removerbot.segmentation.corrections import Shown, questions, rank_corrections

SIZE = Size(640, 480)
EXTENT = (256.0, 192.0)
THING = Point(320, 240)


def mask(*boxes: Box, token: int = 2, score: float = 0.9) -> Candidate:
    """A candidate that covers boxes, given in pixels of a photo of `SIZE`."""
    logits = np.full((256, 256), -9, np.float32)
    for left, top, right, bottom in boxes:
        scale = EXTENT[0] / SIZE.width
        x, y = (
            slice(round(a * scale), round(b * scale)) for a, b in ((left, right), (top, bottom))
        )
        logits[y, x] = 9
    return Candidate(logits, EXTENT, score, token)


def around(x: int, y: int, radius: int) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def chosen(candidates: list[Candidate], prompt: Prompt, *trail: Shown) -> Candidate:
    return rank_corrections(candidates, prompt, SIZE, trail)[0].candidate


MIDDLE = around(*THING, 60)
SEEN = Shown(Prompt([THING]), mask(MIDDLE))


def test_sam_is_asked_anew_with_the_mask_and_with_a_box_around_it_and_the_points() -> None:
    prompt = Prompt([THING, (500, 240)], [(320, 300)])
    anew, fed, boxed = questions(prompt, SEEN.candidate, SIZE)
    assert (anew.prompt, anew.mask_input) == (prompt, None)
    assert (fed.prompt, fed.mask_input) == (prompt, SEEN.candidate)
    assert (boxed.prompt.keep, boxed.prompt.drop) == (prompt.keep, prompt.drop)
    assert boxed.mask_input is SEEN.candidate
    assert boxed.prompt.box == pytest.approx((260, 180, 502, 300), abs=3)


def test_a_box_of_the_persons_own_is_the_only_one() -> None:
    prompt = Prompt([THING], box=Box(200, 100, 500, 400))
    assert [each.prompt for each in questions(prompt, SEEN.candidate, SIZE)] == [prompt] * 2


@given(st.builds(Size, st.integers(1, 4000), st.integers(1, 4000)), st.data())
def test_the_box_lies_in_the_photo(size: Size, data: st.DataObject) -> None:
    point = Point(
        data.draw(st.integers(0, size.width - 1)), data.draw(st.integers(0, size.height - 1))
    )
    scale = 256 / max(size)
    empty = Candidate(
        np.full((256, 256), -9, np.float32), (size.width * scale, size.height * scale), 0.9, 2
    )
    *_, boxed = questions(Prompt([point]), empty, size)
    box = boxed.prompt.box
    assert box is not None
    assert 0 <= box.left <= point.x < box.right <= size.width
    assert 0 <= box.top <= point.y < box.bottom <= size.height


def test_what_is_missing_has_the_new_point_in_its_middle() -> None:
    # Two masks as like to the one shown: one grows around the point, one just reaches it.
    point = Point(480, 240)
    centred = mask(MIDDLE, around(480, 240, 50), token=1)
    grazed = mask(MIDDLE, around(525, 240, 50), token=3, score=1)
    prompt = Prompt([THING, point])
    assert chosen([grazed, centred], prompt, SEEN) is centred


def test_what_is_too_much_has_the_new_point_in_its_middle() -> None:
    both = mask(MIDDLE, around(480, 240, 50))
    alone, shaved = mask(MIDDLE), mask(MIDDLE, Box(430, 190, 470, 290))
    prompt = Prompt([THING], [(480, 240)])
    assert chosen([both, shaved, alone], prompt, Shown(Prompt([THING]), both)) is alone


def test_a_correction_leaves_the_rest_as_it_was() -> None:
    left, right = around(150, 240, 60), around(490, 240, 60)
    shown = Shown(Prompt([THING]), mask(MIDDLE, left))
    prompt = Prompt([THING, (490, 240)])
    kept, lost = mask(MIDDLE, left, right), mask(MIDDLE, right)
    assert chosen([lost, kept], prompt, shown) is kept


def test_among_answers_that_explain_the_points_as_well_the_common_one_is_taken() -> None:
    usual = [mask(around(320, 240, radius)) for radius in (80, 81, 82)]
    odd = mask(around(320, 240, 40))
    shown = Shown(Prompt([THING]), mask(around(320, 240, 57)))
    assert chosen([odd, *usual], Prompt([THING, (322, 240)]), shown) in usual


def test_points_of_all_earlier_goes_count() -> None:
    # The second go asked for the right part; an answer that forgets it loses to one that
    # leaves a little of what the third go takes away.
    right, below = around(480, 240, 50), around(320, 360, 40)
    first = Shown(Prompt([THING]), mask(MIDDLE))
    second = Shown(Prompt([THING, (480, 240)]), mask(MIDDLE, below))
    prompt = Prompt([THING, (480, 240)], [(320, 360)])
    forgets, remembers = mask(MIDDLE), mask(MIDDLE, right, Box(300, 330, 312, 342))
    assert chosen([forgets, remembers], prompt, first, second) is remembers


def test_a_point_that_was_taken_back_counts_no_more() -> None:
    first = Shown(Prompt([THING, (480, 240)]), mask(MIDDLE, around(480, 240, 50)))
    small = mask(MIDDLE)
    assert chosen([first.candidate, small], Prompt([THING], [(480, 240)]), first) is small


def test_a_box_without_points_can_be_corrected() -> None:
    first = Shown(Prompt(box=around(*THING, 100)), mask(MIDDLE))
    like, other = mask(around(*THING, 62)), mask(around(100, 100, 60))
    assert chosen([other, like], Prompt(box=around(*THING, 120)), first) is like


def test_without_an_object_there_is_nothing() -> None:
    with pytest.raises(NothingFound):
        rank_corrections([mask()], Prompt([THING, (300, 240)]), SIZE, [SEEN])
