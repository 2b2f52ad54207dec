"""The same photos and prompts give the same pixels as when they were recorded.

On the kind of machine that recorded them they are the same to the last bit, elsewhere within
the tolerances of a signature. `python -m tests.golden.record` records them anew.
"""

import asyncio
from collections.abc import Sequence

import numpy as np
import pytest

from tests.golden import runs
from tests.golden.drivers import Model
from tests.golden.pictures import Json, differences, machine, of_outlines, of_pixels
from tests.golden.record import recorded
from tests.golden.runs import Results

pytestmark = pytest.mark.slow

RECORDED = recorded()
THEN: Results = RECORDED["cases"]
EXACTLY = machine() == RECORDED["machine"]


@pytest.fixture(scope="module")
def by_library(model: Model) -> Results:
    return runs.library(model)


@pytest.fixture(scope="module")
def by_bot(model: Model) -> Results:
    return asyncio.run(runs.bot(model))


def names(*groups: str) -> list[str]:
    """Of the recorded cases of these groups."""
    return [name for name in THEN if name.partition("/")[0] in groups]


def check(now: Results, name: str) -> None:
    """A case is as it was recorded."""
    if name not in now:
        why = [
            now[key]["failed"]
            for key in now
            if key.endswith(" failed") and name.startswith(key.removesuffix(" failed"))
        ]
        pytest.fail("\n".join([f"{name} gave nothing", *why]))
    assert not differences(now[name], THEN[name], exactly=EXACTLY)


def test_the_photos_are_drawn_as_they_were() -> None:
    now = runs.photos()
    assert now.keys() == set(names("photos"))
    for name, about in now.items():
        assert not differences(about, THEN[name], exactly=EXACTLY), name


@pytest.mark.parametrize("name", names("library"))
def test_the_library_cuts_the_same(by_library: Results, name: str) -> None:
    check(by_library, name)


@pytest.mark.parametrize("name", names("chat", "page", "api"))
def test_the_bot_sends_the_same(by_bot: Results, name: str) -> None:
    check(by_bot, name)


def test_every_case_is_recorded(by_library: Results, by_bot: Results) -> None:
    new = (by_library.keys() | by_bot.keys()) - THEN.keys()
    assert not {name for name in new if not name.endswith(" failed")}


def ball(x: float = 100, y: float = 80, radius: float = 50) -> Json:
    """What is recorded of a red disc on a clear ground."""
    rows, columns = np.mgrid[:160, :200]
    rgba = np.zeros((160, 200, 4), np.uint8)
    rgba[np.hypot(columns - x, rows - y) < radius] = (200, 40, 30, 255)
    return of_pixels(rgba, 0.9)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (ball(x=106), ["small pictures"]),
        (ball(radius=51), ["area"]),
        (ball() | {"score": 0.85}, ["score"]),
        (ball() | {"size": [200, 161]}, ["size"]),
        (ball() | {"profile": "0123"}, ["profile"]),
    ],
)
def test_what_differs_is_told_on_any_machine(now: Json, says: Sequence[str]) -> None:
    for exactly in (True, False):
        found = differences(now, ball(), exactly=exactly)
        assert found
        assert exactly or all(any(each in line for line in found) for each in says)


def test_one_shade_of_one_pixel_is_told_on_the_same_machine_only() -> None:
    rgba = np.full((16, 16, 4), 200, np.uint8)
    then = of_pixels(rgba)
    rgba[3, 4, 1] += 1
    assert differences(of_pixels(rgba), then, exactly=True)
    assert not differences(of_pixels(rgba), then, exactly=False)


def test_outlines_that_differ_are_told() -> None:
    def answer(left: int, **more: object) -> Json:
        path = f"M{left} 400l1200 0 0 1200 -1200 0z"
        return {"outlines": [{"token": 1, "path": path, "score": 0.9} | more], "shown": 0}

    then = of_outlines(answer(400), (200, 160))
    assert then["area"] == pytest.approx(1200**2 / 4096**2 * 200 / 160, rel=0.05)
    assert not differences(of_outlines(answer(400), (200, 160)), then, exactly=True)
    for other in (answer(401), answer(400, token=2), {"outlines": [], "shown": 0}):
        assert differences(of_outlines(other, (200, 160)), then, exactly=True)
    assert differences(of_outlines(answer(600), (200, 160)), then, exactly=False)
    assert differences(
        of_outlines({"outlines": [], "shown": 0}, (200, 160)), then, exactly=False
    )
