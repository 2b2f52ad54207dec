"""What the process takes from the machine: processors, and memory through glibc's malloc."""

import gc
import os
import sys
from contextlib import suppress
from ctypes import CDLL
from math import ceil
from pathlib import Path

_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1  # see mallopt(3)

_LARGEST = 32 << 20
"""Bytes; larger blocks go back to the system when they are freed. Malloc allows no more."""

_KEPT = 256 << 20
"""Bytes of freed memory that the process keeps."""

_PR_SET_DUMPABLE = 4  # see prctl(2)

_LOW_PRIORITY = 5
"""A third of the processor time of a normal thread, where both want it. With less, such a
thread that holds the interpreter's lock would keep others waiting, and on a busy machine its
work would not be done before somebody waits for it."""

_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""What a container may use: microseconds of processor time, or `max`, and the period."""

_MEMORY_LIMIT = Path("/sys/fs/cgroup/memory.max")
"""What a container may use: bytes of memory, or `max`."""


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


def memory_limit(limit: Path = _MEMORY_LIMIT) -> int:
    """Returns the bytes of memory that this process may use: the machine's, or fewer where a
    container limits them (file `limit` of cgroup v2)."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):  # no cgroup v2, or no limit
        memory = min(memory, int(limit.read_text()))
    return memory


def available_memory(
    system: Path = Path("/proc/meminfo"), group: Path = _MEMORY_LIMIT.parent
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
        os.nice(_LOW_PRIORITY)  # of this thread; elsewhere of the process


def forbid_inspection() -> None:
    """Hides this process's memory and environment from other processes of the same user, such
    as a decoder that a file has taken over. Does nothing where there is no such protection."""
    with suppress(AttributeError, OSError):  # not Linux
        CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def tune_malloc() -> None:
    """Sets how glibc's malloc gets and keeps memory; to be called before threads start.

    All threads share one arena. By default each has its own and keeps what it needed for an
    image: 150 MB for twenty people at once. Freed memory up to `_KEPT` stays with the process
    until `trim_memory`. By default the arrays of each cutout come from the system page by page
    and go back at once, which takes a fifth of a cutout's time.
    """
    with suppress(AttributeError, OSError):  # not glibc
        libc = CDLL(None)
        libc.mallopt(_M_ARENA_MAX, 1)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
        libc.mallopt(_M_TRIM_THRESHOLD, _KEPT)


def trim_memory() -> None:
    """Returns freed memory to the system, with glibc."""
    with suppress(AttributeError, OSError):
        CDLL(None).malloc_trim(0)


def freeze_objects() -> None:
    """Keeps the garbage collector from looking at what exists now; to be called when modules
    and models are loaded, before anybody is answered. A full collection of them takes 150 ms
    or more, in which nobody is answered."""
    gc.collect()
    gc.freeze()
