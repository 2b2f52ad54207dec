"""A region of interest of a photo, and a smaller working copy of it.

Expensive computations run on the copy; the result is resampled to the photo's resolution, and
only in those strips of the region that need it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import Alpha, Box, Mask, Size

Floats = NDArray[np.float32]
Coordinates = NDArray[np.intp]
Part = TypeVar("Part")

_ROWS = 32
"""Height of a strip in pixels of the photo; in floating point it fits into a core's cache."""


@dataclass(frozen=True)
class Roi:
    """A region of a photo.

    Attributes:
        box: the region, in pixels of the photo.
        working: size of its working copy.
    """

    box: Box
    working: Size

    @classmethod
    def around(cls, box: Box, size: Size, margin: float, side: int) -> "Roi":
        """Returns the box with `margin` pixels around it, clipped to the photo's `size`; its
        working copy has at most `side` pixels on the longer side."""
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
        """Pixels of the photo per pixel of the copy, horizontally and vertically."""
        (width, height), working = self.box.size, self.working
        return width / working.width, height / working.height

    def of(self, photo: NDArray[Any]) -> NDArray[Any]:
        """Returns the region of an array of the photo's size, a view."""
        return photo[self.box.slices]

    def shrink(self, photo: NDArray[np.uint8]) -> Floats:
        """Returns the working copy of colors, 3×H×W, or of alpha, H×W, float32, 0 to 1."""
        part = self.of(photo)
        if min(self.scale) >= 2:
            # 4×4 samples a pixel are enough; averaging all of a large photo is slow.
            part = cv2.resize(part, (2 * self.working.width, 2 * self.working.height))
        copy = cv2.resize(part, self.working, interpolation=cv2.INTER_AREA)
        copy = fractions(np.asarray(copy, np.uint8))
        return copy if copy.ndim == 2 else np.stack(cv2.split(copy))

    def enlarge(self, copy: Floats, box: Box) -> Floats:
        """Resamples a map of the working copy's size to the pixels of a box (bilinear). `copy`
        is H×W, or H×W×C from `interleaved` with up to four channels."""
        across, down = self.scale
        start = (box.left - self.box.left) / across, (box.top - self.box.top) / down
        return resampled(copy, start, (1 / across, 1 / down), box.size)

    def read(self, copy: Floats, x: Coordinates, y: Coordinates) -> Floats:
        """Resamples to n single pixels of the photo, given by columns and rows: float32 n×C."""
        across, down = self.scale
        columns = ((x - self.box.left + 0.5) / across - 0.5).astype(np.float32)
        rows = ((y - self.box.top + 0.5) / down - 0.5).astype(np.float32)
        values = cv2.remap(
            copy, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(values, np.float32).reshape(len(x), -1)

    def strips(self, wanted: Mask) -> Iterator[Box]:
        """Yields boxes that together hold every pixel of the photo which `enlarge` computes
        from a wanted pixel of the copy, and none twice."""
        across, down = self.scale
        left, top, _, bottom = self.box
        # A pixel is interpolated between the pixel of the copy that it lies in and the next.
        reached = cv2.dilate(wanted.view(np.uint8), np.ones((3, 3), np.uint8)) > 0
        for high in range(0, self.box.height, _ROWS):
            low = min(high + _ROWS, bottom - top)
            columns = reached[int(high / down) : int((low - 0.5) / down) + 1].any(axis=0)
            ends = np.flatnonzero(np.diff(columns, prepend=False, append=False))
            for start, end in np.rint(ends * across).astype(int).reshape(-1, 2).tolist():
                yield Box(left + start, top + high, left + end, top + low)


def in_threads(work: Callable[[Part], None], parts: Iterable[Part]) -> None:
    """Calls `work` for each part, on this thread and on another one."""
    waiting = deque(parts)

    def take() -> None:
        while True:
            try:
                part = waiting.popleft()
            except IndexError:
                return
            work(part)

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(take)
        take()
        other.result()


def resampled(
    values: Floats,
    start: tuple[float, float],
    step: tuple[float, float],
    size: Size,
    beyond: float | None = None,
) -> Floats:
    """Resamples a map, H×W or H×W×C, to elements that are each `step` of its own wide and high,
    the first of which starts at `start` (bilinear).

    Args:
        values: the map.
        start, step: horizontally and vertically, in elements of the map.
        size: of the result.
        beyond: what is around the map; `None` for the values at its edge.
    """
    (start_x, start_y), (step_x, step_y) = start, step
    centers = [[step_x, 0, start_x + step_x / 2 - 0.5], [0, step_y, start_y + step_y / 2 - 0.5]]
    return np.asarray(
        cv2.warpAffine(
            values,
            np.array(centers, np.float64),
            size,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE if beyond is None else cv2.BORDER_CONSTANT,
            borderValue=(beyond or 0,),
        )
    )


def fractions(values: NDArray[np.uint8]) -> Floats:
    """Scales 0–255 to 0–1."""
    return np.multiply(values, 1 / 255, dtype=np.float32)


def interleaved(planes: Iterable[Floats]) -> Floats:
    """Converts planes C×H×W to pixels H×W×C."""
    return np.asarray(cv2.merge(list(planes)))


def resized(values: Floats, size: Size) -> Floats:
    """Resizes a map, or each plane of a stack: averaging when shrinking, else bilinear."""
    if values.ndim == 3:
        return np.stack([resized(plane, size) for plane in values])
    how = cv2.INTER_AREA if size.width < values.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(values, size, interpolation=how), np.float32)


def halved(values: Floats) -> Floats:
    """Averages pixels 2×2 in a map, or in each plane of a stack; odd sizes are rounded up."""
    if values.ndim == 3:
        return np.stack([halved(plane) for plane in values])
    height, width = values.shape
    return np.asarray(cv2.resize(values, ((width + 1) // 2, (height + 1) // 2)), np.float32)


def bounds(mask: NDArray[np.bool_] | Alpha) -> Box:
    """Returns the smallest box around all nonzero pixels; there must be one."""
    x, y, width, height = cv2.boundingRect(np.asarray(mask, np.uint8))
    return Box(x, y, x + width, y + height)
