"""A cutout to look at: small JPEG pictures of it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.core.backdrop import plain
from removerbot.core.paint import WHITE
from removerbot.core.types import RGB, Alpha, Size

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
