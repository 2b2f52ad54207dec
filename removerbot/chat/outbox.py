"""Sends each answer once, however often the handling of its update begins.

Before a message is sent, the journal records that; once Telegram has answered, the journal
records the message. When an update is handled again, after a crash or a `kill -9`:

    not sent yet              the answer is made again and sent
    sent                      it is not sent again; the handler goes on with the known message
    on its way, no answer     it may have arrived, and only the person can know: they are
                              asked, and a button sends it again

So no answer is lost silently and none is sent twice unasked. What can still happen:
- The question is asked twice, or although the answer has arrived. A refusal comes twice.
- Other effects of an update happen twice: after a crash, `/cancel` finds no photo to close.
- A person presses the button although the answer has arrived, and gets it twice.
"""

import json
from collections.abc import Awaitable, Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from telegram import Message
from telegram.error import TelegramError

from removerbot.chat.retry import Retrier, TakenOverError, UnsureError, may_have_arrived
from removerbot.storage.journal import Answer, Journal

Send = Callable[[], Awaitable[Message]]
SendGroup = Callable[[], Awaitable[Sequence[Message]]]

Sent = TypeVar("Sent")

_REFUSAL = -1
"""The number of a refusal among the answers to its update."""

_GUEST = -2
"""The number of the answer to a guest query."""


class GuestAnswer(NamedTuple):
    """A message that answers a guest query, and whether it shows a photo instead of text."""

    inline_message_id: str
    has_media: bool


@dataclass(slots=True, eq=False)
class Answering:
    """The update that is being answered, the number of its answers so far, whether one of
    them may or may not have arrived, and why the update has to be handled again, if so."""

    update_id: int
    answers: int = 0
    is_unsure: bool = False
    error: Exception | None = None


class Outbox:
    """Sends messages in answer to updates."""

    def __init__(self, journal: Journal, retrier: Retrier) -> None:
        self._journal = journal
        self._retrier = retrier
        self._current = ContextVar[Answering | None]("answering", default=None)

    @contextmanager
    def answering(self, update_id: int) -> Iterator[Answering]:
        """Makes what is sent in the block answer an update."""
        answering = Answering(update_id)
        before = self._current.set(answering)
        try:
            yield answering
        finally:
            self._current.reset(before)

    def leave_open(self, error: Exception) -> None:
        """Has the update handled again, as not even its failure could be answered."""
        if answering := self._current.get():
            answering.error = error

    async def send(self, chat_id: int, send: Send) -> Message:
        """Sends a message unless it has been sent before. Raises as `send_group` does."""

        async def group() -> Sequence[Message]:
            return [await send()]

        return (await self.send_group(chat_id, group))[0]

    async def send_group(self, chat_id: int, send: SendGroup) -> Sequence[Message]:
        """Sends messages that arrive together unless they have been sent before.

        Raises:
            UnsureError: they may have arrived, or another process sends them.
            TelegramError: they are refused for good.
        """
        answering = self._current.get()
        if answering is None:
            return await self._retrier.once(chat_id, send)
        number = answering.update_id, answering.answers
        answering.answers += 1
        try:
            return await self._once(
                chat_id,
                send,
                number,
                lambda known: Message.de_list(json.loads(known)),
                lambda sent: json.dumps([each.to_dict() for each in sent]),
            )
        except UnsureError:
            answering.is_unsure = True
            raise

    async def answer_guest(
        self, answer: Callable[[], Awaitable[GuestAnswer]]
    ) -> GuestAnswer | None:
        """Answers the guest query of the current update unless it has been answered before.
        Returns the message; `None` if its answer was on its way, and may have arrived.

        Raises:
            TelegramError: it is refused for good.
        """
        answering = self._current.get()
        assert answering
        number = answering.update_id, _GUEST

        def read(known: str) -> GuestAnswer:
            return GuestAnswer(*json.loads(known))

        try:
            return await self._once(f"guest {number}", answer, number, read, json.dumps)
        except UnsureError:
            return None

    async def refuse(self, chat_id: int, send: Send, update_id: int) -> None:
        """Sends the refusal to handle an update, until it certainly has arrived: other updates
        are refused in silence because of it. Does nothing if that was begun before.

        Raises:
            TelegramError: it is refused for good.
        """
        if await self._journal.begin_send(update_id, _REFUSAL):
            await self._retrier.repeat(chat_id, send)

    async def has_refused(self, update_id: int) -> bool:
        """Whether a refusal was sent, or was on its way."""
        return await self._journal.answer(update_id, _REFUSAL) is not None

    async def _once(
        self,
        about: Hashable,
        send: Callable[[], Awaitable[Sent]],
        answer: tuple[int, int],
        read: Callable[[str], Sent],
        write: Callable[[Sent], str],
    ) -> Sent:
        """Sends an answer, by its update's id and its number, unless it has been sent before;
        `write` makes what the journal keeps of it, and `read` reads that."""
        is_new = True

        async def recorded() -> Sent:
            nonlocal is_new
            if not await self._journal.begin_send(*answer):
                is_new = False
                return read(_sent_before(await self._journal.answer(*answer)))
            try:
                return await send()
            except TelegramError as error:
                if not may_have_arrived(error):
                    await self._journal.cancel_send(*answer)
                raise

        sent = await self._retrier.once(about, recorded)
        if is_new:
            await self._journal.mark_sent(*answer, write(sent))
        return sent


def _sent_before(answer: Answer | None) -> str:
    """Returns what is known of an answer that may not be sent now.

    Raises:
        TakenOverError: another process answers the update.
        UnsureError: the answer may or may not have arrived.
    """
    if answer is None:
        raise TakenOverError
    if answer.message is None:
        raise UnsureError("it was on its way when the bot stopped")
    return answer.message
