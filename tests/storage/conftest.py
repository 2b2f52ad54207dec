"""Real databases: a SQLite file always, a PostgreSQL server where one is installed."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/jobs.db"
    new_database: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
    return new_database()
