"""People take turns at a semaphore."""

import asyncio

import pytest

from removerbot.process.turns import FairSemaphore, asking_for, do_others_ask

PATIENCE = 60.0


async def ask(semaphore: FairSemaphore, person: str | None, order: list[str | None]) -> None:
    with asking_for(person):
        async with semaphore.held():
            await asyncio.sleep(0)
            order.append(person)


async def test_whoever_asks_often_lets_others_in_between() -> None:
    semaphore, order = FairSemaphore(1, PATIENCE), list[str | None]()
    await asyncio.gather(*(ask(semaphore, person, order) for person in "AAAAABBC"))
    assert "".join(map(str, order)) == "AABCABAA"


async def test_work_for_nobody_keeps_its_order() -> None:
    semaphore, order = FairSemaphore(1, PATIENCE), list[int]()

    async def append(number: int) -> None:
        async with semaphore.held():
            order.append(number)

    async with semaphore.held():
        waiting = [asyncio.create_task(append(number)) for number in range(4)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert order == [0, 1, 2, 3]


@pytest.mark.parametrize("is_granted", [False, True])
async def test_who_is_cancelled_keeps_nobody_waiting(is_granted: bool) -> None:
    semaphore, order = FairSemaphore(1, PATIENCE), list[str | None]()
    async with semaphore.held():
        cancelled = asyncio.create_task(ask(semaphore, "A", order))
        other = asyncio.create_task(ask(semaphore, "B", order))
        await asyncio.sleep(0)
        if not is_granted:
            cancelled.cancel()
            await asyncio.sleep(0)
    cancelled.cancel()
    await asyncio.wait_for(other, 5)
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    assert order == ["B"]
    await asyncio.wait_for(ask(semaphore, "C", order), 5)


async def test_a_semaphore_is_passed_on_when_its_block_fails() -> None:
    semaphore = FairSemaphore(1, PATIENCE)
    with pytest.raises(ValueError, match="of the block"):
        async with semaphore.held():
            raise ValueError("of the block")
    await asyncio.wait_for(ask(semaphore, "A", []), 5)


async def test_as_many_hold_it_as_may() -> None:
    semaphore, holding = FairSemaphore(2, PATIENCE), list[int]()

    async def hold(number: int, until: asyncio.Event) -> None:
        async with semaphore.held():
            holding.append(number)
            await until.wait()

    until = asyncio.Event()
    tasks = [asyncio.create_task(hold(number, until)) for number in range(3)]
    await asyncio.sleep(0)
    assert holding == [0, 1]
    until.set()
    await asyncio.gather(*tasks)
    assert holding == [0, 1, 2]


async def test_nobody_waits_for_ever() -> None:
    semaphore, order = FairSemaphore(1, 0.01), list[str | None]()
    async with semaphore.held():
        with pytest.raises(TimeoutError):
            await asyncio.create_task(ask(semaphore, "A", order))
    await ask(semaphore, "B", order)
    assert order == ["B"]


async def test_a_task_does_not_wait_for_itself() -> None:
    semaphore = FairSemaphore(1, PATIENCE)
    async with semaphore.held():
        with pytest.raises(RuntimeError):
            await ask(semaphore, "A", [])
    await asyncio.wait_for(ask(semaphore, "A", []), 5)


def test_others_ask_where_another_person_is_named() -> None:
    with asking_for("Ann"):
        with asking_for(None):
            assert do_others_ask()
            with asking_for("Ann"):
                assert not do_others_ask()
        with asking_for("Ben"):
            assert do_others_ask()
