"""Drawn photos for the golden set. Every one is the same file each time it is drawn."""

import struct
from collections.abc import Callable
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

RGB = NDArray[np.uint8]
Floats = NDArray[np.float64]
Colour = tuple[int, int, int]

_ORIENTATION = 0x0112


class Canvas:
    """Colours as real numbers; shapes are painted over each other with smooth edges."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.size = width, height
        self.y, self.x = np.mgrid[:height, :width] + 0.5
        self.colours = np.zeros((height, width, 3))
        self._random = np.random.default_rng(seed)

    def ground(self, top: Colour, bottom: Colour, noise: int = 0) -> None:
        """Fill all with a gradient from top to bottom and noise of so many shades."""
        share = (self.y / self.size[1])[..., None]
        self.colours = np.array(top) * (1 - share) + np.array(bottom) * share
        self.grain(noise)

    def grain(self, noise: int) -> None:
        """Add noise of so many shades either way."""
        self.colours += self._random.integers(-noise, noise + 1, self.colours.shape)

    def paint(self, distance: Floats, colour: Colour, shading: float = 0) -> None:
        """Fill where a distance is negative; `shading` darkens to the right, 0 to 1."""
        cover = np.clip(0.5 - distance, 0, 1)[..., None]
        light = 1 - shading * (self.x / self.size[0])[..., None]
        self.colours = self.colours * (1 - cover) + np.array(colour) * light * cover

    def disc(self, x: float, y: float, radius: float) -> Floats:
        return np.asarray(np.sqrt((self.x - x) ** 2 + (self.y - y) ** 2) - radius)

    def ring(self, x: float, y: float, radius: float, width: float) -> Floats:
        return np.asarray(np.abs(self.disc(x, y, radius)) - width / 2)

    def ellipse(self, x: float, y: float, a: float, b: float) -> Floats:
        root = np.sqrt(((self.x - x) / a) ** 2 + ((self.y - y) / b) ** 2)
        return np.asarray((root - 1) * min(a, b))

    def box(self, left: float, top: float, right: float, bottom: float) -> Floats:
        across = np.maximum(left - self.x, self.x - right)
        return np.asarray(np.maximum(across, np.maximum(top - self.y, self.y - bottom)))

    def triangle(self, x: float, top: float, bottom: float, half: float) -> Floats:
        """One that stands on its base."""
        slope = half / (bottom - top)
        side = (np.abs(self.x - x) - (self.y - top) * slope) / np.sqrt(1 + slope**2)
        return np.asarray(np.maximum(side, self.y - bottom))

    def hair(
        self, distances: Floats, begin: tuple[float, float], end: tuple[float, float]
    ) -> None:
        """Lower distances to those of a line, near it."""
        left, right = sorted((begin[0], end[0]))
        top, bottom = sorted((begin[1], end[1]))
        near = np.s_[int(top) - 3 : int(bottom) + 4, int(left) - 3 : int(right) + 4]
        way = np.subtract(end, begin)
        x, y = self.x[near] - begin[0], self.y[near] - begin[1]
        share = np.clip((x * way[0] + y * way[1]) / (way**2).sum(), 0, 1)
        off = np.sqrt((x - share * way[0]) ** 2 + (y - share * way[1]) ** 2)
        distances[near] = np.minimum(distances[near], off)

    @property
    def rgb(self) -> RGB:
        return np.clip(np.rint(self.colours), 0, 255).astype(np.uint8)


def ball() -> bytes:
    """A red ball on a lawn of noise."""
    canvas = Canvas(640, 480, 3)
    canvas.ground((80, 140, 80), (95, 160, 95), 20)
    canvas.paint(canvas.disc(330, 235, 118), (205, 45, 35), 0.2)
    return png(canvas.rgb)


def shirt() -> bytes:
    """A blue shirt with a yellow badge that has a dark star: parts and a whole."""
    canvas = Canvas(640, 480, 5)
    canvas.ground((86, 150, 90), (90, 150, 88), 16)
    canvas.paint(canvas.box(180, 100, 460, 420), (40, 60, 180), 0.2)
    canvas.paint(canvas.box(230, 190, 310, 270), (220, 220, 40))
    canvas.paint(canvas.triangle(270, 205, 255, 24), (60, 40, 20))
    return png(canvas.rgb)


def mug() -> bytes:
    """A white mug on a table; one sees the wall through its handle."""
    canvas = Canvas(800, 600, 7)
    canvas.ground((96, 110, 128), (118, 128, 140), 4)
    canvas.paint(canvas.box(-1, 430, 801, 601), (126, 86, 52), 0.3)
    canvas.grain(3)
    canvas.paint(canvas.ring(470, 300, 78, 30), (232, 230, 222), 0.25)
    canvas.paint(canvas.box(230, 180, 470, 460), (236, 234, 226), 0.3)
    canvas.paint(canvas.ellipse(350, 460, 120, 26), (236, 234, 226), 0.3)
    canvas.paint(canvas.ellipse(350, 180, 120, 30), (214, 210, 200), 0.2)
    canvas.paint(canvas.ellipse(350, 184, 104, 22), (58, 34, 22))
    return jpeg(canvas.rgb)


def several() -> bytes:
    """Five things of different shapes and colours."""
    canvas = Canvas(960, 640, 11)
    canvas.ground((190, 188, 180), (160, 160, 156), 6)
    canvas.paint(canvas.disc(170, 180, 92), (200, 50, 40), 0.3)
    canvas.paint(canvas.box(380, 90, 560, 270), (40, 90, 190), 0.2)
    canvas.paint(canvas.triangle(780, 80, 280, 110), (60, 150, 70), 0.1)
    canvas.paint(canvas.ellipse(260, 470, 150, 70), (230, 180, 40), 0.2)
    canvas.paint(canvas.ring(680, 470, 80, 44), (120, 50, 140), 0.2)
    return jpeg(canvas.rgb)


def small() -> bytes:
    """A small black-and-white thing far away on grass."""
    canvas = Canvas(1200, 800, 13)
    canvas.ground((150, 190, 220), (90, 140, 70), 10)
    canvas.paint(canvas.disc(771, 522, 17), (240, 240, 240))
    canvas.paint(canvas.disc(768, 519, 7), (30, 30, 30))
    return jpeg(canvas.rgb)


def portrait() -> bytes:
    """A figure with head, body, arms and legs, taller than wide."""
    canvas = Canvas(480, 800, 17)
    canvas.ground((200, 206, 214), (150, 140, 128), 5)
    for left in (165, 250):
        canvas.paint(canvas.box(left, 480, left + 65, 740), (50, 56, 90), 0.2)
    canvas.paint(canvas.box(150, 250, 330, 500), (180, 60, 70), 0.3)
    canvas.paint(canvas.ellipse(125, 370, 28, 120), (170, 56, 66), 0.3)
    canvas.paint(canvas.ellipse(355, 370, 28, 120), (170, 56, 66), 0.3)
    canvas.paint(canvas.ellipse(240, 165, 66, 84), (226, 180, 150), 0.2)
    canvas.paint(np.maximum(canvas.ellipse(240, 160, 74, 92), canvas.y - 120), (70, 44, 30))
    return jpeg(canvas.rgb)


def landscape() -> bytes:
    """A tree on a hill under the sun, much wider than tall."""
    canvas = Canvas(1280, 500, 19)
    canvas.ground((120, 170, 230), (200, 220, 236), 3)
    canvas.paint(canvas.disc(1060, 110, 56), (250, 230, 120))
    canvas.paint(canvas.ellipse(500, 620, 900, 300), (96, 140, 70), 0.3)
    canvas.paint(canvas.box(402, 230, 438, 400), (96, 66, 40))
    canvas.paint(canvas.disc(420, 170, 100), (40, 100, 50), 0.4)
    canvas.grain(5)
    return jpeg(canvas.rgb)


def alpha() -> bytes:
    """A PNG whose own background is transparent and whose left part is half so."""
    canvas = Canvas(520, 400, 23)
    canvas.ground((230, 120, 40), (200, 70, 90), 8)
    canvas.paint(canvas.disc(270, 200, 60), (30, 60, 140))
    cover = np.clip(0.5 - canvas.disc(270, 200, 150), 0, 1) * np.where(canvas.x < 200, 0.6, 1)
    return png(np.dstack([canvas.rgb, np.rint(cover * 255).astype(np.uint8)]))


def rotated() -> bytes:
    """A JPEG that lies on its side and says so; upright it is 450 wide and 600 tall."""
    canvas = Canvas(450, 600, 29)
    canvas.ground((70, 80, 96), (120, 118, 110), 6)
    canvas.paint(canvas.box(150, 260, 300, 540), (40, 140, 150), 0.3)
    canvas.paint(canvas.box(195, 160, 255, 265), (40, 140, 150), 0.3)
    canvas.paint(canvas.box(185, 120, 265, 165), (210, 190, 60))
    canvas.paint(canvas.box(150, 340, 300, 450), (236, 236, 228))
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    return jpeg(np.rot90(canvas.rgb), exif=exif)


def p3() -> bytes:
    """A JPEG in the colours of Display P3."""
    canvas = Canvas(600, 420, 31)
    canvas.ground((30, 60, 70), (50, 90, 90), 6)
    canvas.paint(canvas.ellipse(310, 220, 170, 120), (240, 70, 20), 0.3)
    canvas.paint(canvas.ellipse(270, 190, 30, 22), (250, 200, 160))
    return jpeg(canvas.rgb, icc_profile=display_p3())


def furry() -> bytes:
    """A brown thing with hairs all around it."""
    canvas = Canvas(600, 600, 37)
    canvas.ground((176, 196, 206), (140, 160, 150), 5)
    random = np.random.default_rng(41)
    hairs = np.full(canvas.x.shape, 1e3)
    for number in range(160):
        # A direction without sine or cosine: from the middle to the edge of a square.
        side, along = divmod(number / 40, 1)
        edge = 2 * along - 1
        x, y = ((edge, -1), (1, edge), (-edge, 1), (-1, -edge))[int(side)]
        reach = (150 + float(random.integers(12, 56))) / (x * x + y * y) ** 0.5
        canvas.hair(hairs, (300, 305), (300 + reach * x, 305 + reach * y))
    canvas.paint(hairs - 1.2, (104, 70, 44))
    canvas.paint(canvas.disc(300, 305, 152), (112, 76, 48), 0.3)
    canvas.paint(canvas.disc(255, 270, 16), (20, 18, 16))
    canvas.paint(canvas.disc(345, 270, 16), (20, 18, 16))
    return png(canvas.rgb)


def tiny() -> bytes:
    """A photo of 40 × 30 pixels with a green square."""
    canvas = Canvas(40, 30, 43)
    canvas.ground((220, 210, 200), (200, 190, 190), 4)
    canvas.paint(canvas.box(12, 8, 28, 22), (30, 130, 60))
    return png(canvas.rgb)


def grey() -> bytes:
    """A photo without colours."""
    canvas = Canvas(500, 500, 47)
    canvas.ground((60, 60, 60), (130, 130, 130), 10)
    canvas.paint(canvas.ellipse(240, 260, 120, 150), (215, 215, 215), 0.4)
    return png(canvas.rgb[..., 0])


def sea() -> bytes:
    """What goes behind cutouts."""
    canvas = Canvas(420, 280, 53)
    canvas.ground((140, 190, 240), (20, 60, 120), 3)
    canvas.paint(canvas.box(-1, 150, 421, 158), (230, 240, 250))
    return jpeg(canvas.rgb)


SCENES: dict[str, Callable[[], bytes]] = {
    draw.__name__: draw
    for draw in (
        *(ball, shirt, mug, several, small, portrait, landscape),
        *(alpha, rotated, p3, furry, tiny, grey, sea),
    )
}


@cache
def photo(name: str) -> bytes:
    """The image file of a scene."""
    return SCENES[name]()


def png(pixels: RGB) -> bytes:
    file = BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def jpeg(pixels: RGB, **options: object) -> bytes:
    file = BytesIO()
    image = Image.fromarray(np.ascontiguousarray(pixels))
    image.save(file, "JPEG", quality=93, subsampling=0, **options)
    return file.getvalue()


def display_p3() -> bytes:
    """An ICC profile, version 2, of a display with the primaries of Display P3."""

    def fixed(*numbers: float) -> bytes:
        return struct.pack(f">{len(numbers)}i", *(round(each * 65536) for each in numbers))

    def xyz(*numbers: float) -> bytes:
        return b"XYZ " + bytes(4) + fixed(*numbers)

    words = b"Display P3 as drawn\0"
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(2.2 * 256)) + bytes(2)
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(words)) + words + bytes(79),
        b"cprt": b"text" + bytes(4) + b"none\0\0\0\0",
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.5151, 0.2412, -0.0011),
        b"gXYZ": xyz(0.2920, 0.6922, 0.0419),
        b"bXYZ": xyz(0.1571, 0.0666, 0.7841),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = (
        struct.pack(">II4s", start + len(body), 0, bytes([2, 0x40, 0, 0]))
        + b"mntrRGB XYZ "
        + struct.pack(">6H", 2024, 1, 1, 0, 0, 0)
        + b"acsp"
    )
    illuminant = bytes(68 - len(header)) + fixed(0.9642, 1, 0.8249)
    return (header + illuminant).ljust(128, b"\0") + table + body
