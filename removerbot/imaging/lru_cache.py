"""A cache that holds the most recently used values up to a number of bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruCache(Generic[Key, Value]):
    """Least recently used values go first. May be used from several threads.

    Attributes:
        hits: how many values were asked for and there.
        misses: how many were not.
    """

    def __init__(self, budget: int) -> None:
        """Keep values of up to `budget` bytes together."""
        self._budget = budget
        self._used = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()
        self.hits = 0
        self.misses = 0

    def get(self, key: Key) -> Value | None:
        """The value, which then is the most recently used one; `None` if it is not here."""
        with self._lock:
            if key not in self._values:
                self.misses += 1
                return None
            self.hits += 1
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Key, value: Value, nbytes: int) -> None:
        """Keep a value of `nbytes` bytes. One above the whole budget is not kept."""
        with self._lock:
            if key in self._values:
                self._used -= self._values.pop(key)[1]
            self._values[key] = (value, nbytes)
            self._used += nbytes
            while self._used > self._budget:
                _, (_, freed) = self._values.popitem(last=False)
                self._used -= freed
