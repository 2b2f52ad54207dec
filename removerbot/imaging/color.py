"""Colors: as people write them, between ICC profiles, and blended by their alpha."""

import re
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from removerbot.imaging.types import RGB, Alpha, Size

Color = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)

NAMED = {"white": WHITE, "black": BLACK}

NAMED_OR_HEX = f"{'|'.join(NAMED)}|#?([0-9A-Fa-f]{{3}}){{1,2}}"
"""A regular expression of what `read_named_color` parses, but for the case of names."""

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)


def read_color(text: str) -> Color:
    """Parses `#ff8800` or `#f80`, with or without `#`.

    Raises:
        ValueError: the text is no color.
    """
    match = _HEX.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no colour such as #ff8800")
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def read_named_color(text: str) -> Color:
    """Parses a name of `NAMED`, or what `read_color` does."""
    return NAMED.get(text.lower()) or read_color(text)


def hex_code(color: Color) -> str:
    """Formats a color as `#` and six digits."""
    return f"#{bytes(color).hex()}"


def converted(rgb: RGB, source: bytes | None, target: bytes | None) -> RGB:
    """Converts colors to another profile; a broken profile returns the very same array.

    Args:
        rgb: uint8 H×W×3.
        source: the ICC profile of `rgb`; `None` means sRGB.
        target: the profile of the result.
    """
    if source == target:
        return rgb
    try:
        image = ImageCms.profileToProfile(
            Image.fromarray(rgb), _profile(source), _profile(target)
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return rgb
    return np.array(image)


def converted_color(color: Color, target: bytes | None) -> Color:
    """Converts one sRGB color, as `converted` does."""
    [[[red, green, blue]]] = converted(np.array([[color]], np.uint8), None, target).tolist()
    return red, green, blue


def _profile(icc: bytes | None) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(BytesIO(icc) if icc else ImageCms.createProfile("sRGB"))


Layer = NDArray[np.float32]
"""Red, green, blue and opacity along the last axis, premultiplied, 0 to 1."""


def premultiplied(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> Layer:
    """Converts colors, uint8 …×3, and their opacity, uint8 …, to a layer."""
    opacity = np.divide(alpha[..., None], 255, dtype=np.float32)
    return np.concatenate([rgb * (opacity / 255), opacity], axis=-1, dtype=np.float32)


def straight(layer: Layer) -> NDArray[np.uint8]:
    """Converts a layer to uint8 RGBA, all zero where it is transparent."""
    alpha = np.rint(layer[..., 3:] * 255)
    colors = layer[..., :3] / np.maximum(layer[..., 3:], 1 / 255)
    rgb = np.rint(np.clip(colors, 0, 1) * 255)
    return np.concatenate([rgb * (alpha > 0), alpha], axis=-1).astype(np.uint8)


def tinted(opacity: NDArray[np.float32], color: Color) -> Layer:
    """Returns a layer of one color."""
    rgba = np.array([*color, 255], np.float32) / 255
    return np.multiply(opacity[..., None], rgba, dtype=np.float32)


def over(upper: Layer, lower: Layer) -> Layer:
    """Composes two layers (Porter and Duff, 1984)."""
    return upper + (1 - upper[..., 3:]) * lower


def bordered(image: NDArray[np.float32], border: int) -> NDArray[np.float32]:
    """Adds that many transparent pixels on every side of a layer, or of an opacity."""
    return cv2.copyMakeBorder(  # type: ignore[return-value]
        image, border, border, border, border, cv2.BORDER_CONSTANT
    )


def composite(background: RGB, rgb: RGB, alpha: Alpha) -> RGB:
    """Draws an object on a background, in place.

    Args:
        background: uint8 H×W×3, changed.
        rgb: uint8 H×W×3: the object's colors; opaque ones stay exactly as they are.
        alpha: uint8 H×W.

    Returns:
        The background.
    """
    cv2.copyTo(rgb, (alpha == 255).view(np.uint8), background)
    mixed = np.nonzero(cv2.inRange(alpha, 1, 254))
    share = np.divide(alpha[mixed], 255, dtype=np.float32)[:, None]
    background[mixed] = np.rint(rgb[mixed] * share + background[mixed] * (1 - share))
    return background


def filled(color: Color, size: Size) -> RGB:
    """Returns a picture of one color, uint8 H×W×3."""
    row = np.tile(np.array(color, np.uint8), size.width)
    return np.tile(row, (size.height, 1)).reshape(size.height, size.width, 3)
