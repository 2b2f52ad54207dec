"""The clicks of `benchmarks/noc.py` are those of the papers."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import noc  # noqa: E402
from dataset import Mask, things  # noqa: E402


def drawn(*boxes: tuple[int, int, int, int]) -> Mask:
    mask = np.zeros((40, 60), np.bool_)
    for left, top, right, bottom in boxes:
        mask[top:bottom, left:right] = True
    return mask


def target(truth: Mask, counts: Mask | None = None) -> noc.Target:
    return noc.Target(b"", truth, np.ones_like(truth) if counts is None else counts)


def test_the_first_click_is_the_middle_of_the_thing_and_no_pixel_is_clicked_twice() -> None:
    thing, clicked = target(drawn((10, 10, 21, 21))), drawn()
    assert noc.next_click(drawn(), thing, clicked) == "15,15"
    assert noc.next_click(drawn(), thing, clicked) != "15,15"


def test_the_larger_error_is_clicked() -> None:
    thing = target(drawn((10, 10, 30, 30)))
    assert noc.next_click(drawn((10, 10, 30, 25), (40, 10, 53, 23)), thing, drawn()) == "-46,16"
    assert noc.next_click(drawn((10, 10, 14, 30)), thing, drawn())[0] != "-"


def test_what_is_open_is_not_clicked() -> None:
    counts = ~drawn((40, 10, 53, 23))
    thing = target(drawn((10, 10, 30, 30)), counts)
    words = noc.next_click(drawn((10, 10, 30, 27), (40, 10, 53, 23)), thing, drawn())
    assert not words.startswith("-")


def test_clicks_are_counted_to_twenty() -> None:
    row = noc.figures("x", [[0.5, 0.86, 0.9] + [0.9] * 17, [0.2] * 20])
    assert (row["NoC@85"], row["NoC@90"], row["NoF@90"]) == (11, 11.5, 0.5)
    assert row["1"] == pytest.approx(0.35)


@pytest.mark.parametrize(("photos", "masks", "open_value"), noc.LAYOUTS)
def test_folders_are_read(tmp_path: Path, photos: str, masks: str, open_value: int) -> None:
    values = np.zeros((40, 60), np.uint8)
    values[10:20], values[20:30] = 128, 255
    for name in (photos, masks):
        (tmp_path / name).mkdir()
    Image.new("RGB", (60, 40)).save(tmp_path / photos / "a.jpg")
    Image.fromarray(values).save(tmp_path / masks / "a.png")
    [found] = noc.targets(tmp_path)
    assert found.truth.sum() == (600 if open_value else 1200)
    assert found.counts.sum() == (1800 if open_value else 2400)


def test_another_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="laid out like none"):
        noc.targets(tmp_path)


@pytest.mark.slow
@pytest.mark.usefixtures("mobile_files")
def test_the_benchmark_counts_clicks(tmp_path: Path) -> None:
    for name in ("img", "gt"):
        (tmp_path / name).mkdir()
    for number, thing in enumerate(things(None)[:2]):
        (tmp_path / f"img/{number}.jpg").write_bytes(thing.photo)
        (tmp_path / f"gt/{number}.png").write_bytes(thing.mask)
    words = ["quality.py", str(tmp_path), "--protocol", "noc", "--models", "mobile", "--json"]
    file = tmp_path / "figures.json"
    command = [sys.executable, str(BENCHMARKS / words[0]), *words[1:], str(file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    [row] = json.loads(file.read_text())
    assert row["what"] == "mobile, 2 things"
    assert 1 <= row["NoC@85"] <= row["NoC@90"] <= 20
