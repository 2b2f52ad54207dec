"""Ranks SAM's candidates by how likely a person means them.

SAM's own estimate of a mask's IoU favours parts and is far too high. Here a logistic
regression on six features of the mask estimates it instead. `benchmarks/fit_choice.py` fits
it for an encoder. The weights below, for `mobile`, are fitted to 502 outlined objects of COCO,
ECSSD and Clothing Co-Parsing photos and 128 drawn and pasted ones of 26 to 160 pixels, each
pointed at in three places. Mean IoU of the first choice for a click in the middle, by ten folds
of photos, with a second look (`refinement`) where it is due. The features were chosen by such
folds, too, so the figures are somewhat too good:

    photos    SAM's choice    this    best of all candidates    with the subject
    COCO      .544            .634    .752                      .637
    ECSSD     .677            .827    .869                      .893
    people    .798            .912    .935                      .955
    drawn     .879            .872    .900
    pasted    .617            .542    .717

The last column is with the mask of the subject model, where `is_subject` prefers it. Small
things are encoded again from close by (`refinement`), which is not counted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import NamedTuple

import numpy as np

from removerbot.errors import NothingFound
from removerbot.imaging.types import (
    Box,
    Candidate,
    Index,
    Logits,
    Mask,
    Point,
    Prompt,
    Size,
    Slices,
    depth,
    elements_in,
    index_of,
    iou,
    mask_of,
    share,
    unpadded,
)

MASKS = 4
"""Masks that SAM decodes for a prompt, each from an output token of its own."""

SINGLE_MASK = 0
"""Index of the mask for unambiguous prompts. For one point the other masks are better."""

WHOLE_PHOTO = 0.95
"""A mask that covers more of the photo than this is no object: for a blank photo SAM returns
a mask of all of it."""

BLANK = 0.985
"""A mask that covers more of the photo is not even a guess: those of a blank one cover .99."""

FAINT = 1.5
"""A mask whose logits are nowhere above this is no object: those of the other masks of a
blank photo are hardly positive."""

THRESHOLD_OFFSET = 2.0
"""By how much the logits are moved to see how stable a mask is."""

SMALL = 0.02
"""Share of the photo below which a mask is small."""

GUESS = 0.1
"""Expected IoU where no candidate looks like an object."""


class Features(NamedTuple):
    """Features of a mask, or the weights of the regression on them."""

    log_area_squared: float
    """Square of the natural logarithm of its share of the photo: objects are seldom tiny."""

    centred: float
    """Depth of the points in the mask over its greatest depth: people click in the middle. Of
    a cell the deepest element counts: people name the one that the middle is in."""

    border: float
    """Share of the photo's border that the mask covers: typical for background."""

    stability: float
    """IoU of the mask at a higher threshold and at a lower one."""

    confidence: float
    """Mean of the logits inside of the mask."""

    agreement: float
    """How small the mask is, times its mean IoU with the other masks for the click: that of
    a small object is found by all of them, that of a part of a larger one is not."""


WEIGHTS = Features(
    log_area_squared=-0.122,
    centred=1.999,
    border=-5.317,
    stability=0.969,
    confidence=0.035,
    agreement=2.247,
)
BIAS = -0.687

SUBJECT_WEIGHTS, SUBJECT_BIAS = (3.74, 1.38), -0.54
"""Logistic regression on `compared`: whether the subject's mask has a higher IoU than SAM's.
Each click weighs as much as the IoUs differ, and 1.4 times that where SAM's is higher. Fitted
by the same command to the answers to two clicks on each of the 502 outlined objects."""

_LARGEST = 30.0
"""Log odds that are as good as certain."""


@dataclass(frozen=True, slots=True, eq=False)
class RankedMask:
    """A candidate, and the expected IoU of it and the object that is meant, 0 to 1."""

    candidate: Candidate
    iou: float


def rank(
    candidates: Sequence[Candidate], prompt: Prompt, size: Size, cell: Box | None = None
) -> list[RankedMask]:
    """Returns the candidates for a first click that are objects, the likeliest first.

    Masks that agree with more of the points come first, among those the masks for ambiguous
    prompts, among those the ones of a higher expected IoU. `cell` is what the person has named,
    if it is one.

    Raises:
        NothingFound: none of them is an object.
    """

    def merit(mask: RankedMask) -> tuple[float, float, float]:
        single = is_single(mask.candidate)
        return _agreement(mask.candidate, prompt, size), -float(single), mask.iou

    return sorted(objects(candidates, prompt, size, cell), key=merit, reverse=True)


def is_single(candidate: Candidate) -> bool:
    """Returns whether it is the mask for unambiguous prompts."""
    return candidate.mask_index % MASKS == SINGLE_MASK


def objects(
    candidates: Sequence[Candidate], prompt: Prompt, size: Size, cell: Box | None = None
) -> list[RankedMask]:
    """Returns the candidates that stand out from the rest of the photo and contain a point to
    keep, in their order. Takes and raises what `rank` does."""
    known = zip(candidates, features(candidates, prompt, size, cell), strict=True)
    masks = [
        RankedMask(each, expected_iou(values))
        for each, values in known
        if is_object(each, prompt, size)
    ]
    if not masks:
        raise NothingFound
    return masks


def features(
    candidates: Sequence[Candidate], prompt: Prompt, size: Size, cell: Box | None = None
) -> list[Features]:
    """Returns the features of candidates for the same prompt and of the same extent, beside
    each other; an empty mask counts as a single element. There is at least one; `cell` as in
    `rank`."""
    clicked = index_of(candidates[0], _clicked(prompt), size)
    inside = elements_in(candidates[0], cell, size) if cell else None
    masks = [mask_of(each) for each in candidates]
    agreements = mean_ious(masks, [not is_single(each) for each in candidates])
    return [
        _features(unpadded(each), mask, agreement, _centredness(mask, clicked, inside))
        for each, mask, agreement in zip(candidates, masks, agreements, strict=True)
    ]


def _features(logits: Logits, mask: Mask, agreement: float, centred: float) -> Features:
    log_area = log(max(share(mask), 1 / mask.size))
    return Features(
        log_area_squared=log_area**2,
        centred=centred,
        border=border_share(mask),
        stability=stability(logits, THRESHOLD_OFFSET),
        confidence=float(logits[mask].mean()) if mask.any() else 0,
        agreement=agreement * max(0, log(SMALL) - log_area),
    )


def stability(logits: Logits, offset: float) -> float:
    """Returns the IoU of a mask at a threshold higher by `offset` and at one lower, 0 to 1, as
    in segment-anything's `calculate_stability_score` (utils/amg.py)."""
    higher, lower = (int(np.count_nonzero(logits > each)) for each in (offset, -offset))
    return higher / max(1, lower)


def mean_ious(masks: Sequence[Mask], among: Sequence[bool]) -> list[float]:
    """Returns the mean IoU of each mask with the others `among` them; 1 if there is none."""
    flat = np.array([mask.ravel() for mask in masks], np.float32)
    chosen = flat[np.array(among, np.bool_)]
    common, areas = flat @ chosen.T, flat.sum(axis=1)
    ious = common / np.maximum(1, areas[:, None] + chosen.sum(axis=1) - common)
    itself = np.array(among, np.float32)
    others = len(chosen) - itself
    means = (ious.sum(axis=1) - itself * (areas > 0)) / np.maximum(1, others)
    return [float(mean) for mean in np.where(others > 0, means, 1)]


def expected_iou(values: Features) -> float:
    """Returns the logistic regression's estimate, 0 to 1."""
    logit = BIAS + np.dot(WEIGHTS, values)
    return float(1 / (1 + np.exp(-np.clip(logit, -_LARGEST, _LARGEST))))


def is_subject(own: Candidate, likeliest: Candidate, prompt: Prompt, size: Size) -> bool:
    """Returns whether a click means the subject's mask, not SAM's likeliest; see `compared`."""
    values = compared(own, likeliest, prompt, size)
    return float(np.dot(SUBJECT_WEIGHTS, values)) + SUBJECT_BIAS > 0


def compared(
    own: Candidate, other: Candidate, prompt: Prompt, size: Size
) -> tuple[float, float]:
    """Returns how much further in the middle of a mask the points to keep are than in another
    one of the same extent, -1 to 1, and the IoU of both."""
    index = index_of(own, prompt.keep, size)
    first, second = mask_of(own), mask_of(other)
    return _centredness(first, index) - _centredness(second, index), iou(first, second)


def rank_or_guess(
    candidates: Sequence[Candidate], prompt: Prompt, size: Size, cell: Box | None = None
) -> list[RankedMask]:
    """Returns what `rank` does, or else what `guesses` does."""
    try:
        return rank(candidates, prompt, size, cell)
    except NothingFound:
        return guesses(candidates, prompt, size)


def guesses(candidates: Sequence[Candidate], prompt: Prompt, size: Size) -> list[RankedMask]:
    """Returns what may be meant where no candidate is an object, the surest first; nothing for
    a blank photo only.

    A mask that lacks a point to keep is taken at the threshold at which it contains it; if it
    is all of the photo then, as it is.
    """
    found = []
    for candidate in candidates:
        logits = unpadded(candidate)
        if logits.max() <= FAINT:
            continue
        points = logits[index_of(candidate, prompt.keep, size)]
        lowest = min(0, float(points.min(initial=0)))
        lowered = replace(candidate, logits=candidate.logits + np.float32(FAINT - lowest))
        guess = lowered if lowest < 0 and share(mask_of(lowered)) <= BLANK else candidate
        if 0 < share(mask_of(guess)) <= BLANK:
            found.append((not is_single(candidate), lowest, RankedMask(guess, GUESS)))
    found.sort(key=lambda each: each[:2], reverse=True)
    return [mask for *_, mask in found]


def is_object(candidate: Candidate, prompt: Prompt, size: Size) -> bool:
    """Returns whether a candidate stands out from the photo and contains a point to keep."""
    mask = mask_of(candidate)
    return (
        0 < share(mask) <= WHOLE_PHOTO
        and unpadded(candidate).max() > FAINT
        and (not prompt.keep or bool(mask[index_of(candidate, prompt.keep, size)].any()))
    )


def _agreement(candidate: Candidate, prompt: Prompt, size: Size) -> float:
    """Returns the share of the points that lie on the right side of the mask's edge."""
    mask = mask_of(candidate)
    right = [
        *mask[index_of(candidate, prompt.keep, size)],
        *~mask[index_of(candidate, prompt.drop, size)],
    ]
    return float(np.mean(right)) if right else 1.0


def border_share(mask: Mask) -> float:
    """Returns the share of the photo's border that a mask covers."""
    return share(np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]))


def centredness(candidate: Candidate, points: Sequence[Point], size: Size) -> float:
    """Returns how far in the middle of a candidate points of the photo are, 0 to 1."""
    return _centredness(mask_of(candidate), index_of(candidate, points, size))


def _centredness(mask: Mask, clicked: Index, inside: Slices | None = None) -> float:
    """Returns the mean depth of the clicked elements in the mask, or the greatest depth inside
    of a cell, over its greatest depth."""
    depths = depth(mask)
    found = depths[inside].max() if inside else depths[clicked].mean()
    return float(found / max(1, depths.max()))


def _clicked(prompt: Prompt) -> Sequence[tuple[float, float]]:
    """Returns the points to keep; for a box alone, its middle."""
    if prompt.keep or prompt.box is None:
        return prompt.keep
    return [prompt.box.middle]
