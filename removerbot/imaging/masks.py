"""Candidates as boolean masks, at the resolution of their logits."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import Candidate, Logits, Size

Mask = NDArray[np.bool_]
"""A mask without the model's padding, bool h×w."""

Index = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Elements of a mask by their rows and columns, to index it with."""


def unpadded(candidate: Candidate) -> Logits:
    """Returns the logits where the photo is, without the model's padding."""
    columns, rows = (max(1, round(span)) for span in candidate.extent)
    return candidate.logits[:rows, :columns]


def mask_of(candidate: Candidate) -> Mask:
    """Returns the mask where the photo is, bool h×w."""
    return unpadded(candidate) > 0


def iou(one: Mask, other: Mask) -> float:
    """Returns the intersection over union, 0 for two empty masks."""
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 0.0


def share(mask: NDArray[np.bool_]) -> float:
    """Returns the fraction of the elements that are set, 0 to 1."""
    return np.count_nonzero(mask) / mask.size


def depth(mask: Mask) -> NDArray[np.float32]:
    """Returns the distance of each element to the background, float32 h×w, in elements.
    Everything beyond the photo is background."""
    depths = np.zeros(mask.shape, np.float32)
    _, top, _, height = cv2.boundingRect(mask.view(np.uint8))
    rows = np.s_[top : top + height]
    padded = cv2.copyMakeBorder(mask[rows].view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depths[rows] = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_3)[1:-1, 1:-1]
    return depths


def index_of(candidate: Candidate, points: Sequence[tuple[float, float]], size: Size) -> Index:
    """Returns the elements of a candidate's mask that hold pixels of a photo of `size`."""
    rows, columns = unpadded(candidate).shape
    across, down = candidate.extent
    x = [(x + 0.5) * across / size.width for x, _ in points]
    y = [(y + 0.5) * down / size.height for _, y in points]
    return _clipped(y, rows), _clipped(x, columns)


def _clipped(values: Sequence[float], length: int) -> NDArray[np.intp]:
    return np.array([max(0, min(int(value), length - 1)) for value in values], np.intp)
