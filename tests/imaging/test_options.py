"""Cutouts with options: cropped, on a background, as files; opaque pixels stay as they are."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from removerbot.errors import NotAColor
from removerbot.i18n import prompt_parser
from removerbot.imaging.background import (
    KINDS,
    Background,
    BlurredPhoto,
    Canvas,
    OtherPhoto,
    SolidColor,
    Transparent,
    cover,
    read_background,
)
from removerbot.imaging.color import WHITE, hex_code, read_color
from removerbot.imaging.conversion import converted, converted_color
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.effects import apply_options, crop_box, cropped
from removerbot.imaging.encode import Format, format_of, holds, quick_look, thumbnail
from removerbot.imaging.matting import grow_alpha
from removerbot.imaging.options import DEFAULTS, Crop, Options, schemas, values_of
from removerbot.imaging.types import RGB, Alpha, Box, Pixels, Size
from telegram_sandbox import SAMPLE_PHOTO
from tests.hostile import slow_profile

ORANGE = (255, 136, 0)


def noise(height: int, width: int, seed: int = 0) -> RGB:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def disc(height: int, width: int, radius: float, soft: float = 1) -> Alpha:
    """Opacity of a disc in the middle, with a ramp of `soft` pixels."""
    y, x = np.mgrid[:height, :width] + 0.5
    distance = radius - np.hypot(x - width / 2, y - height / 2)
    return np.asarray(np.rint(np.clip(distance / soft + 0.5, 0, 1) * 255), np.uint8)


def cutout(height: int = 120, width: int = 200, radius: float = 30, soft: float = 6) -> Cutout:
    return Cutout(noise(height, width), disc(height, width, radius, soft), 0.9)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(
    ("text", "color"),
    [("#ff8800", ORANGE), ("ff8800", ORANGE), ("#F80", ORANGE), ("fff", WHITE)],
)
def test_a_colour_has_six_digits_or_three(text: str, color: tuple[int, int, int]) -> None:
    assert read_color(text) == color
    assert read_color(hex_code(color)) == color


@pytest.mark.parametrize(
    "text",
    ["", "#", "#ff", "#ffff", "#fffff", "gggggg", "ffffffff", "ff 88 00", "##fff", "#１２３"],
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        read_color(text)


@pytest.mark.parametrize(
    ("words", "background"),
    [
        ("#ff8800", SolidColor(ORANGE)),
        (" #F80 ", SolidColor(ORANGE)),
        ("＃ff8800!", SolidColor(ORANGE)),
        ("C4", None),
        ("", None),
    ],
)
def test_a_background_is_read_from_a_reply(words: str, background: Background | None) -> None:
    assert prompt_parser().read_background(words) == background


@pytest.mark.parametrize("words", ["#", "#nothex", "#C4", "# ff8800 C4"])
def test_a_reply_that_starts_like_a_color_and_is_none_is_refused(words: str) -> None:
    with pytest.raises(NotAColor):
        prompt_parser().read_background(words)


@pytest.mark.parametrize(
    "background",
    [
        Transparent(),
        BlurredPhoto(),
        SolidColor(WHITE),
        SolidColor((0, 0, 0)),
        SolidColor((1, 2, 254)),
    ],
)
def test_a_background_reads_back_from_its_text(background: Background) -> None:
    assert read_background(background.text) == background


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_background_reads_the_texts_that_it_documents(
    kind: type[Background],
) -> None:
    texts = [*kind.words, *([kind.example] if kind.example else [])]
    assert texts
    for text in texts:
        background = read_background(text.upper())
        assert isinstance(background, kind)
        assert read_background(background.text) == background


@pytest.mark.parametrize("text", ["", "photo", "nice", "#ff88", "white ", "blurr"])
def test_what_names_no_background_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        read_background(text)


@pytest.mark.parametrize("grow", [-6, 6])
@pytest.mark.parametrize("margin", [-1, 101])
def test_no_option_is_out_of_its_range(grow: int, margin: int) -> None:
    with pytest.raises(ValueError, match="-5 to 5"):
        Options(grow=grow)
    with pytest.raises(ValueError, match="0 to 100"):
        Options(margin=margin)


@pytest.mark.parametrize(
    ("option", "value", "line"),
    [
        ("edge", "sharp", "edge must be one of hard, soft, fine, not 'sharp'"),
        ("crop", "round", "crop must be one of none, trim, square, not 'round'"),
        ("format", "gif", f"format must be one of {', '.join(Format)}, not 'gif'"),
        ("grow", 6, "grow must be -5 to 5, not 6"),
        ("grow", "a lot", "grow must be -5 to 5, not 'a lot'"),
        ("margin", 101, "margin must be 0 to 100 percent, not 101"),
        ("outline", "thick", "outline 'thick' is no colour such as #ff8800"),
        ("background", "nice", "background 'nice' is no colour such as #ff8800"),
    ],
)
def test_a_wrong_value_is_one_friendly_line(option: str, value: object, line: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(line)}$"):
        Options.read({option: value})


@pytest.mark.parametrize("option", Options.model_fields)
def test_every_option_is_described_and_takes_the_texts_that_it_documents(option: str) -> None:
    schema = schemas()[option]
    assert len(schema["description"]) > 10
    assert Options.read({option: schema["default"]}) == DEFAULTS
    assert values_of(option) or schema["type"] == "boolean"
    for text in schema.get("enum", schema.get("examples", ())):
        options = Options.read({option: text})
        assert Options.read(options.model_dump(mode="json")) == options


def test_an_option_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="no option 'colour'"):
        DEFAULTS.replace(colour="red")


@pytest.mark.parametrize(
    ("crop", "margin", "box"),
    [
        (Crop.NONE, 50, Box(0, 0, 100, 80)),
        (Crop.TRIM, 0, Box(20, 10, 60, 30)),
        (Crop.TRIM, 10, Box(16, 6, 64, 34)),
        (Crop.TRIM, 100, Box(-20, -30, 100, 70)),
        (Crop.SQUARE, 0, Box(20, 0, 60, 40)),
        (Crop.SQUARE, 25, Box(10, -10, 70, 50)),
    ],
)
def test_a_crop_is_the_object_and_its_margin(crop: Crop, margin: int, box: Box) -> None:
    alpha = np.zeros((80, 100), np.uint8)
    alpha[10:30, 20:60] = 255
    assert crop_box(alpha, crop, margin) == box


def test_a_side_where_the_photo_cuts_the_object_off_gets_no_margin() -> None:
    alpha = np.zeros((80, 100), np.uint8)
    alpha[50:, 20:60] = 255
    assert crop_box(alpha, Crop.TRIM, 10) == Box(16, 46, 64, 80)
    assert crop_box(alpha, Crop.TRIM, 10, 6) == Box(14, 44, 66, 86)  # an outline needs room
    assert crop_box(alpha, Crop.SQUARE, 10) == Box(16, 41, 64, 89)


@settings(max_examples=80, deadline=None)
@given(
    st.tuples(*[st.integers(1, 40)] * 2),
    st.tuples(*[st.floats(0, 1)] * 4),
    st.integers(0, 100),
    st.sampled_from(Crop),
)
def test_any_object_can_be_cropped(
    size: tuple[int, int], place: tuple[float, ...], margin: int, crop: Crop
) -> None:
    alpha = np.zeros(size, np.uint8)
    top, left = int(place[0] * (size[0] - 1)), int(place[1] * (size[1] - 1))
    height, width = (
        1 + int(place[2] * (size[0] - top - 1)),
        1 + int(place[3] * (size[1] - left - 1)),
    )
    alpha[top : top + height, left : left + width] = 255
    box = crop_box(alpha, crop, margin)
    part = cropped(alpha, box)
    assert part.shape == (box.height, box.width)
    assert (part == 255).sum() == height * width
    assert crop is not Crop.SQUARE or box.width == box.height


@pytest.mark.parametrize("crop", Crop)
@pytest.mark.parametrize(
    "background", [Transparent(), BlurredPhoto(), SolidColor(ORANGE), OtherPhoto("sea")]
)
@pytest.mark.parametrize("kind", [Format.PNG, Format.WEBP_LOSSLESS])
def test_opaque_pixels_reach_lossless_files_as_they_are(
    crop: Crop, background: Background, kind: Format
) -> None:
    before = cutout()
    options = Options(crop=crop, margin=0, background=background)
    done = apply_options(before, options, Pixels(noise(50, 70, seed=1)))
    image = np.asarray(opened(done.file(kind)).convert("RGBA"))
    where = crop_box(before.alpha, crop, 0)
    opaque = cropped(before.alpha, where) == 255
    assert opaque.sum() > 1000
    assert np.array_equal(image[opaque][:, :3], cropped(before.rgb, where)[opaque])
    assert np.array_equal(image[..., 3], done.alpha)
    assert (done.alpha == 255).all() == (background != Transparent())


def test_partly_transparent_pixels_are_mixed_with_the_background() -> None:
    before = cutout()
    done = apply_options(before, Options(background=SolidColor(ORANGE)))
    mixed = (before.alpha > 0) & (before.alpha < 255)
    assert mixed.sum() > 100
    share = before.alpha[mixed][:, None] / 255
    expected = before.rgb[mixed] * share + np.array(ORANGE) * (1 - share)
    assert np.abs(done.rgb[mixed] - expected).max() <= 1
    assert (done.rgb[before.alpha == 0] == ORANGE).all()


def test_options_change_neither_the_cutout_nor_the_photo() -> None:
    before = cutout()
    rgb, alpha = before.rgb.copy(), before.alpha.copy()
    for crop in Crop:
        for background in (BlurredPhoto(), SolidColor(ORANGE)):
            apply_options(before, Options(crop=crop, background=background))
    assert np.array_equal(before.rgb, rgb)
    assert np.array_equal(before.alpha, alpha)


def test_a_blurred_photo_has_its_colours_but_not_the_objects() -> None:
    rgb = np.zeros((300, 400, 3), np.uint8)
    rgb[:, :200], rgb[:, 200:] = (0, 0, 250), (0, 250, 0)
    alpha = disc(300, 400, 60)
    rgb[alpha > 0] = (250, 0, 0)
    background = BlurredPhoto().render(Canvas(rgb, alpha, Box(0, 0, 400, 300)))
    assert background[alpha < 255][:, 0].max() < 10  # what can be seen of it
    assert background[20, 20].tolist() == [0, 0, 250]
    assert background[20, 380].tolist() == [0, 250, 0]
    assert 60 < background[20, 200, 1] < 190


def test_a_blurred_photo_goes_on_beyond_its_edge() -> None:
    rgb = np.full((30, 40, 3), (10, 20, 30), np.uint8)
    background = BlurredPhoto().render(Canvas(rgb, disc(30, 40, 9), Box(-20, -30, 60, 50)))
    assert background.shape == (80, 80, 3)
    assert (background == (10, 20, 30)).all()


def test_where_the_object_fills_the_photo_it_is_blurred_itself() -> None:
    rgb = np.full((30, 40, 3), (10, 20, 30), np.uint8)
    alpha = np.full((30, 40), 255, np.uint8)
    assert (BlurredPhoto().render(Canvas(rgb, alpha, Box(0, 0, 40, 30))) == rgb).all()


@pytest.mark.parametrize("size", [Size(100, 50), Size(50, 100), Size(7, 900), Size(1, 1)])
@pytest.mark.parametrize("shape", [(60, 60), (10, 400), (400, 10), (1, 1)])
def test_another_photo_just_covers_any_size(size: Size, shape: tuple[int, int]) -> None:
    """Its middle row and column stay in the middle, and a whole side of it is seen."""
    rgb = np.zeros((*shape, 3), np.uint8)
    rgb[..., 0] = np.linspace(0, 250, shape[1]).astype(np.uint8)
    rgb[..., 1] = np.linspace(0, 250, shape[0]).astype(np.uint8)[:, None]
    covered = cover(rgb, size).astype(int)
    assert covered.shape == (size.height, size.width, 3)
    spans = [np.ptp(covered[..., channel]) for channel in (0, 1)]
    if min(shape) > 50 and min(size) > 40:
        assert max(spans) > 230
        assert covered.mean((0, 1))[:2] == pytest.approx([125, 125], abs=4)


def test_colours_of_a_background_are_brought_into_the_photos_profile() -> None:
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # fits no RGB
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (wide, srgb, b"broken"):
        options = Options(background=SolidColor(ORANGE))
        done = apply_options(replace(cutout(), icc_profile=profile), options)
        assert np.abs(done.rgb[0, 0].astype(int) - ORANGE).max() <= 2
        assert done.icc_profile == profile


def test_a_profile_that_would_take_long_changes_no_color() -> None:
    slow = slow_profile(1000)
    rgb = cutout().rgb
    assert converted(rgb, slow, None) is rgb
    assert converted_color(ORANGE, slow) == ORANGE


@pytest.mark.parametrize("kind", Format)
def test_every_kind_of_file_has_its_format_size_and_profile(kind: Format) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = opened(replace(cutout(), icc_profile=profile).file(kind))
    assert image.format == kind.name.partition("_")[0]
    assert image.size == (200, 120)
    assert image.info["icc_profile"] == profile


def test_a_jpeg_is_on_white() -> None:
    image = np.asarray(opened(cutout().file(Format.JPEG)))
    assert (image[0, 0] == 255).all()


def test_what_a_format_cannot_hold_is_refused() -> None:
    long = Cutout(np.zeros((1, 16_384, 3), np.uint8), np.full((1, 16_384), 9, np.uint8), 0.5)
    assert not holds(Format.WEBP, Size(16_384, 1))
    with pytest.raises(ValueError, match="16383"):
        long.file(Format.WEBP)
    assert opened(long.file(Format.JPEG)).size == (16_384, 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", Format.PNG),
        ("a.WEBP", Format.WEBP),
        ("a.jpg", Format.JPEG),
        ("b.c.jpeg", Format.JPEG),
    ],
)
def test_the_name_says_the_kind_of_file(name: str, kind: Format) -> None:
    assert format_of(PurePath(name)) == kind


@pytest.mark.parametrize("name", ["jpg", "jpeg", "JPEG", "JPG"])
def test_a_format_has_the_names_that_people_write(name: str) -> None:
    assert Options.read({"format": name}).format is Format.JPEG


def test_a_webp_file_has_half_the_bytes_of_a_png_at_most_and_the_same_opacity() -> None:
    rgb = np.asarray(Image.open(SAMPLE_PHOTO).convert("RGB"))
    y, x = np.mgrid[: rgb.shape[0], : rgb.shape[1]]
    alpha = np.clip(150 - np.hypot(x - 300, y - 200), 0, 1) * 200 + 55 * (x % 2)
    photo = Cutout(rgb, alpha.astype(np.uint8), 0.9)
    files = {kind: photo.file(kind) for kind in (Format.PNG, Format.WEBP, Format.WEBP_LOSSLESS)}

    assert len(files[Format.WEBP]) < len(files[Format.PNG]) / 2
    lossy, exact = (np.asarray(opened(files[kind])) for kind in list(files)[1:])
    assert np.array_equal(exact, photo.rgba)
    assert np.array_equal(lossy[..., 3], photo.alpha)
    error = (lossy[..., :3].astype(float) - rgb)[photo.alpha > 200]
    assert 10 * np.log10(255**2 / np.mean(error**2)) > 36
    assert Format.WEBP_LOSSLESS.ending == "webp"


@pytest.mark.parametrize("name", ["a", "a.gif", "png", ".png", "a.png.txt", "a.webp-lossless"])
def test_a_name_that_says_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"\.webp"):
        format_of(PurePath(name))


OPTIONS = st.builds(
    Options,
    crop=st.sampled_from(Crop),
    margin=st.integers(0, 100),
    background=st.sampled_from(
        [Transparent(), BlurredPhoto(), SolidColor(ORANGE), OtherPhoto("sea")]
    ),
    format=st.sampled_from(Format),
)


@settings(max_examples=100, deadline=None)
@given(st.tuples(*[st.integers(1, 60)] * 2), OPTIONS, st.integers(0, 2**32 - 1))
def test_any_options_can_be_applied_to_any_cutout(
    size: tuple[int, int], options: Options, seed: int
) -> None:
    alpha = noise(*size, seed)[..., 0]
    alpha[size[0] // 2, size[1] // 2] = 255
    before = Cutout(noise(*size, seed), alpha, 0.5)
    done = apply_options(before, options, Pixels(noise(*size[::-1], seed)))
    shape = (done.alpha.shape[1], done.alpha.shape[0])
    assert opened(done.file(options.format)).size == shape
    assert opened(thumbnail(done.rgb, done.alpha)).size == shape


@pytest.mark.parametrize(
    ("size", "small"),
    [((3000, 4000), (320, 240)), ((100, 80), (80, 100)), ((8000, 10), (1, 320))],
)
def test_a_thumbnail_is_what_telegram_takes(
    size: tuple[int, int], small: tuple[int, int]
) -> None:
    rgb, alpha = np.full((*size, 3), 90, np.uint8), np.zeros(size, np.uint8)
    alpha[: size[0] // 2] = 255
    jpeg = thumbnail(rgb, alpha)
    image = opened(jpeg)
    assert (image.format, image.size) == ("JPEG", small)
    assert len(jpeg) < 200_000
    pixels = np.asarray(image)
    assert abs(int(pixels[0, 0, 0]) - 90) < 6
    assert pixels[-1, 0].min() > 249


@pytest.mark.parametrize("size", [(40, 4000), (4000, 40), (1, 3000), (1, 1)])
def test_a_look_is_never_so_slim_that_telegram_refuses_it(size: tuple[int, int]) -> None:
    look = opened(quick_look(noise(*size), np.full(size, 255, np.uint8)))
    assert max(look.size) <= 1280
    assert max(look.size) < 20 * min(look.size)


@pytest.mark.parametrize("pixels", [-5, -1, 1, 5])
def test_an_edge_grows_and_shrinks_by_so_many_pixels(pixels: int) -> None:
    alpha = np.zeros((60, 60), np.uint8)
    alpha[20:40, 20:40] = 255
    box = crop_box(grow_alpha(alpha, pixels), Crop.TRIM, 0)
    assert box == Box(20 - pixels, 20 - pixels, 40 + pixels, 40 + pixels)


def test_what_a_smaller_edge_would_make_vanish_stays() -> None:
    alpha = np.zeros((9, 9), np.uint8)
    alpha[4, 4] = 255
    assert np.array_equal(grow_alpha(alpha, -3), alpha)
    assert grow_alpha(alpha, 5).shape == alpha.shape
