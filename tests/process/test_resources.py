"""How many processors a process may use, and how it keeps memory."""

import gc
import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from removerbot.process.resources import (
    available_memory,
    cpu_count,
    freeze_objects,
    lower_priority,
    memory_limit,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def eight_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(8)))
    monkeypatch.setattr(os, "cpu_count", lambda: 64)


@pytest.mark.usefixtures("eight_processors")
@pytest.mark.parametrize(
    ("quota", "count"),
    [
        ("max 100000", 8),
        ("150000 100000", 2),
        ("10000 100000", 1),
        ("6400000 100000", 8),
        ("", 8),
        ("nonsense here", 8),
        (None, 8),
    ],
)
def test_affinity_and_the_quota_of_a_container_count(
    quota: str | None, count: int, tmp_path: Path
) -> None:
    file = tmp_path / "cpu.max"
    if quota is not None:
        file.write_text(quota)
    assert cpu_count(file) == count


@pytest.mark.parametrize(
    ("limit", "megabytes"), [("104857600", 100), ("max", None), ("", None)]
)
def test_the_memory_of_a_container_counts(
    tmp_path: Path, limit: str, megabytes: int | None
) -> None:
    file = tmp_path / "memory.max"
    file.write_text(limit)
    machine = memory_limit(tmp_path / "none")
    assert machine > 100 << 20
    assert memory_limit(file) == (megabytes << 20 if megabytes else machine)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("is_hidden", [True, False])
def test_another_process_of_the_same_user_reads_the_environment_only_if_it_is_not_hidden(
    is_hidden: bool,
) -> None:
    """Runs both as a user without rights, as root may read everything."""
    program = f"""
import subprocess, sys
sys.path.insert(0, {str(ROOT)!r})
from removerbot.process.resources import forbid_inspection
if {is_hidden}:
    forbid_inspection()
subprocess.run(["cat", "/proc/%d/environ" % __import__("os").getpid()])
"""
    user = 65534 if os.geteuid() == 0 else None
    seen = subprocess.run(
        ["/usr/bin/env", "python3", "-S", "-c", program],
        env={"PATH": os.environ["PATH"], "TOKEN": "4242:secret"},
        capture_output=True,
        check=False,
        user=user,
        cwd="/",
    )
    assert (b"4242:secret" in seen.stdout) == (not is_hidden), seen.stderr


_PROGRAM = """
import resource
from pathlib import Path
import numpy as np
from removerbot.process.resources import trim_memory, tune_malloc

def megabytes():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20

def work():
    arrays = [np.ones(3 << 20, np.uint8) for _ in range(10)]

tune_malloc()
work()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
work()
faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
kept = megabytes()
trim_memory()
print(faults, kept - megabytes())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another malloc")
def test_arrays_use_the_memory_of_earlier_ones_until_it_is_trimmed() -> None:
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=True, capture_output=True, cwd=ROOT
    )
    faults, trimmed = map(int, result.stdout.split())
    assert faults < 1000  # each time 7680 pages, if they come from the system
    assert trimmed > 20


def test_the_memory_is_what_the_machine_and_the_container_leave(tmp_path: Path) -> None:
    system, none = tmp_path / "meminfo", tmp_path / "none"
    assert available_memory(none, none) is None
    system.write_text("MemTotal:  8000 kB\nMemAvailable:  4000 kB\n")
    assert available_memory(system, none) == 4000 << 10
    (tmp_path / "memory.max").write_text("max\n")
    assert available_memory(system, tmp_path) == 4000 << 10
    (tmp_path / "memory.max").write_text("3000000\n")
    (tmp_path / "memory.current").write_text("2500000\n")
    (tmp_path / "memory.stat").write_text("anon 1\ninactive_file 100000\n")
    assert available_memory(system, tmp_path) == 600_000
    assert available_memory(none, tmp_path) == 600_000


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads have no priority")
@pytest.mark.parametrize("already", [0, 7], ids=["usual", "that was started with nice"])
def test_a_thread_of_low_priority_leaves_others_as_they_are(already: int) -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)

    def own() -> int:
        return os.getpriority(os.PRIO_PROCESS, 0)

    def own_and_lowered() -> tuple[int, int]:
        os.nice(already)  # of this thread and those that it starts
        with ThreadPoolExecutor(1, initializer=lower_priority) as low:
            return own(), low.submit(own).result()

    with ThreadPoolExecutor(1) as thread:
        usual, lowered = thread.submit(own_and_lowered).result()
    assert usual == min(19, before + already)
    assert lowered == min(19, usual + 5)
    assert own() == before


def test_a_collection_of_garbage_looks_at_nothing_that_was_loaded() -> None:
    freeze_objects()
    try:
        loaded = gc.get_freeze_count()
        assert len(gc.get_objects()) < loaded / 10
    finally:
        gc.unfreeze()
