"""SQLite as `aiosqlite` presents it, without a thread, which would not know the virtual clock.

Other tasks run before each statement, so that a process can die within a transaction.
"""

import asyncio
import sqlite3
from typing import Any, Self


class InLoopCursor:
    """See `aiosqlite.Cursor`."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, *args: Any) -> Self:
        await asyncio.sleep(0)
        self._cursor.execute(*args)
        return self

    async def executemany(self, *args: Any) -> Self:
        await asyncio.sleep(0)
        self._cursor.executemany(*args)
        return self

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()


class InLoopConnection:
    """See `aiosqlite.Connection`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def isolation_level(self) -> str | None:
        return self._connection.isolation_level

    def cursor(self) -> InLoopCursor:
        return InLoopCursor(self._connection.cursor())

    async def create_function(self, *args: Any, **kwargs: Any) -> None:
        self._connection.create_function(*args, **kwargs)

    async def commit(self) -> None:
        await asyncio.sleep(0)
        self._connection.commit()

    async def rollback(self) -> None:
        self._connection.rollback()

    async def close(self) -> None:
        self._connection.close()

    def stop(self) -> None:
        self._connection.close()
