"""Subjects are found while nobody waits for the engine."""

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Event
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from removerbot.engine.decoded_photos import RenderingMemory
from removerbot.engine.subjects import Subjects
from removerbot.errors import DamagedImage, EngineFailed, WeightsMissing
from removerbot.imaging.photo import decode
from removerbot.imaging.types import Photo, Pixels, Size
from removerbot.models.subject import SIDE, SubjectModel
from removerbot.process.metrics import Metrics
from removerbot.process.turns import asking_for, who_asks
from tests.fakes import photo_named


class FakeNetwork:
    """Says that all of a photo is subject, as much as it is red; notes the photos."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.error: Exception | None = None

    def __call__(self, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        if self.error:
            raise self.error
        red = float(inputs["input"][0, 0, 0, 0]) * 256 + 128
        self.seen.append(round(red))
        return [np.full((1, 1, SIDE, SIDE), red / 255, np.float32)]

    def release_memory(self) -> None:
        pass


class Engine:
    """Whether it is busy."""

    is_busy = False


def subjects(
    network: FakeNetwork | Callable[[], SubjectModel | None],
    engine: Engine | None = None,
    decode_photo: Callable[[Photo, int], Pixels] = decode,
    memory: RenderingMemory | None = None,
) -> Subjects:
    busy = engine or Engine()

    async def decoded(photo: Photo, min_side: int) -> Pixels:
        return await asyncio.to_thread(decode_photo, photo, min_side)

    return Subjects(
        (lambda: SubjectModel(network)) if isinstance(network, FakeNetwork) else network,
        decoded,
        is_busy=lambda: busy.is_busy,
        cache_bytes=3 * SIDE * SIDE,
        metrics=Metrics(),
        memory=memory,
    )


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


async def test_a_subject_is_known_once_it_was_looked_for() -> None:
    network, photo = FakeNetwork(), photo_named(51)
    async with subjects(network) as finder:
        assert finder.known(photo) is None
        finder.prepare(photo)
        assert finder.known(photo) is None
        await until(lambda: finder.known(photo) is not None)
        found = await finder.find(photo)
        assert found is not None
        assert found.shape == (SIDE, SIDE)
        assert found.dtype == np.float32
        assert np.allclose(found, 0.2)
        finder.prepare(photo)
    assert network.seen == [51]


async def test_nobody_waits_because_of_it_but_who_asks_is_served() -> None:
    network, engine = FakeNetwork(), Engine()
    engine.is_busy = True
    async with subjects(network, engine) as finder:
        finder.prepare(photo_named(1))
        finder.prepare(photo_named(2))
        await asyncio.sleep(0.2)
        assert network.seen == []
        assert await finder.find(photo_named(2)) is not None
        assert network.seen == [2]
        engine.is_busy = False
        await until(lambda: network.seen == [2, 1])


async def test_the_log_names_what_failed(caplog: pytest.LogCaptureFixture) -> None:
    def decode_nothing(_photo: Photo, _min_side: int) -> Pixels:
        return Pixels(np.zeros((0, 0, 3), np.uint8))

    network = FakeNetwork()
    async with subjects(network, decode_photo=decode_nothing) as finder:
        with pytest.raises(EngineFailed):
            await finder.find(photo_named(1))
    assert network.seen == []
    assert "reading a photo failed" in caplog.text
    assert "the subject model failed" not in caplog.text


async def test_a_photo_is_decoded_in_the_turns_of_whoever_asked() -> None:
    asked = list[Hashable]()

    def decode_and_note(photo: Photo, min_side: int) -> Pixels:
        asked.append(who_asks())
        return decode(photo, min_side)

    async with subjects(FakeNetwork(), decode_photo=decode_and_note) as finder:
        for number, person in enumerate(("ada", "bob"), start=1):
            with asking_for(person):
                await finder.find(photo_named(number))
    assert asked == ["ada", "bob"]


async def test_all_works_without_it_while_it_is_fetched() -> None:
    network, fetched = FakeNetwork(), Event()

    def load() -> SubjectModel:
        fetched.wait(10)
        return SubjectModel(network)

    async with subjects(load) as finder:
        finder.load_seconds = 0.05
        assert finder.state == "idle"
        finder.prepare(photo_named(7))
        assert finder.state == "loading"
        assert await finder.find(photo_named(7)) is None
        fetched.set()
        await until(lambda: finder.known(photo_named(7)) is not None)
        assert finder.state == "isnet"


async def test_the_end_does_not_wait_until_it_is_fetched() -> None:
    begun, fetched = Event(), Event()

    def load() -> SubjectModel | None:
        begun.set()
        fetched.wait(20)
        return None

    try:
        async with asyncio.timeout(10):
            async with subjects(load) as finder:
                finder.prepare(photo_named(7))
                await until(begun.is_set)
    finally:
        fetched.set()


def missing() -> SubjectModel | None:
    raise WeightsMissing("no network")


def broken() -> SubjectModel | None:
    raise RuntimeError("OpenVINO does not know this processor")


def disk_full() -> SubjectModel | None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("load", [missing, broken, disk_full, lambda: None])
async def test_all_works_without_it(load: Callable[[], SubjectModel | None]) -> None:
    async with subjects(load) as finder:
        finder.prepare(photo_named(7))
        assert await finder.find(photo_named(7)) is None
        finder.prepare(photo_named(8))
        assert finder.known(photo_named(7)) is None
        assert finder.state == "off"


async def test_an_error_of_the_model_or_a_damaged_photo_stops_nothing() -> None:
    def decode_photo(photo: Photo, min_side: int) -> Pixels:
        if photo.key == photo_named(3).key:
            raise DamagedImage
        return decode(photo, min_side)

    network = FakeNetwork()
    async with subjects(network, decode_photo=decode_photo) as finder:
        with pytest.raises(DamagedImage):
            await finder.find(photo_named(3))
        network.error = ValueError("out of memory")
        with pytest.raises(EngineFailed):
            await finder.find(photo_named(4))
        network.error = None
        assert await finder.find(photo_named(4)) is not None


async def test_what_it_keeps_is_weighed() -> None:
    async with subjects(FakeNetwork()) as finder:
        photos = [photo_named(number) for number in range(5)]
        for photo in photos:
            await finder.find(photo)
        assert [finder.known(photo) is None for photo in photos] == [True] * 2 + [False] * 3


async def test_a_large_photo_waits_until_there_is_memory_for_it() -> None:
    large, memory = replace(photo_named(1), size=Size(4000, 3000)), RenderingMemory(200 << 20)
    decoded = list[Photo]()

    def noted(photo: Photo, _: int) -> Pixels:
        decoded.append(photo)
        return decode(photo_named(1))

    async with subjects(FakeNetwork(), decode_photo=noted, memory=memory) as found:
        async with memory.held(large):
            search = asyncio.create_task(found.find(large))
            await asyncio.sleep(0.1)
            assert not decoded
        assert await search is not None
    assert decoded == [large]
