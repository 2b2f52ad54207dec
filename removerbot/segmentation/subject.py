"""What the subject model finds, in SAM's terms: a prompt for each subject that lies apart, and
its mask as one more candidate beside SAM's own.

On 140 photos of ECSSD and of people with one outlined subject, mean IoU with it: the model's
own mask at the size of SAM's masks .918, SAM's best mask for its box and deepest point .904,
the same with the model's mask as mask input .913, the sum of both logits .919. So the model's
own mask is the candidate. SAM's tells how sure it is: where they agree by .9 to .95 (IoU), the
mean IoU is .93, by .8 to .9 .85, by .6 to .8 .73.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from removerbot.imaging.types import (
    Candidate,
    Mask,
    Prompt,
    Size,
    SubjectAlpha,
    depth,
    iou,
    mask_of,
    share,
    unpadded,
)
from removerbot.segmentation.ranking import RankedMask

SUBJECT = 16
"""Index of the subject's own mask as a candidate; SAM's have 0 to 15."""

_SIDE = 256
"""Side of the square in which pieces are told apart."""

_PIECE = 0.1
"""Share of the largest piece's area below which a piece is a crumb."""

_SMALLEST = 0.002
"""Share of the photo; what is smaller is no subject."""

_GAP = 5
"""Elements of the square; pieces that are closer are one, as the model loses straps and thin
limbs between them."""

_MOST_SURE = 8.0
"""Greatest logit of a subject's mask; SAM's seldom are beyond it."""


def subject_prompts(subject: SubjectAlpha, size: Size) -> list[Prompt]:
    """Returns the deepest point of each subject that lies apart from others in a photo of
    `size`, the largest subject first; none where nothing stands out."""
    across, down = size.width / _SIDE, size.height / _SIDE
    points = [
        np.unravel_index(int(depth(piece).argmax()), piece.shape) for piece in _pieces(subject)
    ]
    return [Prompt([((x + 0.5) * across, (y + 0.5) * down)]) for y, x in points]


def subject_masks(
    subject: SubjectAlpha, prompt: Prompt, candidates: Sequence[Candidate], size: Size
) -> list[RankedMask]:
    """Returns the mask of the subject that a prompt is about; empty if it is about none.

    Args:
        subject: what the model has found in the photo.
        prompt: all its points to keep have to be on the subject, and there are no others.
        candidates: SAM's for the same prompt, at least one; how well the best of them agrees
            is the expected IoU.
        size: of the photo.
    """
    if not prompt.keep or prompt.drop or prompt.box:
        return []
    x, y = (np.array(prompt.keep).T * _SIDE // np.array([size]).T).astype(int)
    for piece in _pieces(subject):
        if piece[y, x].all():
            mask = _candidate(subject, piece, candidates[0])
            best = max(iou(mask_of(mask), mask_of(each)) for each in candidates)
            return [RankedMask(replace(mask, score=best), best)]
    return []


def _pieces(subject: SubjectAlpha) -> list[Mask]:
    """Returns the subjects that lie apart from others, as masks of the square."""
    square = cv2.resize(subject, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    inside = np.asarray(square > 0.5)
    gap = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_GAP, _GAP))
    closed = cv2.morphologyEx(inside.view(np.uint8), cv2.MORPH_CLOSE, gap)
    count, labels = cv2.connectedComponents(closed)
    masks = [inside & (labels == number) for number in range(1, count)]
    least = max(_SMALLEST, _PIECE * max(map(share, masks), default=0))
    return sorted((mask for mask in masks if share(mask) >= least), key=share, reverse=True)


def _candidate(subject: SubjectAlpha, piece: Mask, like: Candidate) -> Candidate:
    """Returns a piece as a mask of the same shape as another one, padded likewise."""
    height, width = subject.shape
    others = cv2.resize(piece.view(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST)
    alone = np.where((subject > 0.5) & (others == 0), np.float32(0), subject)
    rows, columns = unpadded(like).shape
    alpha = cv2.resize(alone, (columns, rows), interpolation=cv2.INTER_AREA)
    logits = np.full_like(like.logits, -_MOST_SURE)
    with np.errstate(divide="ignore"):
        logits[:rows, :columns] = np.log(alpha) - np.log1p(-alpha)
    return Candidate(np.clip(logits, -_MOST_SURE, _MOST_SURE), like.extent, 1.0, SUBJECT)
