"""Pictures drawn for tests."""

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


def cutout(width: int = 640, height: int = 480) -> bytes:
    """A PNG with a disc on transparent ground."""
    image = Image.new("RGBA", (width, height))
    ImageDraw.Draw(image).ellipse((width // 4, 10, width * 3 // 4, height - 10), fill="#c03030")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """A picture to look at."""
    return Image.open(BytesIO(data))
