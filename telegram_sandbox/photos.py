"""Recompresses photos as Telegram does, and checks the limits of photos and thumbnails."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps

from telegram_sandbox.errors import bad_request

LONG_SIDES = (90, 320, 800, 1280)
QUALITY = 87
SIZE_LIMIT = 10 * 1024 * 1024
SUM_LIMIT = 10_000
RATIO_LIMIT = 20
THUMBNAIL_SIDE = 320
THUMBNAIL_LIMIT = 200 * 1000


@dataclass(frozen=True, slots=True, eq=False)
class Rendition:
    """A photo in one of its sizes. `width` and `height` are in pixels."""

    width: int
    height: int
    jpeg: bytes


def check(data: bytes) -> None:
    """Checks a file that a bot sends as a photo.

    Raises:
        ApiError: it has over 10 MB, is no image, or has dimensions outside the limits.
    """
    if len(data) > SIZE_LIMIT:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {SIZE_LIMIT} bytes"
        )
    _open(data)


def size_of(data: bytes) -> tuple[int, int]:
    """Returns the width and height of an image file, in pixels.

    Raises:
        ApiError: it is no image.
    """
    try:
        return Image.open(BytesIO(data)).size
    except (OSError, ValueError, SyntaxError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def check_thumbnail(data: bytes) -> tuple[int, int]:
    """Returns the width and height of a document's thumbnail, in pixels.

    (Telegram silently drops a thumbnail that breaks a rule; here it is refused, so that
    mistakes are found.)

    Raises:
        ApiError: it is no JPEG, has over 200 kB, or over 320 pixels on a side.
    """
    if len(data) > THUMBNAIL_LIMIT or not data.startswith(b"\xff\xd8\xff"):
        raise bad_request("a thumbnail must be a JPEG of less than 200 kB")
    size = size_of(data)
    if max(size) > THUMBNAIL_SIDE:
        raise bad_request(f"a thumbnail must not be larger than {THUMBNAIL_SIDE} pixels")
    return size


@lru_cache(maxsize=32)  # tests send the same photos again and again
def recompress(data: bytes) -> tuple[Rendition, ...]:
    """Re-encodes a photo as JPEGs with a long side of at most 1280 pixels.

    The EXIF orientation is applied and all metadata is dropped.

    Returns:
        Renditions from small to large, none larger than the original.

    Raises:
        ApiError: it is no image, is damaged, or has dimensions outside the limits.
    """
    image = _open(data)
    try:
        image.thumbnail((LONG_SIDES[-1], LONG_SIDES[-1]), reducing_gap=3)
        upright = _on_white(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    longest = max(upright.size)
    sides = [side for side in LONG_SIDES if side < longest] + [longest]
    return tuple(_render(upright, side) for side in sides)


def _open(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise bad_request("PHOTO_INVALID_DIMENSIONS") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    longer, shorter = max(image.size), min(image.size)
    if longer + shorter > SUM_LIMIT or longer > RATIO_LIMIT * shorter:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert(
        "RGB"
    )


def _render(image: Image.Image, side: int) -> Rendition:
    copy = image.copy()
    copy.thumbnail((side, side))
    out = BytesIO()
    copy.save(out, "JPEG", quality=QUALITY)
    return Rendition(copy.width, copy.height, out.getvalue())
