"""A cutout → the same, cropped, with what is drawn around it, and on its background."""

from dataclasses import replace
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.background import blurred, covering, plain, put_on
from removerbot.imaging.color import Color, converted, converted_color
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.effects import Dress, bounds, dressed
from removerbot.imaging.options import Backdrop, Crop, Options, OtherPhoto
from removerbot.imaging.photo import on_white
from removerbot.imaging.types import RGB, Alpha, Box, Pixels, Size


def finished(cutout: Cutout, finish: Options, photo: Pixels | None = None) -> Cutout:
    """Crop a cutout, outline it, let it cast a shadow, put it on its background. Pixels that
    are opaque stay as they are.

    Args:
        cutout: at the size of its photo, its edge made already.
        finish: all but the edge and the kind of file counts.
        photo: what an `OtherPhoto` names, of any size: it is scaled to cover the
            cutout, and its middle is taken.
    """
    dress = Dress.fitting(cutout.alpha, _outline(cutout, finish), shadow=finish.shadow)
    box = frame(cutout.alpha, finish.crop, finish.margin, dress.reach)
    rgb, alpha = dressed(framed(cutout.rgb, box), framed(cutout.alpha, box), dress)
    ground = _ground(cutout, finish, box, photo)
    if ground is not None:
        rgb, alpha = put_on(ground, rgb, alpha), np.full_like(alpha, 255)
    return replace(cutout, rgb=rgb, alpha=alpha)


def _outline(cutout: Cutout, finish: Options) -> Color | None:
    """Its colour, in the cutout's colour profile."""
    return finish.outline and converted_color(finish.outline, cutout.icc_profile)


def _ground(cutout: Cutout, finish: Options, box: Box, photo: Pixels | None) -> RGB | None:
    """A new picture of the box's size, in the cutout's colour profile."""
    size = Size(box.width, box.height)
    match finish.background:
        case Backdrop.TRANSPARENT:
            return None
        case Backdrop.BLURRED:
            return blurred(cutout.rgb, cutout.alpha, box)
        case OtherPhoto():
            assert photo is not None
            picture = covering(on_white(photo), size)
            return converted(picture, photo.icc_profile, cutout.icc_profile)
        case color:
            return plain(converted_color(color, cutout.icc_profile), size)


def frame(alpha: Alpha, crop: Crop, margin: int, room: int = 0) -> Box:
    """Where to crop a cutout.

    Args:
        alpha: uint8 H×W, not transparent everywhere.
        crop: see `Crop`.
        margin: in percent of the object's longer side.
        room: pixels that the margin has at least.

    Returns:
        A box of at least one pixel. The margin is as wide on all sides, even where the
        object ends at the photo's edge.
    """
    if crop is Crop.NONE:
        return Box(0, 0, alpha.shape[1], alpha.shape[0])
    box = bounds(alpha)
    longer = max(box.width, box.height)
    border = max(room, ceil(longer * margin / 100))
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
