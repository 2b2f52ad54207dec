"""A mask's edge at the photo's own resolution: how much of each pixel is the object.

SAM knows where the object is, but its map is a few hundred pixels wide. Along the map's edge
the photo decides: pixels go to the side whose colours they resemble (`sides`), and a guided
filter then follows the photo, soft where it is soft and crisp where it is crisp.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from removerbot.imaging.color_model import (
    Search,
    decide,
    depth_of,
    dot,
    guided_filter,
    mean_around,
    quadratic,
)
from removerbot.imaging.roi import Floats, Roi, bounds, interleaved
from removerbot.imaging.types import RGB, Alpha, Box, Logits, Size


class Edge(StrEnum):
    """How the edge of a cutout is made."""

    HARD = "hard"
    """The model's own mask without crumbs: a pixel is in or out. The quickest."""

    SOFT = "soft"
    """Follows the photo."""

    FINE = "fine"
    """Looks farther and closer, for hair and fur, and takes longer."""


@dataclass(frozen=True, slots=True)
class _Settings:
    """How an edge is made.

    Attributes:
        side: the longest side of the working copy, in pixels.
        search: how far the photo may move the edge.
        radius: of the guided filter's window, in sides of a square of the object's area.
        fringe: how far from the edge pixels may be mixed, in the same unit.
        doubt: share of the mask's variance that colours must explain for the filter to
            count at all, …
        trust: … and for nothing else to count.
        refits: how often the filter is fitted again, mainly to pixels that are not mixed.
    """

    side: int
    search: Search
    radius: float
    fringe: float
    doubt: float
    trust: float
    refits: int


_SETTINGS = {
    Edge.SOFT: _Settings(
        side=384,
        search=Search(band=0.06, rounds=2, inertia=2, grain=1),
        radius=0.06,
        fringe=0.02,
        doubt=0.45,
        trust=0.75,
        refits=1,
    ),
    Edge.FINE: _Settings(
        side=1024,
        search=Search(band=0.09, rounds=3, inertia=1, grain=0),
        radius=0.06,
        fringe=0.04,
        doubt=0.2,
        trust=0.5,
        refits=1,
    ),
}

_CRUMB, _HOLE = 0.003, 0.001
"""Pieces and holes smaller than this share of the object are errors of the mask."""

_MIXED, _MIXED_COUNTS = 0.3, 0.02
"""Pixels nearer than this to one half are taken for mixed, and count so much in a refit."""

_STEEPNESS = 1.5
"""Of the mask's smoothed edge, where colours do not tell."""

_OPAQUE = 0.9
"""What the filter gives an opaque pixel at least; transparent ones are as near to 0."""

_SUM = np.ones((1, 4), np.float32)
"""Adds the channels of a pixel up."""


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
    inside = cleaned > 0
    if inside.all() or not inside.any():
        region.of(alpha)[:] = 255 * inside[0, 0]
        return alpha
    terms = quadratic(region.shrink(rgb))
    mask = decide(terms, cleaned, unit, settings.search).astype(np.float32)
    constant, *factors = _share(terms, mask, unit, settings)
    share = interleaved([*factors, constant])
    near = mean_around(mask, int(2 * settings.fringe * unit) + 4)

    def read(tile: Box) -> None:
        here = np.s_[tile.top : tile.bottom, tile.left : tile.right]
        nearby = region.copied(near, tile)
        if nearby.min() == nearby.max():
            alpha[here] = 255 * round(nearby[0, 0])
            return
        colors = cv2.cvtColor(rgb[here], cv2.COLOR_RGB2RGBA)  # opaque: 255 for the constant
        terms = cv2.multiply(region.enlarge(share, tile), colors, dtype=cv2.CV_32F)
        opacity = cv2.transform(terms, _SUM)
        alpha[here] = np.rint(np.clip(opacity, 0, 255, out=opacity))

    region.each_tile(read)
    return alpha


def grown(alpha: Alpha, pixels: int) -> Alpha:
    """The opacity with its edge moved outwards by so many pixels, inwards below 0. What
    would vanish stays as it is."""
    if pixels == 0 or not alpha.any():
        return alpha
    side = 2 * abs(pixels) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    move = cv2.dilate if pixels > 0 else cv2.erode
    size = Size(alpha.shape[1], alpha.shape[0])
    region = Roi.around(bounds(alpha), size, abs(pixels), side)
    moved = np.zeros_like(alpha)
    region.of(moved)[:] = move(region.of(alpha), disc)
    return moved if moved.any() else alpha


def without_crumbs(logits: Logits) -> Logits:
    """The map with tiny pieces and tiny holes turned over."""
    inside = logits > 0
    area = np.count_nonzero(inside)
    for side, share in ((inside, _CRUMB), (~inside, _HOLE)):
        pixels = side.astype(np.uint8)
        _, labels = cv2.connectedComponents(pixels, connectivity=4)
        tiny = np.bincount(labels.ravel()) < share * area  # OpenCV's own statistics are slow
        tiny[0] = False  # stands for the other side
        if tiny.any():
            logits = np.where(tiny[labels], -logits, logits)
    return logits


def _region(logits: Logits, size: Size, settings: _Settings) -> tuple[Roi, float]:
    """Where to work, and the side of a square of the object's area in working pixels."""
    inside = logits > 0
    across, down = size.width / logits.shape[1], size.height / logits.shape[0]
    left, top, right, bottom = bounds(inside)
    box = Box(int(left * across), int(top * down), int(right * across), int(bottom * down))
    side = float(np.sqrt(np.count_nonzero(inside) * across * down))
    margin = (settings.search.band + 2 * settings.radius) * side + max(across, down)
    region = Roi.around(box, size, margin, settings.side)
    return region, side / max(region.scale)


def _working_copy(logits: Logits, shape: tuple[int, ...], region: Roi) -> Logits:
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


def _share(terms: Floats, inside: Floats, unit: float, settings: _Settings) -> Floats:
    """How much of a pixel is inside, as a linear function of its colour, float32 4×h×w.

    Where the colours of both sides are alike, the filter would smear the mask over its
    window: there, and far from the edge, the mask itself is taken, its steps smoothed.
    """
    radius = max(1, round(settings.radius * unit))
    by_colour, explained = guided_filter(terms, inside, np.ones_like(inside), radius)
    for _ in range(settings.refits):
        share = dot(by_colour, terms[:4])
        weights = np.where(np.abs(share - 0.5) > _MIXED, 1, _MIXED_COUNTS).astype(np.float32)
        refined = (share > 0.5).astype(np.float32)
        by_colour, _ = guided_filter(terms, refined, weights, radius)
    by_mask = np.zeros_like(by_colour)
    by_mask[0] = (mean_around(mean_around(inside, 1), 1) - 0.5) * _STEEPNESS + 0.5
    trust = (explained - settings.doubt) / (settings.trust - settings.doubt)
    near = 2 - np.abs(depth_of(inside > 0.5)) / (settings.fringe * unit)
    weight = np.clip(trust, 0, 1) * np.clip(near, 0, 1)
    share = by_mask + (by_colour - by_mask) * weight
    share[0] -= 1 - _OPAQUE
    return np.asarray(share / (2 * _OPAQUE - 1))
