"""The cutout and its PNG: the photo's own pixels inside, nothing outside."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from removerbot.errors import NothingFound
from removerbot.imaging.cutout import cut_out, placed, seen_in, upsample
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import Options
from removerbot.imaging.png import write_png
from removerbot.imaging.types import (
    RGB,
    Box,
    Candidate,
    Logits,
    Pixels,
    Size,
    iou,
    mask_of,
    size_of,
)

HARD = Options(edge=Edge.HARD)


def noise(height: int, width: int, seed: int = 0) -> RGB:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def disc(radius: float = 60) -> Logits:
    y, x = np.mgrid[:256, :256]
    return np.asarray(radius - np.hypot(x - 120, y - 80), np.float32)


def candidate(logits: Logits, extent: tuple[float, float] = (256, 170.5)) -> Candidate:
    return Candidate(logits, extent, 0.9, 1)


def test_inside_are_the_photos_pixels_and_outside_is_nothing() -> None:
    rgb = noise(853, 1280)
    cutout = cut_out(Pixels(rgb), candidate(disc()), 0.8, HARD)
    inside = cutout.alpha == 255
    assert 0.2 < inside.mean() < 0.4
    assert (
        cutout.rgba[inside] == np.dstack([rgb, np.full_like(cutout.alpha, 255)])[inside]
    ).all()
    assert (cutout.rgba[~inside] == 0).all()
    assert cutout.score == 0.8


def test_a_hard_edge_leaves_crumbs_and_pinholes_out() -> None:
    speckled = disc()
    speckled[20:22, 200:202] = 9
    speckled[80:82, 120:122] = -9
    whole, cleaned = (
        cut_out(Pixels(noise(853, 1280)), candidate(logits), 0.8, HARD).alpha
        for logits in (disc(), speckled)
    )
    assert np.array_equal(whole[:, 900:] > 0, cleaned[:, 900:] > 0)
    assert cleaned[410, 605] == 255


def test_the_png_holds_the_same_pixels() -> None:
    cutout = cut_out(Pixels(noise(853, 1280)), candidate(disc()), 0.8)
    image = Image.open(BytesIO(cutout.png))
    assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (1280, 853))
    assert np.array_equal(np.asarray(image), cutout.rgba)


def test_what_was_transparent_in_the_photo_stays_so() -> None:
    own = np.full((853, 1280), 255, np.uint8)
    own[:250] = 0
    own[250:300] = 128
    alpha = cut_out(Pixels(noise(853, 1280), own), candidate(disc()), 0.8, HARD).alpha
    assert set(np.unique(alpha[:250])) == {0}
    assert set(np.unique(alpha[250:300])) == {0, 128}
    assert set(np.unique(alpha[300:])) == {0, 255}


def test_a_mask_without_a_pixel_is_nothing_found() -> None:
    with pytest.raises(NothingFound):
        cut_out(Pixels(noise(85, 128)), candidate(disc(radius=-1)), 0.8)


def test_padding_makes_no_difference() -> None:
    logits = disc(radius=90)
    padded = logits.copy()
    padded[170:] = 50
    size = Size(640, 427)
    assert (upsample(candidate(padded), size) == upsample(candidate(logits), size)).all()


@pytest.mark.parametrize("size", [Size(5000, 1), Size(1, 9000), Size(200_000, 20)])
def test_a_photo_may_be_so_thin_that_the_model_sees_no_pixel_of_it(size: Size) -> None:
    extent = (256 * size.width / max(size), 256 * size.height / max(size))
    seen = Candidate(np.full((256, 256), 5, np.float32), extent, 0.9, 1)
    assert size_of(cut_out(Pixels(noise(size.height, size.width)), seen, 0.8).alpha) == size


def test_logits_are_resized_as_sam_resizes_them() -> None:
    """Against bilinear interpolation written out: 256 → 1024, cut to the photo, → photo."""

    def weights(
        count: int, length: int, limit: int
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        at = np.clip((np.arange(count) + 0.5) * length / count - 0.5, 0, limit - 1)
        low = np.minimum(np.floor(at).astype(int), limit - 1)
        matrix = np.zeros((count, limit))
        matrix[np.arange(count), low] += 1 - (at - low)
        matrix[np.arange(count), np.minimum(low + 1, limit - 1)] += at - low
        return matrix

    logits = np.random.default_rng(1).normal(size=(256, 256)).astype(np.float32)
    logits[170:] = logits[169]  # ours does not mix padding into the photo's edge
    up = weights(1024, 256, 256)
    at_input_size = (up @ logits @ up.T)[:682, :1024]
    expected = weights(427, 682, 682) @ at_input_size @ weights(640, 1024, 1024).T
    ours = upsample(candidate(logits), Size(640, 427))
    assert ours.shape == (427, 640)
    assert np.abs(ours - expected).max() < 1e-4


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.sampled_from([1, 64]),
    st.integers(0, 2**32 - 1),
)
def test_any_picture_comes_back_from_its_png(
    height: int, width: int, stretch: int, seed: int
) -> None:
    """Stretched ones are wide enough for several bands."""
    rgb = noise(height * 8, width * stretch, seed)
    alpha = noise(height * 8, width * stretch, seed + 1)[..., 0] & np.uint8(0xF0)
    image = np.asarray(Image.open(BytesIO(write_png(rgb, alpha))))
    assert np.array_equal(image[..., 3], alpha)
    assert np.array_equal(image[..., :3], rgb * (alpha > 0)[..., None])


def test_a_png_of_many_bands_is_valid_to_other_readers_too() -> None:
    rgb = noise(3000, 2000)
    alpha = np.full((3000, 2000), 255, np.uint8)
    bgra = cv2.imdecode(np.frombuffer(write_png(rgb, alpha), np.uint8), cv2.IMREAD_UNCHANGED)
    assert bgra is not None
    assert np.array_equal(bgra[..., 2::-1], rgb)


def test_the_colour_profile_is_carried_along() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    png = cut_out(Pixels(noise(85, 128), None, profile), candidate(disc()), 0.8).png
    assert Image.open(BytesIO(png)).info["icc_profile"] == profile


def test_what_a_region_shows_of_a_mask_is_what_was_placed_there() -> None:
    size, region = Size(1280, 853), Box(501, 302, 700, 448)
    shape = candidate(disc(), (256, 256 * 146 / 199))
    there = placed(shape, region, candidate(disc()), size)
    assert iou(mask_of(seen_in(there, size, region, shape)), mask_of(shape)) > 0.97
