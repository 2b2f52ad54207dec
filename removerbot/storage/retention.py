"""What the database holds about people: counted, forgotten on request, purged with age."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, select, update

from removerbot.storage.database import Sessions
from removerbot.storage.schema import (
    OPEN,
    CutRow,
    FinishRow,
    GuestRow,
    JobRow,
    PackRow,
    StickerRow,
    StyleRow,
    TallyRow,
    UpdateRow,
)

_UPDATES_KEPT = timedelta(days=2)
"""Telegram sends an update for 24 hours at most, and tallies are for one day."""

_PAUSE = 3600.0
"""Seconds between two purges."""


class Figures(NamedTuple):
    """How the bot is used: people, photos and cuts of the last 24 hours, photos that can
    be pointed at, and messages that are not answered yet."""

    people: int
    photos: int
    cuts: int
    kept: int
    waiting: int


class Retention:
    """All that is kept about people.

    Attributes:
        days: how long.
    """

    def __init__(self, sessions: Sessions, days: int) -> None:
        """Keep photos' rows for so many days."""
        self._session = sessions
        self.days = days

    async def forget(self, person_id: int) -> None:
        """Erase a person's photos and messages from the records. What stays is what an
        owner ruled about them, and today's count."""
        async with self._session.begin() as session:
            await session.execute(delete(JobRow).where(JobRow.person_id == person_id))
            await session.execute(
                delete(UpdateRow).where(
                    UpdateRow.person_id == person_id, UpdateRow.state.not_in(OPEN)
                )
            )
            for liked in (StyleRow, FinishRow):
                await session.execute(delete(liked).where(liked.person_id == person_id))
            await session.execute(
                update(StickerRow).where(StickerRow.added_by == person_id).values(added_by=None)
            )
            for table in (StickerRow, PackRow):  # of the private chat, whose id is theirs
                await session.execute(delete(table).where(table.chat_id == person_id))
            await session.execute(
                delete(GuestRow).where(GuestRow.id == person_id, GuestRow.ruling.is_(None))
            )

    async def purge(self) -> None:
        """Erase what is older than it may be."""
        now = datetime.now(UTC)
        async with self._session.begin() as session:
            await session.execute(
                delete(JobRow).where(JobRow.created_at < now - timedelta(days=self.days))
            )
            await session.execute(
                delete(UpdateRow).where(
                    UpdateRow.taken_at < now - _UPDATES_KEPT, UpdateRow.state.not_in(OPEN)
                )
            )
            await session.execute(
                delete(TallyRow).where(TallyRow.day < (now - _UPDATES_KEPT).date())
            )

    @asynccontextmanager
    async def kept_clean(self, pause: float = _PAUSE) -> AsyncIterator[None]:
        """Purge now, and again and again until the block ends."""
        await self.purge()
        purging = asyncio.create_task(self._purge_on(pause))
        try:
            yield
        finally:
            purging.cancel()

    async def _purge_on(self, pause: float) -> None:
        while True:
            await asyncio.sleep(pause)
            await self.purge()

    async def figures(self) -> Figures:
        """Sums, without anybody's name."""
        day = JobRow.created_at > datetime.now(UTC) - timedelta(days=1)
        async with self._session() as session:
            people, photos = (
                await session.execute(
                    select(func.count(JobRow.person_id.distinct()), func.count()).where(day)
                )
            ).one()
            cuts = await session.scalar(
                select(func.count()).where(
                    CutRow.created_at > datetime.now(UTC) - timedelta(days=1)
                )
            )
            kept = await session.scalar(select(func.count()).select_from(JobRow))
            waiting = await session.scalar(
                select(func.count()).where(UpdateRow.state.in_(OPEN))
            )
        return Figures(people, photos, cuts or 0, kept or 0, waiting or 0)
