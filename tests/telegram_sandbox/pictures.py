"""Pictures drawn for tests."""

import gzip
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw


def picture(
    width: int = 640, height: int = 480, *, kind: str = "JPEG", orientation: int = 1
) -> bytes:
    """A blue picture with a red left half."""
    image = Image.new("RGB", (width, height), "#3060c0")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height), fill="#c03030")
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    image.save(out, kind, **({"exif": exif} if orientation != 1 else {}))
    return out.getvalue()


def disc_png(width: int = 640, height: int = 480) -> bytes:
    """A PNG with a disc on transparent ground."""
    image = Image.new("RGBA", (width, height))
    ImageDraw.Draw(image).ellipse((width // 4, 10, width * 3 // 4, height - 10), fill="#c03030")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """The start of a PNG of this size, without pixels."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n\0\0\0\r"
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0\0\0\0IDAT"
    )


def opened(data: bytes) -> Image.Image:
    """The decoded picture."""
    return Image.open(BytesIO(data))


def sticker(width: int = 512, height: int = 400, *, kind: str = "WEBP") -> bytes:
    """A picture of a disc, by default of a sticker's size."""
    image = Image.new("RGBA", (width, height))
    ImageDraw.Draw(image).ellipse((0, 0, width - 1, height - 1), fill="#30a060")
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


ANIMATED = gzip.compress(b'{"tgs":1}')
VIDEO = b"\x1a\x45\xdf\xa3 and what a WEBM holds"
