"""Stickers: the size, the outline, the soft edge, and what no file may exceed."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageCms

from removerbot.imaging.color import Color
from removerbot.imaging.effects import bounds
from removerbot.imaging.sticker import (
    MAX_BYTES,
    SIDE,
    Drawn,
    Style,
    as_png,
    as_webp,
    draw_sticker,
)
from removerbot.imaging.types import RGB, Alpha

NO_OUTLINE = Style(outline=None)
RED = (200, 30, 40)


def disc(width: int = 900, height: int = 700, radius: float = 200) -> tuple[RGB, Alpha]:
    """A red disc with a soft edge on a green photo."""
    rgb = np.full((height, width, 3), (0, 255, 0), np.uint8)
    y, x = np.mgrid[:height, :width]
    distance = np.hypot(x - width / 2 + 0.5, y - height / 2 + 0.5)
    rgb[distance < radius + 2] = RED
    return rgb, (255 * np.clip(radius - distance + 0.5, 0, 1)).astype(np.uint8)


def block(width: int, height: int) -> tuple[RGB, Alpha]:
    return np.full((height, width, 3), RED, np.uint8), np.full((height, width), 255, np.uint8)


def profile(sticker: Drawn) -> NDArray[np.uint8]:
    """The middle row from the left edge to the middle."""
    row: NDArray[np.uint8] = sticker[sticker.shape[0] // 2, : SIDE // 2]
    return row


@given(
    width=st.integers(1, 700),
    height=st.integers(1, 700),
    outline=st.sampled_from([None, (255, 255, 255)]),
    thickness=st.integers(1, 40),
    shadow=st.booleans(),
)
def test_the_longer_side_is_exactly_512_and_nothing_touches_the_edge(
    width: int, height: int, outline: Color | None, thickness: int, *, shadow: bool
) -> None:
    sticker = draw_sticker(*block(width, height), Style(outline, thickness, shadow))
    rows, columns = sticker.shape[:2]
    assert max(rows, columns) == SIDE
    alpha = sticker[..., 3]
    assert alpha.max() >= 128
    for edge in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]):
        assert edge.max() <= 8


@pytest.mark.parametrize(
    ("width", "height"),
    [(1, 1), (2, 1), (4000, 1), (1, 4000), (4000, 3), (4000, 3000), (513, 512)],
)
def test_extreme_objects_become_stickers(width: int, height: int) -> None:
    sticker = draw_sticker(*block(width, height), Style())
    with Image.open(BytesIO(as_webp(sticker))) as image:
        assert max(image.size) == SIDE
        assert min(image.size) <= SIDE
    middle = sticker[sticker.shape[0] // 2, sticker.shape[1] // 2]
    assert np.abs(middle[:3].astype(int) - RED).max() <= 2
    assert middle[3] == 255


@pytest.mark.parametrize("width", [3, 10, 24])
@pytest.mark.parametrize("color", [(255, 255, 255), (0, 0, 0), (10, 120, 240)])
def test_the_outline_has_its_colour_and_width(color: Color, width: int) -> None:
    row = profile(draw_sticker(*disc(), Style(color, width)))
    in_colour = (np.abs(row[:, :3].astype(int) - color).max(axis=1) < 30) & (row[:, 3] > 127)
    assert abs(in_colour.sum() - width) <= 1.5


def test_the_outlines_contour_is_round_and_soft() -> None:
    alpha = draw_sticker(*disc(), Style())[..., 3]
    middle = (SIDE - 1) / 2
    y, x = np.mgrid[:SIDE, :SIDE]
    distance = np.hypot(x - middle, y - middle)
    contour = (alpha > 0) & (alpha < 255)
    assert np.ptp(distance[contour]) < 8  # the same everywhere
    assert len(np.unique(alpha[contour])) > 30


def test_the_outline_bridges_small_holes_and_notches() -> None:
    rgb, alpha = block(400, 400)
    alpha[198:202, 198:202] = 0
    alpha[:60, 100:104] = 0
    sticker = draw_sticker(rgb, alpha, Style())
    assert sticker[30:-30, 30:-30, 3].min() == 255
    assert tuple(sticker[256, 256]) == (255, 255, 255, 255)


def test_a_glassy_object_is_outlined_too() -> None:
    rgb, alpha = disc()
    row = profile(draw_sticker(rgb, alpha // 4, Style()))
    assert tuple(row[9]) == (255, 255, 255, 255)


def test_without_an_outline_the_soft_edge_stays_and_holds_no_background() -> None:
    row = profile(draw_sticker(*disc(), NO_OUTLINE))
    soft = row[(row[:, 3] > 0) & (row[:, 3] < 255)]
    assert len(soft)
    assert (soft[:, 1] < 60).all()  # the photo's green is nowhere


def test_colours_under_full_transparency_are_zero() -> None:
    rgba = draw_sticker(*disc(), Style(shadow=True))
    assert not rgba[rgba[..., 3] == 0].any()


def test_a_shadow_lies_below_and_fades() -> None:
    rgba = draw_sticker(*disc(), Style(shadow=True))
    column = rgba[:, SIDE // 2]
    below, above = column[-20:], column[:20]
    assert below[:, 3].sum() > above[:, 3].sum()
    assert (np.diff(below[:, 3].astype(int)) <= 0).all()
    assert not below[6:, :3].any()


@pytest.mark.parametrize("radius", [8, 20, 40])
def test_a_tiny_disc_is_enlarged_to_a_smooth_one(radius: int) -> None:
    rgb, alpha = disc(200, 200, radius)
    hard = np.uint8(255) * (alpha > 127)
    enlarged = draw_sticker(rgb, hard, NO_OUTLINE)
    y, x = np.mgrid[:SIDE, :SIDE]
    ideal = np.hypot(x - SIDE / 2 + 0.5, y - SIDE / 2 + 0.5) < SIDE / 2 - 4
    inside = enlarged[..., 3] > 127
    assert (ideal & inside).sum() / (ideal | inside).sum() > 0.93
    assert ((enlarged[..., 3] > 0) & (enlarged[..., 3] < 255)).sum() < 8 * SIDE
    assert (np.abs(enlarged[inside][:, :3].astype(int) - RED) < 3).all()


def test_a_thin_line_does_not_vanish_when_it_is_enlarged() -> None:
    rgb, alpha = block(30, 30)
    alpha[1:-1, 1:14] = 0
    alpha[1:-1, 15:-1] = 0
    assert draw_sticker(rgb, alpha, NO_OUTLINE)[256, 245, 3] == 255


@pytest.mark.parametrize("alpha_noise", [False, True])
def test_noise_is_kept_below_the_limit(*, alpha_noise: bool) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (504, 504, 4), np.uint8)
    alpha = noise[..., 3] if alpha_noise else np.full((504, 504), 255, np.uint8)
    sticker = draw_sticker(noise[..., :3].copy(), alpha, NO_OUTLINE)
    assert len(as_webp(sticker)) < MAX_BYTES
    with Image.open(BytesIO(as_webp(sticker))) as image:
        assert image.size == (SIDE, SIDE)


def test_both_files_hold_what_was_drawn() -> None:
    sticker = draw_sticker(*disc(), Style())
    png = np.asarray(Image.open(BytesIO(as_png(sticker))))
    assert np.array_equal(png, sticker)
    webp = np.asarray(Image.open(BytesIO(as_webp(sticker))).convert("RGBA"))
    assert np.array_equal(webp[..., 3], sticker[..., 3])
    opaque = webp[..., 3] == 255
    assert np.abs(webp[opaque].astype(int) - sticker[opaque]).mean() < 2


def test_colours_of_a_profile_become_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    rgb, alpha = block(50, 50)
    assert np.array_equal(  # one that does not fit changes nothing
        draw_sticker(rgb, alpha, Style(), profile.tobytes()),
        draw_sticker(rgb, alpha, Style()),
    )
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    drawn = draw_sticker(rgb, alpha, Style(), srgb.tobytes())
    assert np.abs(drawn[256, 256, :3].astype(int) - RED).max() <= 1


def test_haze_is_outside_the_bounds_unless_there_is_nothing_else() -> None:
    alpha = np.full((40, 60), 5, np.uint8)
    assert bounds(alpha) == (0, 0, 60, 40)
    alpha[10:20, 30:50] = 200
    assert bounds(alpha) == (30, 10, 50, 20)
    with pytest.raises(ValueError, match="transparency"):
        bounds(np.zeros((3, 3), np.uint8))


@pytest.mark.parametrize("width", [0, 41, -1])
def test_no_style_has_an_outline_out_of_bounds(width: int) -> None:
    with pytest.raises(ValueError, match="pixels"):
        Style(width=width)


@pytest.mark.parametrize(
    "style", [Style(), Style(None, 3), Style((1, 2, 255), 40, shadow=True)]
)
def test_a_style_reads_back_from_its_code(style: Style) -> None:
    assert Style.from_code(style.code) == style
