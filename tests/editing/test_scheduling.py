"""The fair queue."""

import asyncio
from collections import Counter
from contextlib import nullcontext

import pytest

from removerbot.editing.scheduling import FairQueue, QueueKey
from removerbot.errors import EngineBusy, TooManyRequests
from removerbot.process.turns import who_asks

ADA, BOB, EVE = QueueKey(1, 1), QueueKey(2, 2), QueueKey(3, 3)


class Work:
    """Requests that run until they are let go; remembers in which order they began."""

    def __init__(
        self,
        slots: int = 1,
        per_person: int = 2,
        per_chat: int = 4,
        length: int = 50,
        queues: int = 50,
    ) -> None:
        self.queue = FairQueue(
            slots=slots, per_person=per_person, per_chat=per_chat, length=length, queues=queues
        )
        self.begun: list[QueueKey] = []
        self.running = Counter[QueueKey]()
        self.go = asyncio.Semaphore(0)
        self.tasks: list[asyncio.Task[None]] = []

    def ask(self, key: QueueKey) -> asyncio.Task[None]:
        ticket = self.queue.join(key)

        async def work() -> None:
            async with self.queue.slot(key, ticket):
                self.begun.append(key)
                self.running[key] += 1
                try:
                    await self.go.acquire()
                finally:
                    self.running[key] -= 1

        self.tasks.append(asyncio.create_task(work()))
        return self.tasks[-1]

    async def finish(self, count: int | None = None) -> None:
        """Lets so many requests end, or all of them."""
        for _ in range(len(self.tasks) if count is None else count):
            self.go.release()
            await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_requests_of_other_people_run_between_those_of_one_who_floods() -> None:
    work = Work()
    for key in [ADA] * 6 + [BOB] * 2 + [EVE]:
        work.ask(key)
    await work.finish()
    assert work.begun == [ADA, ADA, BOB, EVE, ADA, BOB, ADA, ADA, ADA]


@pytest.mark.parametrize("is_asleep", [False, True], ids=["works", "waits for the network"])
async def test_whoever_has_many_waiting_begins_one_a_moment_beside_one_with_few(
    is_asleep: bool,
) -> None:
    work = Work(slots=3)
    is_done = asyncio.Event()

    async def hold() -> None:
        without_slot = work.queue.yielding() if is_asleep else nullcontext()
        async with work.queue.queued(BOB.person), without_slot:
            await is_done.wait()

    for chat in range(12):
        work.ask(QueueKey(chat, "flood"))
    holding = asyncio.create_task(hold())
    await settle()
    await work.finish(3)
    assert len(work.begun) == 3
    async with asyncio.timeout(10):
        while len(work.begun) < 4:
            await asyncio.sleep(0.01)
    await work.finish(1)
    assert len(work.begun) == 4
    is_done.set()
    await holding
    await settle()
    assert work.running.total() == 2
    await work.finish()
    assert len(work.begun) == 12


async def test_two_who_have_many_waiting_do_not_wait_for_each_other() -> None:
    work = Work(slots=2)
    for chat in range(8):
        work.ask(QueueKey(chat, "one"))
        work.ask(QueueKey(chat, "other"))
    await settle()
    await work.finish(2)
    assert Counter(key.person for key in work.running.elements()) == {"one": 1, "other": 1}
    await work.finish()


async def test_requests_of_one_key_run_in_order_and_one_at_a_time() -> None:
    work = Work(slots=10, per_person=10)
    for _ in range(3):
        work.ask(ADA)
    await settle()
    assert work.running == {ADA: 1}
    await work.finish(1)
    assert work.begun == [ADA, ADA]


@pytest.mark.parametrize(
    ("queues", "let_in"),
    [
        ([QueueKey(chat, 1) for chat in range(5)], 2),
        ([QueueKey(1, person) for person in range(7)], 4),
        ([QueueKey(number, number) for number in range(9)], 6),
    ],
    ids=["a person in many chats", "many people in a chat", "everybody"],
)
async def test_the_slots_of_a_person_a_chat_and_everybody_are_limited(
    queues: list[QueueKey], let_in: int
) -> None:
    work = Work(slots=6, per_person=2, per_chat=4)
    for key in queues:
        work.ask(key)
    await settle()
    assert work.begun == queues[:let_in]
    await work.finish()
    assert sorted(work.begun) == sorted(queues)


async def test_a_full_queue_refuses_and_the_others_do_not() -> None:
    work = Work(length=2)
    for _ in range(3):  # one of them runs
        work.ask(ADA)
    with pytest.raises(TooManyRequests):
        work.ask(ADA)
    work.ask(BOB)
    await work.finish()
    work.ask(ADA)


async def test_too_many_keys_are_refused_but_not_those_that_wait_already() -> None:
    work = Work(queues=1)
    work.ask(ADA)
    work.ask(BOB)
    with pytest.raises(EngineBusy):
        work.ask(EVE)
    work.ask(BOB)
    await work.finish()
    assert work.begun == [ADA, BOB, BOB]


async def test_the_requests_ahead_of_each_are_counted() -> None:
    work = Work()
    work.ask(EVE)
    await settle()
    tickets = [(key, work.queue.join(key)) for key in [ADA, ADA, ADA, BOB, BOB]]
    assert [work.queue.ahead(*ticket) for ticket in tickets] == [0, 2, 4, 1, 3]


async def test_who_waits_for_what_runs_for_them_or_in_their_chat_is_not_next() -> None:
    work = Work(slots=3, per_chat=1)
    work.ask(EVE)
    work.ask(ADA)
    await settle()
    beside_eve = QueueKey(EVE.chat, BOB.person)
    tickets = [(key, work.queue.join(key)) for key in [ADA, beside_eve]]
    assert [work.queue.ahead(*ticket) for ticket in tickets] == [1, 2]
    await work.finish()
    assert [work.queue.ahead(*ticket) for ticket in tickets] == [0, 0]


async def test_a_request_that_yields_its_slot_lets_another_run_and_gets_one_back() -> None:
    work = Work()
    came_back = asyncio.Event()
    halted = asyncio.Event()
    ticket = work.queue.join(ADA)

    async def yield_slot() -> None:
        async with work.queue.slot(ADA, ticket):
            async with work.queue.yielding():
                await halted.wait()
            came_back.set()

    task = asyncio.create_task(yield_slot())
    await settle()
    for key in [BOB, EVE]:
        work.ask(key)
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
    assert not any(work.running.values())


@pytest.mark.parametrize("moment", ["waiting", "granted", "running", "yielding", "returning"])
async def test_a_cancelled_request_leaves_no_slot_taken(moment: str) -> None:
    work = Work(slots=2, per_person=1, per_chat=1)
    halted, tickets = asyncio.Event(), []

    async def yield_slot() -> None:
        ticket = work.queue.join(ADA)
        tickets.append(ticket)
        async with work.queue.slot(ADA, ticket):
            if moment == "running":
                await asyncio.sleep(60)
            async with work.queue.yielding():
                await halted.wait()

    others = [BOB, EVE] if moment in {"waiting", "granted"} else [BOB]
    tasks = [work.ask(key) for key in others]
    task = asyncio.create_task(yield_slot())
    await settle()
    if moment == "granted":
        work.go.release()
        while not tickets[0].done():
            await asyncio.sleep(0)
    if moment == "returning":
        tasks.append(work.ask(EVE))
        await settle()
        halted.set()
        await settle()
    for each in (task, *tasks):
        each.cancel()
    await asyncio.gather(task, *tasks, return_exceptions=True)
    assert task.cancelled()

    for key in (ADA, BOB, EVE):
        work.ask(key)
    await settle()
    assert +work.running == {ADA: 1, BOB: 1}


async def test_one_person_in_a_hundred_chats_has_one_line_and_refuses_nobody_else() -> None:
    work = Work(length=20, queues=3)
    refused = 0
    for chat in range(104):
        for _ in range(3):
            try:
                work.ask(QueueKey(chat, 1))
            except TooManyRequests:
                refused += 1
    assert refused == 104 * 3 - 21  # one runs, twenty wait
    work.ask(BOB)
    work.ask(EVE)
    await work.finish(3)
    assert BOB in work.begun[:3]
    assert EVE in work.begun[:4]


async def test_requests_that_wait_for_no_other_still_count_as_their_person() -> None:
    work = Work(slots=9, per_person=2)
    for _ in range(5):
        work.ask(QueueKey(object(), "an address"))
    await settle()
    assert len(work.begun) == 2
    work.ask(QueueKey(object(), "another"))
    await settle()
    assert len(work.begun) == 3


async def test_a_person_has_one_slot_while_another_is_served() -> None:
    work = Work(slots=9, per_person=2)
    for chat in range(4):
        work.ask(QueueKey(chat, ADA.person))
    work.ask(BOB)
    await settle()
    assert [key.person for key in work.begun] == [ADA.person, ADA.person, BOB.person]
    await work.finish(2)  # both of the one person's: one follows
    assert [key.person for key in work.begun[3:]] == [ADA.person]
    await work.finish(1)  # the other person's: the last one follows
    assert len(work.begun) == 5


async def test_work_in_a_slot_is_done_for_its_person() -> None:
    work = Work()
    async with work.queue.queued(ADA.person):
        assert who_asks() == ADA.person
    assert who_asks() != ADA.person
