"""Things of one photo pasted into another one, small: photos have few of their own."""

from collections.abc import Sequence

import cv2
import numpy as np
from dataset import Mask, Thing, middle_of, png
from numpy.typing import NDArray

from removerbot.imaging.types import RGB

SIDE = 1600
"""Longer side of the photo that is pasted into, in pixels."""

LENGTHS = 30, 160
"""Longer sides of the things."""

AT_MOST = 3
"""Things a photo."""


def pasted_things(known: Sequence[Thing], photos: int) -> list[Thing]:
    """Things shrunk and pasted where nothing else was, up to `AT_MOST` a photo.

    Args:
        known: where the things and the photos are from.
        photos: how many to make.
    """
    found = []
    for seed in range(photos):
        rng = np.random.default_rng(1000 + seed)
        ground = known[int(rng.integers(len(known)))].rgb
        scale = SIDE / max(ground.shape[:2])
        photo: RGB = np.asarray(
            cv2.resize(ground, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC),
            np.uint8,
        )
        masks: list[Mask] = []
        for _ in range(AT_MOST):
            _paste(photo, known[int(rng.integers(len(known)))], rng, masks)
        found += [
            Thing(
                png(photo),
                png(mask * np.uint8(255)),
                middle_of(mask),
                "pasted",
                f"pasted {seed}",
            )
            for mask in masks
        ]
    return found


def _paste(photo: RGB, thing: Thing, rng: np.random.Generator, masks: list[Mask]) -> None:
    """Pastes a thing in place, and adds its mask, unless another thing is there."""
    rgb, opacity = _small(thing, float(np.exp(rng.uniform(*np.log(LENGTHS)))))
    height, width = opacity.shape
    x = int(rng.integers(0, photo.shape[1] - width))
    y = int(rng.integers(0, photo.shape[0] - height))
    mask = np.zeros(photo.shape[:2], np.bool_)
    mask[y : y + height, x : x + width] = opacity > 0.5
    if not mask.any() or any((mask & other).any() for other in masks):
        return
    part = photo[y : y + height, x : x + width]
    part[:] = part * (1 - opacity[..., None]) + rgb * opacity[..., None]
    masks.append(mask)


def _small(thing: Thing, length: float) -> tuple[RGB, NDArray[np.float32]]:
    """The thing's colors and opacity, its longer side of this length."""
    opacity = thing.truth.astype(np.float32)
    left, top, width, height = cv2.boundingRect(thing.truth.view(np.uint8))
    here = np.s_[top : top + height, left : left + width]
    scale = length / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(thing.rgb[here], size, interpolation=cv2.INTER_AREA)
    shrunk = cv2.resize(opacity[here], size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), np.asarray(shrunk, np.float32)
