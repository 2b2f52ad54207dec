"""An object's shape: what it spans, its outline, its shadow."""

from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.core.layers import bordered
from removerbot.core.types import Alpha, Box

_FAINT = 8  # alpha up to this is haze, no part of the object
_SHADOW_OPACITY = 0.4

_Floats = NDArray[np.float32]


def bounds(alpha: Alpha) -> Box:
    """What an object spans, haze left out.

    Raises:
        ValueError: there is nothing but transparency.
    """
    for threshold in (_FAINT, 0):
        left, top, width, height = cv2.boundingRect((alpha > threshold).view(np.uint8))
        if width:
            return Box(left, top, left + width, top + height)
    raise ValueError("nothing but transparency")


def outline(alpha: _Floats, width: float, closing: float, smoothing: float) -> _Floats:
    """The object grown, with a smooth contour.

    It is grown by more than its width and shrunk by the rest, which bridges notches; all at
    twice the size, since distances are measured from whole pixels.

    Args:
        alpha: opacity, float32 h×w, 0 to 1, transparent for `width` pixels at the edges.
        width: by how many pixels it is grown.
        closing: notches and holes narrower than twice this and the width are bridged, in
            pixels.
        smoothing: standard deviation that the contour is rounded by, in pixels.

    Returns:
        Its opacity, float32 h×w.
    """
    border = ceil(closing)
    fine = cv2.resize(bordered(alpha, border), None, fx=2, fy=2)
    grown = _distance_to(fine > alpha.max() / 2) < 2 * (width + closing)
    band = np.clip(_distance_to(~grown) - 2 * closing + 0.5, 0, 1)
    smooth = cv2.GaussianBlur(band, (0, 0), 2 * smoothing)
    shrunk = cv2.resize(smooth, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk[border:-border, border:-border], np.float32)


def shadow(alpha: _Floats, blur: float, drop: int) -> _Floats:
    """The opacity, float32 h×w, of a soft shadow that falls a little downwards.

    Args:
        alpha: opacity of what casts it, float32 h×w, 0 to 1.
        blur: standard deviation, in pixels.
        drop: how far it falls, in pixels.
    """
    dropped = cv2.copyMakeBorder(alpha, drop, 0, 0, 0, cv2.BORDER_CONSTANT)
    soft = cv2.GaussianBlur(dropped[: len(alpha)], (0, 0), blur)
    return np.multiply(soft, _SHADOW_OPACITY, dtype=np.float32)


def _distance_to(region: NDArray[np.bool_]) -> _Floats:
    """How far each pixel is from the region, in pixels; 0 inside it."""
    return cv2.distanceTransform(  # type: ignore[return-value]
        (~region).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5
    )
