"""Image files are decoded in other processes, within limits, and none of them harms the bot."""

import asyncio
import os
import resource
import signal
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from numpy.testing import assert_array_equal
from PIL import Image, ImageCms

from removerbot.engine.decoder_pool import DecoderPool
from removerbot.errors import DamagedImage, FileTooLarge, NotAnImage, TooManyPixels
from removerbot.imaging import photo as core
from removerbot.imaging.types import Photo
from tests.fakes import photo_named
from tests.fuzz import attack

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
async def decoder_pool() -> AsyncIterator[DecoderPool]:
    async with DecoderPool(max_megapixels=1) as running:
        yield running


def proc(pid: int, what: str = "cmdline") -> bytes:
    return Path(f"/proc/{pid}/{what}").read_bytes()


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def parent_processes() -> list[int]:
    """The processes that decoders are copies of, one of each pool, in the order of their start.

    An earlier test of this process may have left the pool that bots share.
    """
    return [
        child
        for child in children_of(os.getpid())
        if b"removerbot.engine.decoder_worker" in proc(child)
    ]


def parent_process() -> int:
    """The one of the newest pool."""
    return parent_processes()[-1]


def picture(file_format: str, *, alpha: bool = False) -> bytes:
    rgba = np.random.default_rng(5).integers(0, 256, (40, 60, 4 if alpha else 3), np.uint8)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = BytesIO()
    Image.fromarray(rgba).save(file, file_format, icc_profile=profile)
    return file.getvalue()


@pytest.mark.parametrize(
    ("file_format", "alpha"),
    [("JPEG", False), ("PNG", True), ("WEBP", True), ("GIF", False), ("HEIF", True),
     ("AVIF", False), ("TIFF", False), ("BMP", False)],
)  # fmt: skip
def test_the_pixels_are_the_same_as_decoded_in_this_process(
    decoder_pool: DecoderPool, file_format: str, alpha: bool
) -> None:
    data = picture(file_format, alpha=alpha)
    there, here = decoder_pool.read_photo(data), core.read_photo(data)
    assert (there.key, there.size, there.data) == (here.key, here.size, here.data)
    pixels, expected = decoder_pool.decode(there), core.decode(here)
    assert_array_equal(pixels.rgb, expected.rgb)
    assert pixels.icc_profile == expected.icc_profile
    assert (pixels.alpha is None) == (expected.alpha is None)
    if pixels.alpha is not None and expected.alpha is not None:
        assert_array_equal(pixels.alpha, expected.alpha)
    assert not pixels.rgb.flags.writeable


def test_a_large_jpeg_is_decoded_smaller_if_that_is_enough(decoder_pool: DecoderPool) -> None:
    file = BytesIO()
    Image.new("RGB", (4000, 3000), "red").save(file, "JPEG")
    photo = core.read_photo(file.getvalue())
    assert decoder_pool.decode(photo, 900).size == core.decode(photo, 900).size < photo.size


def test_the_limits_and_the_errors_are_the_same(decoder_pool: DecoderPool) -> None:
    with pytest.raises(NotAnImage):
        decoder_pool.read_photo(b"%PDF-1.7")
    with pytest.raises(FileTooLarge):
        decoder_pool.read_photo(bytes(core.MAX_BYTES + 1))
    with pytest.raises(TooManyPixels) as caught:
        decoder_pool.read_photo(large_png())
    assert (caught.value.width, caught.value.limit) == (2000, 1)
    with pytest.raises(DamagedImage):
        decoder_pool.read_photo(picture("PNG")[:20])
    whole = decoder_pool.read_photo(picture("PNG"))
    with pytest.raises(DamagedImage):
        decoder_pool.decode(Photo("", whole.data[:2000], whole.size))
    assert decoder_pool.decode(whole).size == whole.size


def large_png() -> bytes:
    file = BytesIO()
    Image.new("L", (2000, 1000)).save(file, "PNG")
    return file.getvalue()


def test_many_threads_get_each_their_own_photo(decoder_pool: DecoderPool) -> None:
    names = [number % 256 for number in range(100)]
    with ThreadPoolExecutor(8) as pool:
        decoded = pool.map(lambda name: decoder_pool.decode(photo_named(name)), names)
    assert [int(pixels.rgb[0, 0, 0]) for pixels in decoded] == names


@pytest.mark.parametrize("killed", ["decoder", "parent", "both"])
def test_a_process_that_exits_between_two_photos_is_replaced(
    decoder_pool: DecoderPool, killed: str
) -> None:
    decoder_pool.decode(photo_named(1))
    parent = parent_process()
    victims = {"decoder": children_of(parent), "parent": [parent]}
    victims["both"] = [*victims["decoder"], parent]
    for pid in victims[killed]:
        os.kill(pid, signal.SIGKILL)
        if pid != parent:
            wait_until_gone(pid)
    assert decoder_pool.decode(photo_named(2)).rgb[0, 0, 0] == 2


def wait_until_gone(pid: int) -> None:
    while Path(f"/proc/{pid}").exists():
        pass


def large_photo() -> Photo:
    """A sound one that takes about a second."""
    file = BytesIO()
    Image.new("RGB", (8000, 6000)).save(file, "PNG", compress_level=1)
    return core.read_photo(file.getvalue())


def the_decoder(decoder_pool: DecoderPool) -> int:
    decoder_pool.decode(photo_named(1))
    [pid] = children_of(parent_process())
    return pid


def wait_until_busy(pid: int) -> None:
    def ticks() -> int:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])

    before = ticks()
    while ticks() < before + 5:
        pass


@pytest.mark.slow
@pytest.mark.parametrize(
    "fate", [signal.SIGSEGV, signal.SIGXCPU, signal.SIGSTOP], ids=lambda fate: fate.name
)
async def test_a_file_that_crashes_or_stalls_its_decoder_is_damaged_and_the_next_one_is_read(
    fate: signal.Signals,
) -> None:
    async with DecoderPool(max_megapixels=50, seconds=1) as decoder_pool:
        pid = the_decoder(decoder_pool)
        decoding = asyncio.create_task(asyncio.to_thread(decoder_pool.decode, large_photo()))
        await asyncio.to_thread(wait_until_busy, pid)
        os.kill(pid, fate)
        with pytest.raises(DamagedImage):
            await decoding
        assert decoder_pool.decode(photo_named(2)).rgb[0, 0, 0] == 2


def test_a_decoder_works_under_limits_that_the_kernel_keeps(decoder_pool: DecoderPool) -> None:
    pid = the_decoder(decoder_pool)
    limits = {
        kind: resource.prlimit(pid, kind)[0]
        for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)
    }
    assert 0 < limits[resource.RLIMIT_AS] < 2 << 30
    assert 0 < limits[resource.RLIMIT_CPU] < 60
    assert limits[resource.RLIMIT_FSIZE] == 0


@pytest.mark.parametrize("kind", ["f4", "u2", "i4"])
def test_the_limits_allow_the_valid_files_that_need_the_most_memory(
    decoder_pool: DecoderPool, kind: str
) -> None:
    file = BytesIO()
    Image.fromarray(np.zeros((3000, 4000), kind)).save(file, "TIFF", compression="tiff_lzw")
    assert decoder_pool.decode(core.read_photo(file.getvalue())).rgb.shape == (3000, 4000, 3)


async def test_decoders_have_no_secrets_and_exit_when_the_bot_is_killed() -> None:
    program = """
import asyncio, os, sys
from removerbot.engine.decoder_pool import DecoderPool
from tests.fakes import photo_named
async def main():
    async with DecoderPool(max_megapixels=1) as decoder_pool:
        decoder_pool.decode(photo_named(1))
        print(os.getpid(), flush=True)
        sys.stdin.read()
asyncio.run(main())
"""
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program),
        env={**os.environ, "TELEGRAM_BOT_TOKEN": "4242:secret", "PYTHONPATH": str(ROOT)},
        stdin=PIPE,
        stdout=PIPE,
    )
    assert bot.stdout
    pid = int(await bot.stdout.readline())
    [parent] = children_of(pid)
    family = [parent, *children_of(parent)]
    assert len(family) == 2
    for member in family:
        assert b"secret" not in proc(member, "environ")
    bot.kill()
    await bot.wait()
    for member in family:  # they end by themselves
        await asyncio.to_thread(wait_until_gone, member)


async def test_nothing_is_left_when_the_pool_is_closed() -> None:
    before = parent_processes()
    async with DecoderPool(max_megapixels=1) as decoder_pool:
        family = [the_decoder(decoder_pool), parent_process()]
    for member in family:
        await asyncio.to_thread(wait_until_gone, member)
    assert parent_processes() == before


async def test_messages_of_libtiff_about_a_bad_file_are_not_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    rgb = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    file = BytesIO()
    Image.fromarray(rgb).save(file, "TIFF", compression="tiff_lzw")
    harmed = bytearray(file.getvalue())
    harmed[200] ^= 0x55
    photo = core.read_photo(bytes(harmed))
    async with DecoderPool(max_megapixels=1) as decoder_pool:
        for decode in (core.decode, decoder_pool.decode):
            with suppress(DamagedImage):
                decode(photo)
            printed = capfd.readouterr().err
            assert bool(printed) == (decode is core.decode)


@pytest.mark.slow
def test_damaged_files_raise_only_our_errors(decoder_pool: DecoderPool) -> None:
    """A short run of `make fuzz`."""
    outcomes = Counter[str]()
    settings(max_examples=300, derandomize=True, deadline=None, database=None)(
        attack(decoder_pool, outcomes)
    )()
    assert {"read", "DamagedImage"} <= outcomes.keys()
