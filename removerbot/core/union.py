"""Several objects in one cutout."""

from collections.abc import Sequence
from functools import reduce
from statistics import fmean

import numpy as np

from removerbot.core.choice import Choice
from removerbot.core.types import Candidate


def union(choices: Sequence[Choice]) -> Choice:
    """All of the masks as one, with the mean of their expected IoUs.

    Args:
        choices: at least one, all of the same photo.
    """
    if len(choices) == 1:
        return choices[0]
    candidates = [choice.candidate for choice in choices]
    logits = reduce(np.maximum, (candidate.logits for candidate in candidates))
    first = candidates[0]
    score = fmean(candidate.score for candidate in candidates)
    together = Candidate(logits, first.extent, score, first.token)
    return Choice(together, fmean(choice.iou for choice in choices))
