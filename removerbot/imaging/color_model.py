"""Statistics of the colours around each pixel, as maps of the photo's (working) size.

All of them come from means over a window, which cost the same for every size of window.
Maps of several channels are stacks of planes, C×H×W, as arithmetic on whole planes is
quicker. A symmetric 3×3 matrix is kept as six planes: rr, gg, bb, rg, rb, gb.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.roi import Floats, resized
from removerbot.imaging.types import Logits, Size

_SPREAD = 1e-3
"""Added to the variances of a Gaussian of colours (0 to 1): that of a JPEG's noise."""

_FLAT = 1e-5
"""Added to those of the guided filter: windows with less variance than this are flat."""

_MISFIT = 0.03
"""Added to the variance that a window of the filter leaves unexplained, in its weight."""

_WIDER, _WIDER_COUNTS = 4, 0.02
"""Where a window holds nothing to learn from, one so many times as wide lends a hand; next
to what the window itself holds it counts for this much, and the whole photo for the square."""

_ROWS, _COLUMNS = [0, 1, 2, 0, 0, 1], [0, 1, 2, 1, 2, 2]


def mean_around(values: Floats, radius: int) -> Floats:
    """The mean over the square window of a radius in pixels, in each plane."""
    if values.ndim == 3:
        means = np.empty_like(values)
        for plane, mean in zip(values, means, strict=True):
            mean[:] = mean_around(plane, radius)
        return means
    side = 2 * radius + 1
    return np.asarray(
        cv2.boxFilter(values, -1, (side, side), borderType=cv2.BORDER_REFLECT), np.float32
    )


def quadratic(rgb: Floats) -> Floats:
    """Colours, 3×H×W → 1, r, g, b and their six products: float32 10×H×W."""
    terms = np.empty((10, *rgb.shape[1:]), np.float32)
    terms[0] = 1
    terms[1:4] = rgb
    for plane, row, column in zip(terms[4:], _ROWS, _COLUMNS, strict=True):
        np.multiply(rgb[row], rgb[column], out=plane)
    return terms


def log_density(terms: Floats, weights: Floats, radius: int) -> Floats:
    """The Gaussian of the colours around each pixel.

    Args:
        terms: of a photo, from `quadratic`.
        weights: float32 H×W, how much each pixel counts, 0 to 1, not 0 everywhere.
        radius: of the window, in pixels.

    Returns:
        The logarithm of its density, up to a constant, as a polynomial in the colour:
        float32 10×H×W, the coefficients of the terms of `quadratic`.
    """
    weighted = terms * weights
    sums = mean_around(weighted, radius)
    sums += _WIDER_COUNTS * mean_around(weighted, _WIDER * radius)
    sums += _WIDER_COUNTS**2 * weighted.mean((1, 2), keepdims=True)
    moments = sums[1:] / sums[0]
    mean, precision, determinant = _gaussian(moments[:3], moments[3:], _SPREAD)
    linear = _times(precision, mean)
    constant = -0.5 * (dot(linear, mean) + np.log(determinant))
    return np.concatenate([constant[None], linear, -0.5 * precision[:3], -precision[3:]])


def guided_filter(
    terms: Floats, mask: Floats, weights: Floats, radius: int
) -> tuple[Floats, Floats]:
    """The mask as a linear function of the colour, fitted around each pixel.

    The guided filter of He, Sun and Tang, "Guided Image Filtering" (TPAMI 2013), with
    colours to guide it, up to its last step, which `Roi.enlarge` allows to be taken
    at a higher resolution ("Fast Guided Filter", 2015). Of the windows that a pixel lies
    in, those count more whose function fits better.

    Args:
        terms: of a photo, from `quadratic`.
        mask: float32 H×W, 0 or 1.
        weights: float32 H×W, how much each pixel counts in a fit, above 0.
        radius: of the windows, in pixels.

    Returns:
        float32 4×H×W: the constant, and the factors of red, green and blue; and float32
        H×W: the share of the mask's variance that they explain, 0 to 1.
    """
    moments = np.stack([mean_around(term * weights, radius) for term in terms])
    moments[1:] /= moments[0]
    mean, precision, _ = _gaussian(moments[1:4], moments[4:], _FLAT)
    masked = mean_around(terms[:4] * (mask * weights), radius) / moments[0]
    share = masked[0]
    covariance = masked[1:] - mean * share
    factors = _times(precision, covariance)
    variance = np.maximum(share - share * share, 0)
    explained = np.minimum(dot(factors, covariance), variance)
    weight = 1 / (variance - explained + _MISFIT)
    fitted = [(share - dot(factors, mean)) * weight, *(factors * weight), weight]
    around = mean_around(np.stack([*fitted, explained, variance]), radius)
    return around[:4] / around[4], around[5] / (around[6] + _FLAT)


def dot(first: Floats, second: Floats) -> Floats:
    """The product of two colours, or of as many other planes: float32 H×W."""
    return np.asarray(np.einsum("chw,chw->hw", first, second))


def _gaussian(mean: Floats, squares: Floats, spread: float) -> tuple[Floats, Floats, Floats]:
    """Mean, inverse of the covariance, and the covariance's determinant.

    Through its factors L·D·Lᵀ, which stay exact where all colours lie on a line, as they do
    in a grey photo.
    """
    rr, gg, bb, rg, rb, gb = (
        square - mean[row] * mean[column]
        for square, row, column in zip(squares, _ROWS, _COLUMNS, strict=True)
    )
    first = np.maximum(rr, 0) + spread
    g_of_r, b_of_r = rg / first, rb / first
    second = np.maximum(gg - g_of_r * rg, 0) + spread
    rest = gb - g_of_r * rb
    b_of_g = rest / second
    third = np.maximum(bb - b_of_r * rb - b_of_g * rest, 0) + spread
    corner = g_of_r * b_of_g - b_of_r
    inverse = [
        1 / first + g_of_r * g_of_r / second + corner * corner / third,
        1 / second + b_of_g * b_of_g / third,
        1 / third,
        -g_of_r / second - corner * b_of_g / third,
        corner / third,
        -b_of_g / third,
    ]
    return mean, np.stack(inverse), first * second * third


def _times(matrix: Floats, vector: Floats) -> Floats:
    rr, gg, bb, rg, rb, gb = matrix
    r, g, b = vector
    return np.stack(
        [rr * r + rg * g + rb * b, rg * r + gg * g + gb * b, rb * r + gb * g + bb * b]
    )


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
