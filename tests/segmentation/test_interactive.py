"""The algorithm with drawn masks in place of a model's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from removerbot.errors import NothingFound, OutsidePhoto
from removerbot.i18n import prompt_parser
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Box, Candidate, DecodeRequest, Point, Prompt, Size
from removerbot.segmentation.algorithm import Finished, advance, run
from removerbot.segmentation.further_clicks import further_prompt
from removerbot.segmentation.interactive import read_clicks, segment
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.segmented import MaskLevels, Segmented

SIZE = Size(1200, 1200)
PARSER = prompt_parser()
GRID = grid_for(SIZE)  # cells of 100 × 100
CENTER = GRID.center(Cell(4, 4))  # 450,450
CORNER = Point(483, 483)
LEFT, RIGHT = Point(340, 420), Point(490, 420)

UNSTABLE = np.float32(0.19)
"""Makes logits of ±10 too small for the thresholds that a stable mask passes."""

Model = Callable[[DecodeRequest], list[Candidate]]


def masks(*boxes: Box, score: float = 3) -> list[Candidate]:
    """Four equal masks of boxes in elements of 256 × 256."""
    logits: Any = np.full((256, 256), -10, np.float32)
    for left, top, right, bottom in boxes:
        logits[top:bottom, left:right] = 10
    return [Candidate(logits, (256, 256), score, index) for index in range(4)]


def thin(request: DecodeRequest) -> list[Candidate]:
    """Finds an object from 470,470 to 900,900 if all points are on it, and nothing else."""
    is_hit = all(470 <= x < 900 and 470 <= y < 900 for x, y in request.prompt.keep)
    return masks(*[Box(100, 100, 192, 192)] * is_hit)


def halves(request: DecodeRequest) -> list[Candidate]:
    """Finds the left half of an object for one point, and all of it for a box. For several
    points it returns its mask input, and without one nothing."""
    if request.prompt.box:
        return masks(Box(60, 60, 120, 120))
    if request.mask_input:
        return [replace(request.mask_input, mask_index=index) for index in range(4)]
    return masks(*[Box(60, 60, 90, 120)] * (len(request.prompt.keep) == 1))


def forgetful(request: DecodeRequest) -> list[Candidate]:
    """Finds an object for one point, and only half of it for several."""
    is_first = len(request.prompt.labelled) == 1
    return masks(Box(60, 60, 180, 120) if is_first else Box(60, 60, 125, 120))


def doubtful(request: DecodeRequest) -> list[Candidate]:
    """The same, with unstable masks but for a box."""
    factor = 1 if request.prompt.box else UNSTABLE
    return [replace(each, logits=each.logits * factor) for each in halves(request)]


def levels(request: DecodeRequest) -> list[Candidate]:
    """Finds a part, the object and the whole around the first point; the object is stable."""
    x, y = (int(value * 256 / 1200) for value in request.prompt.keep[0])
    radii = (30, 20, 30, 40)
    found = [masks(Box(x - r, y - r, x + r, y + r))[index] for index, r in enumerate(radii)]
    factors = (UNSTABLE, UNSTABLE, np.float32(1), UNSTABLE)
    return [
        replace(each, logits=each.logits * factor)
        for each, factor in zip(found, factors, strict=True)
    ]


def parted(_request: DecodeRequest) -> list[Candidate]:
    """Finds a square with its middle in the cell around 450,450, in which that point is near
    the edge, and a larger one, in which it is not, with its middle in the next cell."""
    part = masks(Box(93, 83, 119, 109))
    whole = masks(Box(80, 64, 144, 128), Box(0, 0, 146, 1))
    return [whole[0], *part[1:3], whole[3]]


@dataclass(frozen=True, slots=True)
class Case:
    """Clicks, and what the algorithm is expected to make of them.

    Attributes:
        model: answers requests.
        requests: what is decoded, batch by batch, see `described`.
        area: elements of the mask of all objects.
        clicks: that come out; `None` for the ones that went in.
    """

    model: Model
    requests: list[list[str]]
    area: int
    stored: tuple[Click, ...] = ()
    new: tuple[Click, ...] = ()
    clicks: tuple[Click, ...] | None = None


def described(request: DecodeRequest) -> str:
    """A request in short."""
    keep = [f"{x},{y}" for x, y in request.prompt.keep]
    drop = [f"-{x},{y}" for x, y in request.prompt.drop]
    box = ["box"] * (request.prompt.box is not None)
    return " ".join([*keep, *drop, *box, *["mask"] * (request.mask_input is not None)])


def three(points: str) -> list[str]:
    """The three ways in which further points are decoded."""
    return [points, f"{points} mask", f"{points} box mask"]


DOT = 13
"""Elements that a point adds to a mask of 30 × 60 where no answer contains it."""

SIDES = 416, 450, 483
AROUND = [f"{x},{y}" for x in SIDES for y in SIDES if (x, y) != CENTER]
NAMED = Box(400, 400, 500, 500)
SNAPPED = Click(Prompt([CENTER]), 1, decoded_as=Prompt([CORNER]), cell=NAMED)
FIRST = Click(Prompt([LEFT]), 2)
MORE = Prompt([LEFT, RIGHT])
BOXED = Prompt([LEFT, RIGHT], box=Box(281, 281, 493, 563))
CORRECTED = Click(MORE, 0, decoded_as=BOXED)

CASES = {
    "a pixel is decoded once": Case(
        thin, [["500,500"]], 92**2, new=(Click(Prompt([(500, 500)])),)
    ),
    "a cell whose center misses the object is found at a corner": Case(
        thin,
        [["450,450"], AROUND],
        92**2,
        new=(Click(Prompt([CENTER])),),
        clicks=(SNAPPED,),
    ),
    "a cell that was found at a corner is decoded there only": Case(
        thin, [["483,483"]], 92**2, stored=(SNAPPED,)
    ),
    "a tap at a cell's center means no cell": Case(
        levels, [["450,450"]], 60**2, stored=(Click(Prompt([CENTER])),)
    ),
    "of a cell, what has its middle in it is likelier": Case(
        parted, [["450,450"]], 26**2, new=(Click(Prompt([CENTER])),)
    ),
    "and so it is when it is stored": Case(
        parted, [["450,450"]], 26**2, stored=(Click(Prompt([CENTER]), cell=NAMED),)
    ),
    "of a pixel, what it is in the middle of is likelier": Case(
        parted, [["450,450"]], 64**2 + 146, stored=(Click(Prompt([CENTER])),)
    ),
    "a doubtful mask is looked at twice": Case(
        doubtful,
        [["340,420"], ["340,420 box mask"] * 3],
        60**2,
        new=(Click(Prompt([LEFT])),),
    ),
    "and again when it is stored": Case(
        doubtful,
        [["340,420"], ["340,420 box mask"] * 3],
        60**2,
        stored=(Click(Prompt([LEFT]), 10),),
    ),
    "several points are not looked at twice": Case(
        lambda request: doubtful(DecodeRequest(Prompt([LEFT]))),
        [["340,420 350,420"]],
        30 * 60,
        new=(Click(Prompt([LEFT, (350, 420)])),),
    ),
    "a further click is decoded in three ways": Case(
        halves,
        [
            ["340,420"],
            three("340,420 490,420"),
        ],
        60**2,
        stored=(FIRST,),
        new=(Click(MORE),),
        clicks=(FIRST, CORRECTED),
    ),
    "a stored further click is decoded in its own way": Case(
        halves,
        [["340,420"], ["340,420 490,420 box mask"]],
        60**2,
        stored=(FIRST, CORRECTED),
    ),
    "a tap goes on from the mask shown in one way": Case(
        halves,
        [["340,420"], ["340,420 490,420 mask"]],
        30 * 60 + DOT,
        stored=(FIRST, Click(MORE, 1)),
    ),
    "a way without the mask shown is stored as such": Case(
        lambda request: (
            masks(Box(60, 60, 90 if len(request.prompt.keep) == 1 else 120, 120))
            if request.mask_input is None
            else masks()
        ),
        [
            ["340,420"],
            three("340,420 490,420"),
        ],
        60**2,
        stored=(FIRST,),
        new=(Click(MORE),),
        clicks=(FIRST, Click(MORE, 0, without_mask_input=True)),
    ),
    "a box of the person's own is the only one": Case(
        lambda request: masks(Box(60, 60, 120, 120)),
        [["box"], ["-600,600 box", "-600,600 box mask"]],
        60**2,
        stored=(Click(Prompt(box=Box(280, 280, 560, 560)), 1),),
        new=(Click(Prompt(drop=[(600, 600)], box=Box(280, 280, 560, 560))),),
    ),
    "the first point stays where it was found best": Case(
        thin,
        [
            ["483,483"],
            three("483,483 800,800 -10,10"),
        ],
        92**2,
        stored=(SNAPPED,),
        new=(Click(Prompt([CENTER, (800, 800)], [(10, 10)])),),
    ),
    "further objects are first clicks of their own": Case(
        levels,
        [["300,300"], ["900,900"]],
        2 * 60**2,
        stored=(Click(Prompt([(300, 300)]), 2),),
        new=(Click(Prompt([(900, 900)]), object_index=1),),
        clicks=(Click(Prompt([(300, 300)]), 2), Click(Prompt([(900, 900)]), 2, None, 1)),
    ),
    "clicks of one message keep the likeliest mask unnamed but for the last": Case(
        levels,
        [["300,300"], ["900,900"]],
        2 * 60**2,
        new=(
            Click(Prompt([(300, 300)])),
            Click(Prompt([(900, 900)]), object_index=1, same_message=True),
        ),
        clicks=(
            Click(Prompt([(300, 300)])),
            Click(Prompt([(900, 900)]), 2, object_index=1, same_message=True),
        ),
    ),
    "the mask that a click names is shown": Case(
        levels, [["300,300"]], 80**2, stored=(Click(Prompt([(300, 300)]), 3),)
    ),
}


def evaluated(
    model: Model, requests: list[list[str]] | None = None, **clicks: Any
) -> Segmented:
    def decode(batch: list[DecodeRequest]) -> list[list[Candidate]]:
        if requests is not None:
            requests.append([described(each) for each in batch])
        return [model(each) for each in batch]

    return run(segment(GRID, **clicks), decode)


def area(segmented: Segmented) -> int:
    return int((segmented.mask.candidate.logits > 0).sum())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_clicks_are_evaluated(case: Case) -> None:
    requests: list[list[str]] = []
    segmented = evaluated(case.model, requests, stored=case.stored, new=case.new)
    assert requests == case.requests
    assert area(segmented) == case.area
    if case.clicks is not None:
        assert segmented.clicks == case.clicks
    clicks = [*case.stored, *case.new]
    assert [each.prompt for each in segmented.clicks] == [each.prompt for each in clicks]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_is_stored_is_evaluated_to_the_same(case: Case) -> None:
    segmented = evaluated(case.model, stored=case.stored, new=case.new)
    again = evaluated(case.model, stored=segmented.clicks)
    assert again.clicks == segmented.clicks
    assert (again.mask.candidate.logits == segmented.mask.candidate.logits).all()
    assert [each.iou for each in again.levels().masks] == [
        each.iou for each in segmented.levels().masks
    ]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_is_evaluated_already_is_not_decoded_again(case: Case) -> None:
    requests: list[list[str]] = []
    known = evaluated(case.model, requests, stored=case.stored)
    segmented = evaluated(case.model, requests, new=case.new, after=known)
    assert evaluated(case.model, requests, after=segmented).clicks == segmented.clicks
    assert requests == case.requests
    assert area(segmented) == case.area


@pytest.mark.parametrize(
    ("clicks", "count"),
    [
        pytest.param({"new": [Click(Prompt([(451, 450)]))]}, 1, id="a pixel"),
        pytest.param({"stored": [Click(Prompt([CENTER]))]}, 1, id="a stored cell"),
        pytest.param({"new": [Click(Prompt([GRID.center(Cell(0, 0))]))]}, 10, id="a cell"),
    ],
)
def test_where_there_is_no_object_nothing_is_found(clicks: Any, count: int) -> None:
    requests: list[list[str]] = []
    with pytest.raises(NothingFound):
        evaluated(thin, requests, **clicks)
    assert sum(map(len, requests)) == count


def test_a_further_point_where_nothing_is_found_changes_nothing_else() -> None:
    clicks: Any = {"stored": [SNAPPED], "new": [Click(Prompt([CENTER, (10, 10)]))]}
    segmented = evaluated(thin, **clicks)
    assert 92**2 < area(segmented) < 93**2
    assert segmented.mask.candidate.logits[2, 2] > 0
    assert segmented.is_unsure
    again = evaluated(thin, stored=segmented.clicks)
    assert (again.mask.candidate.logits == segmented.mask.candidate.logits).all()


def test_a_cell_that_is_taken_away_is_so_where_it_was_found() -> None:
    def apart(request: DecodeRequest) -> list[Candidate]:
        is_first = CORNER in request.prompt.keep
        return masks(Box(73, 73, 133, 133) if is_first else Box(200, 200, 226, 226))

    requests: list[list[str]] = []
    first = evaluated(apart, stored=[SNAPPED])
    instead = Click(Prompt([(1000, 1000)], [CENTER]))
    found = evaluated(apart, requests, new=[instead], after=first)
    assert requests == [three("1000,1000 -483,483")]
    assert area(found) == 26**2
    again = evaluated(apart, stored=found.clicks)
    assert (again.mask.candidate.logits == found.mask.candidate.logits).all()


def test_where_all_answers_to_a_further_point_are_worse_what_is_shown_is_put_right() -> None:
    first, edge = Point(560, 420), Point(830, 300)
    segmented = evaluated(
        forgetful, new=[Click(Prompt([first])), Click(Prompt([first], [edge]))]
    )
    assert 0.97 < area(segmented) / (120 * 60) < 1
    assert segmented.mask.candidate.logits[64, 177] < 0
    assert not segmented.is_unsure
    again = evaluated(forgetful, stored=segmented.clicks)
    assert (again.mask.candidate.logits == segmented.mask.candidate.logits).all()


def test_where_no_mask_contains_the_point_the_best_is_shown_as_a_guess() -> None:
    def beside(request: DecodeRequest) -> list[Candidate]:
        found = masks(Box(100, 100, 150, 150))
        for each in found:
            each.logits[90:160, 90:160] = np.maximum(each.logits[90:160, 90:160], -2)
        return found

    segmented = evaluated(beside, new=[Click(Prompt([(440, 440)]))])
    assert area(segmented) == 70**2
    assert segmented.is_unsure
    elsewhere = evaluated(beside, new=[Click(Prompt([(1100, 1100)]))])
    assert elsewhere.is_unsure
    assert elsewhere.mask.candidate.logits[234, 234] > 0
    assert 50**2 < area(elsewhere) < 52**2


def test_many_clicks_are_evaluated_one_by_one() -> None:
    points = [(300 + 20 * n, 400) for n in range(12)]
    requests: list[list[str]] = []
    stored = [Click(Prompt(points[: n + 1]), 1) for n in range(12)]
    segmented = evaluated(halves, requests, stored=stored)
    assert [len(batch[0].split()) for batch in requests] == [1, *range(3, 14)]
    assert [len(each.mask) for each in segmented.objects[0].previous] == [256] * 11


def test_the_first_of_two_objects_can_be_gone_on_from() -> None:
    stored = [Click(Prompt([LEFT]), 2), Click(Prompt([(900, 900)]), 2, object_index=1)]
    known = evaluated(levels, stored=stored)
    segmented = evaluated(levels, new=[Click(Prompt([LEFT, (345, 420)]))], after=known)
    assert [len(each.clicks) for each in segmented.objects] == [2, 1]
    assert segmented.objects[1] is known.objects[1]


def test_another_mask_is_shown_without_decoding() -> None:
    segmented = evaluated(levels, new=[Click(Prompt([(600, 600)]))])
    found: MaskLevels = segmented.levels()
    assert [mask.candidate.mask_index for mask in found.masks] == [1, 2, 3]
    assert found.shown == 1
    assert found.smaller
    smaller = segmented.with_mask(found.smaller.candidate.mask_index)
    assert area(smaller) == 40**2
    assert smaller.clicks == (replace(segmented.clicks[0], mask_index=1),)
    assert smaller.levels().smaller is None
    assert smaller.levels().larger is found.masks[1]


def test_a_mask_of_a_photo_of_another_shape_is_refused() -> None:
    known = evaluated(levels, new=[Click(Prompt([(600, 600)]))])

    def other(request: DecodeRequest) -> list[Candidate]:
        return [replace(each, extent=(256, 128)) for each in levels(request)]

    with pytest.raises(ValueError, match="another shape"):
        evaluated(other, new=[Click(Prompt([(600, 600), (610, 600)]))], after=known)


def test_steps_can_be_taken_one_by_one() -> None:
    algorithm = segment(GRID, new=[Click(Prompt([CENTER]))])
    requests = [DecodeRequest(Prompt([CENTER]))]
    assert advance(algorithm, None) == requests
    places = [(x, y) for x in SIDES for y in SIDES if (x, y) != CENTER]
    requests = [DecodeRequest(Prompt([each])) for each in places]
    assert advance(algorithm, [masks()]) == requests
    finished = advance(algorithm, [thin(each) for each in requests])
    assert isinstance(finished, Finished)
    assert finished.outcome.clicks == (SNAPPED,)


def test_without_clicks_there_are_no_objects() -> None:
    assert evaluated(thin).objects == ()
    assert evaluated(thin).clicks == ()


def test_words_and_prompts_become_first_clicks() -> None:
    assert read_clicks("E5 + 10,20 -30,40", GRID, PARSER) == [
        Click(Prompt([CENTER])),
        Click(Prompt([(10, 20)], [(30, 40)]), object_index=1),
    ]
    assert read_clicks(MORE, GRID, PARSER) == [Click(MORE)]
    with pytest.raises(OutsidePhoto):
        read_clicks(Prompt([(1200, 0)]), GRID, PARSER)


def test_a_first_click_that_was_not_moved_moves_no_further_points() -> None:
    assert further_prompt(FIRST, MORE) is None
    assert further_prompt(SNAPPED, Prompt([CENTER, LEFT])) == Prompt([CORNER, LEFT])
    assert further_prompt(SNAPPED, Prompt([LEFT], [CENTER])) == Prompt([LEFT], [CORNER])
