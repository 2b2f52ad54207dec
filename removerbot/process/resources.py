"""What the process takes from the machine: processors, and memory through glibc's malloc."""

import os
import sys
import threading
from contextlib import suppress
from ctypes import CDLL
from math import ceil
from pathlib import Path

_M_ARENA_MAX = -8  # see mallopt(3)


_LOW_PRIORITY = 10
"""A tenth of the processor time of a normal thread, where both want it. With less, such a
thread that holds the interpreter's lock would keep others waiting."""


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


def available_memory(
    system: Path = Path("/proc/meminfo"), group: Path = Path("/sys/fs/cgroup")
) -> int | None:
    """Returns how many bytes this process may still take without swapping; `None` if unknown.

    Args:
        system: what the kernel says of the whole machine, see proc(5).
        group: the folder of the container, with its limit (cgroup v2).
    """
    free = None
    with suppress(OSError, LookupError, ValueError):  # not Linux
        lines = dict(line.split(":", 1) for line in system.read_text().splitlines())
        free = int(lines["MemAvailable"].split()[0]) << 10
    with suppress(OSError, LookupError, ValueError):  # no cgroup v2, or no limit
        limit = int((group / "memory.max").read_text())
        used = int((group / "memory.current").read_text())
        stat = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
        rest = limit - used + int(stat["inactive_file"])  # of the cache of files
        free = rest if free is None else min(free, rest)
    return free


def lower_priority() -> None:
    """Lets other threads go before the calling one, on Linux; that cannot be undone."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOW_PRIORITY)


def share_one_arena() -> None:
    """Makes threads that start later share one arena of glibc's malloc. By default each has
    its own and keeps what it needed for an image: 150 MB for twenty people at once."""
    with suppress(AttributeError, OSError):  # not glibc
        CDLL(None).mallopt(_M_ARENA_MAX, 1)


def trim_memory() -> None:
    """Returns freed memory to the system, with glibc."""
    with suppress(AttributeError, OSError):
        CDLL(None).malloc_trim(0)
