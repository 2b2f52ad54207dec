"""Where the journal of a simulated day is kept: in memory, or in SQLite without a thread."""

import gc
import sqlite3
import warnings
from typing import cast
from uuid import uuid4

from sqlalchemy import AsyncAdaptedQueuePool, func, select
from sqlalchemy.ext.asyncio import create_async_engine

from removerbot.storage.database import Sessions
from removerbot.storage.journal import Journal
from removerbot.storage.schema import OPEN, Base, UpdateRow
from tests.simulation.in_loop import InLoopConnection
from tests.simulation.journal import MemoryJournal, Table


class MemoryStore:
    """Keeps rows as objects."""

    def __init__(self) -> None:
        self._table = Table()
        self._workers = 0

    async def open(self) -> None:
        """Does nothing: an empty journal is there."""

    def journal(self) -> Journal:
        """Returns the journal of a new worker."""
        self._workers += 1
        return cast("Journal", MemoryJournal(self._table, f"worker {self._workers}"))

    async def open_updates(self) -> int:
        """Returns the number of updates that are open."""
        return sum(row.state in OPEN for row in self._table.rows.values())

    def close(self) -> None:
        """Does nothing: the memory is given back anyway."""


class SqliteStore:
    """Keeps rows as the bot does, in a database in memory; each worker has a connection."""

    def __init__(self) -> None:
        self._connections: list[sqlite3.Connection] = []
        self._name = uuid4().hex
        self._anchor = self._open()
        self._sessions = self._connect()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self._name}?mode=memory&cache=shared", uri=True)

    async def _create(self) -> InLoopConnection:
        self._connections.append(self._open())
        return InLoopConnection(self._connections[-1])

    def _connect(self) -> Sessions:
        engine = create_async_engine(
            "sqlite+aiosqlite://",
            async_creator=self._create,
            poolclass=AsyncAdaptedQueuePool,
            pool_size=1,
            max_overflow=0,
        )
        return Sessions(engine)

    async def open(self) -> None:
        """Creates an empty journal."""
        async with self._sessions.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    def journal(self) -> Journal:
        """Returns the journal of a new worker; the transactions of a dead one are undone."""
        while self._connections:
            self._connections.pop().close()
        self._sessions = self._connect()
        return Journal(self._sessions)

    async def open_updates(self) -> int:
        """Returns the number of updates that are open."""
        query = select(func.count()).where(UpdateRow.state.in_(OPEN))
        return await self._sessions.scalar(query) or 0

    def close(self) -> None:
        """Gives the memory back."""
        for each in (self._anchor, *self._connections):
            each.close()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what dead workers held is never given back
            gc.collect()
