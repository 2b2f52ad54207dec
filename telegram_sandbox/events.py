"""What people get to see, in the order in which it happened."""

from collections.abc import Callable
from typing import Any

from telegram_sandbox.bell import Bell

Event = dict[str, Any]


class EventLog:
    """A log that only grows; its readers remember the number of the last event they read.

    Events are `{"id", "type", "chat_id", …}` of the types `message`, `edited`, `deleted`,
    `action`, `chats` (in a person's private chat: they are in other chats now), and `profile`
    (of chat 0, which concerns everybody).
    """

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._events: list[Event] = []

    @property
    def last(self) -> int:
        """The number of the newest event, 0 before the first."""
        return len(self._events)

    def add(self, kind: str, chat_id: int, **details: Any) -> None:
        """Write down an event and wake those who wait for it."""
        self._events.append({"id": self.last + 1, "type": kind, "chat_id": chat_id, **details})
        self._bell.ring()

    async def after(
        self, number: int, chats: Callable[[], set[int]], seconds: float
    ) -> list[Event]:
        """The events since event `number` in those `chats` that one is in at that moment;
        empty if none comes in that time.
        """

        def look() -> list[Event]:
            seen = chats() | {0}
            return [event for event in self._events[number:] if event["chat_id"] in seen]

        return await self._bell.until(look, seconds)
