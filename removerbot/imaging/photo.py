"""Decodes image files to upright pixels in two steps: the header, then the pixels.

No pixel is decoded before the header has passed the limits. Whatever a file contains, only
the errors named here are raised.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from math import ceil

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from removerbot.errors import (
    DamagedImage,
    FileTooLarge,
    NotAnImage,
    RawPhoto,
    TooHeavy,
    TooManyPixels,
    UserError,
)
from removerbot.imaging.containers import (
    MAX_SCANS,
    color_space,
    completed,
    has_too_many_scans,
    is_surely_short,
    raw_pictures,
    refilled,
    share_there,
)
from removerbot.imaging.types import RGB, Alpha, Photo, Pixels, Size

MAX_BYTES = 20 * 2**20
"""The largest file that Telegram lets a bot download."""

MAX_MEGAPIXELS = 50.0
"""Millions of pixels, enough for phone cameras. A decoded pixel takes 3 bytes."""

MAX_PROFILE_BYTES = 4 << 20
"""The largest ICC profile that is kept; those of cameras and printers are smaller."""

_BYTES_PER_PIXEL = 16
_BYTES_PER_PIXEL_WEBP = 26
"""Memory for decoding, measured with photos of 48 megapixels of each format and mode."""

_BAND = 256
"""Rows that are scaled to 8 bits at a time."""

# AVIF before HEIF: their files may begin alike, and AVIF rejects what it cannot read.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "TIFF", "BMP")

_SIGNATURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|GIF8[79]a"
    rb"|....ftyp(?:he[iv][cmsx]|mi?[is]f1|avi[fs])"
    rb"|II[*+]\0|MM\0[*+]|BM....\0\0\0\0",
    re.DOTALL,
)

_RAW = re.compile(rb"FUJIFILMCCD-RAW|II(?:R[OS]|U\0)|MMOR|\0MRM|FOVb|....ftypcrx ", re.DOTALL)
"""Raw files that are not of the TIFF family: Fujifilm, Olympus, Panasonic, Minolta, Sigma and
newer ones of Canon."""

_LEAST = 0.05
"""Share of a photo below which a file that ends too early counts as damaged."""

_WHOLE = 0.999
"""Share of a photo above which nobody misses the rest."""

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

_PROFILED_MODES = {b"CMYK": ("CMYK",), b"GRAY": ("L", "LA", "1")}
"""Color space of an ICC profile → the modes it describes; the first is converted from."""

# Pillow's settings are global to the process:
pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # `read_photo` checks the limit before decoding
PngImagePlugin.MAX_TEXT_CHUNK = (
    PngImagePlugin.MAX_TEXT_MEMORY
)  # a long text chunk is no reason to refuse
warnings.filterwarnings("ignore", module=r"PIL\.")  # odd metadata needs no warning


def measure(data: bytes) -> Size:
    """Reads the upright size from the header of a JPEG, PNG, WEBP, GIF, HEIC, AVIF, TIFF or
    BMP file.

    Raises:
        NotAnImage: it is none of these.
        RawPhoto: it is a camera's raw file without a picture that can be read.
        DamagedImage: it is, but its header cannot be read.
        TooHeavy: it has too many scans.
    """
    with _open(data) as (image, orientation):
        return _upright_size(image, orientation)


def read_photo(
    data: bytes,
    *,
    max_bytes: int = MAX_BYTES,
    max_megapixels: float = MAX_MEGAPIXELS,
    measure: Callable[[bytes], Size] = measure,
) -> Photo:
    """Reads the header of an image file with `measure` and checks the limits.

    Raises:
        NotAnImage: it is none of these.
        RawPhoto: it is a camera's raw file without a picture that can be read.
        DamagedImage: it is, but its header cannot be read.
        TooHeavy: it has too many scans.
        FileTooLarge: there are more than `max_bytes`.
        TooManyPixels: there are more than `max_megapixels` million pixels.
    """
    if len(data) > max_bytes:
        # Rounded up, so that a size over the limit is never shown as the limit itself.
        raise FileTooLarge(ceil(len(data) / 2**20 * 10) / 10, max_bytes / 2**20)
    size = measure(data)
    if size.width * size.height > max_megapixels * 1e6:
        raise TooManyPixels(size.width, size.height, max_megapixels)
    return Photo(sha256(data).hexdigest(), data, size)


def decoding_memory(photo: Photo) -> int:
    """Returns the bytes of memory that decoding a photo may take."""
    is_webp = photo.data[8:12] == b"WEBP"
    per_pixel = _BYTES_PER_PIXEL_WEBP if is_webp else _BYTES_PER_PIXEL
    return per_pixel * photo.size.width * photo.size.height


def decode(photo: Photo, least: int | None = None) -> Pixels:
    """Decodes a photo (the first frame or page of several) and turns it upright.

    RGB colors stay unchanged, with their ICC profile beside them, unless that is larger than
    `MAX_PROFILE_BYTES`. CMYK and gray images with a
    profile are converted to sRGB; values of more than 8 bits are scaled to 8. The arrays are
    read-only.

    Args:
        photo: from `read_photo`.
        least: the number of pixels that each side needs; `None` for all. A large JPEG file
            may then be decoded at a half, a quarter or an eighth of its size, which is faster.

    A file that ends too early is read as far as it goes, like a viewer does.

    Raises:
        DamagedImage: the file cannot be decoded, or hardly anything of the photo is there.
        TooHeavy: it has too many scans, or there is too little memory.
    """
    if not is_surely_short(photo.data):
        try:
            return _decode(photo.data, photo.size, least)
        except DamagedImage:
            pass  # perhaps it ends too early
    with _only_our_errors():
        data = completed(photo.data)
    if data is None:
        raise DamagedImage
    return _decode(data, photo.size, least, short=photo.data)


def _decode(data: bytes, size: Size, least: int | None, short: bytes = b"") -> Pixels:
    """Decodes a file; `short` is what there is of one that was completed."""
    with _open(data) as (image, orientation):
        if least:
            image.draft(None, (least, least))
            size = _upright_size(image, orientation)
        image.load()
        there = share_there(image, short) if short else 1.0
        pixels = from_image(image, orientation)
        if pixels.icc_profile is None and (space := color_space(data)):
            pixels = replace(pixels, rgb=space.to_srgb(pixels.rgb))
        pixels = replace(pixels, is_partial=there < _WHOLE)
        # Frames and strips may contradict the header.
        if pixels.size != size or there < _LEAST:
            raise DamagedImage
        return pixels


def from_image(image: Image.Image, orientation: int | None = None) -> Pixels:
    """Converts a Pillow image of any mode, as `decode` does.

    Args:
        image: loaded or not.
        orientation: that of EXIF; `None` for the image's own.
    """
    if orientation is None:
        orientation = _orientation(image, 1)
    turn = _TURNS.get(orientation)
    eight_bit = _eight_bit(image if turn is None else image.transpose(turn))
    rgb, profile = _rgb_and_profile(eight_bit)
    return Pixels(np.asarray(rgb), _alpha(eight_bit), profile)


def on_white(pixels: Pixels) -> RGB:
    """Composites a photo on white."""
    if pixels.alpha is None:
        return pixels.rgb
    white = Image.new("RGB", pixels.size, "white")
    alpha = Image.fromarray(pixels.alpha)
    return np.asarray(Image.composite(Image.fromarray(pixels.rgb), white, alpha))


@contextmanager
def _open(data: bytes) -> Iterator[tuple[Image.Image, int]]:
    """Opens an image, of a raw file the largest in it; also gives its EXIF orientation, see
    `_orientation`. Any exception while it is open becomes `DamagedImage`."""
    if _RAW.match(data):
        raise RawPhoto
    if not _SIGNATURE.match(data):
        raise NotAnImage
    if data.count(b"\xff\xda") > MAX_SCANS and has_too_many_scans(data):
        raise TooHeavy
    usual = 1
    with _only_our_errors():
        pictures = raw_pictures(data)
        if pictures is not None:
            if not pictures:
                raise RawPhoto
            data, _, usual = pictures[0]
        with Image.open(BytesIO(refilled(data, 0) or data), formats=_FORMATS) as image:
            yield image, _orientation(image, usual)


@contextmanager
def _only_our_errors() -> Iterator[None]:
    try:
        yield
    except UserError:
        raise
    except MemoryError as error:
        raise TooHeavy from error
    # A hostile file can make the decoders raise anything: OSError, struct.error, KeyError, …
    except Exception as error:
        raise DamagedImage from error


def _orientation(image: Image.Image, usual: int) -> int:
    """Returns the EXIF orientation, 1 to 8, which the pixels do not have yet; `usual` if there
    is none, 1 if it cannot be read."""
    if image.format == "HEIF":
        return 1  # its decoder turns the image; the size is upright already
    try:
        # Not `image.getexif()`: for a PNG it decodes the pixels to look for EXIF data behind
        # them, where the standard allows none.
        exif = Image.Image.getexif(image)
        orientation = int(exif.get(ExifTags.Base.Orientation, 0))
    except Exception:  # noqa: BLE001 - as in `_only_our_errors`, but the pixels may be intact
        return 1
    if image.format == "TIFF" and orientation:
        return 1  # its decoder, too
    return orientation or usual


def _upright_size(image: Image.Image, orientation: int) -> Size:
    sideways = orientation in (5, 6, 7, 8)
    return Size(image.height, image.width) if sideways else Size(image.width, image.height)


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
    kept = profile if space == b"RGB " and image.mode != "CMYK" else None
    if image.mode == "RGB":
        return image, kept
    modes = _PROFILED_MODES.get(space, ())
    if image.mode in modes:
        try:
            return _to_srgb(image.convert(modes[0]), profile), None
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: fall back to Pillow's own formula
    return image.convert("RGB"), kept


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
