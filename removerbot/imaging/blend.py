"""Pictures that lie on each other: colours premultiplied by their opacity.

Premultiplied, what lies beyond an object's edge never shines through it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.color import Color

Layer = NDArray[np.float32]
"""Red, green, blue and opacity along the last axis, premultiplied, 0 to 1."""


def premultiplied(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> Layer:
    """Colours, uint8 …×3, and their opacity, uint8 …, as a layer."""
    opacity = np.divide(alpha[..., None], 255, dtype=np.float32)
    return np.concatenate([rgb * (opacity / 255), opacity], axis=-1, dtype=np.float32)


def straight(layer: Layer) -> NDArray[np.uint8]:
    """A layer → uint8 RGBA, all zero where it is transparent."""
    alpha = np.rint(layer[..., 3:] * 255)
    colors = layer[..., :3] / np.maximum(layer[..., 3:], 1 / 255)
    rgb = np.rint(np.clip(colors, 0, 1) * 255)
    return np.concatenate([rgb * (alpha > 0), alpha], axis=-1).astype(np.uint8)


def tinted(opacity: NDArray[np.float32], color: Color) -> Layer:
    """A layer of one colour."""
    rgba = np.array([*color, 255], np.float32) / 255
    return np.multiply(opacity[..., None], rgba, dtype=np.float32)


def over(upper: Layer, lower: Layer) -> Layer:
    """One layer on another (Porter and Duff, 1984)."""
    return upper + (1 - upper[..., 3:]) * lower


def bordered(image: NDArray[np.float32], border: int) -> NDArray[np.float32]:
    """A layer, or an opacity, with so many transparent pixels on every side."""
    return cv2.copyMakeBorder(  # type: ignore[return-value]
        image, border, border, border, border, cv2.BORDER_CONSTANT
    )
