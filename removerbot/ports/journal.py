"""What Telegram sent and what became of it, and the values that are written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as Telegram sent it.

    Attributes:
        chat_id: where it happened, `None` if in no chat.
        person_id: who did it, `None` if nobody in particular.
        payload: the whole of it, as JSON.
    """

    update_id: int
    chat_id: int | None
    person_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that was sent, or was about to be; or several that arrive together.

    Attributes:
        message: what Telegram made of them, as JSON; `None`: nobody knows whether they
            arrived.
    """

    message: str | None


class Journal(Protocol):
    """What Telegram sent and what became of it, so that all of it is answered, once.

    An update waits until it is struck off. Its answers are numbered in the order in which
    they are sent. One of which nobody knows whether it arrived makes the update unsure:
    the person is asked, and then it waits no longer until they want it again.
    """

    async def take(self, updates: Sequence[Incoming]) -> None:
        """Write updates down as this process's; those that were written down before stay as
        they are."""

    async def take_over(self) -> list[str]:
        """The payloads of all updates that wait and that nobody alive works on, oldest first.
        From now on they are this process's."""

    async def claim(self, update_id: int) -> bool:
        """Whether an update has yet to be answered, and by this process."""

    async def adopt(self, update_id: int, named: str) -> list[str]:
        """Take from other processes what the person of this update sent in its chat and has
        these words in its payload; returns the payloads."""

    async def is_next(self, update_id: int) -> bool:
        """Whether no other process has yet to answer what came earlier from the same person
        in the same chat."""

    async def strike(self, *update_ids: int) -> None:
        """These updates are done with; forget all but their numbers."""

    async def doubt(self, *update_ids: int) -> None:
        """These updates are unsure, all of one answer, which is the first one's, and their
        person is about to be asked. They still wait."""

    async def asked(self, *update_ids: int) -> None:
        """The question has arrived: these wait no longer, if they were not taken up."""

    async def take_up(self, chat_id: int, update_id: int) -> list[str]:
        """Let an unsure update of this chat wait again, with those it is answered for, as if
        the answer in doubt had not been sent. Returns their payloads; none if there is no
        such update.
        """

    async def answer(self, update_id: int, number: int) -> Answer | None:
        """What is known of an answer; `None`: it has not been sent."""

    async def intend(self, update_id: int, number: int) -> bool:
        """An answer is about to be sent. Whether it may be: not if another process took the
        update over, because this one seemed dead."""

    async def withdraw(self, update_id: int, number: int) -> None:
        """The answer has certainly not been sent."""

    async def sent(self, update_id: int, number: int, message: str) -> None:
        """The answer has arrived."""
