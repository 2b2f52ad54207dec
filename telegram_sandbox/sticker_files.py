"""Sticker files: their formats, and Telegram's rules for each.

Only static stickers are decoded. Animated and video stickers are recognized by their first
bytes and assumed to be 512 × 512.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image

from telegram_sandbox.errors import bad_request

Format = Literal["static", "animated", "video"]

SIDE = 512
THUMBNAIL_SIDE = 128

SIZE_LIMITS: dict[Format, int] = {
    "static": 512 * 1024,
    "animated": 64 * 1024,
    "video": 256 * 1024,
}
"""The most bytes of a sticker in a set."""

NOT_OF_FORMAT: dict[Format, str] = {
    "static": "STICKER_PNG_NOPNG",
    "animated": "STICKER_TGS_NOTGS",
    "video": "STICKER_VIDEO_NOWEBM",
}


@dataclass(frozen=True, slots=True, eq=False)
class StickerFile:
    """An uploaded file that can be a sticker.

    Attributes:
        kind: `WEBP`, `PNG`, `TGS` or `WEBM`.
        width, height: in pixels.
    """

    data: bytes
    format: Format
    kind: str
    width: int
    height: int

    @property
    def fits(self) -> bool:
        """Whether one side is 512 pixels and the other not more."""
        return max(self.width, self.height) == SIDE

    def as_webp(self) -> bytes:
        """Returns the file as Telegram stores it: static stickers become WEBP."""
        return _encoded(_pixels(self.data)) if self.kind == "PNG" else self.data

    def thumbnail(self) -> tuple[bytes, int, int] | None:
        """Returns a small WEBP, its width and height; `None` if the sticker is not static."""
        if self.format != "static":
            return None
        image = _pixels(self.data)
        image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return _encoded(image), image.width, image.height


def recognize(data: bytes) -> StickerFile | None:
    """Returns the sticker in a file; `None` if it can be none."""
    if data.startswith(b"\x1f\x8b"):
        return StickerFile(data, "animated", "TGS", SIDE, SIDE)
    if data.startswith(b"\x1a\x45\xdf\xa3"):
        return StickerFile(data, "video", "WEBM", SIDE, SIDE)
    try:
        image = Image.open(BytesIO(data), formats=["WEBP", "PNG"])
        image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return StickerFile(data, "static", image.format or "", image.width, image.height)


def sent_as_sticker(data: bytes) -> StickerFile | None:
    """Returns the sticker that Telegram makes of a file sent as a document, or `None`.

    WEBP files of a sticker's size and TGS files become stickers; PNG and WEBM do not.
    """
    if len(data) > SIZE_LIMITS["static"] or not data.startswith((b"RIFF", b"\x1f\x8b")):
        return None
    file = recognize(data)
    return file if file and file.fits and len(data) <= SIZE_LIMITS[file.format] else None


def check_for_set(data: bytes, wanted: Format) -> StickerFile:
    """Returns a sticker of this format for a set.

    Raises:
        ApiError: the file has another format, too many bytes, or other dimensions.
    """
    limit = SIZE_LIMITS[wanted]
    if len(data) > limit:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a sticker; "
            f"the maximum size is {limit} bytes"
        )
    file = recognize(data)
    if file is None or file.format != wanted:
        raise bad_request(NOT_OF_FORMAT[wanted])
    if not file.fits:
        raise bad_request("STICKER_PNG_DIMENSIONS")
    return file


def _pixels(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGBA")


def _encoded(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", lossless=True)
    return out.getvalue()
