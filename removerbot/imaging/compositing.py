"""A cutout and its options → a picture: cropped, with what is drawn around it, on its
background."""

from dataclasses import replace
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.background import Canvas
from removerbot.imaging.blend import composite
from removerbot.imaging.color import converted_color
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.effects import Effects, bounds, draw_effects
from removerbot.imaging.options import Crop, Options
from removerbot.imaging.types import Alpha, Box, Pixels


def apply_options(cutout: Cutout, options: Options, photo: Pixels | None = None) -> Cutout:
    """Applies all options but edge, grow and format. Opaque pixels keep their colors.

    Args:
        cutout: at the size of its photo, its edge already made.
        options: see `Options`.
        photo: what an `OtherPhoto` names, of any size.
    """
    icc_profile = cutout.icc_profile
    outline = options.outline and converted_color(options.outline, icc_profile)
    effects = Effects.fitting(cutout.alpha, outline, shadow=options.shadow)
    box = crop_box(cutout.alpha, options.crop, options.margin, effects.reach)
    rgb, alpha = draw_effects(cropped(cutout.rgb, box), cropped(cutout.alpha, box), effects)
    canvas = Canvas(cutout.rgb, cutout.alpha, box, icc_profile, photo)
    background = options.background.render(canvas)
    if background is not None:
        rgb, alpha = composite(background, rgb, alpha), np.full_like(alpha, 255)
    return replace(cutout, rgb=rgb, alpha=alpha)


def crop_box(alpha: Alpha, crop: Crop, margin: int, least_margin: int = 0) -> Box:
    """Returns the box, of at least one pixel, that a cutout is cropped to.

    Args:
        alpha: uint8 H×W, not transparent everywhere.
        crop: see `Crop`.
        margin: in percent of the object's longer side; the same on all sides, even where the
            object ends at the photo's edge.
        least_margin: in pixels.
    """
    if crop is Crop.NONE:
        return Box(0, 0, alpha.shape[1], alpha.shape[0])
    box = bounds(alpha)
    longer = max(box.width, box.height)
    border = max(least_margin, ceil(longer * margin / 100))
    if crop is Crop.TRIM:
        return Box(box.left - border, box.top - border, box.right + border, box.bottom + border)
    left = box.left - (longer - box.width) // 2 - border
    top = box.top - (longer - box.height) // 2 - border
    return Box(left, top, left + longer + 2 * border, top + longer + 2 * border)


def cropped(image: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """Returns the part of an image in a box: a view, or a copy with zeros beyond its edge.

    Args:
        image: uint8 H×W or H×W×channels.
        box: in its pixels; may reach beyond it.
    """
    height, width = image.shape[:2]
    above, below = max(0, -box.top), max(0, box.bottom - height)
    left, right = max(0, -box.left), max(0, box.right - width)
    inside = image[max(0, box.top) : box.bottom, max(0, box.left) : box.right]
    if not (above or below or left or right):
        return inside
    bordered = cv2.copyMakeBorder(
        inside, above, below, left, right, cv2.BORDER_CONSTANT, value=0
    )
    return np.asarray(bordered, np.uint8)
