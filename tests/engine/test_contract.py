"""What every implementation of `Engine` guarantees."""

import asyncio
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from removerbot.errors import DamagedImage, EngineBusy, EngineFailed, EngineTimeout
from removerbot.imaging.photo import read_photo
from removerbot.imaging.types import DecodeRequest, Photo, Prompt
from tests.afar import FAILS, noted
from tests.engine.conftest import Rig, until
from tests.fakes import photo_named

POINT = DecodeRequest(Prompt([(5, 5)]))


async def test_prepare_encodes_the_photo_before_a_request(rig: Rig) -> None:
    async with rig.running() as engine:
        await engine.prepare(photo_named(1))
        await until(lambda: rig.encoded == [1])
        for _ in range(3):
            [candidates] = await engine.decode(photo_named(1), [POINT])
            assert [candidate.mask_index for candidate in candidates] == [0, 1, 2, 3]
    assert rig.encoded == [1]


async def test_a_photo_of_many_requests_at_once_is_encoded_once(rig: Rig) -> None:
    async with rig.running(workers=2) as engine:
        await asyncio.gather(*(engine.decode(photo_named(1), [POINT]) for _ in range(20)))
    assert rig.encoded == [1]


async def test_a_photo_with_a_request_is_encoded_before_hints(rig: Rig) -> None:
    rig.hold()
    async with rig.running() as engine:
        for name in (1, 2, 3, 4):
            await engine.prepare(photo_named(name))
        await until(lambda: rig.encoded == [1])
        asked = asyncio.create_task(engine.decode(photo_named(4), [POINT]))
        await asyncio.sleep(0)
        rig.release()
        await asked
        await until(lambda: len(rig.encoded) == 4)
    assert rig.encoded == [1, 4, 2, 3]


async def test_a_reply_does_not_wait_for_the_encodings_of_others(rig: Rig) -> None:
    async with rig.running(workers=2) as engine:
        await engine.decode(photo_named(1), [POINT])
        rig.hold()
        for name in (2, 3, 4, 5):
            await engine.prepare(photo_named(name))
        await until(lambda: len(rig.encoded) == 3)
        async with asyncio.timeout(10):
            assert await engine.decode(photo_named(1), [POINT])


async def test_the_event_loop_goes_on_while_the_model_works(rig: Rig) -> None:
    rig.hold()
    async with rig.running() as engine:
        asked = asyncio.create_task(engine.decode(photo_named(1), [POINT]))
        await until(lambda: rig.encoded == [1])
        for _ in range(100):
            await asyncio.sleep(0)
        assert not asked.done()
        rig.release()
        assert await asked


async def test_a_full_queue_drops_hints_but_no_photo_with_a_request(
    rig: Rig,
) -> None:
    rig.hold()
    async with rig.running(queue=2) as engine:
        await engine.prepare(photo_named(1))
        await until(lambda: rig.encoded == [1])
        await engine.prepare(photo_named(2))
        await engine.prepare(photo_named(3))
        asked = [asyncio.create_task(engine.decode(photo_named(n), [POINT])) for n in (4, 5)]
        await asyncio.sleep(0)
        with pytest.raises(EngineBusy):
            await engine.decode(photo_named(6), [POINT])
        await engine.prepare(photo_named(7))
        rig.release()
        assert all(await asyncio.gather(*asked))
    assert rig.encoded == [1, 4, 5]


async def test_a_request_times_out_and_its_encoding_is_still_cached(rig: Rig) -> None:
    rig.hold()
    async with rig.running(timeout=3) as engine:
        with pytest.raises(EngineTimeout):
            await engine.decode(photo_named(1), [POINT])
        rig.release()
        await until(lambda: not engine.is_busy)
        assert await engine.decode(photo_named(1), [POINT])
    assert rig.encoded == [1]


async def test_a_failing_model_is_an_engine_error_and_the_next_photo_works(rig: Rig) -> None:
    async with rig.running() as engine:
        await engine.prepare(photo_named(FAILS))
        with pytest.raises(EngineFailed, match="out of order"):
            await engine.decode(photo_named(FAILS), [POINT])
        assert await engine.decode(photo_named(2), [POINT])


async def test_a_photo_that_cannot_be_decoded_is_a_user_error(rig: Rig) -> None:
    whole = photo_named(1)
    broken = Photo("broken", whole.data[:30], whole.size)
    async with rig.running() as engine:
        await engine.prepare(broken)
        with pytest.raises(DamagedImage):
            await engine.decode(broken, [POINT])


async def test_a_photo_that_has_left_the_cache_is_encoded_again(rig: Rig) -> None:
    async with rig.running(cache_bytes=2500) as engine:  # each embedding takes 1000
        for name in (1, 2, 3, 3, 1):
            await engine.decode(photo_named(name), [POINT])
    assert rig.encoded == [1, 2, 3, 1]


async def test_a_large_photo_is_encoded_smaller_and_prompts_are_in_its_own_pixels(
    rig: Rig,
) -> None:
    file = BytesIO()
    Image.new("RGB", (4200, 3000), (90, 90, 90)).save(file, "JPEG")
    async with rig.running() as engine:
        request = DecodeRequest(Prompt([(4000, 2000)]))
        [candidates] = await engine.decode(read_photo(file.getvalue()), [request])
    (largest,) = noted(rig.folder / "shapes")
    assert 1024 <= largest < 4200
    y, x = np.unravel_index(candidates[0].logits.argmax(), (256, 256))
    assert abs(x - 4000 * 256 / 4200) <= 1
    assert abs(y - 2000 * 256 / 4200) <= 1


async def test_a_mask_can_be_the_input_of_the_next_request(rig: Rig) -> None:
    async with rig.running() as engine:
        [first] = await engine.decode(photo_named(1), [POINT])
        request = DecodeRequest(Prompt([(5, 5), (9, 9)]), first[2])
        [again] = await engine.decode(photo_named(1), [request])
    assert [each.mask_index for each in again] == [0, 1, 2, 3]
    assert again[0].logits.dtype == np.float32
