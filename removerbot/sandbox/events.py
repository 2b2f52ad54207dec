"""What people get to see, in the order in which it happened."""

from typing import Any

from removerbot.sandbox.bell import Bell

Event = dict[str, Any]


class EventLog:
    """A log that only grows; its readers remember the number of the last event they read.

    Events are `{"id", "type", "chat_id", …}` of the types `message`, `edited`, `deleted`,
    `action`, and `profile` (of chat 0, which concerns everybody).
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

    async def after(self, number: int, chats: set[int], seconds: float) -> list[Event]:
        """The events in `chats` since event `number`; empty if none comes in that time."""
        return await self._bell.until(
            lambda: [e for e in self._events[number:] if e["chat_id"] in chats | {0}], seconds
        )
