"""Reads all that is stored about a person."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from removerbot.storage.database import Sessions
from removerbot.storage.schema import (
    AccessRow,
    AnswerRow,
    Base,
    DailyCountRow,
    JobRow,
    LanguageRow,
    MessageRow,
    OptionsRow,
    PackRow,
    RevisionRow,
    SentFileRow,
    StickerRow,
    StyleRow,
    UpdateRow,
)

Data = dict[str, list[dict[str, Any]]]

_OWN_FIELDS = ("message_id", "date", "text", "caption", "data", "query")
"""What of a message in the journal is certainly the person's own or about them: a message that
it replies to may be somebody else's."""


class PersonalData:
    """Reads what is stored about people."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def of(self, person_id: int) -> Data:
        """Returns all rows about a person, by what they are: values that JSON can hold."""
        async with self._sessions.begin() as session:
            return {
                name: await _rows(session, table, condition)
                for name, (table, condition) in _conditions(person_id).items()
            }


def _conditions(person_id: int) -> Mapping[str, tuple[type[Base], ColumnElement[bool]]]:
    """Returns the tables that say something about people, and which rows are about one."""
    jobs = select(JobRow.id).where(JobRow.person_id == person_id)
    updates = select(UpdateRow.update_id).where(UpdateRow.person_id == person_id)
    # A private chat has the id of the person.
    stickers = or_(StickerRow.added_by == person_id, StickerRow.chat_id == person_id)
    packs = or_(PackRow.owner_id == person_id, PackRow.chat_id == person_id)
    return {
        "photos": (JobRow, JobRow.person_id == person_id),
        "previews_and_cutouts": (RevisionRow, RevisionRow.job_id.in_(jobs)),
        "files_sent": (SentFileRow, SentFileRow.person_id == person_id),
        "messages_of_the_bot": (MessageRow, MessageRow.job_id.in_(jobs)),
        "messages_to_the_bot": (UpdateRow, UpdateRow.person_id == person_id),
        "answers_under_way": (AnswerRow, AnswerRow.update_id.in_(updates)),
        "stickers": (StickerRow, stickers),
        "sticker_packs": (PackRow, packs),
        "sticker_styles": (StyleRow, StyleRow.person_id == person_id),
        "preferences": (OptionsRow, OptionsRow.person_id == person_id),
        "language": (LanguageRow, LanguageRow.person_id == person_id),
        "access": (AccessRow, AccessRow.id == person_id),
        "cutouts_by_day": (DailyCountRow, DailyCountRow.person_id == person_id),
    }


async def _rows(
    session: AsyncSession, table: type[Base], condition: ColumnElement[bool]
) -> list[dict[str, Any]]:
    columns = table.__table__.columns.keys()
    rows = await session.scalars(select(table).where(condition))
    return [{name: _value(name, getattr(row, name)) for name in columns} for row in rows]


def _value(column: str, value: Any) -> Any:
    if isinstance(value, date):  # or a time
        return value.isoformat()
    if column in ("payload", "message") and value is not None:
        return _own(json.loads(value))
    return value


def _own(content: Any) -> Any:
    """Returns of a message or update only the fields that are the person's own."""
    if isinstance(content, list):
        return [_own(each) for each in content]
    if not isinstance(content, dict):
        return {}
    kinds = ("message", "edited_message", "callback_query", "inline_query", "guest_message")
    kind = next((each for each in kinds if isinstance(content.get(each), dict)), None)
    if "update_id" in content and kind:
        return {kind: _own(content[kind])}
    return {name: content[name] for name in _OWN_FIELDS if name in content}
