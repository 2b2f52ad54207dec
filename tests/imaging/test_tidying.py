"""Masks without crumbs, with every point on its side.

They are drawn: 256 × 170.5 elements over 640 × 427 pixels, 2.5 pixels an element.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.imaging.cutout import upsample
from removerbot.imaging.tidying import tidied
from removerbot.imaging.types import Candidate, Point, Prompt, Size

PHOTO = Size(640, 427)


def mask_of_boxes(*boxes: tuple[int, int, int, int, float]) -> Candidate:
    """Left, top, right and bottom in elements, and the logit inside."""
    logits = np.full((256, 256), -9, np.float32)
    for left, top, right, bottom, logit in boxes:
        logits[top:bottom, left:right] = logit
    return Candidate(logits, (256, 170.5), 0.9, 1)


def side(found: Candidate, column: int, row: int) -> bool:
    return bool(found.logits[row, column] > 0)


def point(column: int, row: int) -> Point:
    """The pixel in the middle of an element."""
    return Point(round((column + 0.5) * 2.5), round((row + 0.5) * 2.5))


BODY = (50, 50, 150, 150, 9.0)
CRUMB, ISLAND, SURE = (10, 10, 14, 14, 9.0), (10, 30, 20, 40, 1.0), (10, 60, 25, 75, 8.0)
HANDLE = (100, 100, 110, 110, -8.0)
ALL = mask_of_boxes(BODY, CRUMB, ISLAND, SURE, HANDLE)
PLACES = {
    "crumb": (12, 12),
    "island": (15, 35),
    "sure island": (15, 65),
    "handle": (105, 105),
}


@pytest.mark.parametrize(
    ("prompt", "inside"),
    [
        (Prompt([point(80, 80)]), {"sure island"}),
        (Prompt([point(80, 80), point(12, 12)]), {"sure island", "crumb"}),
        (Prompt([point(15, 35)]), {"sure island", "island"}),
    ],
)
def test_crumbs_go_and_what_was_clicked_stays(prompt: Prompt, inside: set[str]) -> None:
    found = tidied(ALL, [], prompt, PHOTO)
    assert {name for name, place in PLACES.items() if side(found, *place)} == inside


def test_a_point_is_put_right_as_another_mask_has_it_and_nothing_else_is() -> None:
    shown, other = mask_of_boxes(BODY), mask_of_boxes((140, 60, 200, 90, 9.0), SURE, HANDLE)
    found = tidied(shown, [shown, other], Prompt([point(80, 80), point(190, 70)]), PHOTO)
    assert side(found, 195, 85)
    assert side(found, 80, 80)
    assert not side(found, 15, 65)
    handle = mask_of_boxes(BODY, (100, 100, 110, 110, -8.0), (60, 60, 90, 90, -8.0))
    found = tidied(shown, [shown, handle], Prompt([point(80, 140)], [point(105, 105)]), PHOTO)
    assert not side(found, 102, 108)
    assert side(found, 75, 75)


@given(st.data())
def test_the_mask_contains_every_point_to_keep_and_none_to_drop(data: st.DataObject) -> None:
    pixels = st.tuples(st.integers(2, 637), st.integers(2, 424))
    points = data.draw(st.lists(pixels, min_size=1, max_size=6))
    apart = [
        each
        for index, each in enumerate(points)
        if all(np.hypot(*np.subtract(each, other)) > 40 for other in points[:index])
    ]
    count = data.draw(st.integers(1, len(apart)))
    prompt = Prompt(apart[:count], apart[count:])
    shown = tidied(ALL, [ALL, mask_of_boxes((0, 0, 90, 170, 3.0))], prompt, PHOTO)
    found = upsample(shown, PHOTO) > 0
    assert all(found[y, x] for x, y in prompt.keep)
    assert not any(found[y, x] for x, y in prompt.drop)


def test_a_mask_that_the_photo_cuts_off_goes_on_to_its_edge() -> None:
    faded = mask_of_boxes((100, 100, 256, 170, 9.0))
    faded.logits[169:] = -9
    faded.logits[:, 255:] = -3
    alpha = upsample(tidied(faded, [], Prompt([point(200, 140)]), PHOTO), PHOTO) > 0
    assert alpha[-1, 300:].all()
    assert alpha[300:420, -1].all()


def test_of_two_masks_the_one_with_the_point_in_the_middle_of_its_change_helps() -> None:
    shown = mask_of_boxes(BODY)
    grazing, centred = (
        mask_of_boxes((150, 50, 240, 150, 9.0)),
        mask_of_boxes((150, 90, 170, 110, 9.0)),
    )
    prompt = Prompt([point(80, 80), point(159, 99)])
    for others in ([grazing, centred], [centred, grazing]):
        found = tidied(shown, others, prompt, PHOTO)
        assert side(found, 165, 105)
        assert not side(found, 200, 60)


def test_a_point_at_the_edge_of_a_change_takes_no_more_than_a_dot_along() -> None:
    shown, half = mask_of_boxes(BODY), mask_of_boxes((50, 50, 150, 95, 9.0))
    found = tidied(shown, [half], Prompt([point(80, 80)], [point(148, 120)]), PHOTO)
    assert not side(found, 148, 120)
    assert side(found, 100, 120)


def test_points_of_both_kinds_next_to_each_other_keep_their_sides() -> None:
    prompt = Prompt([point(80, 80), point(104, 100)], [point(101, 100)])
    found = upsample(tidied(mask_of_boxes(BODY), [], prompt, PHOTO), PHOTO) > 0
    assert all(found[y, x] for x, y in prompt.keep)
    assert not any(found[y, x] for x, y in prompt.drop)
