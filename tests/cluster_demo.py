"""A cluster on one machine, to look at: two bots behind one address, on one PostgreSQL, with
their model on a Ray cluster of two nodes, in a sandbox.

    python -m tests.cluster_demo [--seconds 0]

Ends on Ctrl+C, or after so many seconds.
"""

import argparse
import asyncio
import math
import os
import secrets
import signal
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from telegram_sandbox.client import SandboxClient
from telegram_sandbox.server import Sandbox
from tests import postgresql
from tests.balancer import balancing
from tests.loopback import free_port
from tests.ray_cluster import ON_LOOPBACK, two_nodes

ROOT = Path(__file__).parents[1]


async def bot(log: Path, settings: dict[str, str]) -> Process:
    """Start a bot that writes into a log."""
    with log.open("wb") as file:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "bot.py",
            cwd=ROOT,
            env={**os.environ, **ON_LOOPBACK, **settings},
            stdout=file,
            stderr=file,
            start_new_session=True,  # Ctrl+C is for us: we stop it
        )


async def ended(process: Process) -> None:
    """Stop a bot."""
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    await process.wait()


async def runs(process: Process, log: Path) -> None:
    """Wait until a bot is there."""
    while "the bot is running" not in log.read_text():
        if process.returncode is not None:
            raise SystemExit(log.read_text())
        await asyncio.sleep(0.2)


@asynccontextmanager
async def bots(sandbox: Sandbox, folder: Path, settings: dict[str, str]) -> AsyncIterator[None]:
    """Two bots behind one address."""
    ports = free_port(), free_port()
    async with AsyncExitStack() as stack:
        balancer = await stack.enter_async_context(balancing(ports))
        for port in ports:
            log = folder / f"bot-{port}.log"
            own = {
                "TELEGRAM_API_BASE_URL": sandbox.url,
                "REMOVERBOT_PUBLIC_URL": balancer.url,
                "REMOVERBOT_WEBHOOK": "true",
                "REMOVERBOT_WEB_PORT": str(port),
            }
            process = await bot(log, settings | own)
            stack.push_async_callback(ended, process)
            await runs(process, log)
        yield


async def demo(seconds: float) -> None:
    """Start everything, say where to look, and end it all after so many seconds."""
    programs = postgresql.programs()
    if programs is None:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    token = f"1:{secrets.token_urlsafe(24)}"
    print("Starting PostgreSQL, Ray and two bots; this takes a minute.", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="removerbot-") as folder,
        postgresql.server(programs) as new_database,
        two_nodes() as cluster,
    ):
        settings = {
            "TELEGRAM_BOT_TOKEN": token,
            "REMOVERBOT_DATABASE_URL": new_database(),
            "REMOVERBOT_ENGINE": "ray",
            "REMOVERBOT_MODEL": "mobile",
            "REMOVERBOT_RAY_ADDRESS": cluster.address,
            "REMOVERBOT_RAY_ENCODERS": "1",
            "REMOVERBOT_RAY_DECODERS": "1",
        }
        async with Sandbox(token) as sandbox, bots(sandbox, Path(folder), settings):
            await answering(sandbox)
            print(f"Open {sandbox.url} in a browser: a chat with the bots.")
            print(f"Their logs, and who answers what: tail -f {folder}/bot-*.log")
            print(f"The cluster: RAY_ADDRESS={cluster.address} {sys.prefix}/bin/serve status")
            print("Ctrl+C ends it.", flush=True)
            await asyncio.sleep(seconds or math.inf)


async def answering(sandbox: Sandbox) -> None:
    """Wait until the bots answer somebody."""
    async with SandboxClient(sandbox.url) as people:
        ada = await people.person("Ada")
        await ada.next_message(after=await ada.say("/help"))


async def until_stopped(seconds: float) -> None:
    """Run the demo until Ctrl+C or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    running = asyncio.create_task(demo(seconds))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    print("Stopping.", flush=True)
    stopping.cancel()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=0)
    asyncio.run(until_stopped(parser.parse_args().seconds))
