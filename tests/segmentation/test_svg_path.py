"""A mask as a line: it says the same as the mask, in few bytes."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from removerbot.imaging.cutout import upsample
from removerbot.imaging.types import Candidate, Logits, Size
from removerbot.segmentation.svg_path import UNITS, svg_path
from tests.web.paths import filled


def candidate(logits: Logits, size: Size) -> Candidate:
    extent = (256 * size.width / max(size), 256 * size.height / max(size))
    return Candidate(logits, extent, 0.9, mask_index=1)


def disc(x: float, y: float, radius: float, slope: float = 1.0) -> Logits:
    """Positive inside a disc of the map."""
    row, column = np.mgrid[:256, :256] + 0.5
    return np.asarray(slope * (radius - np.hypot(column - x, row - y)), np.float32)


sizes = st.tuples(st.integers(200, 900), st.integers(200, 900)).map(lambda size: Size(*size))


@settings(deadline=None)
@given(sizes, st.floats(20, 230), st.floats(20, 230), st.floats(8, 120), st.floats(0.1, 9))
def test_inside_the_line_is_what_the_mask_says(
    size: Size, x: float, y: float, radius: float, slope: float
) -> None:
    mask = candidate(disc(x, y, radius, slope), size)
    inside = upsample(mask, size) > 0
    if inside.sum() < 400:
        return
    drawn = filled(svg_path(mask, size), size)
    assert (drawn != inside).sum() < 0.02 * inside.sum() + 2 * sum(size)


def test_the_line_is_finer_than_the_elements_of_the_mask() -> None:
    """A circle whose radius differs by a quarter of an element makes another line."""
    size = Size(1024, 1024)
    for radius in (60.0, 60.25, 60.5):
        drawn = filled(svg_path(candidate(disc(128, 128, radius), size), size), size)
        assert np.sqrt(drawn.sum() / np.pi) / 4 == pytest.approx(radius, abs=0.1)


def test_holes_stay_holes_and_the_line_goes_to_the_photos_edge() -> None:
    size = Size(800, 800)
    ring = np.minimum(disc(128, 128, 100), -disc(128, 128, 40))
    drawn = filled(svg_path(candidate(ring, size), size), size)
    assert not drawn[400, 400]
    assert drawn[400, 400 + 200]
    everything = np.full((256, 256), 5, np.float32)
    drawn = filled(svg_path(candidate(everything, size), size), size)
    assert (~drawn).sum() < 50  # at the corners, which are rounded a little
    assert drawn[0, 400]
    assert drawn[799, 400]


def test_an_empty_mask_and_crumbs_have_no_line() -> None:
    size = Size(800, 600)
    assert svg_path(candidate(np.full((256, 256), -5, np.float32), size), size) == ""
    crumb = np.full((256, 256), -5, np.float32)
    crumb[40, 40] = 0.1
    assert svg_path(candidate(crumb, size), size) == ""


def test_the_path_is_small_and_in_whole_units_within_the_photo() -> None:
    size = Size(1280, 853)
    path = svg_path(candidate(disc(120, 90, 75), size), size)
    assert len(path) < 4000
    [start, steps] = re.fullmatch(r"M(\d+ \d+)l([-\d ]+)z", path).groups()  # type: ignore[union-attr]
    ways = np.array([start.split(), *np.array(steps.split()).reshape(-1, 2)], int)
    corners = np.cumsum(ways, axis=0)
    assert (corners >= 0).all()
    assert (corners <= (UNITS, UNITS * 853 / 1280 + 1)).all()
