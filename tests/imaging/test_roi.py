"""Regions of a photo and their working copies."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from removerbot.imaging.roi import Roi, halved
from removerbot.imaging.types import Box, Size


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 300),
    st.integers(1, 300),
    st.integers(1, 90),
    st.floats(0, 0.2),
    st.integers(0, 2**32 - 1),
)
def test_strips_hold_each_pixel_that_depends_on_the_copy_once(
    width: int, height: int, side: int, density: float, seed: int
) -> None:
    size = Size(width + 20, height + 30)
    roi = Roi.around(Box(10, 20, 10 + width, 20 + height), size, 0, side)
    rng = np.random.default_rng(seed)
    wanted = rng.random(roi.working[::-1]) < density
    times = np.zeros((size.height, size.width), int)
    for strip in roi.strips(wanted):
        times[strip.top : strip.bottom, strip.left : strip.right] += 1
    assert times.max() <= 1
    assert times.sum() == roi.of(times).sum()
    depends = roi.enlarge(wanted.astype(np.float32), roi.box) > 0
    assert roi.of(times)[depends].all()


def test_strips_leave_out_what_does_not_depend_on_the_copy() -> None:
    roi = Roi.around(Box(0, 0, 999, 999), Size(1000, 1000), 0, 100)
    wanted = np.zeros(roi.working[::-1], bool)
    wanted[50, 50] = True
    assert sum(strip.width * strip.height for strip in roi.strips(wanted)) <= 30 * 64


def noisy(height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)


@pytest.mark.parametrize("size", [Size(1280, 853), Size(853, 1280), Size(3001, 1999)])
def test_a_working_copy_is_where_its_photo_is(size: Size) -> None:
    """A ramp stays a ramp, without an offset, and noise is averaged."""
    roi = Roi.around(Box(0, 0, *size), size, 0, 200)
    ramp = np.tile(np.linspace(0, 255, size.width), (size.height, 1)).round().astype(np.uint8)
    copy = roi.shrink(ramp)
    assert copy.shape == roi.working[::-1]
    assert np.abs(roi.enlarge(copy, roi.box) * 255 - ramp).max() < 2.5
    assert roi.shrink(noisy(size.height, size.width)).std() < 73.9 / 255 / 3


@pytest.mark.parametrize("shape", [(1, 1), (1, 8), (6, 4), (7, 5)])
def test_half_a_map_has_all_its_values(shape: tuple[int, int]) -> None:
    for pixel in np.ndindex(shape):
        values = np.zeros(shape, np.float32)
        values[pixel] = 1
        half = halved(values)
        assert half.shape == ((shape[0] + 1) // 2, (shape[1] + 1) // 2)
        assert half.any()
    ramp = np.tile(np.arange(shape[1], dtype=np.float32), (shape[0], 1))
    assert np.abs(cv2.resize(halved(ramp), shape[::-1]) - ramp).max() <= 0.5
