"""The picture with numbered proposals."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from removerbot.imaging.markers import draw_proposals
from removerbot.imaging.types import Candidate


def candidate(left: int, right: int) -> Candidate:
    """All rows of some columns, of a photo twice as wide as high."""
    logits = np.full((256, 256), -8, np.float32)
    logits[:, left:right] = 8
    return Candidate(logits, (256, 128), 0.9, 1)


def picture(*candidates: Candidate) -> np.ndarray:
    rgb = np.full((300, 600, 3), 128, np.uint8)
    return np.asarray(Image.open(BytesIO(draw_proposals(rgb, candidates)))).astype(int)


def test_each_object_has_a_colour_of_its_own_where_it_lies() -> None:
    image = picture(candidate(0, 64), candidate(192, 256))
    assert image.shape == (640, 1280, 3)
    left, middle, right = (image[100, x] for x in (100, 640, 1180))
    assert abs(middle - 128).max() < 8
    assert left[0] - left[1] > 15
    assert right[1] - right[0] > 15


def test_the_numbers_of_nested_objects_do_not_hide_each_other() -> None:
    badges = [
        np.argwhere(abs(picture(*shapes) - color).max(axis=2) < 30).mean(axis=0)
        for shapes in [(candidate(0, 256), candidate(100, 156))]
        for color in ((230, 57, 70), (42, 157, 143))
    ]
    assert abs(badges[0] - badges[1]).max() > 20


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1)])
def test_photos_of_odd_shapes_are_drawn(size: tuple[int, int]) -> None:
    rgb = np.zeros((*size, 3), np.uint8)
    image = Image.open(BytesIO(draw_proposals(rgb, [candidate(0, 256)])))
    assert max(image.size) == 1280
    assert min(image.size) >= 64
