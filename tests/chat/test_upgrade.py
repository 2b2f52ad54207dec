"""Upgrades while people write: nothing is lost, and nothing is answered twice."""

import asyncio
import shutil
import signal
import sqlite3
import time
from collections.abc import Awaitable
from contextlib import closing
from pathlib import Path

import pytest

from removerbot.storage import migration
from removerbot.storage.database import open_database, revision_of
from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import Sandbox
from tests.chat.conftest import TOKEN, ball_file
from tests.chat.test_webhook import Pair, pair, runs
from tests.processes import WAITING, BotProcess, until_none
from tests.soak import Request, Soak, answers_to
from tests.storage.test_database import FURTHER, NEXT_MIGRATION

__all__ = ["pair"]  # a fixture of theirs that serves here too

pytestmark = pytest.mark.alone


def next_migrations(folder: Path) -> Path:
    """The migrations of a program of the next version."""
    migrations = folder / "migrations"
    shutil.copytree(migration.MIGRATIONS, migrations)
    (migrations / "versions/9000_further.py").write_text(NEXT_MIGRATION)
    return migrations


async def upgrade(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """Upgrades the database while the old bots use it, then replaces them one by one."""
    folders = [bot.folder for bot in pair.bots]
    with monkeypatch.context() as newer:
        newer.setattr(migration, "MIGRATIONS", next_migrations(folders[0].parent))
        async with open_database(pair.database_url, migrate=True) as sessions:
            assert await sessions.scalar(FURTHER) is None
    for bot in pair.bots:
        next_migrations(bot.folder)
        assert await bot.end(signal.SIGTERM) == 0
        bot.log.write_bytes(b"")
        await bot.start()
        await runs(bot)


async def test_two_bots_are_upgraded_one_after_the_other(
    pair: Pair,
    sandbox: Sandbox,
    sandbox_client: SandboxClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    storm = Soak(sandbox, sandbox_client, seed=1)
    people = [await sandbox_client.person(f"Person {number}") for number in range(4)]
    group = await sandbox_client.group("Everybody", *people)

    async def visit_until(upgraded: Awaitable[None]) -> None:
        done = asyncio.ensure_future(upgraded)
        while not done.done():
            soon = time.monotonic() + 1
            await asyncio.gather(*(storm.visit(person, group, soon) for person in people))
        await done

    await visit_until(upgrade(pair, monkeypatch))
    await storm.judge()
    report = storm.report
    assert report.is_good, report.table()
    assert report.answered == report.sent >= 8


async def test_the_oldest_released_database_is_upgraded_with_messages_waiting(
    sandbox: Sandbox, sandbox_client: SandboxClient, tmp_path: Path
) -> None:
    load_oldest(tmp_path / "bot.db")
    ada = await sandbox_client.person("Ada")
    photos = [
        Request(ada, ada, [await ada.send_photo(ball_file())], "photo", (0, 0, 0))
        for _ in range(3)
    ]
    bot = BotProcess(TOKEN, sandbox.url, tmp_path, stop_seconds=3)
    await bot.start()
    await ada.say("/help")
    await ada.wait_for(lambda messages: "C4 D5" in messages[-1].get("text", ""))
    await until_none(bot.database, f"{WAITING} AND person_id = 501")
    assert [len(answers_to(each, await ada.messages())) for each in photos] == [1, 1, 1]
    assert await bot.end(signal.SIGTERM) == 0
    current, wanted = await revision_of(f"sqlite:///{tmp_path}/bot.db")
    assert current == wanted


def load_oldest(file: Path) -> None:
    script = Path(__file__).parents[1] / "storage/dump_0050.sqlite.sql"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script.read_text())
        # The sandbox numbers its updates from 1, as that program's Telegram did.
        connection.executescript(
            "UPDATE journal SET update_id = update_id + 1000000;"
            "UPDATE answers SET update_id = update_id + 1000000;"
        )
