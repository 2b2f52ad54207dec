"""Cells and pixels map onto each other over any photo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.core.grid import Cell, Grid, column_letters, column_number, grid_for
from removerbot.core.types import Point, Size

sizes = st.builds(Size, st.integers(1, 5000), st.integers(1, 5000))


@st.composite
def grids_with_a_cell(draw: st.DrawFn) -> tuple[Grid, Cell]:
    grid = grid_for(draw(sizes), draw(st.integers(1, 60)))
    column = draw(st.integers(0, grid.columns - 1))
    return grid, Cell(column, draw(st.integers(0, grid.rows - 1)))


@pytest.mark.parametrize(
    ("size", "columns", "rows"),
    [
        (Size(1280, 853), 12, 8),
        (Size(853, 1280), 8, 12),
        (Size(4000, 3000), 12, 9),
        (Size(1280, 720), 12, 7),
        (Size(500, 500), 12, 12),
        (Size(1, 4000), 1, 12),
        (Size(4000, 1), 12, 1),
        (Size(7, 5), 7, 5),
        (Size(1, 1), 1, 1),
    ],
)
def test_the_long_side_has_twelve_cells_and_they_are_near_square(
    size: Size, columns: int, rows: int
) -> None:
    assert grid_for(size) == Grid(size, columns, rows)


@given(grids_with_a_cell())
def test_every_pixel_of_a_cell_lies_in_that_cell(grid_and_cell: tuple[Grid, Cell]) -> None:
    grid, cell = grid_and_cell
    left, top, right, bottom = grid.bounds(cell)
    for pixel in (Point(left, top), Point(right - 1, bottom - 1), grid.center(cell)):
        assert grid.size.contains(pixel)
        assert grid.cell_at(pixel) == cell


@given(sizes)
def test_the_cells_tile_the_photo(size: Size) -> None:
    grid = grid_for(size)
    areas = 0
    for column in range(grid.columns):
        for row in range(grid.rows):
            left, top, right, bottom = grid.bounds(Cell(column, row))
            areas += (right - left) * (bottom - top)
    assert areas == size.width * size.height


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters
    assert column_number(letters) == column


def test_rows_are_numbered_from_one() -> None:
    assert Cell(2, 3).label == "C4"
