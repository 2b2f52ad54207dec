"""Keeps alpha on the right side of what somebody pointed at, whatever its edge has become."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import Alpha, LabelledPoint, Logits, Point

_REACH, _LEAST = 0.05, 3.0
"""How far around a point the mask replaces alpha: in units of √area, and at least so many
pixels. Between this and twice this both are mixed."""

_SPOT = 0.01
"""Radius of what is painted where the mask is wrong as well, in units of √area."""

_SOFTNESS = 4.0
"""Logits between fully transparent and opaque."""


def with_points_right(
    alpha: Alpha, mask: Callable[[], Logits], points: Sequence[LabelledPoint]
) -> Alpha:
    """Returns alpha that is above one half at each pixel to keep and below at each to drop.

    Where matting has moved the edge across a point, the mask decides around it; where the mask
    has it wrong as well, because it is too coarse, a spot is painted. Nothing else changes.

    Args:
        alpha: uint8 H×W.
        mask: returns the logits that alpha was made from, float32 H×W; called if needed.
        points: of two on the same pixel, the one to keep counts.
    """
    labels = dict(sorted(points, key=lambda each: each[1]))
    if all(_is_right(alpha, *each) for each in labels.items()):
        return alpha
    side = np.sqrt(np.count_nonzero(alpha > 127))
    opacity = np.clip(mask() / _SOFTNESS + 0.5, 0, 1) * 255
    changed = alpha.copy()
    for point, is_kept in labels.items():
        if not _is_right(changed, point, is_kept):
            _mix(changed, opacity, point, max(_LEAST, _REACH * side))
    for point, is_kept in labels.items():
        if not _is_right(changed, point, is_kept):
            others = [other for other, label in labels.items() if label != is_kept]
            _paint(changed, point, 255 * is_kept, max(_LEAST, _SPOT * side), others)
    return changed


def _is_right(alpha: Alpha, point: Point, is_kept: bool) -> bool:
    return bool((alpha[point.y, point.x] > 127) == is_kept)


def _mix(alpha: Alpha, opacity: NDArray[np.float32], point: Point, reach: float) -> None:
    part, distance = _around(alpha, point, 2 * reach)
    weight = np.clip(2 - distance / reach, 0, 1)
    alpha[part] = np.rint(alpha[part] * (1 - weight) + opacity[part] * weight)


def _paint(
    alpha: Alpha, point: Point, value: int, radius: float, others: Sequence[Point]
) -> None:
    """Paints a disc of a radius, but of less than half the distance to each of the others."""
    gaps = [np.hypot(*np.subtract(point, other)) / 2 for other in others]
    part, distance = _around(alpha, point, radius)
    alpha[part][(distance <= radius) & (distance < min(gaps, default=np.inf))] = value


def _around(
    alpha: Alpha, point: Point, radius: float
) -> tuple[tuple[slice, slice], NDArray[np.float64]]:
    """Returns the square around a point, and the distances from it there, in pixels."""
    reach = int(np.ceil(radius))
    top, left = max(0, point.y - reach), max(0, point.x - reach)
    part = np.s_[top : point.y + reach + 1, left : point.x + reach + 1]
    rows, columns = np.ogrid[part]
    height, width = alpha[part].shape
    return part, np.hypot(rows[:height] - point.y, columns[:, :width] - point.x)
