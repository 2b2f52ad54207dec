"""Decodes image files to upright pixels in two steps: the header, then the pixels.

No pixel is decoded before the header has passed the limits. Whatever a file contains, only
the errors named here are raised.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from math import ceil
from typing import cast

import numpy as np
import pillow_heif
from PIL import Image, ImageFile, PngImagePlugin

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
    has_too_many_scans,
    raw_pictures,
)
from removerbot.imaging.conversion import from_image, orientation_of
from removerbot.imaging.truncated import completions, is_surely_short, read, refilled
from removerbot.imaging.types import RGB, Note, Photo, Pixels, Size

MAX_BYTES = 20 * 2**20
"""The largest file that Telegram lets a bot download."""

MAX_MEGAPIXELS = 50.0
"""Millions of pixels, enough for phone cameras. A decoded pixel takes 3 bytes."""

_BYTES_PER_PIXEL = 16
_BYTES_PER_PIXEL_WEBP = 26
"""Memory for decoding, measured with photos of 48 megapixels of each format and mode."""

# AVIF before HEIF: their files may begin alike, and AVIF rejects what it cannot read.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "TIFF", "BMP")

_SIGNATURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|GIF8[79]a"
    rb"|....ftyp(?:he[iv][cmsx]|mi?[is]f1|avi[fs])"
    rb"|II[*+]\0|MM\0[*+]|BM....\0\0\0\0",
    re.DOTALL,
)

_JPEG = b"\xff\xd8\xff"

_RAW = re.compile(rb"FUJIFILMCCD-RAW|II(?:R[OS]|U\0)|MMOR|\0MRM|FOVb|....ftypcrx ", re.DOTALL)
"""Raw files that are not of the TIFF family: Fujifilm, Olympus, Panasonic, Minolta, Sigma and
newer ones of Canon."""

_MOVING = frozenset({"GIF", "WEBP", "PNG", "AVIF"})

_LEAST = 0.05
"""Share of a photo below which a file that ends too early counts as damaged."""

_WHOLE = 0.999
"""Share of a photo above which nobody misses the rest."""

# Pillow's settings are global to the process:
pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # `read_photo` checks the limit before decoding
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY  # a long one does no harm
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
    """Reads the header of an image file with `measure`, whose errors it raises, too, and checks
    the limits.

    Raises:
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
    `MAX_PROFILE_BYTES`. Images whose profile is for CMYK or gray, or has tables, are converted
    to sRGB; values of more than 8 bits are scaled to 8. The arrays are read-only.

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
        for data in completions(photo.data):
            with suppress(DamagedImage):
                return _decode(data, photo.size, least, short=photo.data)
    raise DamagedImage


def reduction(photo: Photo, least: int | None) -> int:
    """Returns what `decode` divides each side by: 2, 4 or 8 for a large JPEG file, else 1."""
    if not least or not photo.data.startswith(_JPEG):
        return 1
    return next((by for by in (8, 4, 2) if min(photo.size) >= by * least), 1)


def _decode(data: bytes, size: Size, least: int | None, short: bytes = b"") -> Pixels:
    """Decodes a file; `short` is what there is of one that was completed."""
    with _open(data) as (file, orientation):
        image, there, moves = cast("Image.Image", file), 1.0, _moves(file)
        if least:
            file.draft(None, (least, least))
            size = _upright_size(file, orientation)
        if short:
            image, there = read(file, data, short)
        else:
            file.load()
        pixels = from_image(image, orientation)
        if not image.info.get("icc_profile") and (space := color_space(data)):
            pixels = replace(pixels, rgb=space.to_srgb(pixels.rgb))
        note: Note | None = "first-frame" if moves else None
        pixels = replace(pixels, note="partial" if there < _WHOLE else note)
        # Frames and strips may contradict the header.
        if pixels.size != size or there < _LEAST:
            raise DamagedImage
        return pixels


def _moves(file: ImageFile.ImageFile) -> bool:
    """Returns whether a file has several pictures to be shown one after the other."""
    try:
        return file.format in _MOVING and bool(getattr(file, "is_animated", False))
    except Exception:  # noqa: BLE001 - the second picture may be broken, the first is not
        return False


def on_white(pixels: Pixels) -> RGB:
    """Composites a photo on white."""
    if pixels.alpha is None:
        return pixels.rgb
    white = Image.new("RGB", pixels.size, "white")
    alpha = Image.fromarray(pixels.alpha)
    return np.asarray(Image.composite(Image.fromarray(pixels.rgb), white, alpha))


@contextmanager
def _open(data: bytes) -> Iterator[tuple[ImageFile.ImageFile, int]]:
    """Opens an image, of a raw file the largest in it; also gives its EXIF orientation, see
    `orientation_of`. Any exception while it is open becomes `DamagedImage`."""
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
        with Image.open(BytesIO(refilled(data) or data), formats=_FORMATS) as image:
            yield image, orientation_of(image, usual)


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


def _upright_size(image: Image.Image, orientation: int) -> Size:
    sideways = orientation in (5, 6, 7, 8)
    return Size(image.height, image.width) if sideways else Size(image.width, image.height)
