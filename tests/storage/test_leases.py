"""Several workers on one PostgreSQL: each update and each lock belongs to one of them, and can
be taken over once its lease has expired."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from removerbot.storage import leases
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.journal import Answer, Incoming, Journal
from removerbot.storage.leases import LEASE, Leases
from removerbot.storage.schema import WorkerRow

ADA, BOB, CHAT = 7_000_000_001, 7_000_000_002, -1_001_234_567_890


def incoming(update_id: int, person_id: int = ADA) -> Incoming:
    return Incoming(update_id, CHAT, person_id, f'{{"update_id": {update_id}}}')


@pytest.fixture
def url(new_postgresql_database: Callable[[], str]) -> str:
    return new_postgresql_database()


@pytest.fixture
async def sessions(url: str) -> AsyncIterator[Sessions]:
    async with open_database(url) as opened:
        yield opened


@pytest.fixture
async def workers(sessions: Sessions) -> AsyncIterator[tuple[Leases, Leases]]:
    """Two registered workers."""
    async with AsyncExitStack() as stack:
        first, second = Leases(sessions, is_shared=True), Leases(sessions, is_shared=True)
        await stack.enter_async_context(first.registered())
        await stack.enter_async_context(second.registered())
        yield first, second


@pytest.fixture
def journals(sessions: Sessions, workers: tuple[Leases, Leases]) -> tuple[Journal, Journal]:
    return Journal(sessions, workers[0]), Journal(sessions, workers[1])


async def expire(sessions: Sessions, worker: Leases) -> None:
    """Makes the lease of a worker look as if it had been killed a while ago."""
    long_ago = WorkerRow.seen_at - LEASE - timedelta(seconds=1)
    async with sessions.begin() as session:
        await session.execute(
            update(WorkerRow).where(WorkerRow.id == worker.worker_id).values(seen_at=long_ago)
        )


async def test_an_update_belongs_to_the_worker_that_recorded_it_first(
    journals: tuple[Journal, Journal],
) -> None:
    first, second = journals
    await first.record([incoming(1)])
    await second.record([incoming(1), incoming(2)])
    assert await first.claim(1)
    assert not await second.claim(1)
    assert not await first.claim(2)
    assert await second.claim(2)
    assert await first.take_over() == await second.take_over() == []


async def test_of_two_workers_that_get_the_same_updates_at_once_one_handles_each(
    journals: tuple[Journal, Journal],
) -> None:
    updates = [incoming(number) for number in range(1, 41)]
    await asyncio.gather(*(journal.record([each]) for each in updates for journal in journals))
    for each in updates:
        claims = await asyncio.gather(*(journal.claim(each.update_id) for journal in journals))
        assert sorted(claims) == [False, True]


async def test_the_updates_of_a_worker_that_stops_are_taken_over_at_once(
    sessions: Sessions, journals: tuple[Journal, Journal]
) -> None:
    leaving = Leases(sessions, is_shared=True)
    async with leaving.registered():
        await Journal(sessions, leaving).record([incoming(2), incoming(1)])
        assert await journals[0].take_over() == []
    assert await journals[0].take_over() == [incoming(1).payload, incoming(2).payload]
    assert await journals[0].claim(1)
    assert not await journals[1].claim(1)


async def test_each_update_of_an_expired_worker_is_taken_over_by_one(
    sessions: Sessions, workers: tuple[Leases, Leases], journals: tuple[Journal, Journal]
) -> None:
    killed = Leases(sessions, is_shared=True)
    async with killed.registered():
        updates = [incoming(number) for number in range(1, 31)]
        await Journal(sessions, killed).record(updates)
        await expire(sessions, killed)
        shares = await asyncio.gather(*(journal.take_over() for journal in journals))
    assert sorted(shares[0] + shares[1]) == sorted(each.payload for each in updates)


async def test_a_worker_whose_lease_had_expired_can_change_nothing_more(
    sessions: Sessions, workers: tuple[Leases, Leases], journals: tuple[Journal, Journal]
) -> None:
    first, second = journals
    await first.record([incoming(1)])
    assert await first.claim(1)
    await expire(sessions, workers[0])
    assert await second.take_over() == [incoming(1).payload]
    assert not await first.begin_send(1, 0)
    await first.mark_done(1)
    assert await first.mark_unsure(1) is None
    assert await second.claim(1)
    assert await second.answer(1, 0) is None
    assert await second.begin_send(1, 0)
    await first.cancel_send(1, 0)
    await second.mark_sent(1, 0, "{}")
    assert await second.answer(1, 0) == Answer("{}")


async def test_the_earlier_update_of_a_person_is_next_whichever_worker_has_it(
    journals: tuple[Journal, Journal],
) -> None:
    first, second = journals
    await first.record([incoming(1)])
    await second.record([incoming(2), incoming(3, BOB)])
    assert await first.is_next(1)
    assert not await second.is_next(2)
    assert await second.is_next(3)
    await first.mark_done(1)
    assert await second.is_next(2)


async def test_an_album_of_which_each_worker_got_a_part_becomes_one_worker_s(
    journals: tuple[Journal, Journal],
) -> None:
    first, second = journals

    def photo(number: int, album: str, person_id: int = ADA) -> Incoming:
        return Incoming(number, CHAT, person_id, f'{{"media_group_id": "{album}"}}')

    await first.record([photo(1, "7")])
    await second.record([photo(2, "7"), photo(3, "77"), photo(4, "7", BOB)])
    assert await first.claim_related(1, '"media_group_id": "7"') == [photo(2, "7").payload]
    assert [await second.claim(number) for number in (2, 3, 4)] == [False, True, True]
    assert await first.claim(2)


async def test_a_lock_is_held_by_one_worker_at_a_time(workers: tuple[Leases, Leases]) -> None:
    inside, most = 0, 0

    async def hold(worker: Leases) -> None:
        nonlocal inside, most
        async with worker.lock("it"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.02)
            inside -= 1

    await asyncio.gather(*(hold(worker) for worker in workers * 5))
    assert most == 1


async def test_a_lock_of_an_expired_worker_can_be_acquired(
    sessions: Sessions, workers: tuple[Leases, Leases]
) -> None:
    async with workers[0].lock("it"):
        taking = asyncio.create_task(workers[1].lock("it").__aenter__())
        await asyncio.sleep(0.3)
        assert not taking.done()
        await expire(sessions, workers[0])
        async with asyncio.timeout(10):
            await taking


async def lock_without_release(worker: Leases, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the lock `it`; its release fails."""
    with monkeypatch.context() as broken:
        broken.setattr(Leases, "_release", fail)
        async with worker.lock("it"):
            pass


async def test_a_lock_whose_release_failed_is_acquired_again_by_its_own_worker(
    workers: tuple[Leases, Leases], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = workers
    await lock_without_release(first, monkeypatch)
    async with asyncio.timeout(10), first.lock("it"):
        pass
    async with asyncio.timeout(10), second.lock("it"):
        pass


async def test_a_lock_whose_release_failed_is_released_with_the_next_renewal(
    workers: tuple[Leases, Leases], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = workers
    await lock_without_release(first, monkeypatch)
    monkeypatch.setattr(leases, "RENEWAL", 0)
    async with first.lock("another"):
        await first._renew_later()
        async with asyncio.timeout(10), second.lock("it"):
            pass
        another = asyncio.create_task(second.lock("another").__aenter__())
        await asyncio.sleep(0.3)
        assert not another.done()  # a lock that is held stays
    async with asyncio.timeout(10):
        await another


async def fail(*_: object) -> None:
    raise OperationalError("DELETE", {}, OSError("disk I/O error"))
