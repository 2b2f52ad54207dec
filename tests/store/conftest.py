"""Real databases: a SQLite file always, a PostgreSQL server where one is installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest


def _postgresql_programs() -> Path | None:
    found = shutil.which("initdb")
    installed = (
        [Path(found).resolve().parent] if found else Path("/usr/lib/postgresql").glob("*/bin")
    )
    return max(installed, default=None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def new_postgresql_database() -> Iterator[Callable[[], str]]:
    """Makes an empty database on a server of our own; returns its address."""
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    user = "postgres" if os.getuid() == 0 else None  # the server refuses to run as root
    port = str(_free_port())
    data = tempfile.mkdtemp(prefix="removerbot-postgresql-")
    if user:
        os.chown(data, pwd.getpwnam(user).pw_uid, -1)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            user=user,
            cwd=data,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    names = (f"test_{number}" for number in count())

    def new_database() -> str:
        name = next(names)
        run("createdb", "-h", "127.0.0.1", "-p", port, "-U", "bot", name)
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


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/jobs.db"
    new_database: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
    return new_database()
