"""The soak, for a moment: a storm in which nothing is lost, doubled or mixed up."""

from pathlib import Path

import pytest

from tests.hostility import measure
from tests.soak import soak

pytestmark = [pytest.mark.slow, pytest.mark.alone]


async def test_a_short_storm_loses_and_doubles_nothing(tmp_path: Path) -> None:
    report = await soak(tmp_path, people=10, seconds=12, kill_every=6)
    assert report.is_good, report.table()
    before, after = report.memory_mb
    assert after < before + 50
    assert report.kills >= 1
    assert report.faults.total() > 0
    assert report.redelivered > 0
    assert report.refused > 0
    assert report.answered > report.refused


async def test_everybody_gets_an_answer_beside_a_hostile_person(tmp_path: Path) -> None:
    assert await measure(tmp_path, ["few scans"], turns=1, count=1)
