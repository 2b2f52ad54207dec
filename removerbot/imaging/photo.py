"""The bytes of an image file → an upright photo, in two steps: its header, then its pixels.

Nothing is decoded before the header has passed the limits, and whatever a file may hold,
nothing but the errors named here comes out.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from math import ceil
from typing import Any

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from removerbot.errors import DamagedImage, FileTooLarge, NotAnImage, TooManyPixels, UserError
from removerbot.imaging.types import RGB, Alpha, Photo, Pixels, Size

MAX_BYTES = 20 * 2**20
"""What Telegram lets a bot download."""

MAX_MEGAPIXELS = 50.0
"""Millions of pixels, enough for the cameras of phones. Each takes 3 bytes decoded."""

# AVIF stands before HEIF: they may begin alike, and AVIF passes on what it cannot read.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "TIFF", "BMP")

_SIGNATURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|GIF8[79]a"
    rb"|....ftyp(?:he[iv][cmsx]|mi?[is]f1|avi[fs])"
    rb"|II[*+]\0|MM\0[*+]|BM....\0\0\0\0",
    re.DOTALL,
)

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation → what turns the picture upright."""

_PROFILED_MODES = {b"CMYK": ("CMYK",), b"GRAY": ("L", "LA", "1")}
"""Colour space of an ICC profile → the modes it describes, first the one to convert from."""

# Pillow's settings, made once for the process:
pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # the limit is ours, checked before decoding
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY  # long texts spoil no picture
warnings.filterwarnings("ignore", module=r"PIL\.")  # odd metadata is nothing to print about


def measure(data: bytes) -> Size:
    """The size of an image, upright, as its header says: JPEG, PNG, WEBP, GIF, HEIC, AVIF,
    TIFF or BMP.

    Raises:
        NotAnImage: it is none of these.
        DamagedImage: it is, but its header cannot be read.
    """
    with _open(data) as image:
        return _upright_size(image)


def read_photo(
    data: bytes,
    *,
    max_bytes: int = MAX_BYTES,
    max_megapixels: float = MAX_MEGAPIXELS,
    measure: Callable[[bytes], Size] = measure,
) -> Photo:
    """Read the header of an image file, with `measure`, and hold it to the limits.

    Raises:
        NotAnImage: it is none of these.
        DamagedImage: it is, but its header cannot be read.
        FileTooLarge: there are more than `max_bytes`.
        TooManyPixels: there are more than `max_megapixels` million pixels.
    """
    if len(data) > max_bytes:
        # Rounded up, so that no size over the limit reads as if it were the limit.
        raise FileTooLarge(ceil(len(data) / 2**20 * 10) / 10, max_bytes / 2**20)
    size = measure(data)
    if size.width * size.height > max_megapixels * 1e6:
        raise TooManyPixels(size.width, size.height, max_megapixels)
    return Photo(sha256(data).hexdigest(), data, size)


def decode(photo: Photo, least: int | None = None) -> Pixels:
    """Decode a photo (the first frame or page of several) and turn it upright.

    RGB colours stay as they are, with their ICC profile beside them. CMYK and grey ones
    with a profile become sRGB, values of more than 8 bits are scaled to 8.
    The arrays are read-only.

    Args:
        photo: from `read_photo`.
        least: pixels that each side needs, if not all of them. A large JPEG file is then
            decoded at a half, a quarter or an eighth of its size, which is quicker.

    Raises:
        DamagedImage: the file breaks off or cannot be decoded.
    """
    with _open(photo.data) as image:
        turn = _TURNS.get(_orientation(image))
        size = photo.size
        if least:
            image.draft(None, (least, least))
            size = _upright_size(image)
        image.load()
        upright = image if turn is None else image.transpose(turn)
        eight_bit = _eight_bit(upright)
        rgb, profile = _colours(eight_bit)
        pixels = Pixels(np.asarray(rgb), _alpha(eight_bit), profile)
        if pixels.size != size:  # frames and strips may belie the header
            raise DamagedImage
        return pixels


def on_white(pixels: Pixels) -> RGB:
    """What a person sees of a photo: where it is transparent, white shines through."""
    if pixels.alpha is None:
        return pixels.rgb
    white = Image.new("RGB", pixels.size, "white")
    alpha = Image.fromarray(pixels.alpha)
    return np.asarray(Image.composite(Image.fromarray(pixels.rgb), white, alpha))


@contextmanager
def _open(data: bytes) -> Iterator[Image.Image]:
    """The image, its header read; what goes wrong while it is open is damage."""
    if not _SIGNATURE.match(data):
        raise NotAnImage
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            yield image
    except UserError:
        raise
    # A hostile file makes the decoders raise anything: OSError, struct.error, KeyError, …
    except Exception as error:
        raise DamagedImage from error


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or it cannot be read."""
    if image.format in ("HEIF", "TIFF"):
        return 1  # these turn themselves while they are decoded; their size is upright already
    try:
        # Not `image.getexif()`: that of a PNG decodes the picture to look behind it, where
        # the standard allows no EXIF.
        exif = Image.Image.getexif(image)
        return int(exif.get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - as in `_open`; here the picture itself may be sound
        return 1


def _upright_size(image: Image.Image) -> Size:
    sideways = _orientation(image) in (5, 6, 7, 8)
    return Size(image.height, image.width) if sideways else Size(image.width, image.height)


def _eight_bit(image: Image.Image) -> Image.Image:
    """The image in bytes: wide numbers brought to 0–255, a transparent palette spelt out."""
    if image.mode == "P" and image.has_transparency_data:
        return image.convert("RGBA")
    if not image.mode.startswith(("I", "F")):
        return image
    narrow = Image.fromarray(_scaled(np.asarray(image)))
    narrow.info = image.info
    return narrow


def _scaled(values: NDArray[Any]) -> Alpha:
    """Grey values of 16 or 32 bits → 0–255.

    White is 65535 for uint16, else the first of 1 (for real numbers) and 255 that none
    exceeds. Where these do not fit, the darkest turns black and the lightest white.
    """
    real = np.nan_to_num(values, posinf=0, neginf=0).astype(np.float64)
    low, high = float(real.min()), float(real.max())
    whites = {"u": (65535,), "i": (255,), "f": (1, 255)}[values.dtype.kind]
    white = next((white for white in whites if low >= 0 and high <= white), None)
    if white is not None:
        low, high = 0, white
    scaled: Alpha = np.rint((real - low) * (255 / max(high - low, 1e-9))).astype(np.uint8)
    return scaled


def _colours(image: Image.Image) -> tuple[Image.Image, bytes | None]:
    """The image as RGB, and the ICC profile these colours are in (`None`: sRGB)."""
    profile: bytes = image.info.get("icc_profile") or b""
    space = profile[16:20]
    kept = profile if space == b"RGB " and image.mode != "CMYK" else None
    if image.mode == "RGB":
        return image, kept
    modes = _PROFILED_MODES.get(space, ())
    if image.mode in modes:
        try:
            return _to_srgb(image.convert(modes[0]), profile), None
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: Pillow's own formula is the next best
    return image.convert("RGB"), kept


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The usual way to show print on a screen: white stays white, black becomes black."""
    return ImageCms.buildTransform(
        BytesIO(profile),
        ImageCms.createProfile("sRGB"),
        image.mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    ).apply(image)


def _alpha(image: Image.Image) -> Alpha | None:
    """The image's transparency, `None` if all of it is opaque."""
    if not image.has_transparency_data:
        return None
    if "A" not in image.getbands():
        image = image.convert("RGBA")
    alpha = np.asarray(image.getchannel("A"))
    return None if alpha.min() == 255 else alpha
