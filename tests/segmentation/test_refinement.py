"""What is decoded beside a prompt, and which of the answers is taken: drawn masks."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.errors import NothingFound
from removerbot.imaging.cutout import upsample
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Box, Candidate, Point, Prompt, Size, iou, mask_of
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.refinement import (
    PreviousMask,
    close_up,
    corners,
    corrections,
    from_close_up,
    local,
    rank_corrections,
    second_look,
    with_second_look,
)

# Corners of a cell.

GRID = grid_for(Size(1200, 800))  # cells of 100 × 100
C4 = GRID.center(Cell(2, 3))


def test_a_cell_is_tried_near_its_four_corners() -> None:
    points = [prompt.keep[0] for prompt in corners(Prompt([C4]), GRID, [])]
    assert sorted(points) == [(216, 316), (216, 383), (283, 316), (283, 383)]


@pytest.mark.parametrize(("iou", "count"), [(0.59, 4), (0.61, 0)])
def test_corners_are_tried_only_if_the_center_is_doubtful(iou: float, count: int) -> None:
    candidate = Candidate(np.zeros((256, 256), np.float32), (256, 171), 0.9, 1)
    ranked = [RankedMask(candidate, iou), RankedMask(candidate, 0.1)]
    assert len(corners(Prompt([C4]), GRID, ranked)) == count


@pytest.mark.parametrize(
    "prompt",
    [
        Prompt([(700, 795)]),
        Prompt([C4, GRID.center(Cell(3, 3))]),
        Prompt([C4], drop=[(0, 0)]),
        Prompt([C4], box=Box(200, 300, 300, 400)),
        Prompt(box=Box(200, 300, 300, 400)),
    ],
)
def test_several_points_or_a_pixel_are_taken_literally(prompt: Prompt) -> None:
    assert corners(prompt, GRID, []) == []


@given(st.builds(Size, st.integers(1, 500), st.integers(1, 500)), st.data())
def test_corners_are_other_pixels_of_the_same_cell(size: Size, data: st.DataObject) -> None:
    grid = grid_for(size)
    cell = Cell(
        data.draw(st.integers(0, grid.columns - 1)), data.draw(st.integers(0, grid.rows - 1))
    )
    middle = grid.center(cell)
    points = [prompt.keep[0] for prompt in corners(Prompt([middle]), grid, [])]
    assert middle not in points
    assert len(set(points)) == len(points) <= 4
    assert all(grid.cell_at(point) == cell for point in points)


# A second look.

SQUARE = Size(512, 512)
POINT = Point(200, 200)


def square(index: int) -> Candidate:
    """A square that begins at 100,100; only the largest one reaches beyond the point."""
    logits = np.full((256, 256), -9, np.float32)
    logits[50 : 65 + 15 * index, 50 : 65 + 15 * index] = 9
    return Candidate(logits, (256, 256), 0.9, index)


UNSTABLE = 1.9
"""Greatest logit of a mask that a higher threshold makes vanish."""


def ranked(height: float) -> list[RankedMask]:
    candidates = [square(index) for index in (2, 3, 1, 0)]
    return [
        RankedMask(replace(each, logits=np.clip(each.logits, -height, height)), 0.9)
        for each in candidates
    ]


def test_each_mask_but_the_single_one_goes_back_with_a_box_around_it_and_the_point() -> None:
    found = ranked(height=UNSTABLE)
    requests = second_look(Prompt([POINT]), found, SQUARE)
    assert [each.mask_input for each in requests] == [each.candidate for each in found[:3]]
    assert [each.prompt for each in requests] == [
        Prompt([POINT], box=Box(100, 100, edge, edge)) for edge in (202, 220, 202)
    ]


@pytest.mark.parametrize(
    ("prompt", "height"),
    [
        pytest.param(Prompt([POINT]), 9, id="stable"),
        pytest.param(Prompt([POINT, (210, 200)]), UNSTABLE, id="two points"),
        pytest.param(Prompt([POINT], [(10, 10)]), UNSTABLE, id="a point to drop"),
        pytest.param(Prompt(box=Box(0, 0, 9, 9)), UNSTABLE, id="a box"),
    ],
)
def test_a_stable_mask_or_a_prompt_that_says_more_is_not_looked_at_twice(
    prompt: Prompt, height: float
) -> None:
    assert second_look(prompt, ranked(height), SQUARE) == []


def test_every_mask_has_an_index_of_its_own() -> None:
    found = ranked(UNSTABLE)
    requests = second_look(Prompt([POINT]), found, SQUARE)
    answers = [[square(index) for index in range(4)] for _ in requests]
    both = [
        each.mask_index
        for each in with_second_look([each.candidate for each in found], requests, answers)
    ]
    assert both == [2, 3, 1, 0, 9, 10, 11, 13, 14, 15, 5, 6, 7]


# Close-ups of small objects.

PHOTO, PHOTO_EXTENT = Size(1600, 1200), (256.0, 192.0)


def disc(center: Point, radius: float, size: Size, extent: tuple[float, float]) -> Candidate:
    """A candidate that covers a disc, given in pixels of a photo or a region of `size`."""
    y, x = np.mgrid[:256, :256] + 0.5
    across, down = np.divide(size, extent)
    distance = np.hypot(x * across - center.x, y * down - center.y)
    logits = np.clip((radius - distance) / across * 4, -9, 9).astype(np.float32)
    return Candidate(logits, extent, 0.9, 1)


@pytest.mark.parametrize("center", [Point(800, 600), Point(20, 20), Point(1585, 1190)])
def test_a_small_object_is_encoded_again_with_its_surroundings(center: Point) -> None:
    region = close_up(Prompt([center]), disc(center, 30, PHOTO, PHOTO_EXTENT), PHOTO)
    assert region
    assert 210 <= region.width == region.height <= 360
    assert 0 <= region.left <= center.x < region.right <= PHOTO.width
    assert 0 <= region.top <= center.y < region.bottom <= PHOTO.height


def test_the_surroundings_of_the_smallest_object_are_large_enough_to_see_something() -> None:
    center = Point(800, 600)
    region = close_up(Prompt([center]), disc(center, 5, PHOTO, PHOTO_EXTENT), PHOTO)
    assert region == Box(720, 520, 880, 680)


@pytest.mark.parametrize(
    ("prompt", "radius"),
    [
        pytest.param(Prompt([(800, 600)]), 90, id="large"),
        pytest.param(Prompt([(800, 600), (10, 600)]), 30, id="a point elsewhere"),
        pytest.param(Prompt([(800, 600)], box=Box(700, 500, 900, 700)), 30, id="a box"),
    ],
)
def test_what_is_large_or_described_otherwise_has_no_close_up(
    prompt: Prompt, radius: float
) -> None:
    assert close_up(prompt, disc(Point(800, 600), radius, PHOTO, PHOTO_EXTENT), PHOTO) is None


def test_the_mask_of_the_region_that_is_like_the_one_of_the_photo_is_taken() -> None:
    rough = RankedMask(disc(Point(800, 600), 34, PHOTO, PHOTO_EXTENT), 0.8)
    region = Box(650, 450, 950, 750)
    exact, other = (
        disc(Point(150, 150), radius, Size(300, 300), (256, 256)) for radius in (30, 120)
    )
    (found,) = from_close_up([other, other, exact, other], region, rough, PHOTO)
    assert found.candidate.mask_index == 17
    assert found.candidate.extent == PHOTO_EXTENT
    y, x = np.mgrid[:1200, :1600] + 0.5
    truth = np.hypot(x - 800, y - 600) < 30
    assert iou(upsample(found.candidate, PHOTO) > 0, truth) > 0.9
    assert from_close_up([other] * 4, region, rough, PHOTO) == []


# Corrections.

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
