"""What part of a photo a cutout spans; it may reach beyond the photo."""

from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.core.finish import Crop
from removerbot.core.sticker import bounds
from removerbot.core.types import Alpha, Box


def frame(alpha: Alpha, crop: Crop, margin: int) -> Box:
    """Where to crop a cutout.

    Args:
        alpha: uint8 H×W, not transparent everywhere.
        crop: see `Crop`.
        margin: in percent of the object's longer side.

    Returns:
        A box of at least one pixel. The margin is as wide on all sides, even where the
        object ends at the photo's edge.
    """
    if crop is Crop.NONE:
        return Box(0, 0, alpha.shape[1], alpha.shape[0])
    box = bounds(alpha)
    longer = max(box.width, box.height)
    border = ceil(longer * margin / 100)
    across = down = border
    if crop is Crop.SQUARE:
        across += (longer - box.width) // 2
        down += (longer - box.height) // 2
    left, top = box.left - across, box.top - down
    if crop is Crop.SQUARE:
        return Box(left, top, left + longer + 2 * border, top + longer + 2 * border)
    return Box(left, top, box.right + border, box.bottom + border)


def framed(image: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """An image in a box: a view of it, or a copy with zeros beyond its edge.

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
