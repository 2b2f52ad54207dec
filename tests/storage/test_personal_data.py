"""What is handed to a person: all that is stored about them, and nothing about others."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from removerbot.storage.database import Sessions
from removerbot.storage.personal_data import PersonalData
from removerbot.storage.schema import (
    AccessRow,
    AnswerRow,
    Base,
    DailyCountRow,
    DayRow,
    GroupRulesRow,
    JobRow,
    LanguageRow,
    LockRow,
    MessageRow,
    OptionsRow,
    PackRow,
    RevisionRow,
    SentFileRow,
    StickerRow,
    StyleRow,
    UpdateRow,
    WorkerRow,
)

ADA, BOB, GROUP = 7_000_000_001, 7_000_000_002, -1_001_234_567_890

ABOUT_NOBODY = {DayRow, WorkerRow, LockRow, GroupRulesRow}
"""Tables of processes, groups and days."""

NOW = datetime.now(UTC)


def rows_about(person: int, number: int) -> dict[type[Base], dict[str, Any]]:
    """A row of each table about a person; every text says `mark` and the number."""
    mark = f"mark {number}"
    update = {
        "update_id": number,
        "message": {
            "message_id": number,
            "text": mark,
            "reply_to_message": {"text": "by somebody else", "from": {"first_name": "Eve"}},
        },
    }
    return {
        JobRow: {
            "id": number, "chat_id": GROUP, "message_id": number, "person_id": person,
            "file_id": f"file {mark}", "name": mark, "width": 3, "height": 2, "columns": 3,
            "rows": 2, "open": True, "created_at": NOW,
        },
        RevisionRow: {
            "id": number, "job_id": number, "asked": {"clicks": [mark]}, "created_at": NOW,
        },
        MessageRow: {
            "chat_id": GROUP, "message_id": number, "job_id": number, "cut_id": number,
        },
        SentFileRow: {
            "id": number, "person_id": person, "cut_id": number, "kind": "document",
            "file_id": f"file {mark}", "title": mark,
        },
        UpdateRow: {
            "update_id": number, "chat_id": GROUP, "person_id": person, "state": "waiting",
            "payload": json.dumps(update), "taken_at": NOW,
        },
        AnswerRow: {
            "update_id": number, "number": 0,
            "message": json.dumps([{"message_id": number, "caption": mark}]),
        },
        PackRow: {
            "id": number, "chat_id": GROUP, "owner_id": person, "name": mark, "title": mark,
            "number": 1, "seen": True,
        },
        StickerRow: {
            "id": number, "chat_id": GROUP, "message_id": number, "cut_id": number,
            "style": mark, "emoji": mark, "token": mark, "pack_id": number, "added_by": person,
        },
        StyleRow: {"chat_id": GROUP, "person_id": person, "style": mark, "changed_at": NOW},
        OptionsRow: {"person_id": person, "finish": {"edge": mark}},
        LanguageRow: {"person_id": person, "language": mark},
        AccessRow: {"id": person, "ruling": "allowed", "told": True},
        DailyCountRow: {"person_id": person, "day": NOW.date(), "cuts": number},
    }  # fmt: skip


async def fill(sessions: Sessions, person: int, number: int) -> None:
    rows = rows_about(person, number)
    await sessions.execute(*(insert(table).values(**row) for table, row in rows.items()))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    else:
        yield str(value)


def test_every_table_is_about_people_or_about_nobody() -> None:
    tables = {mapper.class_ for mapper in Base.registry.mappers}
    assert set(rows_about(ADA, 1)) | ABOUT_NOBODY == tables


async def test_a_person_gets_every_row_about_them_and_none_about_others(
    sessions: Sessions,
) -> None:
    await fill(sessions, ADA, 11)
    await fill(sessions, BOB, 22)
    data = await PersonalData(sessions).of(ADA)
    expected = [sorted(table.__table__.columns.keys()) for table in rows_about(ADA, 11)]
    assert all(len(rows) == 1 for rows in data.values())
    assert sorted(sorted(row) for [row] in data.values()) == sorted(expected)
    texts = list(texts_in(data))
    assert "mark 11" in texts
    assert not {"22", "mark 22", str(BOB), "Eve", "by somebody else"} & set(texts)
    assert data["messages_to_the_bot"][0]["payload"] == {
        "message": {"message_id": 11, "text": "mark 11"}
    }
    assert data["answers_under_way"][0]["message"] == [{"message_id": 11, "caption": "mark 11"}]
    assert data["cutouts_by_day"] == [
        {"person_id": ADA, "day": NOW.date().isoformat(), "cuts": 11}
    ]


async def test_whoever_is_unknown_gets_empty_lists(sessions: Sessions) -> None:
    await fill(sessions, BOB, 22)
    data = await PersonalData(sessions).of(ADA)
    assert not any(data.values())
