"""Photos that are rendered at the same time fit into memory together."""

import asyncio

import pytest

from removerbot.engine.decoded_photos import RenderingMemory
from removerbot.imaging.types import Photo, Size

MEGABYTE = 1 << 20


def photo(side: int) -> Photo:
    return Photo("", b"", Size(side, side))


async def test_photos_wait_in_their_order_until_they_fit_and_small_ones_do_not() -> None:
    memory = RenderingMemory(500 * MEGABYTE)
    begun: list[str] = []
    ends = {name: asyncio.Event() for name in ("first", "huge", "late", "small")}

    async def render(name: str, *sides: int) -> None:
        async with memory.held(*map(photo, sides)):
            begun.append(name)
            await ends[name].wait()

    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(render("first", 5000))  # 286 MB
        tasks.create_task(render("huge", 20_000, 20_000))  # fits only alone
        tasks.create_task(render("late", 3000))  # would fit beside the first
        tasks.create_task(render("small", 1000))
        await asyncio.sleep(0.01)
        assert begun == ["first", "small"]
        ends["first"].set()
        await asyncio.sleep(0.01)
        assert begun == ["first", "small", "huge"]
        ends["huge"].set()
        await asyncio.sleep(0.01)
        assert begun == ["first", "small", "huge", "late"]
        ends["late"].set()
        ends["small"].set()


async def test_a_jpeg_that_is_decoded_small_weighs_little() -> None:
    memory = RenderingMemory(500 * MEGABYTE)
    jpeg, png = (
        Photo("", begin, Size(8000, 6000)) for begin in (b"\xff\xd8\xff\xe0", b"\x89PNG")
    )
    async with asyncio.timeout(20), memory.held(png, least=1280):  # all that there is
        async with memory.held(jpeg, least=1280):  # 2000×1500
            pass
        for each, least in ((jpeg, 3001), (jpeg, None), (png, 1600)):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.01), memory.held(each, least=least):
                    pass


async def test_whoever_leaves_gives_the_memory_back() -> None:
    memory = RenderingMemory(300 * MEGABYTE)
    begun = asyncio.Event()

    async def render() -> None:
        async with memory.held(photo(5000)):
            begun.set()
            await asyncio.Event().wait()

    running, waiting = (asyncio.create_task(render()) for _ in range(2))
    await begun.wait()
    waiting.cancel()
    running.cancel()
    await asyncio.wait([running, waiting])
    async with asyncio.timeout(20), memory.held(photo(5000)):
        pass


async def test_a_file_that_takes_more_memory_to_write_waits_for_more() -> None:
    memory = RenderingMemory(500 * MEGABYTE)
    async with asyncio.timeout(20), memory.held(photo(3000)):  # 103 MB
        async with memory.held(photo(3000), times=3):
            pass
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), memory.held(photo(3000), times=4):
                pass
