"""Deletes what is stored about people, by age and on request, and counts it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, literal, select, update

from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running
from removerbot.storage.database import Sessions
from removerbot.storage.journal import KEPT
from removerbot.storage.schema import (
    OPEN,
    AccessRow,
    DailyCountRow,
    JobRow,
    OptionsRow,
    PackRow,
    RevisionRow,
    StickerRow,
    StyleRow,
    UpdateRow,
)

_PAUSE = 3600.0
"""Seconds between two purges."""


class Figures(NamedTuple):
    """How much the bot is used.

    Attributes:
        people: people who sent a photo in the last 24 hours.
        photos: photos of the last 24 hours.
        cuts: revisions of the last 24 hours.
        kept: stored jobs.
        waiting: open updates.
    """

    people: int
    photos: int
    cuts: int
    kept: int
    waiting: int


class Retention:
    """Deletes stored data.

    Attributes:
        days: how long jobs are kept.
    """

    def __init__(self, sessions: Sessions, days: int, metrics: Metrics | None = None) -> None:
        self._sessions = sessions
        self._metrics = metrics or Metrics()
        self.days = days

    async def forget(self, person_id: int) -> None:
        """Deletes a person's jobs, updates that are not open, preferences and private stickers.
        An owner's ruling about them and their daily counts stay."""
        is_done = UpdateRow.state.not_in(OPEN)
        by_them = StickerRow.added_by == person_id
        await self._sessions.execute(
            delete(JobRow).where(JobRow.person_id == person_id),
            delete(UpdateRow).where(UpdateRow.person_id == person_id, is_done),
            delete(StyleRow).where(StyleRow.person_id == person_id),
            delete(OptionsRow).where(OptionsRow.person_id == person_id),
            update(StickerRow).where(by_them).values(added_by=None),
            # Those of the private chat, which has the id of the person. Whoever writes as a
            # group has the group's id, and its stickers stay.
            delete(StickerRow).where(StickerRow.chat_id == person_id, literal(person_id > 0)),
            delete(PackRow).where(PackRow.chat_id == person_id, literal(person_id > 0)),
            delete(AccessRow).where(AccessRow.id == person_id, AccessRow.ruling.is_(None)),
        )
        await self._sessions.erase_log()

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
        """Purges at once, and again every `pause` seconds until the block ends."""

        async def purge() -> None:
            await self.purge()
            await asyncio.sleep(pause)

        async with running("purging", purge, self._metrics, pause=min(pause, 1)):
            yield

    async def figures(self) -> Figures:
        """Returns the figures; they name nobody."""
        yesterday = datetime.now(UTC) - timedelta(days=1)
        people = select(func.count(JobRow.person_id.distinct()))
        queries = (
            people.where(JobRow.created_at > yesterday),
            select(func.count()).where(JobRow.created_at > yesterday),
            select(func.count()).where(RevisionRow.created_at > yesterday),
            select(func.count()).select_from(JobRow),
            select(func.count()).where(UpdateRow.state.in_(OPEN)),
        )
        async with self._sessions() as session:
            return Figures(*[await session.scalar(query) or 0 for query in queries])
