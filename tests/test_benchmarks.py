"""The benchmarks run and give sane figures; how high these are is not for a test."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import needs_chromium

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.mark.parametrize(
    "name",
    [
        "latency",
        "chat",
        "groups",
        "throughput",
        "memory",
        "png",
        "gpu",
        "quality",
        pytest.param("cluster", marks=pytest.mark.alone),
        pytest.param("tap", marks=needs_chromium),
    ],
)
def test_a_benchmark_runs_and_writes_figures(
    name: str, mobile_files: tuple[Path, ...], tmp_path: Path
) -> None:
    file = tmp_path / "figures.json"
    command = [sys.executable, FOLDER / f"{name}.py", "--short", "--json", file]

    run = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    rows = json.loads(file.read_text())
    assert len(rows) >= 3
    for row in rows:
        assert row["what"] in run.stdout
        figures = [value for value in row.values() if isinstance(value, float)]
        assert max(figures) > 0
        assert min(figures) >= 0  # a share of errors may be none
