"""A PostgreSQL server of one's own, where its programs are installed."""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import asyncpg

from tests.loopback import free_port


def programs() -> Path | None:
    """The folder of the server's programs, the newest one's; `None` without any."""
    found = shutil.which("initdb")
    installed = (
        [Path(found).resolve().parent] if found else Path("/usr/lib/postgresql").glob("*/bin")
    )
    return max(installed, default=None)


@contextmanager
def server(folder: Path) -> Iterator[Callable[[], str]]:
    """Run a server on loopback. Gives what makes an empty database and tells its address.

    Args:
        folder: of its programs.
    """
    user = "postgres" if os.getuid() == 0 else None  # the server refuses to run as root
    port = str(free_port())
    data = tempfile.mkdtemp(prefix="removerbot-postgresql-")
    if user:
        os.chown(data, pwd.getpwnam(user).pw_uid, -1)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [folder / program, *arguments],
            user=user,
            cwd=data,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    names = (f"test_{number}" for number in count())

    async def create(name: str) -> None:
        connection = await asyncpg.connect(
            host="127.0.0.1", port=int(port), user="bot", database="postgres"
        )
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    def new_database() -> str:
        name = next(names)
        # Not by `createdb`: gRPC, which Ray's tests load, may abort what is forked here. On a
        # thread, as an event loop may be running on this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, create(name)).result()
        return f"postgresql://bot@127.0.0.1:{port}/{name}"

    try:
        run("initdb", "-D", data, "-U", "bot", "--auth=trust", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data}"
        run("pg_ctl", "-D", data, "-o", options, "-l", f"{data}/log", "-w", "start")
        try:
            yield new_database
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(data)
