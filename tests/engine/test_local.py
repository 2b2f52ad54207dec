"""What `LocalEngine` does in addition to `test_contract`: it drops hints, releases memory,
forms batches, and goes on after a GPU has failed."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from removerbot.engine.base import Encoding, Limits
from removerbot.engine.local import LocalEngine
from removerbot.errors import DamagedImage, EngineFailed
from removerbot.imaging.photo import decode
from removerbot.imaging.types import DecodeRequest, Photo, Pixels, Prompt
from removerbot.models.base import Embedding, Segmenter
from removerbot.models.pool import Pool
from removerbot.process.turns import asking_for
from tests.engine.conftest import until
from tests.fakes import FakeGpu, FakeSegmenter, photo_named

POINT = DecodeRequest(Prompt([(5, 5)]))


@pytest.fixture
def gate() -> threading.Event:
    """Closed; encodings of a segmenter made with `gate.wait` go on when it is set."""
    return threading.Event()


@asynccontextmanager
async def running(
    segmenter: Segmenter, *, queue: int = 10, gate: threading.Event | None = None
) -> AsyncIterator[LocalEngine]:
    async with LocalEngine(
        segmenter, Limits(workers=1, queue=queue, timeout=20, cache_bytes=100_000)
    ) as engine:
        try:
            yield engine
        finally:
            if gate:  # or the threads would never end
                gate.set()


async def test_a_dropped_hint_is_encoded_for_a_request(gate: threading.Event) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, queue=1, gate=gate) as engine:
        for name in (1, 2, 3):
            await engine.prepare(photo_named(name))
            await until(lambda: segmenter.encoded == [1])
        gate.set()
        await engine.decode(photo_named(2), [POINT])
    assert segmenter.encoded == [1, 2]


async def test_the_model_releases_memory_once_when_idle_and_works_again_after() -> None:
    segmenter = FakeSegmenter()
    async with running(segmenter) as engine:
        engine.release_after = 0.05
        await engine.decode(photo_named(1), [POINT])
        await until(lambda: segmenter.releases == 1)
        await asyncio.sleep(0.2)
        assert segmenter.releases == 1
        assert await engine.decode(photo_named(2), [POINT])


async def test_photos_that_wait_are_encoded_together_and_a_single_one_never_waits(
    gate: threading.Event,
) -> None:
    gpu = FakeGpu("cuda:0", batch=4, on_encode=lambda name: name > 1 or gate.wait())
    async with running(gpu, gate=gate) as engine:
        engine.batch_wait = 3600  # a lone photo is not delayed by it, nor is a full batch
        await engine.prepare(photo_named(1))
        await until(lambda: gpu.tried == [1])
        asked = [
            asyncio.create_task(engine.decode(photo_named(n), [POINT])) for n in range(2, 6)
        ]
        await until(lambda: len(engine._queue) == 4)
        gate.set()
        assert all(await asyncio.gather(*asked))
        assert gpu.encoded == [1, 2, 3, 4, 5]
        assert gpu.tried[:2] == [1, 4]


async def test_a_few_queued_photos_wait_for_others_to_join_the_batch(
    gate: threading.Event,
) -> None:
    gpu = FakeGpu("cuda:0", on_encode=lambda name: name > 1 or gate.wait())
    async with running(gpu, gate=gate) as engine:
        engine.batch_wait = 1
        await engine.prepare(photo_named(1))
        await until(lambda: gpu.tried == [1])
        for name in (2, 3):
            await engine.prepare(photo_named(name))
        gate.set()
        await until(lambda: len(engine._queue) == 2 and not engine._queue.running)
        await engine.prepare(photo_named(4))
        await until(lambda: not engine.is_busy)
    assert gpu.tried == [1, 3]


async def test_a_damaged_photo_in_a_batch_fails_alone(gate: threading.Event) -> None:
    whole = photo_named(2)
    broken = Photo("broken", whole.data[:60], whole.size)
    gpu = FakeGpu("cuda:0", on_encode=lambda name: name > 1 or gate.wait())
    async with running(gpu, gate=gate) as engine:
        await engine.prepare(photo_named(1))
        await until(lambda: gpu.tried == [1])
        photos = [whole, broken, photo_named(3)]
        asked = [asyncio.create_task(engine.decode(photo, [POINT])) for photo in photos]
        await until(lambda: len(engine._queue) == 3)
        gate.set()
        first, second, third = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(second, DamagedImage)
    assert isinstance(first, list)
    assert isinstance(third, list)
    assert gpu.tried[:2] == [1, 2]


async def test_requests_at_the_same_time_are_decoded_in_one_batch() -> None:
    gpu = FakeGpu("cuda:0")
    async with running(gpu) as engine:
        await engine.decode(photo_named(1), [POINT])
        requests = [DecodeRequest(Prompt([(x, 5)])) for x in range(7)]
        in_one_call = engine.decode(photo_named(1), requests[:3])
        alone = (engine.decode(photo_named(1), [each]) for each in requests[3:])
        answers, *others = await asyncio.gather(in_one_call, *alone)
    assert gpu.tried == [1, 1, 7]
    peaks = [answer[0].logits.argmax() % 256 for [answer] in [[each] for each in answers]]
    assert peaks == [2 * x for x in range(3)]
    assert all(len(answer) == 1 for answer in others)


async def test_a_photo_is_encoded_again_after_its_gpu_has_failed() -> None:
    gpu, mobile = FakeGpu("cuda:0"), FakeSegmenter()
    async with running(Pool([gpu], lambda: mobile)) as engine:
        photos = [photo_named(name) for name in range(3)]
        await asyncio.gather(*(engine.decode(photo, [POINT]) for photo in photos))
        gpu.is_broken = True
        for _ in range(2):
            for photo in photos:
                assert await engine.decode(photo, [POINT])
    assert sorted(gpu.encoded) == mobile.encoded == [0, 1, 2]


async def test_a_request_fails_when_no_device_is_left() -> None:
    gpu, other = FakeGpu("cuda:0"), FakeGpu("cuda:1")
    gpu.is_broken = other.is_broken = True
    async with running(Pool([gpu], lambda: other)) as engine:
        with pytest.raises(EngineFailed, match="illegal memory access"):
            await engine.decode(photo_named(1), [POINT])
        other.is_broken = False
        assert await engine.decode(photo_named(1), [POINT])


async def test_an_unforeseen_exception_fails_one_photo_and_the_next_one_is_encoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encode, lost = LocalEngine._encode, 1

    async def lose_one(self: LocalEngine, encodings: list[Encoding[Embedding]]) -> None:
        nonlocal lost
        if lost:
            lost -= 1
            raise ConnectionError("the cluster is gone")
        await encode(self, encodings)

    monkeypatch.setattr(LocalEngine, "_encode", lose_one)
    async with running(FakeSegmenter()) as engine, asyncio.timeout(20):
        with pytest.raises(EngineFailed):
            await engine.decode(photo_named(1), [POINT])
        assert await engine.decode(photo_named(2), [POINT])
        assert await engine.decode(photo_named(1), [POINT])


async def test_a_model_that_cannot_release_memory_goes_on_encoding() -> None:
    class Stuck(FakeSegmenter):
        def release_memory(self) -> None:
            super().release_memory()
            raise RuntimeError("the driver is gone")

    segmenter = Stuck()
    async with running(segmenter) as engine, asyncio.timeout(20):
        engine.release_after = 0.01
        await engine.decode(photo_named(1), [POINT])
        await until(lambda: segmenter.releases > 0)
        assert await engine.decode(photo_named(2), [POINT])


async def test_a_file_that_takes_long_to_decode_delays_nobody_else() -> None:
    segmenter, decoded = FakeSegmenter(), asyncio.Event()

    async def decode_slowly(photo: Photo, _least: int) -> Pixels:
        if photo.key == photo_named(1).key:
            await decoded.wait()
        return decode(photo)

    limits = Limits(workers=1, queue=10, timeout=20, cache_bytes=100_000)
    async with LocalEngine(segmenter, limits, decode_photo=decode_slowly) as engine:
        engine.read_wait = 0.05
        slow = asyncio.create_task(engine.decode(photo_named(1), [POINT]))
        await asyncio.sleep(0.01)
        for name in (2, 3):
            assert await engine.decode(photo_named(name), [POINT])
        assert segmenter.encoded == [2, 3]
        decoded.set()
        assert await slow
    assert segmenter.encoded == [2, 3, 1]


async def test_hints_of_people_are_encoded_in_turns(gate: threading.Event) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, gate=gate) as engine:
        with asking_for("hostile"):
            for name in (1, 2, 3, 4, 5):
                await engine.prepare(photo_named(name))
        await until(lambda: segmenter.encoded == [1])
        with asking_for("somebody"):
            await engine.prepare(photo_named(9))
        gate.set()
        await until(lambda: not engine.is_busy)
    assert segmenter.encoded.index(9) <= 2
    assert sorted(segmenter.encoded) == [1, 2, 3, 4, 5, 9]


async def test_a_full_queue_drops_a_hint_of_whoever_has_the_most(gate: threading.Event) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, queue=4, gate=gate) as engine:
        await engine.prepare(photo_named(1))
        await until(lambda: segmenter.encoded == [1])
        with asking_for("somebody"):
            await engine.prepare(photo_named(9))
        with asking_for("hostile"):
            for name in (2, 3, 4, 5, 6):
                await engine.prepare(photo_named(name))
        gate.set()
        await until(lambda: not engine.is_busy)
    assert sorted(segmenter.encoded) == [1, 4, 5, 6, 9]
