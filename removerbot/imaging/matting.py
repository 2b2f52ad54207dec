"""Mask logits → alpha at the photo's resolution.

SAM's mask is a few hundred pixels wide. In a band along its edge, a local color model assigns
each pixel to the side whose colors it resembles (`color_model`); a guided filter then makes
alpha follow the photo: soft where the photo is soft, crisp where it is crisp.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from removerbot.imaging.color_model import (
    EdgeSearch,
    evaluate,
    guided_filter,
    mean_around,
    quadratic_terms,
    refine_mask,
    signed_distance,
)
from removerbot.imaging.roi import (
    Floats,
    Roi,
    bounds,
    fractions,
    halved,
    in_threads,
    interleaved,
    resampled,
    resized,
)
from removerbot.imaging.types import RGB, Alpha, Box, Logits, Size, size_of

_SIDE = 256
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
    correction at the photo's resolution. Only pixels that are neither opaque nor transparent
    differ from the photo; alpha is not zero everywhere.
    """
    partial = np.flatnonzero(cv2.inRange(alpha, 1, 254).view(np.bool_))
    if not partial.size:
        return rgb
    height, width = alpha.shape
    side = max(1.0, float(np.sqrt(np.count_nonzero(alpha))))
    region = Roi.around(bounds(alpha), Size(width, height), _RADII[0] * side, _SIDE)
    radii = (max(1, round(radius * side / max(region.scale))) for radius in _RADII)
    means = _means(region.shrink(rgb), region.shrink(alpha), *radii)
    front, behind = map(interleaved, means)
    colors = rgb.copy()
    flat_colors, flat_alpha = colors.reshape(-1, 3), alpha.ravel()

    def estimate(start: int) -> None:
        pixels = partial[start : start + _AT_ONCE]
        y, x = np.divmod(pixels, width)
        opacity = fractions(flat_alpha[pixels])[:, None]
        there = region.read(front, x, y), region.read(behind, x, y)
        corrected = _correct(fractions(flat_colors.take(pixels, axis=0)), opacity, *there)
        flat_colors[pixels] = np.rint(corrected * 255)

    in_threads(estimate, range(0, len(partial), _AT_ONCE))
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


class Edge(StrEnum):
    """How the edge of a cutout is computed."""

    HARD = "hard"
    """The model's mask without specks, thresholded: alpha is 0 or 255. The fastest."""

    SOFT = "soft"
    """Alpha follows the photo."""

    FINE = "fine"
    """A wider band at a higher resolution, for hair and fur. The slowest."""


@dataclass(frozen=True, slots=True)
class _Settings:
    """Parameters of one kind of edge. Lengths are in units of √area of the object.

    Attributes:
        side: longest side of the working copy, in pixels.
        search: how far the color model may move the edge.
        fringe: distance from the edge within which pixels may be partly transparent.
        doubt: share of the mask's variance explained by color at which the guided filter
            gets weight 0.
        trust: the share at which it gets weight 1.
    """

    side: int
    search: EdgeSearch
    fringe: float
    doubt: float
    trust: float


_SETTINGS = {
    Edge.SOFT: _Settings(
        side=384,
        search=EdgeSearch(band=0.06, rounds=2, inertia=2, grain=1),
        fringe=0.02,
        doubt=0.45,
        trust=0.75,
    ),
    Edge.FINE: _Settings(
        side=1024,
        search=EdgeSearch(band=0.09, rounds=3, inertia=1, grain=0),
        fringe=0.04,
        doubt=0.2,
        trust=0.5,
    ),
}

_RADIUS = 0.06
"""Of the guided filter's window, in the same units."""

_MIXED, _MIXED_COUNTS = 0.3, 0.02
"""Pixels with alpha within `_MIXED` of 0.5 are mixed and have this weight in the second fit."""

_STEEPNESS = 1.5
"""Slope of the smoothed mask edge that is used where color does not separate the sides."""

_OPAQUE = 0.9
"""Filter output from here on is fully opaque; below 1 − this it is fully transparent."""

_SUM = np.ones(4, np.float32)
"""Sums the channels of a pixel."""


def estimate_alpha(rgb: RGB, logits: Logits, edge: Edge = Edge.SOFT) -> Alpha:
    """Estimates alpha, `SOFT` or `FINE`, from logits of any size that span the photo."""
    alpha = np.zeros(rgb.shape[:2], np.uint8)
    if not (logits > 0).any():
        return alpha
    settings = _SETTINGS[edge]
    region, unit = _region(logits, size_of(rgb), settings)
    logits = _working_copy(logits, rgb.shape, region)
    inside = logits > 0
    if inside.all() or not inside.any():
        region.of(alpha)[:] = 255 * inside[0, 0]
        return alpha
    terms = quadratic_terms(region.shrink(rgb))
    mask = refine_mask(terms, logits, unit, settings.search).astype(np.float32)
    constant, *factors = _linear_alpha(terms, mask, unit, settings)
    share = interleaved([*factors, constant])
    by_mask, part = (constant > 0.5) * np.uint8(255), region.of(alpha)
    cv2.resize(by_mask, part.shape[::-1], part, interpolation=cv2.INTER_NEAREST)

    def read(strip: Box) -> None:
        here = strip.slices
        colors = cv2.cvtColor(rgb[here], cv2.COLOR_RGB2RGBA)  # A = 255 multiplies the constant
        terms = cv2.multiply(region.enlarge(share, strip), colors, dtype=cv2.CV_32F)
        opacity = terms @ _SUM
        alpha[here] = np.rint(np.clip(opacity, 0, 255, out=opacity))

    unknown = np.any(factors, axis=0) | (np.abs(constant - 0.5) < 0.5)
    in_threads(read, region.strips(unknown))
    return alpha


def grow_alpha(alpha: Alpha, pixels: int) -> Alpha:
    """Dilates alpha by `pixels`, or erodes it if negative. An object that erosion would
    remove completely is returned unchanged."""
    if pixels == 0 or not alpha.any():
        return alpha
    side = 2 * abs(pixels) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    move = cv2.dilate if pixels > 0 else cv2.erode
    size = size_of(alpha)
    region = Roi.around(bounds(alpha), size, abs(pixels), side)
    moved = np.zeros_like(alpha)
    region.of(moved)[:] = move(region.of(alpha), disc)
    return moved if moved.any() else alpha


def _region(logits: Logits, size: Size, settings: _Settings) -> tuple[Roi, float]:
    """Returns the region to work on, and √area of the object in working pixels."""
    inside = logits > 0
    across, down = size.width / logits.shape[1], size.height / logits.shape[0]
    left, top, right, bottom = bounds(inside)
    box = Box(int(left * across), int(top * down), int(right * across), int(bottom * down))
    side = float(np.sqrt(np.count_nonzero(inside) * across * down))
    margin = (settings.search.band + 2 * _RADIUS) * side + max(across, down)
    region = Roi.around(box, size, margin, settings.side)
    return region, side / max(region.scale)


def _working_copy(logits: Logits, shape: tuple[int, ...], region: Roi) -> Logits:
    """Resamples the logits to the region's working pixels (bilinear)."""
    across, down = logits.shape[1] / shape[1], logits.shape[0] / shape[0]
    start = region.box.left * across, region.box.top * down
    step = region.scale[0] * across, region.scale[1] * down
    return resampled(logits, start, step, region.working)


def _linear_alpha(terms: Floats, inside: Floats, unit: float, settings: _Settings) -> Floats:
    """Returns alpha as a linear function of color: constant and factors, float32 4×h×w.

    Where both sides have similar colors the guided filter would smear the mask over its
    window; there, and far from the edge, the smoothed mask is used instead.
    """
    size = size_of(inside)
    radius = _RADIUS * unit
    by_color, explained = guided_filter(terms, inside, np.ones_like(inside), radius)
    share = evaluate(by_color, terms)
    weights = np.where(np.abs(share - 0.5) > _MIXED, 1, _MIXED_COUNTS).astype(np.float32)
    by_color, _ = guided_filter(terms, (share > 0.5).astype(np.float32), weights, radius)
    trust = (explained - settings.doubt) / (settings.trust - settings.doubt)
    distance = 2 * np.abs(signed_distance(halved(inside) > 0.5))
    near = 2 - distance / (settings.fringe * unit)
    weight = np.clip(trust, 0, 1) * np.clip(near, 0, 1)
    share = resized(by_color * weight, size)
    by_mask = (mean_around(mean_around(inside, 1), 1) - 0.5) * _STEEPNESS + 0.5
    share[0] += by_mask * (1 - resized(weight, size)) - (1 - _OPAQUE)
    return np.asarray(share / (2 * _OPAQUE - 1))
