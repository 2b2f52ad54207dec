"""A first run on a drawn scene: it proves that a runtime makes sound masks on this machine,
and leaves the model warm, so that nobody's first photo takes longer."""

from time import perf_counter

import numpy as np

from removerbot.imaging.types import Point, Prompt
from removerbot.models.base import Segmenter
from removerbot.models.transforms import MASK_SIDE

SOUND = 0.9
"""The IoU with the drawn disc that one of the candidates must reach; they come to .98."""

_CENTRE, _RADIUS = Point(150, 110), 55


def try_out(segmenter: Segmenter) -> str:
    """Cut out a red disc before a grey wall.

    Returns:
        How it went, for the log.

    Raises:
        RuntimeError: none of the candidates is the disc.
    """
    y, x = np.ogrid[:MASK_SIDE, :MASK_SIDE]
    disc = np.hypot(x - _CENTRE.x, y - _CENTRE.y) < _RADIUS
    rgb = np.where(disc[..., None], (210, 40, 40), (100, 125, 95)).astype(np.uint8)
    start = perf_counter()
    embedding = segmenter.encode(rgb)
    encoded = perf_counter()
    candidates = segmenter.decode(embedding, Prompt(keep=[_CENTRE]))
    decoded = perf_counter()
    masks = [candidate.logits > 0 for candidate in candidates]
    iou = max(float((mask & disc).sum() / (mask | disc).sum()) for mask in masks)
    if not iou >= SOUND:
        raise RuntimeError(f"its masks are wrong here: their best IoU is {iou:.2f}")
    return (
        f"IoU {iou:.3f} on a drawn disc, "
        f"{encoded - start:.3f} s to encode it, {decoded - encoded:.3f} s to decode a point"
    )
