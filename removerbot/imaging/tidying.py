"""Tidies masks: what was pointed at is on its side, and crumbs go."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.types import (
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

CRUMB, _ISLAND = 0.003, 0.02
"""Shares of the object's area: smaller pieces go; smaller pieces go if the model is not sure of
them."""

SURE = 2.0
"""Mean logit of a piece or hole that the model is sure of."""

_CENTRED = 0.5
"""Least depth of a point in a piece of another mask that puts it right, over the greatest."""

_DOT = 0.05
"""Radius of what is added or removed at a point that no mask has right, in units of √area."""

Element = tuple[Index, bool]
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
    points = elements_of(candidate, prompt.labelled, size)
    flip(inside, _crumbs(inside, points))
    known = [unpadded(each) for each in others]
    for point in points:
        if is_wrong(inside, point):
            _put_right_as_another(inside, known, point, points)
    across, down = np.divide(candidate.extent, size)
    for ((x, y), _), point in zip(prompt.labelled, points, strict=True):
        place = ((x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5)
        value = cv2.getRectSubPix(inside, (1, 1), place)  # as it will be at the photo's size
        if is_wrong(inside, point) or (value[0, 0] > 0) != point[1]:
            _put_right_by_a_dot(inside, point, points)
    return replace(candidate, logits=logits)


def elements_of(
    candidate: Candidate, points: Sequence[LabelledPoint], size: Size
) -> list[Element]:
    """Returns the elements of a mask that points of a photo of `size` lie in."""
    return [(index_of(candidate, [point], size), is_kept) for point, is_kept in points]


def is_wrong(logits: Logits, element: Element) -> bool:
    """Returns whether an element is not on its side."""
    index, is_kept = element
    return bool((logits[index] > 0)[0] != is_kept)


def flip(logits: Logits, flipped: Mask) -> None:
    """Moves elements to the other side, in place."""
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


def components(side: Mask) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Returns the number of each element's connected piece, 0 for none, and their sizes."""
    _, labels = cv2.connectedComponents(side.view(np.uint8), connectivity=4)
    return np.asarray(labels, np.int32), np.bincount(labels.ravel())


def _crumbs(logits: Logits, elements: Sequence[Element]) -> Mask:
    """Returns the pieces to remove: crumbs, and small ones that the model is not sure of."""
    labels, sizes = components(logits > 0)
    area = max(1, int(sizes[1:].sum()))
    if sizes[1:].min(initial=area) >= _ISLAND * area:  # most masks have no small piece
        return np.zeros(logits.shape, np.bool_)
    means = np.bincount(labels.ravel(), logits.ravel()) / sizes
    gone = (sizes < CRUMB * area) | ((sizes < _ISLAND * area) & (means < SURE))
    gone[[0, *(labels[index][0] for index, is_kept in elements if is_kept)]] = False
    return np.asarray(gone[labels])


def _put_right_as_another(
    logits: Logits,
    others: Sequence[Logits],
    point: Element,
    points: Sequence[Element],
) -> None:
    """Puts the element of a point, and what belongs to it in another mask, on its side, in
    place; nothing where each of them would put another point wrong."""
    index, is_kept = point
    sign = 1 if is_kept else -1
    right = [each for each in points if not is_wrong(logits, each)]
    best, most = None, _CENTRED
    for other in others:
        labels, _ = components((sign * other > 0) & (sign * logits <= 0))
        piece = labels == labels[index][0]
        if is_wrong(other, point) or any(piece[each][0] for each, _ in right):
            continue
        depths = depth(piece)
        centred = float(depths[index][0] / depths.max())
        if centred > most:
            best, most = (piece, other), centred
    if best is not None:
        np.copyto(logits, best[1], where=best[0])


def _put_right_by_a_dot(logits: Logits, point: Element, points: Sequence[Element]) -> None:
    """Puts a disc around a point on its side, up to half the way to one of the other side."""
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
