"""Stores who may use the bot, how many cutouts people have a day, and what they prefer; deletes
what is stored about people, by age and on request."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from sqlalchemy import bindparam, delete, literal, select, update

from removerbot.imaging.options import DEFAULTS, Options
from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running
from removerbot.storage.database import Sessions
from removerbot.storage.journal import KEPT
from removerbot.storage.revision_json import options_as_json, read_options
from removerbot.storage.schema import (
    OPEN,
    AccessRow,
    DailyCountRow,
    JobRow,
    LanguageRow,
    OptionsRow,
    PackRow,
    SentFileRow,
    StickerRow,
    StyleRow,
    UpdateRow,
)

_RULINGS = select(AccessRow.id, AccessRow.ruling).where(
    AccessRow.id.in_(bindparam("ids", expanding=True)), AccessRow.ruling.is_not(None)
)
_OPTIONS = select(OptionsRow.finish).where(OptionsRow.person_id == bindparam("person_id"))

_PAUSE = 3600.0
"""Seconds between two purges."""

_FORGET_SECONDS = 3.0
"""After a request to forget somebody: then it has been answered, and the log can be emptied of
the request itself."""

Ruling = Literal["allowed", "blocked"]


class AccessList:
    """Stores the owners' rulings about people and chats, by Telegram id."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def rulings(self, ids: Collection[int]) -> Mapping[int, Ruling]:
        """Returns the rulings about these people and chats, by id."""
        async with self._sessions.connection() as connection:
            rows = await connection.execute(_RULINGS, {"ids": list(ids)})
        return {
            telegram_id: "blocked" if ruling == "blocked" else "allowed"
            for telegram_id, ruling in rows
        }

    async def set_ruling(self, telegram_id: int, ruling: Ruling) -> None:
        """Stores a ruling about a person or chat in place of an earlier one."""
        await self._sessions.merge(AccessRow(id=telegram_id, ruling=ruling))

    async def mark_told(self, telegram_id: int) -> bool:
        """Records that a person or chat was told that they have no access; returns whether
        this is the first time."""
        changed = await self._sessions.scalar(
            self._sessions.insert(AccessRow)
            .values(id=telegram_id, told=True)
            .on_conflict_do_update(
                index_elements=[AccessRow.id],
                set_={"told": True},
                where=AccessRow.told.is_(False),
            )
            .returning(AccessRow.id)
        )
        return changed is not None


class DailyCounts:
    """Stores how many cutouts each person had on each day."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def count(self, person_id: int, day: date) -> int:
        """Returns the number of cutouts of a person on a day."""
        query = select(DailyCountRow.cuts)
        query = query.where(DailyCountRow.person_id == person_id, DailyCountRow.day == day)
        return await self._sessions.scalar(query) or 0

    async def increment(self, person_id: int, day: date) -> None:
        """Adds one to the number of cutouts of a person on a day."""
        await self._sessions.execute(
            self._sessions.insert(DailyCountRow)
            .values(person_id=person_id, day=day, cuts=1)
            .on_conflict_do_update(
                index_elements=[DailyCountRow.person_id, DailyCountRow.day],
                set_={"cuts": DailyCountRow.cuts + 1},
            )
        )


class PreferenceStore:
    """Stores the options that people prefer for their cutouts."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def options(self, person_id: int) -> Options:
        """Returns the options that a person prefers; the defaults if they chose none."""
        found = await self._sessions.column(_OPTIONS, person_id=person_id)
        return read_options(found[0]) if found else DEFAULTS

    async def save(self, person_id: int, options: Options) -> None:
        """Stores the options that a person prefers."""
        row = OptionsRow(person_id=person_id, finish=options_as_json(options))
        await self._sessions.merge(row)


class Retention:
    """Deletes stored data.

    Attributes:
        days: how long jobs are kept.
    """

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
