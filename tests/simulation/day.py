"""A day of traffic under a virtual clock, in which everything fails that can, and what has to
hold at its end."""

import asyncio
import contextvars
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from removerbot.errors import EngineBusy, TooManyRequests
from tests.fakes import LANGUAGES
from tests.simulation.chance import CallFault, Chance
from tests.simulation.clock import VirtualLoop
from tests.simulation.process import Life, Store, adopt
from tests.simulation.stores import MemoryStore, SqliteStore
from tests.simulation.telegram import WIRE, Json, Sent, Telegram, message_json

DAY = 86_400.0
_LONGEST = 3 * DAY
"""Seconds after which a day that has not come to rest never will."""

_ENGLISH = LANGUAGES.all["en"]
APOLOGY = _ENGLISH.say("error-unexpected")
REFUSALS = {_ENGLISH.explain(TooManyRequests()), _ENGLISH.explain(EngineBusy())}


@dataclass
class Asked:
    """A message, or an album, that wants an answer.

    Attributes:
        numbers: of its messages.
        updates: that brought them.
    """

    chat_id: int
    numbers: list[int] = field(default_factory=list)
    updates: list[int] = field(default_factory=list)


@dataclass
class Day:
    """One day.

    Attributes:
        asked: what people have sent.
        presses: how often each message's question was answered with "send it again".
    """

    seed: int
    store: Store
    asked: list[Asked] = field(default_factory=list)
    presses: Counter[int] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Chance.of(self.seed)
        dice = self.chance.dice
        self.polls = dice.random() < 0.5
        self.line = dice.choice((20, 20, 2))
        self.telegram = Telegram(self.chance, self._arrived, self._came)
        self.life = Life(self.chance, self.telegram, self.store, self.line)
        self.questions = Counter[int]()
        self._tasks: list[asyncio.Task[None]] = []

    async def play(self) -> list[str]:
        """Plays the day until nothing moves any more; returns what was wrong with it."""
        self._begin(self._live())
        self._begin(self._fate())
        traffic = [
            asyncio.create_task(self._send(begin, chat))
            for begin in self._bursts()
            for chat in range(1, self.chance.dice.randint(2, 4))
        ]
        await asyncio.gather(*traffic)
        while not await self._is_at_rest():
            if asyncio.get_running_loop().time() > _LONGEST:
                self.complaints.append("never comes to rest")
                break
            await asyncio.sleep(3600)
        self.life.die()
        for task in self._tasks:
            task.cancel()
        ends = await asyncio.gather(*self._tasks, *self.life.tasks, return_exceptions=True)
        self.complaints += [f"raised {end!r}" for end in ends if isinstance(end, Exception)]
        for each in self.asked:
            self._judge(each)
        return self.complaints

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Starts what belongs to no process, whoever causes it."""
        nobody = contextvars.Context()
        self._tasks.append(asyncio.get_running_loop().create_task(work, context=nobody))

    def _bursts(self) -> list[float]:
        dice = self.chance.dice
        return [dice.uniform(0, DAY) for _ in range(dice.randint(1, 3))]

    async def _send(self, begin: float, chat_id: int) -> None:
        """Sends a few messages shortly after each other."""
        dice = self.chance.dice
        await asyncio.sleep(begin)
        for _ in range(dice.choice((1, 2, 5))):
            await asyncio.sleep(dice.choice((0, 0.2, 4, 20)))
            if dice.random() < 0.2:
                await self._send_album(chat_id)
            else:
                self.asked.append(message := Asked(chat_id))
                self._say(message, text="C4")

    async def _send_album(self, chat_id: int) -> None:
        self.asked.append(album := Asked(chat_id))
        group = str(self.telegram.next_message())
        for _ in range(2):
            photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]
            self._say(album, photo=photo, media_group_id=group)
            await asyncio.sleep(self.chance.dice.choice((0, 0.1, 1.5)))

    def _say(self, asked: Asked, **content: object) -> None:
        number = self.telegram.next_message()
        asked.numbers.append(number)
        message = message_json(number, asked.chat_id, **content)
        asked.updates.append(self.telegram.add(message=message))

    async def _live(self) -> None:
        """Starts the process again whenever it has ended."""
        while True:
            self.life.start(self.life.run(polls=self.polls))
            await self.life.is_over.wait()
            await asyncio.gather(*self.life.tasks, return_exceptions=True)
            self.complaints += [f"raised {error!r}" for error in self.life.errors]
            await asyncio.sleep(self.chance.dice.choice((0, 1, 30, 900)))
            self.life = Life(self.chance, self.telegram, self.store, self.line)

    async def _fate(self) -> None:
        """Stops the process now and then, with or without a warning."""
        dice = self.chance.dice
        while self.chance.deaths:
            self.chance.deaths -= 1
            await asyncio.sleep(dice.choice((1, 7, 60, DAY / 9)))
            life = self.life
            if dice.random() < 0.5:
                await life.start(life.inbox.stop())
            life.die()

    def _came(self, update: Json) -> None:
        if not self.polls:
            self._begin(self._deliver(update))

    async def _deliver(self, update: Json) -> None:
        """Brings an update to the webhook until that says that it has it."""
        dice = self.chance.dice
        while True:
            fault, life = self.chance.call_fault(), self.life
            await asyncio.sleep(self.telegram.latency())
            has_arrived = fault is None or fault is CallFault.ANSWER_LOST
            if has_arrived and not life.is_over.is_set():
                taking = life.start(life.take(update))
                await asyncio.wait([taking])
                if fault is None and not taking.cancelled() and taking.result():
                    self.telegram.confirm(update)
                    return
            await asyncio.sleep(dice.choice((1, 5, 60)))

    def _arrived(self, sent: Sent) -> None:
        if sent.button:
            self.questions[sent.replies_to] += 1
            self._begin(self._react(sent))

    async def _react(self, question: Sent) -> None:
        """Has it sent again if it has not arrived, once nothing is under way any more."""
        await asyncio.sleep(self.chance.dice.choice((3, 60)) * WIRE)
        while question.number not in self.telegram.deleted:
            if self._is_satisfied(question.replies_to):
                return
            self.presses[question.replies_to] += 1
            person = {"id": question.chat_id, "is_bot": False, "first_name": "P"}
            self.telegram.add(
                callback_query={
                    "id": str(self.telegram.next_message()),
                    "from": person,
                    "chat_instance": "1",
                    "data": question.button,
                    "message": message_json(question.number, question.chat_id, text="?"),
                }
            )
            await asyncio.sleep(900)

    async def _is_at_rest(self) -> bool:
        is_quiet = not self.telegram.waiting and not self.life.is_over.is_set()
        asking = any(not task.done() for task in self._tasks[2:])
        return is_quiet and not asking and not await self.store.open_updates()

    def _answers(self, number: int) -> int:
        return sum(
            each.text.startswith("answer") and str(number) in each.text.split()
            for each in self.telegram.sent
        )

    def _replies(self, numbers: list[int], texts: set[str]) -> int:
        return sum(
            each.text in texts and each.replies_to in numbers for each in self.telegram.sent
        )

    def _album_of(self, number: int) -> list[int]:
        return next(each.numbers for each in self.asked if number in each.numbers)

    def _is_satisfied(self, number: int) -> bool:
        told = {APOLOGY, *REFUSALS}
        return bool(self._answers(number) or self._replies(self._album_of(number), told))

    def _judge(self, asked: Asked) -> None:
        """Complains unless a message was answered once."""
        apologies = self._replies(asked.numbers, {APOLOGY})
        # One refusal stands for all that was too much. It may get lost in a crash; the others
        # were waiting for it, and have one of their own.
        was_refused = self.telegram.refused & {*asked.updates} or any(
            each.text in REFUSALS and each.chat_id == asked.chat_id
            for each in self.telegram.sent
        )
        for number in asked.numbers:
            answers = self._answers(number)
            if answers > 1:
                self.complaints.append(f"{number} was answered {answers} times")
            if not answers and not apologies and not was_refused:
                self.complaints.append(f"{number} was not answered")


def complaints_of(seed: int, *, is_sqlite: bool = False) -> list[str]:
    """Plays the day of a seed; returns what was wrong with it."""
    store: Store = SqliteStore() if is_sqlite else MemoryStore()

    async def play() -> list[str]:
        await store.open()
        return await Day(seed, store).play()

    try:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.get_loop().set_task_factory(adopt)
            return runner.run(play())
    finally:
        store.close()
