"""Work that is shared while it is under way."""

import asyncio

import pytest

from removerbot.engine.sharing import InProgress


class Work:
    """Work that takes until the test lets it end."""

    def __init__(self) -> None:
        self.begun = self.cancelled = 0
        self.go = asyncio.Event()

    async def __call__(self) -> int:
        self.begun += 1
        number = self.begun
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if number > 1:
            raise ValueError("the second time")
        return number


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def shared() -> InProgress[str, int]:
    return InProgress()


async def test_whoever_asks_meanwhile_gets_the_same_and_later_ones_do_not(
    shared: InProgress[str, int], work: Work
) -> None:
    asked = [asyncio.create_task(shared.run("a", work)) for _ in range(3)]
    await asyncio.sleep(0)
    work.go.set()
    assert await asyncio.gather(*asked) == [1, 1, 1]
    again = [asyncio.create_task(shared.run("a", work)) for _ in range(2)]
    assert [type(each) for each in await asyncio.gather(*again, return_exceptions=True)] == [
        ValueError,
        ValueError,
    ]
    assert work.begun == 2


async def test_it_is_cancelled_with_the_last_who_waits_and_nobody_joins_it_then(
    shared: InProgress[str, int], work: Work
) -> None:
    first, second = (asyncio.create_task(shared.run("a", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0.01)
    assert not work.cancelled
    second.cancel()
    await asyncio.sleep(0)  # the work is told, but has not ended yet
    third = asyncio.create_task(shared.run("a", work))
    await asyncio.sleep(0.01)
    assert (work.cancelled, work.begun) == (1, 2)
    work.go.set()
    with pytest.raises(ValueError, match="second"):
        await third
    assert "a" not in shared
