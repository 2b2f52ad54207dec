"""Copies a SQLite database into a file and back; says how PostgreSQL's own programs do it.

What a backup holds as unanswered may have been answered since. A restore therefore keeps the
journal of the database that it replaces, where that can be read. Otherwise people are asked
about those messages, as after a crash, and nothing is answered twice.
"""

import asyncio
import os
import shlex
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import exists, func, insert, null, select
from sqlalchemy.engine import make_url

from removerbot.errors import BadSetting, SetupError
from removerbot.storage.database import libpq_parameters, open_database, sqlite_file
from removerbot.storage.schema import OPEN, AnswerRow, UpdateRow

_MAGIC = b"SQLite format 3\0"

_PATIENCE = 30.0
"""Seconds that a copy waits for a database that another program has locked."""

_REVISION = "alembic_version"
"""The table with the revision, which each of our databases has."""

_PG_DUMP = "run\npg_dump --format=custom --file={file} --dbname={url}"
_PG_RESTORE = (
    "stop all bots that use it, and run\n"
    "pg_restore --clean --if-exists --no-owner --single-transaction --dbname={url} {file} "
    "&& removerbot restore --settle"
)


def back_up(database_url: str, file: Path) -> None:
    """Copies a SQLite database as it is at one moment, while a bot may be using it, into a file
    that only its owner may read. A former backup of this name is replaced.

    Raises:
        SetupError: there is no such database, or it is on a server: says which command copies
            it. Or the file is something else than a former backup.
        OSError: the file cannot be written.
    """
    database = _file_of(database_url, _PG_DUMP, file)
    if not _is_database(database):
        raise SetupError(f"{database}: there is no database that could be copied")
    if file.exists() and (not _is_database(file) or file.samefile(database)):
        raise SetupError(f"{file}: this is no backup and is not replaced; choose another name")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.parent) as folder:
        copy = Path(folder) / "copy"
        _copy(database, copy)
        with _opened(copy) as connection:  # a single file, without a log beside it
            connection.execute("PRAGMA journal_mode = DELETE")
        copy.replace(file)


def restore(database_url: str, file: Path, *, force: bool = False) -> None:
    """Puts a backup in the place of a SQLite database, in one transaction. A backup of an older
    version is upgraded.

    Raises:
        SetupError: the file is no backup, is damaged or of a newer version; or the database is
            on a server: says which commands restore it. Without `force` also if there is a
            database that is not empty or that another program is using.
        OSError: the file cannot be read.
    """
    database = _file_of(database_url, _PG_RESTORE, file)
    if not _is_database(file, or_raise=True):
        raise SetupError(f"{file}: this is no backup")
    if not force:
        _check_unused(database)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=database.parent) as folder:
        copy = Path(folder) / "copy"
        _copy(file, copy)
        with _opened(copy) as connection:
            if _REVISION not in _tables(connection):
                raise SetupError(f"{file}: this is no backup of removerbot")
        is_kept = _keep_journal(database, copy)
        try:
            asyncio.run(upgrade(f"sqlite:///{copy}", settle=not is_kept))
        except BadSetting as error:
            raise SetupError(f"{file}: {str(error).partition(': ')[2]}") from None
        if _trouble_with(database):
            # It cannot be written any more, and its log must not be applied to another file.
            for name in ("-wal", "-shm"):
                Path(f"{database}{name}").unlink(missing_ok=True)
            copy.replace(database)
        else:
            _copy(copy, database)


async def upgrade(database_url: str, *, settle: bool) -> None:
    """Upgrades a restored database. With `settle`, people will be asked about all that is
    unanswered in it: the answers may have arrived after it was copied."""
    answers = AnswerRow.update_id == UpdateRow.update_id
    number = select(func.coalesce(func.max(AnswerRow.number) + 1, 0))
    number = number.where(answers, AnswerRow.number >= 0).correlate(UpdateRow)
    is_unknown = exists().where(answers, AnswerRow.message.is_(None))
    unknown = select(UpdateRow.update_id, number.scalar_subquery(), null())
    unknown = unknown.where(UpdateRow.state.in_(OPEN), ~is_unknown)
    columns = [AnswerRow.update_id, AnswerRow.number, AnswerRow.message]
    async with open_database(database_url, migrate=True) as sessions:
        if settle:
            await sessions.execute(insert(AnswerRow).from_select(columns, unknown))


def _file_of(database_url: str, on_server: str, file: Path) -> Path:
    """Returns the file of a SQLite database; raises what to do about one `on_server`."""
    if database := sqlite_file(database_url):
        return database
    url = make_url(database_url)
    plain = url._replace(password=None).set(query=libpq_parameters(url)).render_as_string()
    how = on_server.format(file=shlex.quote(str(file)), url=shlex.quote(plain))
    secret = "its password goes into PGPASSWORD or ~/.pgpass; " if url.password else ""
    raise SetupError(f"this database is on a server: {secret}{how}")


def _is_database(file: Path, *, or_raise: bool = False) -> bool:
    if not or_raise and not file.exists():
        return False
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def _check_unused(database: Path) -> None:
    """Raises `SetupError` unless a database is empty and nobody else uses it."""
    if not database.exists() or not database.stat().st_size:
        return
    force = "add --force to replace it nevertheless"
    try:
        with _opened(database, patience=0) as connection:
            # This takes a lock that goes with no other connection, even an idle one.
            connection.execute("PRAGMA journal_mode = DELETE")
            rows = [_has_rows(connection, name) for name in _tables(connection) - {_REVISION}]
    except sqlite3.OperationalError:
        raise SetupError(
            f"{database}: a bot or another program is using it; stop it, or {force}"
        ) from None
    except sqlite3.DatabaseError as error:
        raise SetupError(f"{database}: {error}; {force}") from None
    if any(rows):
        raise SetupError(f"{database}: this database is not empty; {force}")


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }


def _has_rows(connection: sqlite3.Connection, table: str) -> bool:
    query = f'SELECT EXISTS (SELECT 1 FROM "{table}")'  # noqa: S608 - a name from the schema
    return bool(connection.execute(query).fetchone()[0])


def _keep_journal(database: Path, copy: Path) -> bool:
    """Copies the journal of the database that is replaced; returns whether it could."""
    if not _is_database(database):
        return False
    script = ["ATTACH ? AS replaced", "BEGIN"]
    for table in (AnswerRow.__table__, UpdateRow.__table__):
        columns = ", ".join(table.columns.keys())
        source = f"SELECT {columns} FROM replaced.{table}"  # noqa: S608 - names of our own
        script += [
            f"DELETE FROM main.{table}",  # noqa: S608
            f"INSERT INTO main.{table} ({columns}) {source}",
        ]
    attached = database.resolve().as_uri()
    with _opened(copy) as connection:
        try:
            for statement in [*script, "COMMIT"]:
                connection.execute(statement, [attached] if "?" in statement else ())
        except sqlite3.Error:  # damaged, or not ours: what the block has begun is undone
            return False
    return True


def _copy(source: Path, target: Path) -> None:
    """Copies a database over another one, which may both be in use, in one transaction."""
    if trouble := _trouble_with(source):
        raise SetupError(f"{source}: {trouble}")
    target.touch(mode=0o600)
    with _opened(source) as reading, _opened(target) as writing:
        reading.backup(writing)


def _trouble_with(database: Path) -> str | None:
    """Returns what is wrong with a database that is there, if anything."""
    if not database.exists():
        return None
    try:
        with _opened(database) as connection:
            [verdict] = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return None if verdict == "ok" else f"the database is damaged: {verdict}"


@contextmanager
def _opened(file: Path, patience: float = _PATIENCE) -> Iterator[sqlite3.Connection]:
    """Opens a database that is there, waiting `patience` seconds for each lock; transactions
    begin where the block says so, and what it does not commit is undone."""
    mode = "rw" if os.access(file, os.W_OK) else "ro"
    address = f"{file.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA secure_delete = ON")
        yield connection
