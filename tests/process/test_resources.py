"""How many processors a process may use."""

import os
from pathlib import Path

import pytest

from removerbot.process.resources import cpu_count


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
