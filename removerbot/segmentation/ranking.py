"""Which of SAM's candidates a person means, and how sure that is.

The model's own estimate of a mask's IoU favours parts and is far too sure. Here a logistic
regression on six features of the mask estimates it instead. `benchmarks/fit_choice.py`
fitted it for `mobile` to 302 outlined objects of COCO and ECSSD photos, and can do so again
for another encoder. On photos it was not fitted to, one click then gives a mean IoU of .68
where SAM's own favourite gives .57 and the best of the candidates .75; what it expects is
off by .01 on average over a tenth of the choices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

import numpy as np

from removerbot.errors import NothingFound
from removerbot.imaging.masks import Mask, Places, depth, mask_of, places_of, share, visible
from removerbot.imaging.types import Candidate, Prompt, Size

MASKS = 4
"""How many SAM gives for a prompt, each by a token of its own."""

SINGLE_MASK = 0
"""SAM's token for prompts without ambiguity. For one point the others answer better."""

PART = 1
"""SAM's token for the smallest thing at a point."""

WHOLE_PHOTO = 0.95
"""A mask that covers more of the photo than this is no object: of a blank photo SAM says
that all of it is one."""

FAINT = 1.5
"""A mask whose logits nowhere come above this is no object: the others that SAM makes of a
blank photo are hardly positive anywhere."""

CUT_OFF = 0.02
"""A mask counts as cut off at a side of the photo if it covers more of the side than this."""


class Features(NamedTuple):
    """What the estimate is made of; with weights for values, the model itself."""

    score: float
    """The model's own estimate of the IoU."""

    log_area: float
    """Natural logarithm of the mask's share of the photo: things are seldom tiny, …"""

    log_area_squared: float
    """… and seldom as large as the photo."""

    centred: float
    """Depth of the points in the mask, 1 where it is deepest: people point at the middle."""

    sides: float
    """How many of the photo's four sides cut the mask off: they do that to background."""

    part: float
    """1 for the mask of SAM's token for parts, 0 for others."""


WEIGHTS = Features(
    score=3.593,
    log_area=-0.485,
    log_area_squared=-0.144,
    centred=1.376,
    sides=-0.276,
    part=-0.289,
)
BIAS = -3.674


@dataclass(frozen=True, slots=True, eq=False)
class RankedMask:
    """A candidate and the IoU to be expected, 0 to 1, of it and what the person means."""

    candidate: Candidate
    iou: float


def rank(candidates: Sequence[Candidate], prompt: Prompt, size: Size) -> list[RankedMask]:
    """The candidates that can be meant by a first prompt, the likeliest first.

    Masks that agree with more of the points come first; among equals counts the expected
    IoU, with the mask for unambiguous prompts last.

    Args:
        candidates: SAM's masks for `prompt`, from one decoding of it or several.
        prompt: what the person points at, in pixels of the photo.
        size: of the photo.

    Raises:
        NothingFound: none of them is an object.
    """

    def merit(choice: RankedMask) -> tuple[float, float, float]:
        candidate = choice.candidate
        single = is_single(candidate)
        return _agreement(candidate, prompt, size), -float(single), choice.iou

    return sorted(objects(candidates, prompt, size), key=merit, reverse=True)


def is_single(candidate: Candidate) -> bool:
    """Whether it is the mask for prompts without ambiguity."""
    return candidate.mask_index % MASKS == SINGLE_MASK


def objects(candidates: Sequence[Candidate], prompt: Prompt, size: Size) -> list[RankedMask]:
    """The candidates that stand out from the rest of the photo and have a point to keep in
    them. Takes what `rank` takes, and raises as it does."""
    choices = [
        RankedMask(each, expected_iou(features(each, prompt, size)))
        for each in candidates
        if _is_object(each, prompt, size)
    ]
    if not choices:
        raise NothingFound
    return choices


def features(candidate: Candidate, prompt: Prompt, size: Size) -> Features:
    """The features of a candidate; an empty mask counts as a single element."""
    mask = mask_of(candidate)
    log_area = log(max(share(mask), 1 / mask.size))
    sides = (mask[0], mask[-1], mask[:, 0], mask[:, -1])
    return Features(
        score=candidate.score,
        log_area=log_area,
        log_area_squared=log_area**2,
        centred=_centredness(mask, places_of(candidate, _pointed_at(prompt), size)),
        sides=sum(share(side) > CUT_OFF for side in sides),
        part=candidate.mask_index % MASKS == PART,
    )


def expected_iou(values: Features) -> float:
    """The logistic regression's estimate, 0 to 1."""
    logit = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + exp(-logit))


def _is_object(candidate: Candidate, prompt: Prompt, size: Size) -> bool:
    """Whether the mask stands out from the rest of the photo and has a point to keep in it."""
    mask = mask_of(candidate)
    return (
        0 < share(mask) <= WHOLE_PHOTO
        and visible(candidate).max() > FAINT
        and (not prompt.keep or bool(mask[places_of(candidate, prompt.keep, size)].any()))
    )


def _agreement(candidate: Candidate, prompt: Prompt, size: Size) -> float:
    """The share of the points that lie on the side of the mask where they should."""
    mask = mask_of(candidate)
    right = [
        *mask[places_of(candidate, prompt.keep, size)],
        *~mask[places_of(candidate, prompt.drop, size)],
    ]
    return float(np.mean(right)) if right else 1.0


def _centredness(mask: Mask, places: Places) -> float:
    """Mean depth of the places in the mask, over the greatest there is."""
    depths = depth(mask)
    return float(depths[places].mean() / max(1, depths.max()))


def _pointed_at(prompt: Prompt) -> Sequence[tuple[float, float]]:
    """The points to keep; for a box alone, its middle."""
    if prompt.keep or prompt.box is None:
        return prompt.keep
    left, top, right, bottom = prompt.box
    return [((left + right) // 2, (top + bottom) // 2)]
