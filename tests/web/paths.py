"""An SVG path of ours → the pixels inside it."""

import re

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from removerbot.segmentation.svg_path import UNITS

_FINER = 4


def filled(path: str, size: tuple[int, int]) -> NDArray[np.bool_]:
    """What the rule `evenodd` fills, H×W, for a photo of this width and height."""
    width, height = size
    canvas = Image.new("1", (width * _FINER, height * _FINER))
    scale = max(size) * _FINER / UNITS
    for line in re.findall(r"M([^Ml]*)l([^z]*)z", path):
        start, *ways = (
            np.array([int(number) for number in part.split()]).reshape(-1, 2) for part in line
        )
        corners = np.cumsum(np.concatenate([start, *ways]), axis=0) * scale
        shape = Image.new("1", canvas.size)
        ImageDraw.Draw(shape).polygon([tuple(corner) for corner in corners.tolist()], fill=1)
        canvas = ImageChops.logical_xor(canvas, shape)
    middle = _FINER // 2
    return np.asarray(canvas)[middle::_FINER, middle::_FINER]
