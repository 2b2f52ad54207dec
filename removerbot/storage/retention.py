"""Deletes what is stored about people, by age and on request, and counts it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, select, update

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

    def __init__(self, sessions: Sessions, days: int) -> None:
        self._sessions = sessions
        self.days = days

    async def forget(self, person_id: int) -> None:
        """Deletes a person's jobs, updates that are not open, preferences and private stickers.
        An owner's ruling about them and their daily counts stay."""
        async with self._sessions.begin() as session:
            await session.execute(delete(JobRow).where(JobRow.person_id == person_id))
            await session.execute(
                delete(UpdateRow).where(
                    UpdateRow.person_id == person_id, UpdateRow.state.not_in(OPEN)
                )
            )
            for preferred in (StyleRow, OptionsRow):
                await session.execute(delete(preferred).where(preferred.person_id == person_id))
            await session.execute(
                update(StickerRow).where(StickerRow.added_by == person_id).values(added_by=None)
            )
            for table in (StickerRow, PackRow):  # of the private chat, whose id is theirs
                await session.execute(delete(table).where(table.chat_id == person_id))
            await session.execute(
                delete(AccessRow).where(AccessRow.id == person_id, AccessRow.ruling.is_(None))
            )

    async def purge(self) -> None:
        """Deletes jobs older than `days`, and updates and daily counts older than `KEPT`."""
        now = datetime.now(UTC)
        async with self._sessions.begin() as session:
            await session.execute(
                delete(JobRow).where(JobRow.created_at < now - timedelta(days=self.days))
            )
            await session.execute(
                delete(UpdateRow).where(
                    UpdateRow.taken_at < now - KEPT, UpdateRow.state.not_in(OPEN)
                )
            )
            await session.execute(
                delete(DailyCountRow).where(DailyCountRow.day < (now - KEPT).date())
            )

    @asynccontextmanager
    async def purging(self, pause: float = _PAUSE) -> AsyncIterator[None]:
        """Purges now, and again every `pause` seconds until the block ends."""
        await self.purge()
        purging = asyncio.create_task(self._purge_repeatedly(pause))
        try:
            yield
        finally:
            purging.cancel()

    async def _purge_repeatedly(self, pause: float) -> None:
        while True:
            await asyncio.sleep(pause)
            await self.purge()

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
