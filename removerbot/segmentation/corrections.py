"""Pointing again: what SAM is asked then, and which of its answers is meant.

SAM is asked three times: about all the points anew, with the mask shown, and with the mask
shown and a box around it. None of the three is best for all: a mask that was a part holds
back what it is fed to, and without it SAM forgets what was right. Which answer is taken
rests on three things, and on nothing that SAM says of itself:

    likeness    a correction leaves most of the mask shown as it is,
    consensus   the answers have much in common, and what is common is seldom wrong,
    centred     people point at the middle: first of the thing, then of what is missing or
                too much. For a mask that is meant, all points made so far are such middles.

On 302 outlined objects, each click after the first in the middle of the largest error, mean
IoU after 1, 2, 3 and 5 clicks: .701 .787 .832 .871. The best answer each time would give
about .85 after the second one and .87 after the third. The weights 1, 1, 2 are fitted ones
made round: cross-validated, exact ones are better by .001, and ten more features (SAM's own
scores among them), a fourth and a fifth question by .004 at most. To put answers first that
satisfy all points makes it worse by .02 to .07: SAM can often do so only with a worse mask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from removerbot.imaging.masks import Mask, depth, iou, mask_of, places_of
from removerbot.imaging.types import Candidate, DecodeRequest, Point, Prompt, Size
from removerbot.segmentation.ranking import RankedMask, objects
from removerbot.segmentation.refinement import boxed

CENTRED = 2.0
"""What this counts beside likeness and consensus."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A mask that the person saw, and what they had pointed at until then."""

    prompt: Prompt
    candidate: Candidate


def questions(prompt: Prompt, shown: Candidate, size: Size) -> list[DecodeRequest]:
    """What to ask SAM about a correction.

    Args:
        prompt: all the points so far, in pixels of the photo. If the person drew a box, no
            other is tried.
        shown: the mask that is corrected.
        size: of the photo.
    """
    asked = [DecodeRequest(prompt, None), DecodeRequest(prompt, shown)]
    if prompt.box is None:
        asked.append(boxed(prompt, shown, size))
    return asked


def rank_corrections(
    candidates: Sequence[Candidate], prompt: Prompt, size: Size, trail: Sequence[Shown]
) -> list[RankedMask]:
    """The candidates that can be meant, the likeliest first.

    Args:
        candidates: SAM's answers to one of the `questions` or several.
        prompt: all the points so far, in pixels of the photo.
        size: of the photo.
        trail: what was shown until now, at least one, the latest last.

    Raises:
        NothingFound: none of them is an object.
    """
    choices = objects(candidates, prompt, size)
    masks = [mask_of(choice.candidate) for choice in choices]
    latest = mask_of(trail[-1].candidate)
    goes = _goes(prompt, size, trail)
    merits = {
        choice: iou(mask, latest) + consensus + CENTRED * _centred(mask, goes)
        for choice, mask, consensus in zip(choices, masks, _consensus(masks), strict=True)
    }
    return sorted(choices, key=merits.__getitem__, reverse=True)


def _consensus(masks: Sequence[Mask]) -> list[float]:
    """The mean IoU of each mask and all of them; none is empty."""
    flat = np.array([mask.ravel() for mask in masks], np.float32)
    common, areas = flat @ flat.T, flat.sum(axis=1)
    ious = common / (areas[:, None] + areas - common)
    return [float(mean) for mean in ious.mean(axis=1)]


class _Place(NamedTuple):
    """An element of a mask that was pointed at, and whether it belongs to the thing."""

    row: int
    column: int
    is_kept: bool


class _Go(NamedTuple):
    """The places that were pointed at in one go, and the mask that was shown then."""

    places: list[_Place]
    before: Mask


def _centred(mask: Mask, goes: Sequence[_Go]) -> float:
    """How well a mask explains where was pointed at, 0 to 1: as the middle of what the mask
    before lacks or has too much of, or where that was right already, as still right."""
    values = []
    for places, before in goes:
        missing, excess = depth(mask & ~before), depth(before & ~mask)
        deepest = max(1.0, missing.max(), excess.max())
        for row, column, is_kept in places:
            if before[row, column] == is_kept:
                values.append(float(mask[row, column] == is_kept))
            else:
                values.append((missing if is_kept else excess)[row, column] / deepest)
    return float(np.mean(values)) if values else 0.0


def _goes(prompt: Prompt, size: Size, trail: Sequence[Shown]) -> list[_Go]:
    """The points by the mask that was shown when they were made; at first none was."""
    latest = trail[-1].candidate
    goes = [_Go([], np.zeros_like(mask_of(latest)))]
    goes += [_Go([], mask_of(shown.candidate)) for shown in trail]
    prompts = [*(_labelled(shown.prompt) for shown in trail), _labelled(prompt)]
    for point, is_kept in prompts[-1]:
        made = next(i for i, points in enumerate(prompts) if (point, is_kept) in points)
        [row], [column] = places_of(latest, [point], size)
        goes[made].places.append(_Place(row, column, is_kept))
    return [go for go in goes if go.places]


def _labelled(prompt: Prompt) -> list[tuple[Point, bool]]:
    """The points, and whether they belong to the thing."""
    return [(point, True) for point in prompt.keep] + [(point, False) for point in prompt.drop]
