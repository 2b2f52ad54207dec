"""Makes the README's before and after, docs/edges.jpg: SAM's mask as it is, and our cutout.

Both are of the same click in the sandbox's sample photo, before a plain ground, and shown
where edges are hard to get right. Run it from the repository's root:

    .venv-test/bin/python -m docs.strip
"""

from pathlib import Path

import cv2
import numpy as np

from removerbot.api import Cutter
from removerbot.imaging.cutout import upsample
from removerbot.imaging.photo import decode, on_white, read_photo
from removerbot.imaging.types import RGB, Alpha, Prompt
from removerbot.models import registry
from removerbot.settings import settings_here

SAMPLE = Path(__file__).parents[1] / "telegram_sandbox/static/sample.jpg"
STRIP = Path(__file__).parent / "edges.jpg"
CLICK = (240, 200)
PART = (slice(10, 130), slice(320, 450))
ENLARGED = 3
GROUND = (70, 160, 220)
GAP = 12


def main() -> None:
    """Cut twice, and put the pictures side by side."""
    data = SAMPLE.read_bytes()
    file = read_photo(data)
    rgb = on_white(decode(file))
    settings = settings_here(model="mobile")
    mobile = registry.load(registry.Target("mobile", "cpu", settings.model_dir))
    masks = mobile.decode(mobile.encode(rgb), Prompt([CLICK]))
    sure = max(masks[1:], key=lambda mask: mask.score)  # as SAM's own export chooses
    plain = np.where(upsample(sure, file.size) > 0, 255, 0).astype(np.uint8)
    cutout = Cutter(mobile, settings.cache_mb << 20).cut(data, Prompt([CLICK]))
    parts = [rgb[PART], shown(rgb, plain), shown(cutout.rgba[..., :3], cutout.alpha)]
    gap = np.full((parts[0].shape[0], GAP // ENLARGED, 3), 255, np.uint8)
    strip = np.hstack([parts[0], gap, parts[1], gap, parts[2]])
    size = strip.shape[1] * ENLARGED, strip.shape[0] * ENLARGED
    large = cv2.resize(strip, size, interpolation=cv2.INTER_CUBIC)
    bgr = cv2.cvtColor(large, cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(STRIP), bgr, [cv2.IMWRITE_JPEG_QUALITY, 82])


def shown(rgb: RGB, alpha: Alpha) -> RGB:
    """The part of a cutout that is looked at, before the ground."""
    share = alpha[PART][..., None] / 255
    return np.rint(share * rgb[PART] + (1 - share) * GROUND).astype(np.uint8)


if __name__ == "__main__":
    main()
