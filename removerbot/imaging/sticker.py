"""A cutout → a static Telegram sticker: 512 pixels, outlined, as WEBP or PNG.

Colours are premultiplied from the first resampling to the last composition, so that what
lies beyond the object's edge never shines through it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from removerbot.imaging.blend import bordered, over, straight, tinted
from removerbot.imaging.color import BLACK, WHITE, Color, read_color
from removerbot.imaging.effects import bounds, outline, shadow
from removerbot.imaging.png import write_png
from removerbot.imaging.types import RGB, Alpha

SIDE = 512
"""The longest side, in pixels, exactly (https://core.telegram.org/stickers)."""

MAX_BYTES = 256_000
"""What every Telegram client and server takes for a static sticker."""

MAX_WIDTH = 40
"""Of an outline, in pixels of the sticker."""

_MARGIN = 4
_CLOSING = 4  # notches and holes narrower than twice this are bridged by the outline
_SMOOTHING = 1.2  # standard deviation, in pixels, that the outline's contour is rounded by
_FINE = 4  # steps that a pixel is parted into where an edge is enlarged
_STEEPNESS = 0.8  # makes an enlarged edge a ramp of about 1.5 pixels again
_SHADOW_BLUR = 5.0  # standard deviation, in pixels
_SHADOW_DROP = 5  # pixels
_SHADOW_REACH = 15
_QUALITIES = ((90, 100), (80, 100), (65, 100), (50, 60), (30, 30), (10, 5))
"""Of colours and of alpha; each pair is tried when the one before is over the limit."""

_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Style:
    """How a sticker is dressed.

    Attributes:
        outline: its colour, `None` for none.
        width: of the outline, 1 to `MAX_WIDTH` pixels of the sticker.
        shadow: whether a soft shadow lies under it.
    """

    outline: Color | None = WHITE
    width: int = 10
    shadow: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.width <= MAX_WIDTH:
            raise ValueError(f"an outline of {self.width} pixels")

    @property
    def code(self) -> str:
        """The style in letters and digits, such as `ffffff-10-0`."""
        outline = bytes(self.outline).hex() if self.outline else "none"
        return f"{outline}-{self.width}-{self.shadow:d}"

    @classmethod
    def from_code(cls, code: str) -> Self:
        """The reverse of `code`.

        Raises:
            ValueError: it is none.
        """
        outline, width, shadow = code.split("-")
        return cls(
            None if outline == "none" else read_color(outline), int(width), shadow == "1"
        )


@dataclass(frozen=True, eq=False)
class Sticker:
    """A drawn sticker.

    Attributes:
        rgba: uint8 h×w×4, sRGB, the longer side `SIDE`; all zero where it is transparent.
    """

    rgba: NDArray[np.uint8]

    @cached_property
    def webp(self) -> bytes:
        """As a WEBP file of less than `MAX_BYTES`."""
        return next(file for file in self._encodings() if len(file) < MAX_BYTES)

    @cached_property
    def png(self) -> bytes:
        """As a PNG file, for other messengers."""
        return write_png(self.rgba[..., :3], self.rgba[..., 3])

    def _encodings(self) -> Iterator[bytes]:
        image = Image.fromarray(self.rgba)
        for quality, alpha_quality in _QUALITIES:
            file = BytesIO()
            image.save(file, "WEBP", quality=quality, alpha_quality=alpha_quality, method=2)
            yield file.getvalue()


def draw_sticker(
    rgb: RGB, alpha: Alpha, style: Style, icc_profile: bytes | None = None
) -> Sticker:
    """Draw an object as a sticker.

    Args:
        rgb: uint8 H×W×3, of any size: the more pixels, the better.
        alpha: uint8 H×W, the object's opacity; its bounds become the sticker's.
        style: outline and shadow.
        icc_profile: the profile of `rgb`; `None` means sRGB.

    Raises:
        ValueError: there is nothing but transparency.
    """
    border = _border(style)
    layer = _fitted(rgb, alpha, SIDE - 2 * border)
    if icc_profile:
        layer = _in_srgb(layer, icc_profile)
    layer = bordered(layer, border)
    if style.outline:
        shape = outline(layer[..., 3], style.width, _CLOSING, _SMOOTHING)
        layer = over(layer, tinted(shape, style.outline))
    if style.shadow:
        shade = shadow(layer[..., 3], _SHADOW_BLUR, _SHADOW_DROP)
        layer = over(layer, tinted(shade, BLACK))
    return Sticker(straight(layer))


def _border(style: Style) -> int:
    """Pixels around the object, the same on all sides."""
    outline = style.width if style.outline else 0
    return _MARGIN + outline + (_SHADOW_REACH if style.shadow else 0)


def _fitted(rgb: RGB, alpha: Alpha, side: int) -> _Floats:
    """The object trimmed and resampled once, its longer side `side`.

    Returns:
        float32 h×w×4, premultiplied, 0 to 1.
    """
    left, top, right, bottom = bounds(alpha)
    rgba = cv2.cvtColor(rgb[top:bottom, left:right], cv2.COLOR_RGB2RGBA)
    rgba[..., 3] = alpha[top:bottom, left:right]
    scale = side / max(right - left, bottom - top)
    size = (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale)))
    if scale > 1:
        return _enlarged(np.divide(rgba, 255, dtype=np.float32), size, scale)
    premultiplied = cv2.cvtColor(rgba, cv2.COLOR_RGBA2mRGBA)
    reduced = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)
    return np.divide(reduced, 255, dtype=np.float32)


def _enlarged(rgba: _Floats, size: tuple[int, int], scale: float) -> _Floats:
    """Enlarge a straight layer to a premultiplied one.

    The colours are continued beyond the edge first, so that nothing else is blended in.
    The edge would show its pixels as stairs: it is blurred by about half a pixel of the
    source and then made as steep again as it was.
    """
    colors = cv2.resize(_continued(rgba), size, interpolation=cv2.INTER_CUBIC)
    soft = cv2.resize(_blurred_edge(rgba[..., 3]), size, interpolation=cv2.INTER_CUBIC)
    steep = np.clip((soft - 0.5) * max(1, _STEEPNESS * scale) + 0.5, 0, 1)
    layer = np.dstack([np.clip(colors, 0, 1), np.ones_like(steep)]) * steep[..., None]
    return np.asarray(layer, np.float32)


def _blurred_edge(alpha: _Floats) -> _Floats:
    """Opacity at `_FINE` times its size, blurred, with room beyond it for the blur."""
    fine = cv2.resize(
        bordered(alpha, 2), None, fx=_FINE, fy=_FINE, interpolation=cv2.INTER_NEAREST
    )
    inner = slice(2 * _FINE, -2 * _FINE)
    return np.asarray(cv2.GaussianBlur(fine, (0, 0), 0.45 * _FINE)[inner, inner], np.float32)


def _continued(rgba: _Floats) -> _Floats:
    """Colours, float32 h×w×3, that go on a little way beyond the object's edge."""
    alpha = rgba[..., 3:]
    near = cv2.GaussianBlur(np.dstack([rgba[..., :3] * alpha, alpha]), (0, 0), 1.5)
    beyond = near[..., :3] / np.maximum(near[..., 3:], 1e-6)
    return np.where(alpha > 0, rgba[..., :3], beyond)


def _in_srgb(layer: _Floats, icc_profile: bytes) -> _Floats:
    """Colours of another profile → sRGB. A broken profile changes nothing."""
    rgba = straight(layer)
    try:
        converted = ImageCms.profileToProfile(
            Image.fromarray(rgba[..., :3]),
            ImageCms.ImageCmsProfile(BytesIO(icc_profile)),
            ImageCms.createProfile("sRGB"),
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return layer
    alpha = layer[..., 3:]
    return np.dstack([np.asarray(converted) / np.float32(255) * alpha, alpha])
