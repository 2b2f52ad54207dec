"""A least-recently-used cache with a limit in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruCache(Generic[Key, Value]):
    """Keeps the most recently used values up to a number of bytes. Thread-safe.

    Attributes:
        hits: number of lookups that found a value.
        misses: number of lookups that did not.
    """

    def __init__(self, budget: int) -> None:
        """Limits the values to `budget` bytes in total."""
        self._budget = budget
        self._used = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()
        self.hits = 0
        self.misses = 0

    def get(self, key: Key) -> Value | None:
        """Returns the value and marks it as most recently used; `None` if it is not cached."""
        with self._lock:
            if key not in self._values:
                self.misses += 1
                return None
            self.hits += 1
            self._values.move_to_end(key)
            return self._values[key][0]

    def pop(self, key: Key) -> None:
        """Removes a value, if it is cached."""
        with self._lock:
            self._used -= self._values.pop(key, (None, 0))[1]

    def put(self, key: Key, value: Value, nbytes: int) -> None:
        """Stores a value of `nbytes` bytes, unless it exceeds the whole budget."""
        with self._lock:
            self._used -= self._values.pop(key, (None, 0))[1]
            if nbytes > self._budget:
                return
            self._values[key] = (value, nbytes)
            self._used += nbytes
            while self._used > self._budget:
                _, (_, freed) = self._values.popitem(last=False)
                self._used -= freed
