"""Pictures of masks beside each other."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from removerbot.imaging.tiles import draw_tiles
from removerbot.imaging.types import RGB, Candidate

WIDTH, HEIGHT = 640, 480
PHONE = 340
"""Pixels that a picture is wide on a phone of 390."""


def mask(left: int, top: int, right: int, bottom: int) -> Candidate:
    """A box in pixels of the photo."""
    logits = np.full((256, 256), -5, np.float32)
    across, down = 256 / WIDTH, 192 / HEIGHT
    rows = slice(round(top * down), round(bottom * down))
    logits[rows, round(left * across) : round(right * across)] = 5
    return Candidate(logits, (256, 192), 0.9, 1)


def drawn(rgb: RGB, *masks: Candidate) -> RGB:
    return np.asarray(Image.open(BytesIO(draw_tiles(rgb, masks))))


def photo(kind: str, size: tuple[int, int] = (HEIGHT, WIDTH)) -> RGB:
    noise = np.random.default_rng(5).integers(0, 256, (*size, 3))
    shades = {"light": 225 + noise // 10, "dark": 8 + noise // 16, "busy": noise}
    return np.asarray(shades[kind], np.uint8)


@pytest.mark.parametrize("kind", ["light", "dark", "busy"])
def test_on_any_photo_the_mask_stands_out_and_its_number_can_be_read(kind: str) -> None:
    picture = drawn(photo(kind), mask(200, 150, 440, 330)).astype(float)
    height, width = picture.shape[:2]
    middle = picture[height // 2 - 20 : height // 2 + 20, width // 2 - 20 : width // 2 + 20]
    beside = picture[height // 2 - 20 : height // 2 + 20, 20:60]
    assert abs(middle.mean() - beside.mean()) + abs(middle.std() - beside.std()) > 60
    badge = picture[12:100, 12:100]  # a white rim around a red disc with a white number
    is_red = (badge[..., 0] > 190) & (badge[..., 1] < 110)
    assert is_red.mean() > 0.4
    digit = (badge[25:65, 25:65].min(axis=2) > 200).any(axis=1)
    assert digit.sum() * PHONE / width >= 10  # pixels high on a phone


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("size", [(480, 640), (640, 480), (200, 1200), (1200, 200), (1, 1)])
def test_tiles_of_any_photo_fit_into_what_telegram_takes(
    count: int, size: tuple[int, int]
) -> None:
    whole = [Candidate(np.full((64, 64), 5, np.float32), (64, 48), 0.9, 1)] * count
    height, width = drawn(photo("busy", size), *whole).shape[:2]
    assert max(width, height) <= 1300
    assert max(width, height) < 20 * min(width, height)


def test_a_small_thing_is_shown_from_close_by() -> None:
    picture = drawn(photo("light"), mask(300, 200, 330, 230))
    assert (picture.min(axis=2) > 200).mean() > 0.05  # of the photo it is .003


def test_the_tile_shows_the_photo_itself_inside_of_the_mask() -> None:
    rgb = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    rgb[..., 1] = 180
    rgb[200:280, 280:360] = (0, 0, 250)
    picture = drawn(rgb, mask(200, 150, 440, 330))
    middle = picture[picture.shape[0] // 2, picture.shape[1] // 2]
    assert middle == pytest.approx((0, 0, 250), abs=12)
