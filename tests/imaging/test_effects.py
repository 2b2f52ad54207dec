"""Outlines and shadows around cutouts: where they are, and what they leave as it was."""

import re
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageCms

from removerbot.imaging.background import (
    Background,
    BlurredPhoto,
    OtherPhoto,
    SolidColor,
    Transparent,
)
from removerbot.imaging.color import BLACK, WHITE, Color
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.effects import Effects, apply_options, crop_box, draw_effects
from removerbot.imaging.encode import Format
from removerbot.imaging.options import Crop, Options, outline_text, read_outline
from removerbot.imaging.types import RGB, Alpha, Pixels

RED, BLUE, ORANGE = (200, 30, 40), (30, 60, 200), (255, 136, 0)
RADIUS = 150.0


def noise(height: int, width: int, seed: int = 0) -> RGB:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def distances(alpha: Alpha) -> NDArray[np.float64]:
    """Of each pixel from the middle of the picture."""
    y, x = np.mgrid[: alpha.shape[0], : alpha.shape[1]] + 0.5
    return np.asarray(np.hypot(x - alpha.shape[1] / 2, y - alpha.shape[0] / 2))


def disc(side: int = 500, radius: float = RADIUS, soft: float = 4) -> Alpha:
    """Opacity of a disc in the middle of a square, with a ramp of `soft` pixels."""
    inside = radius - distances(np.zeros((side, side), np.uint8))
    return np.asarray(np.rint(np.clip(inside / soft + 0.5, 0, 1) * 255), np.uint8)


def cutout(alpha: Alpha) -> Cutout:
    return Cutout(noise(*alpha.shape), alpha, 0.9)


@pytest.mark.parametrize(
    ("words", "color"),
    [("none", None), ("White", WHITE), ("black", BLACK), ("#f80", ORANGE), ("ff8800", ORANGE)],
)
def test_an_outline_is_read_from_words_and_back(words: str, color: Color | None) -> None:
    assert read_outline(words) == color
    assert read_outline(outline_text(color)) == color


@pytest.mark.parametrize("words", ["", "blur", "transparent", "reddish", "#ff88"])
def test_what_names_no_outline_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        read_outline(words)


@pytest.mark.parametrize("color", [WHITE, BLACK, ORANGE])
@pytest.mark.parametrize(("side", "radius"), [(120, 20), (500, 150), (1500, 600), (3200, 1300)])
def test_an_outline_follows_the_objects_size_and_contour(
    color: Color, side: int, radius: float
) -> None:
    alpha = disc(side, radius)
    width = max(2, 0.012 * radius * np.sqrt(np.pi))
    rgb, around = draw_effects(
        noise(side, side), alpha, Effects.fitting(alpha, color, shadow=False)
    )
    distance = distances(alpha)
    line = (alpha == 0) & (distance < radius + width - 1.5)
    assert (around[line] == 255).all()
    assert (rgb[line] == color).all()
    assert (around[distance > radius + width + 1.5] == 0).all()
    contour = (around > 0) & (around < 255)
    assert contour.sum() < 3 * 2 * np.pi * (radius + width)  # crisp, …
    assert len(np.unique(around[contour])) > 12  # and yet no stairs


def test_where_the_object_is_partly_transparent_its_outline_shines_through() -> None:
    alpha, rgb = disc(soft=12), np.full((500, 500, 3), RED, np.uint8)
    outlined, around = draw_effects(rgb, alpha, Effects.fitting(alpha, BLUE, shadow=True))
    mixed = (alpha > 0) & (alpha < 255) & (distances(alpha) < RADIUS + 1)
    share = alpha[mixed][:, None] / 255
    expected = np.array(RED) * share + np.array(BLUE) * (1 - share)
    assert mixed.sum() > 1000
    assert (around[mixed] == 255).all()
    assert np.abs(outlined[mixed] - expected).max() <= 1


def test_a_shadow_is_black_soft_and_a_little_lower() -> None:
    alpha = disc()
    effects = Effects.fitting(alpha, None, shadow=True)
    rgb, around = draw_effects(noise(500, 500), alpha, effects)
    outside = (alpha == 0) & (around > 0)
    assert outside.sum() > 5000
    assert not rgb[outside].any()
    assert around[outside].max() <= 0.4 * 255 + 1
    below = around[250 + int(RADIUS) + 4 :, 250].astype(int)
    above = around[: 250 - int(RADIUS) - 4, 250].astype(int)
    assert below.sum() > 2 * above.sum()
    assert (np.diff(below) <= 0).all()
    assert np.diff(below).min() > -20
    assert (around[distances(alpha) > RADIUS + effects.reach] == 0).all()


def test_a_real_hole_stays_one_inside_its_outline() -> None:
    alpha = disc()
    alpha[distances(alpha) < 40] = 0
    _, around = draw_effects(
        noise(500, 500), alpha, Effects.fitting(alpha, WHITE, shadow=False)
    )
    assert around[250, 250] == 0
    assert around[250, 250 + 38] == 255


@pytest.mark.parametrize("outline", [None, WHITE, ORANGE])
@pytest.mark.parametrize("shadow", [False, True])
@pytest.mark.parametrize("kind", [Format.PNG, Format.WEBP_LOSSLESS])
@pytest.mark.parametrize(
    "background", [Transparent(), BlurredPhoto(), SolidColor(BLUE), OtherPhoto("sea")]
)
def test_opaque_pixels_reach_lossless_files_as_they_are(
    outline: Color | None, kind: Format, background: Background, *, shadow: bool
) -> None:
    before = cutout(disc(200, 60))
    options = Options(background=background, outline=outline, shadow=shadow)
    done = apply_options(before, options, Pixels(noise(50, 70, seed=1)))
    image = np.asarray(Image.open(BytesIO(done.file(kind))).convert("RGBA"))
    opaque = before.alpha == 255
    assert (image[opaque][:, 3] == 255).all()
    assert np.array_equal(image[opaque][:, :3], before.rgb[opaque])


def test_effects_change_neither_the_cutout_nor_what_is_out_of_reach() -> None:
    before = cutout(disc())
    rgb, alpha = before.rgb.copy(), before.alpha.copy()
    options = Options(outline=WHITE, shadow=True)
    done = apply_options(before, options)
    assert np.array_equal(before.rgb, rgb)
    assert np.array_equal(before.alpha, alpha)
    reach = Effects.fitting(alpha, WHITE, shadow=True).reach
    far = distances(alpha) > RADIUS + 3 + reach
    assert np.array_equal(done.rgb[far], rgb[far])
    assert not done.alpha[far].any()


@pytest.mark.parametrize(
    ("background", "corner"),
    [(SolidColor(BLUE), BLUE), (SolidColor(WHITE), WHITE), (Transparent(), None)],
)
def test_a_shadow_darkens_its_background_and_an_outline_covers_it(
    background: Background, corner: Color | None
) -> None:
    done = apply_options(
        cutout(disc()), Options(background=background, outline=ORANGE, shadow=True)
    )
    assert done.rgb[250, 250 + int(RADIUS) + 2].tolist() == list(ORANGE)
    if corner:
        shaded = done.rgb[250 + int(RADIUS) + 9, 250].astype(int)
        assert done.rgb[0, 0].tolist() == list(corner)
        assert shaded.sum() < 0.9 * sum(corner)


def test_in_a_jpeg_outline_and_shadow_are_on_white() -> None:
    file = apply_options(cutout(disc()), Options(outline=BLACK, shadow=True)).file(Format.JPEG)
    image = np.asarray(Image.open(BytesIO(file))).astype(int)
    assert image[250, 250 + int(RADIUS) + 2].max() < 60
    assert 100 < image[250 + int(RADIUS) + 10, 250].mean() < 240
    assert image[0, 0].min() > 250


@pytest.mark.parametrize("crop", [Crop.TRIM, Crop.SQUARE])
@pytest.mark.parametrize("margin", [0, 2, 30])
@pytest.mark.parametrize("shadow", [False, True])
def test_where_it_is_cropped_the_margin_has_room_for_all_of_it(
    crop: Crop, margin: int, *, shadow: bool
) -> None:
    alpha = np.full((120, 200), 255, np.uint8)  # the photo is nothing but the object
    done = apply_options(
        cutout(alpha), Options(crop=crop, margin=margin, outline=WHITE, shadow=shadow)
    )
    height, width = done.alpha.shape
    edges = done.alpha[0], done.alpha[-1], done.alpha[:, 0], done.alpha[:, -1]
    assert max(edge.max() for edge in edges) <= 40
    added = 2 * margin / 100 if crop is Crop.SQUARE else 0  # it is cut off at all four sides
    assert width >= 200 * (1 + added)
    assert (height == width) == (crop is Crop.SQUARE)


def test_in_the_original_frame_what_leaves_the_photo_is_cut_off() -> None:
    alpha = np.zeros((300, 400), np.uint8)
    alpha[100:, :200] = 255
    done = apply_options(cutout(alpha), Options(outline=WHITE, shadow=True))
    assert done.alpha.shape == (300, 400)
    for row, column in ((98, 0), (98, 100), (200, 201), (299, 201)):  # up to the very edge
        assert done.alpha[row, column] == 255
        assert done.rgb[row, column].tolist() == list(WHITE)


def test_the_outlines_colour_is_brought_into_the_photos_profile() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    names = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}
    profile = re.sub(b"[rg]XYZ", lambda name: names[name[0]], srgb)
    done = apply_options(
        replace(cutout(disc()), icc_profile=profile), Options(outline=(250, 10, 0))
    )
    line = done.rgb[250, 250 + int(RADIUS) + 2].astype(int)
    assert np.abs(line - (10, 250, 0)).max() <= 4


@settings(max_examples=80, deadline=None)
@given(
    st.tuples(*[st.integers(1, 60)] * 2),
    st.sampled_from(Crop),
    st.sampled_from([None, WHITE, ORANGE]),
    st.booleans(),
    st.integers(0, 2**32 - 1),
)
def test_any_cutout_can_be_draw_effects(
    size: tuple[int, int], crop: Crop, outline: Color | None, shadow: bool, seed: int
) -> None:
    alpha = noise(*size, seed)[..., 0]
    alpha[size[0] // 2, size[1] // 2] = 255
    before = Cutout(noise(*size, seed), alpha, 0.5)
    plain = apply_options(before, Options(crop=crop, margin=100))
    done = apply_options(before, Options(crop=crop, margin=100, outline=outline, shadow=shadow))
    if done.alpha.shape == plain.alpha.shape:  # else the margin had to be wider
        assert (done.alpha >= plain.alpha).all()
        opaque = plain.alpha == 255
        assert np.array_equal(done.rgb[opaque], plain.rgb[opaque])
    assert (done.alpha == 255).sum() >= (alpha == 255).sum()


@pytest.mark.parametrize(
    ("width", "height", "crop", "margin"),
    [(40_000, 50, "square", 5), (2, 100_000, "square", 0), (9000, 9, "square", 100),
     (500_000, 8, "trim", 100), (3000, 2500, "square", 100)],
)  # fmt: skip
def test_what_is_around_a_long_thin_object_has_not_many_times_its_pixels(
    width: int, height: int, crop: str, margin: int
) -> None:
    alpha = np.full((height, width), 255, np.uint8)
    thin = Cutout(np.zeros((height, width, 3), np.uint8), alpha, 0.9)
    options = Options.read(
        {"crop": crop, "margin": margin, "outline": "red", "shadow": True, "background": "blur"}
    )
    shown = apply_options(thin, options)
    assert shown.alpha.size <= 25_000_000
    assert shown.alpha.shape >= alpha.shape


def test_an_object_across_a_large_photo_still_gets_its_square() -> None:
    alpha = np.zeros((3000, 4000), np.uint8)
    alpha[1000:2000] = 255
    assert crop_box(alpha, Crop.SQUARE, 5) == (-200, -700, 4200, 3700)
