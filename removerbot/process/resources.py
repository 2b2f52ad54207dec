"""What the process takes from the machine: processors, and memory through glibc's malloc."""

import os
from contextlib import suppress
from ctypes import CDLL

_M_ARENA_MAX = -8  # see mallopt(3)


def cpu_count() -> int:
    """Returns the number of processors; at least 1."""
    return os.cpu_count() or 1


def share_one_arena() -> None:
    """Makes threads that start later share one arena of glibc's malloc. By default each has
    its own and keeps what it needed for an image: 150 MB for twenty people at once."""
    with suppress(AttributeError, OSError):  # not glibc
        CDLL(None).mallopt(_M_ARENA_MAX, 1)


def trim_memory() -> None:
    """Returns freed memory to the system, with glibc."""
    with suppress(AttributeError, OSError):
        CDLL(None).malloc_trim(0)
