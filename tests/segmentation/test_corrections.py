"""What further points change: drawn masks in place of a model's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.errors import NothingFound
from removerbot.imaging.types import Box, Candidate, Point, Prompt, Size, mask_of
from removerbot.segmentation.corrections import (
    PreviousMask,
    corrections,
    local,
    rank_corrections,
)

SIZE = Size(640, 480)
EXTENT = (256.0, 192.0)
THING = Point(320, 240)


def mask(*boxes: Box, index: int = 2, score: float = 0.9) -> Candidate:
    """A candidate that covers boxes, given in pixels of a photo of `SIZE`."""
    logits = np.full((256, 256), -9, np.float32)
    for left, top, right, bottom in boxes:
        scale = EXTENT[0] / SIZE.width
        x, y = (
            slice(round(a * scale), round(b * scale)) for a, b in ((left, right), (top, bottom))
        )
        logits[y, x] = 9
    return Candidate(logits, EXTENT, score, index)


def around(x: int, y: int, radius: int) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def chosen(candidates: list[Candidate], prompt: Prompt, *previous: PreviousMask) -> Candidate:
    return rank_corrections(candidates, prompt, SIZE, previous)[0].candidate


def shown(prompt: Prompt, candidate: Candidate) -> PreviousMask:
    return PreviousMask(prompt, mask_of(candidate))


MIDDLE = around(*THING, 60)
OBJECT = mask(MIDDLE)
SEEN = shown(Prompt([THING]), OBJECT)


def test_further_points_are_decoded_alone_with_the_mask_and_with_a_box_around_both() -> None:
    prompt = Prompt([THING, (500, 240)], [(320, 300)])
    alone, fed, boxed = corrections(prompt, OBJECT, SIZE)
    assert (alone.prompt, alone.mask_input) == (prompt, None)
    assert (fed.prompt, fed.mask_input) == (prompt, OBJECT)
    assert (boxed.prompt.keep, boxed.prompt.drop) == (prompt.keep, prompt.drop)
    assert boxed.mask_input is OBJECT
    assert boxed.prompt.box == pytest.approx((260, 180, 502, 300), abs=3)


def test_a_box_of_the_persons_own_is_the_only_one() -> None:
    prompt = Prompt([THING], box=Box(200, 100, 500, 400))
    assert [each.prompt for each in corrections(prompt, OBJECT, SIZE)] == [prompt] * 2


@given(st.builds(Size, st.integers(1, 4000), st.integers(1, 4000)), st.data())
def test_the_box_lies_in_the_photo(size: Size, data: st.DataObject) -> None:
    point = Point(
        data.draw(st.integers(0, size.width - 1)), data.draw(st.integers(0, size.height - 1))
    )
    scale = 256 / max(size)
    empty = Candidate(
        np.full((256, 256), -9, np.float32), (size.width * scale, size.height * scale), 0.9, 2
    )
    *_, boxed = corrections(Prompt([point]), empty, size)
    box = boxed.prompt.box
    assert box is not None
    assert 0 <= box.left <= point.x < box.right <= size.width
    assert 0 <= box.top <= point.y < box.bottom <= size.height


def test_the_box_holds_a_point_beyond_the_last_whole_element_of_the_mask() -> None:
    size = Size(16, 3840)
    candidate = Candidate(np.full((256, 256), -9, np.float32), (16 / 15, 256), 0.9, 2)
    *_, boxed = corrections(Prompt([(15, 30)]), candidate, size)
    assert boxed.prompt.box == Box(0, 30, 16, 45)


def test_what_is_missing_has_the_new_point_in_its_middle() -> None:
    # Two masks as like to the one shown: one grows around the point, one just reaches it.
    point = Point(480, 240)
    centred = mask(MIDDLE, around(480, 240, 50), index=1)
    grazed = mask(MIDDLE, around(525, 240, 50), index=3, score=1)
    prompt = Prompt([THING, point])
    assert chosen([grazed, centred], prompt, SEEN) is centred


def test_what_is_too_much_has_the_new_point_in_its_middle() -> None:
    both = mask(MIDDLE, around(480, 240, 50))
    alone, shaved = mask(MIDDLE), mask(MIDDLE, Box(430, 190, 470, 290))
    prompt = Prompt([THING], [(480, 240)])
    assert chosen([both, shaved, alone], prompt, shown(Prompt([THING]), both)) is alone


def test_a_correction_leaves_the_rest_as_it_was() -> None:
    left, right = around(150, 240, 60), around(490, 240, 60)
    before = shown(Prompt([THING]), mask(MIDDLE, left))
    prompt = Prompt([THING, (490, 240)])
    kept, lost = mask(MIDDLE, left, right), mask(MIDDLE, right)
    assert chosen([lost, kept], prompt, before) is kept


def test_among_answers_that_explain_the_points_as_well_the_common_one_is_taken() -> None:
    usual = [mask(around(320, 240, radius)) for radius in (80, 81, 82)]
    odd = mask(around(320, 240, 40))
    before = shown(Prompt([THING]), mask(around(320, 240, 57)))
    assert chosen([odd, *usual], Prompt([THING, (322, 240)]), before) in usual


def test_points_of_all_earlier_goes_count() -> None:
    # The second go asked for the right part; an answer that forgets it loses to one that
    # leaves a little of what the third go takes away.
    right, below = around(480, 240, 50), around(320, 360, 40)
    first = shown(Prompt([THING]), mask(MIDDLE))
    second = shown(Prompt([THING, (480, 240)]), mask(MIDDLE, below))
    prompt = Prompt([THING, (480, 240)], [(320, 360)])
    forgets, remembers = mask(MIDDLE), mask(MIDDLE, right, Box(300, 330, 312, 342))
    assert chosen([forgets, remembers], prompt, first, second) is remembers


def test_a_point_that_was_taken_back_counts_no_more() -> None:
    large, small = mask(MIDDLE, around(480, 240, 50)), mask(MIDDLE)
    first = shown(Prompt([THING, (480, 240)]), large)
    assert chosen([large, small], Prompt([THING], [(480, 240)]), first) is small


def test_a_box_without_points_can_be_corrected() -> None:
    first = shown(Prompt(box=around(*THING, 100)), mask(MIDDLE))
    like, other = mask(around(*THING, 62)), mask(around(100, 100, 60))
    assert chosen([other, like], Prompt(box=around(*THING, 120)), first) is like


def test_without_an_object_there_is_nothing() -> None:
    with pytest.raises(NothingFound):
        rank_corrections([mask()], Prompt([THING, (300, 240)]), SIZE, [SEEN])


# Corrections are local.


def test_a_correction_changes_what_is_near_its_points_only() -> None:
    shown = mask(Box(100, 100, 200, 200))
    found = mask(Box(100, 100, 200, 260), Box(400, 300, 600, 440))
    kept = mask_of(local(found, shown, [Point(150, 240)], SIZE))
    assert (kept == mask_of(mask(Box(100, 100, 200, 260)))).all()
    assert mask_of(local(found, shown, [Point(450, 350)], SIZE))[150, 200]
    far = mask_of(local(found, shown, [Point(620, 10)], SIZE))
    assert (far == mask_of(shown)).all()


def test_what_is_mostly_right_changes_in_one_piece() -> None:
    shown = mask(Box(100, 100, 400, 400))
    speckled = mask(Box(100, 100, 400, 400), Box(400, 120, 420, 140), Box(400, 340, 420, 380))
    kept = mask_of(local(speckled, shown, [Point(410, 130)], SIZE))
    assert (kept == mask_of(mask(Box(100, 100, 400, 400), Box(400, 120, 420, 140)))).all()
    beside = mask_of(local(speckled, shown, [Point(500, 250)], SIZE))
    assert (beside == mask_of(speckled)).all()
    other = mask(Box(100, 100, 400, 220), Box(400, 120, 420, 140), Box(400, 340, 420, 380))
    whole = mask_of(local(other, shown, [Point(410, 130)], SIZE))
    assert whole[144, 164]
    assert not whole[120, 100]


@given(st.data())
def test_what_is_further_away_than_the_object_is_long_keeps_its_side(
    data: st.DataObject,
) -> None:
    def boxes() -> list[Box]:
        corner = st.tuples(st.integers(0, 600), st.integers(0, 440))
        corners = data.draw(st.lists(corner, min_size=1, max_size=5))
        return [Box(x, y, x + data.draw(st.integers(8, 300)), y + 40) for x, y in corners]

    shown, found = mask(*boxes()), mask(*boxes())
    point = Point(data.draw(st.integers(0, 639)), data.draw(st.integers(0, 479)))
    before, after = mask_of(shown), mask_of(local(found, shown, [point], SIZE))
    rows, columns = np.nonzero(before)
    length = max(np.ptp(rows), np.ptp(columns)) + 1
    y, x = np.mgrid[:192, :256]
    far = np.hypot(x - point.x * 0.4, y - point.y * 0.4) > length + 1
    assert (before == after)[far].all()
