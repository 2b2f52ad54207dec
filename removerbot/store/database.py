"""The database: SQLite or PostgreSQL, opened and brought up to date."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import AsyncAdaptedQueuePool

from removerbot.errors import BadSetting

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}

_ONE_CONNECTION: dict[str, Any] = {
    "poolclass": AsyncAdaptedQueuePool,
    "pool_size": 1,
    "max_overflow": 0,
    "pool_timeout": 60,
}
"""SQLite lets one write at a time; whoever finds it locked tries again, in no order, and
gives up after 5 s. In the line for a single connection everybody's turn comes."""

Sessions = async_sessionmaker[AsyncSession]


@asynccontextmanager
async def open_database(database_url: str) -> AsyncIterator[Sessions]:
    """Open the database, bring its tables up to date, and close it in the end.

    Raises:
        BadSetting: the database cannot be opened or is not ours.
    """
    engine = _engine(database_url)
    try:
        try:
            await _use_write_ahead_log(engine)
            async with engine.begin() as connection:
                await connection.run_sync(_migrate)
        except (SQLAlchemyError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise BadSetting(f"REMOVERBOT_DATABASE_URL: {reason}") from error
        yield async_sessionmaker(engine, expire_on_commit=False)
    finally:
        await engine.dispose()


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


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
