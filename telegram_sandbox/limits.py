"""How often a bot may write: about once a second in a chat, 20 times a minute in a group."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

from telegram_sandbox.errors import ApiError
from telegram_sandbox.types import Chat

IN_A_CHAT = (1, 1.0)
IN_A_GROUP = (20, 60.0)
"""So many messages in so many seconds."""


class Limits:
    """Remembers when the bot wrote where."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sent: defaultdict[int, deque[float]] = defaultdict(
            lambda: deque(maxlen=IN_A_GROUP[0])
        )

    def spend(self, chat: Chat, messages: int = 1) -> None:
        """Count messages that are about to be sent: one, or those of an album, which is one
        as to the second and as many as it has as to the minute.

        Raises:
            ApiError: 429; `retry_after` tells the seconds to wait. Nothing was counted.
        """
        now, sent = self._clock(), self._sent[chat.id]
        rules = (
            [(1, *IN_A_CHAT)] if chat.is_private else [(1, *IN_A_CHAT), (messages, *IN_A_GROUP)]
        )
        wait = max(_wait(sent, now, *rule) for rule in rules)
        if wait > 0:
            seconds = math.ceil(wait)
            raise ApiError(
                429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}
            )
        sent.extend([now] * messages)


def _wait(sent: deque[float], now: float, more: int, most: int, seconds: float) -> float:
    """How long until `more` messages fit under `most` in so many `seconds`."""
    recent = [at for at in sent if now - at < seconds]
    excess = len(recent) + more - most
    return recent[excess - 1] + seconds - now if excess > 0 else 0
