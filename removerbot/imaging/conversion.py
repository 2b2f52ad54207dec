"""Converts Pillow images of any mode to upright pixels, and colors between ICC profiles."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms

from removerbot.imaging.color import Color
from removerbot.imaging.types import RGB, Alpha, Pixels

MAX_PROFILE_BYTES = 4 << 20
"""The largest ICC profile that is kept; those of cameras and printers are smaller."""

_BAND = 256
"""Rows that are scaled to 8 bits at a time."""

_TABLES, _MOST_TAGS = {b"A2B", b"B2A", b"D2B", b"B2D", b"ncl"}, 100
"""How the tags of ICC profiles begin that hold tables, and how many one may have."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation → the transpose that makes the image upright."""

_PROFILED_MODES = {b"CMYK": ("CMYK",), b"GRAY": ("L", "LA", "1"), b"RGB ": ("RGB",)}
"""Color space of an ICC profile → the modes it describes; the first is converted from."""


def from_image(image: Image.Image, orientation: int | None = None) -> Pixels:
    """Converts a Pillow image of any mode, as `removerbot.imaging.photo.decode` does.

    Args:
        image: loaded or not.
        orientation: that of EXIF; `None` for the image's own.
    """
    if orientation is None:
        orientation = orientation_of(image, 1)
    turn = _TURNS.get(orientation)
    eight_bit = _eight_bit(image if turn is None else image.transpose(turn))
    rgb, profile = _rgb_and_profile(eight_bit)
    return Pixels(np.asarray(rgb), _alpha(eight_bit), profile)


def orientation_of(image: Image.Image, usual: int) -> int:
    """Returns the EXIF orientation, 1 to 8, which the pixels do not have yet; `usual` if there
    is none, 1 if it cannot be read."""
    if image.format == "HEIF":
        return 1  # its decoder turns the image; the size is upright already
    try:
        # Not `image.getexif()`: for a PNG it decodes the pixels to look for EXIF data behind
        # them, where the standard allows none.
        exif = Image.Image.getexif(image)
        orientation = int(exif.get(ExifTags.Base.Orientation, 0))
    except Exception:  # noqa: BLE001 - a hostile file can raise anything, and have intact pixels
        return 1
    if image.format == "TIFF" and orientation:
        return 1  # its decoder, too
    return orientation or usual


def _eight_bit(image: Image.Image) -> Image.Image:
    """Converts to 8 bits per channel, and a palette with transparency to RGBA."""
    if image.mode == "P" and image.has_transparency_data:
        return image.convert("RGBA")
    if not image.mode.startswith(("I", "F")):
        return image
    narrow = Image.fromarray(_scaled(image))
    narrow.info = image.info
    return narrow


def _scaled(image: Image.Image) -> Alpha:
    """Scales gray values of 16 or 32 bits to 0–255, in bands of rows, which take less memory.

    White is 65535 for uint16, otherwise 1 (floats only) or 255, whichever is the first that
    no value exceeds. If neither fits, the minimum becomes black and the maximum white.
    """
    kind = np.asarray(image.crop((0, 0, 1, 1))).dtype.kind
    low = min(float(band.min()) for band in _bands(image))
    high = max(float(band.max()) for band in _bands(image))
    whites = {"u": (65535,), "i": (255,), "f": (1, 255)}[kind]
    white = next((white for white in whites if low >= 0 and high <= white), None)
    if white is not None:
        low, high = 0, white
    factor = 255 / max(high - low, 1e-9)
    scaled = [np.rint((band - low) * factor).astype(np.uint8) for band in _bands(image)]
    return np.concatenate(scaled)


def _bands(image: Image.Image) -> Iterator[NDArray[np.float64]]:
    for top in range(0, image.height, _BAND):
        band = image.crop((0, top, image.width, min(top + _BAND, image.height)))
        yield np.nan_to_num(np.asarray(band), posinf=0, neginf=0).astype(np.float64)


def _rgb_and_profile(image: Image.Image) -> tuple[Image.Image, bytes | None]:
    """Returns the image as RGB and the ICC profile of its colors (`None`: sRGB)."""
    profile: bytes = image.info.get("icc_profile") or b""
    if len(profile) > MAX_PROFILE_BYTES:
        profile = b""
    space = profile[16:20]
    modes, is_rgb = _PROFILED_MODES.get(space, ()), space == b"RGB " and image.mode != "CMYK"
    kept = profile if is_rgb and not has_tables(profile) else None
    if not kept and (is_rgb or image.mode in modes):
        try:
            return _to_srgb(image.convert(modes[0]), profile), None
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: fall back to Pillow's own formula
    return image if image.mode == "RGB" else image.convert("RGB"), kept


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Converts relative-colorimetrically with black point compensation."""
    return ImageCms.buildTransform(
        BytesIO(profile),
        ImageCms.createProfile("sRGB"),
        image.mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    ).apply(image)


def _alpha(image: Image.Image) -> Alpha | None:
    """Returns the alpha channel, `None` if the image is opaque."""
    if not image.has_transparency_data:
        return None
    if "A" not in image.getbands():
        image = image.convert("RGBA")
    alpha = np.asarray(image.getchannel("A"))
    return None if alpha.min() == 255 else alpha


def converted(rgb: RGB, source: bytes | None, target: bytes | None) -> RGB:
    """Converts colors from an ICC profile to another one; `None` means sRGB. A profile that is
    broken, or `has_tables`, returns the very same array."""
    if source == target or any(icc and has_tables(icc) for icc in (source, target)):
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


def has_tables(icc: bytes) -> bool:
    """Returns whether a profile has tables of colors, or programs, in place of primaries and
    curves. A small one can take the library that reads it days, so those of strangers are used
    by the decoders alone, which have limits."""
    count = int.from_bytes(icc[128:132])
    starts = range(132, 132 + 12 * min(count, _MOST_TAGS), 12)
    return count > _MOST_TAGS or any(icc[at : at + 3] in _TABLES for at in starts)
