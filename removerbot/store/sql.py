"""Jobs in SQLite or PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Select, delete, event, or_, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    async_sessionmaker,
    create_async_engine,
)

from removerbot.core.grid import Grid
from removerbot.core.types import Size
from removerbot.errors import BadSetting
from removerbot.ports import Cut, Job, Source
from removerbot.store.asked import as_json, read_cut
from removerbot.store.schema import CutRow, JobRow, MessageRow, UpdateRow

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_UPDATES_KEPT = timedelta(days=2)
"""Telegram delivers an update for 24 hours at most."""


class SqlJobs:
    """Implements `removerbot.ports.Jobs`; made by `open_jobs`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._session = async_sessionmaker(engine, expire_on_commit=False)

    async def add(self, job: Job) -> Job:
        """See `removerbot.ports.Jobs.add`."""
        source, grid = job.source, job.grid
        row = JobRow(
            chat_id=source.chat_id,
            message_id=source.message_id,
            person_id=source.person_id,
            file_id=source.file_id,
            name=source.name,
            width=grid.size.width,
            height=grid.size.height,
            columns=grid.columns,
            rows=grid.rows,
        )
        try:
            async with self._session.begin() as session:
                session.add(row)
        except IntegrityError:
            known = await self._one(
                select(JobRow).where(
                    JobRow.chat_id == source.chat_id, JobRow.message_id == source.message_id
                )
            )
            if known is None:
                raise
            return known
        return job.with_id(row.id)

    async def keep(self, cut: Cut) -> Cut:
        """See `removerbot.ports.Jobs.keep`."""
        row = CutRow(job_id=cut.job.id, asked=as_json(cut))
        async with self._session.begin() as session:
            session.add(row)
        return cut.with_id(row.id)

    async def link(self, cut: Cut, message_id: int) -> None:
        """See `removerbot.ports.Jobs.link`."""
        row = MessageRow(
            chat_id=cut.job.source.chat_id,
            message_id=message_id,
            job_id=cut.job.id,
            cut_id=cut.id,
        )
        try:
            async with self._session.begin() as session:
                session.add(row)
        except IntegrityError:
            # A button may have been pressed before its message was linked: the newer cut stays.
            newer = or_(MessageRow.cut_id.is_(None), MessageRow.cut_id < cut.id)
            async with self._session.begin() as session:
                await session.execute(
                    update(MessageRow)
                    .where(
                        MessageRow.chat_id == row.chat_id,
                        MessageRow.message_id == message_id,
                        newer,
                    )
                    .values(job_id=row.job_id, cut_id=row.cut_id)
                )

    async def find(self, chat_id: int, message_id: int) -> Cut | None:
        """See `removerbot.ports.Jobs.find`."""
        query = (
            select(JobRow, CutRow)
            .outerjoin(
                MessageRow,
                (MessageRow.job_id == JobRow.id)
                & (MessageRow.chat_id == chat_id)
                & (MessageRow.message_id == message_id),
            )
            .outerjoin(CutRow, CutRow.id == MessageRow.cut_id)
            .where(
                JobRow.chat_id == chat_id,
                JobRow.open,
                (JobRow.message_id == message_id) | MessageRow.message_id.is_not(None),
            )
        )
        return await self._cut(query)

    async def cut(self, chat_id: int, cut_id: int) -> Cut | None:
        """See `removerbot.ports.Jobs.cut`."""
        query = (
            select(JobRow, CutRow)
            .join(CutRow, CutRow.job_id == JobRow.id)
            .where(JobRow.chat_id == chat_id, JobRow.open, CutRow.id == cut_id)
        )
        return await self._cut(query)

    async def newest(self, chat_id: int, person_id: int) -> Job | None:
        """See `removerbot.ports.Jobs.newest`."""
        return await self._one(
            select(JobRow)
            .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id, JobRow.open)
            .order_by(JobRow.message_id.desc())
            .limit(1)
        )

    async def close(self, chat_id: int, person_id: int) -> int:
        """See `removerbot.ports.Jobs.close`."""
        async with self._session.begin() as session:
            closed = await session.execute(
                update(JobRow)
                .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id, JobRow.open)
                .values(open=False)
                .returning(JobRow.id)
            )
            return len(closed.all())

    async def first_sight(self, update_id: int) -> bool:
        """See `removerbot.ports.Jobs.first_sight`."""
        try:
            async with self._session.begin() as session:
                session.add(UpdateRow(update_id=update_id))
        except IntegrityError:
            return False
        return True

    async def purge(self) -> None:
        """Forget updates that cannot come again."""
        async with self._session.begin() as session:
            await session.execute(
                delete(UpdateRow).where(UpdateRow.seen_at < datetime.now(UTC) - _UPDATES_KEPT)
            )

    async def _cut(self, query: Select[JobRow, CutRow]) -> Cut | None:
        async with self._session() as session:
            found = (await session.execute(query)).first()
        if found is None:
            return None
        job, cut = found
        return Cut(_job(job)) if cut is None else read_cut(_job(job), cut.asked, cut.id)

    async def _one(self, query: Select[JobRow]) -> Job | None:
        async with self._session() as session:
            row = await session.scalar(query)
        return None if row is None else _job(row)


@asynccontextmanager
async def open_jobs(database_url: str) -> AsyncIterator[SqlJobs]:
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
        jobs = SqlJobs(engine)
        await jobs.purge()
        yield jobs
    finally:
        await engine.dispose()


def _engine(database_url: str) -> AsyncEngine:
    try:
        url: URL = make_url(database_url)
        engine = create_async_engine(url.set(drivername=_DRIVERS[url.drivername]))
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


def _job(row: JobRow) -> Job:
    source = Source(row.chat_id, row.message_id, row.person_id, row.file_id, row.name)
    grid = Grid(Size(row.width, row.height), row.columns, row.rows)
    return Job(source, grid, row.id)
