"""Workers, which are the processes that serve one bot on one database, and their leases.

Every worker renews its lease every few seconds, by the database's clock. What belongs to a
worker whose lease has expired may be taken by any other.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from uuid import uuid4
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute

from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running
from removerbot.storage.database import Sessions
from removerbot.storage.schema import LockRow, WorkerRow

RENEWAL = 4.0
"""Seconds between two renewals."""

LEASE = timedelta(seconds=15)
"""How long a lease is valid after its last renewal."""

_RETRY = 0.1
"""Seconds between two attempts to get a lock."""


class Leases:
    """The lease of one worker, and the locks it holds.

    Attributes:
        worker_id: unique among all workers there ever are.
        is_shared: whether other workers may use the same database.
    """

    def __init__(
        self, sessions: Sessions, *, is_shared: bool = False, metrics: Metrics | None = None
    ) -> None:
        self.worker_id = uuid4().hex
        self.is_shared = is_shared
        self._sessions = sessions
        self._metrics = metrics or Metrics()
        self._locks = WeakValueDictionary[str, asyncio.Lock]()
        self._unreleased = set[str]()

    @asynccontextmanager
    async def registered(self) -> AsyncIterator[None]:
        """Keeps the lease valid until the block ends, and gives it up then."""
        if not self.is_shared:
            yield
            return
        await self._renew()
        try:
            async with running("the lease's renewal", self._renew_later, self._metrics):
                yield
        finally:
            with suppress(SQLAlchemyError, OSError):  # then the lease expires
                await self._give_up()

    def is_free(self, owner: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
        """Returns the SQL condition that the worker in a column has no valid lease. Without
        other workers it is that the column names another than this one."""
        if not self.is_shared:
            return owner.is_distinct_from(self.worker_id)
        valid = select(WorkerRow.id).where(WorkerRow.seen_at > func.now() - LEASE)
        return owner.is_(None) | owner.not_in(valid)

    @asynccontextmanager
    async def lock(self, name: str) -> AsyncIterator[None]:
        """Holds a named lock while the block runs, among all tasks and workers."""
        async with self._locks.setdefault(name, asyncio.Lock()):
            if not self.is_shared:
                yield
                return
            while not await self._acquire(name):  # noqa: ASYNC110 - another process releases it
                await asyncio.sleep(_RETRY)
            try:
                yield
            finally:
                self._unreleased.add(name)
                with suppress(SQLAlchemyError, OSError):  # the next renewal tries again
                    await self._release(name)

    async def _acquire(self, name: str) -> bool:
        acquired = await self._sessions.scalar(
            self._sessions.insert(LockRow)
            .values(name=name, owner=self.worker_id)
            .on_conflict_do_update(
                index_elements=[LockRow.name],
                set_={"owner": self.worker_id},
                # It is this worker's own if a release has failed.
                where=self.is_free(LockRow.owner) | (LockRow.owner == self.worker_id),
            )
            .returning(LockRow.name)
        )
        return acquired is not None

    async def _release(self, name: str) -> None:
        held = (LockRow.name == name) & (LockRow.owner == self.worker_id)
        await self._sessions.execute(delete(LockRow).where(held))
        self._unreleased.discard(name)

    async def _renew_later(self) -> None:
        await asyncio.sleep(RENEWAL)
        await self._renew()
        for name in self._unreleased.copy():
            lock = self._locks.setdefault(name, asyncio.Lock())
            if not lock.locked():  # else the task that holds it releases it
                async with lock:
                    await self._release(name)

    async def _renew(self) -> None:
        await self._sessions.execute(
            self._sessions.insert(WorkerRow)
            .values(id=self.worker_id, seen_at=func.now())
            .on_conflict_do_update(index_elements=[WorkerRow.id], set_={"seen_at": func.now()})
        )

    async def _give_up(self) -> None:
        """Deletes this worker's row, and those of workers whose lease expired long ago."""
        expired = WorkerRow.seen_at < func.now() - 2 * LEASE
        own = WorkerRow.id == self.worker_id
        await self._sessions.execute(delete(WorkerRow).where(own | expired))
