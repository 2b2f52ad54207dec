"""Reads all that is stored about a person, and deletes it, on request and by age."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running
from removerbot.storage.database import Sessions, Store
from removerbot.storage.journal import KEPT
from removerbot.storage.schema import (
    OPEN,
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

_PAUSE = 3600.0
"""Seconds between two purges."""

_FORGET_SECONDS = 3.0
"""After a request to forget somebody: then it has been answered, and the log can be emptied of
the request itself."""

Data = dict[str, list[dict[str, Any]]]

_OWN_FIELDS = ("message_id", "date", "text", "caption", "data", "query")
"""What of a message in the journal is certainly the person's own or about them: a message that
it replies to may be somebody else's."""


class PersonalData(Store):
    """Reads what is stored about people."""

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


class Retention:
    """Deletes stored data; jobs are kept for `days`."""

    def __init__(self, sessions: Sessions, days: int, metrics: Metrics | None = None) -> None:
        self._sessions = sessions
        self._metrics = metrics or Metrics()
        self._forgotten = asyncio.Event()
        self.days = days

    async def forget(self, person_id: int) -> None:
        """Deletes a person's jobs, updates that are not open, preferences, language and private
        stickers. An owner's ruling about them and their daily counts stay."""
        is_done = UpdateRow.state.not_in(OPEN)
        by_them = StickerRow.added_by == person_id
        await self._sessions.execute(
            delete(JobRow).where(JobRow.person_id == person_id),
            delete(UpdateRow).where(UpdateRow.person_id == person_id, is_done),
            delete(StyleRow).where(StyleRow.person_id == person_id),
            delete(OptionsRow).where(OptionsRow.person_id == person_id),
            delete(LanguageRow).where(LanguageRow.person_id == person_id),
            delete(SentFileRow).where(SentFileRow.person_id == person_id),
            update(StickerRow).where(by_them).values(added_by=None),
            # Those of the private chat, which has the id of the person. Whoever writes as a
            # group has the group's id, and its stickers stay.
            delete(StickerRow).where(StickerRow.chat_id == person_id, literal(person_id > 0)),
            delete(PackRow).where(PackRow.chat_id == person_id, literal(person_id > 0)),
            delete(AccessRow).where(AccessRow.id == person_id, AccessRow.ruling.is_(None)),
        )
        await self._sessions.erase_log()
        self._forgotten.set()

    async def purge(self) -> None:
        """Deletes jobs older than `days`, and updates and daily counts older than `KEPT`."""
        now = datetime.now(UTC)
        is_done = UpdateRow.state.not_in(OPEN)
        await self._sessions.execute(
            delete(JobRow).where(JobRow.created_at < now - timedelta(days=self.days)),
            delete(UpdateRow).where(UpdateRow.taken_at < now - KEPT, is_done),
            delete(DailyCountRow).where(DailyCountRow.day < (now - KEPT).date()),
        )
        await self._sessions.erase_log()

    @asynccontextmanager
    async def purging(self, pause: float = _PAUSE) -> AsyncIterator[None]:
        """Purges at once, and again every `pause` seconds and after somebody was forgotten,
        until the block ends."""

        async def purge() -> None:
            await self.purge()
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._forgotten.wait()
                    await asyncio.sleep(_FORGET_SECONDS)
                    self._forgotten.clear()

        async with running("purging", purge, self._metrics, pause=min(pause, 1)):
            yield
