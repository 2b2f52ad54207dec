"""Cutting without any chat."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import removerbot
from removerbot import Cutout, Prompt, cut
from removerbot.api import Cutter
from removerbot.core.types import RGB
from removerbot.errors import BadSetting, NotAnImage, OutsidePhoto, UnreadableReply
from tests.fakes import FakeSegmenter

pytestmark = pytest.mark.usefixtures("mobile_files")


@pytest.fixture(scope="module")
def rgb() -> RGB:
    """A red ball in the middle of a green lawn of noise."""
    lawn = np.random.default_rng(3).integers(70, 110, (300, 400, 3), np.uint8)
    lawn[..., 1] += 60
    y, x = np.mgrid[:300, :400]
    lawn[np.hypot(x - 200, y - 150) < 75] = 200, 40, 30
    return lawn


@pytest.fixture
def file(rgb: RGB, tmp_path: Path) -> Path:
    path = tmp_path / "ball.png"
    Image.fromarray(rgb).save(path)
    return path


def test_the_package_exports_what_the_readme_shows() -> None:
    assert set(removerbot.__all__) == {"Cutout", "Prompt", "cut"}


def test_a_photo_can_be_a_path_its_name_bytes_or_an_array(rgb: RGB, file: Path) -> None:
    cutouts = [
        cut(photo, "200,150", model="mobile")
        for photo in (file, str(file), file.read_bytes(), rgb)
    ]
    first = cutouts[0]
    assert isinstance(first, Cutout)
    assert (first.rgba[150, 200] == [200, 40, 30, 255]).all()
    assert (first.rgba[0, 0] == 0).all()
    assert first.png.startswith(b"\x89PNG")
    assert 0 < first.score < 1
    for other in cutouts[1:]:
        assert np.array_equal(other.rgba, first.rgba)


def test_a_prompt_can_be_words_or_pixels(rgb: RGB) -> None:
    by_words = cut(rgb, "50%,50%", model="mobile")
    by_pixels = cut(rgb, Prompt(keep=[(200.4, 150)]), model="mobile")
    boxed = cut(rgb, Prompt(box=(120, 70, 280, 230), drop=[(10, 10)]), model="mobile")
    assert np.array_equal(by_words.alpha, by_pixels.alpha)
    overlap = (boxed.alpha > 0) & (by_words.alpha > 0)
    assert overlap.sum() > 0.9 * (by_words.alpha > 0).sum()


def test_a_photo_is_encoded_once_however_often_it_is_pointed_at(rgb: RGB, file: Path) -> None:
    segmenter = FakeSegmenter()
    cutter = Cutter(segmenter, cache_bytes=10_000)
    for words in ("200,150", "100,100", "C4"):
        cutter.cut(file, words)
    assert len(segmenter.encoded) == 1
    cutter.cut(rgb[:, ::-1], "200,150")
    assert len(segmenter.encoded) == 2


@pytest.mark.parametrize(
    "photo",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        np.zeros((0, 4, 3), np.uint8),
    ],
)
def test_an_array_of_another_kind_is_refused(photo: RGB) -> None:
    with pytest.raises(ValueError, match="H×W×3"):
        cut(photo, "A1", model="mobile")


def test_what_cannot_be_used_raises_an_error_of_the_tree(rgb: RGB) -> None:
    with pytest.raises(NotAnImage):
        cut(b"no image", "A1", model="mobile")
    with pytest.raises(UnreadableReply):
        cut(rgb, "hello", model="mobile")
    with pytest.raises(OutsidePhoto):
        cut(rgb, "400,0", model="mobile")
    with pytest.raises(OutsidePhoto):
        cut(rgb, Prompt(keep=[(400, 0)]), model="mobile")
    with pytest.raises(OutsidePhoto):
        cut(rgb, Prompt(box=(0, 0, 401, 300)), model="mobile")
    with pytest.raises(BadSetting):
        cut(rgb, "A1", model="huge")
    with pytest.raises(FileNotFoundError):
        cut("missing.jpg", "A1", model="mobile")
