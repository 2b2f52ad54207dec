"""Backups of databases, also of ones in use, and what a restore makes of the journal."""

import asyncio
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from removerbot.errors import SetupError
from removerbot.imaging.options import Options
from removerbot.storage.backup import back_up, restore, upgrade
from removerbot.storage.database import open_database
from removerbot.storage.journal import Answer, Incoming, Journal
from removerbot.storage.people import PreferenceStore
from removerbot.storage.revision_json import options_as_json
from removerbot.storage.schema import OptionsRow

ADA = 7_000_000_001


@pytest.fixture
def url(tmp_path: Path) -> str:
    (tmp_path / "data").mkdir()
    return f"sqlite:///{tmp_path}/data/bot.db"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


async def like(url: str, grow: int) -> None:
    """Leaves something in the database."""
    async with open_database(url) as sessions:
        await PreferenceStore(sessions).save(ADA, Options(grow=grow))


async def liked(url: str) -> int:
    async with open_database(url) as sessions:
        return (await PreferenceStore(sessions).options(ADA)).grow


async def take(journal: Journal, *ids: int) -> None:
    await journal.record([Incoming(each, ADA, ADA, f"{each}") for each in ids])


def is_private(file: Path) -> bool:
    return file.stat().st_mode & 0o777 == 0o600


async def restored(url: str, file: Path, *, force: bool = False) -> None:
    """On a thread of its own, as the function has an event loop of its own."""
    thread = asyncio.get_running_loop().run_in_executor
    await thread(None, lambda: restore(url, file, force=force))


async def test_a_database_in_use_is_copied_into_one_private_file(url: str, file: Path) -> None:
    async with open_database(url) as sessions:
        preferences = PreferenceStore(sessions)
        await preferences.save(ADA, Options(grow=1))
        async with sessions.begin() as session:  # a bot in the middle of something
            await session.merge(preferences_row(grow=2))
            await session.flush()
            back_up(url, file)
    assert is_private(file)
    assert {each.name for each in file.parent.iterdir()} == {"backup.db", "data"}
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert await liked(url) == 2
    await restored(url, file, force=True)
    assert await liked(url) == 1


def preferences_row(grow: int) -> object:
    return OptionsRow(person_id=ADA, finish=options_as_json(Options(grow=grow)))


async def test_a_restore_needs_no_database_there(url: str, file: Path) -> None:
    await like(url, 3)
    back_up(url, file)
    other = url.replace("bot.db", "other.db")
    await restored(other, file)
    assert await liked(other) == 3
    assert is_private(file.parent / "data/other.db")
    assert {each.name for each in (file.parent / "data").iterdir()} == {"bot.db", "other.db"}


async def test_it_replaces_an_empty_database_and_no_other_one(url: str, file: Path) -> None:
    await like(url, 3)
    back_up(url, file)
    with pytest.raises(SetupError, match="not empty; add --force"):
        await restored(url, file)
    other = url.replace("bot.db", "other.db")
    async with open_database(other):
        pass
    await restored(other, file)
    assert await liked(other) == 3


async def test_it_does_not_replace_a_database_in_use(url: str, file: Path) -> None:
    await like(url, 3)
    back_up(url, file)
    other = url.replace("bot.db", "other.db")
    async with open_database(other) as sessions:
        with pytest.raises(SetupError, match="is using it; stop it, or add --force"):
            await restored(other, file)
        await restored(other, file, force=True)
        sessions.check()  # the file is the same
        assert (await PreferenceStore(sessions).options(ADA)).grow == 3


async def test_what_was_answered_after_the_backup_is_not_answered_again(
    url: str, file: Path
) -> None:
    async with open_database(url) as sessions:
        journal = Journal(sessions)
        await take(journal, 1, 2)
        back_up(url, file)
        await journal.mark_done(1)
        await take(journal, 3, 4)
        await journal.mark_done(3)
    await restored(url, file, force=True)
    async with open_database(url) as sessions:
        journal = Journal(sessions)
        assert await journal.take_over() == ["2", "4"]
        assert await journal.answer(2, 0) is None  # it was certainly not sent
        await take(journal, 3)  # which Telegram sends again
        assert not await journal.claim(3)


@pytest.mark.parametrize("is_damaged", [False, True])
async def test_without_the_old_journal_people_are_asked(
    url: str, file: Path, *, is_damaged: bool
) -> None:
    async with open_database(url) as sessions:
        journal = Journal(sessions)
        await take(journal, 1, 2, 3, 4)
        await journal.begin_send(2, 0)
        await journal.mark_sent(2, 0, "{}")
        await journal.begin_send(3, 0)
        await journal.mark_done(4)
        back_up(url, file)
    database = file.parent / "data/bot.db"
    if is_damaged:
        database.write_bytes(database.read_bytes()[:100] + b"\xff" * 8000)
    else:
        database.unlink()
    await restored(url, file, force=is_damaged)
    unknown = Answer(None)
    async with open_database(url) as sessions:
        journal = Journal(sessions)
        assert await journal.answer(1, 0) == await journal.answer(2, 1) == unknown
        assert await journal.answer(3, 0) == unknown
        assert await journal.answer(3, 1) is await journal.answer(4, 0) is None
        assert await journal.answer(2, 0) == Answer("{}")
        assert await journal.take_over() == ["1", "2", "3"]


@pytest.mark.parametrize("content", [b"", b"a photo", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_backup_is_said_in_one_line(url: str, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(SetupError) as caught:
        restore(url, file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)
    assert not list((file.parent / "data").iterdir())


async def test_the_database_of_another_program_is_no_backup(url: str, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
    with pytest.raises(SetupError, match="no backup of removerbot"):
        await restored(url, file)


async def test_a_backup_of_a_newer_version_says_so(url: str, file: Path) -> None:
    await like(url, 3)
    back_up(url, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SetupError, match=r"newer version \(9999\).*no way back") as caught:
        await restored(url, file, force=True)
    assert str(caught.value).startswith(f"{file}: ")
    assert await liked(url) == 3


async def test_a_backup_of_the_oldest_version_is_upgraded(url: str, file: Path) -> None:
    script = Path(__file__).with_name("dump_0050.sqlite.sql").read_text()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)
    await restored(url, file)
    assert await liked(url) == 3


def test_a_backup_replaces_a_backup_and_nothing_else(url: str, file: Path) -> None:
    with pytest.raises(SetupError, match="there is no database"):
        back_up(url, file)
    asyncio.run(like(url, 3))
    for _ in range(2):
        back_up(url, file)
    with pytest.raises(SetupError, match="is no backup and is not replaced"):
        back_up(url, file.parent / "data/bot.db")
    file.write_text("a diary")
    with pytest.raises(SetupError, match="is no backup and is not replaced"):
        back_up(url, file)
    assert file.read_text() == "a diary"


ON_SERVER = "postgresql://bot:s3cret@db.example.org:5433/cuts?ssl=require"


def test_a_server_is_copied_by_its_own_programs_without_the_password(tmp_path: Path) -> None:
    address = "'postgresql://bot@db.example.org:5433/cuts?sslmode=require'"
    with pytest.raises(SetupError) as caught:
        back_up(ON_SERVER, tmp_path / "my backup")
    said, command = str(caught.value).split("\n")
    assert "PGPASSWORD" in said
    assert command == (
        f"pg_dump --format=custom --file='{tmp_path}/my backup' --dbname={address}"
    )
    with pytest.raises(SetupError) as caught:
        restore(ON_SERVER, tmp_path / "my backup")
    assert f"--dbname={address} '{tmp_path}/my backup' && removerbot" in str(caught.value)
    assert "stop all bots" in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="no PostgreSQL client")
async def test_the_commands_for_a_server_work(
    new_postgresql_database: Callable[[], str], file: Path
) -> None:
    url, other = new_postgresql_database(), new_postgresql_database()
    async with open_database(url) as sessions:
        await take(Journal(sessions), 1)

    def run(function: Callable[[str, Path], None], url: str) -> None:
        with pytest.raises(SetupError) as caught:
            function(url, file)
        command = str(caught.value).splitlines()[1].partition(" && ")[0]
        subprocess.run(command, shell=True, check=True, timeout=60)

    run(back_up, url)
    run(restore, other)
    await upgrade(other, settle=True)
    async with open_database(other) as sessions:
        assert await Journal(sessions).take_over() == ["1"]
        assert await Journal(sessions).answer(1, 0) == Answer(None)
