"""Candidates as masks, at the size of their logits."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import Candidate, Logits, Size

Mask = NDArray[np.bool_]

Places = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Elements of a mask, as an index of it."""


def visible(candidate: Candidate) -> Logits:
    """The logits where the photo is, without the model's padding."""
    columns, rows = (max(1, round(span)) for span in candidate.extent)
    return candidate.logits[:rows, :columns]


def mask_of(candidate: Candidate) -> Mask:
    """The mask where the photo is, bool h×w."""
    return visible(candidate) > 0


def iou(one: Mask, other: Mask) -> float:
    """Intersection over union, 0 of two empty masks."""
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 0.0


def share(mask: NDArray[np.bool_]) -> float:
    """How much of a mask is set, 0 to 1."""
    return np.count_nonzero(mask) / mask.size


def depth(mask: Mask) -> NDArray[np.float32]:
    """How far inside each element lies, float32 h×w; beyond the photo is outside."""
    depths = np.zeros(mask.shape, np.float32)
    _, top, _, height = cv2.boundingRect(mask.view(np.uint8))
    rows = np.s_[top : top + height]
    padded = cv2.copyMakeBorder(mask[rows].view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depths[rows] = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_3)[1:-1, 1:-1]
    return depths


def places_of(
    candidate: Candidate, points: Sequence[tuple[float, float]], size: Size
) -> Places:
    """The elements of a candidate's mask that pixels of a photo of `size` lie in."""
    rows, columns = visible(candidate).shape
    across, down = candidate.extent
    x = [int((x + 0.5) * across / size.width) for x, _ in points]
    y = [int((y + 0.5) * down / size.height) for _, y in points]
    return _up_to(rows - 1, y), _up_to(columns - 1, x)


def _up_to(last: int, values: Sequence[int]) -> NDArray[np.intp]:
    return np.array([max(0, min(value, last)) for value in values], np.intp)
