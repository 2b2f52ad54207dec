"""How often somebody may ask: token buckets."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from removerbot.errors import TooManyRequests

_MOST = 10_000
"""Askers that are remembered; the one that asked longest ago is forgotten first."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    seen: float


class Rate:
    """Lets everybody ask so often, each on their own."""

    def __init__(
        self, per_second: float, at_once: int, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Let ask `per_second` on and on, and `at_once` after a rest."""
        self._per_second = per_second
        self._at_once = at_once
        self._now = now
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def spend(self, who: Hashable) -> None:
        """Somebody asks.

        Raises:
            TooManyRequests: they have asked too often.
        """
        now = self._now()
        bucket = self._buckets.pop(who, None) or _Bucket(self._at_once, now)
        gained = (now - bucket.seen) * self._per_second
        bucket.tokens = min(self._at_once, bucket.tokens + gained)
        bucket.seen = now
        self._buckets[who] = bucket
        if len(self._buckets) > _MOST:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1:
            raise TooManyRequests
        bucket.tokens -= 1
