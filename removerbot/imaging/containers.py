"""Image files as bytes: their markers, chunks and directories.

Finds out what Pillow does not tell: how many scans a JPEG has, the pictures inside a raw file,
and the color space that PNG, HEIC and AVIF name by numbers.
"""

import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from removerbot.imaging.color import ColorSpace
from removerbot.imaging.png import SIGNATURE
from removerbot.imaging.types import Size

MAX_SCANS = 100
"""Scans of a JPEG file. Each costs as much time as a decoder takes for a small photo, in few
bytes; encoders write about ten."""

_JPEG = b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_FRAMES = (0xC0, 0xC1, 0xC2)
"""Kinds of JPEG frames that decoders read; raw files hold lossless ones, too."""

_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])", re.DOTALL)
"""A marker of a JPEG file that begins a segment, or ends the image."""

_NCLX = re.compile(rb"colrnclx(....)", re.DOTALL)
_BEFORE_PIXELS = 64 << 10
"""Bytes of an HEIC or AVIF file in which its color space is looked for."""


class Picture(NamedTuple):
    """A picture inside a raw file.

    Attributes:
        data: an image file that has this picture first.
        size: as stored.
        orientation: of EXIF, for a picture without one of its own.
    """

    data: bytes
    size: Size
    orientation: int


def has_too_many_scans(data: bytes) -> bool:
    """Returns whether a file is a JPEG image with more than `MAX_SCANS` scans; what follows
    the image in the file, and what its segments contain, is skipped."""
    scans = 0
    for marker, _ in _segments(data):
        scans += marker == _SCAN
        if scans > MAX_SCANS:
            return True
    return False


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yields the markers of a JPEG image, and where their segments begin."""
    position = 2
    while data.startswith(_JPEG) and (found := _MARKER.search(data, position)):
        marker, start = found[1][0], found.end()
        if marker == _END:
            return
        yield marker, start
        position = start + int.from_bytes(data[start : start + 2])


def webp_size(data: bytes) -> Size | None:
    """Returns the size that a WEBP file says it has; `None` for another file."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    if data[12:16] == b"VP8X":
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        return Size(width, height)
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return Size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    width, height = (int.from_bytes(data[at : at + 2], "little") for at in (26, 28))
    return Size(width & 0x3FFF, height & 0x3FFF)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yields the types and contents of a PNG file's chunks; the last may be incomplete."""
    position = len(SIGNATURE)
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4])
        yield data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        position += 12 + length


def color_space(data: bytes) -> ColorSpace | None:
    """Returns the color space that a PNG, HEIC or AVIF file names, besides a profile; `None`
    if it names none, or sRGB."""
    if not data.startswith(SIGNATURE):
        nclx = _NCLX.search(data, 0, _BEFORE_PIXELS) if data[4:8] == b"ftyp" else None
        return ColorSpace.coded(*struct.unpack(">HH", nclx[1])) if nclx else None
    found: dict[bytes, bytes] = {}
    for kind, content in chunks(data):
        if kind == b"IDAT":
            break
        found.setdefault(kind, content)
    with suppress(struct.error):
        if b"cICP" in found:
            return ColorSpace.coded(*struct.unpack_from("BB", found[b"cICP"]))
        if not found.keys() & {b"iCCP", b"sRGB"}:
            return _described(found.get(b"gAMA"), found.get(b"cHRM"))
    return None


def _described(gamma: bytes | None, chromaticities: bytes | None) -> ColorSpace | None:
    exponent = struct.unpack(">I", gamma)[0] / 100_000 if gamma else 0.0
    corners = struct.unpack(">8I", chromaticities) if chromaticities else ()
    return ColorSpace.described(exponent, tuple(corner / 100_000 for corner in corners))


_WIDTH, _HEIGHT, _COMPRESSION, _PHOTOMETRIC, _STRIPS = 256, 257, 259, 262, 273
_KIND, _ORIENTATION, _STRIP_BYTES, _TILES, _TILE_BYTES = 254, 274, 279, 324, 325
_SUB_IFDS, _JPEG_START, _JPEG_BYTES, _DNG_VERSION = 330, 513, 514, 50706
_TAGS = {
    _WIDTH, _HEIGHT, _COMPRESSION, _PHOTOMETRIC, _STRIPS, _KIND, _ORIENTATION, _STRIP_BYTES,
    _TILES, _TILE_BYTES, _SUB_IFDS, _JPEG_START, _JPEG_BYTES, _DNG_VERSION,
}  # fmt: skip

_SENSOR_DATA = {32803, 34892}
"""Photometric interpretations (DNG 1.7): color filter array, and linear sensor values."""

_OLD_JPEG = 6
_FIELDS = {1: "B", 3: "H", 4: "I", 13: "I"}
_MAX_VALUES, _MAX_DIRECTORIES = 1 << 16, 64

Tags = dict[int, tuple[int, ...]]


def raw_pictures(data: bytes) -> list[Picture] | None:
    """Returns the pictures in a raw file of the TIFF family (DNG, CR2, NEF, ARW, PEF, …) that
    can be read, by their headers, and are larger than a thumbnail, the largest first; `None`
    for any other file.

    A TIFF file counts as raw, too, if its first picture says that it is a reduced version.
    """
    if data[:4] not in (b"II*\0", b"MM\0*"):
        return None
    directories = list(_directories(data))
    tags = [each for _, each in directories]
    is_raw = data[8:10] == b"CR" or any(
        _DNG_VERSION in each or _SENSOR_DATA & {*each.get(_PHOTOMETRIC, ())} for each in tags
    )
    if not tags or not (is_raw or tags[0].get(_KIND, (0,))[0] & 1):
        return None
    usual = tags[0].get(_ORIENTATION, (1,))[0]
    found = [
        Picture(file, size, each.get(_ORIENTATION, (usual,))[0])
        for place, each in directories
        for file, size in _pictures(data, place, each)
    ]
    longest = max(max(*each.get(_WIDTH, (0,)), *each.get(_HEIGHT, (0,))) for each in tags)
    found = [each for each in found if max(each.size) >= min(_THUMBNAIL, longest)]
    return sorted(found, key=lambda each: each.size.width * each.size.height, reverse=True)


_THUMBNAIL = 640
"""Pixels of the longer side below which a picture in a raw file is no photo, unless the photo
has no more."""


def _directories(data: bytes) -> Iterator[tuple[int, Tags]]:
    """Yields the places and tags of a TIFF file's directories, each once."""
    order = "<" if data.startswith(b"II") else ">"
    waiting, seen = [*struct.unpack_from(f"{order}I", data, 4)], {0}
    while waiting and len(seen) < _MAX_DIRECTORIES:
        place = waiting.pop(0)
        if place in seen:
            continue
        seen.add(place)
        with suppress(struct.error):
            tags, following = _directory(data, place, order)
            yield place, tags
            waiting += [*tags.get(_SUB_IFDS, ()), following]


def _directory(data: bytes, place: int, order: str) -> tuple[Tags, int]:
    """Reads a directory; returns its tags that matter, and where the next one is."""
    (count,) = struct.unpack_from(f"{order}H", data, place)
    tags: Tags = {}
    for entry in range(place + 2, place + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", data, entry)
        if tag in _TAGS and kind in _FIELDS and 0 < number <= _MAX_VALUES:
            values, start = f"{order}{number}{_FIELDS[kind]}", entry + 8
            if struct.calcsize(values) > 4:
                (start,) = struct.unpack_from(f"{order}I", data, start)
            tags[tag] = struct.unpack_from(values, data, start)
    return tags, struct.unpack_from(f"{order}I", data, place + 2 + 12 * count)[0]


def _pictures(data: bytes, place: int, tags: Tags) -> Iterator[tuple[bytes, Size]]:
    """Yields image files with a directory's pictures, and their sizes."""
    starts = tags.get(_STRIPS, tags.get(_TILES, ()))
    lengths = tags.get(_STRIP_BYTES, tags.get(_TILE_BYTES, ()))
    previews = [*zip(tags.get(_JPEG_START, ()), tags.get(_JPEG_BYTES, ()), strict=False)]
    if tags.get(_COMPRESSION) == (_OLD_JPEG,):
        previews += zip(starts[:1], lengths[:1], strict=False)
    elif starts and not _SENSOR_DATA & {*tags.get(_PHOTOMETRIC, tuple(_SENSOR_DATA))}:
        size = Size(tags.get(_WIDTH, (0,))[0], tags.get(_HEIGHT, (0,))[0])
        if max(map(sum, zip(starts, lengths, strict=False)), default=0) <= len(data):
            order = "<" if data.startswith(b"II") else ">"
            yield data[:4] + struct.pack(f"{order}I", place) + data[8:], size
    for start, length in previews:
        jpeg = data[start : start + length]
        if len(jpeg) == length and (frame := _frame_size(jpeg)):
            yield jpeg, frame


def _frame_size(jpeg: bytes) -> Size | None:
    """Returns the size of a JPEG image of a kind that decoders read."""
    for marker, start in _segments(jpeg):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">3xHH", jpeg, start)
            return Size(width, height) if marker in _FRAMES else None
    return None
