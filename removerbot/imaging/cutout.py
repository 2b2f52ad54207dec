"""Cuts a candidate's object out of a photo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import ceil
from os import PathLike
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from removerbot.errors import NothingFound
from removerbot.imaging.encode import Format, encode, format_of
from removerbot.imaging.holes import cleaned
from removerbot.imaging.matting import Edge, estimate_alpha, foreground, grow_alpha
from removerbot.imaging.options import DEFAULTS, Options
from removerbot.imaging.png import compose
from removerbot.imaging.pointing import with_points_right
from removerbot.imaging.roi import resampled
from removerbot.imaging.types import (
    RGB,
    Alpha,
    Box,
    Candidate,
    LabelledPoint,
    Logits,
    Note,
    Pixels,
    Size,
    unpadded,
)

_SAM_UPSCALING = 4
"""Factor from the mask's size to the model's input size, where a photo's extent is whole."""

_FIRM, _FINE = 8.0, 4
"""Greatest logit of a mask that is placed in the photo, and samples an element each way."""


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

    def file(self, kind: str) -> bytes:
        """Returns the cutout as a file: `png`, `webp`, `webp-lossless` or `jpg`.

        Raises:
            ValueError: there is no such format, or the cutout is too large for it.
        """
        return encode(self.rgb, self.alpha, self.icc_profile, Format(kind))

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


SoftAlpha = Callable[[RGB, Candidate, Edge], Alpha]
"""Takes and returns what `soft_alpha` does."""


def soft_alpha(rgb: RGB, candidate: Candidate, edge: Edge) -> Alpha:
    """Estimates the alpha of a mask; see `removerbot.imaging.matting.estimate_alpha`."""
    return estimate_alpha(rgb, _at_input_size(candidate), edge)


def cut_out(  # noqa: PLR0913 - what a cutout depends on
    pixels: Pixels,
    candidate: Candidate,
    score: float,
    options: Options = DEFAULTS,
    points: Sequence[LabelledPoint] = (),
    *,
    soften: SoftAlpha = soft_alpha,
) -> Cutout:
    """Cuts the candidate's object out of the photo.

    Args:
        pixels: the photo.
        candidate: the mask.
        score: its expected IoU with the object.
        options: how the mask's edge becomes alpha, and by how much it is widened; an object
            that would vanish stays as it is.
        points: pixels that are inside or outside before it is widened, whatever the mask says.
        soften: computes the alpha of a mask where the edge is not hard.

    Raises:
        NothingFound: all would be transparent.
    """
    candidate = cleaned(candidate, pixels.rgb, points)
    if options.edge is Edge.HARD:
        alpha = (upsample(candidate, pixels.size) > 0) * np.uint8(255)
    else:
        alpha = soften(pixels.rgb, candidate, options.edge)
    alpha = with_points_right(alpha, partial(upsample, candidate, pixels.size), points)
    alpha = grow_alpha(alpha, options.grow)
    rgb = pixels.rgb if options.edge is Edge.HARD else foreground(pixels.rgb, alpha)
    if pixels.alpha is not None:
        alpha = np.asarray(cv2.multiply(alpha, pixels.alpha, scale=1 / 255), np.uint8)
    if not alpha.any():
        raise NothingFound
    return Cutout(rgb, alpha, score, pixels.icc_profile, pixels.note)


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
    start = (left / across - region.left) * scale_x, (top / down - region.top) * scale_y
    fine_size = Size((right - left) * _FINE, (bottom - top) * _FINE)
    fine = resampled(inside, start, (step_x, step_y), fine_size, beyond=-_FIRM)
    logits = np.full_like(like.logits, -_FIRM)
    logits[top:bottom, left:right] = cv2.resize(
        fine, (right - left, bottom - top), interpolation=cv2.INTER_AREA
    )
    return Candidate(logits, like.extent, candidate.score, candidate.mask_index)


def seen_in(candidate: Candidate, size: Size, region: Box, like: Candidate) -> Candidate:
    """Returns what a region shows of a photo's mask, as a mask of it: the inverse of `placed`.

    Args:
        candidate: of the photo.
        size: of the photo.
        region: in pixels of the photo.
        like: a mask of the region, for the shape.
    """
    rows, columns = unpadded(like).shape
    across, down = np.divide(candidate.extent, size)
    step_x, step_y = np.multiply(region.size, (across, down)) / like.extent
    start = region.left * across, region.top * down
    seen = np.full_like(like.logits, -_FIRM)
    seen[:rows, :columns] = resampled(
        unpadded(candidate), start, (step_x, step_y), Size(columns, rows)
    )
    return replace(like, logits=seen)


def upsample(candidate: Candidate, size: Size) -> Logits:
    """Returns the logits at the photo's size, float32 H×W, resized as SAM does: bilinear to
    the model's input size, and from there to the photo's (`postprocess_masks` in
    segment-anything's modeling/sam.py).
    """
    return cv2.resize(_at_input_size(candidate), size)  # type: ignore[return-value]


def _at_input_size(candidate: Candidate) -> Logits:
    """Returns the logits where the photo is, at the resolution of the model's input. They go
    on beyond its edge: the padding must not blur it."""
    columns, rows = (max(1, round(side * _SAM_UPSCALING)) for side in candidate.extent)
    inside = unpadded(candidate)
    below, beside = np.subtract(candidate.logits.shape, inside.shape)
    logits = cv2.copyMakeBorder(inside, 0, below, 0, beside, cv2.BORDER_REPLICATE)
    height, width = (length * _SAM_UPSCALING for length in logits.shape)
    return cv2.resize(logits, (width, height))[:rows, :columns]  # type: ignore[return-value]
