"""Opens the database, SQLite or PostgreSQL, and creates or upgrades its tables."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from errno import EACCES, EISDIR
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from sqlalchemy import URL, Executable, event, literal, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.sql.selectable import TypedReturnsRows

from removerbot.errors import StorageGone, in_words
from removerbot.process.turns import FairSemaphore
from removerbot.storage import migration
from removerbot.storage.migration import bad_url
from removerbot.storage.schema import Base

_log = logging.getLogger(__name__)

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}

_PATIENCE = 600.0
"""Seconds that a statement waits for a SQLite file that another program has locked, and a task
for its turn at the database."""

_CHECK_SECONDS = 5.0
"""Time between two looks at whether the database is still there."""

_MAX_SILENCE = 60.0
"""Seconds without an answer to such a look after which it has failed."""

_SINGLE_CONNECTION: dict[str, Any] = {
    "poolclass": AsyncAdaptedQueuePool,
    "pool_size": 1,
    "max_overflow": 0,
    "pool_timeout": _PATIENCE,
    "pool_reset_on_return": None,  # all transactions end before; a rollback more takes .2 ms
    "connect_args": {"timeout": _PATIENCE},
}
"""For SQLite, which allows one write at a time: a second connection that finds the file locked
retries in no particular order."""

_CONNECTIONS = 15
"""To a server at the same time; SQLAlchemy allows five that stay open and ten more."""

Row = TypeVar("Row", bound=Base)
Value = TypeVar("Value")


class Sessions(async_sessionmaker[AsyncSession]):
    """Makes database sessions; each method runs in a transaction of its own.

    People take turns at the connections: a flood of updates of one person would stand in line
    there before everybody else's.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.engine = engine
        is_file = engine.dialect.name == "sqlite"
        self._turns = FairSemaphore(1 if is_file else _CONNECTIONS, _PATIENCE)
        self._opened = self._file_id()

    def check(self) -> None:
        """Checks that the SQLite file is the one that was opened: a file that was deleted can
        still be written, and is lost when it is closed.

        Raises:
            StorageGone: it was deleted or replaced.
        """
        if self._file_id() != self._opened:
            raise StorageGone("the database's file was deleted or replaced; restart the bot")

    async def watch(self) -> None:
        """Waits a moment, then checks that the database is there and answers in time; see
        `removerbot.process.supervision.forever`."""
        await asyncio.sleep(_CHECK_SECONDS)
        self.check()
        async with asyncio.timeout(_MAX_SILENCE):
            await self.scalar(select(literal(1)))

    def _file_id(self) -> tuple[int, int] | None:
        """Returns the device and inode of a SQLite file; `None` for none."""
        name = self.engine.url.database
        if self.engine.dialect.name != "sqlite" or not name or not Path(name).exists():
            return None
        status = Path(name).stat()
        return status.st_dev, status.st_ino

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:  # type: ignore[override] # waits before it begins
        """Runs the block in a transaction, with a session."""
        async with self._turns.held(), super().begin() as session:
            yield session

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """Runs the block in a transaction, with a plain connection: for hot paths, as it takes
        two thirds of the time that a session takes."""
        async with self._turns.held(), self.engine.begin() as connection:
            yield connection

    def insert(self, table: type[Base]) -> postgresql.Insert:
        """Returns an INSERT with ON CONFLICT, which has the same syntax in both databases."""
        if self.engine.dialect.name == "sqlite":
            return cast("postgresql.Insert", sqlite.insert(table))
        return postgresql.insert(table)

    async def column(
        self, statement: TypedReturnsRows[Value], **parameters: int
    ) -> Sequence[Value]:
        """Returns the first column of each row, on a plain connection: for hot paths."""
        async with self._turns.held(), self.engine.connect() as connection:
            return (await connection.scalars(statement, parameters)).all()

    async def execute(self, *statements: Executable) -> None:
        """Executes statements that return nothing, in one transaction."""
        async with self.begin() as session:
            for statement in statements:
                await session.execute(statement)

    async def scalar(self, statement: TypedReturnsRows[Value]) -> Value | None:
        """Returns the first value; `None` if there is no row."""
        async with self.begin() as session:
            return await session.scalar(statement)

    async def scalars(self, statement: TypedReturnsRows[Value]) -> Sequence[Value]:
        """Returns the value of each row."""
        async with self.begin() as session:
            return (await session.scalars(statement)).all()

    async def merge(self, row: Row) -> Row:
        """Inserts a row, or updates the set columns of the one with the same primary key."""
        try:
            async with self.begin() as session:
                return await session.merge(row)
        except IntegrityError:  # somebody else inserted it meanwhile: this time it is updated
            async with self.begin() as session:
                return await session.merge(row)

    async def erase_log(self) -> None:
        """Empties the write-ahead log of a SQLite file, which still holds deleted rows."""
        if self.engine.dialect.name == "sqlite":
            async with self._turns.held(), self.engine.connect() as connection:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


class Store:
    """Something that is stored: has the session factory."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions


@asynccontextmanager
async def open_database(database_url: str, *, migrate: bool = False) -> AsyncIterator[Sessions]:
    """Opens the database with tables of the current revision; closes it after the block.

    An empty database gets its tables, and a SQLite file is upgraded. A database on a server is
    upgraded only with `migrate`, as processes of an older version may be using it.

    Raises:
        BadSetting: the database cannot be opened, is not one of this program, or is of
            another revision and not upgraded.
    """
    engine = _engine(database_url)
    wait = "the database does not answer yet; it may be locked by another program"
    telling = asyncio.get_running_loop().call_later(_CHECK_SECONDS, _log.warning, wait)
    try:
        try:
            await _use_write_ahead_log(engine)
            async with engine.begin() as connection:
                await connection.run_sync(migration.migrate, even_a_server=migrate)
        except (SQLAlchemyError, OSError) as error:
            raise bad_url(_reason(error)) from error
        finally:
            telling.cancel()
        yield Sessions(engine)
    finally:
        await engine.dispose()


async def revision_of(database_url: str) -> tuple[str | None, str]:
    """Returns the revision of a database, `None` for an empty one, and the one that this
    program wants. Changes nothing.

    Raises:
        BadSetting: the database cannot be opened, or no upgrade leads from its revision.
    """
    wanted = migration.wanted_revision()
    if (file := sqlite_file(database_url)) and not file.exists():
        return None, wanted
    engine = _engine(database_url)
    try:
        async with engine.connect() as connection:
            current = await connection.run_sync(migration.revision)
    except (SQLAlchemyError, OSError) as error:
        raise bad_url(_reason(error)) from error
    finally:
        await engine.dispose()
    if current is not None:
        migration.check_revision(current, may_upgrade=True)
    return current, wanted


def sqlite_file(database_url: str) -> Path | None:
    """Returns the file of a SQLite database; `None` for another kind."""
    path = database_url.removeprefix("sqlite:///")
    return None if path == database_url else Path(path)


def _reason(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):
        return "its server does not answer; start it, or name another one"
    return str(cause).splitlines()[0]


def check_database(database_url: str) -> None:
    """Checks what can be known of a database without opening it; creates a SQLite file.

    Raises:
        BadSetting: the address or the file's place cannot be used.
    """
    _engine(database_url)


def _engine(database_url: str) -> AsyncEngine:
    try:
        url, options = make_url(database_url), _SINGLE_CONNECTION
        if file := sqlite_file(database_url):  # whose name may have a % or ?
            url = url.set(database=str(file), query={})
        else:  # asyncpg knows libpq's parameters in addresses alone
            dsn = f"postgresql:///?{urlencode(libpq_parameters(url), doseq=True)}"
            url, options = url.set(query={}), {"connect_args": {"dsn": dsn}}
        engine = create_async_engine(
            url.set(drivername=_DRIVERS[url.drivername]),
            hide_parameters=True,  # errors are logged, and parameters have people's texts
            **options,
        )
    except (ArgumentError, KeyError, ValueError):
        raise bad_url("not a database's address") from None
    if file:
        _create_file(file)
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(engine.sync_engine, "invalidate", _roll_back)
    return engine


def libpq_parameters(url: URL) -> dict[str, str | tuple[str, ...]]:
    """Returns the parameters of a server's address as PostgreSQL's own programs name them."""
    return {"sslmode" if name == "ssl" else name: value for name, value in url.query.items()}


def _create_file(file: Path) -> None:
    """Creates a SQLite file, and so the log beside it, that only its owner may read."""
    try:
        file.touch(mode=0o600)
        if file.is_dir():
            raise IsADirectoryError(EISDIR, "", file)
        if not os.access(file.parent, os.W_OK):  # for its log
            raise PermissionError(EACCES, "", file.parent)
    except FileNotFoundError:
        raise bad_url(f"there is no folder {file.parent}; create it") from None
    except OSError as error:
        raise bad_url(in_words(error)) from None


async def _use_write_ahead_log(engine: AsyncEngine) -> None:
    """Switches a SQLite file to the mode in which readers do not wait for writers."""
    if engine.dialect.name == "sqlite":
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("PRAGMA journal_mode = WAL"))


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Turns on foreign keys, and so ON DELETE, and overwrites deleted rows with zeros."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _roll_back(connection: Any, _record: object, _error: object) -> None:
    """Ends the transaction of a connection that is given up because its task was cancelled.

    To close it is not enough: SQLite closes a connection for good when its last statement is
    finalized, and the traceback of the cancelled task may keep that one for long. Until then
    the transaction would keep the file locked.
    """
    connection.run_async(lambda driver: driver.rollback())
