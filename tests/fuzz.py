"""Throws damaged files of every format at the decoders, for as many minutes as it is told.

    make fuzz MINUTES=10

Whatever a file holds, there comes a photo of the size that its header said, or one of our
errors, and the next sound file is read. The corpus is made here, by code, and small.
Damage that costs a decoder its life is printed: it is contained, but worth reporting
upstream; the line says how to make the file again.
"""

import asyncio
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Self

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from removerbot.engine.decoder_pool import DecoderPool
from removerbot.errors import UserError
from removerbot.imaging.photo import read_photo
from removerbot.imaging.types import Photo, Pixels, Size

VARIETIES: dict[str, dict[str, object]] = {
    "JPEG": {},
    "JPEG progressive": {"progressive": True},
    "PNG": {},
    "PNG palette": {"mode": "P"},
    "PNG 16": {"mode": "I;16"},
    "WEBP": {},
    "WEBP lossless": {"lossless": True, "mode": "RGBA"},
    "GIF": {"mode": "P"},
    "AVIF": {},
    "HEIF": {},
    "HEIF alpha": {"mode": "RGBA"},
    "TIFF": {},
    "TIFF lzw": {"compression": "tiff_lzw"},
    "TIFF deflate": {"compression": "tiff_adobe_deflate"},
    "TIFF jpeg": {"compression": "jpeg"},
    "TIFF fax": {"compression": "group4", "mode": "1"},
    "TIFF real": {"mode": "F"},
    "BMP": {},
}

Mend = tuple[str, float, bytes]
"""What is done to a file: the deed, where (0 to 1), and with which bytes."""

SIGNATURE = 12
"""Bytes by which a file's format is known; without them it is not even looked at."""

EXTREMES = [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\x01\0\0", b"\x80"]


@cache
def sound_file(variety: str) -> bytes:
    """A small photo with a color profile and, where there can be one, an orientation."""
    options = dict(VARIETIES[variety])
    mode = str(options.pop("mode", "RGB"))
    noise = np.random.default_rng(7).integers(0, 256, (24, 40, 3), np.uint8)
    image = Image.fromarray(noise.repeat(2, 0).repeat(2, 1)).convert(
        "L" if mode == "I;16" else mode
    )
    kind = variety.split(maxsplit=1)[0]
    if kind not in ("GIF", "BMP"):
        exif = Image.Exif()
        exif[0x0112] = 6
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        options |= {"exif": exif.tobytes(), "icc_profile": profile}
    file = BytesIO()
    image.convert(mode).save(file, kind, **options)
    return file.getvalue()


mends = st.lists(
    st.tuples(
        st.sampled_from(["put", "insert", "delete", "repeat", "cut off"]),
        st.floats(0, 1),
        st.sampled_from(EXTREMES) | st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def harmed(variety: str, deeds: list[Mend]) -> bytes:
    """The sound file after all that has been done to it."""
    data = sound_file(variety)
    for deed, where, with_bytes in deeds:
        at = SIGNATURE + int(where * (len(data) - SIGNATURE))
        match deed:
            case "put":
                data = data[:at] + with_bytes + data[at + len(with_bytes) :]
            case "insert":
                data = data[:at] + with_bytes + data[at:]
            case "delete":
                data = data[:at] + data[at + len(with_bytes) :]
            case "repeat":
                data = data[:at] + data[max(0, at - 64 * len(with_bytes)) :]
            case "cut off":
                data = data[:at]
    return data


class Attacked:
    """A pool in an event loop that runs only while a file is decoded; use it as a context."""

    def __init__(self, pool: DecoderPool) -> None:
        self._pool = pool
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        self._runner.run(self._pool.__aenter__())
        return self

    def __exit__(self, *_exception: object) -> None:
        self._runner.run(self._pool.__aexit__())
        self._runner.close()

    def read_photo(self, data: bytes) -> Photo:
        return self._runner.run(self._pool.read_photo(data))

    def decode(self, photo: Photo) -> Pixels:
        return self._runner.run(self._pool.decode(photo))


def outcome(decoder_pool: Attacked, data: bytes) -> str:
    """What comes of a file: the name of one of our errors, or `read`."""
    try:
        photo = decoder_pool.read_photo(data)
        pixels = decoder_pool.decode(photo)
    except UserError as error:
        return type(error).__name__
    assert pixels.size == photo.size
    return "read"


def attack(decoder_pool: Attacked, outcomes: Counter[str]) -> Callable[[], None]:
    """A property for hypothesis to break: see this module's text."""

    @given(variety=st.sampled_from(sorted(VARIETIES)), deeds=mends)
    def property_of_files(variety: str, deeds: list[Mend]) -> None:
        with noticed_deaths() as deaths:
            came = outcome(decoder_pool, harmed(variety, deeds))
        outcomes["cost a decoder" if deaths else came] += 1
        if deaths:
            print(f"harmed({variety!r}, {deeds!r})")
        if sum(outcomes.values()) % 100 == 0:
            check_next_is_read(decoder_pool)

    return property_of_files


def check_next_is_read(decoder_pool: Attacked) -> None:
    """A sound file, after all those."""
    photo = read_photo(sound_file("JPEG"))
    assert photo.size == Size(48, 80)
    assert decoder_pool.decode(Photo(photo.key, photo.data, photo.size)).size == photo.size


@contextmanager
def noticed_deaths() -> Iterator[list[str]]:
    """Collects what the decoder pool logs in this block."""
    lines: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("removerbot.engine.decoder_pool")
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)


def main(minutes: float) -> None:
    """Attack for a while, and print what came of it."""
    ends = time.monotonic() + 60 * minutes
    outcomes = Counter[str]()
    with Attacked(DecoderPool(max_megapixels=50)) as decoder_pool:
        attack_once = settings(
            max_examples=500,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(attack(decoder_pool, outcomes))
        while time.monotonic() < ends:
            attack_once()
    print(f"{sum(outcomes.values())} files:")
    for name, count in outcomes.most_common():
        print(f"{count:8} {name}")


if __name__ == "__main__":
    main(float(sys.argv[1]))
