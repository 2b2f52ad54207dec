"""What the journal promises, on every database it supports."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from removerbot.storage.database import Sessions, open_database
from removerbot.storage.journal import Answer, Incoming, Journal
from removerbot.storage.schema import OPEN, AnswerRow, UpdateRow

CHAT, OTHER_CHAT = -1_001_234_567_890, 42


def came(update_id: int) -> Incoming:
    return Incoming(update_id, CHAT, 7_000_000_001, f'{{"update_id": {update_id}}}')


async def waiting(sessions: Sessions) -> list[str]:
    """The payloads of what waits, oldest first."""
    query = select(UpdateRow.payload).where(UpdateRow.state.in_(OPEN))
    async with sessions() as session:
        return [
            str(each) for each in await session.scalars(query.order_by(UpdateRow.update_id))
        ]


@pytest.fixture
async def sessions(database_url: str) -> AsyncIterator[Sessions]:
    async with open_database(database_url) as opened:
        yield opened


@pytest.fixture
def journal(sessions: Sessions) -> Journal:
    return Journal(sessions)


async def test_what_was_taken_waits_in_order_until_it_is_struck_off(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.take([came(3_000_000_002), came(3_000_000_001)])
    await journal.take([came(3_000_000_003)])
    await journal.strike(3_000_000_001)

    assert await waiting(sessions) == [came(n).payload for n in (3_000_000_002, 3_000_000_003)]
    assert await journal.claim(3_000_000_002)
    assert not await journal.claim(3_000_000_001)
    assert not await journal.claim(5)


async def test_what_came_before_stays_as_it_is(journal: Journal, sessions: Sessions) -> None:
    await journal.take([came(1), came(2)])
    await journal.strike(1)
    await journal.take([came(1), came(2), came(3)])
    assert await waiting(sessions) == [came(2).payload, came(3).payload]


async def test_everything_is_there_after_a_restart(database_url: str) -> None:
    async with open_database(database_url) as sessions:
        before = Journal(sessions)
        await before.take([came(1), came(2)])
        await before.strike(1)
        await before.intend(2, 0)
    async with open_database(database_url) as sessions:
        after = Journal(sessions)
        assert await after.take_over() == [came(2).payload]
        assert not await after.claim(1)
        assert await after.answer(2, 0) == Answer(None)


async def test_an_answer_is_unknown_then_on_its_way_then_sent(journal: Journal) -> None:
    await journal.take([came(1), came(2)])
    assert await journal.answer(1, 0) is None
    await journal.intend(1, 0)
    assert await journal.answer(1, 0) == Answer(None)
    await journal.sent(1, 0, "{}")
    assert await journal.answer(1, 0) == Answer("{}")
    assert await journal.answer(1, 1) is None
    assert await journal.answer(2, 0) is None


async def test_an_answer_that_was_not_sent_can_be_tried_again(journal: Journal) -> None:
    await journal.take([came(1)])
    await journal.intend(1, 0)
    await journal.withdraw(1, 0)
    assert await journal.answer(1, 0) is None
    await journal.intend(1, 0)


async def test_an_unsure_update_is_taken_up_once_and_in_its_own_chat_alone(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.take([came(1)])
    assert await journal.take_up(CHAT, 1) == []
    await journal.intend(1, 0)
    await journal.sent(1, 0, "{}")
    await journal.intend(1, 1)
    await journal.doubt(1)
    await journal.asked(1)
    assert not await journal.claim(1)
    assert not await waiting(sessions)

    assert await journal.take_up(OTHER_CHAT, 1) == []
    assert await journal.take_up(CHAT, 1) == [came(1).payload]
    assert await journal.take_up(CHAT, 1) == []

    assert await journal.claim(1)
    assert await journal.answer(1, 0) == Answer("{}")
    assert await journal.answer(1, 1) is None


async def test_updates_that_are_answered_as_one_end_together(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.take([came(number) for number in range(1, 6)])
    await journal.strike(1, 2)
    assert await waiting(sessions) == [came(number).payload for number in (3, 4, 5)]
    await journal.doubt(3, 5)
    await journal.asked(3, 5)
    assert await waiting(sessions) == [came(4).payload]
    assert await journal.take_up(CHAT, 5) == []
    assert await journal.take_up(CHAT, 3) == [came(3).payload, came(5).payload]
    assert await waiting(sessions) == [came(number).payload for number in (3, 4, 5)]


async def test_who_is_about_to_be_asked_waits_and_may_answer_before_it_is_known(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.take([came(1)])
    await journal.intend(1, 0)
    await journal.doubt(1)
    assert await journal.claim(1)  # after a crash they are asked again
    assert await waiting(sessions) == [came(1).payload]

    assert await journal.take_up(CHAT, 1) == [came(1).payload]
    await journal.asked(1)

    assert await journal.claim(1)
    assert await journal.answer(1, 0) is None


async def test_only_the_number_is_kept_of_what_is_done(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.take([came(1)])
    await journal.intend(1, 0)
    await journal.sent(1, 0, '{"text": "private"}')
    await journal.strike(1)
    async with sessions() as session:
        [row] = await session.scalars(select(UpdateRow))
        assert row.payload is None
        assert await session.scalar(select(func.count()).select_from(AnswerRow)) == 0


async def test_what_cannot_come_again_is_forgotten_but_never_what_waits(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.take([came(1), came(2), came(3)])
    await journal.strike(1)
    await journal.intend(2, 0)
    await journal.doubt(2)
    await journal.asked(2)
    async with sessions.begin() as session:
        for row in await session.scalars(select(UpdateRow)):
            row.taken_at -= timedelta(days=3)
    await journal.take([came(4)])
    async with sessions() as session:
        assert list(await session.scalars(select(UpdateRow.update_id))) == [3, 4]
        assert await session.scalar(select(func.count()).select_from(AnswerRow)) == 0


async def test_a_long_write_makes_others_wait_and_none_fail(tmp_path: Path) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        journal = Journal(sessions)
        async with sessions.begin() as session:
            session.add(UpdateRow(update_id=1, state="done"))
            await session.flush()
            taking = [asyncio.create_task(journal.take([came(n)])) for n in (2, 3)]
            await asyncio.sleep(6)  # SQLite itself gives up after five
        await asyncio.gather(*taking)
        assert await waiting(sessions) == [came(2).payload, came(3).payload]
