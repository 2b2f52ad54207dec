"""The bot's queue of updates, as `getUpdates` and the webhook read it."""

from collections.abc import Collection
from typing import Any

from telegram_sandbox.errors import ApiError
from telegram_sandbox.notifier import Notifier

Update = dict[str, Any]

OPT_IN = frozenset({"chat_member", "guest_message"})
"""The kinds that are sent only to a bot that names them in `allowed_updates`."""


class UpdateQueue:
    """Keeps updates until they are confirmed, by a higher `offset` or by the webhook.

    Attributes:
        history: all updates since the start, by id.
        has_webhook: whether updates go to a webhook, so that `getUpdates` is refused.
    """

    def __init__(self, notifier: Notifier) -> None:
        self.history: dict[int, Update] = {}
        self.has_webhook = False
        self._notifier = notifier
        self._pending: dict[int, Update] = {}
        self._redelivered: set[int] = set()
        self._allowed: frozenset[str] = frozenset()
        self._last_poll = 0

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def pending(self) -> list[Update]:
        """The unconfirmed updates, oldest first."""
        return [self._pending[number] for number in sorted(self._pending)]

    def confirm(self, number: int) -> None:
        """Removes an update that the bot has received."""
        self._pending.pop(number, None)
        self._redelivered.discard(number)

    def put(self, kind: str, payload: dict[str, Any]) -> None:
        """Queues an update, unless `allowed_updates` excludes its kind."""
        if kind not in self._allowed if self._allowed else kind in OPT_IN:
            return
        number = len(self.history) + 1
        self.history[number] = self._pending[number] = {"update_id": number, kind: payload}
        self._notifier.notify()

    def redeliver(self, number: int) -> bool:
        """Queues an update again, as after a lost confirmation. Returns whether it exists."""
        if number not in self.history:
            return False
        self._pending[number] = self.history[number]
        self._redelivered.add(number)
        self._notifier.notify()
        return True

    def drop(self) -> None:
        """Discards all pending updates."""
        self._pending.clear()
        self._redelivered.clear()

    def allow(self, kinds: Collection[str]) -> None:
        """Sets the kinds to queue from now on; none means all but `OPT_IN`."""
        self._allowed = frozenset(kinds)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Confirms the updates before `offset`, then waits for the next ones.

        Args:
            offset: of the first update to return. A negative one keeps that many of the
                newest updates and discards the rest.
            limit: the most updates to return.
            seconds: how long to wait. After that the result is empty.

        Raises:
            ApiError: 409, another poll began meanwhile, or there is a webhook.
        """
        if self.has_webhook:
            raise _conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._last_poll += 1
        poll = self._last_poll
        self._notifier.notify()
        self._confirm_before(offset)
        await self._notifier.wait_for(lambda: self._last_poll != poll or self._pending, seconds)
        if self._last_poll != poll:
            raise _conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        updates = self.pending[:limit]
        self._redelivered.difference_update(update["update_id"] for update in updates)
        return updates

    def _confirm_before(self, offset: int) -> None:
        numbers = sorted(self._pending)
        confirmed = numbers[:offset] if offset < 0 else [n for n in numbers if n < offset]
        for number in confirmed:
            if number not in self._redelivered:
                del self._pending[number]


def _conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")
