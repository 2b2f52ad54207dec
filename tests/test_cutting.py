"""`removerbot cut` and `preview` with a stand-in for the model: names, errors, many photos."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from removerbot import cli
from removerbot.api import Cutter
from removerbot.process import logs
from tests.fakes import FakeSegmenter, Guessing


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No model is loaded, and the folder is an empty one."""
    cutter = Cutter(FakeSegmenter(), 1_000_000)
    monkeypatch.setattr(Cutter, "load", lambda _settings: cutter)
    monkeypatch.setattr(logs, "set_up_logging", lambda *_: None)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_settings: object) -> Cutter:
        raise AssertionError("the model is loaded")

    monkeypatch.setattr(Cutter, "load", load)


def photo(name: str) -> Path:
    lawn = np.random.default_rng(3).integers(70, 110, (300, 400, 3), np.uint8)
    Image.fromarray(lawn).save(name)
    return Path(name)


def kind_of(path: str) -> str | None:
    with Image.open(path) as image:
        return image.format


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["missing.jpg", "C4", "-o", "x.png"], 1, "missing.jpg: there is no such file"),
        (["broken.jpg", "C4", "-o", "x.png"], 1, "no image"),
        (["a.jpg", "hello", "-o", "x.png"], 1, "no point can be read"),
        (["a.jpg", "Z99"], 1, "outside the photo"),
        (["a.jpg", "-A1"], 1, "every place is taken away"),
        (["a.jpg", "-64,36"], 1, "every place is taken away"),
        (["a.jpg", "C4", "-o", "nowhere/x.png"], 1, "nowhere: there is no such file or folder"),
        (["a.jpg", "C4", "-o", "x.gif"], 2, "x.gif does not end in .png"),
        (["a.jpg", "C4", "-o", "x.png", "--format", "jpg"], 2, "does not go with x.png"),
        (["a.jpg", "b.jpg", "C4", "-o", "x.png"], 2, "x.png is a single file"),
        (["--watch", ".", "-o", "x.png"], 2, "x.png is a single file"),
        (["a.jpg", "C4", "--edge", "sharp"], 2, "edge must be one of"),
        ([], 2, "name photos"),
        (["--watch", "nowhere"], 2, "no such folder"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_before_the_model_is_loaded(
    words: list[str], status: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    photo("a.jpg")
    Path("broken.jpg").write_text("no")
    assert cli.main(["cut", *words]) == status
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert "Errno" not in said


@pytest.mark.usefixtures("no_model")
def test_a_folder_that_may_not_be_written_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photo("a.jpg")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert cli.main(["cut", "a.jpg", "C4", "-o", "x.png"]) == 1
    assert "may not be read or written; choose another place" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "file", "kind"),
    [
        (["C4"], "a-cutout.png", "PNG"),
        ([], "a-cutout.png", "PNG"),
        (["--format", "webp"], "a-cutout.webp", "WEBP"),
        (["C4", "-o", "x.jpeg"], "x.jpeg", "JPEG"),
        (
            ["C4 -A1", "-o", "x.webp", "--format", "webp-lossless", "--grow", "-1"],
            "x.webp",
            "WEBP",
        ),
        (["C4", "-o", "folder"], "folder/a-cutout.png", "PNG"),
    ],
)
def test_a_cutout_has_the_name_and_format_that_are_asked_for(
    words: list[str], file: str, kind: str
) -> None:
    photo("a.jpg")
    assert cli.main(["cut", "a.jpg", *words]) == 0
    assert kind_of(file) == kind


def test_what_was_cut_is_said_in_words_and_a_guess_is_called_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    photo("a.jpg")
    assert cli.main(["cut", "a.jpg", "200,150"]) == 0
    assert "%" not in capsys.readouterr().out
    cutter = Cutter(Guessing(), 1_000_000)
    monkeypatch.setattr(Cutter, "load", lambda _settings: cutter)
    assert cli.main(["cut", "a.jpg", "200,150"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("a-cutout.png: this is a guess")
    assert "%" not in said


def test_many_photos_are_cut_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.jpg", "a.png", "b.jpg"):
        photo(name)
    Path("c.jpg").write_text("no")
    assert cli.main(["cut", "a.jpg", "a.png", "b.jpg", "c.jpg", "--auto", "-o", "out"]) == 1
    said = capsys.readouterr()
    assert {path.name for path in Path("out").iterdir()} == {
        "a-jpg-cutout.png",
        "a-png-cutout.png",
        "b-cutout.png",
    }
    assert said.out.endswith("3 cut out, 1 not\n")
    assert "c.jpg: this is no image" in said.err
    Path("c.jpg").unlink()
    assert cli.main(["cut", "*.jpg", "50%,50%"]) == 0
    assert Path("b-cutout.png").exists()
    assert capsys.readouterr().out.endswith("2 cut out\n")


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["C4", "D5", "-A1"], "C4 D5 -A1"),
        (["C4", "+", "F2"], "C4 + F2"),
        (["B2:F7", "-640,360"], "B2:F7 -640,360"),
        (["50%,40%", "C4, please"], "50%,40% C4, please"),
    ],
)
def test_places_need_no_quotes(
    words: list[str], same: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Witness(Cutter):
        def cut(self, photo: Any, prompt: Any = None, *others: Any) -> Any:
            asked.append(prompt)
            return super().cut(photo, "C4", *others)

    asked: list[str] = []
    monkeypatch.setattr(Cutter, "load", lambda _settings: Witness(FakeSegmenter(), 1000))
    Image.new("RGB", (1200, 800), "green").save("a.jpg")
    assert cli.main(["cut", "a.jpg", *words, "-o", "x.png"]) == 0
    assert Path("x.png").is_file()
    assert asked == [same]


def test_photos_and_places_may_stand_between_options(
    capsys: pytest.CaptureFixture[str],
) -> None:
    photo("a.jpg")
    photo("b.jpg")
    assert (
        cli.main(["cut", "a.jpg", "--edge", "hard", "b.jpg", "C4", "--grow", "-1", "D5"]) == 0
    )
    assert capsys.readouterr().out.splitlines()[-1] == "2 cut out"
    for words in (
        ["cut", "a.jpg", "--nope", "C4"],
        ["preview", "a.jpg", "b.jpg", "-o", "g.jpg"],
    ):
        with pytest.raises(SystemExit):
            cli.main(words)
        assert "unrecognized arguments" in capsys.readouterr().err


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_closed_stream_is_no_error(closed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    photo("a.jpg")
    photo("b.jpg")
    monkeypatch.setattr(sys, closed, None)
    assert cli.main(["cut", "a.jpg", "C4", "-o", "x.png"]) == 0
    assert cli.main(["cut", "a.jpg", "b.jpg", "missing.jpg", "C4", "-o", "out"]) == 1
    assert kind_of("out/b-cutout.png") == "PNG"


def test_ctrl_c_while_a_command_is_imported_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "import_module", interrupted)
    assert cli.main(["cut", "a.jpg"]) == 130


def test_a_photo_without_an_ending_that_is_missing_is_no_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    photo("a.jpg")
    assert cli.main(["cut", "a.jpg", "photo", "C4"]) == 1
    assert "photo: there is no such file" in capsys.readouterr().err


def test_no_cutout_takes_the_place_of_another() -> None:
    for folder in ("x", "y", "z"):
        Path(folder).mkdir()
        photo(f"{folder}/p.jpg")
    photo("p-jpg.png")
    assert cli.main(["cut", "x/p.jpg", "y/p.jpg", "z/p.jpg", "x/p.jpg", "C4", "-o", "out"]) == 0
    assert {path.name for path in Path("out").iterdir()} == {
        "p-jpg-cutout.png",
        "p-jpg-2-cutout.png",
        "p-jpg-3-cutout.png",
    }


def test_a_photo_can_come_through_a_pipe() -> None:
    data = photo("a.png").read_bytes()
    os.mkfifo("pipe")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(Path("pipe").write_bytes, data)
        assert cli.main(["cut", "pipe", "C4", "-o", "x.png"]) == 0
    assert kind_of("x.png") == "PNG"


def test_photos_that_come_into_a_watched_folder_are_cut_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in").mkdir()
    photo("in/early.jpg")
    Path("in/none.jpg").write_text("no")
    looks = 0

    def sleep(_seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 2:
            photo("in/late.jpg")
            photo("in/early.png")
        if looks == 6:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    assert cli.main(["cut", "--watch", "in", "C4"]) == 130
    said = capsys.readouterr()
    assert [line.split(":")[0] for line in said.out.splitlines()] == [
        "in/early-cutout.png",
        "in/early-png-cutout.png",
        "in/late-cutout.png",
    ]
    assert said.err.count("none.jpg: this is no image") == 1


@pytest.mark.parametrize(
    ("name", "kind"), [("g.jpg", "JPEG"), ("g.png", "PNG"), ("g.webp", "WEBP")]
)
def test_the_name_of_a_preview_says_its_format(name: str, kind: str) -> None:
    photo("a.jpg")
    assert cli.main(["preview", "a.jpg", "-o", name]) == 0
    assert kind_of(name) == kind
    assert cli.main(["preview", "a.jpg", "-o", "g.gif"]) == 2


def test_a_missing_part_of_a_photo_is_mentioned(capsys: pytest.CaptureFixture[str]) -> None:
    path = photo("a.jpg")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])
    assert cli.main(["cut", "a.jpg", "200,100"]) == 0
    assert "a part of the photo is missing" in capsys.readouterr().out


def test_the_help_names_defaults_and_exit_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    def helped(*words: str) -> str:
        with pytest.raises(SystemExit):
            cli.main([*words, "--help"])
        return " ".join(capsys.readouterr().out.split())

    assert "0 done; 1 something could not be done" in helped()
    text: Any = helped("cut")
    for default in ("default soft", "default 0", "default 5", "default none", "default: png"):
        assert default in text
