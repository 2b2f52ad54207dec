"""A picture or an outline → what of it is recorded, and whether two records agree.

The SHA-256 of pixels or of a path's text holds on one kind of machine only: the model's real
numbers differ in their last digits on another CPU. The signature holds everywhere.
"""

import hashlib
import importlib.metadata
import platform
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

Json = dict[str, Any]
Pixels = NDArray[np.uint8]

TILES = 8
"""Rows and columns of the small picture in a signature."""

SHADES = 2.0
"""Of 255, by which two small pictures may differ on average."""

AREA = 0.002
"""Of the picture, by which what is not transparent may differ."""

SCORE = 0.01
"""By which the expected IoU may differ."""

UNITS = 4096
"""Of an outline's path, along the longer side of the photo."""

_FLAGS = re.compile(r"avx\w*|amx\w*|sse4\w*|fma|f16c|asimd\w*|sve\w*|neon|bf16|i8mm")
_PACKAGES = ("numpy", "opencv-python-headless", "onnxruntime", "pillow")


def machine() -> Json:
    """What the last digits of the model's numbers depend on."""
    file = Path("/proc/cpuinfo")
    words = file.read_text().split() if file.exists() else [platform.processor()]
    return {
        "architecture": platform.machine(),
        "flags": sorted({word for word in words if _FLAGS.fullmatch(word)}),
        **{name: importlib.metadata.version(name) for name in _PACKAGES},
    }


def record(file: bytes, score: float | None = None) -> Json:
    """What is recorded of an image file."""
    image = Image.open(BytesIO(file))
    return of_pixels(np.asarray(image), score, image.info.get("icc_profile"))


def of_pixels(
    pixels: Pixels, score: float | None = None, icc_profile: bytes | None = None
) -> Json:
    """What is recorded of pixels, H×W, H×W×3 or H×W×4."""
    rgba = _rgba(pixels)
    height, width = rgba.shape[:2]
    about: Json = {
        "sha256": hashlib.sha256(repr(pixels.shape).encode() + pixels.tobytes()).hexdigest(),
        "size": [width, height],
        "channels": pixels.shape[2] if pixels.ndim == 3 else 1,
        "area": round(float(rgba[..., 3].mean()) / 255, 4),
        "small": b64encode(_small(rgba)).decode(),
    }
    if score is not None:
        about["score"] = round(score, 3)
    if icc_profile:
        about["profile"] = hashlib.sha256(icc_profile).hexdigest()[:16]
    return about


def of_outlines(answer: Json, size: tuple[int, int]) -> Json:
    """What is recorded of the page's outlines for a photo of this width and height."""
    outlines = answer["outlines"]
    text = repr([(each["token"], each["path"], each["score"]) for each in outlines])
    masks = [filled(each["path"], size) for each in outlines]
    shown = masks[answer["shown"]] if masks else np.zeros(size[::-1], np.bool_)
    return {
        "sha256": hashlib.sha256(f"{answer['shown']} {text}".encode()).hexdigest(),
        "size": list(size),
        "channels": 1,
        "outlines": len(outlines),
        "shown": answer["shown"],
        "area": round(float(shown.mean()), 4),
        "small": b64encode(_small(_rgba(shown * np.uint8(255)))).decode(),
        "score": outlines[answer["shown"]]["score"] if outlines else 0,
    }


def differences(now: Json, then: Json, *, exactly: bool) -> list[str]:
    """How a record differs from one of before.

    Args:
        now: of this program.
        then: the one to compare with.
        exactly: whether the hash counts, or else the signature with its tolerances.
    """
    exempt = set() if exactly else {"sha256", "small", "area", "score"}
    found = [
        f"{name}: {now.get(name)}, not {then.get(name)}"
        for name in sorted((now.keys() | then.keys()) - exempt)
        if now.get(name) != then.get(name)
    ]
    return found if exactly else [*found, *_far_apart(now, then)]


def _far_apart(now: Json, then: Json) -> Iterator[str]:
    """What of two signatures is beyond the tolerances."""
    for name, most in (("area", AREA), ("score", SCORE)):
        if abs(now.get(name, 0) - then.get(name, 0)) > most + 1e-9:
            yield f"{name}: {now.get(name)}, not {then.get(name)}"
    if len(now.get("small", "")) != len(then.get("small", "")):
        yield "only one of them is a picture"
    elif "small" in now:
        shades = np.abs(_shades(now) - _shades(then)).mean()
        if shades > SHADES:
            yield f"the small pictures differ by {shades:.1f} shades on average"


def filled(path: str, size: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels that the rule `evenodd` fills, H×W, for a photo of this width and height."""
    canvas = Image.new("1", size)
    scale = max(size) / UNITS
    for begin, ways in re.findall(r"M([^Ml]*)l([^z]*)z", path):
        corners = np.cumsum([*_points(begin), *_points(ways)], axis=0) * scale
        shape = Image.new("1", size)
        ImageDraw.Draw(shape).polygon([(x, y) for x, y in corners.tolist()], fill=1)
        canvas = ImageChops.logical_xor(canvas, shape)
    return np.asarray(canvas, np.bool_)


def _points(text: str) -> Sequence[tuple[int, int]]:
    numbers = [int(each) for each in text.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _rgba(pixels: Pixels) -> Pixels:
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    if pixels.shape[2] == 3:
        opaque = np.full((*pixels.shape[:2], 1), 255, np.uint8)
        pixels = np.concatenate([pixels, opaque], axis=2)
    return pixels


def _small(rgba: Pixels) -> bytes:
    """Mean colours times opacity, and opacity, of `TILES` × `TILES` parts of a picture."""
    layer = rgba.astype(np.uint32)
    layer[..., :3] *= layer[..., 3:]
    layer[..., 3] *= 255
    (down, rows), (across, columns) = map(_parts, rgba.shape[:2])
    sums = np.add.reduceat(np.add.reduceat(layer, rows, axis=0), columns, axis=1)
    small = sums / (255 * down[:, None, None] * across[:, None])
    return bytes(np.rint(small).astype(np.uint8).tobytes())


def _parts(length: int) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """The lengths of up to `TILES` parts, and where they begin."""
    ends = np.unique(np.linspace(0, length, TILES + 1).astype(int))
    return np.diff(ends), ends[:-1]


def _shades(about: Json) -> NDArray[np.float64]:
    return np.frombuffer(b64decode(about["small"]), np.uint8).astype(np.float64)
