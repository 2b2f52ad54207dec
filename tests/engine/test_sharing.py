"""People take turns: on threads and in batches. Which calls form a batch."""

import asyncio
import math
import threading
from collections.abc import Awaitable, Callable, Hashable, Sequence

import pytest

from removerbot.engine.sharing import FairThreads, MicroBatches
from removerbot.errors import EngineFailed
from removerbot.process.turns import asking_for, who_asks

Work = Callable[[Sequence[int]], Awaitable[Sequence[int]]]


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


def batches(work: Work, *, most: int = 4, workers: int = 1) -> MicroBatches[int, int]:
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


class Threads:
    """Work that lasts until it is let go, on fair threads."""

    def __init__(self, count: int, budget: float = math.inf) -> None:
        self.threads = FairThreads(count, "test", budget)
        self.begun: list[str] = []
        self._go: dict[str, threading.Event] = {}

    def ask(self, person: str, name: str, weight: int = 0) -> asyncio.Task[None]:
        go = self._go[name] = threading.Event()

        def work() -> None:
            self.begun.append(name)
            go.wait(20)

        with asking_for(person):
            return asyncio.create_task(self.threads.run(work, weight=weight))

    def let_go(self, *names: str) -> None:
        for name in names or self._go:
            self._go[name].set()

    async def until_begun(self, *names: str) -> None:
        async with asyncio.timeout(20):
            while set(self.begun) != set(names):
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.02)
        assert set(self.begun) == set(names)


async def test_each_person_has_one_thread_and_turns_go_round() -> None:
    work = Threads(2)
    tasks = [work.ask("ada", name) for name in ("a1", "a2", "a3")]
    await work.until_begun("a1")  # though a thread is free
    tasks += [work.ask("bob", "b1"), work.ask("eve", "e1")]
    await work.until_begun("a1", "b1")
    work.let_go("a1")
    await work.until_begun("a1", "b1", "a2")
    work.let_go("a2")
    await work.until_begun("a1", "b1", "a2", "e1")  # before a3, which came first
    work.let_go()
    await asyncio.gather(*tasks)
    assert len(work.begun) == 5
    work.threads.close()


async def test_heavy_work_leaves_a_thread_and_stays_within_the_budget() -> None:
    work = Threads(3, budget=10)
    tasks = [work.ask("ada", "6", 6), work.ask("bob", "5", 5), work.ask("eve", "4", 4)]
    await work.until_begun("6")  # 4 would fit, but does not overtake 5
    tasks += [work.ask("dan", "light")]
    await work.until_begun("6", "light")
    work.let_go("6")
    await work.until_begun("6", "light", "5", "4")
    tasks += [work.ask("fay", "1", 1)]  # it would fit, but two of three threads are heavy
    await asyncio.sleep(0.05)
    assert "1" not in work.begun
    work.let_go()
    await asyncio.gather(*tasks)
    work.threads.close()


async def test_a_cancelled_caller_gives_up_its_wish_or_its_thread_when_the_work_ends() -> None:
    work = Threads(2)
    running, waiting = work.ask("ada", "a1"), work.ask("ada", "a2")
    await work.until_begun("a1")
    for task in (running, waiting):
        task.cancel()
    last = work.ask("ada", "a3")
    await asyncio.gather(running, waiting, return_exceptions=True)
    await work.until_begun("a1")  # its thread cannot be stopped, so it counts
    work.let_go("a1")
    await work.until_begun("a1", "a3")
    work.let_go()
    await last
    work.threads.close()


async def test_one_call_of_another_person_waits_for_one_batch_not_for_hundreds() -> None:
    work = Doubling()
    double = batches(work, most=1)
    with asking_for("ada"):
        tasks = [asyncio.create_task(double(n)) for n in range(50)]
    await asyncio.sleep(0.01)
    with asking_for("bob"):
        tasks.append(asyncio.create_task(double(99)))
    await asyncio.sleep(0.01)
    work.may.set()
    await asyncio.gather(*tasks)
    assert [99] in work.calls[:3]


async def test_a_batch_is_not_the_work_of_whoever_was_first() -> None:
    asked = list[Hashable]()

    async def note(items: Sequence[int]) -> Sequence[int]:
        await asyncio.sleep(0)
        asked.append(who_asks())
        return items

    batch = batches(note, most=1)
    with asking_for("ada"):
        first = asyncio.create_task(batch(1))
    with asking_for("bob"):
        await asyncio.gather(first, batch(2))
    assert not {"ada", "bob"} & set(asked)


async def test_calls_that_were_cancelled_while_they_waited_are_not_made() -> None:
    work = Doubling()
    double = batches(work, most=1)
    tasks = [asyncio.create_task(double(n)) for n in range(3)]
    await asyncio.sleep(0.01)
    tasks[1].cancel()
    await asyncio.sleep(0)
    work.may.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert work.calls == [[0], [2]]
