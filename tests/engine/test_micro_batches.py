"""Which calls form a batch, and when it is processed."""

import asyncio
from collections.abc import Sequence

import pytest

from removerbot.engine.local import MicroBatches
from removerbot.errors import EngineFailed


class Doubling:
    """Doubles numbers when it may. Negative ones it cannot.

    Attributes:
        calls: what it was given, call by call.
        may: whether it may.
    """

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.may = asyncio.Event()

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.calls.append(list(numbers))
        await self.may.wait()
        if min(numbers) < 0:
            raise EngineFailed("negative")
        return [2 * number for number in numbers]


def batches(work: Doubling, *, most: int = 4, workers: int = 1) -> MicroBatches[int, int]:
    return MicroBatches(work, kind=lambda n: n >= 100, max_size=lambda: most, workers=workers)


async def test_calls_at_the_same_time_form_batches_up_to_the_limit() -> None:
    work = Doubling()
    work.may.set()

    found = await asyncio.gather(*map(batches(work), range(6)))

    assert found == [0, 2, 4, 6, 8, 10]
    assert work.calls == [[0, 1, 2, 3], [4, 5]]


async def test_calls_while_it_is_busy_form_batches_by_kind_in_their_order() -> None:
    work = Doubling()
    double = batches(work)
    first = asyncio.create_task(double(1))
    await asyncio.sleep(0.01)
    assert work.calls == [[1]]
    others = [asyncio.create_task(double(n)) for n in (100, 2, 101, 3)]
    await asyncio.sleep(0.01)
    work.may.set()

    assert await asyncio.gather(first, *others) == [2, 200, 4, 202, 6]
    assert work.calls == [[1], [100, 101], [2, 3]]


async def test_several_workers_process_batches_at_the_same_time() -> None:
    work = Doubling()
    double = batches(work, most=1, workers=2)
    waiting = asyncio.gather(*map(double, range(3)))
    await asyncio.sleep(0.01)
    assert work.calls == [[0], [1]]
    work.may.set()

    assert await waiting == [0, 2, 4]


async def test_an_error_fails_all_calls_of_its_batch_and_no_others() -> None:
    work = Doubling()
    work.may.set()
    double = batches(work)

    found = await asyncio.gather(*map(double, (1, -1, 100)), return_exceptions=True)

    assert [type(each) for each in found] == [EngineFailed, EngineFailed, int]
    assert await double(5) == 10


async def test_a_cancelled_call_leaves_the_others_their_results() -> None:
    work = Doubling()
    double = batches(work)
    impatient, patient = (asyncio.create_task(double(n)) for n in (1, 2))
    await asyncio.sleep(0.01)
    impatient.cancel()
    work.may.set()

    assert await patient == 4
    with pytest.raises(asyncio.CancelledError):
        await impatient
