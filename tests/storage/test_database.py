"""Opens new databases, dumped ones, and ones of other revisions."""

import asyncio
import gc
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Select, column, func, inspect, select, table, text
from sqlalchemy.ext.asyncio import create_async_engine

from removerbot.errors import BadSetting, StorageGone
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.encode import Format
from removerbot.imaging.grid import Grid
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import Crop, Options
from removerbot.imaging.sticker import Style
from removerbot.imaging.types import Box, Point, Prompt, Size
from removerbot.segmentation.revisions import Click, InAlbum, Job, Revision, Source
from removerbot.storage import database, migration
from removerbot.storage.backup import back_up, restore
from removerbot.storage.database import Sessions, open_database, revision_of
from removerbot.storage.jobs import Jobs
from removerbot.storage.journal import Answer, Journal
from removerbot.storage.packs import GroupRules, Pack, Packs, StickerDraft
from removerbot.storage.people import AccessList, DailyCounts, PreferenceStore
from removerbot.storage.schema import Base, UpdateRow

ADA, BOB, CHAT = 7_000_000_001, 2, -1_001_234_567_890

HEAD = max(file.name[:4] for file in (migration.MIGRATIONS / "versions").glob("*.py"))

NEXT_MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{HEAD}"

def upgrade() -> None:
    op.add_column("jobs", sa.Column("further", sa.String))
"""


FURTHER: Select[str | None] = select(column("further")).select_from(table("jobs"))


async def run_sync(database_url: str, function: Callable[[Connection], Any]) -> Any:
    """Runs a function on a connection to a database, in a transaction."""
    url = database_url.replace("sqlite:", "sqlite+aiosqlite:")
    engine = create_async_engine(url.replace("postgresql:", "postgresql+asyncpg:"))
    async with engine.begin() as connection:
        result = await connection.run_sync(function)
    await engine.dispose()
    return result


async def load_dump(database_url: str) -> None:
    """Fills an empty database with what the program of revision 0050 wrote, as its own tool
    dumped it: one row or more of each table."""
    kind = database_url.partition(":")[0]
    script = Path(__file__).with_name(f"dump_0050.{kind}.sql").read_text()
    if kind == "sqlite":
        with sqlite3.connect(database_url.removeprefix("sqlite:///")) as connection:
            connection.executescript(script)
        connection.close()
        return
    engine = create_async_engine(database_url.replace("postgresql:", "postgresql+asyncpg:"))
    async with engine.connect() as opened:
        raw = await opened.get_raw_connection()
        assert raw.driver_connection
        await raw.driver_connection.execute(script)
    await engine.dispose()


def shape(connection: Connection) -> dict[str, Any]:
    """The tables with all that the database knows of them but the order of columns."""
    found = inspect(connection)
    return {
        name: (
            {
                each["name"]: (str(each["type"]), each["nullable"], each["default"])
                for each in found.get_columns(name)
            },
            found.get_pk_constraint(name)["constrained_columns"],
            sorted(
                (
                    key["constrained_columns"],
                    key["name"],
                    key["referred_table"],
                    str(key["options"]),
                )
                for key in found.get_foreign_keys(name)
            ),
            sorted((str(key["name"]), key["column_names"]) for key in found.get_indexes(name)),
            sorted(key["column_names"] for key in found.get_unique_constraints(name)),
        )
        for name in found.get_table_names()
    }


@pytest.mark.parametrize("is_new", [True, False])
async def test_a_database_has_the_tables_that_the_code_expects(
    database_url: str, is_new: bool
) -> None:
    if not is_new:
        await load_dump(database_url)
    async with open_database(database_url, migrate=True):
        pass

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    assert await run_sync(database_url, differences) == []


async def test_a_new_database_has_the_tables_of_the_dump(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with open_database(database_url):
        pass
    if database_url.startswith("sqlite:"):
        other = f"sqlite:///{tmp_path}/other.db"
    else:
        other = request.getfixturevalue("new_postgresql_database")()
    await load_dump(other)
    async with open_database(other, migrate=True):
        pass
    assert await run_sync(database_url, shape) == await run_sync(other, shape)


async def test_a_dumped_database_opens_and_everything_in_it_is_read(database_url: str) -> None:
    await load_dump(database_url)
    job = Job(
        Source(CHAT, 10, ADA, "file-10", "dog", InAlbum("a", 2)),
        Grid(Size(1280, 853), 12, 8),
        1,
    )
    box = Box(1, 2, 30, 40)
    revision = Revision(
        job,
        (
            Click(Prompt([(3, 4)]), 2),
            Click(Prompt([Point(3, 4)], [Point(5, 6)], box), 0, same_message=True),
            Click(
                Prompt([(3, 4)]),
                None,
                Prompt([(5, 6)]),
                object_index=1,
                without_mask_input=True,
            ),
        ),
        (
            Grid(Size(1280, 853), 24, 16),
            Grid(Size(1280, 853), 12, 12, Box(100, 200, 400, 500)),
        ),
        adds=True,
        options=Options(
            edge=Edge.FINE,
            grow=-2,
            crop=Crop.SQUARE,
            margin=7,
            background=OtherPhoto("AgAC"),
            format=Format.WEBP,
            outline=(1, 2, 3),
            shadow=True,
        ),
        id=1,
    )
    pack = Pack(CHAT, ADA, "pets_1_by_bot", "Pets", seen=True, id=1)
    red, emoji = Style((200, 0, 1), 6, shadow=True), ("👨‍👩‍👧", "🇰🇷")
    draft = StickerDraft(CHAT, 17, 1, red, "t", emoji, 1, "u", BOB, 1)
    async with open_database(database_url, migrate=True) as sessions:
        jobs, packs, journal = Jobs(sessions), Packs(sessions), Journal(sessions)
        assert await jobs.find(CHAT, 10) == Revision(job)
        assert await jobs.find(CHAT, 11) == await jobs.revision(CHAT, 1) == revision
        assert await jobs.album(CHAT, "a") == [job]
        assert await packs.packs(CHAT) == [pack]
        assert await packs.drafts_in(pack) == [draft]
        assert await packs.style(CHAT, ADA) == Style(width=3)
        assert await packs.rules(CHAT) == GroupRules(all_add=False)
        assert await AccessList(sessions).rulings({ADA, BOB}) == {BOB: "blocked"}
        assert not await AccessList(sessions).mark_told(ADA)
        assert await DailyCounts(sessions).count(ADA, date(2026, 11, 22)) == 2
        assert await PreferenceStore(sessions).options(ADA) == Options(edge=Edge.HARD, grow=3)
        assert await journal.take_over() == ['{"update_id": 3}']
        assert await journal.answer(2, 0) == Answer('{"message_id": 12}')
        assert await journal.reopen(CHAT, 2) == ['{"update_id": 2}']
        # Rows can be added: the dump's ids are taken.
        assert (await jobs.save(revision)).id == 2
        assert (await packs.save_pack(Pack(CHAT, ADA, "pets_2_by_bot", "Pets 2", 2))).id == 2


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("0001", "of a development version (0001) that cannot be upgraded"),
        ("0040", "of a development version (0040) that cannot be upgraded"),
        ("9999", f"of a newer version (9999) than this program ({HEAD})"),
    ],
)
@pytest.mark.parametrize("migrate", [False, True])
async def test_a_database_of_an_unknown_revision_is_one_line(
    database_url: str, version: str, says: str, migrate: bool
) -> None:
    await set_version(database_url, version)
    with pytest.raises(BadSetting) as caught:
        async with open_database(database_url, migrate=migrate):
            pass
    line = str(caught.value)
    assert line.startswith("REMOVERBOT_DATABASE_URL: the database is ")
    assert says in line
    assert "\n" not in line


async def set_version(database_url: str, version: str) -> None:
    async with open_database(database_url) as sessions:
        await sessions.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes the program one of a later version, which has one migration more."""

    def become() -> None:
        migrations = tmp_path / "migrations"
        shutil.copytree(migration.MIGRATIONS, migrations)
        (migrations / "versions" / "9000_further.py").write_text(NEXT_MIGRATION)
        monkeypatch.setattr(migration, "MIGRATIONS", migrations)

    return become


async def test_a_file_of_an_older_version_is_upgraded_when_it_is_opened(
    tmp_path: Path, next_version: Callable[[], None]
) -> None:
    url = f"sqlite:///{tmp_path}/jobs.db"
    await load_dump(url)
    next_version()
    async with open_database(url) as sessions:
        assert await sessions.scalar(FURTHER) is None


async def test_a_server_of_an_older_version_is_upgraded_only_when_that_is_asked_for(
    new_postgresql_database: Callable[[], str], next_version: Callable[[], None]
) -> None:
    url = new_postgresql_database()
    await load_dump(url)
    next_version()
    with pytest.raises(BadSetting) as caught:
        async with open_database(url):
            pass
    assert "of version 0050, this program wants 9000" in str(caught.value)
    assert "run removerbot migrate" in str(caught.value)
    assert "\n" not in str(caught.value)
    async with open_database(url, migrate=True) as sessions:
        assert await sessions.scalar(FURTHER) is None
    async with open_database(url):
        pass


async def test_many_may_open_an_empty_database_at_once(
    new_postgresql_database: Callable[[], str],
) -> None:
    url = new_postgresql_database()

    async def work() -> list[str]:
        async with open_database(url) as sessions:
            return await Journal(sessions).take_over()

    assert await asyncio.gather(*(work() for _ in range(4))) == [[]] * 4


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///" + __file__ + "/jobs.db",
        "postgresql://bot:secret@127.0.0.1:1/jobs",
        "postgresql://bot:secret@127.0.0.1:port/jobs",
        "sqlite:///" + __file__,
    ],
)
async def test_a_database_that_cannot_be_opened_is_one_line_without_its_password(
    url: str,
) -> None:
    with pytest.raises(BadSetting) as caught:
        async with open_database(url):
            pass
    line = str(caught.value)
    assert line.startswith("REMOVERBOT_DATABASE_URL: ")
    assert "\n" not in line
    assert "secret" not in line


@pytest.mark.parametrize("parameters", ["sslmode=prefer&application_name=a%26b", "ssl=prefer"])
async def test_a_servers_address_has_the_parameters_that_hosts_are_given(
    parameters: str, new_postgresql_database: Callable[[], str]
) -> None:
    async with open_database(f"{new_postgresql_database()}?{parameters}") as sessions:
        name = await sessions.scalar(select(func.current_setting("application_name")))
    assert name == ("a&b" if "name" in parameters else "")


@pytest.mark.parametrize("parameter", ["sslmode=odd", "sslmode=require", "odd=1", "timeout=x"])
async def test_a_servers_address_with_other_parameters_is_one_line(
    parameter: str, new_postgresql_database: Callable[[], str]
) -> None:
    with pytest.raises(BadSetting, match=r"^REMOVERBOT_DATABASE_URL: .*$"):
        async with open_database(f"{new_postgresql_database()}?{parameter}"):
            pass


async def test_a_files_name_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "grö ße%20#1?a=b"
    folder.mkdir()
    url = f"sqlite:///{folder}/b%6ft.db"
    async with open_database(url):
        pass
    assert (folder / "b%6ft.db").stat().st_size
    assert (await revision_of(url))[0] == HEAD
    await asyncio.to_thread(back_up, url, folder / "backup?")
    await asyncio.to_thread(restore, url, folder / "backup?", force=True)


async def test_a_file_that_is_deleted_or_replaced_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_CHECK_SECONDS", 0)
    file = tmp_path / "bot.db"
    async with open_database(f"sqlite:///{file}") as sessions:
        await sessions.watch()
        file.rename(tmp_path / "moved")
        with pytest.raises(StorageGone):
            await sessions.watch()
        shutil.copy(tmp_path / "moved", file)
        with pytest.raises(StorageGone):
            sessions.check()
        (tmp_path / "moved").replace(file)
        await sessions.watch()


async def test_a_turn_that_does_not_come_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_CHECK_SECONDS", 0)
    monkeypatch.setattr(database, "_MAX_SILENCE", 0.05)
    async with open_database(f"sqlite:///{tmp_path}/bot.db") as sessions:
        async with sessions.begin():
            with pytest.raises(TimeoutError):
                await asyncio.create_task(sessions.watch())
        monkeypatch.setattr(database, "_MAX_SILENCE", 60)
        await sessions.watch()


async def test_a_statement_waits_long_for_a_file_that_is_locked(tmp_path: Path) -> None:
    async with (
        open_database(f"sqlite:///{tmp_path}/bot.db") as sessions,
        sessions.engine.connect() as connection,
    ):
        patience = await connection.scalar(text("PRAGMA busy_timeout"))
        assert patience >= 60_000  # milliseconds


KILLED_WHILE_IT_MIGRATES = """
import asyncio, sys
from pathlib import Path
from removerbot.storage import database, migration

async def main() -> None:
    migration.MIGRATIONS = Path(sys.argv[2])
    async with database.open_database(sys.argv[1], migrate=True):
        pass

asyncio.run(main())
"""


async def test_a_migration_that_is_killed_can_be_repeated(
    database_url: str, tmp_path: Path, next_version: Callable[[], None]
) -> None:
    await load_dump(database_url)
    next_version()
    deadly = tmp_path / "deadly"
    shutil.copytree(migration.MIGRATIONS, deadly)
    further = deadly / "versions/9000_further.py"
    further.write_text(further.read_text() + "    import os; os.kill(os.getpid(), 9)\n")
    before = await run_sync(database_url, shape)
    arguments = "-c", KILLED_WHILE_IT_MIGRATES, database_url, deadly
    folder = Path(__file__).parents[2]
    killed = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=folder)
    assert await killed.wait() == -signal.SIGKILL
    assert await run_sync(database_url, shape) == before
    async with open_database(database_url, migrate=True) as sessions:
        assert await sessions.scalar(FURTHER) is None


async def test_a_server_that_is_away_is_said_in_words() -> None:
    with pytest.raises(BadSetting) as raised:
        async with open_database("postgresql://a:b@127.0.0.1:1/bot"):
            pass

    assert "server does not answer" in str(raised.value)
    assert "Errno" not in str(raised.value)


async def test_a_transaction_that_is_cancelled_locks_nobody_out(sessions: Sessions) -> None:
    slow = """INSERT INTO journal (update_id, state, taken_at, owner)
              WITH RECURSIVE numbers(n) AS
              (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {})
              SELECT max(n), 'waiting', CURRENT_TIMESTAMP, 'nobody' FROM numbers
              RETURNING update_id"""

    async def insert(number: int) -> None:
        async with sessions.begin() as session:
            await session.execute(text(slow.format(number)))

    cancelled = asyncio.create_task(insert(1_000_000))
    await asyncio.sleep(0.1)
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:  # keeps the statement alive
        await cancelled
    other = asyncio.create_task(insert(2))
    await asyncio.wait({other}, timeout=5)
    is_locked = not other.done()
    del caught, cancelled
    gc.collect()
    await other
    assert not is_locked
    assert await sessions.scalars(select(UpdateRow.update_id)) == [2]
