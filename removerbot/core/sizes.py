"""Part ↔ whole: the masks at hand, from the smallest to the largest."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from removerbot.core.choice import Choice
from removerbot.core.types import Candidate

SAME = 0.95
"""Masks with an IoU above this look alike to a person."""


class Neighbours(NamedTuple):
    """The next mask in either direction, `None` where there is none."""

    smaller: Choice | None
    bigger: Choice | None


def neighbours(choices: Sequence[Choice], shown: Choice) -> Neighbours:
    """The next smaller and the next larger mask than the one that is shown.

    Args:
        choices: the masks at hand, the likeliest first; of those that look alike, the
            likeliest counts.
        shown: one of them.
    """
    sizes = by_size(choices, shown)
    at = sizes.index(shown)
    return Neighbours(
        smaller=sizes[at - 1] if at else None,
        bigger=sizes[at + 1] if at + 1 < len(sizes) else None,
    )


def by_size(choices: Sequence[Choice], shown: Choice) -> list[Choice]:
    """The masks that a person can tell apart, from the smallest to the largest.

    Takes what `neighbours` takes; the shown one is always among them.
    """
    areas = {shown: _mask(shown.candidate).sum()}
    for choice in choices:
        if not any(_look_alike(choice.candidate, known.candidate) for known in areas):
            areas[choice] = _mask(choice.candidate).sum()
    return sorted(areas, key=lambda choice: areas[choice])


def _look_alike(one: Candidate, other: Candidate) -> bool:
    both, either = _mask(one) & _mask(other), _mask(one) | _mask(other)
    return both.sum() > SAME * either.sum()  # type: ignore[no-any-return]


def _mask(candidate: Candidate) -> NDArray[np.bool_]:
    """The mask where the photo is, without the model's padding."""
    columns, rows = (max(1, round(span)) for span in candidate.extent)
    return candidate.logits[:rows, :columns] > 0
