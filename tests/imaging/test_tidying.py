"""Masks without crumbs and false holes, with every point on its side.

They are drawn: 256 × 170.5 elements over 640 × 427 pixels, 2.5 pixels an element.
"""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from removerbot.imaging.cutout import upsample
from removerbot.imaging.tidying import cleaned, tidied
from removerbot.imaging.types import RGB, Candidate, LabelledPoint, Point, Prompt, Size, mask_of

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


def test_points_of_both_kinds_next_to_each_other_keep_their_sides() -> None:
    prompt = Prompt([point(80, 80), point(104, 100)], [point(101, 100)])
    found = upsample(tidied(mask_of_boxes(BODY), [], prompt, PHOTO), PHOTO) > 0
    assert all(found[y, x] for x, y in prompt.keep)
    assert not any(found[y, x] for x, y in prompt.drop)


# Holes: an object on a ground, with holes in the mask where the photo shows one or the other.

BROWN, GREEN = (150, 90, 50), (60, 140, 80)


def scene(*things: tuple[tuple[int, int, int], NDArray[np.uint8]]) -> RGB:
    """A textured green ground with things in their colors, given as masks of elements."""
    rgb = np.full((427, 640, 3), GREEN, np.float32)
    for color, elements in things:
        seen = cv2.resize(elements[:170], (640, 427), interpolation=cv2.INTER_LINEAR)
        rgb[seen > 127] = color
    texture = np.random.default_rng(0).normal(0, 12, (427, 640, 1))
    return np.clip(rgb + texture, 0, 255).astype(np.uint8)


def drawn(mask: NDArray[np.uint8], holes: NDArray[np.uint8], depth: float) -> Candidate:
    """A mask with holes at which the logits are `depth` below 0."""
    logits = np.where(mask > 0, np.float32(8), np.float32(-8))
    return Candidate(np.where(holes > 0, np.float32(-depth), logits), (256, 170.5), 0.9, 1)


def discs(*centers: tuple[int, int], radius: int) -> NDArray[np.uint8]:
    found = np.zeros((256, 256), np.uint8)
    for center in centers:
        cv2.circle(found, center, radius, (255,), cv2.FILLED)
    return found


@pytest.mark.parametrize("depth", [0.5, 8.0])
def test_a_handle_stays_open_however_sure_the_model_is(depth: float) -> None:
    mug = discs((110, 85), radius=60) | discs((178, 85), radius=24)
    hole = discs((182, 85), radius=5)
    photo = scene((BROWN, mug), (GREEN, discs((182, 85), radius=7)))
    found = cleaned(drawn(mug, hole, depth), photo)
    assert not side(found, 182, 85)
    assert side(found, 110, 85)


@pytest.mark.parametrize("depth", [0.5, 8.0])
def test_what_is_missing_of_the_object_is_filled(depth: float) -> None:
    mug = discs((110, 85), radius=60)
    speckle = discs(*((90 + 9 * n, 60 + 17 * (n % 4)) for n in range(6)), radius=2)
    found = cleaned(drawn(mug, speckle, depth), scene((BROWN, mug)))
    assert (mask_of(found) == (mug[:170] > 0)).all()


@pytest.mark.parametrize("depth", [0.5, 8.0])
def test_between_spokes_a_wheel_stays_open(depth: float) -> None:
    wheel, gaps = discs((120, 85), radius=70), np.zeros((256, 256), np.uint8)
    for angle in range(0, 360, 15):
        x, y = 120 + 55 * np.cos(np.radians(angle)), 85 + 55 * np.sin(np.radians(angle))
        cv2.circle(gaps, (round(x), round(y)), 4, (255,), cv2.FILLED)
    found = cleaned(drawn(wheel, gaps, depth), scene((BROWN, wheel), (GREEN, gaps)))
    assert not (mask_of(found) & (gaps[:170] > 0)).any()


def test_where_colors_tell_nothing_the_model_decides() -> None:
    mug, hole = discs((110, 85), radius=60), discs((110, 85), radius=4)
    photo = scene((GREEN, mug))
    assert side(cleaned(drawn(mug, hole, 0.5), photo), 110, 85)
    assert not side(cleaned(drawn(mug, hole, 8.0), photo), 110, 85)


def test_a_hole_that_somebody_pointed_at_is_as_they_say() -> None:
    mug, hole = discs((110, 85), radius=60), discs((110, 85), radius=4)
    missing, open_ = scene((BROWN, mug)), scene((BROWN, mug), (GREEN, hole))
    there = point(110, 85)
    dropped = cleaned(drawn(mug, hole, 0.5), missing, [LabelledPoint(there, False)])
    assert not side(dropped, 110, 85)
    kept = cleaned(drawn(mug, hole, 8.0), open_, [LabelledPoint(there, True)])
    assert side(kept, 110, 85)


def test_large_holes_and_pieces_stay() -> None:
    ring = discs((110, 85), radius=60)
    hole = discs((110, 85), radius=20)
    found = cleaned(drawn(ring, hole, 0.5), scene((BROWN, ring)))
    assert not side(found, 110, 85)
