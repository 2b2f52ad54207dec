from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from removerbot.imaging.grid import Cell, Grid, grid_for
from removerbot.imaging.grid_ink import grid_ink
from removerbot.imaging.overlay import draw_preview, layout_of, paint_preview
from removerbot.imaging.rulers import Layout, ruler_steps
from removerbot.imaging.types import RGB, Box, Size

SIZES = st.builds(Size, st.integers(1, 20_000), st.integers(1, 20_000))

EXTREMES = [
    Size(1, 1), Size(5, 3), Size(1, 4000), Size(4000, 1), Size(20_000, 1), Size(3000, 100),
    Size(640, 480), Size(1280, 853), Size(853, 1280), Size(4000, 3000), Size(99, 10_001),
]  # fmt: skip


def plain(size: Size, value: int) -> RGB:
    return np.full((size.height, size.width, 3), value, np.uint8)


def layout_for(size: Size) -> Layout:
    return layout_of(Box(0, 0, *size))


def painted(size: Size, value: int, columns: int = 12) -> tuple[RGB, Grid, Layout]:
    """The canvas of a photo of one grey, with what it was painted from."""
    grid, layout = grid_for(size, columns), layout_for(size)
    return paint_preview(plain(size, value), grid, layout), grid, layout


def photo_on(canvas: RGB, layout: Layout) -> RGB:
    left, top, right, bottom = layout.frame
    return canvas[top:bottom, left:right]


def cells(grid: Grid) -> list[Cell]:
    return [Cell(column, row) for row in range(grid.rows) for column in range(grid.columns)]


class TestLayout:
    @given(SIZES)
    def test_the_canvas_is_one_that_telegram_leaves_alone(self, size: Size) -> None:
        canvas = layout_for(size).canvas

        assert max(canvas) == 1280
        assert max(canvas) <= 8 * min(canvas)

    @given(SIZES)
    def test_the_photo_keeps_its_shape_unless_it_is_too_thin_to_see(self, size: Size) -> None:
        framed = layout_for(size).frame.size

        assert min(framed) >= 64
        if min(framed) > 64:
            longer = max(size) / max(framed)
            assert abs(min(size) / longer - min(framed)) <= 0.5

    @given(SIZES)
    def test_there_is_a_margin_on_every_side(self, size: Size) -> None:
        layout = layout_for(size)
        left, top, right, bottom = layout.frame

        assert min(left, top, layout.canvas.width - right, layout.canvas.height - bottom) >= 50

    def test_the_corners_of_the_photo_are_the_corners_of_the_frame(self) -> None:
        layout = layout_for(Size(640, 480))

        assert layout.place(0, 0) == layout.frame[:2]
        assert_allclose(layout.place(640, 480), layout.frame[2:])

    def test_a_region_keeps_the_coordinates_of_the_original(self) -> None:
        layout = layout_of(Box(400, 300, 500, 380))

        assert layout.place(400, 300) == layout.frame[:2]
        assert_allclose(layout.place(500, 380), layout.frame[2:])


class TestPhoto:
    @pytest.mark.parametrize(
        "size", [Size(4000, 3000), Size(640, 480), Size(40, 30), Size(8, 6)]
    )
    def test_every_pixel_is_where_the_layout_says(self, size: Size) -> None:
        xs = np.linspace(0, 255, size.width).astype(np.uint8)
        ys = np.linspace(0, 255, size.height).astype(np.uint8)
        rgb = np.dstack(
            [*np.meshgrid(xs, ys), np.full((size.height, size.width), 77, np.uint8)]
        )
        grid, layout = grid_for(size), layout_for(size)

        canvas = paint_preview(rgb, grid, layout)

        for cell in cells(grid):
            box = grid.bounds(cell)
            x, y = box.left * 0.2 + box.right * 0.8, box.top * 0.2 + box.bottom * 0.8
            at_x, at_y = layout.place(x, y)
            assert_allclose(canvas[int(at_y), int(at_x)], rgb[int(y), int(x)], atol=6)

    def test_a_read_only_photo_is_drawn_and_stays_as_it_is(self) -> None:
        rgb = plain(Size(64, 48), 100)
        rgb.flags.writeable = False

        draw_preview(rgb, grid_for(Size(64, 48)))

        assert (rgb == 100).all()

    def test_ink_that_is_there_already_gives_the_same_preview(self) -> None:
        grid = grid_for(Size(1280, 853))
        for value in (20, 200):
            photo = plain(grid.size, value)
            grid_ink.cache_clear()
            assert draw_preview(photo, grid) == draw_preview(photo, grid)
            assert grid_ink.cache_info().hits == 1

    def test_the_file_is_a_jpeg_of_the_canvas(self) -> None:
        size = Size(1280, 853)

        data = draw_preview(plain(size, 90), grid_for(size))

        assert data.startswith(b"\xff\xd8\xff")
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert image is not None
        assert image.shape[1::-1] == layout_for(size).canvas
        assert len(data) < 400_000

    @pytest.mark.parametrize("size", EXTREMES)
    @pytest.mark.parametrize("columns", [12, 24])
    def test_photos_of_any_shape_can_be_drawn(self, size: Size, columns: int) -> None:
        canvas, _, layout = painted(size, 128, columns)

        assert canvas.shape == (layout.canvas.height, layout.canvas.width, 3)

    def test_threads_draw_the_same_picture(self) -> None:
        sizes = [Size(640, 480), Size(480, 640), Size(300, 300), Size(4000, 100)]
        alone = [painted(size, 60)[0] for size in sizes] * 6

        with ThreadPoolExecutor(8) as pool:
            together = [pool.submit(painted, size, 60) for size in sizes * 6]

        for one, other in zip(alone, together, strict=True):
            assert_array_equal(one, other.result()[0])


class TestGrid:
    @pytest.mark.parametrize("size", [Size(1280, 853), Size(853, 1280), Size(4000, 3000)])
    def test_lines_run_along_the_bounds_of_the_cells(self, size: Size) -> None:
        canvas, grid, layout = painted(size, 0)
        photo = photo_on(canvas, layout)[:, :, 0]
        across, down = layout.scale

        # Looked at between the names and the dots of the cells.
        row = photo[round(0.75 * grid.bounds(Cell(0, 0)).bottom * down)]
        column = photo[:, round(0.75 * grid.bounds(Cell(0, 0)).right * across)]

        assert_allclose(
            centres(row > 60),
            [grid.bounds(Cell(i, 0)).left * across for i in range(1, grid.columns)],
            atol=0.51,
        )
        assert_allclose(
            centres(column > 60),
            [grid.bounds(Cell(0, i)).top * down for i in range(1, grid.rows)],
            atol=0.51,
        )

    def test_the_grid_shows_on_black_and_hides_little_of_it(self) -> None:
        canvas, _, layout = painted(Size(1280, 853), 0)
        photo = photo_on(canvas, layout)

        assert photo.max() == 255
        assert 0.04 < (photo > 60).mean() < 0.12

    def test_the_grid_shows_on_white_and_hides_little_of_it(self) -> None:
        canvas, _, layout = painted(Size(1280, 853), 255)
        photo = photo_on(canvas, layout)

        assert photo.min() < 80
        assert 0.04 < (photo < 225).mean() < 0.17

    def test_lines_are_neither_black_nor_white_on_a_checkerboard(self) -> None:
        size = Size(1128, 846)
        checks = np.indices((size.height, size.width)).sum(axis=0) // 9 % 2 * 255
        grid, layout = grid_for(size), layout_for(size)

        canvas = paint_preview(np.dstack([checks.astype(np.uint8)] * 3), grid, layout)

        x = round(layout.place(grid.bounds(Cell(5, 0)).left, 0)[0])
        line = canvas[layout.frame.top + 2 : layout.frame.bottom - 2, x]
        assert line.min() > 90
        assert line.max() < 250

    @pytest.mark.parametrize(
        "size", [Size(1280, 853), Size(5, 3), Size(4000, 1), Size(1, 4000)]
    )
    @pytest.mark.parametrize("value", [0, 255])
    def test_a_white_dot_with_a_dark_rim_marks_each_centre(
        self, size: Size, value: int
    ) -> None:
        canvas, grid, layout = painted(size, value)

        for cell in cells(grid):
            x, y = grid.center(cell)
            column, row = map(round, layout.place(x + 0.5, y + 0.5))
            assert (canvas[row, column] > 240).all()
            assert (canvas[row + 6, column] < 150).all()

    @pytest.mark.parametrize("value", [0, 255])
    @pytest.mark.parametrize(("columns", "step"), [(12, 1), (24, 2)])
    def test_each_cell_with_a_name_has_one_of_its_own(
        self, value: int, columns: int, step: int
    ) -> None:
        canvas, grid, layout = painted(Size(1200, 800), value, columns)
        width = step * layout.frame.size.width // grid.columns - 8
        height = step * layout.frame.size.height // grid.rows // 2 - 8
        named = [cell for cell in cells(grid) if cell.column % step == cell.row % step == 0]

        names = set()
        for cell in named:
            x, y = map(round, layout.place(*grid.bounds(cell)[:2]))
            name = canvas[y + 4 : y + 4 + height, x + 4 : x + 4 + width] > 127
            names.add(name.tobytes())

        assert len(names) == len(named)

    def test_names_too_small_to_read_are_left_out(self) -> None:
        canvas, grid, layout = painted(Size(20_000, 10), 0, columns=48)
        x, y = map(round, layout.place(*grid.bounds(Cell(30, 0))[:2]))

        assert not canvas[y + 2 : y + 7, x + 2 : x + 20].any()

    @pytest.mark.parametrize("columns", [12, 24, 48])
    def test_margins_name_columns_and_rows(self, columns: int) -> None:
        canvas, grid, layout = painted(Size(1280, 853), 0, columns)
        left, top, right, bottom = layout.frame
        bright = canvas.min(axis=2) > 150

        above = bright[:top, left:right].any(axis=0)
        beside = bright[top:bottom, :left].any(axis=1)

        step = columns // 12
        for cell in cells(grid):
            if cell.column % step or cell.row % step:
                continue
            box = grid.bounds(cell)
            x0, y0 = layout.place(box.left, box.top)
            x1, y1 = layout.place(box.right, box.bottom)
            assert above[int(x0) - left : int(x1) - left].any()
            assert beside[int(y0) - top : int(y1) - top].any()
            x2, y2 = x1 + (step - 1) / 2 * (x1 - x0), y1 + (step - 1) / 2 * (y1 - y0)
            assert not above[int(x2) - 1 - left : int(x2) + 1 - left].any()
            assert not beside[int(y2) - 1 - top : int(y2) + 1 - top].any()


def centres(marked: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> list[float]:
    """The middle of each run of marked pixels, in real coordinates."""
    edges = np.flatnonzero(np.diff(np.r_[False, marked, False].astype(np.int8)))
    return [(start + stop) / 2 for start, stop in edges.reshape(-1, 2)]


class TestRulers:
    @pytest.mark.parametrize(
        ("size", "steps"),
        [
            (Size(1280, 853), (200, 20)),
            (Size(4000, 3000), (500, 50)),
            (Size(800, 534), (100, 10)),
            (Size(30, 20), (2, 1)),
            (Size(5, 3), (1, 1)),
            (Size(4000, 1), (500, 50)),
            (Size(1, 4000), (200, 50)),
        ],
    )
    def test_numbers_and_ticks_come_at_round_steps(
        self, size: Size, steps: tuple[int, int]
    ) -> None:
        assert ruler_steps(layout_for(size)) == steps

    @given(SIZES)
    def test_there_is_room_between_numbers_and_between_ticks(self, size: Size) -> None:
        layout = layout_for(size)
        across, down = layout.scale

        step, minor = ruler_steps(layout)

        assert step % minor == 0
        assert step * across >= 18 * len(str(size.width - 1))
        assert step * down >= 40
        assert minor == step or minor * min(across, down) >= 10

    @pytest.mark.parametrize(
        "region", [Box(0, 0, 4000, 3000), Box(0, 0, 30, 20), Box(410, 305, 500, 380)]
    )
    def test_ticks_stand_at_the_centres_of_their_pixels(self, region: Box) -> None:
        size = Size(region.right - region.left, region.bottom - region.top)
        layout = layout_of(region)
        canvas = paint_preview(plain(size, 0), grid_for(size), layout)
        step, _ = ruler_steps(layout)
        margin = canvas[0, 0]

        below = (canvas[layout.frame.bottom + 9] != margin).any(axis=1)
        beside = (canvas[:, layout.frame.right + 9] != margin).any(axis=1)

        xs = [
            layout.place(x + 0.5, 0)[0]
            for x in range(region.left, region.right)
            if x % step == 0
        ]
        ys = [
            layout.place(0, y + 0.5)[1]
            for y in range(region.top, region.bottom)
            if y % step == 0
        ]
        assert_allclose(centres(below), xs, atol=0.51)
        assert_allclose(centres(beside), ys, atol=0.51)

    @pytest.mark.parametrize("size", EXTREMES)
    def test_numbers_neither_touch_each_other_nor_the_edge(self, size: Size) -> None:
        canvas, _, layout = painted(size, 0)
        margin = canvas[0, 0]
        inked = (canvas != margin).any(axis=2)
        step, _ = ruler_steps(layout)
        below = inked[layout.frame.bottom + 14 :]

        assert not np.concatenate([inked[:, -4:].ravel(), inked[-4:].ravel()]).any()
        for x, following in pairwise(range(0, size.width, step)):
            between = layout.place((x + following) / 2 + 0.5, 0)[0]
            assert not below[:, round(between) - 2 : round(between) + 2].any()

    @settings(max_examples=25, deadline=None)
    @given(SIZES.filter(lambda size: size.width * size.height < 4_000_000))
    def test_no_photo_has_its_last_number_cut_off(self, size: Size) -> None:
        canvas, _, _ = painted(size, 0)

        assert (canvas[:, -4:] == canvas[0, 0]).all()
        assert (canvas[-4:] == canvas[0, 0]).all()
