"""Whose turn it is."""

import asyncio
from collections import Counter

import pytest

from removerbot.editing.scheduling import FairQueue, QueueKey
from removerbot.errors import EngineBusy, TooManyRequests

ADA, BOB, EVE = QueueKey(1, 1), QueueKey(2, 2), QueueKey(3, 3)


class Work:
    """Requests that are worked on until they are let go; remembers the order."""

    def __init__(
        self,
        places: int = 1,
        per_person: int = 2,
        per_chat: int = 4,
        line: int = 50,
        lines: int = 50,
    ) -> None:
        self.turns = FairQueue(
            places=places, per_person=per_person, per_chat=per_chat, line=line, lines=lines
        )
        self.begun: list[QueueKey] = []
        self.in_hand = Counter[QueueKey]()
        self.go = asyncio.Semaphore(0)
        self.tasks: list[asyncio.Task[None]] = []

    def ask(self, who: QueueKey) -> asyncio.Task[None]:
        ticket = self.turns.enter(who)

        async def work() -> None:
            async with self.turns.turn(who, ticket):
                self.begun.append(who)
                self.in_hand[who] += 1
                try:
                    await self.go.acquire()
                finally:
                    self.in_hand[who] -= 1

        self.tasks.append(asyncio.create_task(work()))
        return self.tasks[-1]

    async def finish(self, count: int | None = None) -> None:
        """Let so many requests end, or all of them."""
        for _ in range(len(self.tasks) if count is None else count):
            self.go.release()
            await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_person_who_floods_lets_another_one_in_after_each_turn() -> None:
    work = Work()
    for who in [ADA] * 6 + [BOB] * 2 + [EVE]:
        work.ask(who)
    await work.finish()
    assert work.begun == [ADA, ADA, BOB, EVE, ADA, BOB, ADA, ADA, ADA]


async def test_a_line_is_worked_on_in_order_and_one_at_a_time() -> None:
    work = Work(places=10, per_person=10)
    for _ in range(3):
        work.ask(ADA)
    await settle()
    assert work.in_hand == {ADA: 1}
    await work.finish(1)
    assert work.begun == [ADA, ADA]


@pytest.mark.parametrize(
    ("lines", "let_in"),
    [
        ([QueueKey(chat, 1) for chat in range(5)], 2),
        ([QueueKey(1, person) for person in range(7)], 4),
        ([QueueKey(number, number) for number in range(9)], 6),
    ],
    ids=["a person in many chats", "many people in a chat", "everybody"],
)
async def test_only_so_much_is_in_hand(lines: list[QueueKey], let_in: int) -> None:
    work = Work(places=6, per_person=2, per_chat=4)
    for who in lines:
        work.ask(who)
    await settle()
    assert work.begun == lines[:let_in]
    await work.finish()
    assert sorted(work.begun) == sorted(lines)


async def test_a_full_line_refuses_and_lets_others_stand() -> None:
    work = Work(line=2)
    for _ in range(3):  # one of them is worked on
        work.ask(ADA)
    with pytest.raises(TooManyRequests):
        work.ask(ADA)
    work.ask(BOB)
    await work.finish()
    work.ask(ADA)


async def test_too_many_lines_are_refused_but_not_those_who_stand_in_one() -> None:
    work = Work(lines=1)
    work.ask(ADA)
    work.ask(BOB)
    with pytest.raises(EngineBusy):
        work.ask(EVE)
    work.ask(BOB)
    await work.finish()
    assert work.begun == [ADA, BOB, BOB]


async def test_everybody_can_be_told_how_many_come_first() -> None:
    work = Work()
    work.ask(EVE)
    await settle()
    tickets = [(who, work.turns.enter(who)) for who in [ADA, ADA, ADA, BOB, BOB]]
    assert [work.turns.ahead(*ticket) for ticket in tickets] == [0, 2, 4, 1, 3]


async def test_who_waits_for_something_else_gives_the_place_away_and_gets_it_back() -> None:
    work = Work()
    came_back = asyncio.Event()
    halted = asyncio.Event()
    ticket = work.turns.enter(ADA)

    async def step_aside() -> None:
        async with work.turns.turn(ADA, ticket):
            async with work.turns.aside():
                await halted.wait()
            came_back.set()

    task = asyncio.create_task(step_aside())
    await settle()
    for who in [BOB, EVE]:
        work.ask(who)
    await settle()
    assert work.begun == [BOB]
    halted.set()
    await settle()
    assert not came_back.is_set()
    await work.finish(1)
    assert came_back.is_set()
    await task
    await settle()
    assert work.begun == [BOB, EVE]
    await work.finish()
    assert not any(work.in_hand.values())


@pytest.mark.parametrize("moment", ["waiting", "called", "working", "aside", "returning"])
async def test_who_gives_up_leaves_no_place_taken(moment: str) -> None:
    work = Work(places=2, per_person=1, per_chat=1)
    halted, tickets = asyncio.Event(), []

    async def step_aside() -> None:
        ticket = work.turns.enter(ADA)
        tickets.append(ticket)
        async with work.turns.turn(ADA, ticket):
            if moment == "working":
                await asyncio.sleep(60)
            async with work.turns.aside():
                await halted.wait()

    others = [BOB, EVE] if moment in {"waiting", "called"} else [BOB]
    tasks = [work.ask(who) for who in others]
    task = asyncio.create_task(step_aside())
    await settle()
    if moment == "called":
        work.go.release()
        while not tickets[0].done():
            await asyncio.sleep(0)
    if moment == "returning":
        tasks.append(work.ask(EVE))
        await settle()
        halted.set()
        await settle()
    for given_up in (task, *tasks):
        given_up.cancel()
    await asyncio.gather(task, *tasks, return_exceptions=True)
    assert task.cancelled()

    for who in (ADA, BOB, EVE):
        work.ask(who)
    await settle()
    assert +work.in_hand == {ADA: 1, BOB: 1}
