"""A mask's outline as an SVG path, which stays sharp at any zoom.

The decoder's logits are 256×256 real numbers, positive inside the object, and SAM
interpolates between them: the edge is where they are zero. As a path it takes some KB,
whatever the size of the photo.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import Candidate, Logits, Size

UNITS = 4096
"""Of a path, along the longer side of the photo."""

_UPSCALING = 2
"""Factor by which the logits are enlarged before their edge is followed."""

_TOLERANCE = 0.2
"""Distance in enlarged elements up to which points of an almost straight line are left out."""

_SMOOTHING = 1.0
"""Standard deviation in enlarged elements, along the edge, by which it is smoothed: it has a
jitter that the cutout lacks, whose edge follows the photo's."""

_SMALLEST = 4.0
"""Area in enlarged elements; smaller pieces and holes get no line."""

Line = NDArray[np.float32]
"""Points, float32 n×2, x before y."""


def svg_path(candidate: Candidate, size: Size) -> str:
    """Returns the outline of a mask, and of the holes in it, as the `d` of an SVG path.

    Filled by the rule `evenodd` it is the object. Its coordinates are integers, from 0 at the
    photo's left and upper side to `UNITS` at the far end of the longer side.
    """
    logits = _upsampled(candidate)
    height, width = logits.shape
    scale = np.array(size) / (width, height) * UNITS / max(size)
    lines = (np.rint(line * scale).astype(int) for line in _lines(logits))
    return "".join(map(_closed, lines))


def _upsampled(candidate: Candidate) -> Logits:
    """Returns the logits where the photo is, `_UPSCALING` times as large."""
    columns, rows = (max(1, round(length * _UPSCALING)) for length in candidate.extent)
    height, width = (length * _UPSCALING for length in candidate.logits.shape)
    return np.asarray(
        cv2.resize(candidate.logits, (width, height))[:rows, :columns], np.float32
    )


def _lines(logits: Logits) -> Iterator[Line]:
    """Yields closed lines along the zeros, in elements of the array."""
    inside = (logits > 0).astype(np.uint8)
    found, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for elements in found:
        if cv2.contourArea(elements) >= _SMALLEST:
            line = _smoothed(_on_zero(logits, np.asarray(elements[:, 0], np.intp)))
            yield np.asarray(cv2.approxPolyDP(line, _TOLERANCE, closed=True)[:, 0], np.float32)


def _on_zero(logits: Logits, elements: NDArray[np.intp]) -> Line:
    """Moves the elements along an edge to the zeros between them, by one step of Newton's
    method; those at a side of the photo go to that side."""
    (x, y), (height, width) = elements.T, logits.shape
    left, right, above, below = (
        logits[y, np.maximum(x - 1, 0)],
        logits[y, np.minimum(x + 1, width - 1)],
        logits[np.maximum(y - 1, 0), x],
        logits[np.minimum(y + 1, height - 1), x],
    )
    slope = np.stack([right - left, below - above], 1) / 2
    steep = np.maximum((slope**2).sum(1), 1e-6)
    step = np.clip(-(logits[y, x] / steep)[:, None] * slope, -1, 1)
    line = elements + 0.5 + step
    line[elements == 0] = 0
    ends = np.array([width, height])
    return np.where(elements == ends - 1, ends, line).astype(np.float32)


def _smoothed(line: Line) -> Line:
    """Smooths a closed line along itself."""
    radius = min(len(line), round(4 * _SMOOTHING))
    around = np.pad(line, ((radius, radius), (0, 0)), mode="wrap")
    blurred = cv2.GaussianBlur(around, (1, 2 * radius + 1), 0, sigmaY=_SMOOTHING)
    return np.asarray(blurred[radius:-radius], np.float32)


def _closed(points: NDArray[np.int_]) -> str:
    """Writes a closed line: its first point, and the steps from each point to the next."""
    begin, *ways = (points[0], *np.diff(points, axis=0))
    steps = " ".join(f"{x} {y}" for x, y in ways)
    return f"M{begin[0]} {begin[1]}l{steps}z"
