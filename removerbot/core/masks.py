"""Candidates as masks, at the size of their logits."""

import numpy as np
from numpy.typing import NDArray

from removerbot.core.types import Candidate, Logits

Mask = NDArray[np.bool_]


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
