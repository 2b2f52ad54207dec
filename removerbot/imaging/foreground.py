"""Foreground colors where alpha is partial: the background is removed from mixed pixels."""

import cv2
import numpy as np

from removerbot.imaging.color_model import mean_around
from removerbot.imaging.roi import Floats, Roi, bounds, fractions, interleaved
from removerbot.imaging.types import RGB, Alpha, Size

_SIDE = 288
"""Longest side of the working copy."""

_RADII = 0.05, 0.008
"""Window radii of the two estimates, in units of √area of the object."""

_EPSILON = 1e-5

_AT_ONCE = 16384
"""Pixels estimated at a time; their values fit into a core's cache."""


def foreground(rgb: RGB, alpha: Alpha) -> RGB:
    """Estimates the foreground colors by blur fusion.

    M. Forte, "Approximate Fast Foreground Colour Estimation" (ICIP 2021): alpha-weighted mean
    colors of foreground and background are corrected to reproduce the photo's colors, first
    in a wide window, then in a small one. The means are computed on a working copy, the last
    correction at the photo's resolution.

    Args:
        rgb: the photo, uint8 H×W×3.
        alpha: uint8 H×W, not zero everywhere.

    Returns:
        uint8 H×W×3. Only pixels that are neither opaque nor transparent differ from `rgb`.
    """
    partial = cv2.inRange(alpha, 1, 254)
    if not cv2.hasNonZero(partial):
        return rgb
    mixed = cv2.findNonZero(partial)
    height, width = alpha.shape
    side = max(1.0, float(np.sqrt(np.count_nonzero(alpha))))
    region = Roi.around(bounds(alpha), Size(width, height), _RADII[0] * side, _SIDE)
    radii = (max(1, round(radius * side / max(region.scale))) for radius in _RADII)
    means = _means(region.shrink(rgb), region.shrink(alpha), *radii)
    front, behind = map(interleaved, means)
    colors = rgb.copy()
    for start in range(0, len(mixed), _AT_ONCE):
        x, y = mixed[start : start + _AT_ONCE].T
        opacity = fractions(alpha[y, x])[:, None]
        there = region.read(front, x, y), region.read(behind, x, y)
        corrected = _correct(fractions(rgb[y, x]), opacity, *there)
        colors[y, x] = np.rint(corrected * 255)
    return colors


def _means(rgb: Floats, alpha: Floats, wide: int, small: int) -> tuple[Floats, Floats]:
    """Returns the mean foreground and background colors in small windows, float32 3×h×w."""
    front, behind = _blur(rgb, alpha, wide), _blur(rgb, 1 - alpha, wide)
    front = _correct(rgb, alpha, front, behind)
    return _blur(front, alpha, small), _blur(behind, 1 - alpha, small)


def _blur(colors: Floats, weights: Floats, radius: int) -> Floats:
    sums = mean_around(np.concatenate([colors * weights, weights[None]]), radius)
    return np.asarray(sums[:3] / (sums[3] + _EPSILON))


def _correct(rgb: Floats, alpha: Floats, front: Floats, behind: Floats) -> Floats:
    """Corrects the foreground colors so that the composite comes closer to the photo."""
    rest = rgb - alpha * front - (1 - alpha) * behind
    return np.asarray(np.clip(front + alpha * rest, 0, 1))
