"""Small files that take much to decode."""

import struct
import zlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw


def many_scans(side: int, scans: int, number: int = 0) -> bytes:
    """A progressive JPEG file of one component. All but two of its scans say of thousands of
    blocks at a time that nothing is refined.

    Args:
        side: width and height in pixels.
        scans: at least two.
        number: makes the file differ from others.
    """

    def segment(marker: int, data: bytes) -> bytes:
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data

    def scan(first: int, last: int, approximation: int, bits: int) -> bytes:
        header = bytes([1, 1, 0, first, last, approximation])
        return segment(0xDA, header) + bytes(bits // 8 + 1)

    blocks = ((side + 7) // 8) ** 2
    one_code = b"\1" + bytes(15)  # a Huffman table of a single code, the bit 0
    runs = blocks // (1 << 14) + 1
    head = b"\xff\xd8" + segment(0xFE, struct.pack(">I", number))
    head += segment(0xDB, b"\0" + b"\1" * 64)
    head += segment(0xC2, struct.pack(">BHHB", 8, side, side, 1) + b"\1\x11\0")
    head += segment(0xC4, b"\0" + one_code + b"\0")  # no difference from the block before
    head += segment(0xC4, b"\x10" + one_code + b"\xe0")  # nothing in 2¹⁴ blocks and more
    refining = scan(1, 63, 0x10, 15 * runs)
    scans_of_all = scan(0, 0, 0, blocks) + scan(1, 63, 1, 15 * runs) + refining * (scans - 2)
    return head + scans_of_all + b"\xff\xd9"


def heavy_profile(megabytes: int, number: int = 0) -> bytes:
    """A small PNG file with a color profile of so many zeros, more or less."""
    profile = bytearray(megabytes << 20)
    profile[0:4], profile[16:20], profile[36:40] = (
        struct.pack(">I", len(profile)),
        b"RGB ",
        b"acsp",
    )
    profile[200:204] = struct.pack(">I", number)
    file = BytesIO()
    Image.new("RGB", (64, 48), "red").save(file, "PNG")
    chunk = b"iCCPx\0\0" + zlib.compress(profile, 9)
    chunk = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return file.getvalue()[:33] + chunk + file.getvalue()[33:]  # right behind the header


def real_tiff(width: int, height: int, number: float = 0) -> bytes:
    """A TIFF file of floating-point numbers, all the same."""
    file = BytesIO()
    pixels = np.full((height, width), number, np.float32)
    Image.fromarray(pixels).save(file, "TIFF", compression="tiff_lzw")
    return file.getvalue()


def large_jpeg(width: int, height: int, number: int = 0) -> bytes:
    """A JPEG file of one color."""
    file = BytesIO()
    Image.new("RGB", (width, height), (number, 90, 90)).save(file, "JPEG")
    return file.getvalue()


def picture(color: tuple[int, int, int]) -> bytes:
    """A photo of a disc in its middle on noise around a color, 1280×853."""
    noise = np.random.default_rng(color[0]).integers(0, 30, (853, 1280, 3), np.uint8)
    image, file = Image.fromarray(noise + np.array(color, np.uint8)), BytesIO()
    ImageDraw.Draw(image).ellipse((440, 226, 840, 626), fill=(240, 230, color[0]))
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


_PROGRAMS = b"D2B0", b"D2B1", b"B2D0"
"""Tags of a profile: to common colors, by two intents, and from there."""


def slow_profile(stages: int) -> bytes:
    """An RGB profile that is a program of so many curves and matrices, one after the other, in
    16 bytes each: a thousand take the library that reads it 5 seconds, 6000 minutes."""
    numbers = (0.99, 0.001, 0, 0, 0.99, 0, 0, 0, 0.99, 0, 0, 0)
    matrix = b"matf" + bytes(4) + struct.pack(">2H12f", 3, 3, *numbers)
    segment = b"parf" + bytes(8) + struct.pack(">4f", 1.001, 1, 0, 0)
    curve = b"curf" + bytes(4) + struct.pack(">2H", 1, 0) + segment
    curves = b"cvst" + bytes(4) + struct.pack(">2H6I", 3, 3, *(36, len(curve)) * 3) + curve
    head = b"mpet" + bytes(4) + struct.pack(">2HI", 3, 3, 2 * stages)
    first = len(head) + 16 * stages  # all stages are the same two
    places = struct.pack(">4I", first, len(curves), first + len(curves), len(matrix))
    program = head + places * stages + curves + matrix
    tags = b"".join(name + struct.pack(">2I", 168, len(program)) for name in _PROGRAMS)
    header = b"\4\x40" + bytes(2) + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    profile = bytes(8) + header + struct.pack(">3i", 63190, 65536, 54061)
    profile = profile.ljust(128, b"\0") + bytes([0, 0, 0, 3]) + tags + program
    return struct.pack(">I", len(profile)) + profile[4:]
