"""Which candidate is chosen: drawn masks in place of a model's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.errors import NothingFound
from removerbot.imaging.types import Box, Candidate, Point, Prompt, Size
from removerbot.segmentation.ranking import (
    Features,
    RankedMask,
    expected_iou,
    features,
    rank,
)
from removerbot.segmentation.segmented import mask_levels, union

SIZE = Size(640, 480)
EXTENT = (256.0, 192.0)
CENTRE = Prompt(keep=[(320, 240)])


def mask(*boxes: Box, token: int = 2, score: float = 0.9, height: float = 9) -> Candidate:
    """A candidate that covers boxes, given in pixels of a photo of `SIZE`."""
    logits = np.full((256, 256), -9, np.float32)
    for left, top, right, bottom in boxes:
        scale = EXTENT[0] / SIZE.width
        x, y = (
            slice(round(a * scale), round(b * scale)) for a, b in ((left, right), (top, bottom))
        )
        logits[y, x] = height
    return Candidate(logits, EXTENT, score, token)


def around(point: tuple[int, int], radius: int) -> Box:
    x, y = point
    return Box(x - radius, y - radius, x + radius, y + radius)


def chosen(candidates: list[Candidate], prompt: Prompt) -> Candidate:
    return rank(candidates, prompt, SIZE)[0].candidate


THING = mask(around((320, 240), 100))


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param(mask(around((320, 240), 100), height=1.9), id="unstable"),
        pytest.param(mask(around((320, 240), 4)), id="tiny"),
        pytest.param(mask(Box(278, 0, 362, 480)), id="cut off at two sides"),
        pytest.param(mask(around((400, 300), 100)), id="pointed at near its edge"),
        pytest.param(
            mask(around((320, 240), 100), token=0, score=1), id="the single-mask output"
        ),
    ],
)
def test_from_one_point_the_likelier_thing_is_chosen(worse: Candidate) -> None:
    for candidates in ([THING, worse], [worse, THING]):
        assert chosen(candidates, CENTRE) is THING


@pytest.mark.parametrize(
    "nothing",
    [
        pytest.param(mask(Box(0, 0, 640, 480)), id="the whole photo"),
        pytest.param(mask(), id="empty"),
        pytest.param(mask(around((320, 240), 100), height=1), id="faint"),
        pytest.param(mask(around((100, 100), 60)), id="elsewhere"),
    ],
)
def test_what_is_no_object_is_left_out(nothing: Candidate) -> None:
    assert [choice.candidate for choice in rank([nothing, THING], CENTRE, SIZE)] == [THING]
    with pytest.raises(NothingFound):
        rank([nothing], CENTRE, SIZE)


def test_a_box_may_hold_a_mask_that_misses_its_middle() -> None:
    corner = mask(around((100, 100), 60))
    assert chosen([corner], Prompt(box=(30, 30, 600, 400))) is corner


def test_a_mask_that_agrees_with_all_points_goes_first() -> None:
    small, large = mask(around((320, 240), 40)), mask(around((320, 240), 120))
    assert chosen([small, large], Prompt(keep=[(320, 240), (420, 240)])) is large
    assert chosen([small, large], Prompt(keep=[(320, 240)], drop=[(420, 240)])) is small


def test_the_features_are_those_of_the_visible_mask() -> None:
    half = mask(Box(0, 0, 320, 480), token=1, score=0.7)
    half.logits[192:] = 9  # padding under the photo
    (found,) = features([half], Prompt(keep=[(160, 240)]), SIZE)
    expected = Features(
        np.log(0.5) ** 2, centred=1, border=0.5, stability=1, confidence=9, agreement=0
    )
    assert found == pytest.approx(expected, abs=0.03)


def test_masks_of_a_small_object_count_if_they_agree() -> None:
    small, same, large = (mask(around((320, 240), radius)) for radius in (10, 10, 200))
    alone, agreed, other = (
        features(masks, CENTRE, SIZE)[0].agreement
        for masks in ([small], [small, same], [small, large])
    )
    assert alone == agreed > 10 * other > 0
    assert features([large, same], CENTRE, SIZE)[0].agreement == 0


def test_a_small_object_that_all_masks_show_is_chosen_before_the_table() -> None:
    disc = [mask(around((320, 240), 12), token=index) for index in (1, 2, 3)]
    table = mask(Box(0, 100, 640, 480), token=7)
    assert chosen([table, *disc], CENTRE) is disc[0]


@pytest.mark.parametrize(("x", "centred"), [(320, 1.0), (270, 0.5), (221, 0.0)])
def test_centredness_falls_from_the_middle_to_the_edge(x: int, centred: float) -> None:
    (found,) = features([THING], Prompt(keep=[(x, 240)]), SIZE)
    assert found.centred == pytest.approx(centred, abs=0.03)


@pytest.mark.parametrize(
    ("cell", "centred"), [(Box(220, 200, 320, 300), 1), (Box(200, 100, 222, 300), 0)]
)
def test_of_a_cell_its_deepest_element_counts(cell: Box, centred: float) -> None:
    (found,) = features([THING], Prompt(keep=[(221, 240)]), SIZE, cell)
    assert found.centred == pytest.approx(centred, abs=0.03)


@given(
    st.floats(0, 1.1),
    st.integers(1, 255),
    st.integers(1, 255),
    st.integers(0, 639),
    st.integers(0, 479),
)
def test_the_expected_iou_lies_between_0_and_1(
    score: float, width: int, height: int, x: int, y: int
) -> None:
    logits = np.full((256, 256), -5, np.float32)
    logits[:height, :width] = 5
    candidate = Candidate(logits, EXTENT, score, 3)
    (found,) = features([candidate], Prompt(keep=[(x, y)]), SIZE)
    assert 0 < expected_iou(found) < 1


def test_the_choice_tells_what_to_expect_of_it() -> None:
    (choice,) = rank([THING], CENTRE, SIZE)
    assert isinstance(choice, RankedMask)
    assert choice.iou == expected_iou(*features([THING], CENTRE, SIZE))


@pytest.mark.parametrize("size", [Size(1, 1), Size(1, 4000), Size(4000, 1)])
def test_photos_of_one_pixel_width_do_not_break_it(size: Size) -> None:
    longest = max(size)
    extent = (max(0.25, 256 * size.width / longest), max(0.25, 256 * size.height / longest))
    logits = np.full((256, 256), -9, np.float32)
    logits[:100, :100] = 9
    candidate = Candidate(logits, extent, 0.9, 2)
    corner = Prompt(keep=[Point(size.width - 1, size.height - 1)], box=Box(0, 0, *size))
    with pytest.raises(NothingFound):
        rank([candidate], corner, size)


# Mask levels: from a part to the whole and back.


def neighbors(masks: list[RankedMask], shown: RankedMask) -> tuple[RankedMask | None, ...]:
    levels = mask_levels(masks, shown)
    assert levels.masks[levels.shown] is shown
    return levels.smaller, levels.larger


def square(side: int, index: int = 1, extent: float = 64) -> RankedMask:
    """A mask of `side` × `side` in the top-left corner; what is beyond `extent` is padding."""
    logits = np.full((64, 64), -8, np.float32)
    logits[:side, :side] = 8
    return RankedMask(Candidate(logits, (extent, extent), 0.9, index), 0.9)


def test_the_next_mask_in_each_direction_is_found_whatever_their_order() -> None:
    small, medium, large = square(10), square(20), square(30)
    masks = [medium, large, small]
    assert neighbors(masks, small) == (None, medium)
    assert neighbors(masks, medium) == (small, large)
    assert neighbors(masks, large) == (medium, None)


def test_masks_that_look_alike_count_once_and_the_shown_one_is_kept() -> None:
    medium, twin, large = square(40), square(40, index=2), square(60)
    assert neighbors([medium, twin, large], twin) == (None, large)
    assert neighbors([medium, twin, large], large) == (medium, None)
    assert neighbors([twin, medium, large], large) == (twin, None)


def test_a_single_mask_has_no_neighbors() -> None:
    only = square(10)
    assert neighbors([only], only) == (None, None)


def test_a_mask_elsewhere_that_is_hardly_smaller_is_neither_smaller_nor_larger() -> None:
    shown, moved, small = square(30), square(30), square(20)
    moved.candidate.logits[:] = np.roll(shown.candidate.logits, 20, axis=1)
    moved.candidate.logits[0, 20] = -8
    assert neighbors([shown, moved, small], shown) == (small, None)
    assert neighbors([moved, shown], moved) == (None, None)


def test_what_lies_in_the_padding_makes_no_difference() -> None:
    whole, beyond = square(32, extent=32), square(64, extent=32)
    assert neighbors([whole, beyond], whole) == (None, None)


# Several masks as one.


def column(at: int, iou: float) -> RankedMask:
    logits = np.full((4, 4), -8, np.float32)
    logits[:, at] = 8
    return RankedMask(Candidate(logits, (4.0, 3.0), 0.9, 2), iou)


def test_a_pixel_of_any_object_belongs_to_the_whole() -> None:
    whole = union([column(0, 0.5), column(3, 0.9), column(0, 0.7)])
    assert (whole.candidate.logits > 0).any(axis=0).tolist() == [True, False, False, True]
    assert whole.candidate.extent == (4.0, 3.0)
    assert round(whole.iou, 6) == 0.7


def test_one_object_is_itself() -> None:
    only = column(1, 0.5)
    assert union([only]) is only
