"""Image files that end too early: what there is of their photos, as viewers show it.

Files that say how long they are, WEBP, HEIC and AVIF, are filled up in different ways; what
their decoders make of the same bytes is there, what differs is missing. JPEG and PNG files get
an ending; of others the rows are read that come before the end.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile

from removerbot.imaging.containers import chunks
from removerbot.imaging.png import SIGNATURE, write_chunk

_FILLS = (
    (1, 0x00), (1, 0x55), (1, 0xFF), (1, 0x01), (1, 0xAA),
    (0.98, 0x00), (0.98, 0xFF), (0.93, 0x00), (0.93, 0xFF), (0.85, 0x00), (0.85, 0xFF),
)  # fmt: skip
"""How files are filled up: the share of their bytes that is kept, and the byte that stands for
the others. A decoder refuses a file if it needs more bytes than there are, which depends on
where the filling begins, and with what."""

_COMPARED = 2
"""Number of other fills that an image is compared with."""

_HOLE = np.ones((33, 33), np.uint8)
"""Holes in the missing part of a photo that are not larger count as missing, too."""

_LONGEST, _MAX_BOXES = 128 << 20, 64
_MANY_ZEROS = 64
_GRAY, _CLEAR = (128, 128, 128), (0, 0, 0, 0)

_JPEG, _END = b"\xff\xd8", b"\xff\xd9"

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Color type of a PNG file → values of a pixel."""

_ADAM7 = (
    (0, 0, 8, 8, 8, 8), (0, 4, 8, 8, 8, 4), (4, 0, 8, 4, 4, 4), (0, 2, 4, 4, 4, 2),
    (2, 0, 4, 2, 2, 2), (0, 1, 2, 2, 2, 1), (1, 0, 2, 1, 1, 1),
)  # fmt: skip
"""Passes of an interlaced PNG file: the first row and column, the steps to the next ones, and
the rows and columns that a pixel stands for until the later passes are there."""

_PLANAR = 284
"""Tag of TIFF files that says whether their channels follow each other."""

Missing = NDArray[np.bool_]
"""Which pixels of an image are missing, H×W."""


def is_surely_short(data: bytes) -> bool:
    """Returns whether a file of WEBP, HEIC or AVIF lacks its end, or a PNG file has zeros
    instead of it, which a decoder would take for pixels."""
    is_png = data.startswith(SIGNATURE)
    return refilled(data) is not None or (is_png and data.endswith(bytes(_MANY_ZEROS)))


def completions(data: bytes) -> Iterator[bytes]:
    """Yields a file that ends too early with endings, of which the first that can be decoded
    has most of the photo.

    Raises:
        zlib.error, struct.error, KeyError: there is more wrong than that.
    """
    if data.startswith(_JPEG):
        yield data.rstrip(b"\0") + _END
    elif data.startswith(SIGNATURE):
        yield from _completed_png(data)
    elif refilled(data):
        for kept, fill in _FILLS:
            yield refilled(data, kept, fill) or b""
    else:
        yield data


def refilled(data: bytes, kept: float = 1.0, fill: int = 0) -> bytes | None:
    """Returns a WEBP, HEIC or AVIF file with `fill` for each byte that is missing at its end;
    `None` unless it is one that lacks some, but not most of them.

    Args:
        data: the file.
        kept: the share of its bytes to keep.
        fill: a byte.
    """
    length = _said_length(data)
    if not len(data) < length < min(20 * len(data), _LONGEST):
        return None
    return data[: round(kept * len(data))].ljust(length, bytes([fill]))


def read(image: ImageFile.ImageFile, data: bytes, short: bytes) -> tuple[Image.Image, float]:
    """Decodes a photo and makes its missing part gray, or transparent if it has transparency;
    it stays black where values have more than 8 bits.

    Args:
        image: a completion, not loaded yet.
        data: its file, see `completions`.
        short: the file that ends too early.

    Returns:
        The image, and the share of it that is there, 0 to 1.

    Raises:
        OSError: nothing is there, or its rows are not in the order of the file.
    """
    of_decoder = image.tile[0].args if image.format == "GIF" else ()
    is_interlaced = isinstance(of_decoder, tuple) and bool(of_decoder[1:2] and of_decoder[1])
    _load(image)
    shown, missing = _shown(image, data, short, is_interlaced=is_interlaced)
    is_done = image.format == "JPEG" or image.mode.startswith(("I", "F"))
    if missing.any() and not is_done:
        is_clear = shown.has_transparency_data
        shown = shown.convert("RGBA" if is_clear else "RGB")
        shown.paste(_CLEAR if is_clear else _GRAY, mask=Image.fromarray(missing))
    return shown, 1 - float(missing.mean())


def _load(image: ImageFile.ImageFile) -> None:
    """Decodes an image as far as its file goes; what is not there becomes zero."""
    try:
        image.load()
    except OSError:
        if image.format not in {"GIF", "TIFF", "BMP"} or image.getexif().get(_PLANAR) == 2:
            raise
        image.tile = []
        image.load()


def _shown(
    image: Image.Image, data: bytes, short: bytes, *, is_interlaced: bool
) -> tuple[Image.Image, Missing]:
    """Finds what is missing; returns the image as it is shown, and that."""
    if refilled(short):
        return image, _differing(image, data, short)
    values = np.asarray(image)
    if image.format == "PNG" and "interlace" in image.info:
        return _in_blocks(image, short)
    if image.format == "GIF":
        there = _rows_there(values, is_interlaced=is_interlaced)
        return _without_gaps(image, there, 8 if is_interlaced else 1)
    if image.format == "BMP":  # from the bottom to the top
        return image, _trailing(values[::-1])[::-1]
    return image, _trailing(values)


def _said_length(data: bytes) -> int:
    """Returns the length in bytes that a WEBP, HEIC or AVIF file says it has; 0 for others."""
    if data[8:12] == b"WEBP":
        return 8 + int.from_bytes(data[4:8], "little")
    position = 0
    for _ in range(_MAX_BOXES if data[4:8] == b"ftyp" else 0):
        if position + 16 > len(data):
            return position
        length = int.from_bytes(data[position : position + 4])
        if length == 1:  # a longer number follows the name
            length = int.from_bytes(data[position + 8 : position + 16])
        position += length if length > 7 else len(data)  # 0: up to the end of the file
    return 0


def _differing(image: Image.Image, data: bytes, short: bytes) -> Missing:
    """Finds the pixels that depend on what the file was filled up with, and any between."""
    values = np.asarray(image)
    differs = np.zeros(values.shape[:2], np.uint8)
    others = 0
    for other in completions(short):
        if other == data or others == _COMPARED:
            continue
        with suppress(OSError, RuntimeError, ValueError), Image.open(BytesIO(other)) as opened:
            differs |= np.atleast_3d(values != np.asarray(opened)).any(axis=2)
            others += 1
    if not others:  # no other fill can be decoded
        differs[round(image.height * len(short) / len(data)) :] = 1
    return cv2.morphologyEx(differs, cv2.MORPH_CLOSE, _HOLE) > 0


def _trailing(values: NDArray[np.generic]) -> Missing:
    """Finds the pixels at the end of an image that have its last color, if that is black,
    or the gray that a JPEG decoder leaves."""
    values = np.atleast_3d(values)
    missing = np.zeros(values.shape[:2], bool)
    fill = values[-1, -1].astype(float)
    if not (fill.max() == 0 or np.abs(fill - 128).max() <= 1):
        return missing
    filled = (values == values[-1, -1]).all(axis=2)
    for row in range(len(filled) - 1, -1, -1):
        run = filled[row, ::-1]
        missing[row, len(run) - (len(run) if run.all() else int(run.argmin())) :] = True
        if not missing[row, -1]:
            break
    return missing


def _rows_there(values: NDArray[np.uint8], *, is_interlaced: bool) -> NDArray[np.intp]:
    """Finds the rows of a GIF before those at the end of its file that have one color, and
    before the last one that has not, which may be incomplete."""
    every = np.arange(len(values))
    passes = (every[::8], every[4::8], every[2::4], every[1::2])
    order = np.concatenate(passes) if is_interlaced else every
    filled = (values[order] == values[order[-1], -1]).all(axis=1)
    if not filled[-1]:
        return every
    return np.sort(order[: max(1, int(np.flatnonzero(~filled).max(initial=0)))])


def _without_gaps(
    image: Image.Image, there: NDArray[np.intp], step: int
) -> tuple[Image.Image, Missing]:
    """Gives the missing rows of a GIF between others the colors of the rows above."""
    rows = np.arange(image.height)
    nearest = there[np.maximum(np.searchsorted(there, rows, side="right") - 1, 0)]
    missing = rows >= there[-1] + step
    shown = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return Image.fromarray(np.asarray(shown)[nearest]), missing[:, None].repeat(image.width, 1)


def _completed_png(data: bytes) -> Iterator[bytes]:
    """Deflates the rows anew that can be inflated, and zeros for the others."""
    head, rows, passes = _inflated(data)
    there = _rows_in(len(rows), passes)
    kept = sum(count * row for count, (_, row) in zip(there, passes, strict=True))
    rows = rows[:kept].ljust(sum(count * row for count, row in passes), b"\0")
    body = (*write_chunk(b"IDAT", zlib.compress(rows, 1)), *write_chunk(b"IEND"))
    yield b"".join([SIGNATURE, head, *body])


def _inflated(data: bytes) -> tuple[bytes, bytes, list[tuple[int, int]]]:
    """Returns the chunks of a PNG file before its rows, what there is of these, and for each
    pass, of which most files have one, the number of its rows and of the bytes in a row."""
    head, deflated = b"", b""
    for kind, content in chunks(data.rstrip(b"\0")):
        if kind == b"IDAT":
            deflated += content
        elif not deflated:
            head += b"".join(write_chunk(kind, content))
    width, height, depth, color, _, _, interlaced = struct.unpack(">II5B", head[8:21])
    passes = list[tuple[int, int]]()
    for top, left, down, right, *_ in _ADAM7 if interlaced else ((0, 0, 1, 1),):
        rows, columns = -(-(height - top) // down), -(-(width - left) // right)
        is_there = rows > 0 and columns > 0
        row = 1 + (columns * depth * _CHANNELS[color] + 7) // 8
        passes.append((rows, row) if is_there else (0, 1))
    length = sum(count * row for count, row in passes)
    return head, zlib.decompressobj().decompress(deflated, length), passes


def _rows_in(length: int, passes: Iterable[tuple[int, int]]) -> list[int]:
    """Returns how many rows of each pass are within the first `length` bytes."""
    there = list[int]()
    for count, row in passes:
        there.append(min(count, length // row))
        length = length - count * row if there[-1] == count else 0
    return there


def _in_blocks(image: Image.Image, short: bytes) -> tuple[Image.Image, Missing]:
    """Gives the pixels of an interlaced PNG file that are in later passes the color of one
    before, as viewers do while it arrives."""
    image = image.convert("L") if image.mode == "1" else image
    values = np.asarray(image)
    shown, missing = values.copy(), np.ones(values.shape[:2], bool)
    _, inflated, passes = _inflated(short)
    for rows, geometry in zip(_rows_in(len(inflated), passes), _ADAM7, strict=True):
        top, left, down, right, height, width = geometry
        there = values[top::down, left::right][:rows]
        for y, x in np.ndindex(height, width):
            place = np.s_[top + y :: down, left + x :: right]
            block = shown[place][:rows]
            block[:] = there[: len(block), : block.shape[1]]
            missing[place][:rows] = False
    filled = image.copy()
    filled.frombytes(shown.tobytes())
    return filled, missing
