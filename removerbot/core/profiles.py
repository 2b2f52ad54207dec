"""Colours from one ICC profile to another."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

from removerbot.core.types import RGB


def converted(rgb: RGB, source: bytes | None, target: bytes | None) -> RGB:
    """The same colours in another profile. A broken profile changes nothing.

    Args:
        rgb: uint8 H×W×3.
        source: the ICC profile they are in; `None` means sRGB.
        target: the one that is wanted.
    """
    if source == target:
        return rgb
    try:
        image = ImageCms.profileToProfile(
            Image.fromarray(rgb), _profile(source), _profile(target)
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return rgb
    return np.array(image)


def _profile(icc: bytes | None) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(BytesIO(icc) if icc else ImageCms.createProfile("sRGB"))
