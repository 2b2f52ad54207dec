"""Cuts a candidate's object out of a photo."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from os import PathLike
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from removerbot.errors import NothingFound
from removerbot.imaging.encode import Format, encode, format_of
from removerbot.imaging.matting import (
    Edge,
    estimate_alpha,
    foreground,
    grow_alpha,
    remove_specks,
)
from removerbot.imaging.png import compose
from removerbot.imaging.types import (
    RGB,
    Alpha,
    Box,
    Candidate,
    Index,
    Logits,
    Note,
    Pixels,
    Prompt,
    Size,
    index_of,
    unpadded,
)

_SAM_UPSCALING = 4
"""Factor from the mask's size to the model's input size, where a photo's extent is whole."""

_FIRM, _FINE = 8.0, 4
"""Greatest logit of a mask that is placed in the photo, and samples an element each way."""

_SPECK, _ISLAND, _HOLE = 0.003, 0.02, 0.01
"""Shares of the object's area: smaller pieces go; smaller pieces and holes go if the model is
not sure of them."""

_SURE = 2.0
"""Mean logit of a piece or hole that the model is sure of."""

_DOT = 0.05
"""Radius of what is added or removed at a point that no mask has right, in units of √area."""


@dataclass(frozen=True, eq=False)
class Cutout:
    """An object on a transparent background, at the size of the photo unless it is cropped.

    Attributes:
        rgb: uint8 H×W×3: the object's own colors where it is partly transparent, the photo's
            elsewhere.
        alpha: uint8 H×W, 255 inside the object.
        score: the expected IoU of the mask and the object, 0 to 1.
        icc_profile: the color profile of `rgb`; `None` means sRGB.
        note: what the person should know about the photo.
    """

    rgb: RGB
    alpha: Alpha
    score: float
    icc_profile: bytes | None = None
    note: Note | None = None

    @cached_property
    def rgba(self) -> NDArray[np.uint8]:
        """uint8 H×W×4; colors are zero where it is fully transparent."""
        return compose(self.rgb, self.alpha)

    @property
    def image(self) -> Image.Image:
        """The cutout as a Pillow image, of mode RGBA, with its color profile."""
        image = Image.fromarray(self.rgba)
        if self.icc_profile:
            image.info["icc_profile"] = self.icc_profile
        return image

    @cached_property
    def png(self) -> bytes:
        """The cutout as a PNG file."""
        return self.file(Format.PNG)

    def file(self, kind: Format) -> bytes:
        """Returns the cutout as a file.

        Raises:
            ValueError: it is too large for this format.
        """
        return encode(self.rgb, self.alpha, self.icc_profile, kind)

    def save(self, path: str | PathLike[str], *, lossless: bool = False) -> None:
        """Writes the cutout in the format that the name ends in: `.png`, `.webp` or `.jpg`; a
        `lossless` WEBP file keeps every pixel and is several times larger.

        Raises:
            ValueError: the name ends otherwise, or the cutout is too large for that format.
            OSError: it cannot be written.
        """
        path = Path(path)
        kind = format_of(path)
        if lossless and kind is Format.WEBP:
            kind = Format.WEBP_LOSSLESS
        path.write_bytes(self.file(kind))


def cut_out(
    pixels: Pixels, candidate: Candidate, score: float, edge: Edge = Edge.SOFT, grow: int = 0
) -> Cutout:
    """Cuts the candidate's object out of the photo.

    Args:
        pixels: the photo.
        candidate: the mask.
        score: its expected IoU with the object.
        edge: how the mask's edge becomes alpha.
        grow: pixels of the photo by which it is widened, below 0 narrowed; an object that
            would vanish stays as it is.

    Raises:
        NothingFound: all would be transparent.
    """
    alpha = grow_alpha(_alpha(pixels, candidate, edge), grow)
    rgb = pixels.rgb if edge is Edge.HARD else foreground(pixels.rgb, alpha)
    if pixels.alpha is not None:
        alpha = np.asarray(cv2.multiply(alpha, pixels.alpha, scale=1 / 255), np.uint8)
    if not alpha.any():
        raise NothingFound
    return Cutout(rgb, alpha, score, pixels.icc_profile, pixels.note)


def _alpha(pixels: Pixels, candidate: Candidate, edge: Edge) -> Alpha:
    candidate = _cleaned(candidate)
    if edge is Edge.HARD:
        return (upsample(candidate, pixels.size) > 0) * np.uint8(255)
    return estimate_alpha(pixels.rgb, _at_input_size(candidate), edge)


def _cleaned(candidate: Candidate) -> Candidate:
    """Removes tiny pieces and holes, at the resolution of the logits."""
    columns, rows = map(ceil, candidate.extent)
    logits = candidate.logits.copy()
    logits[:rows, :columns] = remove_specks(logits[:rows, :columns])
    return replace(candidate, logits=logits)


def whole(pixels: Pixels) -> Cutout:
    """Returns a photo that is cut out already: all that is not transparent.

    Raises:
        NothingFound: all of it is transparent.
    """
    alpha = pixels.alpha
    if alpha is None:
        alpha = np.full(pixels.rgb.shape[:2], 255, np.uint8)
    if not alpha.any():
        raise NothingFound
    return Cutout(pixels.rgb, alpha, 1.0, pixels.icc_profile, pixels.note)


def placed(candidate: Candidate, region: Box, like: Candidate, size: Size) -> Candidate:
    """Returns a mask of a region as one of the photo: negative around the region, and averaged
    over the elements of the photo's masks, of which `like` is one."""
    inside = np.clip(unpadded(candidate), -_FIRM, _FIRM)
    rows, columns = unpadded(like).shape
    across, down = np.divide(like.extent, size)
    left, top = int(region.left * across), int(region.top * down)
    right = min(columns, ceil(region.right * across))
    bottom = min(rows, ceil(region.bottom * down))
    scale_x, scale_y = inside.shape[1] / region.width, inside.shape[0] / region.height
    step_x, step_y = scale_x / across / _FINE, scale_y / down / _FINE
    start_x = (left / across - region.left) * scale_x
    start_y = (top / down - region.top) * scale_y
    fine = cv2.warpAffine(
        inside,
        np.array(
            [[step_x, 0, start_x + step_x / 2 - 0.5], [0, step_y, start_y + step_y / 2 - 0.5]]
        ),
        ((right - left) * _FINE, (bottom - top) * _FINE),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(-_FIRM,),
    )
    logits = np.full_like(like.logits, -_FIRM)
    logits[top:bottom, left:right] = cv2.resize(
        fine, (right - left, bottom - top), interpolation=cv2.INTER_AREA
    )
    return Candidate(logits, like.extent, candidate.score, candidate.mask_index)


def tidied(
    candidate: Candidate, others: Sequence[Candidate], prompt: Prompt, size: Size
) -> Candidate:
    """Returns a mask that contains each point to keep and none to drop, goes on to the photo's
    edge, and has neither crumbs nor pinholes.

    Args:
        candidate: the mask.
        others: of the same extent; a point that it gets wrong is put right as the first of
            them that has it right does.
        prompt: in pixels of the photo.
        size: of the photo.
    """
    logits = _continued(candidate)
    rows, columns = unpadded(candidate).shape
    inside = logits[:rows, :columns]
    points = [(index_of(candidate, [point], size), True) for point in prompt.keep]
    points += [(index_of(candidate, [point], size), False) for point in prompt.drop]
    _tidy(inside, points)
    known = [unpadded(each) for each in others]
    for references in (known, []):  # what puts one point right may put another one wrong
        for index, is_kept in points:
            if (inside[index] > 0) != is_kept:
                _put_right(inside, references, index, is_kept=is_kept)
    across, down = np.divide(candidate.extent, size)
    for (x, y), (index, is_kept) in zip((*prompt.keep, *prompt.drop), points, strict=True):
        place = ((x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5)
        value = cv2.getRectSubPix(inside, (1, 1), place)  # as it will be at the photo's size
        if (value[0, 0] > 0) != is_kept:
            _put_right(inside, [], index, is_kept=is_kept)
    return replace(candidate, logits=logits)


_Labelled = tuple[Index, bool]
"""The element of a point, and whether it is to be kept."""


def _continued(candidate: Candidate) -> Logits:
    """Returns logits that go on to the photo's edge: next to the padding the model is less sure
    of a mask that the photo cuts off."""
    logits = candidate.logits.copy()
    rows, columns = unpadded(candidate).shape
    for one in (logits[:rows, :columns], logits[:rows, :columns].T):
        if len(one) > 2:
            np.maximum(one[0], one[1], out=one[0])
            np.maximum(one[-1], one[-2], out=one[-1])
    return logits


def _tidy(logits: Logits, points: Sequence[_Labelled]) -> None:
    """Flips the sign of crumbs and pinholes, in place; those at a point stay, and larger pieces
    and holes that the model is sure of."""
    area = max(1, int(np.count_nonzero(logits > 0)))
    for sign, tiny, doubtful in ((1, _SPECK, _ISLAND), (-1, 0.0, _HOLE)):
        _, labels = cv2.connectedComponents((sign * logits > 0).view(np.uint8), connectivity=4)
        sizes = np.bincount(labels.ravel())
        means = np.bincount(labels.ravel(), np.abs(logits).ravel()) / sizes
        flipped = (sizes < tiny * area) | ((sizes < doubtful * area) & (means < _SURE))
        kept = [labels[index][0] for index, is_kept in points if is_kept == (sign > 0)]
        flipped[[0, *kept]] = False  # label 0 is the other side
        if flipped.any():
            np.negative(logits, out=logits, where=flipped[labels])


def _put_right(
    logits: Logits, others: Sequence[Logits], index: Index, *, is_kept: bool
) -> None:
    """Puts the element of a point, and what belongs to it, on the side it belongs to, in
    place."""
    sign = 1 if is_kept else -1
    for other in others:
        if sign * other[index][0] > 0:
            changed = ((sign * other > 0) & (sign * logits <= 0)).astype(np.uint8)
            _, labels = cv2.connectedComponents(changed, connectivity=4)
            np.copyto(logits, other, where=labels == labels[index][0])
            return
    rows, columns = np.ogrid[: logits.shape[0], : logits.shape[1]]
    radius = max(1.5, _DOT * np.sqrt(np.count_nonzero(logits > 0)))
    dot = np.hypot(rows - index[0], columns - index[1]) <= radius
    np.copyto(logits, sign * np.abs(logits) + sign, where=dot)


def upsample(candidate: Candidate, size: Size) -> Logits:
    """Returns the logits at the photo's size, float32 H×W, resized as SAM does: bilinear to
    the model's input size, and from there to the photo's (`postprocess_masks` in
    segment-anything's modeling/sam.py).
    """
    return cv2.resize(_at_input_size(candidate), size)  # type: ignore[return-value]


def _at_input_size(candidate: Candidate) -> Logits:
    """Returns the logits where the photo is, at the resolution of the model's input. They go
    on beyond its edge: the padding must not blur it."""
    columns, rows = (round(length * _SAM_UPSCALING) for length in candidate.extent)
    inside = unpadded(candidate)
    below, beside = np.subtract(candidate.logits.shape, inside.shape)
    logits = cv2.copyMakeBorder(inside, 0, below, 0, beside, cv2.BORDER_REPLICATE)
    height, width = (length * _SAM_UPSCALING for length in logits.shape)
    return cv2.resize(logits, (width, height))[:rows, :columns]  # type: ignore[return-value]
