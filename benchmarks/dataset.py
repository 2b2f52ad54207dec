"""Photos with the truth about things in them: from a folder, or what the project itself has.

A folder holds photos, masks and `manifest.json` with two lists:

    {"clicks": [{"file": "dog.jpg", "mask": "dog.png", "click": [x, y], "subset": "coco"}],
     "alpha": [{"file": "bear.png", "mask": "bear_alpha.png", "trimap": "bear_trimap.png",
                "click": [x, y]}]}

`click` is a pixel in the middle of the thing. A mask in `clicks` is white where the thing
is; `subset` (optional) says where the photo is from. A mask in `alpha` is the true alpha;
its trimap is 0 behind, 255 in front, and between them where it is not known to be either.

Without a folder there are things in the sandbox's sample photo, outlined by hand, and balls
drawn before a blurred ground, whose alpha is known because it was drawn.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent))

from removerbot.imaging.types import RGB, Alpha, Point

SAMPLE = Path(__file__).parents[1] / "telegram_sandbox/static/sample.jpg"

OUTLINES = {
    "coffee": [(205, 143), (222, 115), (270, 97), (325, 105), (360, 130), (369, 155),
               (345, 180), (300, 192), (255, 190), (222, 172)],
    "bowl of the spoon": [(328, 285), (332, 262), (352, 242), (385, 244), (404, 265),
                          (402, 295), (388, 318), (360, 325), (335, 313)],
    "cup and saucer": [(180, 70), (208, 32), (270, 18), (335, 25), (385, 55), (408, 100),
                       (447, 138), (477, 190), (475, 250), (445, 310), (390, 355),
                       (320, 382), (240, 385), (165, 355), (110, 305), (80, 240),
                       (82, 175), (115, 115)],
}  # fmt: skip
"""Corners of things in the sample, as pixels x, y."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A thing in a photo.

    Attributes:
        photo: an image file.
        mask: another one of the same size, white where the thing is.
        click: a pixel in the middle of it.
        subset: where it is from.
        name: the photo's; things of the same photo have the same.
    """

    photo: bytes
    mask: bytes
    click: Point
    subset: str
    name: str

    @property
    def rgb(self) -> RGB:
        """The photo, uint8 H×W×3."""
        return _read(self.photo, "RGB")

    @property
    def truth(self) -> Mask:
        """Where the thing is, bool H×W."""
        return np.greater(_read(self.mask, "L"), 127)


@dataclass(frozen=True, slots=True, eq=False)
class Matte(Thing):
    """A thing whose true alpha is known: `mask` holds it.

    Attributes:
        trimap: an image file, neither 0 nor 255 where alphas are to be compared.
    """

    trimap: bytes

    @property
    def alpha(self) -> Alpha:
        """The true alpha, uint8 H×W."""
        return _read(self.mask, "L")

    @property
    def unknown(self) -> Mask:
        """Where alphas are to be compared, bool H×W."""
        trimap = _read(self.trimap, "L")
        return np.asarray((trimap != 0) & (trimap != 255), np.bool_)


def things(folder: Path | None) -> Sequence[Thing]:
    """The outlined things of a folder, those of one photo in a row; or the project's own."""
    if folder is None:
        return [_outlined(name) for name in OUTLINES] + list(mattes(None))
    entries = sorted(_manifest(folder)["clicks"], key=lambda entry: str(entry["file"]))
    return [
        Thing(
            (folder / entry["file"]).read_bytes(),
            (folder / entry["mask"]).read_bytes(),
            Point(*entry["click"]),
            entry.get("subset", "all"),
            entry["file"],
        )
        for entry in entries
    ]


def small_things(scenes: int, each: int = 5) -> list[Thing]:
    """Drawn things of 26 to 140 pixels on textured tables of 1600×1200, so many a table."""
    found = []
    for seed in range(scenes):
        rng = np.random.default_rng(seed)
        table, masks = _table(rng), []
        for place in range(each):
            side = int(np.exp(rng.uniform(np.log(26), np.log(140))))
            center = Point(200 + 300 * place, int(rng.integers(150, 1050)))
            masks.append(_put(table, center, side, rng))
        photo = png(cv2.GaussianBlur(table, (0, 0), 0.7).astype(np.uint8))
        found += [
            Thing(photo, png(mask), middle_of(mask > 0), "small", f"table {seed}")
            for mask in masks
        ]
    return found


def _table(rng: np.random.Generator) -> RGB:
    """A textured ground, uint8 1200×1600×3: noise at several scales, or a checked cloth."""
    rough = np.zeros((1200, 1600), np.float32)
    for scale in (1, 16, 128):
        noise = rng.standard_normal((1200 // scale, 1600 // scale)).astype(np.float32)
        rough += rng.uniform(2, 12) * cv2.resize(noise, (1600, 1200))
    if rng.random() < 1 / 3:
        side = int(rng.integers(12, 80))
        y, x = np.ogrid[:1200, :1600]
        rough += rng.uniform(5, 25) * ((x // side + y // side) % 2)
    color = rng.integers(60, 200, 3)
    table: RGB = np.clip(color + rough[..., None], 0, 255).astype(np.uint8)
    return table


def _put(table: RGB, center: Point, side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Draws a thing of another color than the table; returns its mask, 0 or 255."""
    corners = int(rng.choice([3, 4, 6, 40]))
    angles = rng.uniform(0, 7) + np.arange(corners) * 2 * np.pi / corners
    outline = center + side / 2 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    mask = np.zeros(table.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.rint(outline * 16).astype(np.int32)], (255,), cv2.LINE_AA, 4)
    color, below = rng.integers(0, 256, 3), table[center.y, center.x].astype(int)
    while np.abs(color - below).sum() < 150:
        color = rng.integers(0, 256, 3)
    shade = rng.uniform(-25, 25) * np.linspace(-1, 1, len(table))[:, None, None]
    share = mask[..., None] / 255
    table[:] = np.clip(share * (color + shade) + (1 - share) * table, 0, 255)
    return ((mask > 127) * 255).astype(np.uint8)


def mattes(folder: Path | None) -> Sequence[Matte]:
    """The things of a folder whose true alpha is known; or the project's own."""
    if folder is None:
        return [_drawn(radius, blur) for radius, blur in ((120, 1.0), (60, 2.5))]
    return [
        Matte(
            (folder / entry["file"]).read_bytes(),
            (folder / entry["mask"]).read_bytes(),
            Point(*entry["click"]),
            entry.get("subset", "all"),
            entry["file"],
            (folder / entry["trimap"]).read_bytes(),
        )
        for entry in _manifest(folder)["alpha"]
    ]


def iou(one: Mask, other: Mask) -> float:
    """Intersection over union."""
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 0.0


def depth(mask: Mask) -> NDArray[np.float32]:
    """Distance of each pixel from the mask's edge; beyond the photo is no mask."""
    padded = np.pad(mask.astype(np.uint8), 1)
    inside = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_5)
    return np.asarray(inside[1:-1, 1:-1], np.float32)


def middle_of(mask: Mask) -> Point:
    """The pixel farthest from the mask's edge."""
    depths = depth(mask)
    y, x = np.unravel_index(depths.argmax(), depths.shape)
    return Point(int(x), int(y))


def _outlined(name: str) -> Thing:
    photo = SAMPLE.read_bytes()
    mask = np.zeros(_read(photo, "L").shape, np.uint8)
    cv2.fillPoly(mask, [np.array(OUTLINES[name], np.int32)], (255,), cv2.LINE_8)
    return Thing(photo, png(mask), middle_of(mask > 0), "sample", SAMPLE.name)


def _drawn(radius: int, blur: float) -> Matte:
    """A ball whose edge is out of focus by a Gaussian of σ = `blur` pixels."""
    rng = np.random.default_rng(radius)
    ground = cv2.resize(rng.integers(40, 200, (9, 12, 3), np.uint8), (640, 480))
    ball, outside = np.zeros((480, 640), np.uint8), np.ones((480, 640), np.uint8)
    click = Point(320, 240)
    cv2.circle(ball, click, radius, (255,), cv2.FILLED, cv2.LINE_AA)
    alpha = np.asarray(cv2.GaussianBlur(ball, (0, 0), blur), np.uint8)
    share = alpha[..., None] / 255
    rgb = np.rint(share * (220, 60, 50) + (1 - share) * ground).astype(np.uint8)
    cv2.circle(outside, click, radius, (0,), cv2.FILLED)
    away = cv2.distanceTransform(outside, cv2.DIST_L2, 5)
    near = (depth(ball > 127) < 4 * blur) & (away < 4 * blur)
    trimap = np.where(near, 128, np.where(alpha > 127, 255, 0)).astype(np.uint8)
    return Matte(png(rgb), png(alpha), click, "drawn", f"ball {radius}", png(trimap))


def _manifest(folder: Path) -> dict[str, list[dict[str, str]]]:
    manifest: dict[str, list[dict[str, str]]] = json.loads(
        (folder / "manifest.json").read_text()
    )
    return manifest


def _read(data: bytes, mode: str) -> NDArray[np.uint8]:
    with Image.open(BytesIO(data)) as image:
        return np.asarray(image.convert(mode))


def png(values: NDArray[np.uint8]) -> bytes:
    """A PNG file."""
    file = BytesIO()
    Image.fromarray(values).save(file, "PNG")
    return file.getvalue()
