"""No query that a person waits for reads a whole table."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, insert

from removerbot.imaging.grid import Grid
from removerbot.imaging.options import DEFAULTS
from removerbot.imaging.sticker import Style
from removerbot.imaging.types import Size
from removerbot.segmentation.revisions import InAlbum, Job, Revision, Source
from removerbot.storage.database import Sessions
from removerbot.storage.jobs import Jobs
from removerbot.storage.journal import Incoming, Journal
from removerbot.storage.leases import Leases
from removerbot.storage.packs import Pack, Packs, StickerDraft
from removerbot.storage.people import AccessList, DailyCounts, LanguageStore, PreferenceStore
from removerbot.storage.schema import JobRow
from removerbot.storage.sent_files import SentFile, SentFiles

CHAT, ADA = -1_001_234_567_890, 7_000_000_001
JOB = Job(Source(CHAT, 1, ADA, "file", "dog", InAlbum("7", 1)), Grid(Size(1280, 853), 12, 8), 1)
NEW = replace(JOB, id=None)
PACK = Pack(CHAT, ADA, "name_by_bot", "title", id=1)
FILE = SentFile(ADA, "document", "file", "C4")
DRAFT = StickerDraft(CHAT, 2, None, Style(), "token", ("😀",), id=1)

Use = Callable[[Sessions], Awaitable[object]]


def own(sessions: Sessions) -> Journal:
    """A journal of the worker that has recorded the update."""
    leases = Leases(sessions)
    leases.worker_id = "me"
    return Journal(sessions, leases)


USES: dict[str, Use] = {
    "save a job": lambda s: Jobs(s).save(Revision(NEW)),
    "save a revision": lambda s: Jobs(s).save(Revision(JOB)),
    "link a message": lambda s: Jobs(s).link(Revision(JOB), 5),
    "find by message": lambda s: Jobs(s).find(CHAT, 1),
    "find by button": lambda s: Jobs(s).revision(CHAT, 1),
    "the newest job": lambda s: Jobs(s).newest(CHAT, ADA),
    "an album": lambda s: Jobs(s).album(CHAT, "7"),
    "close": lambda s: Jobs(s).close(CHAT, ADA),
    "record": lambda s: Journal(s).record([Incoming(1, CHAT, ADA, "{}")]),
    "claim": lambda s: own(s).claim(1),
    "take over": lambda s: Journal(s).take_over(),
    "is next": lambda s: Journal(s, Leases(s, is_shared=True)).is_next(1),
    "an answer": lambda s: own(s).answer(1, 0),
    "begin to send": lambda s: own(s).begin_send(1, 0),
    "cancel": lambda s: own(s).cancel_send(1, 0),
    "sent": lambda s: own(s).mark_sent(1, 0, "{}"),
    "unsure": lambda s: own(s).mark_unsure(1),
    "asked": lambda s: own(s).mark_asked(1),
    "reopen": lambda s: own(s).reopen(CHAT, 1, 1),
    "done": lambda s: own(s).mark_done(1),
    "rulings": lambda s: AccessList(s).rulings({CHAT, ADA}),
    "a ruling": lambda s: AccessList(s).set_ruling(ADA, "allowed"),
    "told": lambda s: AccessList(s).mark_told(ADA),
    "the day's count": lambda s: DailyCounts(s).count(ADA, datetime.now(UTC).date()),
    "count": lambda s: DailyCounts(s).increment(ADA, datetime.now(UTC).date()),
    "options": lambda s: PreferenceStore(s).options(ADA),
    "prefer": lambda s: PreferenceStore(s).save(ADA, DEFAULTS),
    "language": lambda s: LanguageStore(s).language(ADA),
    "packs": lambda s: Packs(s).packs(CHAT),
    "a draft": lambda s: Packs(s).draft(CHAT, 1),
    "a draft by message": lambda s: Packs(s).draft_by_message(CHAT, 2),
    "a draft by link": lambda s: Packs(s).draft_by_token("token"),
    "drafts in a pack": lambda s: Packs(s).drafts_in(PACK),
    "save a draft": lambda s: Packs(s).save_draft(DRAFT),
    "delete a pack": lambda s: Packs(s).delete_pack(PACK),
    "style": lambda s: Packs(s).style(CHAT, ADA),
    "save a style": lambda s: Packs(s).save_style(CHAT, ADA, Style()),
    "previews": lambda s: Jobs(s).previews(CHAT, ADA),
    "note a file": lambda s: SentFiles(s).add(Revision(JOB, id=1), FILE),
    "newest files": lambda s: SentFiles(s).newest(ADA, 9, 20),
    "rules": lambda s: Packs(s).rules(CHAT),
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("use", USES)
async def test_a_query_on_the_way_of_an_answer_uses_an_index(
    sessions: Sessions, use: str
) -> None:
    await Jobs(sessions).save(Revision(NEW))
    await own(sessions).record([Incoming(1, CHAT, ADA, "{}")])
    statements: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
        statements.append((sql, values))

    event.listen(sessions.engine.sync_engine, "before_cursor_execute", note)
    await USES[use](sessions)
    event.remove(sessions.engine.sync_engine, "before_cursor_execute", note)
    assert statements
    async with sessions.engine.connect() as connection:
        for sql, values in statements:
            if sql.startswith("PRAGMA"):
                continue
            row = values[0] if isinstance(values, list) else values
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (*row,))
            steps = [step.detail for step in plan.all()]
            assert not [each for each in steps if re.match("SCAN (?!CONSTANT)", each)], sql


async def test_a_chat_with_many_open_jobs_is_as_quick(sessions: Sessions) -> None:
    """The steps that SQLite takes do not grow with the jobs of the chat."""
    if sessions.engine.dialect.name != "sqlite":
        pytest.skip("counts the steps of SQLite")
    jobs = Jobs(sessions)
    job = (await jobs.save(Revision(NEW))).job
    await jobs.link(await jobs.save(Revision(job)), 7)
    same = {"file_id": "f", "name": "n", "width": 9, "height": 9, "columns": 1, "rows": 1}
    rows = [
        {"chat_id": CHAT, "message_id": number, "person_id": ADA, **same}
        for number in range(100, 20_100)
    ]
    async with sessions.begin() as session:
        await session.execute(insert(JobRow), rows)
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    async with sessions.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        await raw.set_progress_handler(count, 1000)  # type: ignore[union-attr]
    assert await jobs.find(CHAT, 7)
    assert await jobs.find(CHAT, 20_000)
    assert await jobs.find(CHAT, 90_000) is None
    assert await jobs.newest(CHAT, ADA)
    assert steps < 5
