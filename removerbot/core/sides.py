"""Which pixels near a mask's edge belong to the object, by the colours on both sides of it.

On either side the colours around a pixel make a Gaussian, learnt where the mask is sure;
a pixel of the band along the edge goes to the side that explains its colour better, the
mask having its say. What became sure is then learnt from in turn.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.core.colours import dot, log_density, mean_around, quadratic
from removerbot.core.region import Floats, resized
from removerbot.core.types import Logits, Size

Mask = NDArray[np.bool_]

_COLOUR_RADIUS = 0.15
"""Of the windows in which colours are learnt, in sides of a square of the object's area."""

_COLOUR_SIDE = 128
"""Longest side of the copy on which that is done: means over wide windows need no more."""

_MOST_EVIDENCE = 6.0
"""Log odds that a pixel's colour can give to one side, …"""

_MASK_COUNTS, _MOST_MASK = 1.5, 4.0
"""… how much the mask's logits count beside it, and up to which value."""

_SURE = 0.9
"""Pixels of the band are learnt from where they belong to a side with this probability."""


@dataclass(frozen=True, slots=True)
class Search:
    """How far the photo may move a mask's edge.

    Attributes:
        band: the farthest, in sides of a square of the object's area.
        rounds: how often colours are learnt, from the second time on in the band too.
        inertia: log odds that the mask gives to its own side at the band's rim.
        grain: radius in pixels over which the evidence of colours is averaged.
    """

    band: float
    rounds: int
    inertia: float
    grain: int


def decide(terms: Floats, logits: Logits, unit: float, search: Search) -> Mask:
    """The mask, with the colours around each pixel of its band deciding anew.

    Args:
        terms: of the photo's colours, from `quadratic`.
        logits: float32 H×W, of either sign somewhere.
        unit: side of a square of the object's area, in pixels.
        search: how far.
    """
    depth = depth_of(logits > 0)
    reach = min(max(1.0, search.band * unit), depth.max() / 2, -depth.min() / 2)
    prior = _MASK_COUNTS * np.clip(logits, -_MOST_MASK, _MOST_MASK)
    prior += search.inertia * depth / reach
    band = np.abs(depth) <= reach
    front, behind = ((side > reach).astype(np.float32) for side in (depth, -depth))
    for _ in range(search.rounds):
        odds = prior + mean_around(_evidence(terms, front, behind, unit), search.grain)
        share = 1 / (1 + np.exp(-odds[band]))
        front[band] = share * (share > _SURE)
        behind[band] = (1 - share) * (share < 1 - _SURE)
    return np.where(band, odds > 0, depth > 0)


def _evidence(terms: Floats, front: Floats, behind: Floats, unit: float) -> Floats:
    """The log odds that its colour gives a pixel to be in front rather than behind; both
    are learnt where their weights, 0 to 1, say."""
    height, width = front.shape
    scale = min(1.0, _COLOUR_SIDE / max(width, height))
    small = Size(max(1, round(width * scale)), max(1, round(height * scale)))
    radius = max(1, round(_COLOUR_RADIUS * unit * scale))
    seen = quadratic(resized(terms[1:4], small))
    in_front, at_back = (
        log_density(seen, resized(weights, small), radius) for weights in (front, behind)
    )
    odds = dot(resized(in_front - at_back, Size(width, height)), terms)
    return np.asarray(np.clip(odds, -_MOST_EVIDENCE, _MOST_EVIDENCE))


def depth_of(inside: Mask) -> Floats:
    """Distance in pixels from the mask's edge, negative outside; both sides must exist."""
    within, without = (
        cv2.distanceTransform(side.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
        for side in (inside, ~inside)
    )
    return np.subtract(within, without, dtype=np.float32)
