"""Answers leave once, however often the work on them begins.

Before a message is sent the journal says so; once Telegram has it, the journal has what
Telegram made of it. When work on an update begins again, after a crash or a `kill -9`:

    answer not yet on its way     it is made again and sent
    answer sent                   it is not sent again, the work goes on behind it
    answer on its way, no word    it may have arrived: nobody can know but the person, so
                                  they are asked, and one press of a button sends it again

So nothing is lost without a word and nothing is sent twice unasked. Left to chance is

- the question itself: it may be asked twice, and it is asked although the answer arrived;
- what else an update did: `/cancel` before the crash finds nothing left to put away after;
- a person who presses though the answer is there has it twice, as they wished.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from telegram import Message
from telegram.error import TelegramError

from removerbot.chat.retry import Retrier, UnsureError, may_have_arrived
from removerbot.storage.journal import Journal

Send = Callable[[], Awaitable[Message]]
SendGroup = Callable[[], Awaitable[Sequence[Message]]]

_REFUSAL = -1
"""Where the word that an update is left out stands among its answers."""


@dataclass(slots=True, eq=False)
class Answering:
    """The update that is being answered.

    Attributes:
        answers: how many messages were sent for it so far.
        is_unsure: whether one of them may or may not have arrived.
    """

    update_id: int
    answers: int = 0
    is_unsure: bool = False


class Outbox:
    """Sends messages in answer to updates."""

    def __init__(self, journal: Journal, delivery: Retrier) -> None:
        self._journal = journal
        self._delivery = delivery
        self._current = ContextVar[Answering | None]("answering", default=None)

    @contextmanager
    def answering(self, update_id: int) -> Iterator[Answering]:
        """What is sent in this block answers this update."""
        answering = Answering(update_id)
        known = self._current.set(answering)
        try:
            yield answering
        finally:
            self._current.reset(known)

    async def send(self, chat_id: int, send: Send) -> Message:
        """Send a message, unless it has been sent before. Raises as `send_group` does."""
        return (await self.send_group(chat_id, _alone(send)))[0]

    async def send_group(self, chat_id: int, send: SendGroup) -> Sequence[Message]:
        """Send messages that arrive together, unless they have been sent before.

        Raises:
            UnsureError: it may have arrived, now or the last time.
            TelegramError: it is refused for good.
        """
        answering = self._current.get()
        if answering is None:
            return await self._delivery.once(chat_id, send)
        number = answering.answers
        answering.answers += 1
        try:
            return await self._send(chat_id, send, answering.update_id, number)
        except UnsureError:
            answering.is_unsure = True
            raise

    async def refuse(self, chat_id: int, send: Send, update_id: int) -> None:
        """Send the word that an update is left out. Raises as `send` does."""
        await self._send(chat_id, _alone(send), update_id, _REFUSAL)

    async def has_refused(self, update_id: int) -> bool:
        """Whether that word has been sent, or was on its way."""
        return await self._journal.answer(update_id, _REFUSAL) is not None

    async def _send(
        self, chat_id: int, send: SendGroup, update_id: int, number: int
    ) -> Sequence[Message]:
        known = await self._journal.answer(update_id, number)
        if known and known.message is None:
            raise UnsureError("it was on its way when the bot stopped")
        if known and known.message:
            return Message.de_list(json.loads(known.message))

        async def noted() -> Sequence[Message]:
            if not await self._journal.begin_send(update_id, number):
                raise asyncio.CancelledError("another process has taken the update over")
            try:
                return await send()
            except TelegramError as error:
                if not may_have_arrived(error):
                    await self._journal.cancel_send(update_id, number)
                raise

        messages = await self._delivery.once(chat_id, noted)
        kept = json.dumps([message.to_dict() for message in messages])
        await self._journal.mark_sent(update_id, number, kept)
        return messages


def _alone(send: Send) -> SendGroup:
    async def group() -> Sequence[Message]:
        return [await send()]

    return group
