"""Rulings last, counts are exact, and deleted data is gone, on every supported database."""

import asyncio
from copy import copy
from datetime import UTC, date, datetime, timedelta
from itertools import count as count_up
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from removerbot.segmentation.revisions import Revision
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.jobs import Jobs
from removerbot.storage.journal import Incoming, Journal
from removerbot.storage.people import AccessList, DailyCounts
from removerbot.storage.personal_data import Retention
from removerbot.storage.schema import (
    AccessRow,
    Base,
    DailyCountRow,
    JobRow,
    MessageRow,
    PackRow,
    RevisionRow,
    StickerRow,
    StyleRow,
    UpdateRow,
)
from tests.storage.test_jobs import ADA, BOB, CHAT, CLICKS, photo

DAY = date(2026, 11, 22)


@pytest.fixture
def access_list(sessions: Sessions) -> AccessList:
    return AccessList(sessions)


async def count(sessions: Sessions, *tables: type[Base]) -> list[int]:
    async with sessions() as session:
        return [
            await session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        ]


async def test_the_last_ruling_counts(access_list: AccessList) -> None:
    await access_list.set_ruling(ADA, "allowed")
    await access_list.set_ruling(CHAT, "blocked")
    await access_list.set_ruling(ADA, "blocked")
    await access_list.set_ruling(ADA, "allowed")
    assert await access_list.rulings({ADA, BOB, CHAT}) == {ADA: "allowed", CHAT: "blocked"}
    assert await access_list.rulings({BOB}) == {}


async def test_a_stranger_is_told_once_however_many_messages_come_at_once(
    access_list: AccessList,
) -> None:
    told = await asyncio.gather(*(access_list.mark_told(BOB) for _ in range(8)))
    assert sorted(told) == [False] * 7 + [True]
    await access_list.set_ruling(ADA, "allowed")
    assert [await access_list.mark_told(ADA), await access_list.mark_told(ADA)] == [True, False]
    assert await access_list.rulings({ADA, BOB}) == {ADA: "allowed"}


async def test_every_cutout_is_counted_however_many_come_at_once(sessions: Sessions) -> None:
    counts = DailyCounts(sessions)
    await asyncio.gather(*(counts.increment(ADA, DAY) for _ in range(20)))
    await counts.increment(BOB, DAY)
    assert [await counts.count(person, DAY) for person in (ADA, BOB)] == [20, 1]
    assert await counts.count(ADA, DAY + timedelta(days=1)) == 0


async def fill(sessions: Sessions, person_id: int, number: int) -> None:
    """Stores a photo of a person, a revision of it, its message, and two updates."""
    jobs, journal = Jobs(sessions), Journal(sessions)
    revision = Revision(photo(number, person_id=person_id), CLICKS)
    await jobs.link(await jobs.save(revision), number + 1)
    updates = [Incoming(number + each, CHAT, person_id, "{}") for each in range(2)]
    await journal.record(updates)
    await journal.mark_done(number)
    await AccessList(sessions).mark_told(person_id)
    await DailyCounts(sessions).increment(person_id, datetime.now(UTC).date())


async def test_forgetting_erases_all_of_a_person_and_nothing_of_others(
    sessions: Sessions,
) -> None:
    await fill(sessions, ADA, 10)
    await fill(sessions, BOB, 20)
    await Retention(sessions, 30).forget(ADA)
    assert await count(sessions, JobRow, RevisionRow, MessageRow, AccessRow) == [1, 1, 1, 1]
    async with sessions() as session:
        left = (await session.execute(select(UpdateRow.person_id, UpdateRow.state))).all()
    # The update that is being answered, `/forget` itself, is marked as done afterwards.
    assert sorted(map(tuple, left)) == [(BOB, "done"), (BOB, "waiting"), (ADA, "waiting")]
    assert await DailyCounts(sessions).count(ADA, datetime.now(UTC).date()) == 1


def files_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_what_is_forgotten_stands_neither_in_the_file_nor_in_the_log_beside_it(
    tmp_path: Path,
) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        journal = Journal(sessions)
        for number in range(50):
            payload = f'{{"first_name": "Zacharias Zwiebelfisch {number}"}}'
            await journal.record([Incoming(number, CHAT, ADA, payload)])
            if number % 2:
                await journal.mark_done(number)
        await journal.mark_done(*range(50))
        await Retention(sessions, 30).forget(ADA)
        files = {file.name: file.read_bytes() for file in files_in(tmp_path)}
    assert "bot.db" in files
    assert [name for name, data in files.items() if b"Zwiebelfisch" in data] == []


async def test_the_database_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        await fill(sessions, ADA, 10)
        modes = {file.name: file.stat().st_mode & 0o777 for file in files_in(tmp_path)}
    assert modes == dict.fromkeys(["bot.db", "bot.db-wal", "bot.db-shm"], 0o600)


async def test_purging_goes_on_after_an_error_of_the_database(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    retention, purge, calls = Retention(sessions, 30), Retention.purge, count_up(1)

    async def purge_unless_second(self: Retention) -> None:
        if next(calls) == 2:
            raise OperationalError("DELETE", {}, OSError("disk I/O error"))
        await purge(self)

    monkeypatch.setattr(Retention, "purge", purge_unless_second)
    async with retention.purging(pause=0.01), asyncio.timeout(20):
        while next(copy(calls)) < 4:
            await asyncio.sleep(0.01)
    assert "purging failed" in caplog.text


async def test_forgetting_leaves_a_groups_stickers_but_not_who_added_them(
    sessions: Sessions,
) -> None:
    async with sessions.begin() as session:
        session.add_all(
            StickerRow(chat_id=chat, style="", emoji="", token=str(chat), added_by=ADA)
            for chat in (ADA, CHAT)
        )
        session.add_all(
            PackRow(chat_id=chat, owner_id=BOB, name="", title="", number=1, seen=True)
            for chat in (ADA, CHAT)
        )
        session.add_all(StyleRow(chat_id=CHAT, person_id=who, style="") for who in (ADA, BOB))
    await Retention(sessions, 30).forget(ADA)
    assert await count(sessions, StickerRow, PackRow, StyleRow) == [1, 1, 1]
    async with sessions() as session:
        sticker = (await session.scalars(select(StickerRow))).one()
    assert (sticker.chat_id, sticker.added_by) == (CHAT, None)


async def test_what_an_owner_ruled_is_not_forgotten(
    access_list: AccessList, sessions: Sessions
) -> None:
    await access_list.set_ruling(ADA, "blocked")
    await Retention(sessions, 30).forget(ADA)
    assert await access_list.rulings({ADA}) == {ADA: "blocked"}


async def test_old_rows_are_purged_while_the_bot_runs_and_young_ones_stay(
    sessions: Sessions,
) -> None:
    await fill(sessions, ADA, 10)
    await fill(sessions, BOB, 20)
    retention = Retention(sessions, 30)
    async with retention.purging(pause=0.01):
        assert await count(sessions, JobRow, UpdateRow, DailyCountRow) == [2, 4, 2]
        async with sessions.begin() as session:
            old = datetime.now(UTC) - timedelta(days=31)
            for query in (
                update(JobRow).where(JobRow.person_id == ADA).values(created_at=old),
                update(UpdateRow).where(UpdateRow.person_id == ADA).values(taken_at=old),
                update(DailyCountRow)
                .where(DailyCountRow.person_id == ADA)
                .values(day=old.date()),
            ):
                await session.execute(query)
        async with asyncio.timeout(20):
            while await count(sessions, JobRow, UpdateRow, DailyCountRow) != [1, 3, 1]:
                await asyncio.sleep(0.01)
    assert await count(sessions, RevisionRow, MessageRow) == [1, 1]
    assert "{}" in await Journal(sessions).take_over()  # unanswered, however old
