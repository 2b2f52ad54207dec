"""The engine's promises: ahead, once, the asker first, and never in the event loop."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from removerbot.core.photo import read_photo
from removerbot.core.types import Photo, Prompt
from removerbot.engine.local import LocalEngine
from removerbot.errors import DamagedImage, EngineBusy, EngineFailed, EngineTimeout
from removerbot.segment.base import Segmenter
from removerbot.segment.pool import Pool
from tests.fakes import FakeGpu, FakeSegmenter, photo_named

POINT = Prompt([(5, 5)])


@pytest.fixture
def gate() -> threading.Event:
    """Closed; encodings of a segmenter made with `gate.wait` go on when it is set."""
    return threading.Event()


@asynccontextmanager
async def running(
    segmenter: Segmenter,
    *,
    workers: int = 1,
    queue: int = 10,
    timeout: float = 20,
    cache_bytes: int = 100_000,
    gate: threading.Event | None = None,
) -> AsyncIterator[LocalEngine]:
    async with LocalEngine(
        segmenter, workers=workers, queue=queue, timeout=timeout, cache_bytes=cache_bytes
    ) as engine:
        try:
            yield engine
        finally:
            if gate:  # or the threads would never end
                gate.set()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


async def test_a_hint_has_the_photo_encoded_before_anybody_asks() -> None:
    segmenter = FakeSegmenter()
    async with running(segmenter) as engine:
        await engine.prepare(photo_named(1))
        await until(lambda: segmenter.encoded == [1])
        for _ in range(3):
            candidates = await engine.segment(photo_named(1), POINT)
            assert [candidate.token for candidate in candidates] == [0, 1, 2, 3]
    assert segmenter.encoded == [1]


async def test_a_photo_asked_for_many_times_at_once_is_encoded_once() -> None:
    segmenter = FakeSegmenter()
    async with running(segmenter, workers=4) as engine:
        await asyncio.gather(*(engine.segment(photo_named(1), POINT) for _ in range(20)))
    assert segmenter.encoded == [1]


async def test_who_asks_goes_before_photos_that_nobody_has_asked_about(
    gate: threading.Event,
) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, gate=gate) as engine:
        for name in (1, 2, 3, 4):
            await engine.prepare(photo_named(name))
        await until(lambda: segmenter.encoded == [1])
        asked = asyncio.create_task(engine.segment(photo_named(4), POINT))
        await asyncio.sleep(0)
        gate.set()
        await asked
        await until(lambda: len(segmenter.encoded) == 4)
    assert segmenter.encoded == [1, 4, 2, 3]


async def test_a_reply_does_not_wait_for_the_encodings_of_others(gate: threading.Event) -> None:
    segmenter = FakeSegmenter(lambda name: name == 1 or gate.wait())
    async with running(segmenter, workers=2, gate=gate) as engine:
        await engine.segment(photo_named(1), POINT)
        for name in (2, 3, 4, 5):
            await engine.prepare(photo_named(name))
        await until(lambda: len(segmenter.encoded) == 3)
        async with asyncio.timeout(10):
            assert await engine.segment(photo_named(1), POINT)


async def test_the_event_loop_goes_on_while_the_model_works(gate: threading.Event) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, gate=gate) as engine:
        asked = asyncio.create_task(engine.segment(photo_named(1), POINT))
        await until(lambda: segmenter.encoded == [1])
        for _ in range(100):
            await asyncio.sleep(0)
        assert not asked.done()
        gate.set()
        assert await asked


async def test_a_full_queue_forgets_hints_but_turns_nobody_down_who_was_let_in(
    gate: threading.Event,
) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, queue=2, gate=gate) as engine:
        await engine.prepare(photo_named(1))
        await until(lambda: segmenter.encoded == [1])
        await engine.prepare(photo_named(2))
        await engine.prepare(photo_named(3))
        asked = [asyncio.create_task(engine.segment(photo_named(n), POINT)) for n in (4, 5)]
        await asyncio.sleep(0)
        with pytest.raises(EngineBusy):
            await engine.segment(photo_named(6), POINT)
        await engine.prepare(photo_named(7))
        gate.set()
        assert all(await asyncio.gather(*asked))
    assert segmenter.encoded == [1, 4, 5]


async def test_a_forgotten_hint_is_encoded_when_it_is_asked_for(gate: threading.Event) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, queue=1, gate=gate) as engine:
        for name in (1, 2, 3):
            await engine.prepare(photo_named(name))
            await until(lambda: segmenter.encoded == [1])
        gate.set()
        await engine.segment(photo_named(2), POINT)
    assert segmenter.encoded == [1, 2]


async def test_who_waits_too_long_is_told_and_the_work_still_counts(
    gate: threading.Event,
) -> None:
    segmenter = FakeSegmenter(lambda _: gate.wait())
    async with running(segmenter, timeout=0.05, gate=gate) as engine:
        with pytest.raises(EngineTimeout):
            await engine.segment(photo_named(1), POINT)
        gate.set()
        await until(lambda: not engine.is_encoding)
        assert await engine.segment(photo_named(1), POINT)
    assert segmenter.encoded == [1]


async def test_a_failing_model_is_an_engine_error_and_the_next_photo_works() -> None:
    def fail(name: int) -> None:
        if name == 1:
            raise ValueError("out of order")

    segmenter = FakeSegmenter(fail)
    async with running(segmenter) as engine:
        await engine.prepare(photo_named(1))
        with pytest.raises(EngineFailed, match="out of order"):
            await engine.segment(photo_named(1), POINT)
        assert await engine.segment(photo_named(2), POINT)


async def test_a_photo_that_cannot_be_decoded_is_the_askers_to_mend() -> None:
    whole = photo_named(1)
    broken = Photo("broken", whole.data[:-30], whole.size)
    async with running(FakeSegmenter()) as engine:
        await engine.prepare(broken)
        with pytest.raises(DamagedImage):
            await engine.segment(broken, POINT)


async def test_what_the_memory_does_not_hold_is_encoded_again() -> None:
    segmenter = FakeSegmenter()  # each of its embeddings takes 1000 bytes
    async with running(segmenter, cache_bytes=2500) as engine:
        for name in (1, 2, 3, 3, 1):
            await engine.segment(photo_named(name), POINT)
    assert segmenter.encoded == [1, 2, 3, 1]


async def test_the_model_rests_once_when_no_photo_comes_and_works_again_after() -> None:
    segmenter = FakeSegmenter()
    async with running(segmenter) as engine:
        engine.quiet = 0.05
        await engine.segment(photo_named(1), POINT)
        await until(lambda: segmenter.rests == 1)
        await asyncio.sleep(0.2)
        assert segmenter.rests == 1
        assert await engine.segment(photo_named(2), POINT)


async def test_a_large_photo_is_encoded_smaller_and_pointed_at_in_its_own_pixels() -> None:
    segmenter = FakeSegmenter()
    file = BytesIO()
    Image.new("RGB", (4200, 3000), (90, 90, 90)).save(file, "JPEG")
    async with running(segmenter) as engine:
        candidates = await engine.segment(read_photo(file.getvalue()), Prompt([(4000, 2000)]))
    (largest,) = segmenter.shapes
    assert 1024 <= max(largest) < 4200
    y, x = np.unravel_index(candidates[0].logits.argmax(), (256, 256))
    assert abs(x - 4000 * 256 / 4200) <= 1
    assert abs(y - 2000 * 256 / 4200) <= 1


async def test_photos_that_wait_are_encoded_together_and_a_single_one_never_waits(
    gate: threading.Event,
) -> None:
    gpu = FakeGpu("cuda:0", batch=4, on_encode=lambda name: name > 1 or gate.wait())
    async with running(gpu, gate=gate) as engine:
        engine.collecting = 3600  # a lone photo is not delayed by it, nor is a full batch
        await engine.prepare(photo_named(1))
        await until(lambda: gpu.tried == [1])
        asked = [
            asyncio.create_task(engine.segment(photo_named(n), POINT)) for n in range(2, 6)
        ]
        await until(lambda: engine.waiting == 4)
        gate.set()
        assert all(await asyncio.gather(*asked))
        assert gpu.encoded == [1, 2, 3, 4, 5]
        assert gpu.tried[:2] == [1, 4]


async def test_a_few_that_wait_are_joined_by_those_who_come_next(gate: threading.Event) -> None:
    gpu = FakeGpu("cuda:0", on_encode=lambda name: name > 1 or gate.wait())
    async with running(gpu, gate=gate) as engine:
        engine.collecting = 1
        await engine.prepare(photo_named(1))
        await until(lambda: gpu.tried == [1])
        for name in (2, 3):
            await engine.prepare(photo_named(name))
        gate.set()
        await until(lambda: engine.waiting == 2 and not engine._photos.running)
        await engine.prepare(photo_named(4))
        await until(lambda: not engine.is_encoding)
    assert gpu.tried == [1, 3]


async def test_a_damaged_photo_in_a_batch_fails_alone(gate: threading.Event) -> None:
    whole = photo_named(2)
    broken = Photo("broken", whole.data[:-30], whole.size)
    gpu = FakeGpu("cuda:0", on_encode=lambda name: name > 1 or gate.wait())
    async with running(gpu, gate=gate) as engine:
        await engine.prepare(photo_named(1))
        await until(lambda: gpu.tried == [1])
        photos = [whole, broken, photo_named(3)]
        asked = [asyncio.create_task(engine.segment(photo, POINT)) for photo in photos]
        await until(lambda: engine.waiting == 3)
        gate.set()
        first, second, third = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(second, DamagedImage)
    assert isinstance(first, list)
    assert isinstance(third, list)
    assert gpu.tried[:2] == [1, 2]


async def test_prompts_asked_in_the_same_moment_are_decoded_together() -> None:
    gpu = FakeGpu("cuda:0")
    async with running(gpu) as engine:
        await engine.segment(photo_named(1), POINT)
        prompts = [Prompt([(x, 5)]) for x in range(5)]
        await asyncio.gather(*(engine.segment(photo_named(1), each) for each in prompts))
    assert gpu.tried == [1, 1, 5]


async def test_a_photo_is_encoded_again_where_its_gpu_is_lost() -> None:
    gpu, mobile = FakeGpu("cuda:0"), FakeSegmenter()
    async with running(Pool([gpu], lambda: mobile)) as engine:
        photos = [photo_named(name) for name in range(3)]
        await asyncio.gather(*(engine.segment(photo, POINT) for photo in photos))
        gpu.is_broken = True
        for _ in range(2):
            for photo in photos:
                assert await engine.segment(photo, POINT)
    assert sorted(gpu.encoded) == mobile.encoded == [0, 1, 2]


async def test_who_asks_is_told_in_the_end_where_no_device_is_left() -> None:
    gpu, other = FakeGpu("cuda:0"), FakeGpu("cuda:1")
    gpu.is_broken = other.is_broken = True
    async with running(Pool([gpu], lambda: other)) as engine:
        with pytest.raises(EngineFailed, match="illegal memory access"):
            await engine.segment(photo_named(1), POINT)
        other.is_broken = False
        assert await engine.segment(photo_named(1), POINT)
