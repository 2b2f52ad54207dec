"""Telegram, as a simulated day sees it: it loses requests and answers, and delivers updates
until they are confirmed."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from telegram import Chat, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from tests.simulation.chance import CallFault, Chance

Json = dict[str, Any]

WIRE = 8.0
"""Seconds after which a request has arrived or is lost."""

_DATE = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sent:
    """A message of the bot that has arrived.

    Attributes:
        replies_to: the number of the message it answers.
        button: the data of its button, if it has one.
    """

    number: int
    chat_id: int
    text: str
    replies_to: int
    button: str | None


@dataclass
class Telegram:
    """The updates that wait for the bot, and what has arrived in the chats.

    Attributes:
        on_arrival: called with each message of the bot.
        refused: the updates about which a refusal was begun to be sent.
        on_update: called with each new update.
    """

    chance: Chance
    on_arrival: Callable[[Sent], None]
    on_update: Callable[[Json], None]
    sent: list[Sent] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    waiting: list[Json] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    _updates: int = 100
    _messages: int = 1000

    def next_message(self) -> int:
        """Returns the number of a new message."""
        self._messages += 1
        return self._messages

    def add(self, **content: Json) -> int:
        """Adds an update; returns its id."""
        self._updates += 1
        self.waiting.append({"update_id": self._updates, **content})
        self.on_update(self.waiting[-1])
        self.came.set()
        return self._updates

    async def get_updates(self, offset: int) -> list[Json]:
        """Confirms what is before `offset`; waits for what is behind it."""
        fault = self.chance.call_fault()
        await asyncio.sleep(self.latency())
        if fault in (CallFault.NEVER_SENT, CallFault.REQUEST_LOST, CallFault.TOO_MANY):
            raise TimedOut
        self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
        while not self.waiting:
            self.came.clear()
            await self.came.wait()
            self.waiting = [each for each in self.waiting if each["update_id"] >= offset]
        if fault is CallFault.ANSWER_LOST:
            raise TimedOut
        return self.waiting[: self.chance.dice.choice((1, 3, 100))]

    def confirm(self, update: Json) -> None:
        """Forgets an update that a webhook has taken."""
        self.waiting = [each for each in self.waiting if each is not update]

    async def call(self, act: Callable[[], Any], *, may_be_refused: bool = False) -> Any:
        """Makes a call: it may arrive although nobody hears of it, even if who called dies."""
        fault = self.chance.call_fault(may_be_refused=may_be_refused)
        match fault:
            case CallFault.NEVER_SENT:
                raise NetworkError("no route") from httpx.ConnectError("no route")
            case CallFault.TOO_MANY:
                raise RetryAfter(self.chance.dice.randint(1, 40))
            case CallFault.REFUSED:
                raise BadRequest("refused")
            case CallFault.REQUEST_LOST:
                await asyncio.sleep(self.latency())
                raise TimedOut
        arrival = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(self.latency(), lambda: arrival.set_result(act()))
        outcome = await asyncio.shield(arrival)
        await asyncio.sleep(self.latency())
        if fault is CallFault.ANSWER_LOST:
            raise TimedOut if self.chance.dice.random() < 0.5 else NetworkError("502")
        return outcome

    def arrive(self, chat_id: int, text: str, replies_to: int, button: str | None) -> Sent:
        """Shows a message in a chat."""
        message = Sent(self.next_message(), chat_id, text, replies_to, button)
        self.sent.append(message)
        self.on_arrival(message)
        return message

    def latency(self) -> float:
        """Returns how long a request takes one way."""
        return self.chance.dice.choice((0.0, 0.05, 0.5, WIRE / 2))


class SimulatedBot:
    """The part of python-telegram-bot's `Bot` that the simulated handlers use."""

    token = "1:simulated"
    username = "simulated_bot"
    defaults = None

    def __init__(self, telegram: Telegram, step: Callable[[], Any]) -> None:
        """Awaits `step` before and after each call."""
        self._telegram = telegram
        self._step = step

    async def send_message(
        self,
        chat_id: int,
        text: str,
        *,
        reply_parameters: ReplyParameters | None = None,
        reply_markup: InlineKeyboardMarkup | None = None,
        **_others: object,
    ) -> Message:
        """See `telegram.Bot.send_message`."""
        button = None
        if reply_markup:
            button = str(reply_markup.inline_keyboard[0][0].callback_data)
        replies_to = reply_parameters.message_id if reply_parameters else 0
        await self._step()
        sent: Sent = await self._telegram.call(
            lambda: self._telegram.arrive(chat_id, text, replies_to, button),
            may_be_refused=text.startswith("answer"),
        )
        await self._step()
        return Message(sent.number, _DATE, Chat(chat_id, Chat.PRIVATE), text=text)

    async def answer_callback_query(self, *_: object, **__: object) -> bool:
        """See `telegram.Bot.answer_callback_query`."""
        await self._step()
        await self._telegram.call(lambda: None)
        return True

    async def delete_message(self, chat_id: int, message_id: int, **_: object) -> bool:
        """See `telegram.Bot.delete_message`."""
        await self._step()
        await self._telegram.call(lambda: self._telegram.deleted.add(message_id))
        return True


def message_json(number: int, chat_id: int, **content: object) -> Json:
    """Returns a message of a person as Telegram's JSON."""
    person = {"id": chat_id, "is_bot": False, "first_name": "P", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "P"}
    whole = {"message_id": number, "date": 1735689600, "chat": chat, "from": person, **content}
    return dict(json.loads(json.dumps(whole)))
