"""Proposes what to cut out of a photo that nobody has clicked on: first its subjects, where
the subject model has found some, then the best masks for points spread over the photo, each
object once; what covers much of the photo's border, such as sky and tables, comes last."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from removerbot.errors import NothingFound
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import DecodeRequest, Mask, Point, Prompt, Size, iou, mask_of
from removerbot.segmentation.algorithm import Algorithm
from removerbot.segmentation.ranking import (
    GUESS,
    RankedMask,
    border_share,
    rank_or_guess,
    stability,
)
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.subject import SUBJECT, Subject, subject_masks, subject_prompts

MOST = 9
"""Proposals that a person can still tell apart on a phone."""

_COLUMNS = 6
"""Points along the longer side of the photo."""

_BATCH = 4
"""Points decoded at a time, so that the requests of others come in between."""

_SAME = 0.6
"""Masks with an IoU above this are of the same object."""

_SMALLEST = 0.002
"""Share of the photo; smaller objects are seldom what is meant."""

_WORST = 0.4
"""Least merit of the last proposal, as a share of the first one's."""

_OFFSET = 1.0
"""By how much the logits are moved to see whether a mask is stable."""

_PICK = re.compile(rf"(\d{{1,5}}),(\d{{1,5}}),([0-3]|{SUBJECT})", re.ASCII)

_BACKGROUND = 0.35
"""A mask that covers more of the photo's border than this is no object in front."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """An object that may be meant.

    Attributes:
        prompt: the point that finds it.
        ranked: its mask.
        merit: how likely it is the subject; only the order counts.
        is_background: whether it covers much of the photo's border, as sky and tables do.
        is_spare: whether it is tiny or a guess, and taken only where there is nothing else.
    """

    prompt: Prompt
    ranked: RankedMask
    merit: float
    is_background: bool = False
    is_spare: bool = False

    @property
    def click(self) -> Click:
        """A first click that gives its mask."""
        return Click(self.prompt, self.ranked.candidate.mask_index)

    @property
    def pick(self) -> str:
        """The point and the index of the mask: `x,y,index`."""
        [(x, y)] = self.prompt.keep
        return f"{x},{y},{self.ranked.candidate.mask_index}"


def read_pick(text: str, size: Size, object_index: int) -> Click | None:
    """Returns a first click from `Proposal.pick`; `None` if no photo of `size` gives that."""
    match = _PICK.fullmatch(text)
    if match is None:
        return None
    x, y, mask_index = map(int, match.groups())
    if not size.contains(Point(x, y)):
        return None
    return Click(Prompt([(x, y)]), mask_index, object_index=object_index)


FindObjects = Callable[[Size, Subject | None], Algorithm[list[Proposal]]]
"""Such as `propose` and `main_things`."""


def propose(size: Size, subject: Subject | None = None) -> Algorithm[list[Proposal]]:
    """Looks for objects in a photo of `size`; returns the subjects, and then what `best` does.

    Raises:
        NothingFound: there is no object.
    """
    first = [] if subject is None else (yield from _subjects(size, subject))
    prompts, found = scattered(size), list[Proposal]()
    for start in range(0, len(prompts), _BATCH):
        batch = prompts[start : start + _BATCH]
        answers = yield [DecodeRequest(prompt) for prompt in batch]
        for prompt, candidates in zip(batch, answers, strict=True):
            found += proposals(prompt, rank_or_guess(candidates, prompt, size))
    if not first and not found:
        raise NothingFound
    return best(found, first)


def main_things(size: Size, subject: Subject | None) -> Algorithm[list[Proposal]]:
    """Returns the subjects that lie apart, the largest first, or else the best proposal.

    Raises:
        NothingFound: there is no object.
    """
    found = [] if subject is None else (yield from _subjects(size, subject))
    return found or (yield from propose(size))[:1]


def _subjects(size: Size, subject: Subject) -> Algorithm[list[Proposal]]:
    found = []
    for prompt in subject_prompts(subject, size):
        [candidates] = yield [DecodeRequest(prompt)]
        masks = subject_masks(subject, prompt, candidates, size)
        found += [Proposal(prompt, ranked, 1) for ranked in masks]
    return found


def scattered(size: Size) -> list[Prompt]:
    """Returns prompts of a point each, spread evenly over a photo."""
    grid = grid_for(size, _COLUMNS)
    cells = (Cell(column, row) for row in range(grid.rows) for column in range(grid.columns))
    return [Prompt([grid.center(cell)]) for cell in cells]


def proposals(prompt: Prompt, masks: Iterable[RankedMask]) -> list[Proposal]:
    """Weighs the masks for a prompt as proposals."""
    return [
        Proposal(
            prompt,
            each,
            each.iou * stability(each.candidate.logits, _OFFSET) * _position(mask),
            border_share(mask) > _BACKGROUND,
            each.iou <= GUESS or mask.mean() < _SMALLEST,
        )
        for each in masks
        if (mask := mask_of(each.candidate)).any()
    ]


def best(found: Sequence[Proposal], first: Sequence[Proposal] = ()) -> list[Proposal]:
    """Returns the `MOST` best, each object once, the best first and background last; none far
    worse than the best. What is `first` comes before all that was found."""
    kept = list(first[:MOST])
    usual = [each for each in found if not each.is_spare] or ([] if first else found)
    ranked = sorted(usual, key=lambda each: (each.is_background, -each.merit))
    least = _WORST * max((each.merit for each in ranked), default=0)
    for proposal in (each for each in ranked if each.merit >= least):
        if len(kept) == MOST:
            break
        mask = mask_of(proposal.ranked.candidate)
        if all(iou(mask, mask_of(other.ranked.candidate)) <= _SAME for other in kept):
            kept.append(proposal)
    return kept


def _position(mask: Mask) -> float:
    """Returns 1 for a mask around the middle of the photo down to 0.5 for one in a corner,
    times the share of the photo's border that it does not cover: background covers it."""
    height, width = mask.shape
    y, x = mask.nonzero()
    off = np.hypot(x.mean() / width - 0.5, y.mean() / height - 0.5) / np.hypot(0.5, 0.5)
    return float((1 - 0.5 * off) * (1 - border_share(mask)))
