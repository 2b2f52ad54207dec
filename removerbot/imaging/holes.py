"""Cleans masks where the photo is at hand: holes that are none close, by their colors.

A hole in the colors of what is behind the object is one, as in a handle or between spokes; in
those of the object, it is a part that the model has missed.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np

from removerbot.imaging.roi import Floats, Roi, interleaved
from removerbot.imaging.tidying import (
    CRUMB,
    SURE,
    Element,
    components,
    elements_of,
    flip,
    is_wrong,
)
from removerbot.imaging.types import (
    RGB,
    Box,
    Candidate,
    LabelledPoint,
    Logits,
    Mask,
    Size,
    size_of,
    unpadded,
)

_HOLE = 0.01
"""Share of the object's area; smaller holes close if their colors are the object's."""

_GROWN = 0.1
"""Share of the object's area up to which a piece or hole at a point grows by its colors."""

_AROUND = 3
"""Elements around a hole whose colors are the object's."""

_BEYOND = 0.15
"""How far around the object what is behind it is looked at, in units of its longer side."""

_NOISE = 0.016
"""Standard deviation of the noise of colors, 0 to 1."""

_TELLING = 1.0
"""Log odds of a hole's colors from which they decide, rather than how sure the model is."""


def cleaned(candidate: Candidate, rgb: RGB, points: Sequence[LabelledPoint] = ()) -> Candidate:
    """Returns a mask without tiny pieces, and without small holes in the colors of the object;
    pieces and holes that somebody pointed at stay, and holes with a point to keep close."""
    logits = candidate.logits.copy()
    rows, columns = unpadded(candidate).shape
    inside = logits[:rows, :columns]
    elements = elements_of(candidate, points, size_of(rgb))
    flip(inside, _tiny(inside, elements))
    flip(inside, _closed_holes(inside, rgb, elements))
    for element in elements:
        flip(inside, _of_the_same_color(inside, rgb, element, elements))
    return replace(candidate, logits=logits)


def _tiny(logits: Logits, elements: Sequence[Element]) -> Mask:
    """Returns the pieces to remove whatever the model says of them."""
    labels, sizes = components(logits > 0)
    gone = sizes < CRUMB * max(1, int(sizes[1:].sum()))
    gone[[0, *(labels[index][0] for index, is_kept in elements if is_kept)]] = False
    return np.asarray(gone[labels])


def _closed_holes(logits: Logits, rgb: RGB, elements: Sequence[Element]) -> Mask:
    """Returns the holes to close."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(
        (logits <= 0).view(np.uint8), connectivity=4
    )
    small = boxes[:, cv2.CC_STAT_AREA] < _HOLE * np.count_nonzero(logits > 0)
    small[0] = False
    closed = np.zeros_like(small)
    if small.any():
        colors = _colors(rgb, logits)
        outside = (labels > 0) & ~small[labels] & _near(logits > 0)
        behind = _Colors.of(colors[outside])
        for number in np.flatnonzero(small):
            left, top, width, height = boxes[number, :4].tolist()
            rows = slice(max(0, top - _AROUND), top + height + _AROUND)
            part = rows, slice(max(0, left - _AROUND), left + width + _AROUND)
            closed[number] = _is_missing(
                colors[part], logits[part], labels[part] == number, behind
            )
    for index, is_kept in elements:
        closed[labels[index][0]] = is_kept and small[labels[index][0]]
    closed[0] = False
    return np.asarray(closed[labels])


def _of_the_same_color(
    logits: Logits, rgb: RGB, point: Element, points: Sequence[Element]
) -> Mask:
    """Returns what a small piece or hole at a point lacks: what is around it in its colors, as
    far as they are not those of the other side, and nothing where that does not end soon."""
    index, is_kept = point
    side: Mask = np.asarray((logits > 0) == is_kept, np.bool_)
    labels, sizes = components(side)
    piece: Mask = np.asarray(side & (labels == labels[index]), np.bool_)
    nothing = np.zeros_like(side)
    area = int(np.count_nonzero(logits > 0))
    if is_wrong(logits, point) or sizes[labels[index][0]] >= _HOLE * area:
        return nothing
    colors = _colors(rgb, logits)
    own, other = _Colors.of(colors[piece]), _Colors.of(colors[~side & _near(logits > 0)])
    if own is None or other is None:
        return nothing
    flat = colors.reshape(-1, 3)
    odds = (own.log_density(flat) - other.log_density(flat)).reshape(side.shape)
    labels, _ = components(piece | (~side & (odds > _TELLING)))
    grown: Mask = np.asarray((labels == labels[index]) & ~side, np.bool_)
    is_right = not any(grown[each][0] for each, label in points if label != is_kept)
    return grown if is_right and np.count_nonzero(grown) <= _GROWN * area else nothing


def _colors(rgb: RGB, logits: Logits) -> Floats:
    """Returns the colors of a mask's elements, float h×w×3, 0 to 1."""
    height, width = rgb.shape[:2]
    region = Roi(Box(0, 0, width, height), Size(*logits.shape[::-1]))
    return interleaved(region.shrink(rgb))


def _near(inside: Mask) -> Mask:
    """Returns what is at most `_BEYOND` away from an object's box."""
    left, top, width, height = cv2.boundingRect(inside.view(np.uint8))
    margin = max(2, int(_BEYOND * max(width, height)))
    near = np.zeros_like(inside)
    near[
        max(0, top - margin) : top + height + margin,
        max(0, left - margin) : left + width + margin,
    ] = True
    return near


class _Colors(NamedTuple):
    """A Gaussian of colors, 0 to 1.

    Attributes:
        mean: float 3.
        precision: the inverse of the covariance, float 3×3.
        constant: of the log density.
    """

    mean: Floats
    precision: Floats
    constant: float

    @classmethod
    def of(cls, samples: Floats) -> "_Colors | None":
        """Returns the one of samples, n×3; `None` if there are none."""
        if not len(samples):
            return None
        spread = np.cov(samples.T, bias=True) + _NOISE**2 * np.eye(3)
        constant = -0.5 * float(np.linalg.slogdet(spread)[1])
        return cls(samples.mean(axis=0), np.linalg.inv(spread), constant)

    def log_density(self, colors: Floats) -> Floats:
        """Returns the log density of colors, n×3, up to a constant."""
        away = colors - self.mean
        distances = np.einsum("ij,jk,ik->i", away, self.precision, away)
        return np.asarray(self.constant - 0.5 * distances)


def _is_missing(colors: Floats, logits: Logits, hole: Mask, behind: _Colors | None) -> bool:
    """Returns whether a hole is a missing part of the object, by its colors or the model."""
    side = 2 * _AROUND + 1
    around = cv2.dilate(hole.view(np.uint8), np.ones((side, side), np.uint8)) > 0
    own = _Colors.of(colors[around & (logits > 0)])
    if own and behind:
        values = colors[hole]
        odds = float(np.median(behind.log_density(values) - own.log_density(values)))
        if abs(odds) >= _TELLING:
            return odds < 0
    return bool(-logits[hole].mean() < SURE)
