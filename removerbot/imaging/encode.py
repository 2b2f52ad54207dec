"""Pictures as files: the output formats, and small JPEG pictures to look at."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple, Self

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from removerbot.imaging.color import WHITE, composite, filled
from removerbot.imaging.photo import on_white
from removerbot.imaging.png import compose, write_png
from removerbot.imaging.types import RGB, Alpha, Box, Photo, Pixels, Size, size_of


class Fit(StrEnum):
    """What was done to a file to keep it small enough to be sent."""

    DEFLATED = "deflated"
    TRIMMED = "trimmed"
    WEBP = "webp"


class Format(StrEnum):
    """An output format."""

    PNG = "png"
    WEBP = "webp"
    WEBP_LOSSLESS = "webp-lossless"
    JPEG = "jpg"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        name = str(value).lower().replace("jpeg", "jpg")
        return cls(name) if name != value else None

    @property
    def ending(self) -> str:
        """The ending of file names, without the dot."""
        return self.value.partition("-")[0]


class Codec(NamedTuple):
    """How a format is written.

    Attributes:
        media_type: the MIME type.
        longest_side: pixels that the format, or its library, can hold.
        encode: takes colors, uint8 H×W×3, opacity, uint8 H×W, and the ICC profile of the
            colors, `None` for sRGB.
    """

    media_type: str
    longest_side: int
    encode: Callable[[RGB, Alpha, bytes | None], bytes]


def _encode_webp(
    rgb: RGB, alpha: Alpha, icc_profile: bytes | None, **options: int | bool
) -> bytes:
    file = BytesIO()
    Image.fromarray(compose(rgb, alpha)).save(file, "WEBP", icc_profile=icc_profile, **options)
    return file.getvalue()


def _encode_jpeg(rgb: RGB, alpha: Alpha, icc_profile: bytes | None) -> bytes:
    if alpha.min() < 255:
        rgb = composite(filled(WHITE, size_of(rgb)), rgb, alpha)
    file = BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(
        file, "JPEG", quality=93, subsampling=0, icc_profile=icc_profile
    )
    return file.getvalue()


CODECS = {
    Format.PNG: Codec("image/png", 2**31 - 1, write_png),
    Format.WEBP: Codec(
        "image/webp", 16_383, partial(_encode_webp, quality=92, alpha_quality=100, method=2)
    ),
    Format.WEBP_LOSSLESS: Codec(
        "image/webp", 16_383, partial(_encode_webp, lossless=True, quality=0, method=0)
    ),
    Format.JPEG: Codec("image/jpeg", 65_500, _encode_jpeg),
}
"""PNG and lossless WEBP keep every pixel as it is; WEBP keeps the opacity and, in photos, takes
a seventh of a PNG's bytes. JPEG has no transparency: what is transparent becomes white."""


ENDINGS = ".png, .webp, .jpg or .jpeg"
"""For messages: what the name of a file can end in."""


def encode(rgb: RGB, alpha: Alpha, icc_profile: bytes | None, kind: Format) -> bytes:
    """Encodes a picture as a file of a format; takes what `Codec.encode` does.

    Raises:
        ValueError: a side is longer than the format can hold.
    """
    if not holds(kind, size_of(rgb)):
        raise ValueError(
            f"a side has more than the {CODECS[kind].longest_side} pixels of {kind.name}"
        )
    return CODECS[kind].encode(rgb, alpha, icc_profile)


def holds(kind: Format, size: Size) -> bool:
    """Returns whether a picture of this size fits into a file of this format."""
    return max(size) <= CODECS[kind].longest_side


def format_of(path: PurePath) -> Format:
    """Returns the format that a file's name says.

    Raises:
        ValueError: the name has none of their endings.
    """
    ending = path.suffix.lower().removeprefix(".")
    try:
        return Format(ending.replace("-", ""))
    except ValueError:
        raise ValueError(f"{path.name} does not end in {ENDINGS}") from None


THUMBNAIL_SIDE = 320
"""Longest side of a thumbnail that Telegram takes, in pixels."""

_QUICK_LOOK_SIDE = 1280
"""Longest side of a photo in Telegram, in pixels."""

_MAX_RATIO = 18
"""Of length to width; Telegram refuses a photo with one of 20."""

PAGE_SIDE = 2048
"""Longest side of the photo on the page, in pixels: enough for a phone, with some zoom."""

_REGION_SIDE = 1024
"""Longest side of a region for a model, in pixels: Segment Anything sees no more."""

_SQUARE, _SHADES = 16, (255, 229)
"""Side in pixels and grays of the checkerboard that stands for transparency."""

Picture = NDArray[np.uint8]
"""Colors premultiplied by opacity, and opacity: uint8 H×W×4."""


def thumbnail(rgb: RGB, alpha: Alpha) -> bytes:
    """Encodes a cutout on white, at most 320 pixels long, as a small JPEG file."""
    picture = _reduced(rgb, alpha, THUMBNAIL_SIDE)
    return encode_jpeg(_on(filled(WHITE, size_of(picture)), picture), 80)


def quick_look(rgb: RGB, alpha: Alpha) -> bytes:
    """Encodes a cutout on a checkerboard as a JPEG file of a size that Telegram takes."""
    picture = _widened(_reduced(rgb, alpha, _QUICK_LOOK_SIDE))
    return encode_jpeg(_on(_checkerboard(size_of(picture)), picture), 90)


def encode_for_page(rgb: RGB) -> bytes:
    """Encodes a photo, uint8 H×W×3, at most `PAGE_SIDE` pixels long, as a JPEG file."""
    return encode_jpeg(_within(rgb, PAGE_SIDE))


def encode_jpeg(rgb: RGB, quality: int = 85) -> bytes:
    """Encodes a picture, uint8 H×W×3, as a JPEG file."""
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, (cv2.IMWRITE_JPEG_QUALITY, quality))[1].tobytes()


def encode_region(photo: Photo, pixels: Pixels, region: Box) -> Photo:
    """Makes a photo of a part of another one, to be segmented by itself. A large one is scaled
    down to what a model sees."""
    rgb = _within(on_white(pixels)[region.slices], _REGION_SIDE)
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    data = cv2.imencode(".png", bgr, (cv2.IMWRITE_PNG_COMPRESSION, 1))[1].tobytes()
    return Photo(f"{photo.key}/{','.join(map(str, region))}", data, size_of(rgb))


def _reduced(rgb: RGB, alpha: Alpha, side: int) -> Picture:
    """Premultiplies a cutout and scales it down to a longest side of `side` pixels."""
    size = size_of(alpha)
    if max(size) > 2 * side:  # skips pixels, which cannot be seen at this size
        twice = _scaled(size, 2 * side)
        rgb = _resized(rgb, twice, cv2.INTER_NEAREST)
        alpha = _resized(alpha, twice, cv2.INTER_NEAREST)
    rgba = cv2.insertChannel(alpha, cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA), 3)
    picture = np.asarray(cv2.cvtColor(rgba, cv2.COLOR_RGBA2mRGBA), np.uint8)
    if max(size) <= side:
        return picture
    return _resized(picture, _scaled(size, side), cv2.INTER_AREA)


def _within(rgb: RGB, side: int) -> RGB:
    """Scales a photo down to a longest side of `side` pixels, if it is larger."""
    size = size_of(rgb)
    return rgb if max(size) <= side else _resized(rgb, _scaled(size, side), cv2.INTER_AREA)


def _on(background: RGB, picture: Picture) -> RGB:
    clear = cv2.bitwise_not(cv2.extractChannel(picture, 3))
    behind = cv2.multiply(background, cv2.cvtColor(clear, cv2.COLOR_GRAY2RGB), scale=1 / 255)
    return np.asarray(cv2.add(cv2.cvtColor(picture, cv2.COLOR_RGBA2RGB), behind), np.uint8)


def _scaled(size: Size, side: int) -> Size:
    scale = side / max(size)
    return Size(max(1, round(size.width * scale)), max(1, round(size.height * scale)))


def _resized(image: NDArray[np.uint8], size: Size, interpolation: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(image, size, interpolation=interpolation), np.uint8)


def _widened(picture: Picture) -> Picture:
    """Adds transparent borders to a picture of more than `_MAX_RATIO`."""
    width, height = size_of(picture)
    least = -(-max(height, width) // _MAX_RATIO)
    across, down = (max(0, (least - side + 1) // 2) for side in (width, height))
    if not (across or down):
        return picture
    return np.pad(picture, ((down, down), (across, across), (0, 0)))


def _checkerboard(size: Size) -> RGB:
    y, x = np.ogrid[: size.height, : size.width]
    odd = (x // _SQUARE + y // _SQUARE) % 2
    return np.repeat(np.array(_SHADES, np.uint8)[odd][..., None], 3, axis=2)
