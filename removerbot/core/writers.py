"""A picture with transparency → the bytes of a file."""

from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

import numpy as np
from PIL import Image

from removerbot.core.backdrop import plain, put_on
from removerbot.core.finish import Format
from removerbot.core.paint import WHITE
from removerbot.core.png import compose, write_png
from removerbot.core.types import RGB, Alpha, Size

LONGEST_SIDE = {Format.PNG: 2**31 - 1, Format.WEBP: 16_383, Format.JPEG: 65_500}
"""What each format, or its library, can hold at most, in pixels."""

_JPEG_QUALITY = 93


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
