"""Writers of PNG files on the same cutout: time and size.

    python benchmarks/png.py [--short] [--json FILE]

Each gets the photo's colours and the opacity, and composes RGBA from them first.
"""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import cv2
import numpy as np
from common import Row, draw_photo, middle, milliseconds, options, report
from PIL import Image

from removerbot.imaging.photo import decode, read_photo
from removerbot.imaging.png import write_png
from removerbot.imaging.types import RGB, Alpha, Size

SIZES = (Size(1280, 853), Size(4000, 3000))

Writer = Callable[[RGB, Alpha], bytes]


def main() -> None:
    """Measure each writer at each size."""
    arguments = options(__doc__).parse_args()
    rows: list[Row] = []
    for size in SIZES[: 1 if arguments.short else 2]:
        rgb = decode(read_photo(draw_photo(size))).rgb
        alpha = np.zeros(rgb.shape[:2], np.uint8)
        cv2.circle(alpha, middle(size), min(size) // 4, (255,), cv2.FILLED)
        ours = milliseconds(partial(write_png, rgb, alpha), 9)
        for name, writer in WRITERS.items():
            took = milliseconds(partial(writer, rgb, alpha), 3)
            rows.append(
                {
                    "what": f"{name} {size.width}×{size.height}",
                    "ms": ours if writer is write_png else took,
                    "ratio": 1.0 if writer is write_png else took / ours,
                    "kB": len(writer(rgb, alpha)) / 1000,
                }
            )
    report(rows, arguments.json)


def pillow(rgb: RGB, alpha: Alpha) -> bytes:
    """As it comes."""
    file = BytesIO()
    Image.fromarray(np.dstack([rgb, alpha])).save(file, "PNG")
    return file.getvalue()


def pillow_level_1(rgb: RGB, alpha: Alpha) -> bytes:
    """With the least compression that is one."""
    file = BytesIO()
    Image.fromarray(np.dstack([rgb, alpha])).save(file, "PNG", compress_level=1)
    return file.getvalue()


def opencv(rgb: RGB, alpha: Alpha) -> bytes:
    """As it comes."""
    bgra = np.dstack([rgb[..., ::-1], alpha])
    return cv2.imencode(".png", bgra)[1].tobytes()


WRITERS: dict[str, Writer] = {
    "ours": write_png,
    "Pillow, default": pillow,
    "Pillow, level 1": pillow_level_1,
    "OpenCV, default": opencv,
}


if __name__ == "__main__":
    main()
