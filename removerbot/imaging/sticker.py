"""Draws a cutout as a static Telegram sticker: 512 pixels, with an outline, as WEBP or PNG.

Colors stay premultiplied from the first resampling to the last composition, so that colors
from beyond the object's edge never bleed into it.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from removerbot.imaging.color import (
    BLACK,
    WHITE,
    Color,
    bordered,
    over,
    read_color,
    straight,
    tinted,
)
from removerbot.imaging.conversion import converted
from removerbot.imaging.effects import bounds, outline, shadow
from removerbot.imaging.png import write_png
from removerbot.imaging.roi import Floats
from removerbot.imaging.types import RGB, Alpha

SIDE = 512
"""Longer side in pixels, exactly (https://core.telegram.org/stickers)."""

MAX_BYTES = 256_000
"""File size that every Telegram client and server accepts for a static sticker."""

MAX_WIDTH = 40
"""Maximum width of an outline, in pixels of the sticker."""

_MARGIN = 4
_CLOSING = 4  # the outline bridges notches and holes narrower than twice this
_SMOOTHING = 1.2  # standard deviation of the blur that rounds the outline, in pixels
_FINE = 4  # subpixels per pixel when an edge is enlarged
_STEEPNESS = 0.8  # an enlarged edge becomes a ramp of about 1.5 pixels
_SHADOW_BLUR = 5.0  # standard deviation, in pixels
_SHADOW_DROP = 5  # pixels
_SHADOW_REACH = 15
_QUALITIES = ((90, 100), (80, 100), (65, 100), (50, 60), (30, 30), (10, 5))
"""WEBP qualities of color and alpha, tried in order until the file fits."""


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a sticker.

    Attributes:
        outline: its color, `None` for no outline.
        width: of the outline, 1 to `MAX_WIDTH` pixels of the sticker.
        shadow: whether to draw a soft shadow.
    """

    outline: Color | None = WHITE
    width: int = 10
    shadow: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.width <= MAX_WIDTH:
            raise ValueError(f"an outline of {self.width} pixels")

    @property
    def code(self) -> str:
        """The style as text, such as `ffffff-10-0`."""
        outline = bytes(self.outline).hex() if self.outline else "none"
        return f"{outline}-{self.width}-{self.shadow:d}"

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Parses `code`.

        Raises:
            ValueError: the text is no style.
        """
        outline, width, shadow = code.split("-")
        return cls(
            None if outline == "none" else read_color(outline), int(width), shadow == "1"
        )


Drawn = NDArray[np.uint8]
"""A sticker: h×w×4, sRGB, longer side `SIDE`, zero color under zero alpha."""


def as_webp(sticker: Drawn) -> bytes:
    """Encodes a sticker as a WEBP file smaller than `MAX_BYTES`."""

    def encoded(quality: int, alpha_quality: int) -> bytes:
        file = BytesIO()
        image.save(file, "WEBP", quality=quality, alpha_quality=alpha_quality, method=2)
        return file.getvalue()

    image = Image.fromarray(sticker)
    files = (encoded(*qualities) for qualities in _QUALITIES)
    return next(file for file in files if len(file) < MAX_BYTES)


def as_png(sticker: Drawn) -> bytes:
    """Encodes a sticker as a PNG file, for other messengers."""
    return write_png(sticker[..., :3], sticker[..., 3])


def draw_sticker(
    rgb: RGB, alpha: Alpha, style: Style, icc_profile: bytes | None = None
) -> Drawn:
    """Draws a cutout as a sticker, cropped to its bounds; no ICC profile means sRGB.

    Raises:
        ValueError: alpha is zero everywhere.
    """
    border = _MARGIN + (style.width if style.outline else 0)
    border += _SHADOW_REACH if style.shadow else 0
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
    return straight(layer)


def _fitted(rgb: RGB, alpha: Alpha, side: int) -> Floats:
    """Crops the object and resamples it once to a longer side of `side`, premultiplied."""
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


def _enlarged(rgba: Floats, size: tuple[int, int], scale: float) -> Floats:
    """Enlarges a straight layer to a premultiplied one.

    Colors are first extended beyond the edge, so that no background is blended in. To avoid
    stairs, alpha is blurred by about half a source pixel and then steepened again.
    """
    colors = cv2.resize(_continued(rgba), size, interpolation=cv2.INTER_CUBIC)
    soft = cv2.resize(_blurred_edge(rgba[..., 3]), size, interpolation=cv2.INTER_CUBIC)
    steep = np.clip((soft - 0.5) * max(1, _STEEPNESS * scale) + 0.5, 0, 1)
    layer = np.dstack([np.clip(colors, 0, 1), np.ones_like(steep)]) * steep[..., None]
    return np.asarray(layer, np.float32)


def _blurred_edge(alpha: Floats) -> Floats:
    """Returns alpha at `_FINE` times its size, blurred."""
    fine = cv2.resize(
        bordered(alpha, 2), None, fx=_FINE, fy=_FINE, interpolation=cv2.INTER_NEAREST
    )
    inner = slice(2 * _FINE, -2 * _FINE)
    return np.asarray(cv2.GaussianBlur(fine, (0, 0), 0.45 * _FINE)[inner, inner], np.float32)


def _continued(rgba: Floats) -> Floats:
    """Extends the colors a little beyond the object's edge: float32 h×w×3."""
    alpha = rgba[..., 3:]
    near = cv2.GaussianBlur(np.dstack([rgba[..., :3] * alpha, alpha]), (0, 0), 1.5)
    beyond = near[..., :3] / np.maximum(near[..., 3:], 1e-6)
    return np.where(alpha > 0, rgba[..., :3], beyond)


def _in_srgb(layer: Floats, icc_profile: bytes) -> Floats:
    """Converts a layer to sRGB; a broken profile leaves it unchanged."""
    rgb = straight(layer)[..., :3]
    in_srgb = converted(rgb, icc_profile, None)
    if in_srgb is rgb:
        return layer
    alpha = layer[..., 3:]
    return np.dstack([in_srgb / np.float32(255) * alpha, alpha])
