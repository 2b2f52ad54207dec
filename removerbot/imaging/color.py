"""A colour, as people write it."""

import re
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

from removerbot.imaging.types import RGB

Color = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)


def read_color(text: str) -> Color:
    """A colour as six hexadecimal digits or, each standing for two, three; with `#` before
    them or without.

    Raises:
        ValueError: it is none.
    """
    match = _HEX.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no colour such as #ff8800")
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def hex_code(color: Color) -> str:
    """The reverse of `read_color`: `#` and six digits."""
    return f"#{bytes(color).hex()}"


def converted(rgb: RGB, source: bytes | None, target: bytes | None) -> RGB:
    """The same colours in another profile. A broken profile changes nothing.

    Args:
        rgb: uint8 H×W×3.
        source: the ICC profile they are in; `None` means sRGB.
        target: the one that is wanted.
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
    """An sRGB colour in another profile, as `converted`."""
    [[[red, green, blue]]] = converted(np.array([[color]], np.uint8), None, target).tolist()
    return red, green, blue


def _profile(icc: bytes | None) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(BytesIO(icc) if icc else ImageCms.createProfile("sRGB"))
