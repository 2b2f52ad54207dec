"""Limits how many cutouts a person may have a day, counted by the day in UTC."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from removerbot.errors import DailyLimitReached
from removerbot.storage.people import DailyCounts


class Quota:
    """Counts cutouts, and refuses those beyond the daily limit."""

    def __init__(self, counts: DailyCounts, *, limit: int, owners: frozenset[int]) -> None:
        """Keeps the arguments.

        Args:
            counts: stores the counts.
            limit: cutouts a person a day; 0 for no limit, and then nothing is counted.
            owners: people without a limit.
        """
        self._counts = counts
        self._limit = limit
        self._owners = owners

    async def check(self, person_id: int) -> None:
        """Checks that a person may have another cutout today.

        Raises:
            DailyLimitReached: they may not.
        """
        if not self._is_limited(person_id):
            return
        if await self._counts.count(person_id, datetime.now(UTC).date()) >= self._limit:
            raise DailyLimitReached(self._limit)

    @asynccontextmanager
    async def counted(self, person_id: int) -> AsyncIterator[None]:
        """Counts a cutout if the block succeeds. Raises as `check` does, before the block."""
        await self.check(person_id)
        yield
        if self._is_limited(person_id):
            await self._counts.increment(person_id, datetime.now(UTC).date())

    def _is_limited(self, person_id: int) -> bool:
        return self._limit > 0 and person_id not in self._owners
