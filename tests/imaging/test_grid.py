"""Cells and pixels map onto each other over any photo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.imaging.grid import (
    Cell,
    Grid,
    coarser,
    column_letters,
    column_number,
    finer,
    grid_for,
    zoomed,
)
from removerbot.imaging.types import Box, Point, Size

sizes = st.builds(Size, st.integers(1, 5000), st.integers(1, 5000))


@st.composite
def grids_with_a_cell(draw: st.DrawFn) -> tuple[Grid, Cell]:
    grid = grid_for(draw(sizes), draw(st.integers(1, 60)))
    if draw(st.booleans()):
        corner = Cell(
            draw(st.integers(0, grid.columns - 1)), draw(st.integers(0, grid.rows - 1))
        )
        grid = zoomed(grid, grid.bounds(corner)) or grid
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


@given(grids_with_a_cell())
def test_a_closer_look_shows_less_and_holds_what_was_named(
    grid_and_cell: tuple[Grid, Cell],
) -> None:
    grid, cell = grid_and_cell
    target = grid.bounds(cell)
    closer = zoomed(grid, target)
    if closer is None:
        assert grid.columns <= 3 or grid.rows <= 3
        return
    left, top, right, bottom = closer.area
    assert 0 <= left <= target.left < target.right <= right <= grid.size.width
    assert 0 <= top <= target.top < target.bottom <= bottom <= grid.size.height
    assert (right - left) * (bottom - top) < grid.size.width * grid.size.height


@given(sizes)
def test_looking_closer_again_and_again_comes_to_an_end(size: Size) -> None:
    looks, grid = 0, grid_for(size)
    while closer := zoomed(grid, grid.bounds(grid.last)):
        looks, grid = looks + 1, closer
        assert looks < 20
    assert max(grid.columns, grid.rows) <= 12


def test_a_cell_is_seen_with_one_more_on_each_side_and_within_the_photo() -> None:
    grid = Grid(Size(1200, 900), 12, 9)
    middle, corner = zoomed(grid, grid.bounds(Cell(3, 3))), zoomed(grid, grid.bounds(grid.last))
    assert middle == Grid(grid.size, 12, 12, Box(200, 200, 500, 500))
    assert corner == Grid(grid.size, 12, 12, Box(900, 600, 1200, 900))
    assert middle.center(Cell(0, 0)) == Point(212, 212)
    assert middle.cell_at(Point(199, 300)) == Cell(-1, 4)


def test_a_finer_grid_has_twice_the_cells_until_they_are_too_small() -> None:
    grid = Grid(Size(1280, 853), 12, 8)
    twice = finer(grid)
    assert twice == Grid(grid.size, 24, 16)
    four_times = finer(twice)
    assert four_times == Grid(grid.size, 48, 32)
    assert finer(four_times) is None
    assert finer(grid_for(Size(7, 5))) is None


@given(grids_with_a_cell())
def test_a_keyboard_has_room_for_the_coarser_grid(grid_and_cell: tuple[Grid, Cell]) -> None:
    grid = coarser(grid_and_cell[0])
    assert 1 <= grid.columns <= 8
    assert 1 <= grid.rows <= 12
    assert grid.area == grid_and_cell[0].area
    assert coarser(grid) == grid


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
