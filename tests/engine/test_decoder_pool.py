"""Image files are decoded in other processes, within limits, and none of them harms the bot."""

import asyncio
import json
import os
import resource
import signal
import socket
import sys
import threading
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from numpy.testing import assert_array_equal
from PIL import Image, ImageCms

from removerbot.engine.decoder_connection import Connection
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.errors import (
    DamagedImage,
    EngineBusy,
    FileTooLarge,
    NotAnImage,
    TooHeavy,
    TooManyPixels,
)
from removerbot.imaging import conversion
from removerbot.imaging import photo as core
from removerbot.imaging.types import Photo, Pixels, Size
from removerbot.process.turns import asking_for
from tests.fakes import photo_named
from tests.fuzz import VARIETIES, Attacked, attack, sound_file
from tests.hostile import heavy_profile, many_scans, slow_profile

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
async def test_the_pixels_are_the_same_as_decoded_in_this_process(
    decoder_pool: DecoderPool, file_format: str, alpha: bool
) -> None:
    data = picture(file_format, alpha=alpha)
    there, here = await decoder_pool.read_photo(data), core.read_photo(data)
    assert (there.key, there.size, there.data) == (here.key, here.size, here.data)
    pixels, expected = await decoder_pool.decode(there), core.decode(here)
    assert_array_equal(pixels.rgb, expected.rgb)
    assert pixels.icc_profile == expected.icc_profile
    assert (pixels.alpha is None) == (expected.alpha is None)
    if pixels.alpha is not None and expected.alpha is not None:
        assert_array_equal(pixels.alpha, expected.alpha)
    assert not pixels.rgb.flags.writeable


async def test_a_large_jpeg_is_decoded_smaller_if_it_is_enough(
    decoder_pool: DecoderPool,
) -> None:
    file = BytesIO()
    Image.new("RGB", (4000, 3000), "red").save(file, "JPEG")
    photo = core.read_photo(file.getvalue())
    smaller = await decoder_pool.decode(photo, 900)
    assert smaller.size == core.decode(photo, 900).size < photo.size


async def test_the_limits_and_the_errors_are_the_same(decoder_pool: DecoderPool) -> None:
    with pytest.raises(NotAnImage):
        await decoder_pool.read_photo(b"%PDF-1.7")
    with pytest.raises(FileTooLarge):
        await decoder_pool.read_photo(bytes(core.MAX_BYTES + 1))
    with pytest.raises(TooManyPixels) as caught:
        await decoder_pool.read_photo(large_png())
    assert (caught.value.width, caught.value.limit) == (2000, 1)
    with pytest.raises(DamagedImage):
        await decoder_pool.read_photo(picture("PNG")[:20])
    whole = await decoder_pool.read_photo(picture("PNG"))
    with pytest.raises(DamagedImage):
        await decoder_pool.decode(Photo("", whole.data[:60], whole.size))
    assert (await decoder_pool.decode(whole)).size == whole.size


def large_png() -> bytes:
    file = BytesIO()
    Image.new("L", (2000, 1000)).save(file, "PNG")
    return file.getvalue()


async def test_many_people_get_each_their_own_photo(decoder_pool: DecoderPool) -> None:
    names = [number % 256 for number in range(100)]
    decoded = await asyncio.gather(*(decoder_pool.decode(photo_named(name)) for name in names))
    assert [int(pixels.rgb[0, 0, 0]) for pixels in decoded] == names


@pytest.mark.parametrize("killed", ["decoder", "parent", "both"])
async def test_a_process_that_exits_between_two_photos_is_replaced(
    decoder_pool: DecoderPool, killed: str
) -> None:
    await decoder_pool.decode(photo_named(1))
    parent = parent_process()
    victims = {"decoder": children_of(parent), "parent": [parent]}
    victims["both"] = [*victims["decoder"], parent]
    for pid in victims[killed]:
        os.kill(pid, signal.SIGKILL)
        if pid != parent:
            wait_until_gone(pid)
    assert (await decoder_pool.decode(photo_named(2))).rgb[0, 0, 0] == 2


def wait_until_gone(pid: int) -> None:
    while Path(f"/proc/{pid}").exists():
        pass


def large_photo() -> Photo:
    """A sound one that takes about a second."""
    file = BytesIO()
    Image.new("RGB", (8000, 6000)).save(file, "PNG", compress_level=1)
    return core.read_photo(file.getvalue())


async def the_decoder(decoder_pool: DecoderPool) -> int:
    await decoder_pool.decode(photo_named(1))
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
    async with DecoderPool(
        max_megapixels=50, seconds=1, seconds_per_megapixel=0
    ) as decoder_pool:
        pid = await the_decoder(decoder_pool)
        decoding = asyncio.create_task(decoder_pool.decode(large_photo()))
        await asyncio.to_thread(wait_until_busy, pid)
        os.kill(pid, fate)
        with pytest.raises(DamagedImage):
            await decoding
        assert (await decoder_pool.decode(photo_named(2))).rgb[0, 0, 0] == 2


async def kill_in_mid_file(pool: DecoderPool, times: int, patch: pytest.MonkeyPatch) -> None:
    """Has the decoders of the next large files killed as soon as they have got their file."""
    send, left = Connection.send, [None] * times

    def send_and_kill(self: Connection, request: dict[str, Any], data: bytes) -> bool:
        is_sent = send(self, request, data)
        if is_sent and left:
            left.pop()
            for pid in children_of(parent_process()):
                os.kill(pid, signal.SIGKILL)
        return is_sent

    await the_decoder(pool)
    patch.setattr(Connection, "send", send_and_kill)


async def test_a_photo_whose_decoder_is_killed_is_decoded_by_another_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with DecoderPool(max_megapixels=50) as pool:
        photo = large_photo()
        await kill_in_mid_file(pool, 1, monkeypatch)
        assert (await pool.decode(photo)).size == photo.size


async def test_who_sends_a_photo_whose_decoders_are_killed_twice_is_told_that_it_is_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with DecoderPool(max_megapixels=50) as pool:
        photo = large_photo()
        await kill_in_mid_file(pool, 2, monkeypatch)
        with pytest.raises(EngineBusy):
            await pool.decode(photo)
        assert (await pool.decode(photo)).size == photo.size


async def test_a_decoder_works_under_limits_of_the_kernel(
    decoder_pool: DecoderPool,
) -> None:
    pid = await the_decoder(decoder_pool)
    limits = {
        kind: resource.prlimit(pid, kind)[0]
        for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)
    }
    assert 0 < limits[resource.RLIMIT_AS] < 2 << 30
    assert 0 < limits[resource.RLIMIT_CPU] < 60
    assert limits[resource.RLIMIT_FSIZE] == 0


@pytest.mark.parametrize("kind", ["f4", "u2", "i4"])
async def test_the_limits_allow_the_valid_files_that_need_the_most_memory(
    decoder_pool: DecoderPool, kind: str
) -> None:
    file = BytesIO()
    Image.fromarray(np.zeros((3000, 4000), kind)).save(file, "TIFF", compression="tiff_lzw")
    pixels = await decoder_pool.decode(core.read_photo(file.getvalue()))
    assert pixels.rgb.shape == (3000, 4000, 3)


async def test_decoders_have_no_secrets_and_exit_when_the_bot_is_killed() -> None:
    program = """
import asyncio, os, sys
from removerbot.engine.decoder_pool import DecoderPool
from tests.fakes import photo_named
async def main():
    async with DecoderPool(max_megapixels=1) as decoder_pool:
        await decoder_pool.decode(photo_named(1))
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
        family = [await the_decoder(decoder_pool), parent_process()]
    for member in family:
        await asyncio.to_thread(wait_until_gone, member)
    assert parent_processes() == before


async def test_a_pool_that_is_closed_does_not_wait_for_the_file_that_is_decoded() -> None:
    async with DecoderPool(max_megapixels=50) as decoder_pool:
        pid = await the_decoder(decoder_pool)
        decoding = asyncio.create_task(decoder_pool.decode(large_photo()))
        await asyncio.to_thread(wait_until_busy, pid)
        os.kill(pid, signal.SIGSTOP)  # it would never end
    with pytest.raises(DamagedImage):
        await decoding
    await asyncio.to_thread(wait_until_gone, pid)


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
        with suppress(DamagedImage):
            core.decode(photo)
        assert capfd.readouterr().err
        with suppress(DamagedImage):
            await decoder_pool.decode(photo)
        assert not capfd.readouterr().err


@pytest.mark.slow
def test_damaged_files_raise_only_our_errors() -> None:
    """A short run of `make fuzz`."""
    outcomes = Counter[str]()
    with Attacked(DecoderPool(max_megapixels=1)) as attacked:
        settings(max_examples=300, derandomize=True, deadline=None, database=None)(
            attack(attacked, outcomes)
        )()
    assert {"read", "DamagedImage"} <= outcomes.keys()


@pytest.mark.parametrize("variety", sorted(VARIETIES))
async def test_a_confined_decoder_reads_every_variety_as_this_process_does(
    decoder_pool: DecoderPool, variety: str
) -> None:
    data = sound_file(variety)
    there, here = await decoder_pool.read_photo(data), core.read_photo(data)
    assert there.size == here.size
    pixels, expected = await decoder_pool.decode(there), core.decode(here)
    assert_array_equal(pixels.rgb, expected.rgb)
    assert pixels.icc_profile == expected.icc_profile


async def test_a_jpeg_of_hundreds_of_scans_is_too_heavy_and_one_of_a_few_is_not(
    decoder_pool: DecoderPool,
) -> None:
    assert (await decoder_pool.read_photo(many_scans(64, 100))).size == (64, 64)
    with pytest.raises(TooHeavy):
        await decoder_pool.read_photo(many_scans(64, 101))
    with pytest.raises(TooHeavy):
        await decoder_pool.decode(Photo("", many_scans(64, 500), Size(64, 64)))


@pytest.mark.parametrize("hidden", ["in a segment", "behind the image"])
async def test_scans_that_are_no_part_of_the_image_do_not_count(
    decoder_pool: DecoderPool, hidden: str
) -> None:
    data = picture("JPEG")
    scans = b"\xff\xda\0\2" * 500
    if hidden == "in a segment":
        data = data[:2] + b"\xff\xe9" + (len(scans) + 2).to_bytes(2, "big") + scans + data[2:]
    else:
        data += scans
    assert (await decoder_pool.decode(await decoder_pool.read_photo(data))).size == (60, 40)


async def test_a_profile_that_unpacks_to_60_megabytes_does_not_stay(
    decoder_pool: DecoderPool,
) -> None:
    pixels = await decoder_pool.decode(await decoder_pool.read_photo(heavy_profile(60)))
    assert pixels.icc_profile is None
    assert pixels.nbytes == 64 * 48 * 3


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "TIFF", "WEBP"])
async def test_a_color_profile_of_megabytes_is_dropped(
    decoder_pool: DecoderPool, file_format: str
) -> None:
    profile = bytearray(conversion.MAX_PROFILE_BYTES + 1)
    profile[16:20], profile[36:40] = b"RGB ", b"acsp"
    file = BytesIO()
    image = Image.new("RGB", (40, 30), "red")
    image.save(file, file_format, icc_profile=bytes(profile))
    pixels = await decoder_pool.decode(await decoder_pool.read_photo(file.getvalue()))
    assert pixels.icc_profile is None
    assert pixels.rgb[0, 0, 0] > 250


async def test_a_profile_that_takes_long_is_used_within_the_limits_alone(
    decoder_pool: DecoderPool,
) -> None:
    file = BytesIO()
    Image.new("RGB", (64, 48), "red").save(file, "PNG", icc_profile=slow_profile(1000))
    photo = await decoder_pool.read_photo(file.getvalue())
    with pytest.raises(DamagedImage):
        await decoder_pool.decode(photo)


@pytest.mark.parametrize("lossless", [False, True])
async def test_a_large_webp_is_read_though_its_header_takes_much_memory(
    *, lossless: bool
) -> None:
    file = BytesIO()
    Image.new("RGBA", (7000, 6000), "red").save(file, "WEBP", lossless=lossless, method=0)
    async with DecoderPool(max_megapixels=50, memory=2 << 30) as pool:
        assert (await pool.read_photo(file.getvalue())).size == (7000, 6000)


async def test_a_webp_that_claims_more_than_there_is_memory_is_too_heavy() -> None:
    header = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\xff" * 6
    async with DecoderPool(max_megapixels=1, memory=1 << 30) as pool:
        with pytest.raises(TooHeavy):
            await pool.read_photo(header)


async def test_a_file_that_can_never_fit_into_the_memory_is_refused() -> None:
    async with DecoderPool(max_megapixels=1, memory=1 << 20) as small:
        with pytest.raises(TooHeavy):
            await small.read_photo(picture_of(500, 300))
        assert (await small.read_photo(picture_of(100, 300))).size == (100, 300)


def picture_of(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


async def test_large_files_wait_until_there_is_memory_for_them_together() -> None:
    data = picture_of(3000, 2000)  # counts 96 MB
    async with DecoderPool(max_megapixels=50, memory=150 << 20) as pool:
        photos = [await pool.read_photo(data) for _ in range(3)]
        running = most = 0
        begun = pool._decode

        def decode(photo: Photo, least: int | None) -> Pixels:
            nonlocal running, most
            running += 1
            most = max(most, running)
            try:
                return begun(photo, least)
            finally:
                running -= 1

        pool._decode = decode  # type: ignore[method-assign]
        await asyncio.gather(*map(pool.decode, photos))
        assert most == 1


async def test_one_person_has_one_decoder_and_small_files_always_have_one() -> None:
    data, stop = picture_of(3000, 2000), threading.Event()
    async with DecoderPool(max_megapixels=50) as pool:
        photo, begun = await pool.read_photo(data), Counter[int]()
        decode = pool._decode

        def slow(photo: Photo, least: int | None) -> Pixels:
            if photo.size.width == 3000:
                begun[least or 0] += 1
                stop.wait(20)
            return decode(photo, least)

        pool._decode = slow  # type: ignore[method-assign]
        hostile = []
        for person in range(9):
            with asking_for(f"hostile {person}"):
                hostile += [asyncio.create_task(pool.decode(photo, person)) for _ in range(4)]
        with asking_for("somebody"):
            for name in range(3):
                assert (await pool.decode(photo_named(name))).rgb[0, 0, 0] == name
        assert set(begun.values()) == {1}
        assert len(begun) < 9
        stop.set()
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)


INSIDE = """
import ctypes, json, os, resource, socket, sys, threading
from removerbot.engine.decoder_worker import _Worker

port, database, bot = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def outcome(work):
    try:
        return repr(work())
    except (OSError, ValueError, MemoryError) as error:
        return getattr(error, "strerror", None) or type(error).__name__

def thread():
    begun = threading.Thread(target=lambda: None)
    begun.start()
    begun.join()

attempts = {
    "connect": lambda: socket.socket().connect(("127.0.0.1", port)),
    "socket": lambda: socket.socket(socket.AF_UNIX),
    "environment": lambda: len(open(f"/proc/{bot}/environ").read()),
    "database": lambda: open(database),
    "write": lambda: open(database + "2", "w"),
    "list": lambda: os.listdir("/"),
    "fork": os.fork,
    "execute": lambda: os.execv("/bin/true", ["true"]),
    "signal": lambda: os.kill(bot, 0),
    "limit the bot": lambda: resource.prlimit(bot, resource.RLIMIT_CPU),
    "raise a limit": lambda: resource.setrlimit(resource.RLIMIT_CPU, (9999, 9999)),
    "4 GB": lambda: len(bytearray(4 << 30)),
    "trace": lambda: ctypes.CDLL(None).ptrace(16, bot, 0, 0),
    "thread": thread,
}
score = open("/proc/self/oom_score_adj")
if sys.argv[4] == "confined":
    _Worker(socket.socketpair()[0]).confine(1 << 20)
found = {name: outcome(attempt) for name, attempt in attempts.items() if name in sys.argv[5:]}
print(json.dumps(found | {"score": int(os.pread(score.fileno(), 10, 0))}), flush=True)
os._exit(0)
"""

FORBIDDEN = {
    "connect", "socket", "environment", "database", "write", "list", "fork", "execute",
    "signal", "limit the bot", "raise a limit", "4 GB", "trace",
}  # fmt: skip


async def inside(database: Path, port: int, how: str, names: set[str]) -> dict[str, str]:
    """What code can do in a decoder, or in an ordinary process."""
    arguments = map(str, (port, database, os.getpid(), how, *names))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", INSIDE, *arguments),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=PIPE,
    )
    printed, _ = await process.communicate()
    outcomes: dict[str, str] = json.loads(printed)
    return outcomes


async def test_code_in_a_decoder_reaches_nothing_outside(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    database.write_text("rows")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        harmless = {"connect", "socket", "environment", "database", "write", "list", "signal"}
        free = await inside(database, port, "free", harmless)
        assert "Operation not permitted" not in free.values()
        confined = await inside(database, port, "confined", FORBIDDEN | {"thread"})
    assert int(confined.pop("score")) == 800
    assert confined.pop("thread") == "None"  # decoders need them
    assert confined.pop("4 GB") == "MemoryError"
    assert confined.pop("raise a limit") == "ValueError" or os.geteuid() == 0
    assert confined.pop("trace") == "-1"
    assert set(confined.values()) == {"Operation not permitted"}, confined


async def test_a_pool_that_closes_during_a_decode_starts_no_other_process() -> None:
    before = parent_processes()
    async with DecoderPool(max_megapixels=50) as decoder_pool:
        decoding = asyncio.create_task(decoder_pool.decode(large_photo()))
        await asyncio.sleep(0.2)
    with pytest.raises((DamagedImage, OSError, asyncio.CancelledError)):
        await decoding
    assert parent_processes() == before
