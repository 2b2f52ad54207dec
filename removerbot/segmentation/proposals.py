"""What there is to cut out in a photo, without anybody pointing: SAM is asked at a few points
spread over it, and the best of its answers are kept, each object once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.masks import Mask, iou, mask_of
from removerbot.imaging.types import Candidate, Prompt, Size
from removerbot.segmentation.ranking import RankedMask

MOST = 9
"""Proposals that a person can still tell apart on a phone."""

_ALONG = 6
"""Points along the longer side."""

_SAME = 0.6
"""Masks with an IoU above this are of the same object."""

_SMALLEST = 0.002
"""Share of the photo; smaller things are seldom the subject."""

_WORST = 0.4
"""Share of the first one's merit that the last one has at the least."""

_SHAKE = 1.0
"""How much the logits are moved to see whether a mask is stable, as in segment-anything's
`calculate_stability_score` (utils/amg.py)."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """Something that may be meant.

    Attributes:
        prompt: the point that finds it.
        choice: its mask.
        merit: how likely it is the subject; only the order counts.
    """

    prompt: Prompt
    choice: RankedMask
    merit: float


def scattered(size: Size) -> list[Prompt]:
    """Prompts of a point each, spread evenly over a photo."""
    grid = grid_for(size, _ALONG)
    cells = (Cell(column, row) for row in range(grid.rows) for column in range(grid.columns))
    return [Prompt([grid.center(cell)]) for cell in cells]


def propose(prompt: Prompt, choices: Iterable[RankedMask]) -> list[Proposal]:
    """What the masks for a prompt are worth as proposals; those too small are left out."""
    return [
        Proposal(prompt, choice, choice.iou * _stability(choice.candidate) * _place(mask))
        for choice in choices
        if (mask := mask_of(choice.candidate)).mean() >= _SMALLEST
    ]


def best(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The `MOST` best, each object once, the best first; none far worse than the first."""
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda each: each.merit, reverse=True):
        if len(kept) == MOST or (kept and proposal.merit < _WORST * kept[0].merit):
            break
        mask = mask_of(proposal.choice.candidate)
        if all(iou(mask, mask_of(other.choice.candidate)) <= _SAME for other in kept):
            kept.append(proposal)
    return kept


def _stability(candidate: Candidate) -> float:
    """IoU of the mask with a higher and with a lower threshold, 0 to 1."""
    surely = int((candidate.logits > _SHAKE).sum())
    maybe = int((candidate.logits > -_SHAKE).sum())
    return surely / max(1, maybe)


def _place(mask: Mask) -> float:
    """From 1 for a mask around the middle of the photo down to a half for one in a corner,
    less the share of the photo's border that it covers: background does that."""
    height, width = mask.shape
    y, x = mask.nonzero()
    off = np.hypot(x.mean() / width - 0.5, y.mean() / height - 0.5) / np.hypot(0.5, 0.5)
    border = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    return float((1 - 0.5 * off) * (1 - border.mean()))
