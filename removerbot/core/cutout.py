"""A photo and the chosen candidate → the cutout."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.core.png import compose, write_png
from removerbot.core.types import RGB, Alpha, Candidate, Pixels, Size
from removerbot.errors import NothingFound

_SAM_UPSCALING = 4
"""SAM's mask is a quarter of its input; at the input's size a photo's extent is whole."""


@dataclass(frozen=True, eq=False)
class Cutout:
    """The object on a transparent ground, at the size of the photo.

    Attributes:
        rgb: the photo's own colours, uint8 H×W×3.
        alpha: uint8 H×W, 255 inside the object.
        score: how good the mask is expected to be: its IoU with the object, 0 to 1.
        icc_profile: the colour profile that the colours are in; `None` means sRGB.
    """

    rgb: RGB
    alpha: Alpha
    score: float
    icc_profile: bytes | None = None

    @cached_property
    def rgba(self) -> NDArray[np.uint8]:
        """uint8 H×W×4; the photo's own colours, zero where it is fully transparent."""
        return compose(self.rgb, self.alpha)

    @cached_property
    def png(self) -> bytes:
        """The cutout as a PNG file."""
        return write_png(self.rgb, self.alpha, self.icc_profile)


def cut_out(pixels: Pixels, candidate: Candidate, score: float) -> Cutout:
    """Cut the candidate's object out of the photo.

    Raises:
        NothingFound: no pixel of the photo would remain.
    """
    inside = upsample(candidate, pixels.size) > 0
    alpha = inside * (np.uint8(255) if pixels.alpha is None else pixels.alpha)
    if not alpha.any():
        raise NothingFound
    return Cutout(pixels.rgb, alpha, score, pixels.icc_profile)


def whole(pixels: Pixels) -> Cutout:
    """A picture that is cut out already: all that is not transparent.

    Raises:
        NothingFound: nothing is.
    """
    alpha = pixels.alpha
    if alpha is None:
        alpha = np.full(pixels.rgb.shape[:2], 255, np.uint8)
    if not alpha.any():
        raise NothingFound
    return Cutout(pixels.rgb, alpha, 1.0, pixels.icc_profile)


def upsample(candidate: Candidate, size: Size) -> NDArray[np.float32]:
    """The candidate's logits at the photo's size, float32 H×W, as SAM itself resizes them.

    That is bilinear twice: to the model's input size, and from there to the photo's
    (`postprocess_masks` in segment-anything's modeling/sam.py).
    """
    columns, rows = (round(length * _SAM_UPSCALING) for length in candidate.extent)
    height, width = (length * _SAM_UPSCALING for length in candidate.logits.shape)
    at_input_size = cv2.resize(candidate.logits, (width, height))
    return cv2.resize(at_input_size[:rows, :columns], size)  # type: ignore[return-value]
