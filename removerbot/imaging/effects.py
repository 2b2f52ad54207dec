"""Applies options to a cutout: a crop, an outline, a shadow and a background.

Outline and shadow are smooth, so they are computed on a smaller working copy. The outline is
made crisp again at the full size, and only pixels that are not opaque are changed.
"""

from dataclasses import dataclass, replace
from math import ceil
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from removerbot.imaging.background import Canvas
from removerbot.imaging.color import (
    BLACK,
    Color,
    bordered,
    composite,
    over,
    premultiplied,
    straight,
    tinted,
)
from removerbot.imaging.conversion import converted_color
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.options import Crop, Options
from removerbot.imaging.roi import Floats, Roi, in_threads, interleaved
from removerbot.imaging.types import RGB, Alpha, Box, Pixels, Size, size_of

_FAINT = 8  # alpha up to this is haze, no part of the object
_SHADOW_OPACITY = 0.4

_WIDTH, _LEAST_WIDTH = 0.012, 2.0
"""Of an outline: in sides of a square of the object's area, and at the least in pixels."""

_BLUR, _LEAST_BLUR = 0.015, 2.0
"""Standard deviation of a shadow, in the same units; it also drops that far."""

_CLOSING, _SMOOTHING, _LEAST_SMOOTHING = 0.4, 0.12, 0.6
"""Of an outline, in its widths, as in the default sticker; and in pixels of the copy."""

_SIDE = 1280
"""Longest side of the working copy, in pixels."""

_MOST_PIXELS, _MOST_TIMES = 25_000_000, 2
"""Pixels of a crop, or so many times the photo's; a square around a thin object has more."""

_INVISIBLE = 1 / 510
"""Opacity that rounds to zero."""


def apply_options(cutout: Cutout, options: Options, photo: Pixels | None = None) -> Cutout:
    """Applies all options but edge, grow and format to a cutout at the size of its photo.
    Opaque pixels keep their colors. `photo` is what an `OtherPhoto` names, of any size."""
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
    """Returns the box, of at least one pixel, that a cutout is cropped to: one that would have
    too many pixels is no square, or else has no margin at all.

    Args:
        alpha: uint8 H×W, not transparent everywhere.
        crop: see `Crop`.
        margin: in percent of the object's longer side; of a box that is no square, none on
            sides where the photo's edge cuts the object off.
        least_margin: in pixels, on all sides.
    """
    if crop is Crop.NONE:
        return Box(0, 0, *size_of(alpha))
    box, size, most = bounds(alpha), size_of(alpha), max(_MOST_PIXELS, _MOST_TIMES * alpha.size)
    boxes = (_around(box, size, each, margin, least_margin) for each in (crop, Crop.TRIM))
    return next((each for each in boxes if each.width * each.height <= most), box)


def _around(box: Box, size: Size, crop: Crop, margin: int, least_margin: int) -> Box:
    """Returns the box of `crop_box` around an object, however large."""
    left, top, right, bottom = box
    longer = max(box.width, box.height)
    if crop is Crop.SQUARE:
        left, top = left - (longer - box.width) // 2, top - (longer - box.height) // 2
        right, bottom = left + longer, top + longer
    border = max(least_margin, ceil(longer * margin / 100))
    is_cut = (left <= 0, top <= 0, right >= size.width, bottom >= size.height)
    before_x, before_y, after_x, after_y = (
        least_margin if each and crop is Crop.TRIM else border for each in is_cut
    )
    return Box(left - before_x, top - before_y, right + after_x, bottom + after_y)


def trimmed(cutout: Cutout) -> Cutout:
    """Returns a cutout without its transparent border."""
    box = bounds(cutout.alpha)
    return replace(cutout, rgb=cropped(cutout.rgb, box), alpha=cropped(cutout.alpha, box))


def cropped(image: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """Returns the part of an image in a box: a view, or a copy with zeros beyond its edge."""
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


def bounds(alpha: Alpha) -> Box:
    """Returns what an object spans, without haze.

    Raises:
        ValueError: everything is transparent.
    """
    for threshold in (_FAINT, 0):
        left, top, width, height = cv2.boundingRect((alpha > threshold).view(np.uint8))
        if width:
            return Box(left, top, left + width, top + height)
    raise ValueError("nothing but transparency")


def outline(alpha: Floats, width: float, closing: float, smoothing: float) -> Floats:
    """Returns the opacity, float32 h×w, of an object that is grown, with a smooth contour.

    The object is grown by more than the width and shrunk by the rest, which bridges notches;
    at twice the size, since distances are measured from whole pixels.

    Args:
        alpha: opacity, float32 h×w, 0 to 1, transparent for `width` pixels at the edges.
        width: by how many pixels it is grown.
        closing: notches and holes narrower than twice this and the width are bridged, in
            pixels.
        smoothing: standard deviation that the contour is rounded by, in pixels.
    """
    border = ceil(closing)
    fine = cv2.resize(bordered(alpha, border), None, fx=2, fy=2)
    grown = _distance_to(fine > alpha.max() / 2) < 2 * (width + closing)
    band = np.clip(_distance_to(~grown) - 2 * closing + 0.5, 0, 1)
    smooth = cv2.GaussianBlur(band, (0, 0), 2 * smoothing)
    shrunk = cv2.resize(smooth, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return np.asarray(shrunk[border:-border, border:-border], np.float32)


def shadow(alpha: Floats, blur: float, drop: int) -> Floats:
    """Returns the opacity, float32 h×w, of a soft shadow that lies `drop` pixels below an
    object; `blur` is its standard deviation."""
    dropped = cv2.copyMakeBorder(alpha, drop, 0, 0, 0, cv2.BORDER_CONSTANT)
    soft = cv2.GaussianBlur(dropped[: len(alpha)], (0, 0), blur)
    return np.multiply(soft, _SHADOW_OPACITY, dtype=np.float32)


def _distance_to(region: NDArray[np.bool_]) -> Floats:
    return cv2.distanceTransform(  # type: ignore[return-value]
        (~region).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5
    )


@dataclass(frozen=True, slots=True)
class Effects:
    """What is drawn around an object.

    Attributes:
        color: of the outline.
        width: of the outline in pixels, 0 for none.
        blur: the shadow's standard deviation and drop in pixels, 0 for none.
    """

    color: Color
    width: float
    blur: float

    @classmethod
    def fitting(cls, alpha: Alpha, outline: Color | None, *, shadow: bool) -> Self:
        """Makes an outline, a shadow, both or neither in proportion to an object."""
        side = float(np.sqrt(cv2.countNonZero(alpha)))
        width = max(_LEAST_WIDTH, _WIDTH * side) if outline else 0
        return cls(outline or BLACK, width, max(_LEAST_BLUR, _BLUR * side) if shadow else 0)

    @property
    def reach(self) -> int:
        """How far from the object anything is drawn, in pixels."""
        spread = self.width + 4 * self.blur
        return ceil(spread) + 1 if spread else 0


def draw_effects(rgb: RGB, alpha: Alpha, effects: Effects) -> tuple[RGB, Alpha]:
    """Draws an outline and a shadow, cut off at the edges of the picture.

    Args:
        rgb: uint8 H×W×3: the object's colors.
        alpha: uint8 H×W, not transparent everywhere.
        effects: what to draw.

    Returns:
        Colors and opacity, new arrays if anything is drawn. Opaque pixels, and those farther
        away than `effects.reach`, stay exactly as they are.
    """
    if not effects.reach:
        return rgb, alpha
    roi = Roi.around(bounds(alpha), size_of(alpha), effects.reach, _SIDE)
    scale = max(roi.scale)
    copy = roi.shrink(alpha)
    shapes = _shapes(copy, effects.width / scale, effects.blur / scale)
    steepness = max(1, np.sqrt(2 * np.pi) * _smoothing(effects.width / scale) * scale)
    rgb, alpha = rgb.copy(), alpha.copy()

    def draw(strip: Box) -> None:
        here = strip.slices
        soft, shade = cv2.split(roi.enlarge(shapes, strip))
        line = np.clip((soft - 0.5) * steepness + 0.5, 0, 1)
        seen = (alpha[here] < 255) & (np.maximum(line, shade) > _INVISIBLE)
        layer = premultiplied(rgb[here][seen], alpha[here][seen])
        layer = over(layer, tinted(line[seen], effects.color))
        rgba = straight(over(layer, tinted(shade[seen], BLACK)))
        rgb[here][seen], alpha[here][seen] = rgba[:, :3], rgba[:, 3]

    in_threads(draw, roi.strips((np.add(*cv2.split(shapes)) > 0) & (copy < 1)))
    return rgb, alpha


def _shapes(alpha: Floats, width: float, blur: float) -> Floats:
    """Returns the opacity of a smoothed outline and of a shadow, float32 h×w×2. Their `width`
    and `blur` are in pixels of `alpha`, 0 for none."""
    room = ceil(width + 4 * blur)
    alone = bordered(alpha, room)
    line = shade = np.zeros_like(alone)
    if width:
        line = outline(alone, width, _CLOSING * width, _smoothing(width))
    if blur:
        shade = shadow(np.maximum(alone, line), blur, round(blur))
    return interleaved([line, shade])[room:-room, room:-room]


def _smoothing(width: float) -> float:
    return max(_LEAST_SMOOTHING, _SMOOTHING * width)
