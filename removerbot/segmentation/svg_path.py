"""A mask's edge as a line that stays crisp however far one looks closer: an SVG path.

A mask of the decoder has 256×256 real numbers, which are positive inside the object. Between
them SAM interpolates; the edge lies where that is zero. As a path it takes some KB, whatever
the size of the photo.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import Candidate, Logits, Size

UNITS = 4096
"""Of a path, along the longer side of the photo."""

_FINER = 2
"""Times the mask's resolution at which its edge is followed."""

_SLACK = 0.2
"""Elements of the finer mask by which the path may leave out what is almost straight."""

_SMOOTH = 1.0
"""Elements along the edge over which it is evened out: a hand's trembling of the model, which
the cutout itself does not have, as its edge follows the photo's."""

_CRUMB = 4.0
"""Elements of the finer mask; what is smaller gets no line."""

Line = NDArray[np.float32]
"""Points, float32 n×2, x before y."""


def contour(candidate: Candidate, size: Size) -> str:
    """The outline of a mask, and of the holes in it, as the `d` of an SVG path.

    Filled by the rule `evenodd` it is the object. Its coordinates are whole numbers, from 0
    at the photo's left and upper side to `UNITS` at the far end of the longer side.

    Args:
        candidate: the mask.
        size: of the photo.
    """
    logits = _finer(candidate)
    height, width = logits.shape
    scale = np.array(size) / (width, height) * UNITS / max(size)
    lines = (np.rint(line * scale).astype(int) for line in _lines(logits))
    return "".join(map(_as_path, lines))


def _finer(candidate: Candidate) -> Logits:
    """The logits where the photo lies, at `_FINER` times their resolution."""
    columns, rows = (max(1, round(length * _FINER)) for length in candidate.extent)
    height, width = (length * _FINER for length in candidate.logits.shape)
    return np.asarray(
        cv2.resize(candidate.logits, (width, height))[:rows, :columns], np.float32
    )


def _lines(logits: Logits) -> Iterator[Line]:
    """Closed lines along the zeros, in elements of the array."""
    inside = (logits > 0).astype(np.uint8)
    found, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for elements in found:
        if cv2.contourArea(elements) >= _CRUMB:
            line = _even(_on_zero(logits, np.asarray(elements[:, 0], np.intp)))
            yield np.asarray(cv2.approxPolyDP(line, _SLACK, closed=True)[:, 0], np.float32)


def _on_zero(logits: Logits, elements: NDArray[np.intp]) -> Line:
    """Elements along an edge, moved to where it is between them: one step of Newton's.

    Where the edge is cut off by the photo's, it goes there.
    """
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


def _even(line: Line) -> Line:
    """A closed line, evened out along itself."""
    radius = min(len(line), round(4 * _SMOOTH))
    around = np.pad(line, ((radius, radius), (0, 0)), mode="wrap")
    blurred = cv2.GaussianBlur(around, (1, 2 * radius + 1), 0, sigmaY=_SMOOTH)
    return np.asarray(blurred[radius:-radius], np.float32)


def _as_path(points: NDArray[np.int_]) -> str:
    """A closed line: where it begins, and the way from each point to the next."""
    begin, *ways = (points[0], *np.diff(points, axis=0))
    steps = " ".join(f"{x} {y}" for x, y in ways)
    return f"M{begin[0]} {begin[1]}l{steps}z"
