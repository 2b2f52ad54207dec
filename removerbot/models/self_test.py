"""Tests a loaded model on a drawn scene. It also warms the model up for the first photo."""

from time import perf_counter

import numpy as np

from removerbot.imaging.types import Point, Prompt
from removerbot.models.base import Segmenter
from removerbot.models.transforms import MASK_SIDE

MIN_IOU = 0.9
"""The IoU with the drawn disc that one of the masks must reach; .98 is usual."""

_CENTER, _RADIUS = Point(150, 110), 55


def self_test(segmenter: Segmenter) -> str:
    """Segments a red disc on a gray background.

    Returns:
        The IoU and the times, for the log.

    Raises:
        RuntimeError: none of the masks is the disc.
    """
    y, x = np.ogrid[:MASK_SIDE, :MASK_SIDE]
    disc = np.hypot(x - _CENTER.x, y - _CENTER.y) < _RADIUS
    rgb = np.where(disc[..., None], (210, 40, 40), (100, 125, 95)).astype(np.uint8)
    start = perf_counter()
    embedding = segmenter.encode(rgb)
    encoded = perf_counter()
    candidates = segmenter.decode(embedding, Prompt(keep=[_CENTER]))
    decoded = perf_counter()
    masks = [candidate.logits > 0 for candidate in candidates]
    iou = max(float((mask & disc).sum() / (mask | disc).sum()) for mask in masks)
    if not iou >= MIN_IOU:  # also if it is not a number
        raise RuntimeError(f"its masks are wrong here: their best IoU is {iou:.2f}")
    return (
        f"IoU {iou:.3f} on a drawn disc, "
        f"{encoded - start:.3f} s to encode it, {decoded - encoded:.3f} s to decode a point"
    )
