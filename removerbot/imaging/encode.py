"""A cutout to look at: small JPEG pictures of it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from removerbot.imaging.background import plain, put_on
from removerbot.imaging.color import WHITE
from removerbot.imaging.options import Format
from removerbot.imaging.png import compose, write_png
from removerbot.imaging.types import RGB, Alpha, Size

THUMBNAIL_SIDE = 320
"""Longest side that Telegram takes, in pixels."""

_LOOK_SIDE = 1280
"""Telegram makes a photo no larger."""

_SLIMMEST = 18
"""Telegram takes no photo that is 20 times as long as it is wide."""

_SQUARE = 16
_SHADES = (255, 229)
"""Side and greys of the squares that stand for transparency."""

Picture = NDArray[np.uint8]
"""Colours times opacity, and opacity: uint8 H×W×4."""


def thumbnail(rgb: RGB, alpha: Alpha) -> bytes:
    """The cutout on white, at most 320 pixels long, as a JPEG file of a few kilobytes."""
    picture = _reduced(rgb, alpha, THUMBNAIL_SIDE)
    return _jpeg(_on(plain(WHITE, _size(picture)), picture), 80)


def quick_look(rgb: RGB, alpha: Alpha) -> bytes:
    """The cutout on a checkerboard where it is transparent, at most 1280 pixels long and
    never so slim that Telegram refuses it, as a JPEG file."""
    picture = _no_slimmer(_reduced(rgb, alpha, _LOOK_SIDE))
    return _jpeg(_on(_checkerboard(_size(picture)), picture), 90)


def _reduced(rgb: RGB, alpha: Alpha, side: int) -> Picture:
    """With a longer side of at most so many pixels."""
    size = _size(alpha)
    if max(size) > 2 * side:  # skip pixels where that is not seen
        twice = _scaled(size, 2 * side)
        rgb = _resized(rgb, twice, cv2.INTER_NEAREST)
        alpha = _resized(alpha, twice, cv2.INTER_NEAREST)
    rgba = cv2.insertChannel(alpha, cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA), 3)
    picture = np.asarray(cv2.cvtColor(rgba, cv2.COLOR_RGBA2mRGBA), np.uint8)
    if max(size) <= side:
        return picture
    return _resized(picture, _scaled(size, side), cv2.INTER_AREA)


def _on(ground: RGB, picture: Picture) -> RGB:
    """What is seen where the ground shines through."""
    clear = cv2.bitwise_not(cv2.extractChannel(picture, 3))
    behind = cv2.multiply(ground, cv2.cvtColor(clear, cv2.COLOR_GRAY2RGB), scale=1 / 255)
    return np.asarray(cv2.add(cv2.cvtColor(picture, cv2.COLOR_RGBA2RGB), behind), np.uint8)


def _scaled(size: Size, side: int) -> Size:
    scale = side / max(size)
    return Size(max(1, round(size.width * scale)), max(1, round(size.height * scale)))


def _resized(image: NDArray[np.uint8], size: Size, how: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(image, size, interpolation=how), np.uint8)


def _no_slimmer(picture: Picture) -> Picture:
    """With a transparent border where it would be too slim."""
    width, height = _size(picture)
    least = -(-max(height, width) // _SLIMMEST)
    across, down = (max(0, (least - side + 1) // 2) for side in (width, height))
    if not (across or down):
        return picture
    bordered = cv2.copyMakeBorder(
        picture, down, down, across, across, cv2.BORDER_CONSTANT, value=0
    )
    return np.asarray(bordered, np.uint8)


def _checkerboard(size: Size) -> RGB:
    y, x = np.ogrid[: size.height, : size.width]
    odd = (x // _SQUARE + y // _SQUARE) % 2
    return np.repeat(np.array(_SHADES, np.uint8)[odd][..., None], 3, axis=2)


def _size(image: NDArray[np.uint8]) -> Size:
    return Size(image.shape[1], image.shape[0])


def _jpeg(rgb: RGB, quality: int) -> bytes:
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, (cv2.IMWRITE_JPEG_QUALITY, quality))[1].tobytes()


LONG_SIDE = 2048
"""Pixels at the most: enough for any phone, and to zoom in a little."""


def encode_jpeg(rgb: RGB) -> bytes:
    """A picture, uint8 H×W×3, as a JPEG file."""
    blue_first = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".jpg", blue_first, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes()


def draw_for_screen(rgb: RGB) -> bytes:
    """A photo, uint8 H×W×3, with no more than `LONG_SIDE` pixels a side, as a JPEG file."""
    height, width = rgb.shape[:2]
    scale = LONG_SIDE / max(height, width)
    if scale < 1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    return encode_jpeg(rgb)


LONGEST_SIDE = {Format.PNG: 2**31 - 1, Format.WEBP: 16_383, Format.JPEG: 65_500}
"""What each format, or its library, can hold at most, in pixels."""

_JPEG_QUALITY = 93

QUALITY = 85
"""Of the JPEG."""


def write(rgb: RGB, alpha: Alpha, icc_profile: bytes | None, kind: Format) -> bytes:
    """Encode a picture. PNG and WEBP keep every pixel as it is.

    Args:
        rgb: uint8 H×W×3.
        alpha: uint8 H×W; in a JPEG file white shines through.
        icc_profile: the colour profile of `rgb`, if it is not sRGB.
        kind: of file.

    Raises:
        ValueError: a side is longer than this kind can hold.
    """
    if not holds(kind, Size(rgb.shape[1], rgb.shape[0])):
        raise ValueError(f"a side has more than the {LONGEST_SIDE[kind]} pixels of {kind.name}")
    return _WRITERS[kind](rgb, alpha, icc_profile)


def holds(kind: Format, size: Size) -> bool:
    """Whether a picture of this size fits into this kind of file."""
    return max(size) <= LONGEST_SIDE[kind]


def format_of(path: PurePath) -> Format:
    """The kind of file that a name means.

    Raises:
        ValueError: it is none of ours.
    """
    ending = path.suffix.lower().removeprefix(".")
    try:
        return Format.JPEG if ending == "jpeg" else Format(ending)
    except ValueError:
        raise ValueError(f"{path.name} ends neither in .png nor in .webp or .jpg") from None


def _write_webp(rgb: RGB, alpha: Alpha, icc_profile: bytes | None) -> bytes:
    file = BytesIO()
    options = {"lossless": True, "quality": 0, "method": 0}  # quickly, that is
    Image.fromarray(compose(rgb, alpha)).save(file, "WEBP", icc_profile=icc_profile, **options)
    return file.getvalue()


def _write_jpeg(rgb: RGB, alpha: Alpha, icc_profile: bytes | None) -> bytes:
    if alpha.min() < 255:
        rgb = put_on(plain(WHITE, Size(rgb.shape[1], rgb.shape[0])), rgb, alpha)
    file = BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(
        file, "JPEG", quality=_JPEG_QUALITY, subsampling=0, icc_profile=icc_profile
    )
    return file.getvalue()


_WRITERS: dict[Format, Callable[[RGB, Alpha, bytes | None], bytes]] = {
    Format.PNG: write_png,
    Format.WEBP: _write_webp,
    Format.JPEG: _write_jpeg,
}
