"""Local Gaussian color models: statistics of the colors around each pixel.

Everything is computed from box means, whose cost does not depend on the window's size. Maps
of several channels are stacks of planes, C×H×W, because arithmetic on whole planes is faster.
A symmetric 3×3 matrix is stored as six planes: rr, gg, bb, rg, rb, gb.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.roi import Floats, halved, resized
from removerbot.imaging.types import Logits, Size

_SPREAD = 1e-3
"""Added to the variances of a Gaussian of colors (0 to 1): the variance of JPEG noise."""

_FLAT = 1e-5
"""Added to the variances of the guided filter: windows with less variance are flat."""

_MISFIT = 0.03
"""Added to the unexplained variance of a filter window before it is inverted to a weight."""

_WIDER, _WIDER_WEIGHT = 4, 0.02
"""A Gaussian also takes in a window `_WIDER` times as wide with weight `_WIDER_WEIGHT`, and
the whole photo with its square, so that a window without samples still has a model."""

_ROWS, _COLUMNS = [0, 1, 2, 0, 0, 1], [0, 1, 2, 1, 2, 2]


def mean_around(values: Floats, radius: int) -> Floats:
    """Returns the mean over the square window of `radius` pixels, in each plane."""
    if values.ndim == 3:
        means = np.empty_like(values)
        for plane, mean in zip(values, means, strict=True):
            mean[:] = mean_around(plane, radius)
        return means
    side = 2 * radius + 1
    return np.asarray(
        cv2.boxFilter(values, -1, (side, side), borderType=cv2.BORDER_REFLECT), np.float32
    )


def quadratic_terms(rgb: Floats) -> Floats:
    """Returns 1, r, g, b and their six products, float32 10×H×W, from colors 3×H×W."""
    terms = np.empty((10, *rgb.shape[1:]), np.float32)
    terms[0] = 1
    terms[1:4] = rgb
    for plane, row, column in zip(terms[4:], _ROWS, _COLUMNS, strict=True):
        np.multiply(rgb[row], rgb[column], out=plane)
    return terms


def log_gaussian_density(terms: Floats, weights: Floats, radius: int) -> Floats:
    """Fits a Gaussian to the colors around each pixel.

    Args:
        terms: of a photo, from `quadratic_terms`.
        weights: float32 H×W, each pixel's weight, 0 to 1, not 0 everywhere.
        radius: of the window, in pixels.

    Returns:
        The log density up to a constant, as a polynomial in the color: float32 10×H×W, the
        coefficients of `quadratic_terms`.
    """
    weighted = terms * weights
    sums = mean_around(weighted, radius)
    sums += _WIDER_WEIGHT * mean_around(weighted, _WIDER * radius)
    sums += _WIDER_WEIGHT**2 * weighted.mean((1, 2), keepdims=True)
    moments = sums[1:] / sums[0]
    mean, precision, determinant = _gaussian(moments[:3], moments[3:], _SPREAD)
    linear = _times(precision, mean)
    constant = -0.5 * (dot(linear, mean) + np.log(determinant))
    return np.concatenate([constant[None], linear, -0.5 * precision[:3], -precision[3:]])


def guided_filter(
    terms: Floats, mask: Floats, weights: Floats, radius: float
) -> tuple[Floats, Floats]:
    """Fits the mask as a linear function of the color around each pixel.

    The guided filter of He, Sun and Tang, "Guided Image Filtering" (TPAMI 2013), with a color
    guide. Its last step, the evaluation, is left to the caller, who can do it at a higher
    resolution with `evaluate` or `Roi.enlarge`; windows are fitted around every second pixel,
    from all pixels ("Fast Guided Filter", 2015). Of the windows that contain a pixel, those
    that fit better have more weight.

    Args:
        terms: of a photo, from `quadratic_terms`.
        mask: float32 H×W, 0 or 1.
        weights: float32 H×W, each pixel's weight in the fit, above 0.
        radius: of the windows, in pixels.

    Returns:
        The constant and the factors of red, green and blue, float32 4×⌈H/2⌉×⌈W/2⌉; and the
        share of the mask's variance that they explain, float32 ⌈H/2⌉×⌈W/2⌉, 0 to 1.
    """
    samples = max(1, round(radius / 2))
    moments = np.stack([mean_around(halved(term * weights), samples) for term in terms])
    moments[1:] /= moments[0]
    mean, precision, _ = _gaussian(moments[1:4], moments[4:], _FLAT)
    counted = mask * weights
    masked = np.stack([mean_around(halved(term * counted), samples) for term in terms[:4]])
    masked /= moments[0]
    share = masked[0]
    covariance = masked[1:] - mean * share
    factors = _times(precision, covariance)
    variance = np.maximum(share - share * share, 0)
    explained = np.minimum(dot(factors, covariance), variance)
    weight = 1 / (variance - explained + _MISFIT)
    fitted = [(share - dot(factors, mean)) * weight, *(factors * weight), weight]
    around = mean_around(np.stack([*fitted, explained, variance]), samples)
    return around[:4] / around[4], around[5] / (around[6] + _FLAT)


def evaluate(coefficients: Floats, terms: Floats) -> Floats:
    """Evaluates a polynomial in the color at each pixel, float32 H×W. The coefficients, C×h×w,
    are those of the first terms, and are interpolated."""
    size = Size(terms.shape[2], terms.shape[1])
    values = resized(coefficients[0], size)
    for coefficient, term in zip(coefficients[1:], terms[1:], strict=False):
        cv2.accumulateProduct(resized(coefficient, size), term, values)
    return values


def dot(first: Floats, second: Floats) -> Floats:
    """Returns the dot product over the planes, float32 H×W."""
    return np.asarray(np.einsum("chw,chw->hw", first, second))


def _gaussian(mean: Floats, squares: Floats, spread: float) -> tuple[Floats, Floats, Floats]:
    """Returns the mean, the inverse covariance and the covariance's determinant.

    Uses the factorization L·D·Lᵀ, which stays exact where all colors lie on a line, as in a
    gray photo.
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

_COLOR_RADIUS = 0.15
"""Window radius of the color models, in units of √area of the object."""

_COLOR_SIDE = 128
"""Longest side of the copy that they are fitted on; wide windows need no more."""

_MAX_COLOR_ODDS = 6.0
"""Limit of the log odds from a pixel's color."""

_MASK_WEIGHT, _MAX_MASK = 1.5, 4.0
"""Weight of the mask's logits beside it, and their limit."""

_LEAST_ODDS = -80
"""Below this logit the exponential would overflow; the share is 0 anyway."""

_SURE = 0.9
"""Band pixels with at least this probability train the color model of their side."""


@dataclass(frozen=True, slots=True)
class EdgeSearch:
    """How far colors may move a mask's edge.

    Attributes:
        band: half width of the band around the edge, in units of √area of the object.
        rounds: how often the color models are fitted; from the second round on with pixels of
            the band.
        inertia: log odds in favor of the mask's own side at the border of the band.
        grain: radius in pixels over which the log odds of colors are averaged.
    """

    band: float
    rounds: int
    inertia: float
    grain: int


def refine_mask(terms: Floats, logits: Logits, unit: float, search: EdgeSearch) -> Mask:
    """Reassigns the pixels in a band around the mask's edge by their colors, of which `terms`
    are. The logits have both signs; `unit` is √area of the object, in pixels."""
    depth = signed_distance(logits > 0)
    reach = min(max(1.0, search.band * unit), depth.max() / 2, -depth.min() / 2)
    prior = _MASK_WEIGHT * np.clip(logits, -_MAX_MASK, _MAX_MASK)
    prior += search.inertia * depth / reach
    height, width = logits.shape
    scale = min(1.0, _COLOR_SIDE / max(width, height))
    small = Size(max(1, round(width * scale)), max(1, round(height * scale)))
    seen = quadratic_terms(resized(terms[1:4], small))
    radius = max(1, round(_COLOR_RADIUS * unit * scale))
    # All rounds but the last one only choose samples, for which half the resolution will do.
    half_terms, half_prior = quadratic_terms(halved(terms[1:4])), halved(prior)
    front, behind = (halved((side > reach).astype(np.float32)) for side in (depth, -depth))
    band = 1 - front - behind
    samples = front, behind
    for _ in range(search.rounds - 1):
        odds = half_prior + _color_odds(seen, samples, radius, half_terms)
        share = 1 / (1 + np.exp(-np.maximum(odds, _LEAST_ODDS)))
        samples = (
            front + band * share * (share > _SURE),
            behind + band * (1 - share) * (share < 1 - _SURE),
        )
    odds = prior + mean_around(_color_odds(seen, samples, radius, terms), search.grain)
    return np.where(np.abs(depth) <= reach, odds > 0, depth > 0)


def _color_odds(
    seen: Floats, samples: tuple[Floats, Floats], radius: int, terms: Floats
) -> Floats:
    """Returns each pixel's log odds of foreground against background from its color.

    Args:
        seen: the copy that the color models are fitted on, from `quadratic_terms`.
        samples: the weights of pixels in front and behind, 0 to 1, of any size.
        radius: of the windows in `seen`.
        terms: of the pixels that are asked about.
    """
    small = Size(seen.shape[2], seen.shape[1])
    in_front, at_back = (
        log_gaussian_density(seen, resized(weights, small), radius) for weights in samples
    )
    odds = evaluate(in_front - at_back, terms)
    return np.asarray(np.clip(odds, -_MAX_COLOR_ODDS, _MAX_COLOR_ODDS, out=odds))


def signed_distance(inside: Mask) -> Floats:
    """Returns the distance in pixels from the mask's edge, negative outside. Of a mask without
    an edge every pixel is as far away as the map is long and wide."""
    within, without = (
        cv2.distanceTransform(side.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
        for side in (inside, ~inside)
    )
    far = sum(inside.shape)
    return np.clip(np.subtract(within, without, dtype=np.float32), -far, far)
