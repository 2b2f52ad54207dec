"""Starts `python -m telegram_sandbox` for tests."""

import asyncio
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
BOTS = Path(__file__).parent / "bots"


@asynccontextmanager
async def started(*arguments: str, cwd: Path = ROOT) -> AsyncIterator[Process]:
    """The command on a free port, in a process group of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "telegram_sandbox",
        "--port",
        "0",
        *arguments,
        cwd=cwd,
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(20):
            await process.communicate()


async def line_of(process: Process) -> str:
    assert process.stdout
    async with asyncio.timeout(30):
        return (await process.stdout.readline()).decode().strip()


async def address_of(process: Process) -> str:
    """The address in the first line that the command prints."""
    line = await line_of(process)
    match = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+) in a browser; Ctrl\+C ends it.", line)
    assert match, line
    return match[1]


async def status_of(process: Process) -> int:
    async with asyncio.timeout(30):
        return await process.wait()
