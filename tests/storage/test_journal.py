"""Updates and the states of their answers, on every supported database."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from removerbot.process.turns import asking_for
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.journal import Answer, Incoming, Journal
from removerbot.storage.leases import Leases
from removerbot.storage.personal_data import Retention
from removerbot.storage.schema import OPEN, AnswerRow, UpdateRow

CHAT, OTHER_CHAT = -1_001_234_567_890, 42


def incoming(update_id: int) -> Incoming:
    return Incoming(update_id, CHAT, 7_000_000_001, f'{{"update_id": {update_id}}}')


async def open_payloads(sessions: Sessions) -> list[str]:
    """The payloads of open updates by id."""
    query = select(UpdateRow.payload).where(UpdateRow.state.in_(OPEN))
    async with sessions() as session:
        return [
            str(each) for each in await session.scalars(query.order_by(UpdateRow.update_id))
        ]


@pytest.fixture
def journal(sessions: Sessions) -> Journal:
    return Journal(sessions)


async def test_a_recorded_update_is_open_until_it_is_done(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.record([incoming(3_000_000_002), incoming(3_000_000_001)])
    await journal.record([incoming(3_000_000_003)])
    await journal.mark_done(3_000_000_001)

    assert await open_payloads(sessions) == [
        incoming(n).payload for n in (3_000_000_002, 3_000_000_003)
    ]
    assert await journal.claim(3_000_000_002)
    assert not await journal.claim(3_000_000_001)
    assert not await journal.claim(5)


async def test_recording_an_update_again_changes_nothing(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.record([incoming(1), incoming(2)])
    await journal.mark_done(1)
    await journal.record([incoming(1), incoming(2), incoming(3)])
    assert await open_payloads(sessions) == [incoming(2).payload, incoming(3).payload]


async def test_nothing_is_read_about_a_new_update_until_it_is_being_answered(
    journal: Journal, sessions: Sessions
) -> None:
    statements: list[str] = []
    await journal.record([incoming(1)])

    @event.listens_for(sessions.engine.sync_engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    assert await journal.claim(1)
    assert await journal.answer(1, 0) is None
    assert not statements
    assert await journal.begin_send(1, 0)
    assert await journal.answer(1, 0) == Answer(None)
    await journal.mark_done(1)
    await journal.record([incoming(1)])
    assert not await journal.claim(1)
    event.remove(sessions.engine.sync_engine, "before_cursor_execute", note)


async def test_updates_that_are_done_at_once_are_marked_together(
    journal: Journal, sessions: Sessions
) -> None:
    numbers = range(1, 41)
    await journal.record([incoming(number) for number in numbers])
    commits: list[object] = []

    @event.listens_for(sessions.engine.sync_engine, "commit")
    def note(connection: object) -> None:
        commits.append(connection)

    await asyncio.gather(*map(journal.mark_done, numbers))
    event.remove(sessions.engine.sync_engine, "commit", note)
    assert await open_payloads(sessions) == []
    assert len(commits) == 2


async def test_updates_that_could_not_be_marked_as_done_are_marked_with_the_next(
    journal: Journal, sessions: Sessions
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    await journal.record([incoming(number) for number in (1, 2, 3)])
    await journal.begin_send(2, 0)
    event.listen(sessions.engine.sync_engine, "before_cursor_execute", fail)
    with pytest.raises(OSError, match="disk full"):
        await journal.mark_done(1, 2)
    event.remove(sessions.engine.sync_engine, "before_cursor_execute", fail)
    await journal.mark_done(3)
    assert await open_payloads(sessions) == []
    async with sessions() as session:
        assert await session.scalar(select(func.count()).select_from(AnswerRow)) == 0


async def test_everything_is_there_after_a_restart(database_url: str) -> None:
    async with open_database(database_url) as sessions:
        before = Journal(sessions)
        await before.record([incoming(1), incoming(2)])
        await before.mark_done(1)
        await before.begin_send(2, 0)
    async with open_database(database_url) as sessions:
        after = Journal(sessions)
        assert await after.take_over() == [incoming(2).payload]
        assert not await after.claim(1)
        assert await after.answer(2, 0) == Answer(None)


async def test_an_answer_is_unknown_then_unsure_then_sent(journal: Journal) -> None:
    await journal.record([incoming(1), incoming(2)])
    assert await journal.answer(1, 0) is None
    await journal.begin_send(1, 0)
    assert await journal.answer(1, 0) == Answer(None)
    await journal.mark_sent(1, 0, "{}")
    assert await journal.answer(1, 0) == Answer("{}")
    assert await journal.answer(1, 1) is None
    assert await journal.answer(2, 0) is None


async def test_an_answer_that_was_not_sent_can_be_sent_again(journal: Journal) -> None:
    await journal.record([incoming(1)])
    await journal.begin_send(1, 0)
    await journal.cancel_send(1, 0)
    assert await journal.answer(1, 0) is None
    await journal.begin_send(1, 0)


async def test_an_unsure_update_is_reopened_once_and_in_its_own_chat_alone(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.record([incoming(1)])
    assert await journal.reopen(CHAT, 1) == []
    await journal.begin_send(1, 0)
    await journal.mark_sent(1, 0, "{}")
    await journal.begin_send(1, 1)
    await journal.mark_unsure(1)
    await journal.mark_asked(1)
    assert not await journal.claim(1)
    assert not await open_payloads(sessions)

    assert await journal.reopen(OTHER_CHAT, 1) == []
    assert await journal.reopen(CHAT, 1) == [incoming(1).payload]
    assert await journal.reopen(CHAT, 1) == []

    assert await journal.claim(1)
    assert await journal.answer(1, 0) == Answer("{}")
    assert await journal.answer(1, 1) is None


async def test_an_attempt_is_repeated_once_however_often_its_question_is_answered(
    journal: Journal,
) -> None:
    await journal.record([incoming(1)])
    await journal.begin_send(1, 0)
    first = await journal.mark_unsure(1)
    assert first == await journal.mark_unsure(1)  # asked again after a crash: the same attempt
    assert await journal.reopen(CHAT, 1, first) == [incoming(1).payload]
    await journal.begin_send(1, 0)
    second = await journal.mark_unsure(1)
    await journal.mark_asked(1)

    # The press is handled again after a crash, or an earlier question is answered late.
    assert await journal.reopen(CHAT, 1, first) == []
    assert await journal.answer(1, 0) == Answer(None)
    assert await journal.reopen(CHAT, 1, second) == [incoming(1).payload]


async def test_updates_that_share_an_answer_change_together(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.record([incoming(number) for number in range(1, 6)])
    await journal.mark_done(1, 2)
    assert await open_payloads(sessions) == [incoming(number).payload for number in (3, 4, 5)]
    await journal.mark_unsure(3, 5)
    await journal.mark_asked(3, 5)
    assert await open_payloads(sessions) == [incoming(4).payload]
    assert await journal.reopen(CHAT, 5) == []
    assert await journal.reopen(CHAT, 3) == [incoming(3).payload, incoming(5).payload]
    assert await open_payloads(sessions) == [incoming(number).payload for number in (3, 4, 5)]


async def test_an_update_stays_open_until_its_person_was_asked_and_can_be_reopened_before(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.record([incoming(1)])
    await journal.begin_send(1, 0)
    await journal.mark_unsure(1)
    assert await journal.claim(1)  # after a crash they are asked again
    assert await open_payloads(sessions) == [incoming(1).payload]

    assert await journal.reopen(CHAT, 1) == [incoming(1).payload]
    await journal.mark_asked(1)

    assert await journal.claim(1)
    assert await journal.answer(1, 0) is None


async def test_only_the_id_of_a_finished_update_is_kept(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.record([incoming(1)])
    await journal.begin_send(1, 0)
    await journal.mark_sent(1, 0, '{"text": "private"}')
    await journal.mark_done(1)
    async with sessions() as session:
        [row] = await session.scalars(select(UpdateRow))
        assert row.payload is None
        assert await session.scalar(select(func.count()).select_from(AnswerRow)) == 0


async def test_old_updates_are_deleted_unless_they_are_open(
    journal: Journal, sessions: Sessions
) -> None:
    await journal.record([incoming(1), incoming(2), incoming(3)])
    await journal.mark_done(1)
    await journal.begin_send(2, 0)
    await journal.mark_unsure(2)
    await journal.mark_asked(2)
    async with sessions.begin() as session:
        for row in await session.scalars(select(UpdateRow)):
            row.taken_at -= timedelta(days=3)
    await Retention(sessions, days=30).purge()
    async with sessions() as session:
        assert list(await session.scalars(select(UpdateRow.update_id))) == [3]
        assert await session.scalar(select(func.count()).select_from(AnswerRow)) == 0


@pytest.mark.slow
async def test_writes_wait_for_a_long_one_and_none_fails(tmp_path: Path) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        journal = Journal(sessions)
        async with sessions.begin() as session:
            session.add(UpdateRow(update_id=1, state="done"))
            await session.flush()
            taking = [asyncio.create_task(journal.record([incoming(n)])) for n in (2, 3)]
            await asyncio.sleep(6)  # SQLite itself gives up after five
        await asyncio.gather(*taking)
        assert await open_payloads(sessions) == [incoming(2).payload, incoming(3).payload]


async def test_an_album_shares_an_answer_but_not_with_what_was_begun_before(
    journal: Journal,
) -> None:
    await journal.record([incoming(1), incoming(2), incoming(3)])
    both = {n: incoming(n).payload for n in (2, 3)}
    assert await journal.together(2, 3) == both
    assert await journal.together(1, 2, 3) == {1: incoming(1).payload}
    assert await journal.together(3) == both
    await journal.mark_done(2, 3)
    assert await journal.together(1) == {1: incoming(1).payload}


async def test_what_is_done_is_neither_answered_nor_asked_about(journal: Journal) -> None:
    await journal.record([incoming(1)])
    await journal.mark_done(1)
    assert not await journal.begin_send(1, 0)
    assert await journal.mark_unsure(1) is None
    assert not await journal.claim(1)


async def test_what_was_reopened_is_returned_once_more(journal: Journal) -> None:
    await journal.record([incoming(1)])
    attempt = await journal.mark_unsure(1)
    for _ in range(2):  # the first time may have seemed to fail
        assert await journal.reopen(CHAT, 1, attempt) == [incoming(1).payload]
    await journal.mark_done(1)
    assert await journal.reopen(CHAT, 1, attempt) == []


async def test_a_flood_of_one_person_lets_others_at_the_journal(sessions: Sessions) -> None:
    leases, done = Leases(sessions), list[str]()
    journal = Journal(sessions, leases)  # which has to read what another one has recorded

    async def claim(person: str, update_id: int) -> None:
        with asking_for(person):
            await journal.claim(update_id)
            done.append(person)

    await Journal(sessions, leases).record([incoming(number) for number in range(150)])
    flood = [claim("flooding", number) for number in range(140)]
    await asyncio.gather(*flood, *(claim("calm", number) for number in range(140, 143)))
    assert done.index("calm") < 50
    assert done[::-1].index("calm") > 70


async def test_updates_of_others_are_not_marked_behind_a_flood(sessions: Sessions) -> None:
    leases, done = Leases(sessions), list[str]()
    journal = Journal(sessions, leases)

    async def claim(update_id: int) -> None:
        with asking_for("flooding"):
            await journal.claim(update_id)
            done.append("claimed")

    async def mark(person: str, update_id: int) -> None:
        with asking_for(person):
            await journal.mark_done(update_id)
            done.append(person)

    await Journal(sessions, leases).record([incoming(number) for number in range(410)])
    flood = [claim(number) for number in range(400)]
    await asyncio.gather(*flood, mark("flooding", 400), mark("calm", 401))
    assert done.index("calm") < 200  # PostgreSQL has several connections
