"""Counts how much the bot is used, now and by day. The figures name nobody."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import case, delete, func, select
from sqlalchemy.exc import SQLAlchemyError

from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running
from removerbot.storage.database import Sessions
from removerbot.storage.schema import OPEN, DayRow, JobRow, RevisionRow, UpdateRow

_PAUSE = 60.0
"""Seconds between two times that figures are stored."""

_KEPT = timedelta(days=400)

_PEOPLE = select(func.count(JobRow.person_id.distinct()))

_IS_CUTOUT = func.json_array_length(RevisionRow.asked["steps"]) > 0


class Figures(NamedTuple):
    """How much the bot is used: people who sent a photo, photos and revisions in the last 24
    hours, stored jobs, and open updates."""

    people: int
    photos: int
    cuts: int
    kept: int
    waiting: int


class Day(NamedTuple):
    """How much the bot was used on a day, by UTC: people who sent a photo, revisions with a
    click, mean seconds from a message's arrival to its answer, and messages that could not be
    answered as they were meant."""

    day: date
    people: int
    cutouts: int
    wait: float
    refusals: int


class UsageFigures:
    """Counts rows, and adds up what the metrics have counted."""

    def __init__(self, sessions: Sessions, metrics: Metrics) -> None:
        self._sessions = sessions
        self._metrics = metrics

    async def now(self) -> Figures:
        """Returns the present figures."""
        yesterday = datetime.now(UTC) - timedelta(days=1)
        queries = (
            _PEOPLE.where(JobRow.created_at > yesterday),
            select(func.count()).where(JobRow.created_at > yesterday),
            select(func.count()).where(RevisionRow.created_at > yesterday),
            select(func.count()).select_from(JobRow),
            select(func.count()).where(UpdateRow.state.in_(OPEN)),
        )
        async with self._sessions.begin() as session:
            return Figures(*[await session.scalar(query) or 0 for query in queries])

    async def days(self, count: int, today: date | None = None) -> list[Day]:
        """Returns the figures of the last days, today's last."""
        last = today or datetime.now(UTC).date()
        query = select(DayRow).where(DayRow.day > last - timedelta(days=count))
        rows = {row.day: row for row in await self._sessions.scalars(query)}
        days = [last - timedelta(days=ago) for ago in reversed(range(count))]
        return [_read(day, rows.get(day)) for day in days]

    async def store(self, now: datetime | None = None) -> None:
        """Adds what was counted since the last time to the figures of the day."""
        now = now or datetime.now(UTC)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        people = _PEOPLE.where(JobRow.created_at >= midnight)
        cuts = select(func.count()).where(RevisionRow.created_at >= midnight, _IS_CUTOUT)
        tally = self._metrics.tally.copy()
        new = {
            "people": await self._sessions.scalar(people) or 0,
            "cuts": await self._sessions.scalar(cuts) or 0,
            **tally,
        }
        row = self._sessions.insert(DayRow).values(day=now.date(), **new)
        excluded = row.excluded
        # What people have had erased was counted before; other bots count the same rows.
        largest = {
            name: case((excluded[name] > column, excluded[name]), else_=column)
            for name, column in (("people", DayRow.people), ("cuts", DayRow.cuts))
        }
        sums = {name: getattr(DayRow, name) + excluded[name] for name in tally}
        await self._sessions.execute(
            row.on_conflict_do_update(index_elements=[DayRow.day], set_=largest | sums),
            delete(DayRow).where(DayRow.day < (now - _KEPT).date()),
        )
        for name, counted in tally.items():
            self._metrics.tally[name] -= counted

    @asynccontextmanager
    async def storing(self) -> AsyncIterator[None]:
        """Stores the figures every minute until the block ends, and then once more."""

        async def store_later() -> None:
            await asyncio.sleep(_PAUSE)
            await self.store()

        try:
            async with running("the daily figures", store_later, self._metrics):
                yield
        finally:
            with suppress(SQLAlchemyError, OSError):  # they are worth no delay
                await self.store()


def _read(day: date, row: DayRow | None) -> Day:
    if row is None:
        return Day(day, 0, 0, 0.0, 0)
    return Day(day, row.people, row.cuts, row.seconds / max(1, row.answers), row.refusals)
