"""Real databases: a SQLite file always, a PostgreSQL server where one is installed."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from removerbot.storage.database import Sessions, open_database


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/jobs.db"
    new_database: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
    return new_database()


@pytest.fixture
async def sessions(database_url: str) -> AsyncIterator[Sessions]:
    async with open_database(database_url) as opened:
        yield opened
