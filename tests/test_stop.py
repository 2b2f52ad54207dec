"""A signal ends the process in time, whatever it waits for."""

import asyncio
import os
import signal
import sqlite3
import sys
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest

from removerbot.process.supervision import Stop
from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import SAMPLE_PHOTO, Sandbox
from tests.loopback import free_port
from tests.processes import ROOT, BotProcess

TOKEN = "4242:the-token-of-the-tests"
STOP_SECONDS = 8.0
"""A machine that is busy with other tests needs a while to close a database."""


@asynccontextmanager
async def server(answer: bytes | None) -> AsyncIterator[tuple[int, asyncio.Event]]:
    """A server that answers so, or never. Yields its port, and whether it was asked."""
    asked = asyncio.Event()

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n")
            asked.set()
            if answer is None:
                await reader.read()
            writer.write(answer or b"")
            writer.close()

    running = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with running:
        yield running.sockets[0].getsockname()[1], asked


async def ends_in_time(end: Callable[[], object]) -> None:
    start = time.monotonic()
    async with asyncio.timeout(STOP_SECONDS + 5):
        ended = end()
        assert asyncio.iscoroutine(ended)
        assert await ended == 0
    assert time.monotonic() - start < STOP_SECONDS + 0.5


BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("answer", ["refused", "hangs", "502"])
async def test_a_stop_ends_a_bot_that_waits_for_telegram(
    answer: str, number: signal.Signals, tmp_path: Path
) -> None:
    async with server(BAD_GATEWAY if answer == "502" else None) as (port, asked):
        url = f"http://127.0.0.1:{free_port() if answer == 'refused' else port}"
        bot = BotProcess(TOKEN, url, tmp_path, stop_seconds=STOP_SECONDS)
        await bot.start()
        async with asyncio.timeout(60):
            if answer == "refused":
                while "no way to Telegram yet" not in bot.log.read_text():
                    await asyncio.sleep(0.05)
            else:
                await asked.wait()
        await ends_in_time(lambda: bot.end(number))
    assert "Traceback" not in bot.log.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_stop_ends_a_bot_whose_weights_do_not_come(
    number: signal.Signals, tmp_path: Path
) -> None:
    async with server(None) as (port, asked):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, ROOT / "bot.py", "sandbox"),
            cwd=tmp_path,
            env={
                **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
                "REMOVERBOT_MODEL": "mobile",
                "REMOVERBOT_MODEL_DIR": str(tmp_path / "weights"),
                "REMOVERBOT_SANDBOX_PORT": "0",
                "REMOVERBOT_STOP_SECONDS": str(STOP_SECONDS),
                "HTTPS_PROXY": f"http://127.0.0.1:{port}",
            },
        )
        async with asyncio.timeout(60):
            await asked.wait()

        async def end() -> int:
            process.send_signal(number)
            return await process.wait()

        await ends_in_time(end)


def is_running(pid: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=lambda each: each.name)
async def test_a_stop_ends_a_bot_that_fetches_the_subject_model_and_npm_gets_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    npm, told = tmp_path / "bin" / "npm", tmp_path / "told"
    npm.parent.mkdir()
    npm.write_text(
        f"#!/bin/sh\nsleep 60 & echo $$ $! >{told}.pid; env >{told}.new; mv {told}.new {told}\n"
        "wait"
    )
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:{os.environ['PATH']}")
    async with Sandbox(TOKEN) as sandbox, SandboxClient(sandbox.url) as people:
        weights = tmp_path / "weights"
        bot = BotProcess(
            TOKEN, sandbox.url, tmp_path, stop_seconds=40, subject="isnet", model_dir=weights
        )
        await bot.start()
        ada = await people.person("Ada")
        await ada.next_message(after=await ada.send_photo(SAMPLE_PHOTO.read_bytes()))
        async with asyncio.timeout(60):
            while not told.exists():
                await asyncio.sleep(0.05)
            start = time.monotonic()
            assert await bot.end(number) == (0 if number == signal.SIGTERM else -number)
            assert time.monotonic() - start < 20
        async with asyncio.timeout(20):
            for pid in map(int, (tmp_path / "told.pid").read_text().split()):
                while is_running(pid):
                    await asyncio.sleep(0.02)
    assert "PATH=" in told.read_text()
    assert TOKEN not in told.read_text()


@pytest.mark.slow
async def test_a_stop_ends_a_bot_that_waits_for_a_locked_database(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        connection.execute("CREATE TABLE something (x)")
        connection.execute("BEGIN EXCLUSIVE")
        url = "http://127.0.0.1:9"
        bot = BotProcess(TOKEN, url, tmp_path, stop_seconds=2, log_level="DEBUG")
        await bot.start()
        async with asyncio.timeout(60):
            while "selector" not in bot.log.read_text():  # asyncio's first line
                await asyncio.sleep(0.1)
        await asyncio.sleep(1)
        await ends_in_time(lambda: bot.end(signal.SIGTERM))


async def test_a_task_that_does_not_end_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(
        "removerbot.process.supervision._end", lambda: loop.call_soon_threadsafe(ended.set)
    )
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    async def run() -> None:
        async with Stop(0):
            os.kill(os.getpid(), signal.SIGTERM)
            try:
                await asyncio.Event().wait()
            finally:
                await ended.wait()

    try:
        async with asyncio.timeout(20):
            await asyncio.create_task(run())
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
