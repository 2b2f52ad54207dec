"""Sticker files: which format they have, and Telegram's rules for each.

Pixels are looked at in static stickers only; animated and video ones are known by their
first bytes and taken for 512 × 512.
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
"""The most bytes of a sticker of a set."""

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
        """The file as Telegram keeps it: static stickers become WEBP."""
        return _saved(_pixels(self.data)) if self.kind == "PNG" else self.data

    def thumbnail(self) -> tuple[bytes, int, int] | None:
        """A small WEBP and its size; only of static stickers."""
        if self.format != "static":
            return None
        image = _pixels(self.data)
        image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return _saved(image), image.width, image.height


def recognise(data: bytes) -> StickerFile | None:
    """What kind of sticker a file could be; `None` if it cannot be one."""
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
    """The sticker that Telegram makes of a file that is sent: of WEBP of a suitable size,
    and of TGS. PNG and WEBM stay documents.
    """
    if len(data) > SIZE_LIMITS["static"] or not data.startswith((b"RIFF", b"\x1f\x8b")):
        return None
    file = recognise(data)
    return file if file and file.fits and len(data) <= SIZE_LIMITS[file.format] else None


def check_for_set(data: bytes, wanted: Format) -> StickerFile:
    """A file that may go into a set as a sticker of this format.

    Raises:
        ApiError: it has another format, is too large, or has other dimensions.
    """
    limit = SIZE_LIMITS[wanted]
    if len(data) > limit:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a sticker; "
            f"the maximum size is {limit} bytes"
        )
    file = recognise(data)
    if file is None or file.format != wanted:
        raise bad_request(NOT_OF_FORMAT[wanted])
    if not file.fits:
        raise bad_request("STICKER_PNG_DIMENSIONS")
    return file


def _pixels(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGBA")


def _saved(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", lossless=True)
    return out.getvalue()
