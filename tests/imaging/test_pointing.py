"""What somebody pointed at is in the cutout, or not, whatever the colors say."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from removerbot.imaging.cutout import cut_out
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import Options
from removerbot.imaging.pointing import with_points_right
from removerbot.imaging.tidying import tidied
from removerbot.imaging.types import RGB, Candidate, LabelledPoint, Pixels, Point, Prompt, Size

SIZE = Size(320, 240)


def drawn(seed: int) -> tuple[RGB, list[Candidate]]:
    """A photo of discs on a ground, and masks that follow some of them, roughly."""
    rng = np.random.default_rng(seed)
    rgb = np.full((240, 320, 3), rng.integers(40, 200, 3), np.uint8)
    masks: list[Candidate] = []
    for _ in range(4):
        x, y = (int(value) for value in rng.integers(60, 200, 2))
        radius = int(rng.integers(10, 70))
        color = [int(value) for value in rng.integers(0, 255, 3)]
        cv2.circle(rgb, (x, y), radius, color, cv2.FILLED, cv2.LINE_AA)
        rows, columns = np.mgrid[:256, :256] * 1.25
        off = rng.uniform(-8, 8, 2)
        inside = radius - np.hypot(columns - x - off[0], rows - y - off[1])
        logits = np.asarray(np.clip(inside, -9, 9), np.float32)
        masks.append(Candidate(logits, (256, 192), 0.9, len(masks)))
    noise = rng.normal(0, 6, rgb.shape)
    return np.clip(rgb + noise, 0, 255).astype(np.uint8), masks


@settings(max_examples=60)
@given(
    st.integers(0, 10**6),
    st.sampled_from([Edge.HARD, Edge.SOFT]),
    st.lists(
        st.tuples(st.integers(0, 319), st.integers(0, 239)), min_size=2, max_size=7, unique=True
    ),
    st.data(),
)
def test_the_cutout_contains_every_point_to_keep_and_none_to_drop(
    seed: int, edge: Edge, points: list[tuple[int, int]], data: st.DataObject
) -> None:
    rgb, masks = drawn(seed)
    count = data.draw(st.integers(1, len(points)))
    prompt = Prompt(points[:count], points[count:])
    shown = tidied(masks[0], masks, prompt, SIZE)
    cutout = cut_out(Pixels(rgb), shown, 1.0, Options(edge=edge), prompt.labelled)
    assert all(cutout.alpha[y, x] > 127 for x, y in prompt.keep)
    assert not any(cutout.alpha[y, x] > 127 for x, y in prompt.drop)


def test_where_all_points_are_right_nothing_changes() -> None:
    alpha = np.zeros((240, 320), np.uint8)
    alpha[50:100, 50:100] = 255
    points = [LabelledPoint(Point(60, 60), True), LabelledPoint(Point(10, 10), False)]
    assert with_points_right(alpha, pytest.fail, points) is alpha


def test_near_a_point_that_matting_has_wrong_the_mask_decides() -> None:
    alpha = np.zeros((240, 320), np.uint8)
    alpha[50:150, 50:150] = 255
    logits = np.where(alpha > 0, np.float32(9), np.float32(-9))
    logits[95:105, 150:160] = 9
    found = with_points_right(alpha, lambda: logits, [LabelledPoint(Point(155, 100), True)])
    assert found[98:103, 153:158].min() > 127
    assert not found[80, 155]
    far = np.ones_like(alpha, np.bool_)
    far[85:116, 140:171] = False
    assert (found == alpha)[far].all()


def test_points_next_to_each_other_are_each_on_their_side() -> None:
    alpha = np.full((240, 320), 255, np.uint8)
    logits = np.full((240, 320), 9, np.float32)
    points = [LabelledPoint(Point(100, 100), True), LabelledPoint(Point(101, 100), False)]
    found = with_points_right(alpha, lambda: logits, points)
    assert (found[100, 100], found[100, 101]) == (255, 0)
    assert np.count_nonzero(found != 255) == 1


def test_a_pixel_that_is_both_to_keep_and_to_drop_is_kept() -> None:
    alpha = np.zeros((240, 320), np.uint8)
    points = [LabelledPoint(Point(100, 100), is_kept) for is_kept in (True, False)]
    found = with_points_right(alpha, lambda: np.full((240, 320), -9, np.float32), points)
    assert found[100, 100] > 127
