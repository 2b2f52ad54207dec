"""What the process takes from the machine: processors, and memory through glibc's malloc."""

import os
from contextlib import suppress
from ctypes import CDLL
from math import ceil
from pathlib import Path

_M_ARENA_MAX = -8  # see mallopt(3)


_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""What a container may use: microseconds of processor time, or `max`, and the period."""


def cpu_count(quota: Path = _CPU_QUOTA) -> int:
    """Returns the number of processors that this process may use; at least 1.

    That respects the process's affinity and the container's quota of processor time (file
    `quota` of cgroup v2), which is rounded up.
    """
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        count = os.cpu_count() or 1
    with suppress(OSError, ValueError):  # no cgroup v2, or no limit
        allowed, period = quota.read_text().split()
        count = min(count, ceil(int(allowed) / int(period)))
    return max(1, count)


def share_one_arena() -> None:
    """Makes threads that start later share one arena of glibc's malloc. By default each has
    its own and keeps what it needed for an image: 150 MB for twenty people at once."""
    with suppress(AttributeError, OSError):  # not glibc
        CDLL(None).mallopt(_M_ARENA_MAX, 1)


def trim_memory() -> None:
    """Returns freed memory to the system, with glibc."""
    with suppress(AttributeError, OSError):
        CDLL(None).malloc_trim(0)
