"""A person's updates reach the database in that person's turns, so a flood of them delays
nobody else."""

from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from removerbot.process.turns import FairSemaphore, who_asks
from telegram_sandbox.client import Person
from tests.processes import until_none


@pytest.fixture
def askers(monkeypatch: pytest.MonkeyPatch) -> list[Hashable]:
    """Who asked for each turn at the database."""
    asked, held = list[Hashable](), FairSemaphore.held

    @asynccontextmanager
    async def noting(semaphore: FairSemaphore) -> AsyncIterator[None]:
        asked.append(who_asks())
        async with held(semaphore):
            yield

    monkeypatch.setattr(FairSemaphore, "held", noting)
    return asked


async def test_an_update_asks_for_its_sender(
    askers: list[Hashable], bob: Person, bot_database: Path
) -> None:
    await bob.say("hello")
    answer = await bob.next_message()
    await until_none(bot_database)
    steps = ["claim", "has refused", "begin", "mark sent", "mark done"]
    assert askers.count(answer["chat"]["id"]) >= len(steps)
