"""Colors as people write them, and conversions between ICC profiles."""

import re
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

from removerbot.imaging.types import RGB

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
    """Converts colors to another profile; a broken profile leaves them unchanged.

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
