"""The photo and its coordinates in SAM's input square."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from removerbot.imaging.types import Prompt, Size
from removerbot.models.transforms import SIDE, Transform, resize
from tests.models.scenes import draw

sizes = st.builds(Size, st.integers(1, 5000), st.integers(1, 5000))


@pytest.mark.parametrize(
    ("size", "scaled"),
    [
        (Size(1024, 1024), (1024, 1024)),
        (Size(1280, 853), (1024, 682)),
        (Size(853, 1280), (682, 1024)),
        (Size(2048, 1023), (1024, 512)),  # 511.5 goes up
        (Size(32, 20), (1024, 640)),
        (Size(1, 1), (1024, 1024)),
        (Size(4000, 1), (1024, 1)),  # would be 0
    ],
)
def test_the_longer_side_is_scaled_to_the_square(size: Size, scaled: tuple[int, int]) -> None:
    assert Transform(size).scaled == scaled
    assert Transform(size).extent == (scaled[0] / 4, scaled[1] / 4)


@given(sizes)
def test_the_edges_of_the_photo_are_the_edges_of_the_scaled_one(size: Size) -> None:
    transform = Transform(size)

    corners, labels = transform.prompt(Prompt(box=(0, 0, *size)))

    assert labels.tolist() == [2, 3]
    edges = corners + 0.5  # as the prompt encoder does
    np.testing.assert_allclose(edges, [(0, 0), transform.scaled], atol=1e-3)


@given(sizes, st.data())
def test_a_point_is_the_center_of_its_pixels_box(size: Size, data: st.DataObject) -> None:
    x, y = data.draw(st.integers(0, size.width - 1)), data.draw(st.integers(0, size.height - 1))
    transform = Transform(size)

    points, labels = transform.prompt(Prompt(keep=[(x, y)], box=(x, y, x + 1, y + 1)))

    assert labels.tolist() == [1, 2, 3]
    np.testing.assert_allclose(points[0], points[1:].mean(axis=0), atol=1e-3)


def test_points_to_keep_come_before_points_to_drop_and_padding_after_both() -> None:
    prompt = Prompt(keep=[(1, 2), (3, 4)], drop=[(5, 6)])

    points, labels = Transform(Size(SIDE, SIDE)).prompt(prompt)

    assert points.tolist() == [[1, 2], [3, 4], [5, 6], [0, 0]]
    assert labels.tolist() == [1, 1, 0, -1]


@pytest.mark.parametrize(
    "size",
    [Size(4000, 3000), Size(3997, 2999), Size(2048, 1500), Size(1280, 853), Size(64, 40)],
    ids=str,
)
def test_a_resized_photo_is_nearly_that_of_pillow(size: Size) -> None:
    rgb, scaled = draw(size).rgb, Transform(size).scaled

    ours = resize(rgb, scaled).astype(np.int16)

    plain = Image.fromarray(rgb).resize(scaled, Image.Resampling.BILINEAR)
    difference = np.abs(ours - np.asarray(plain))
    assert ours.shape == (scaled.height, scaled.width, 3)
    assert difference.mean() < 0.6
    # The ball's hard edge may fall a little differently.
    assert np.quantile(difference, 0.999) < 16


def test_a_photo_of_the_right_size_is_not_changed() -> None:
    rgb = draw(Size(1024, 500)).rgb

    assert np.array_equal(resize(rgb, Size(1024, 500)), rgb)
