"""Several processes on one PostgreSQL: each update and each hold is one's alone, and what the
dead leave is somebody's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from removerbot.errors import BadSetting
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.journal import Answer, Incoming, Journal
from removerbot.storage.leases import LEASE, Leases
from removerbot.storage.schema import WorkerRow

ADA, BOB, CHAT = 7_000_000_001, 7_000_000_002, -1_001_234_567_890


def came(update_id: int, person_id: int = ADA) -> Incoming:
    return Incoming(update_id, CHAT, person_id, f'{{"update_id": {update_id}}}')


@pytest.fixture
def url(new_postgresql_database: Callable[[], str]) -> str:
    return new_postgresql_database()


@pytest.fixture
async def sessions(url: str) -> AsyncIterator[Sessions]:
    async with open_database(url) as opened:
        yield opened


@pytest.fixture
async def crews(sessions: Sessions) -> AsyncIterator[tuple[Leases, Leases]]:
    """Two processes at work."""
    async with AsyncExitStack() as stack:
        first, second = Leases(sessions, is_shared=True), Leases(sessions, is_shared=True)
        await stack.enter_async_context(first.at_work())
        await stack.enter_async_context(second.at_work())
        yield first, second


@pytest.fixture
def journals(sessions: Sessions, crews: tuple[Leases, Leases]) -> tuple[Journal, Journal]:
    return Journal(sessions, crews[0]), Journal(sessions, crews[1])


async def seem_dead(sessions: Sessions, crew: Leases) -> None:
    """As if it had been killed a while ago."""
    long_ago = WorkerRow.seen_at - LEASE - timedelta(seconds=1)
    async with sessions.begin() as session:
        await session.execute(
            update(WorkerRow).where(WorkerRow.id == crew.me).values(seen_at=long_ago)
        )


async def test_an_update_is_handled_by_who_wrote_it_down_first(
    journals: tuple[Journal, Journal],
) -> None:
    first, second = journals
    await first.take([came(1)])
    await second.take([came(1), came(2)])
    assert await first.claim(1)
    assert not await second.claim(1)
    assert not await first.claim(2)
    assert await second.claim(2)
    assert await first.take_over() == await second.take_over() == []


async def test_of_two_who_get_the_same_updates_at_once_one_handles_each(
    journals: tuple[Journal, Journal],
) -> None:
    updates = [came(number) for number in range(1, 41)]
    await asyncio.gather(*(journal.take([each]) for each in updates for journal in journals))
    for each in updates:
        claims = await asyncio.gather(*(journal.claim(each.update_id) for journal in journals))
        assert sorted(claims) == [False, True]


async def test_what_one_leaves_when_it_stops_is_taken_over_at_once(
    sessions: Sessions, journals: tuple[Journal, Journal]
) -> None:
    leaving = Leases(sessions, is_shared=True)
    async with leaving.at_work():
        await Journal(sessions, leaving).take([came(2), came(1)])
        assert await journals[0].take_over() == []
    assert await journals[0].take_over() == [came(1).payload, came(2).payload]
    assert await journals[0].claim(1)
    assert not await journals[1].claim(1)


async def test_what_the_dead_leave_is_taken_over_by_one_alone(
    sessions: Sessions, crews: tuple[Leases, Leases], journals: tuple[Journal, Journal]
) -> None:
    dead = Leases(sessions, is_shared=True)
    async with dead.at_work():
        updates = [came(number) for number in range(1, 31)]
        await Journal(sessions, dead).take(updates)
        await seem_dead(sessions, dead)
        shares = await asyncio.gather(*(journal.take_over() for journal in journals))
    assert sorted(shares[0] + shares[1]) == sorted(each.payload for each in updates)


async def test_one_that_only_seemed_dead_sends_and_strikes_nothing_more(
    sessions: Sessions, crews: tuple[Leases, Leases], journals: tuple[Journal, Journal]
) -> None:
    first, second = journals
    await first.take([came(1)])
    assert await first.claim(1)
    await seem_dead(sessions, crews[0])
    assert await second.take_over() == [came(1).payload]
    assert not await first.intend(1, 0)
    await first.strike(1)
    await first.doubt(1)
    assert await second.claim(1)
    assert await second.answer(1, 0) is None
    assert await second.intend(1, 0)
    await second.sent(1, 0, "{}")
    assert await second.answer(1, 0) == Answer("{}")


async def test_what_a_person_sent_first_comes_first_whoever_has_it(
    journals: tuple[Journal, Journal],
) -> None:
    first, second = journals
    await first.take([came(1)])
    await second.take([came(2), came(3, BOB)])
    assert await first.is_next(1)
    assert not await second.is_next(2)
    assert await second.is_next(3)
    await first.strike(1)
    assert await second.is_next(2)


async def test_an_album_of_which_each_got_a_part_is_one_process_s(
    journals: tuple[Journal, Journal],
) -> None:
    first, second = journals

    def photo(number: int, album: str, person_id: int = ADA) -> Incoming:
        return Incoming(number, CHAT, person_id, f'{{"media_group_id": "{album}"}}')

    await first.take([photo(1, "7")])
    await second.take([photo(2, "7"), photo(3, "77"), photo(4, "7", BOB)])
    assert await first.adopt(1, '"media_group_id": "7"') == [photo(2, "7").payload]
    assert [await second.claim(number) for number in (2, 3, 4)] == [False, True, True]
    assert await first.claim(2)


async def test_something_is_held_by_one_at_a_time(crews: tuple[Leases, Leases]) -> None:
    inside, most = 0, 0

    async def hold(crew: Leases) -> None:
        nonlocal inside, most
        async with crew.holding("it"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.02)
            inside -= 1

    await asyncio.gather(*(hold(crew) for crew in crews * 5))
    assert most == 1


async def test_what_the_dead_hold_can_be_had(
    sessions: Sessions, crews: tuple[Leases, Leases]
) -> None:
    async with crews[0].holding("it"):
        taking = asyncio.create_task(crews[1].holding("it").__aenter__())
        await asyncio.sleep(0.3)
        assert not taking.done()
        await seem_dead(sessions, crews[0])
        async with asyncio.timeout(10):
            await taking


async def test_many_may_open_an_empty_database_at_once(url: str) -> None:
    async def work() -> list[str]:
        async with open_database(url) as sessions:
            return await Journal(sessions).take_over()

    assert await asyncio.gather(*(work() for _ in range(4))) == [[]] * 4


@pytest.mark.parametrize(
    ("version", "says"),
    [("0040", "run python bot.py migrate"), ("9999", "of a newer version (9999)")],
)
async def test_a_database_of_another_version_is_one_line(
    url: str, version: str, says: str
) -> None:
    async with open_database(url) as sessions, sessions.begin() as session:
        await session.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    with pytest.raises(BadSetting) as caught:
        async with open_database(url):
            pass
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_database_behind_is_brought_up_to_date_when_that_is_asked_for(url: str) -> None:
    async with open_database(url) as sessions, sessions.begin() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '0040'"))
        await session.execute(text("DROP TABLE workers, holds"))
        await session.execute(text("ALTER TABLE journal DROP COLUMN owner"))
    async with open_database(url, migrate=True) as sessions:
        await Journal(sessions).take([came(1)])
    async with open_database(url):
        pass
