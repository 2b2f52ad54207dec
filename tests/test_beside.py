"""`benchmarks/beside.py` says what it cannot measure here, and how to get that."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import beside

OTHERS = [each for each in beside.CONTENDERS if not each.name.startswith("removerbot")]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no other program were installed."""
    monkeypatch.setattr(beside, "find_spec", lambda _: None)


@pytest.mark.parametrize("contender", OTHERS, ids=lambda each: each.name)
def test_what_is_not_installed_says_how_to_install_it(
    contender: beside.Contender, alone: None
) -> None:
    with pytest.raises(beside.MissingError, match="not installed: pip install "):
        contender.load()


def test_weights_that_are_not_here_are_not_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REMOVERBOT_MODEL_DIR", str(tmp_path))
    with pytest.raises(beside.MissingError, match="no weights: removerbot weights vit_b"):
        beside.segment_anything()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_table_of_those_that_are_here_and_a_line_for_each_other(
    alone: None,
    mobile_files: tuple[Path, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "figures.json"
    monkeypatch.setattr(sys, "argv", ["beside.py", "--short", "--json", str(file)])

    beside.main()

    printed, rows = capsys.readouterr().out, json.loads(file.read_text())
    assert rows[0]["what"] == "removerbot, a point"
    assert rows[0]["things"] == 2
    assert 0.2 < rows[0]["IoU"] <= 1
    for contender in OTHERS:
        assert f"\n{contender.name}: not installed: pip install " in printed
