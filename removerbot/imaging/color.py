"""Colors: as people write them, between color spaces, and blended by alpha."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple, Self

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageColor

from removerbot.imaging.types import RGB, Alpha, Size

Color = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)

NAMED = {"white": WHITE, "black": BLACK}

NAMES = tuple(ImageColor.colormap)
"""The names of colors in CSS."""

NAMED_OR_HEX = rf"{'|'.join(NAMES)}|rgb\([\d\s,]{{5,20}}\)|#?([0-9A-Fa-f]{{3}}){{1,2}}"
"""A regular expression of what `read_named_color` parses, but for the case of names."""

_RGB = re.compile(r"rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)", re.ASCII)

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)


def read_color(text: str) -> Color:
    """Parses `#ff8800` or `#f80`, with or without `#`.

    Raises:
        ValueError: the text is no color.
    """
    match = _HEX.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no colour such as #ff8800")
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def read_named_color(text: str) -> Color:
    """Parses a name of `NAMES`, `rgb(255, 136, 0)`, or what `read_color` does.

    Raises:
        ValueError: the text is no color.
    """
    plain = text.lower()
    if plain in ImageColor.colormap:
        red, green, blue = ImageColor.getrgb(plain)[:3]
        return red, green, blue
    if match := _RGB.fullmatch(plain):
        red, green, blue = map(int, match.groups())
        if max(red, green, blue) > 255:
            raise ValueError(
                f"rgb({red}, {green}, {blue}) is no colour: the numbers end at 255"
            )
        return red, green, blue
    return read_color(text)


def hex_code(color: Color) -> str:
    """Formats a color as `#` and six digits."""
    return f"#{bytes(color).hex()}"


Layer = NDArray[np.float32]
"""Red, green, blue and opacity along the last axis, premultiplied, 0 to 1."""


def premultiplied(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> Layer:
    """Converts colors, uint8 …×3, and their opacity, uint8 …, to a layer."""
    opacity = np.divide(alpha[..., None], 255, dtype=np.float32)
    return np.concatenate([rgb * (opacity / 255), opacity], axis=-1, dtype=np.float32)


def straight(layer: Layer) -> NDArray[np.uint8]:
    """Converts a layer to uint8 RGBA, all zero where it is transparent."""
    alpha = np.rint(layer[..., 3:] * 255)
    colors = layer[..., :3] / np.maximum(layer[..., 3:], 1 / 255)
    rgb = np.rint(np.clip(colors, 0, 1) * 255)
    return np.concatenate([rgb * (alpha > 0), alpha], axis=-1).astype(np.uint8)


def tinted(opacity: NDArray[np.float32], color: Color) -> Layer:
    """Returns a layer of one color."""
    rgba = np.array([*color, 255], np.float32) / 255
    return np.multiply(opacity[..., None], rgba, dtype=np.float32)


def over(upper: Layer, lower: Layer) -> Layer:
    """Composes two layers (Porter and Duff, 1984)."""
    return upper + (1 - upper[..., 3:]) * lower


def bordered(image: NDArray[np.float32], border: int) -> NDArray[np.float32]:
    """Adds that many transparent pixels on every side of a layer, or of an opacity."""
    return cv2.copyMakeBorder(  # type: ignore[return-value]
        image, border, border, border, border, cv2.BORDER_CONSTANT
    )


def composite(background: RGB, rgb: RGB, alpha: Alpha) -> RGB:
    """Draws an object on a background, in place; returns that. Opaque colors do not change."""
    cv2.copyTo(rgb, (alpha == 255).view(np.uint8), background)
    mixed = np.nonzero(cv2.inRange(alpha, 1, 254))
    share = np.divide(alpha[mixed], 255, dtype=np.float32)[:, None]
    background[mixed] = np.rint(rgb[mixed] * share + background[mixed] * (1 - share))
    return background


def filled(color: Color, size: Size) -> RGB:
    """Returns a picture of one color, uint8 H×W×3."""
    row = np.tile(np.array(color, np.uint8), size.width)
    return np.tile(row, (size.height, 1)).reshape(size.height, size.width, 3)


# The chromaticities of H.273 (07/2024), table 2: x and y of white, red, green and blue.
_D65 = (0.3127, 0.3290)
_BT709 = (*_D65, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060)
_PRIMARIES = {
    1: _BT709,
    4: (0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),  # BT.470 System M
    5: (*_D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),  # BT.470 System B, G
    6: (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),  # BT.601 with 525 lines
    7: (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),  # SMPTE ST 240
    9: (*_D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),  # BT.2020
    11: (0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),  # DCI-P3
    12: (*_D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),  # Display P3
}

_REFERENCE_WHITE = 203
"""Luminance in cd/m² that becomes white, of a diffuse white object in HDR (BT.2408-7, table 1).
What is brighter is clipped."""

_HLG_PEAK, _HLG_GAMMA = 1000, 1.2
"""Nominal peak luminance in cd/m² and system gamma of HLG (BT.2100-2, table 5, note 5e)."""

_PQ, _HLG, _SRGB = 16, 18, 13

Curve = NDArray[np.float64]
_STEPS = np.arange(256) / 255


def _power(exponent: float) -> Curve:
    return _STEPS**exponent


def _linear_from_bt709() -> Curve:
    """The inverse of the OETF of BT.709-6, item 1.2."""
    return np.where(
        _STEPS < 4.5 * 0.018, _STEPS / 4.5, ((_STEPS + 0.099) / 1.099) ** (1 / 0.45)
    )


def _linear_from_pq() -> Curve:
    """The EOTF of PQ (BT.2100-2, table 4), in units of the reference white."""
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = _STEPS ** (1 / m2)
    luminance = 10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
    return luminance / _REFERENCE_WHITE


def _linear_from_hlg() -> Curve:
    """The inverse of the OETF of HLG (BT.2100-2, table 5): light of the scene, 0 to 1."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(_STEPS <= 0.5, _STEPS**2 / 3, (np.exp((_STEPS - c) / a) + b) / 12)


# Codes of transfer characteristics of H.273, table 3.
_TRANSFERS: Mapping[int, Callable[[], Curve]] = {
    **dict.fromkeys((1, 6, 14, 15), _linear_from_bt709),
    4: lambda: _power(2.2),
    5: lambda: _power(2.8),
    8: lambda: _power(1),
    _SRGB: lambda: np.where(  # IEC 61966-2-1, 5.2
        _STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4
    ),
    _PQ: _linear_from_pq,
    17: lambda: _power(2.6),
    _HLG: _linear_from_hlg,
}

_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
"""XYZ → cone responses, to adapt to another white (ICC.1:2022, annex E)."""

_FINE = 1 << 14
_ROWS = 64
"""Rows that are converted at a time, which bounds the memory."""


class ColorSpace(NamedTuple):
    """A color space by its primaries and its transfer function.

    Attributes:
        primaries: x and y of white, red, green and blue.
        transfer: a code of H.273, or `None` for a power function.
        exponent: of the power function from values to light.
    """

    primaries: tuple[float, ...]
    transfer: int | None
    exponent: float = 1.0

    @classmethod
    def coded(cls, primaries: int, transfer: int) -> Self | None:
        """Returns the color space of two codes of H.273; `None` for sRGB and unknown codes."""
        if (primaries, transfer) == (1, _SRGB) or transfer not in _TRANSFERS:
            return None
        known = _PRIMARIES.get(primaries)
        return cls(known, transfer) if known else None

    @classmethod
    def described(cls, gamma: float, primaries: tuple[float, ...]) -> Self | None:
        """Returns the color space of a PNG file's `gAMA` (the exponent from light to values, 0
        for none) and `cHRM` (empty for none); `None` for sRGB's, and for impossible ones."""
        is_usual = not gamma or abs(gamma - 1 / 2.2) < 1e-3
        is_srgb = np.allclose(primaries or _BT709, _BT709, atol=1e-3)
        if (is_usual and is_srgb) or not (is_usual or 0.05 < gamma < 20):
            return None
        space = cls(primaries or _BT709, *((_SRGB,) if is_usual else (None, 1 / gamma)))
        return space if space.is_possible else None

    @property
    def is_possible(self) -> bool:
        """Whether the primaries span a triangle, and no y is 0."""
        corners = np.array([(x, y, 1 - x - y) for x, y in self._pairs])
        return bool((corners[:, 1] > 1e-3).all() and abs(np.linalg.det(corners[1:])) > 1e-4)

    @property
    def _pairs(self) -> list[tuple[float, float]]:
        return list(zip(self.primaries[::2], self.primaries[1::2], strict=True))

    def to_srgb(self, rgb: RGB) -> RGB:
        """Converts colors of this space, uint8 H×W×3, to sRGB; clips what sRGB lacks.
        The result is read-only."""
        curve = _power(self.exponent) if self.transfer is None else _TRANSFERS[self.transfer]()
        light = curve.astype(np.float32)
        matrix = (np.linalg.inv(_to_xyz(_SRGB_SPACE)) @ _to_xyz(self)).astype(np.float32).T
        weights = _to_xyz(self)[1].astype(np.float32)
        encoded = _srgb_codes()
        result = np.empty_like(rgb)
        for top in range(0, len(rgb), _ROWS):
            linear = light[rgb[top : top + _ROWS]]
            if self.transfer == _HLG:
                linear *= _hlg_gain(linear @ weights)[..., None]
            scaled = np.clip(linear @ matrix, 0, 1) * np.float32(_FINE)
            result[top : top + _ROWS] = encoded[np.rint(scaled).astype(np.int32)]
        result.flags.writeable = False
        return result


_SRGB_SPACE = ColorSpace(_BT709, _SRGB)


def _hlg_gain(luminance: NDArray[np.float32]) -> NDArray[np.float32]:
    """The OOTF of HLG (BT.2100-2, table 5), from light of the scene to that of the display, in
    units of the reference white."""
    gain = np.maximum(luminance, 1e-6) ** np.float32(_HLG_GAMMA - 1)
    return np.asarray(gain * np.float32(_HLG_PEAK / _REFERENCE_WHITE), np.float32)


def _to_xyz(space: ColorSpace) -> NDArray[np.float64]:
    """Returns the matrix from linear RGB to XYZ, adapted to the white of sRGB (SMPTE RP 177,
    ICC.1:2022 annex E)."""
    white, *primaries = (np.array([x / y, 1, (1 - x - y) / y]) for x, y in space._pairs)  # noqa: SLF001
    columns = np.stack(primaries, axis=1)
    x, y = _D65
    cones = _BRADFORD @ np.stack([[x / y, 1, (1 - x - y) / y], white], axis=1)
    adapted = np.linalg.inv(_BRADFORD) @ np.diag(cones[:, 0] / cones[:, 1]) @ _BRADFORD
    return np.asarray(adapted @ (columns * np.linalg.solve(columns, white)))


@cache
def _srgb_codes() -> NDArray[np.uint8]:
    """Returns sRGB's values for light in steps of 1 / `_FINE` (IEC 61966-2-1, 5.2)."""
    light = np.arange(_FINE + 1) / _FINE
    values = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(255 * values), np.uint8)
