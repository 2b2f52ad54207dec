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

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.core.masks import Mask, iou, mask_of, visible
from removerbot.core.types import Candidate, Prompt, Size
from removerbot.errors import NothingFound

SINGLE_MASK = 0
"""SAM's token for prompts without ambiguity. For few points the others answer better."""

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

Places = tuple[NDArray[np.intp], NDArray[np.intp]]


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


class Correction(NamedTuple):
    """What makes a mask a good correction of the one before; with weights for values, how
    much each counts."""

    score: float
    """The model's own estimate of the IoU."""

    likeness: float
    """IoU of the two masks: a correction leaves most as it is, …"""

    centred: float
    """… and what it changes has the corrected points in its middle: there people point."""

    single: float
    """1 for the mask of SAM's token for unambiguous prompts, 0 for others."""


CORRECTION = Correction(score=1.6, likeness=3.7, centred=1.05, single=0.2)
"""Fitted to the same objects, with the second click at the centre of the largest error:
cross-validated, a mean IoU of .742 among the masks that `Replay.next_step` compares, where
the likeness alone gives .709 among those that go on from the mask shown."""

AMBIGUOUS = 3
"""Up to so many points, corrections are chosen; with more, SAM's single mask is better."""

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
class Choice:
    """A candidate and the IoU to be expected, 0 to 1, of it and what the person means."""

    candidate: Candidate
    iou: float


def rank(
    candidates: Sequence[Candidate],
    prompt: Prompt,
    size: Size,
    previous: Candidate | None = None,
) -> list[Choice]:
    """The candidates that can be meant, the likeliest first.

    Masks that agree with more of the points come first. Among equals counts:

    - without `previous`, the expected IoU, with the mask for unambiguous prompts last;
    - with it and up to three points, how good a correction of it the mask is, see
      `Correction`.

    With `previous` and more points, the mask for unambiguous prompts comes first.

    Args:
        candidates: SAM's masks for `prompt`, from one decoding of it or several.
        prompt: what the person points at, in pixels of the photo.
        size: of the photo.
        previous: the candidate that the person goes on from, if `prompt` goes on.

    Raises:
        NothingFound: none of them is an object.
    """
    objects = [candidate for candidate in candidates if _is_object(candidate, prompt, size)]
    if not objects:
        raise NothingFound
    choices = [Choice(each, expected_iou(features(each, prompt, size))) for each in objects]

    def merit(choice: Choice) -> tuple[float, float, float]:
        candidate = choice.candidate
        agreement = _agreement(candidate, prompt, size)
        single = float(candidate.token == SINGLE_MASK)
        if previous is None:
            return agreement, -single, choice.iou
        if len(prompt.keep) + len(prompt.drop) <= AMBIGUOUS:
            found = correction(candidate, previous, prompt, size)
            return agreement, _weigh(CORRECTION, found), choice.iou
        return single, agreement, choice.iou

    return sorted(choices, key=merit, reverse=True)


def features(candidate: Candidate, prompt: Prompt, size: Size) -> Features:
    """The features of a candidate; an empty mask counts as a single element."""
    mask = mask_of(candidate)
    log_area = log(max(_share(mask), 1 / mask.size))
    sides = (mask[0], mask[-1], mask[:, 0], mask[:, -1])
    return Features(
        score=candidate.score,
        log_area=log_area,
        log_area_squared=log_area**2,
        centred=_centredness(mask, _places(candidate, _pointed_at(prompt), size)),
        sides=sum(_share(side) > CUT_OFF for side in sides),
        part=candidate.token == PART,
    )


def correction(
    candidate: Candidate, previous: Candidate, prompt: Prompt, size: Size
) -> Correction:
    """What a candidate is like as a correction of the one before it. The points that are
    corrected are those on the wrong side of the mask before; where there are none, what
    changes cannot be judged, and counts as centred."""
    mask, before = mask_of(candidate), mask_of(previous)
    places = [
        place
        for points, is_kept in ((prompt.keep, True), (prompt.drop, False))
        for place in zip(*_places(candidate, points, size), strict=True)
        if before[place] != is_kept
    ]
    rows, columns = np.array(places, np.intp).reshape(-1, 2).T
    return Correction(
        score=candidate.score,
        likeness=iou(mask, before),
        centred=_centredness(mask ^ before, (rows, columns)) if places else 1.0,
        single=candidate.token == SINGLE_MASK,
    )


def _weigh(weights: Correction, values: Correction) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def expected_iou(values: Features) -> float:
    """The logistic regression's estimate, 0 to 1."""
    logit = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + exp(-logit))


def _is_object(candidate: Candidate, prompt: Prompt, size: Size) -> bool:
    """Whether the mask stands out from the rest of the photo and has a point to keep in it."""
    mask = mask_of(candidate)
    return (
        0 < _share(mask) <= WHOLE_PHOTO
        and visible(candidate).max() > FAINT
        and (not prompt.keep or bool(mask[_places(candidate, prompt.keep, size)].any()))
    )


def _share(mask: NDArray[np.bool_]) -> float:
    """How much of a mask is set, 0 to 1."""
    return np.count_nonzero(mask) / mask.size


def _agreement(candidate: Candidate, prompt: Prompt, size: Size) -> float:
    """The share of the points that lie on the side of the mask where they should."""
    mask = mask_of(candidate)
    right = [
        *mask[_places(candidate, prompt.keep, size)],
        *~mask[_places(candidate, prompt.drop, size)],
    ]
    return float(np.mean(right)) if right else 1.0


def _centredness(mask: Mask, places: Places) -> float:
    """Mean distance of the places from the mask's edge, over the greatest there is."""
    depth = np.zeros(mask.shape, np.float32)
    _, top, _, height = cv2.boundingRect(mask.view(np.uint8))
    rows = np.s_[top : top + height]
    padded = cv2.copyMakeBorder(mask[rows].view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depth[rows] = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_3)[1:-1, 1:-1]
    return float(depth[places].mean() / max(1, depth.max()))


def _pointed_at(prompt: Prompt) -> Sequence[tuple[float, float]]:
    """The points to keep; for a box alone, its middle."""
    if prompt.keep or prompt.box is None:
        return prompt.keep
    left, top, right, bottom = prompt.box
    return [((left + right) // 2, (top + bottom) // 2)]


def _places(candidate: Candidate, points: Sequence[tuple[float, float]], size: Size) -> Places:
    """The elements of the mask that pixels of the photo lie in, as an index of it."""
    rows, columns = visible(candidate).shape
    across, down = candidate.extent
    x = [int((x + 0.5) * across / size.width) for x, _ in points]
    y = [int((y + 0.5) * down / size.height) for _, y in points]
    return _up_to(rows - 1, y), _up_to(columns - 1, x)


def _up_to(last: int, values: Sequence[int]) -> NDArray[np.intp]:
    return np.array([max(0, min(value, last)) for value in values], np.intp)
