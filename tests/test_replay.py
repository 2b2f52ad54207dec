"""Steps on an engine that knows where the one thing in the photo is."""

from typing import Any

import numpy as np
import pytest

from removerbot.core.grid import Cell, grid_for
from removerbot.core.types import Candidate, Photo, Point, Prompt, Size
from removerbot.errors import NothingFound
from removerbot.jobs import NOTHING, Step
from removerbot.replay import Replay

SIZE = Size(1200, 1200)
GRID = grid_for(SIZE)  # cells of 100 × 100
PHOTO = Photo("key", b"", SIZE)
CELL = GRID.center(Cell(4, 4))  # 450,450
CORNER = Point(483, 483)


class ThinThing:
    """An engine that finds what begins at 470,470 and reaches to 900,900, and nothing else."""

    def __init__(self) -> None:
        self.asked: list[tuple[Prompt, Candidate | None]] = []

    async def prepare(self, photo: Photo) -> None:
        raise NotImplementedError

    async def segment(
        self, photo: Photo, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        self.asked.append((prompt, previous))
        logits: Any = np.full((256, 256), -10, np.float32)
        if all(470 <= x < 900 and 470 <= y < 900 for x, y in prompt.keep):
            logits[100:192, 100:192] = 10
        return [Candidate(logits, (256, 256), 0.9, token) for token in range(4)]


async def test_a_cell_whose_middle_misses_the_thing_finds_it_at_a_corner() -> None:
    step = await Replay(ThinThing()).first_step(PHOTO, Prompt([CELL]), GRID)
    assert step == Step(Prompt([CELL]), via=Prompt([CORNER]))


async def test_a_pixel_that_misses_the_thing_is_taken_at_its_word() -> None:
    engine = ThinThing()
    with pytest.raises(NothingFound):  # what is found beside it does not cover it
        await Replay(engine).first_step(PHOTO, Prompt([(451, 450)]), GRID)
    assert len(engine.asked) == 5


async def test_what_was_found_is_not_decoded_again() -> None:
    engine = ThinThing()
    replay = Replay(engine)
    step = await replay.first_step(PHOTO, Prompt([CELL]), GRID)
    assert len(engine.asked) == 5
    assert (await replay.shown(PHOTO, (step,))).candidate.logits.max() == 10
    assert len(engine.asked) == 5


async def test_the_place_is_kept_when_memory_is_lost_and_when_more_points_follow() -> None:
    replay = Replay(ThinThing())
    first = await replay.first_step(PHOTO, Prompt([CELL]), GRID)
    engine = ThinThing()
    more = Prompt([CELL, (800, 800)], drop=[(10, 10)])
    steps = (first, await replay.next_step(PHOTO, (first,), more))
    shown = await Replay(engine).shown(PHOTO, steps)
    assert shown.candidate.logits.max() == 10
    (one, nothing), (two, previous) = engine.asked
    assert (one, nothing) == (Prompt([CORNER]), None)
    assert two == Prompt([CORNER, (800, 800)], [(10, 10)])
    assert previous is not None


async def test_without_a_better_place_later_points_are_asked_as_they_are() -> None:
    prompt = Prompt([(500, 500), (800, 800)])
    step = await Replay(ThinThing()).next_step(PHOTO, (Step(Prompt([(500, 500)])),), prompt)
    assert step == Step(prompt)


class PartThenWhole(ThinThing):
    """An engine that finds the left half of the thing, or by its token 2 the whole; it keeps
    to the mask it is fed, whatever points there are."""

    async def segment(
        self, photo: Photo, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        self.asked.append((prompt, previous))
        logits: Any = np.full((2, 256, 256), -10, np.float32)
        logits[0, 60:120, 60:90] = 10
        logits[1, 60:120, 60:120] = 10
        if previous is not None:
            return [Candidate(previous.logits, (256, 256), 0.9, token) for token in range(4)]
        return [
            Candidate(logits[int(token == 2)], (256, 256), score, token)
            for token, score in enumerate((0.1, 0.9, 0.5, 0.9))
        ]


async def test_the_second_point_leaves_a_mask_that_holds_it_back() -> None:
    replay, engine = Replay(PartThenWhole()), PartThenWhole()
    point, missing = (350, 420), (490, 420)
    first = Step(Prompt([point]), token=1)
    step = await replay.next_step(PHOTO, (first,), Prompt([point, missing]))
    assert step.fed in {2, NOTHING}
    shown = await Replay(engine).shown(PHOTO, (first, step))  # found again by what is kept
    assert (shown.candidate.logits > 0).sum() == 60 * 60


async def test_after_the_second_step_the_mask_shown_is_gone_on_from() -> None:
    engine = ThinThing()
    prompt = Prompt([(500, 500)])
    before = (Step(prompt), Step(Prompt([(500, 500), (800, 800)])))
    more = Prompt([(500, 500), (800, 800), (700, 700)])
    assert await Replay(engine).next_step(PHOTO, before, more) == Step(more)
    assert not engine.asked
