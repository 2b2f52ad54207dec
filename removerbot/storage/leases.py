"""The processes that serve one bot on one database: who is at work, and who holds what.

Each writes down every few seconds that it is alive, by the database's clock. What belongs to
one that has not done so for a while is anybody's.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from uuid import uuid4
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute

from removerbot.storage.database import Sessions, insert
from removerbot.storage.schema import HoldRow, WorkerRow

_log = logging.getLogger(__name__)

BEAT = 4.0
"""Seconds between two signs of life."""

LEASE = timedelta(seconds=15)
"""How long one counts."""

_LOOK_AGAIN = 0.1
"""Seconds between two looks whether something is free."""


class Leases:
    """One of these processes; use `at_work` around all it does.

    Attributes:
        me: what it is called, by nobody else and never again.
        is_shared: whether there may be others.
    """

    def __init__(self, sessions: Sessions, *, is_shared: bool = False) -> None:
        self.me = uuid4().hex
        self.is_shared = is_shared
        self._session = sessions
        self._locks = WeakValueDictionary[str, asyncio.Lock]()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Be alive until the block ends, and say so."""
        if not self.is_shared:
            yield
            return
        await self._beat()
        beating = asyncio.create_task(self._beat_on())
        try:
            yield
        finally:
            beating.cancel()
            with suppress(SQLAlchemyError, OSError):  # then the lease runs out
                await self._leave()

    def is_free(self, owner: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
        """Whether a row belongs to nobody else who is alive."""
        if not self.is_shared:
            return owner.is_distinct_from(self.me)
        alive = select(WorkerRow.id).where(WorkerRow.seen_at > func.now() - LEASE)
        return owner.is_(None) | owner.not_in(alive)

    @asynccontextmanager
    async def holding(self, name: str) -> AsyncIterator[None]:
        """Have something to oneself while the block runs; others wait."""
        async with self._locks.setdefault(name, asyncio.Lock()):
            if not self.is_shared:
                yield
                return
            while not await self._take(name):  # noqa: ASYNC110 - it happens elsewhere
                await asyncio.sleep(_LOOK_AGAIN)
            try:
                yield
            finally:
                await self._put_back(name)

    async def _take(self, name: str) -> bool:
        async with self._session.begin() as session:
            taken = await session.scalar(
                insert(session, HoldRow)
                .values(name=name, owner=self.me)
                .on_conflict_do_update(
                    index_elements=[HoldRow.name],
                    set_={"owner": self.me},
                    where=self.is_free(HoldRow.owner),
                )
                .returning(HoldRow.name)
            )
        return taken is not None

    async def _put_back(self, name: str) -> None:
        async with self._session.begin() as session:
            await session.execute(
                delete(HoldRow).where(HoldRow.name == name, HoldRow.owner == self.me)
            )

    async def _beat_on(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._beat()
            except (SQLAlchemyError, OSError) as error:
                _log.warning(
                    "the database cannot be told that this process is alive: %s", error
                )

    async def _beat(self) -> None:
        async with self._session.begin() as session:
            await session.execute(
                insert(session, WorkerRow)
                .values(id=self.me, seen_at=func.now())
                .on_conflict_do_update(
                    index_elements=[WorkerRow.id], set_={"seen_at": func.now()}
                )
            )

    async def _leave(self) -> None:
        """What is left undone is for the others, at once. The dead are buried, too."""
        async with self._session.begin() as session:
            dead = WorkerRow.seen_at < func.now() - 2 * LEASE
            await session.execute(delete(WorkerRow).where((WorkerRow.id == self.me) | dead))
