"""The database: SQLite or PostgreSQL, opened and brought up to date."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import AsyncAdaptedQueuePool

from removerbot.errors import BadSetting
from removerbot.storage.schema import Base

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}

_ONE_CONNECTION: dict[str, Any] = {
    "poolclass": AsyncAdaptedQueuePool,
    "pool_size": 1,
    "max_overflow": 0,
    "pool_timeout": 60,
}
"""SQLite lets one write at a time; whoever finds it locked tries again, in no order, and
gives up after 5 s. In the line for a single connection everybody's turn comes."""

_MIGRATING = 7_365_766
"""Names the lock that PostgreSQL gives to one process at a time."""

Row = TypeVar("Row", bound=Base)


class Sessions(async_sessionmaker[AsyncSession]):
    """Ways into the database.

    Attributes:
        engine: for what is asked while a person waits: a plain connection takes two thirds
            of the time that a session does.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.engine = engine


@asynccontextmanager
async def open_database(database_url: str, *, migrate: bool = False) -> AsyncIterator[Sessions]:
    """Open the database, see that its tables are up to date, and close it in the end.

    An empty database gets its tables, and a SQLite file is brought up to date. One on a
    server is so only if `migrate` says it: processes of an older version may work on it.

    Raises:
        BadSetting: the database cannot be opened, is not ours, or not of this version.
    """
    engine = _engine(database_url)
    try:
        try:
            await _use_write_ahead_log(engine)
            async with engine.begin() as connection:
                await connection.run_sync(_migrate, even_a_server=migrate)
        except (SQLAlchemyError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise BadSetting(f"REMOVERBOT_DATABASE_URL: {reason}") from error
        yield Sessions(engine)
    finally:
        await engine.dispose()


def insert(session: AsyncSession, table: type[Base]) -> postgresql.Insert:
    """An INSERT that can say what to do if the row is there: both databases say it alike."""
    if session.get_bind().dialect.name == "sqlite":
        return cast("postgresql.Insert", sqlite.insert(table))
    return postgresql.insert(table)


async def merge(sessions: Sessions, row: Row) -> Row:
    """Write a row, whether or not it is there."""
    try:
        async with sessions.begin() as session:
            return await session.merge(row)
    except IntegrityError:  # somebody else was quicker: now it is there
        async with sessions.begin() as session:
            return await session.merge(row)


def _engine(database_url: str) -> AsyncEngine:
    try:
        url: URL = make_url(database_url)
        options = _ONE_CONNECTION if url.drivername == "sqlite" else {}
        engine = create_async_engine(url.set(drivername=_DRIVERS[url.drivername]), **options)
    except (ArgumentError, KeyError, ValueError):
        raise BadSetting("REMOVERBOT_DATABASE_URL: not a database's address") from None
    if engine.dialect.name == "sqlite":
        _check_folder(url.database)
        event.listen(engine.sync_engine, "connect", _obey_foreign_keys)
    return engine


def _check_folder(file: str | None) -> None:
    """Say it here if the folder is not there: the driver would fail in a thread of its own."""
    if file and not Path(file).parent.is_dir():
        raise BadSetting(f"REMOVERBOT_DATABASE_URL: there is no folder {Path(file).parent}")


async def _use_write_ahead_log(engine: AsyncEngine) -> None:
    """Make a SQLite file one whose readers do not wait for its writers."""
    if engine.dialect.name == "sqlite":
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("PRAGMA journal_mode = WAL"))


def _obey_foreign_keys(connection: Any, _record: object) -> None:
    """Let the messages of a deleted job go with it, in SQLite too."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _migrate(connection: Connection, *, even_a_server: bool) -> None:
    """Upgrade the tables, or see that they need not be."""
    is_server = connection.dialect.name != "sqlite"
    if is_server:  # several processes may start at once
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    there, wanted = _revision(connection), scripts.get_current_head()
    if there and there not in {script.revision for script in scripts.walk_revisions()}:
        raise BadSetting(
            f"REMOVERBOT_DATABASE_URL: the database is of a newer version ({there}) than this "
            f"program ({wanted})"
        )
    if there and there != wanted and is_server and not even_a_server:
        raise BadSetting(
            f"REMOVERBOT_DATABASE_URL: the database is of version {there}, this program wants "
            f"{wanted}; stop all bots that use it and run python bot.py migrate"
        )
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
