"""Blending: premultiplied layers on each other, and an object on an opaque background.

With colors premultiplied by their opacity, what lies beyond an object's edge never shines
through it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.color import Color
from removerbot.imaging.types import RGB, Alpha, Size

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
    """Draws an object on a background, in place.

    Args:
        background: uint8 H×W×3, changed.
        rgb: uint8 H×W×3: the object's colors; opaque ones stay exactly as they are.
        alpha: uint8 H×W.

    Returns:
        The background.
    """
    cv2.copyTo(rgb, (alpha == 255).view(np.uint8), background)
    mixed = np.nonzero(cv2.inRange(alpha, 1, 254))
    share = np.divide(alpha[mixed], 255, dtype=np.float32)[:, None]
    background[mixed] = np.rint(rgb[mixed] * share + background[mixed] * (1 - share))
    return background


def filled(color: Color, size: Size) -> RGB:
    """Returns a picture of one color, uint8 H×W×3."""
    row = np.tile(np.array(color, np.uint8), size.width)
    return np.tile(row, (size.height, 1)).reshape(size.height, size.width, 3)
