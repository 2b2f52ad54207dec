"""A part of a photo and a smaller working copy of it.

What takes thought about the edge is done on the copy; the answer is then read back at the
photo's own resolution, and only in those tiles of the part that need it.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import Alpha, Box, Size

Floats = NDArray[np.float32]
Places = NDArray[np.int32]

_TILE = 192
"""Side of a tile in pixels of the photo; one in floating point fits into a core's cache."""

_THREADS = 2


@dataclass(frozen=True)
class Roi:
    """A part of a photo.

    Attributes:
        box: where it lies, in pixels of the photo.
        working: size of its working copy.
    """

    box: Box
    working: Size

    @classmethod
    def around(cls, box: Box, size: Size, margin: float, side: int) -> "Roi":
        """The box and a margin of so many pixels, cut to the photo's `size`, to be worked on
        with its longer side scaled down to `side`."""
        left, top = (max(0, int(low - margin)) for low in box[:2])
        right, bottom = (
            min(limit, int(high + margin) + 1)
            for limit, high in zip(size, box[2:], strict=True)
        )
        scale = min(1.0, side / max(right - left, bottom - top))
        working = Size(*(max(1, round(n * scale)) for n in (right - left, bottom - top)))
        return cls(Box(left, top, right, bottom), working)

    @cached_property
    def scale(self) -> tuple[float, float]:
        """Pixels of the photo to a pixel of the copy, across and down."""
        left, top, right, bottom = self.box
        return (right - left) / self.working.width, (bottom - top) / self.working.height

    def of(self, photo: NDArray[Any]) -> NDArray[Any]:
        """The part itself, a view of an array of the photo's size."""
        return photo[self.box.top : self.box.bottom, self.box.left : self.box.right]

    def shrink(self, photo: NDArray[np.uint8]) -> Floats:
        """The working copy of colours, 3×H×W, or of opacity, H×W, float32, 0 to 1."""
        part = self.of(photo)
        while min(self.scale) >= 2 and part.shape[1] >= 2 * self.working.width:
            # Halving first: much quicker than averaging large areas at once.
            half = part.shape[1] // 2, max(1, part.shape[0] // 2)
            part = np.asarray(cv2.resize(part, half, interpolation=cv2.INTER_LINEAR), np.uint8)
        copy = cv2.resize(part, self.working, interpolation=cv2.INTER_AREA)
        copy = fractions(np.asarray(copy, np.uint8))
        return copy if copy.ndim == 2 else np.stack(cv2.split(copy))

    def enlarge(self, copy: Floats, tile: Box) -> Floats:
        """A map of the working copy's size read at the tile's pixels (bilinear); channels, up
        to four of them, lie side by side in each pixel: H×W×C, from `interleaved`."""
        across, down = self.scale
        from_tile = np.array(
            [
                [1 / across, 0, (tile.left - self.box.left + 0.5) / across - 0.5],
                [0, 1 / down, (tile.top - self.box.top + 0.5) / down - 0.5],
            ]
        )
        return np.asarray(
            cv2.warpAffine(
                copy,
                from_tile,
                (tile.right - tile.left, tile.bottom - tile.top),
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            )
        )

    def read(self, copy: Floats, x: Places, y: Places) -> Floats:
        """The same at single pixels of the photo, by their n columns and n rows: n×C."""
        across, down = self.scale
        columns = ((x - self.box.left + 0.5) / across - 0.5).astype(np.float32)
        rows = ((y - self.box.top + 0.5) / down - 0.5).astype(np.float32)
        values = cv2.remap(
            copy, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(values, np.float32).reshape(len(x), -1)

    def copied(self, copy: Floats, tile: Box) -> Floats:
        """The pixels of the working copy that `enlarge` reads for a tile, a view."""
        across, down = self.scale
        left, top = tile.left - self.box.left, tile.top - self.box.top
        right, bottom = tile.right - self.box.left, tile.bottom - self.box.top
        rows = slice(max(0, int(top / down - 1)), int(bottom / down + 2))
        return copy[rows, max(0, int(left / across - 1)) : int(right / across + 2)]

    def tiles(self) -> Iterator[Box]:
        """The tiles that the part is made of."""
        left, top, right, bottom = self.box
        for y, x in product(range(top, bottom, _TILE), range(left, right, _TILE)):
            yield Box(x, y, min(x + _TILE, right), min(y + _TILE, bottom))

    def each_tile(self, work: Callable[[Box], None]) -> None:
        """Do some work on every tile, on a few threads."""
        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(work, self.tiles()))


def fractions(values: NDArray[np.uint8]) -> Floats:
    """0 to 255 → 0 to 1."""
    return np.multiply(values, 1 / 255, dtype=np.float32)


def interleaved(planes: Iterable[Floats]) -> Floats:
    """C×H×W → H×W×C."""
    return np.asarray(cv2.merge(list(planes)))


def resized(values: Floats, size: Size) -> Floats:
    """A map, or each plane of a stack, at another size: averaged where that is smaller,
    bilinear where it is larger."""
    if values.ndim == 3:
        return np.stack([resized(plane, size) for plane in values])
    how = cv2.INTER_AREA if size.width < values.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(values, size, interpolation=how), np.float32)


def bounds(mask: NDArray[np.bool_] | Alpha) -> Box:
    """The smallest box around all that is not zero; at least one pixel must be."""
    x, y, width, height = cv2.boundingRect(np.asarray(mask, np.uint8))
    return Box(x, y, x + width, y + height)
