"""Where the journal of a simulated day is kept: in memory, or in SQLite without a thread."""

from typing import cast

from sqlalchemy import StaticPool, func, select
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.asyncio import create_async_engine

from removerbot.storage.database import Sessions
from removerbot.storage.journal import Journal
from removerbot.storage.schema import OPEN, Base, UpdateRow
from tests.simulation.journal import MemoryJournal, Table


class MemoryStore:
    """Keeps rows as objects."""

    def __init__(self) -> None:
        self._table = Table()
        self._workers = 0

    def journal(self) -> Journal:
        """Returns the journal of a new worker."""
        self._workers += 1
        return cast("Journal", MemoryJournal(self._table, f"worker {self._workers}"))

    async def open_updates(self) -> int:
        """Returns the number of updates that are open."""
        return sum(row.state in OPEN for row in self._table.rows.values())


class InLoopDialect(SQLiteDialect_pysqlite):
    """Runs statements in the event loop itself: a thread would not know the virtual clock."""

    is_async = True
    supports_statement_cache = True


registry.register("sqlite.inloop", __name__, InLoopDialect.__name__)


class SqliteStore:
    """Keeps rows as the bot does, in a database in memory."""

    def __init__(self) -> None:
        engine = create_async_engine("sqlite+inloop://", poolclass=StaticPool)
        with engine.sync_engine.begin() as connection:
            Base.metadata.create_all(connection)
        self._engine = engine
        self._sessions = Sessions(engine)

    def journal(self) -> Journal:
        """Returns the journal of a new worker."""
        return Journal(self._sessions)

    async def open_updates(self) -> int:
        """Returns the number of updates that are open."""
        query = select(func.count()).where(UpdateRow.state.in_(OPEN))
        return await self._sessions.scalar(query) or 0

    def close(self) -> None:
        """Gives the memory back."""
        self._engine.sync_engine.dispose()
