"""Cuts a candidate's object out of a photo."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from os import PathLike
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

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
from removerbot.imaging.types import RGB, Alpha, Candidate, Logits, Pixels, Size

_SAM_UPSCALING = 4
"""Factor from the mask's size to the model's input size, where a photo's extent is whole."""


@dataclass(frozen=True, eq=False)
class Cutout:
    """An object on a transparent background, at the size of the photo unless it is cropped.

    Attributes:
        rgb: uint8 H×W×3: the object's own colors where it is partly transparent, the photo's
            elsewhere.
        alpha: uint8 H×W, 255 inside the object.
        score: the expected IoU of the mask and the object, 0 to 1.
        icc_profile: the color profile of `rgb`; `None` means sRGB.
        is_partial: whether a part of the photo is missing, see `Pixels`.
    """

    rgb: RGB
    alpha: Alpha
    score: float
    icc_profile: bytes | None = None
    is_partial: bool = False

    @cached_property
    def rgba(self) -> NDArray[np.uint8]:
        """uint8 H×W×4; colors are zero where it is fully transparent."""
        return compose(self.rgb, self.alpha)

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

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the cutout in the format that the name ends in: `.png`, `.webp` or `.jpg`.

        Raises:
            ValueError: the name ends otherwise, or the cutout is too large for that format.
            OSError: it cannot be written.
        """
        path = Path(path)
        path.write_bytes(self.file(format_of(path)))


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
    return Cutout(rgb, alpha, score, pixels.icc_profile, pixels.is_partial)


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
    return Cutout(pixels.rgb, alpha, 1.0, pixels.icc_profile, pixels.is_partial)


def upsample(candidate: Candidate, size: Size) -> Logits:
    """Returns the logits at the photo's size, float32 H×W, resized as SAM does: bilinear to
    the model's input size, and from there to the photo's (`postprocess_masks` in
    segment-anything's modeling/sam.py).
    """
    return cv2.resize(_at_input_size(candidate), size)  # type: ignore[return-value]


def _at_input_size(candidate: Candidate) -> Logits:
    """Returns the logits where the photo is, at the resolution of the model's input."""
    columns, rows = (round(length * _SAM_UPSCALING) for length in candidate.extent)
    height, width = (length * _SAM_UPSCALING for length in candidate.logits.shape)
    return cv2.resize(candidate.logits, (width, height))[:rows, :columns]  # type: ignore[return-value]
