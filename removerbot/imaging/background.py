"""What is behind an object: nothing, a color, its own photo out of focus, another photo.

A new kind is a subclass of `Background` that is listed in `KINDS`: the chat, the API, the
command line and the Python API then take it, and their documentation names it.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

import cv2
import numpy as np

from removerbot.imaging.color import (
    NAMED,
    NAMED_OR_HEX,
    Color,
    filled,
    hex_code,
    read_named_color,
)
from removerbot.imaging.conversion import converted, converted_color
from removerbot.imaging.photo import on_white
from removerbot.imaging.roi import Roi, interleaved
from removerbot.imaging.types import RGB, Alpha, Box, Pixels, Size


class Canvas(NamedTuple):
    """What a background is drawn for.

    Attributes:
        rgb: the photo that the object is cut out of, uint8 H×W×3.
        alpha: the object's opacity, uint8 H×W.
        box: the part to draw, in pixels of the photo; may reach beyond it.
        icc_profile: the color profile of the photo and of what is drawn; `None` means sRGB.
        photo: the pixels that an `OtherPhoto` names, of any size.
    """

    rgb: RGB
    alpha: Alpha
    box: Box
    icc_profile: bytes | None = None
    photo: Pixels | None = None

    @property
    def size(self) -> Size:
        """The size of what is drawn."""
        return self.box.size


class Background(ABC):
    """A kind of background. Instances are immutable values.

    Attributes:
        meaning: what it is, for documentation.
        pattern: a regular expression, case ignored, of the texts that `read` takes.
        words: those of them that the chat has buttons for, labeled `button-background-WORD`.
        example: another such text, for documentation.
    """

    meaning: ClassVar[str]
    pattern: ClassVar[str]
    words: ClassVar[tuple[str, ...]] = ()
    example: ClassVar[str | None] = None

    @classmethod
    def read(cls, _text: str) -> Self:
        """Parses a text, in lower case, that the pattern matches."""
        return cls()

    @property
    def text(self) -> str:
        """The text that `read` parses to this background."""
        return self.words[0]

    @abstractmethod
    def render(self, canvas: Canvas) -> RGB | None:
        """Returns a new picture of the canvas's size and profile; `None` for transparency."""


@dataclass(frozen=True)
class Transparent(Background):
    """No background."""

    meaning = "nothing"
    pattern = "none|transparent"
    words = ("none",)

    def render(self, canvas: Canvas) -> None:
        """See `Background.render`."""


@dataclass(frozen=True)
class SolidColor(Background):
    """One color."""

    color: Color

    meaning = "a color"
    pattern = NAMED_OR_HEX
    words = tuple(NAMED)
    example = "#ff8800"

    @classmethod
    def read(cls, text: str) -> Self:
        """See `Background.read`."""
        return cls(read_named_color(text))

    @property
    def text(self) -> str:
        """See `Background.text`."""
        return hex_code(self.color)

    def render(self, canvas: Canvas) -> RGB:
        """See `Background.render`."""
        return filled(converted_color(self.color, canvas.icc_profile), canvas.size)


@dataclass(frozen=True)
class BlurredPhoto(Background):
    """The photo itself, out of focus. The object is left out of the blur, so that it does
    not glow around itself; beyond the photo its edge pixels are repeated."""

    meaning = "the photo itself out of focus"
    pattern = "blur(red)?"
    words = ("blur",)

    _SIDE = 320  # longest side of the copy that is blurred, in pixels
    _BLUR = 0.025  # standard deviation, in longer sides of the photo
    _FAINT = np.float32(1e-3)  # weight of the object, which counts where there is nothing else

    def render(self, canvas: Canvas) -> RGB:
        """See `Background.render`."""
        height, width = canvas.alpha.shape
        photo = Roi.around(Box(0, 0, width, height), Size(width, height), 0, self._SIDE)
        behind = photo.shrink((canvas.alpha == 0) * np.uint8(255)) + self._FAINT
        weighted = interleaved([*(photo.shrink(canvas.rgb) * behind), behind])
        sums = cv2.GaussianBlur(weighted, (0, 0), self._BLUR * max(photo.working))
        colors = np.rint(sums[..., :3] / sums[..., 3:] * 255).astype(np.uint8)
        return np.asarray(photo.enlarge(colors, canvas.box), np.uint8)


@dataclass(frozen=True)
class OtherPhoto(Background):
    """The middle of another photo, scaled to cover the cutout. It cannot be read from a text.

    Attributes:
        file_id: names the file to whoever fetches it.
    """

    file_id: str

    meaning = "another photo"
    words = ("photo",)

    def render(self, canvas: Canvas) -> RGB:
        """See `Background.render`."""
        assert canvas.photo is not None
        picture = cover(on_white(canvas.photo), canvas.size)
        return converted(picture, canvas.photo.icc_profile, canvas.icc_profile)


KINDS: tuple[type[Background], ...] = (Transparent, SolidColor, BlurredPhoto)
"""The backgrounds that can be read from a text, in the order of their buttons."""


def read_background(text: str) -> Background:
    """Parses a background.

    Raises:
        ValueError: no kind reads this text.
    """
    for kind in KINDS:
        if re.fullmatch(kind.pattern, text, re.ASCII | re.IGNORECASE):
            return kind.read(text.lower())
    raise ValueError(f"{text!r} is no colour such as #ff8800")


def cover(rgb: RGB, size: Size) -> RGB:
    """Returns the middle of a photo, scaled so that it just covers a size, in that size."""
    height, width = rgb.shape[:2]
    scale = max(size.width / width, size.height / height)
    across, down = (
        max(1, min(side, round(wanted / scale)))
        for side, wanted in zip((width, height), size, strict=True)
    )
    left, top = (width - across) // 2, (height - down) // 2
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    part = rgb[top : top + down, left : left + across]
    return np.array(cv2.resize(part, size, interpolation=interpolation), np.uint8)
