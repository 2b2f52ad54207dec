"""A mask's edge at the photo's own resolution: how much of each pixel is the object.

SAM knows where the object is, but its map is a few hundred pixels wide. Near the map's edge
the photo decides: pixels go to the side whose colours around here they resemble, and a
guided filter then follows the photo, soft where it is soft and crisp where it is crisp.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.core.colours import dot, guided_filter, log_density, mean_around, quadratic
from removerbot.core.region import Floats, Region, bounds
from removerbot.core.types import RGB, Alpha, Box, Logits, Size

Mask = NDArray[np.bool_]


class Edge(StrEnum):
    """How the edge of a cutout is made."""

    HARD = "hard"
    """The model's own mask: a pixel is in or out."""

    SOFT = "soft"
    """Follows the photo."""

    FINE = "fine"
    """Looks farther and closer, for hair and fur, and takes longer."""


@dataclass(frozen=True, slots=True)
class _Settings:
    """Lengths are in sides of a square of the object's area.

    Attributes:
        side: the longest side of the working copy, in pixels.
        band: how far from the mask's edge the photo may move it.
        rounds: how often colours are learnt, from the second time on in the band too.
        inertia: log odds that the mask gives to its own side at the band's rim.
        grain: radius in working pixels over which the evidence of colours is averaged.
        radius: of the guided filter's window.
    """

    side: int
    band: float
    rounds: int
    inertia: float
    grain: int
    radius: float


_SETTINGS = {
    Edge.SOFT: _Settings(512, band=0.06, rounds=2, inertia=2.0, grain=1, radius=0.04),
    Edge.FINE: _Settings(1024, band=0.09, rounds=3, inertia=0.0, grain=0, radius=0.04),
}

_COLOUR_RADIUS = 0.15
"""Of the windows in which the colours of both sides are learnt, in the same unit."""

_COLOUR_SIDE = 128
"""Longest side of the copy on which that is done: means over wide windows need no more."""

_MOST_EVIDENCE = 6.0
"""Log odds that a pixel's colour can give to one side, …"""

_LEAST_LOG_DENSITY = 0.0
"""… what any colour is given on both (colours from 0 to 1), …"""

_MASK_COUNTS, _MOST_MASK = 1.5, 4.0
"""… how much the mask's logits count beside it, and up to which value."""

_SURE = 0.9
"""Pixels of the band are learnt from where they belong to a side with this probability."""

_CRUMB, _HOLE = 0.003, 0.001
"""Pieces and holes smaller than this share of the object are errors of the mask."""

_OPAQUE = 0.9
"""What the filter gives an opaque pixel; a transparent one is as far from 0."""


def follow(rgb: RGB, logits: Logits, edge: Edge = Edge.SOFT) -> Alpha:
    """The opacity of the object.

    Args:
        rgb: the photo, uint8 H×W×3.
        logits: float32 h×w of any size, spanning the photo.
        edge: not `HARD`.

    Returns:
        uint8 H×W.
    """
    alpha = np.zeros(rgb.shape[:2], np.uint8)
    if not (logits > 0).any():
        return alpha
    settings = _SETTINGS[edge]
    region, unit = _region(logits, Size(rgb.shape[1], rgb.shape[0]), settings)
    cleaned = without_crumbs(_working_copy(logits, rgb.shape, region))
    if len(np.unique(cleaned > 0)) == 1:
        region.of(alpha)[:] = 255 * (cleaned[0, 0] > 0)
        return alpha
    colours = region.shrink(rgb)
    inside = np.float32(_by_colour(colours, cleaned, unit, settings))
    radius = max(1, round(settings.radius * unit))
    share = guided_filter(colours, inside, radius)
    near = mean_around(inside, 2 * radius + 2)

    def read(tile: Box) -> None:
        here = np.s_[tile.top : tile.bottom, tile.left : tile.right]
        nearby = region.copied(near, tile)
        if nearby.min() == nearby.max():
            alpha[here] = 255 * round(nearby[0, 0])
            return
        factors = region.enlarge(share, tile)
        value = factors[..., 0] + dot(factors[..., 1:], rgb[here] / np.float32(255))
        value = (value - (1 - _OPAQUE)) / (2 * _OPAQUE - 1)
        alpha[here] = np.rint(np.clip(value, 0, 1) * 255)

    region.each_tile(read)
    return alpha


def grown(alpha: Alpha, pixels: int) -> Alpha:
    """The opacity with its edge moved outwards by so many pixels, inwards below 0."""
    if pixels == 0:
        return alpha
    side = 2 * abs(pixels) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    move = cv2.dilate if pixels > 0 else cv2.erode
    return np.asarray(move(alpha, disc), np.uint8)


def without_crumbs(logits: Logits) -> Logits:
    """The map with tiny pieces and tiny holes turned over."""
    inside = logits > 0
    area = np.count_nonzero(inside)
    for side, share in ((inside, _CRUMB), (~inside, _HOLE)):
        _, labels, stats, _ = cv2.connectedComponentsWithStats(np.uint8(side), connectivity=4)
        tiny = stats[:, cv2.CC_STAT_AREA] < share * area
        tiny[0] = False  # stands for the other side
        if tiny.any():
            logits = np.where(tiny[labels], -logits, logits)
    return logits


def _region(logits: Logits, size: Size, settings: _Settings) -> tuple[Region, float]:
    """Where to work, and the side of a square of the object's area in working pixels."""
    inside = logits > 0
    across, down = size.width / logits.shape[1], size.height / logits.shape[0]
    left, top, right, bottom = bounds(inside)
    box = Box(int(left * across), int(top * down), int(right * across), int(bottom * down))
    side = float(np.sqrt(np.count_nonzero(inside) * across * down))
    margin = (settings.band + 2 * settings.radius) * side + max(across, down)
    region = Region.around(box, size, margin, settings.side)
    return region, side / max(region.scale)


def _working_copy(logits: Logits, shape: tuple[int, ...], region: Region) -> Logits:
    """The logits at the region's working pixels (bilinear)."""
    across, down = logits.shape[1] / shape[1], logits.shape[0] / shape[0]
    step_x, step_y = region.scale
    from_copy = np.array(
        [
            [step_x * across, 0, (region.box.left + step_x / 2) * across - 0.5],
            [0, step_y * down, (region.box.top + step_y / 2) * down - 0.5],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    border = cv2.BORDER_REPLICATE
    copy = cv2.warpAffine(logits, from_copy, region.working, flags=flags, borderMode=border)
    return np.asarray(copy, np.float32)


def _by_colour(colours: Floats, logits: Logits, unit: float, settings: _Settings) -> Mask:
    """The mask, with the colours around each pixel of its band deciding anew."""
    depth = _depth(logits > 0)
    reach = min(max(1.0, settings.band * unit), depth.max() / 2, -depth.min() / 2)
    prior = _MASK_COUNTS * np.clip(logits, -_MOST_MASK, _MOST_MASK)
    prior += settings.inertia * depth / reach
    front, behind = np.float32(depth > reach), np.float32(depth < -reach)
    band = np.abs(depth) <= reach
    for _ in range(settings.rounds):
        evidence = mean_around(_evidence(colours, front, behind, unit), settings.grain)
        share = 1 / (1 + np.exp(-prior - evidence))
        front[band] = (share * (share > _SURE))[band]
        behind[band] = ((1 - share) * (share < 1 - _SURE))[band]
    return np.where(band, share > 0.5, depth > 0)


def _evidence(colours: Floats, front: Floats, behind: Floats, unit: float) -> Floats:
    """The log odds that its colour gives a pixel to be in front rather than behind; both
    are learnt where their weights, 0 to 1, say."""
    size = Size(colours.shape[1], colours.shape[0])
    shrunk = min(1.0, _COLOUR_SIDE / max(size))
    small = [max(1, round(side * shrunk)) for side in size]
    radius = max(1, round(_COLOUR_RADIUS * unit * shrunk))
    terms = quadratic(colours)
    small_terms = quadratic(cv2.resize(colours, small, interpolation=cv2.INTER_AREA))

    def log_likelihood(weights: Floats) -> Floats:
        small_weights = cv2.resize(weights, small, interpolation=cv2.INTER_AREA)
        density = log_density(small_terms, small_weights, radius)
        return np.maximum(dot(cv2.resize(density, size), terms), _LEAST_LOG_DENSITY)

    odds = log_likelihood(front) - log_likelihood(behind)
    return np.clip(odds, -_MOST_EVIDENCE, _MOST_EVIDENCE)


def _depth(inside: Mask) -> Floats:
    """Distance in pixels from the mask's edge, negative outside; both sides must exist."""
    within, without = (
        cv2.distanceTransform(np.uint8(side), cv2.DIST_L2, cv2.DIST_MASK_5)
        for side in (inside, ~inside)
    )
    return np.asarray(within - without)
