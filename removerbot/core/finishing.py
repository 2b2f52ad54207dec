"""A cutout → the same, cropped and on its background."""

from dataclasses import replace

import numpy as np

from removerbot.core.backdrop import blurred, covering, plain, put_on
from removerbot.core.cutout import Cutout
from removerbot.core.finish import Backdrop, Finish, OtherPhoto
from removerbot.core.framing import frame, framed
from removerbot.core.photo import on_white
from removerbot.core.profiles import converted
from removerbot.core.types import RGB, Box, Pixels, Size


def finished(cutout: Cutout, finish: Finish, photo: Pixels | None = None) -> Cutout:
    """Crop a cutout and put it on its background. Pixels that are opaque stay as they are.

    Args:
        cutout: at the size of its photo, its edge made already.
        finish: the crop, the margin and the background count.
        photo: what an `OtherPhoto` names, of any size: it is scaled to cover the
            cutout, and its middle is taken.
    """
    box = frame(cutout.alpha, finish.crop, finish.margin)
    rgb, alpha = framed(cutout.rgb, box), framed(cutout.alpha, box)
    ground = _ground(cutout, finish, box, photo)
    if ground is not None:
        rgb, alpha = put_on(ground, rgb, alpha), np.full_like(alpha, 255)
    return replace(cutout, rgb=rgb, alpha=alpha)


def _ground(cutout: Cutout, finish: Finish, box: Box, photo: Pixels | None) -> RGB | None:
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
        case colour:
            [[here]] = converted(
                np.array([[colour]], np.uint8), None, cutout.icc_profile
            ).tolist()
            return plain(here, size)
