"""Telegram's rate limits: about one message a second in a chat, 20 a minute in a group."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

from telegram_sandbox.errors import ApiError
from telegram_sandbox.types import Chat

CHAT_LIMIT = (1, 1.0)
GROUP_LIMIT = (20, 60.0)
"""The most messages in a number of seconds."""


class RateLimits:
    """Counts the messages that the bot sends to each chat."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sent: defaultdict[int, deque[float]] = defaultdict(
            lambda: deque(maxlen=GROUP_LIMIT[0])
        )

    def spend(self, chat: Chat, messages: int = 1) -> None:
        """Counts messages that are about to be sent: one, or those of an album.

        An album counts as one message for the limit per second, and with all its messages
        for the limit per minute.

        Raises:
            ApiError: 429, a limit is exceeded; `retry_after` gives the seconds to wait.
                Nothing was counted.
        """
        now, sent = self._clock(), self._sent[chat.id]
        limits = [(1, *CHAT_LIMIT)]
        if not chat.is_private:
            limits.append((messages, *GROUP_LIMIT))
        wait = max(_seconds_to_wait(sent, now, *limit) for limit in limits)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        sent.extend([now] * messages)


def too_many_requests(seconds: int) -> ApiError:
    """Returns the error 429, for the caller to raise."""
    reason = f"Too Many Requests: retry after {seconds}"
    return ApiError(429, reason, {"retry_after": seconds})


def _seconds_to_wait(
    sent: deque[float], now: float, added: int, most: int, seconds: float
) -> float:
    """How long until `added` messages keep within `most` in `seconds`."""
    recent = [at for at in sent if now - at < seconds]
    excess = len(recent) + added - most
    return recent[excess - 1] + seconds - now if excess > 0 else 0
