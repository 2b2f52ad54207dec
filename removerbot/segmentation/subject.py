"""What the subject model finds, in SAM's terms: a prompt for each subject that lies apart, and
its mask as one more candidate beside SAM's own.

On 140 photos of ECSSD and of people with one outlined subject, mean IoU with it: the model's
own mask at the size of SAM's masks .918, SAM's best mask for its box and deepest point .904,
the same with the model's mask as mask input .913, the sum of both logits .919. So the model's
own mask is the candidate. SAM's tells how sure it is: where they agree by .9 to .95 (IoU), the
mean IoU is .93, by .8 to .9 .85, by .6 to .8 .73.

Where both agree about the thing, matting starts from the model's mask: it has hair that SAM's
mask has not. Mean SAD of the soft edge in the unknown band, nine studio photos with true alphas
and 45 composites of these over other photos:

    starts from                 photos   composites
    SAM's mask                   11.52        11.98
    the model's, always          17.35        23.80
    the model's if IoU > .92     11.72        11.64
                     > .88       11.72        11.38
                     > .87       11.24        11.45
                     > .80       11.24        11.61

The model's alpha as it is, or its mean with the matted one, is no better anywhere: it is a
little blurred. Its mask at SAM's size does as well as at its own, which matting refines.
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
    index_of,
    iou,
    mask_of,
    share,
    unpadded,
)
from removerbot.segmentation.ranking import RankedMask
from removerbot.segmentation.revisions import Click

AGREES = 0.87
"""IoU of SAM's mask and the subject's from which they are about the same thing."""

SUBJECT = 98
"""Index of the subject's own mask as a candidate. SAM's are far below; modulo 4, by which
theirs say what they are, it is that of an object."""

_SIDE = 256
"""Side of the square in which pieces are told apart."""

_PIECE = 0.1
"""Share of the largest piece's area below which a piece is a crumb."""

_SMALLEST = 0.002
"""Share of the photo; what is smaller is no subject."""

_GAP = 5
"""Elements of the square; pieces that are closer are one, as the model loses straps and thin
limbs between them."""

_LEAST = np.float32(3e-4)
"""Least and, from 1, greatest alpha that counts: logits of ±8, which SAM's seldom exceed."""


class Subject:
    """What the subject model has found in a photo; keeps masks, which are needed twice.

    Attributes:
        alpha: of the whole photo.
    """

    def __init__(self, alpha: SubjectAlpha) -> None:
        self.alpha = alpha
        self._pieces: list[Mask] | None = None
        self._masks: dict[tuple[int, _Form], Candidate] = {}

    @property
    def pieces(self) -> list[Mask]:
        """The subjects that lie apart from others, the largest first, as masks of a square."""
        # No `cached_property`: in Python 3.11 it has one lock for all instances.
        if self._pieces is None:
            self._pieces = _pieces(self.alpha)
        return self._pieces

    @property
    def shapes(self) -> list[Mask]:
        """The pieces, and after them all together if there are several."""
        together = [np.any(self.pieces, axis=0)] if len(self.pieces) > 1 else []
        return [*self.pieces, *together]

    @property
    def nbytes(self) -> int:
        """Bytes of memory; more after each mask that is computed."""
        masks = [each.logits for each in list(self._masks.values())]  # threads may add some
        return sum(each.nbytes for each in (self.alpha, *(self._pieces or ()), *masks))

    def mean_in(self, mask: Mask) -> float:
        """Returns the mean alpha in a mask of the photo; 0 in an empty one."""
        alpha = cv2.resize(self.alpha, mask.shape[::-1], interpolation=cv2.INTER_AREA)
        return cv2.mean(alpha, mask.view(np.uint8))[0]

    def mask(self, number: int, like: Candidate) -> Candidate:
        """Returns one of the shapes, by its index, as a mask of the form of another one."""
        form = number, (like.logits.shape, like.extent)
        if form not in self._masks:
            self._masks[form] = _candidate(self.alpha, self.shapes[number], like)
        return self._masks[form]


_Form = tuple[tuple[int, ...], tuple[float, float]]
"""Shape and extent of a mask."""


def subject_prompts(subject: Subject, size: Size) -> list[Prompt]:
    """Returns the deepest point of each subject that lies apart from others in a photo of
    `size`, the largest subject first; none where nothing stands out."""
    across, down = size.width / _SIDE, size.height / _SIDE
    points = [
        np.unravel_index(int(depth(piece).argmax()), piece.shape) for piece in subject.pieces
    ]
    return [Prompt([((x + 0.5) * across, (y + 0.5) * down)]) for y, x in points]


def subject_masks(
    subject: Subject, prompt: Prompt, candidates: Sequence[Candidate], size: Size
) -> list[RankedMask]:
    """Returns the mask of the subject that a prompt is about: all its points are to keep, and
    on the subject; empty if it is about none. How well the best of SAM's candidates for the
    same prompt agrees, of which there is at least one, is the expected IoU."""
    if not prompt.keep or prompt.drop or prompt.box:
        return []
    x, y = (np.array(prompt.keep).T * _SIDE // np.array([size]).T).astype(int)
    for number, piece in enumerate(subject.pieces):
        if piece[y, x].all():
            mask = subject.mask(number, candidates[0])
            best = max(iou(mask_of(mask), mask_of(each)) for each in candidates)
            return [RankedMask(replace(mask, score=best), best)]
    return []


def edge_mask(
    subject: Subject | None, mask: Candidate, clicks: Sequence[Click], size: Size
) -> Candidate:
    """Returns the mask that matting starts from: the subject's own in place of a mask that
    agrees with it, else the mask itself.

    Args:
        subject: what the model has found in the photo, if it has.
        mask: all that is cut out.
        clicks: that gave it. Where one of them has corrected another, or points to something
            that is no part of the subject, the mask stays as it is.
        size: of the photo.
    """
    first = [click for click in clicks if not click.prompt.drop]
    corrected = len(first) != len({click.object_index for click in clicks})
    if subject is None or corrected:
        return mask
    for number in range(len(subject.shapes)):
        own = subject.mask(number, mask)
        kept = all(
            mask_of(own)[index_of(own, click.prompt.keep, size)].all() for click in clicks
        )
        if kept and iou(mask_of(own), mask_of(mask)) > AGREES:
            return replace(own, mask_index=mask.mask_index, score=mask.score)
    return mask


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
    alpha = np.clip(alpha, _LEAST, 1 - _LEAST)
    logits = np.full_like(like.logits, np.log(_LEAST))
    logits[:rows, :columns] = np.log(alpha / (1 - alpha))
    return Candidate(logits, like.extent, 1.0, SUBJECT)
