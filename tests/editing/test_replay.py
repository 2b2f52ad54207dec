"""Steps on an engine that knows where the one thing in the photo is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from removerbot.editing.replay import Replay
from removerbot.errors import NothingFound
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Candidate, DecodeRequest, Photo, Point, Prompt, Size
from removerbot.revisions import Click

SIZE = Size(1200, 1200)
GRID = grid_for(SIZE)  # cells of 100 × 100
PHOTO = Photo("key", b"", SIZE)
CELL = GRID.center(Cell(4, 4))  # 450,450
CORNER = Point(483, 483)


class ThinThing:
    """An engine that finds what begins at 470,470 and reaches to 900,900, and nothing else."""

    def __init__(self) -> None:
        self.asked: list[DecodeRequest] = []

    async def prepare(self, photo: Photo) -> None:
        raise NotImplementedError

    async def decode(
        self, photo: Photo, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        self.asked += requests
        return [self.answer(*each) for each in requests]

    def answer(self, prompt: Prompt, mask_input: Candidate | None) -> list[Candidate]:
        logits: Any = np.full((256, 256), -10, np.float32)
        if all(470 <= x < 900 and 470 <= y < 900 for x, y in prompt.keep):
            logits[100:192, 100:192] = 10
        return [Candidate(logits, (256, 256), 3, token) for token in range(4)]


async def test_a_cell_whose_middle_misses_the_thing_finds_it_at_a_corner() -> None:
    step = await Replay(ThinThing()).first_step(PHOTO, Prompt([CELL]), GRID)
    assert step == Click(Prompt([CELL]), decoded_as=Prompt([CORNER]))


async def test_a_pixel_that_misses_the_thing_is_taken_at_its_word() -> None:
    engine = ThinThing()
    with pytest.raises(NothingFound):
        await Replay(engine).first_step(PHOTO, Prompt([(451, 450)]), GRID)
    assert len(engine.asked) == 1


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
    more = Prompt([CELL, (800, 800)], drop=[(10, 10)])
    steps = (first, await replay.next_step(PHOTO, (first,), more))
    engine = ThinThing()
    shown = await Replay(engine).shown(PHOTO, steps)
    assert shown.candidate.logits.max() == 10
    (one, nothing), (two, _) = engine.asked
    assert (one, nothing) == (Prompt([CORNER]), None)
    assert (two.keep, two.drop) == ((CORNER, (800, 800)), ((10, 10),))


class Halves(ThinThing):
    """An engine that gives back the mask that it is fed, whatever points there are. Without
    one it finds the thing's left half, and with a box all of it; of many points it makes
    nothing by itself."""

    def answer(self, prompt: Prompt, mask_input: Candidate | None) -> list[Candidate]:
        logits: Any = np.full((256, 256), -10, np.float32)
        if len(prompt.keep) == 1:
            logits[60:120, 60:90] = 10
        if prompt.box is not None:
            logits[60:120, 60:120] = 10
        elif mask_input is not None:
            logits = mask_input.logits
        return [Candidate(logits, (256, 256), 3, token) for token in range(4)]


async def test_further_points_are_asked_in_the_way_that_explains_them() -> None:
    replay, engine = Replay(Halves()), Halves()
    point, missing = (400, 420), (490, 420)
    first = Click(Prompt([point]), mask_index=1)
    step = await replay.next_step(PHOTO, (first,), Prompt([point, missing]))
    assert step.prompt == Prompt([point, missing])
    assert step.effective_prompt.box is not None
    assert not step.without_mask_input
    shown = await Replay(engine).shown(PHOTO, (first, step))  # found again by what is kept
    assert (shown.candidate.logits > 0).sum() == 60 * 60
    assert [fed is None for _, fed in engine.asked] == [True, False]


async def test_many_steps_are_found_again_one_by_one() -> None:
    points = [(300 + 20 * n, 400) for n in range(12)]
    steps = tuple(Click(Prompt(points[: n + 1]), mask_index=1) for n in range(12))
    engine = Halves()
    await Replay(engine).shown(PHOTO, steps)
    assert [len(prompt.keep) for prompt, _ in engine.asked] == list(range(1, 13))


class Doubtful(Halves):
    """An engine that is sure of nothing but of what it is asked about with a box."""

    def answer(self, prompt: Prompt, mask_input: Candidate | None) -> list[Candidate]:
        score = -2 if prompt.box is None else 1
        found = super().answer(prompt, mask_input)
        return [replace(each, score=score) for each in found]


async def test_a_doubtful_answer_is_looked_at_twice_and_found_again() -> None:
    engine = Doubtful()
    replay = Replay(engine)
    step = await replay.first_step(PHOTO, Prompt([(350, 420)]), GRID)
    assert len(engine.asked) == 4
    shown = await replay.shown(PHOTO, (step,))
    assert (shown.candidate.logits > 0).sum() == 60 * 60
    assert shown.candidate.mask_index > 3
    assert len(engine.asked) == 4
    kept = replace(step, mask_index=shown.candidate.mask_index)
    again = await Replay(Doubtful()).shown(PHOTO, (kept,))
    assert again.candidate.mask_index == shown.candidate.mask_index
    assert (again.candidate.logits > 0).sum() == 60 * 60
