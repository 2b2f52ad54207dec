"""The bot's queue of updates, as `getUpdates` reads it."""

from collections.abc import Collection
from typing import Any

from telegram_sandbox.bell import Bell
from telegram_sandbox.errors import ApiError

Update = dict[str, Any]

ON_DEMAND = frozenset({"chat_member"})
"""The kinds that come only to a bot that names them."""


class UpdateQueue:
    """Updates wait until an `offset` beyond them confirms them."""

    def __init__(self, bell: Bell) -> None:
        self.sent: dict[int, Update] = {}
        """Every update there ever was, by its id."""
        self.is_brought = False
        """Whether there is a webhook, so that the bot may not ask itself."""
        self._bell = bell
        self._pending: dict[int, Update] = {}
        self._again: set[int] = set()
        self._allowed: frozenset[str] = frozenset()
        self._last_poll = 0

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def waiting(self) -> list[Update]:
        """What the bot has not got yet, oldest first."""
        return [self._pending[number] for number in sorted(self._pending)]

    def confirm(self, number: int) -> None:
        """The bot has got an update."""
        self._pending.pop(number, None)
        self._again.discard(number)

    def put(self, kind: str, payload: dict[str, Any]) -> None:
        """Queue an update, unless the bot asked not to get this kind."""
        if kind not in self._allowed if self._allowed else kind in ON_DEMAND:
            return
        number = len(self.sent) + 1
        self.sent[number] = self._pending[number] = {"update_id": number, kind: payload}
        self._bell.ring()

    def redeliver(self, number: int) -> bool:
        """Hand out an update once more, as after a confirmation that got lost."""
        if number not in self.sent:
            return False
        self._pending[number] = self.sent[number]
        self._again.add(number)
        self._bell.ring()
        return True

    def drop(self) -> None:
        """Forget what waits."""
        self._pending.clear()
        self._again.clear()

    def allow(self, kinds: Collection[str]) -> None:
        """Which kinds to queue from now on; none named means all
        but those `ON_DEMAND`.
        """
        self._allowed = frozenset(kinds)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Confirm what lies before `offset`, then wait for what comes after it.

        Returns with nothing after so many `seconds`.

        A negative offset keeps that many of the newest and forgets the rest.

        Raises:
            ApiError: 409, another poll began meanwhile, or there is a webhook.
        """
        if self.is_brought:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._last_poll += 1
        mine = self._last_poll
        self._bell.ring()
        self._confirm(offset)
        await self._bell.until(lambda: self._last_poll != mine or self._pending, seconds)
        if self._last_poll != mine:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        numbers = sorted(self._pending)[:limit]
        self._again.difference_update(numbers)
        return [self._pending[number] for number in numbers]

    def _confirm(self, offset: int) -> None:
        numbers = sorted(self._pending)
        gone = numbers[:offset] if offset < 0 else [n for n in numbers if n < offset]
        for number in gone:
            if number not in self._again:
                del self._pending[number]
