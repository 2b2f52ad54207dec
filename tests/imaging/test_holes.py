"""Holes in masks: objects on a ground, with holes where the photo shows one or the other."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from removerbot.imaging.cutout import cut_out
from removerbot.imaging.holes import cleaned
from removerbot.imaging.tidying import tidied
from removerbot.imaging.types import (
    RGB,
    Candidate,
    LabelledPoint,
    Pixels,
    Point,
    Prompt,
    Size,
    mask_of,
)

PHOTO = Size(640, 427)  # 256 × 170.5 elements, 2.5 pixels an element


def side(found: Candidate, column: int, row: int) -> bool:
    return bool(found.logits[row, column] > 0)


def point(column: int, row: int) -> Point:
    """The pixel in the middle of an element."""
    return Point(round((column + 0.5) * 2.5), round((row + 0.5) * 2.5))


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


def test_a_point_to_keep_beside_the_object_does_not_make_it_all_of_the_photo() -> None:
    mug = discs((110, 85), radius=60)
    found = cleaned(
        drawn(mug, np.zeros_like(mug), 8.0),
        scene((BROWN, mug)),
        [LabelledPoint(point(110, 20), True)],
    )
    assert not side(found, 10, 10)


def test_large_holes_and_pieces_stay() -> None:
    ring = discs((110, 85), radius=60)
    hole = discs((110, 85), radius=20)
    found = cleaned(drawn(ring, hole, 0.5), scene((BROWN, ring)))
    assert not side(found, 110, 85)


@pytest.mark.parametrize("radius", [6, 10, 14, 18])
def test_a_point_to_drop_opens_a_hole_and_nothing_else(radius: int) -> None:
    mug = discs((110, 85), radius=60) | discs((186, 85), radius=26)
    hole = discs((192, 85), radius=radius)
    photo = Pixels(scene((BROWN, mug), (GREEN, hole)))
    filled = drawn(mug, np.zeros_like(hole), 8.0)
    prompt = Prompt([point(110, 85)], [point(192, 85)])
    before = cut_out(photo, filled, 1.0).alpha > 127
    shown = tidied(filled, [filled], prompt, PHOTO)
    after = cut_out(photo, shown, 1.0, points=prompt.labelled).alpha > 127
    opened = cv2.resize(hole[:170], PHOTO) > 127
    assert after[opened].mean() < 0.05
    around = cv2.resize(discs((192, 85), radius=radius + 2)[:170], PHOTO) > 127
    assert (before == after)[~around].mean() > 0.999


def test_a_point_to_drop_on_the_object_itself_takes_no_more_than_a_spot() -> None:
    mug = discs((110, 85), radius=60)
    filled = drawn(mug, np.zeros_like(mug), 8.0)
    prompt = Prompt([point(90, 85)], [point(130, 85)])
    shown = tidied(filled, [filled], prompt, PHOTO)
    found = cleaned(shown, scene((BROWN, mug)), prompt.labelled)
    assert not side(found, 130, 85)
    assert mask_of(found).sum() > 0.97 * np.count_nonzero(mug[:170])
