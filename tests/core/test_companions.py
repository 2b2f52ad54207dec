"""Which places of a cell are tried beside its middle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.core.companions import companions
from removerbot.core.grid import Cell, grid_for
from removerbot.core.types import Box, Prompt, Size

GRID = grid_for(Size(1200, 800))  # cells of 100 × 100
C4 = GRID.center(Cell(2, 3))


def test_a_cell_is_tried_near_its_four_corners() -> None:
    points = [prompt.keep[0] for prompt in companions(Prompt([C4]), GRID)]
    assert sorted(points) == [(216, 316), (216, 383), (283, 316), (283, 383)]


@pytest.mark.parametrize(
    "prompt",
    [
        Prompt([(C4.x + 1, C4.y)]),
        Prompt([C4, GRID.center(Cell(3, 3))]),
        Prompt([C4], drop=[(0, 0)]),
        Prompt([C4], box=Box(200, 300, 300, 400)),
        Prompt(box=Box(200, 300, 300, 400)),
    ],
)
def test_who_points_more_exactly_means_just_that(prompt: Prompt) -> None:
    assert companions(prompt, GRID) == []


@given(st.builds(Size, st.integers(1, 500), st.integers(1, 500)), st.data())
def test_companions_are_other_pixels_of_the_same_cell(size: Size, data: st.DataObject) -> None:
    grid = grid_for(size)
    cell = Cell(
        data.draw(st.integers(0, grid.columns - 1)), data.draw(st.integers(0, grid.rows - 1))
    )
    middle = grid.center(cell)
    points = [prompt.keep[0] for prompt in companions(Prompt([middle]), grid)]
    assert middle not in points
    assert len(set(points)) == len(points) <= 4
    assert all(grid.cell_at(point) == cell for point in points)
