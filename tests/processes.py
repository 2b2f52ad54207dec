"""Starts, stops and kills the bot of `tests.stand_in`."""

import asyncio
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

WAITING = "SELECT 1 FROM journal WHERE state = 'waiting'"
"""Finds updates that the journal does not know to be answered."""


def rows_in(database: Path, query: str) -> list[tuple[object, ...]]:
    """What a query finds in a SQLite file."""
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


async def until_none(database: Path, query: str = WAITING, *, within: float = 30) -> None:
    """Wait until a query finds nothing in a SQLite file."""
    async with asyncio.timeout(within):
        while rows_in(database, query):
            await asyncio.sleep(0.05)


class BotProcess:
    """One bot after the other, all with the same database.

    Attributes:
        folder: where the database, the log and the files lie that hold the model.
        database: a SQLite file.
        log: what all of them wrote.
    """

    def __init__(self, token: str, url: str, folder: Path, **settings: object) -> None:
        """Set up, without starting.

        Args:
            token: the bot's.
            url: of the Bot API server.
            folder: an empty one.
            settings: more of them, by their fields.
        """
        self.folder = folder
        self.database = folder / "bot.db"
        self.log = folder / "bot.log"
        self._process: Process | None = None
        self._environment: Mapping[str, str] = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_BASE_URL": url,
            "REMOVERBOT_DATABASE_URL": f"sqlite:///{self.database}",
            **{f"REMOVERBOT_{name.upper()}": str(value) for name, value in settings.items()},
        }

    @property
    def pid(self) -> int:
        """The number of the process that runs."""
        assert self._process
        return self._process.pid

    async def start(self) -> None:
        """Start a bot; it takes a moment until it answers."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.stand_in",
                str(self.folder),
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    async def end(self, with_signal: signal.Signals = signal.SIGKILL) -> int:
        """End it, by default without a warning; returns its exit status."""
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(with_signal)
        return await self._process.wait()

    def hold(self, step: str) -> None:
        """Let the model stand still when it is to `encode` or `decode`."""
        (self.folder / f"hold-{step}").touch()

    def release(self, step: str) -> None:
        """Let it go on."""
        (self.folder / f"hold-{step}").unlink()

    async def held(self, step: str) -> None:
        """Wait until the model stands still."""
        async with asyncio.timeout(30):
            while not (self.folder / f"at-{step}").exists():
                await asyncio.sleep(0.02)
