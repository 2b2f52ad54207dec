"""Days with faults at every point of the journal: each message is answered once."""

import asyncio
from collections.abc import Coroutine
from math import inf, nextafter
from random import Random
from typing import Any

import pytest

from removerbot.storage.journal import Incoming
from tests.simulation.__main__ import main
from tests.simulation.clock import VirtualLoop
from tests.simulation.day import complaints_of
from tests.simulation.process import Store
from tests.simulation.stores import MemoryStore, SqliteStore

# Said of the connections that workers held when they died.
pytestmark = pytest.mark.filterwarnings("ignore:The garbage collector")

FOUND = {
    33: "an album whose handling had failed was handled again without its other photos",
    44: "the same",
    97: "a photo of an album that came late, before a crash, was taken as answered",
    168: "the same",
    467: "the same",
    928: "the same",
    1338: "a photo of an album was answered by itself and then with the album again",
    638: "a refusal got lost, and so did all that was refused in silence because of it",
    1008: "the same",
}
"""Seeds of days that went wrong, and why."""


def test_the_clock_passes_every_time_however_near() -> None:
    async def reach(time: float) -> bool:
        loop = asyncio.get_running_loop()
        for _ in range(100):
            if loop.time() >= time:
                return True
            await asyncio.sleep(time - loop.time())
        return False

    async def two() -> tuple[bool, bool]:  # one of them is always about to go on
        await asyncio.sleep(64_800)
        soon = nextafter(asyncio.get_running_loop().time(), inf)
        return await asyncio.gather(reach(soon), asyncio.create_task(_later(reach(soon))))

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert all(runner.run(two()))


async def _later(work: Coroutine[Any, Any, bool]) -> bool:
    await asyncio.sleep(0)
    return await work


@pytest.mark.parametrize("seed", FOUND)
def test_days_that_once_went_wrong(seed: int) -> None:
    assert not complaints_of(seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 300, 50))
def test_each_message_is_answered_once(first: int) -> None:
    for seed in range(first, first + 50):
        assert not complaints_of(seed), f"seed {seed}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_the_same_in_a_real_database(seed: int) -> None:
    assert not complaints_of(seed, is_sqlite=True)


def test_a_day_is_the_same_each_time() -> None:
    assert complaints_of(5) == complaints_of(5)


def test_the_program_plays_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--days", "3", "--sqlite", "1"]) == 0
    assert "each message was answered once" in capsys.readouterr().out


CHAT, OTHER_CHAT = 7, 8
IDS = range(1, 5)


def operation(dice: Random, attempts: dict[str, list[Any]]) -> tuple[str, tuple[Any, ...]]:
    """A call of the journal; attempts are named by their order, as their values differ."""
    one, two = dice.choice(IDS), dice.choice(IDS)
    ids = tuple(sorted({one, two}))
    answer = one, dice.choice((-1, 0, 1))
    attempt = dice.randrange(len(attempts["memory"])) if attempts["memory"] else None
    return dice.choice(
        [
            ("record", ([Incoming(one, dice.choice((CHAT, OTHER_CHAT)), 5, f"{{{one}}}")],)),
            ("take_over", ()),
            ("claim", (one,)),
            ("together", ids),
            ("mark_done", ids),
            ("mark_unsure", ids),
            ("mark_asked", ids),
            ("reopen", (dice.choice((CHAT, OTHER_CHAT)), one, attempt)),
            ("answer", answer),
            ("begin_send", answer),
            ("cancel_send", answer),
            ("mark_sent", (*answer, "{}")),
        ]
    )


class Twins:
    """The journal in memory and the real one, of which the same is asked."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.stores: dict[str, Store] = {"memory": MemoryStore(), "sqlite": SqliteStore()}
        self._attempts: dict[str, list[Any]] = {name: [] for name in self.stores}
        self._recorded = set[int]()

    async def open(self) -> None:
        for store in self.stores.values():
            await store.open()
        self.restart()

    def restart(self) -> None:
        self._journals = {name: store.journal() for name, store in self.stores.items()}

    async def ask(self) -> None:
        """Compares what one operation returns, and what is open after it."""
        name, arguments = operation(self.dice, self._attempts)
        if name == "record":
            self._recorded.add(arguments[0][0].update_id)
        elif name in {"together", "mark_unsure"} and not {*arguments} <= self._recorded:
            return  # only what was recorded is handled
        memory, sqlite = [await self._call(kind, name, arguments) for kind in self.stores]
        assert memory == sqlite, (name, arguments)
        memory, sqlite = [await each.open_updates() for each in self.stores.values()]
        assert memory == sqlite, (name, arguments)

    async def _call(self, kind: str, name: str, arguments: tuple[Any, ...]) -> object:
        attempts = self._attempts[kind]
        if name == "reopen" and arguments[2] is not None:
            arguments = (*arguments[:2], attempts[arguments[2]])
        outcome = await getattr(self._journals[kind], name)(*arguments)
        if name == "mark_unsure" and outcome is not None:
            attempts.append(outcome)
            return "an attempt"
        return outcome


@pytest.mark.parametrize("seed", range(40))
def test_the_journal_in_memory_does_what_the_real_one_does(seed: int) -> None:
    twins = Twins(seed)

    async def compare() -> None:
        await twins.open()
        for _ in range(60):
            if twins.dice.random() < 0.05:
                twins.restart()
            await twins.ask()

    asyncio.run(compare())
    for store in twins.stores.values():
        store.close()
