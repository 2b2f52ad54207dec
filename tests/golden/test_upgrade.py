"""A bot of today goes on where an earlier one stopped: its database, its chats, its buttons."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.golden import drivers
from tests.golden.drivers import Model
from tests.golden.pictures import Json, differences, machine
from tests.golden.record import recorded
from tests.golden.runs import Results
from tests.golden.upgrade import old_chat, rows_of, run, write_database

OLD = old_chat()
THEN: Results = OLD["then"]
"""What the earlier bot answered."""

RECORDED = recorded()
EXACTLY = machine() == RECORDED["machine"]

WITH_CHAT = {
    "cuts": "SELECT cuts.*, chat_id FROM cuts JOIN jobs ON jobs.id = job_id WHERE open",
    "jobs": "SELECT * FROM jobs WHERE open",
    "messages": "SELECT messages.* FROM messages JOIN jobs ON jobs.id = job_id WHERE open",
}
"""What is read of tables of which only rows of photos at hand count."""

READ = ("finishes", "styles", "rules", "packs", "stickers", "guests", "tallies", *WITH_CHAT)
"""Tables of which every row is read in a test; the journal has a test of its own."""

EMPTY = {"workers", "holds"}
"""Tables of bots that share their work."""


class _Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def errors_logged() -> Iterator[Sequence[logging.LogRecord]]:
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    try:
        yield kept.records
    finally:
        logging.getLogger().removeHandler(kept)


@pytest.fixture(scope="module")
def now(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Results:
    with errors_logged() as errors:
        results = asyncio.run(run(model, tmp_path_factory.mktemp("upgrade"), OLD))
    assert not [record.getMessage() for record in errors]
    return results


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One with the old database in it."""
    write_database(tmp_path / "bot.db", OLD)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("name", THEN)
def test_it_goes_on_as_the_earlier_bot_would_have(now: Results, name: str) -> None:
    """What is answered is the same. The pixels are those of today, as masks and edges have
    become better since."""
    assert now[name].get("kind") == THEN[name].get("kind")
    assert now[name].get("text") == THEN[name].get("text")
    assert now[name].get("pictures") == THEN[name].get("pictures")
    assert not differences(now[name], RECORDED["cases"][f"upgrade/{name}"], exactly=EXACTLY)


@pytest.mark.slow
def test_nothing_else_is_done(now: Results) -> None:
    assert now.keys() == THEN.keys()


def test_every_old_button_does_something_or_says_why_not() -> None:
    """Those that were recorded do: a button that did nothing would prove nothing."""
    for name, about in THEN.items():
        if name.startswith("button/"):
            assert about["changed"] != about["alert"], name


def verb(data: str) -> str:
    return data.replace("/", ":").partition(":")[0]


def test_no_kind_of_old_button_is_left_out() -> None:
    keyboards = [
        message["keyboard"] or {"inline_keyboard": []}
        for chat in OLD["telegram"]["chats"]
        for message in chat["messages"]
    ]
    rows = [row for keyboard in keyboards for row in keyboard["inline_keyboard"]]
    there = {
        verb(each["callback_data"]) for row in rows for each in row if "callback_data" in each
    }
    assert there == {verb(data) for *_, data in OLD["buttons"].values()}


@pytest.mark.parametrize("table", READ)
async def test_every_old_row_is_read_as_it_was_written(folder: Path, table: str) -> None:
    query = WITH_CHAT.get(table, f"SELECT * FROM {table}")
    rows = rows_of(folder / "bot.db", query)
    assert rows
    async with drivers.reading(folder) as database:
        for row in rows:
            read: Json = await getattr(database, table)(row)
            assert {**row, **read} == row


async def test_what_was_not_answered_is_known(folder: Path) -> None:
    query = "SELECT payload FROM journal WHERE state = 'waiting' ORDER BY update_id"
    rows = rows_of(folder / "bot.db", query)
    assert len(rows) == 2
    async with drivers.reading(folder) as database:
        assert await database.unanswered() == [row["payload"] for row in rows]


def test_no_table_of_the_old_database_is_left_out(folder: Path) -> None:
    tables = rows_of(folder / "bot.db", "SELECT name FROM sqlite_master WHERE type = 'table'")
    known = {*READ, *EMPTY, "journal", "answers", "alembic_version"}
    assert {row["name"] for row in tables} == known
