"""Pointing into a closer view: what it shows is encoded by itself."""

import numpy as np
import pytest

from removerbot.imaging.grid import Cell, Grid, grid_for
from removerbot.imaging.types import Box, Candidate, DecodeRequest, Point, Prompt, Size, mask_of
from removerbot.segmentation.algorithm import run
from removerbot.segmentation.interactive import segment
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.segmented import NOTHING, Segmented
from removerbot.segmentation.zooming import surroundings, view_of

SIZE = Size(1600, 1200)
VIEW = Box(400, 300, 800, 600)
GRID = grid_for(SIZE, region=VIEW)
THING = Box(610, 440, 640, 470)
"""On the lower right of its cell's center, as large as the cell."""


def drawn(box: Box, size: Size, logit: float = 8) -> list[Candidate]:
    """Four equal masks of a box in pixels of a photo of `size`."""
    scale = 256 / max(size)
    logits = np.full((256, 256), -logit, np.float32)
    left, top, right, bottom = (round(edge * scale) for edge in box)
    logits[top:bottom, left:right] = logit
    extent = size.width * scale, size.height * scale
    return [Candidate(logits, extent, 0.9, index) for index in range(4)]


class Model:
    """Sees a small thing in the view only; in the photo something large, unless it `is_sure`
    an unstable one.

    Attributes:
        requests: what it was asked.
    """

    def __init__(self, *, thing: Box = THING, is_sure: bool = False) -> None:
        self.thing, self.is_sure = thing, is_sure
        self.requests: list[DecodeRequest] = []

    def decode(self, requests: list[DecodeRequest]) -> list[list[Candidate]]:
        self.requests += requests
        return [self._decode(each) for each in requests]

    def _decode(self, request: DecodeRequest) -> list[Candidate]:
        view = request.region
        if view is None:
            if self.is_sure:
                return drawn(Box(200, 150, 1050, 760), SIZE)
            return drawn(Box(0, 100, 1300, 1200), SIZE, 1.9)
        left, top, right, bottom = self.thing
        inside = Box(left - view.left, top - view.top, right - view.left, bottom - view.top)
        is_hit = all(
            inside.left <= x < inside.right and inside.top <= y < inside.bottom
            for x, y in request.prompt.keep[:1]
        )
        size = Size(view.width, view.height)
        return drawn(inside if is_hit else Box(0, 0, 1, 1), size)


def evaluated(
    model: Model, *, grid: Grid = GRID, after: Segmented = NOTHING, **clicks: list[Click]
) -> Segmented:
    return run(segment(grid, after=after, **clicks), model.decode)  # type: ignore[arg-type]


def clicked() -> Click:
    """On the center of the cell of the thing, which is beside it."""
    cell = GRID.cell_at(GRID.center(Cell(6, 4)))
    return Click(Prompt([GRID.center(cell)]))


def box_of(segmented: Segmented) -> tuple[int, ...]:
    """The box of what is shown, in pixels of the photo."""
    rows, columns = mask_of(segmented.mask.candidate).nonzero()
    scale = SIZE.width / 256
    edges = columns.min(), rows.min(), columns.max() + 1, rows.max() + 1
    return tuple(round(edge * scale) for edge in edges)


def test_a_small_thing_is_found_in_the_view_even_beside_the_cells_center() -> None:
    model = Model()
    found = evaluated(model, new=[clicked()])
    assert box_of(found) == pytest.approx(THING, abs=13)
    [click] = found.clicks
    assert click.view == VIEW
    assert click.prompt == clicked().prompt
    assert {each.region for each in model.requests} == {None, VIEW}


def test_what_was_found_is_found_again_whatever_the_person_sees_by_then() -> None:
    new = evaluated(Model(), new=[clicked()])
    model = Model()
    again = evaluated(model, grid=grid_for(SIZE), stored=list(new.clicks))
    assert again.clicks == new.clicks
    assert (mask_of(again.mask.candidate) == mask_of(new.mask.candidate)).all()
    masks = zip(again.objects[0].masks, new.objects[0].masks, strict=True)
    assert all(np.array_equal(a.candidate.logits, b.candidate.logits) for a, b in masks)
    assert len(model.requests) == 2


@pytest.mark.parametrize(
    ("model", "grid"),
    [
        (Model(is_sure=True), GRID),  # the photo has a likely mask
        (Model(thing=Box(500, 300, 800, 600)), GRID),  # the view cuts it off
        (Model(thing=Box(0, 0, 1, 1)), GRID),  # there is nothing in the view
        (Model(), grid_for(SIZE)),
    ],
)
def test_else_the_photos_mask_is_shown(model: Model, grid: Grid) -> None:
    found = evaluated(model, grid=grid, new=[clicked()])
    assert box_of(found)[2] > 1000
    assert found.clicks[0].view is None


@pytest.mark.parametrize(
    "prompt",
    [
        Prompt([(10, 10)]),
        Prompt([(500, 400)], drop=[(10, 10)]),
        Prompt(box=(450, 350, 500, 400)),
    ],
)
def test_points_elsewhere_and_boxes_are_about_the_photo(prompt: Prompt) -> None:
    assert view_of(prompt, GRID) is None
    assert view_of(Prompt([(500, 400)]), GRID) == VIEW


PHOTO_GRID = grid_for(SIZE)
CELL = PHOTO_GRID.cell_at(Point(625, 455))


def pointed_at() -> Click:
    """The cell of the photo's grid that holds the thing, beside its center."""
    return Click(Prompt([PHOTO_GRID.center(CELL)]))


def test_a_small_thing_beside_the_center_of_its_cell_is_found_without_a_zoom() -> None:
    model = Model()
    found = evaluated(model, grid=PHOTO_GRID, new=[pointed_at()])
    assert box_of(found) == pytest.approx(THING, abs=13)
    [click] = found.clicks
    assert click.view == surroundings(PHOTO_GRID.bounds(CELL), PHOTO_GRID.size)
    assert click.prompt == pointed_at().prompt
    assert click.cell == PHOTO_GRID.bounds(CELL)
    again = evaluated(Model(), grid=PHOTO_GRID, stored=list(found.clicks))
    assert np.array_equal(again.mask.candidate.logits, found.mask.candidate.logits)


@pytest.mark.parametrize(
    "thing",
    [
        Box(0, 0, 1, 1),  # nothing
        Box(440, 410, 560, 520),  # most of it is in the next cell
        Box(540, 410, 900, 1100),  # it is not small
    ],
)
def test_what_is_not_in_the_cell_is_not_taken_for_it(thing: Box) -> None:
    found = evaluated(Model(thing=thing), grid=PHOTO_GRID, new=[pointed_at()])
    assert found.clicks[0].view is None


def test_a_cell_with_a_likely_mask_costs_no_look_at_its_surroundings() -> None:
    model = Model(is_sure=True)
    evaluated(model, grid=PHOTO_GRID, new=[pointed_at()])
    assert {each.region for each in model.requests} == {None}


def further(first: Segmented) -> Click:
    """A point at the edge of the thing that was found."""
    return Click(Prompt([*first.clicks[0].effective_prompt.keep, (638, 455)]))


def test_a_further_click_on_it_is_decoded_in_the_view_and_so_it_is_again() -> None:
    first, model = evaluated(Model(), new=[clicked()]), Model()
    found = evaluated(model, new=[further(first)], after=first)
    assert {each.region for each in model.requests} == {VIEW}
    assert found.clicks[1].view == VIEW
    assert box_of(found) == pytest.approx(THING, abs=13)
    again = evaluated(Model(), stored=list(found.clicks))
    assert again.clicks == found.clicks
    assert np.array_equal(again.mask.candidate.logits, found.mask.candidate.logits)


@pytest.mark.parametrize("thing", [Box(0, 0, 1, 1), Box(500, 300, 800, 600)])
def test_else_it_is_decoded_in_the_photo(thing: Box) -> None:
    first, model = evaluated(Model(), new=[clicked()]), Model(thing=thing)
    found = evaluated(model, new=[further(first)], after=first)
    assert found.clicks[1].view is None
    assert {each.region for each in model.requests} >= {VIEW, None}
