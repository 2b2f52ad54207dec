"""Which places of a cell are tried beside its middle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Box, Candidate, Prompt, Size
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.refinement import companions

GRID = grid_for(Size(1200, 800))  # cells of 100 × 100
C4 = GRID.center(Cell(2, 3))


def test_a_cell_is_tried_near_its_four_corners() -> None:
    points = [asked.keep[0] for asked in companions(Prompt([C4]), GRID, [])]
    assert sorted(points) == [(216, 316), (216, 383), (283, 316), (283, 383)]


@pytest.mark.parametrize(("iou", "count"), [(0.59, 4), (0.61, 0)])
def test_corners_are_tried_only_if_the_first_answer_is_doubtful(iou: float, count: int) -> None:
    candidate = Candidate(np.zeros((256, 256), np.float32), (256, 171), 0.9, 1)
    choices = [RankedMask(candidate, iou), RankedMask(candidate, 0.1)]
    assert len(companions(Prompt([C4]), GRID, choices)) == count


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
def test_who_says_more_than_a_cell_means_just_that(prompt: Prompt) -> None:
    assert companions(prompt, GRID, []) == []


@given(st.builds(Size, st.integers(1, 500), st.integers(1, 500)), st.data())
def test_companions_are_other_pixels_of_the_same_cell(size: Size, data: st.DataObject) -> None:
    grid = grid_for(size)
    cell = Cell(
        data.draw(st.integers(0, grid.columns - 1)), data.draw(st.integers(0, grid.rows - 1))
    )
    middle = grid.center(cell)
    points = [asked.keep[0] for asked in companions(Prompt([middle]), grid, [])]
    assert middle not in points
    assert len(set(points)) == len(points) <= 4
    assert all(grid.cell_at(point) == cell for point in points)
