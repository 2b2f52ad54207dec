"""What is decoded beside a prompt, and which of the answers is taken: drawn masks."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.imaging.cutout import upsample
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Box, Candidate, Point, Prompt, Size, iou
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.refinement import (
    cell_of,
    close_up,
    from_close_up,
    second_look,
    spread_over,
    with_second_look,
)

# Other points of a cell.

GRID = grid_for(Size(1200, 800))  # cells of 100 × 100
C4 = GRID.center(Cell(2, 3))


def test_eight_points_are_spread_over_a_cell() -> None:
    points = [prompt.keep[0] for prompt in spread_over(Box(200, 300, 300, 400))]
    sides = (216, 250, 283), (316, 350, 383)
    assert points == [(x, y) for x in sides[0] for y in sides[1] if (x, y) != (250, 350)]


def test_the_center_of_a_cell_means_the_cell() -> None:
    assert cell_of(Prompt([C4]), GRID) == (200, 300, 300, 400)


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
    assert cell_of(prompt, GRID) is None


@given(st.builds(Size, st.integers(1, 500), st.integers(1, 500)), st.data())
def test_the_points_of_a_cell_are_other_pixels_in_it(size: Size, data: st.DataObject) -> None:
    grid = grid_for(size)
    cell = Cell(
        data.draw(st.integers(0, grid.columns - 1)), data.draw(st.integers(0, grid.rows - 1))
    )
    points = [prompt.keep[0] for prompt in spread_over(grid.bounds(cell))]
    assert grid.center(cell) not in points
    assert len(set(points)) == len(points) <= 8
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
