"""The log of what users see, which the page and the test client read."""

from collections.abc import Callable
from typing import Any

from telegram_sandbox.notifier import Notifier

Event = dict[str, Any]


class EventLog:
    """An append-only log. Readers pass the number of the last event that they have read.

    Events are `{"id", "type", "chat_id", …}`. The types are `message`, `edited`, `deleted`,
    `action`, `chats` (the list of chats of the person `chat_id` has changed) and `profile`
    (the bot's profile has changed; its `chat_id` is 0 and everybody receives it).
    """

    def __init__(self, notifier: Notifier) -> None:
        self._notifier = notifier
        self._events: list[Event] = []

    @property
    def last(self) -> int:
        """The number of the newest event, 0 before the first."""
        return len(self._events)

    def add(self, kind: str, chat_id: int, **details: Any) -> None:
        """Appends an event and wakes the readers."""
        self._events.append({"id": self.last + 1, "type": kind, "chat_id": chat_id, **details})
        self._notifier.notify()

    async def after(
        self, number: int, chats: Callable[[], set[int]], seconds: float
    ) -> list[Event]:
        """Returns the events after event `number`; waits up to `seconds` for the first.

        Args:
            number: of the last event that the reader has.
            chats: returns the ids of the chats that the reader is in; called on each change.
            seconds: how long to wait. After that the result is empty.
        """

        def new_events() -> list[Event]:
            visible = chats() | {0}
            return [event for event in self._events[number:] if event["chat_id"] in visible]

        return await self._notifier.wait_for(new_events, seconds)
