"""Tidies masks: what was pointed at is on its side, crumbs go, and holes that are none close.

A hole is judged by its colors where the photo is at hand: those of what is behind the object
say that it is one, as in a handle or between spokes; those of the object, that the model has
missed a part of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.roi import Floats, Roi, interleaved
from removerbot.imaging.types import (
    RGB,
    Box,
    Candidate,
    Index,
    LabelledPoint,
    Logits,
    Mask,
    Prompt,
    Size,
    depth,
    index_of,
    unpadded,
)

_CRUMB, _ISLAND, _HOLE = 0.003, 0.02, 0.01
"""Shares of the object's area: smaller pieces go; smaller pieces go if the model is not sure of
them; smaller holes close if their colors are the object's."""

_SURE = 2.0
"""Mean logit of a piece or hole that the model is sure of."""

_TELLING = 1.0
"""Log odds of a hole's colors from which they decide, rather than how sure the model is."""

_AROUND = 3
"""Elements around a hole whose colors are the object's."""

_BEYOND = 0.15
"""How far around the object what is behind it is looked at, in units of its longer side."""

_NOISE = 0.016
"""Standard deviation of the noise of colors, 0 to 1."""

_DOT = 0.05
"""Radius of what is added or removed at a point that no mask has right, in units of √area."""

_Element = tuple[Index, bool]
"""The element of a point, and whether it is to be kept."""


def tidied(
    candidate: Candidate, others: Sequence[Candidate], prompt: Prompt, size: Size
) -> Candidate:
    """Returns a mask that contains each point to keep and none to drop, goes on to the photo's
    edge, and has no crumbs.

    Points to keep and to drop that are closer than an element of the mask cannot both be on
    their sides here; see `removerbot.imaging.pointing`.

    Args:
        candidate: the mask.
        others: of the same extent; a point that it gets wrong is put right as one of them has
            it: the one with the point most in the middle of what changes.
        prompt: in pixels of the photo.
        size: of the photo.
    """
    logits = _continued(candidate)
    rows, columns = unpadded(candidate).shape
    inside = logits[:rows, :columns]
    points = _elements(candidate, prompt.labelled, size)
    _flip(inside, _crumbs(inside, points))
    known = [unpadded(each) for each in others]
    for point in points:
        if _is_wrong(inside, point):
            _put_right_as_another(inside, known, point, points)
    across, down = np.divide(candidate.extent, size)
    for ((x, y), _), point in zip(prompt.labelled, points, strict=True):
        place = ((x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5)
        value = cv2.getRectSubPix(inside, (1, 1), place)  # as it will be at the photo's size
        if _is_wrong(inside, point) or (value[0, 0] > 0) != point[1]:
            _put_right_by_a_dot(inside, point, points)
    return replace(candidate, logits=logits)


def cleaned(candidate: Candidate, rgb: RGB, points: Sequence[LabelledPoint] = ()) -> Candidate:
    """Returns a mask without tiny pieces, and without small holes in the colors of the object;
    pieces and holes that somebody pointed at stay, and holes with a point to keep close.

    Args:
        candidate: the mask.
        rgb: the photo, uint8 H×W×3.
        points: in pixels of the photo.
    """
    logits = candidate.logits.copy()
    rows, columns = unpadded(candidate).shape
    inside = logits[:rows, :columns]
    elements = _elements(candidate, points, Size(rgb.shape[1], rgb.shape[0]))
    _flip(inside, _tiny(inside, elements))
    _flip(inside, _closed_holes(inside, rgb, elements))
    return replace(candidate, logits=logits)


def _elements(
    candidate: Candidate, points: Sequence[LabelledPoint], size: Size
) -> list[_Element]:
    return [(index_of(candidate, [point], size), is_kept) for point, is_kept in points]


def _is_wrong(logits: Logits, element: _Element) -> bool:
    index, is_kept = element
    return bool((logits[index] > 0)[0] != is_kept)


def _flip(logits: Logits, flipped: Mask) -> None:
    np.negative(logits, out=logits, where=flipped)


def _continued(candidate: Candidate) -> Logits:
    """Returns logits that go on to the photo's edge: next to the padding the model is less sure
    of a mask that the photo cuts off."""
    logits = candidate.logits.copy()
    rows, columns = unpadded(candidate).shape
    for one in (logits[:rows, :columns], logits[:rows, :columns].T):
        if len(one) > 2:
            np.maximum(one[0], one[1], out=one[0])
            np.maximum(one[-1], one[-2], out=one[-1])
    return logits


def _components(side: Mask) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Returns the number of each element's connected piece, 0 for the other side, and the
    pieces' sizes."""
    _, labels = cv2.connectedComponents(side.view(np.uint8), connectivity=4)
    return np.asarray(labels, np.int32), np.bincount(labels.ravel())


def _crumbs(logits: Logits, elements: Sequence[_Element]) -> Mask:
    """Returns the pieces to remove: crumbs, and small ones that the model is not sure of."""
    labels, sizes = _components(logits > 0)
    area = max(1, int(sizes[1:].sum()))
    means = np.bincount(labels.ravel(), logits.ravel()) / sizes
    gone = (sizes < _CRUMB * area) | ((sizes < _ISLAND * area) & (means < _SURE))
    gone[[0, *(labels[index][0] for index, is_kept in elements if is_kept)]] = False
    return np.asarray(gone[labels])


def _tiny(logits: Logits, elements: Sequence[_Element]) -> Mask:
    """Returns the pieces to remove whatever the model says of them."""
    labels, sizes = _components(logits > 0)
    gone = sizes < _CRUMB * max(1, int(sizes[1:].sum()))
    gone[[0, *(labels[index][0] for index, is_kept in elements if is_kept)]] = False
    return np.asarray(gone[labels])


def _closed_holes(logits: Logits, rgb: RGB, elements: Sequence[_Element]) -> Mask:
    """Returns the holes to close."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(
        (logits <= 0).view(np.uint8), connectivity=4
    )
    small = boxes[:, cv2.CC_STAT_AREA] < _HOLE * np.count_nonzero(logits > 0)
    small[0] = False
    closed = np.zeros_like(small)
    if small.any():
        height, width = rgb.shape[:2]
        region = Roi(Box(0, 0, width, height), Size(*logits.shape[::-1]))
        colors = interleaved(region.shrink(rgb))
        outside = (labels > 0) & ~small[labels] & _near(logits > 0)
        behind = _Colors.of(colors[outside])
        for number in np.flatnonzero(small):
            part = _with_margin(boxes[number])
            closed[number] = _is_missing(
                colors[part], logits[part], labels[part] == number, behind
            )
    for index, is_kept in elements:
        closed[labels[index][0]] = is_kept
    closed[0] = False
    return np.asarray(closed[labels])


def _with_margin(box: NDArray[np.int32]) -> tuple[slice, slice]:
    """Returns a box of OpenCV's statistics, widened by `_AROUND`."""
    left, top, width, height = box[:4].tolist()
    rows = slice(max(0, top - _AROUND), top + height + _AROUND)
    return rows, slice(max(0, left - _AROUND), left + width + _AROUND)


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
    """Returns whether a hole is a missing part of the object: by its colors, or where they do
    not tell by the model."""
    side = 2 * _AROUND + 1
    around = cv2.dilate(hole.view(np.uint8), np.ones((side, side), np.uint8)) > 0
    own = _Colors.of(colors[around & (logits > 0)])
    if own and behind:
        values = colors[hole]
        odds = float(np.median(behind.log_density(values) - own.log_density(values)))
        if abs(odds) >= _TELLING:
            return odds < 0
    return bool(-logits[hole].mean() < _SURE)


def _put_right_as_another(
    logits: Logits,
    others: Sequence[Logits],
    point: _Element,
    points: Sequence[_Element],
) -> None:
    """Puts the element of a point, and what belongs to it in another mask, on its side, in
    place; nothing where each of them would put another point wrong."""
    index, is_kept = point
    sign = 1 if is_kept else -1
    right = [each for each in points if not _is_wrong(logits, each)]
    best, most = None, 0.0
    for other in others:
        labels, _ = _components((sign * other > 0) & (sign * logits <= 0))
        piece = labels == labels[index][0]
        if _is_wrong(other, point) or any(piece[each][0] for each, _ in right):
            continue
        depths = depth(piece)
        centred = float(depths[index][0] / depths.max())
        if centred > most:
            best, most = (piece, other), centred
    if best is not None:
        np.copyto(logits, best[1], where=best[0])


def _put_right_by_a_dot(logits: Logits, point: _Element, points: Sequence[_Element]) -> None:
    """Puts a disc around a point on its side, in place; it goes half as far as the nearest
    point of the other side."""
    (row, column), is_kept = point
    rows, columns = np.ogrid[: logits.shape[0], : logits.shape[1]]
    radius = max(1.5, _DOT * np.sqrt(np.count_nonzero(logits > 0)))
    gaps = [
        float(np.hypot(row - y, column - x)[0]) / 2
        for (y, x), is_other in points
        if is_other != is_kept
    ]
    dot = np.hypot(rows - row, columns - column)
    inside = (dot <= radius) & (dot < min(gaps, default=np.inf))
    sign = 1 if is_kept else -1
    np.copyto(logits, sign * np.abs(logits) + sign, where=inside)
