"""What the subject model finds, in SAM's terms."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from numpy.typing import NDArray

from removerbot.imaging.grid import grid_for
from removerbot.imaging.types import (
    Candidate,
    DecodeRequest,
    Prompt,
    Size,
    mask_of,
)
from removerbot.segmentation import subject
from removerbot.segmentation.algorithm import run
from removerbot.segmentation.interactive import segment
from removerbot.segmentation.proposals import main_things, propose
from removerbot.segmentation.revisions import ANY_MASK, Click
from removerbot.segmentation.segmented import Segmented
from removerbot.segmentation.subject import (
    SUBJECT,
    Subject,
    edge_mask,
    subject_masks,
    subject_prompts,
)

SIZE = Size(800, 400)
SHAPE = (512, 512)


def alpha(*boxes: tuple[float, float, float, float]) -> Subject:
    """A subject of boxes: left, top, right and bottom in shares of the photo."""
    drawn = np.zeros(SHAPE, np.float32)
    for left, top, right, bottom in boxes:
        rows = slice(round(top * SHAPE[0]), round(bottom * SHAPE[0]))
        drawn[rows, round(left * SHAPE[1]) : round(right * SHAPE[1])] = 1
    return Subject(drawn)


LEFT, RIGHT = (0.1, 0.2, 0.4, 0.8), (0.6, 0.3, 0.8, 0.7)


def sam(box: tuple[float, float, float, float], index: int = 1) -> Candidate:
    """A mask of SAM for a box in shares of the photo."""
    logits = np.full((256, 256), -8, np.float32)
    left, top, right, bottom = box
    rows = slice(round(top * 128), round(bottom * 128))
    logits[rows, round(left * 256) : round(right * 256)] = 8
    return Candidate(logits, (256, 128), 0.9, index)


def decode(requests: list[DecodeRequest]) -> list[list[Candidate]]:
    """A decoder that sees the left thing and the right one, each a little too small."""
    answers = []
    for prompt, *_ in requests:
        [point] = prompt.keep
        box = (0.1, 0.2, 0.4, 0.76) if point.x < SIZE.width / 2 else (0.6, 0.3, 0.8, 0.66)
        answers.append([sam(box, index) for index in range(4)])
    return answers


def test_subjects_that_lie_apart_have_a_point_each_the_largest_first() -> None:
    first, second = subject_prompts(alpha(RIGHT, LEFT), SIZE)
    assert abs(first.keep[0].x - 200) < 40
    assert abs(first.keep[0].y - 200) < 80
    assert abs(second.keep[0].x - 560) < 40


@pytest.mark.parametrize("drawn", [alpha(), alpha((0.5, 0.5, 0.51, 0.51))])
def test_where_nothing_stands_out_there_is_no_subject(drawn: Subject) -> None:
    assert subject_prompts(drawn, SIZE) == []


def test_crumbs_are_no_subjects_and_a_thin_gap_parts_none() -> None:
    drawn = alpha((0.1, 0.2, 0.3, 0.8), (0.305, 0.2, 0.5, 0.8), (0.8, 0.8, 0.85, 0.85))
    assert len(subject_prompts(drawn, SIZE)) == 1


def test_the_mask_of_a_subject_is_a_candidate_where_it_was_clicked() -> None:
    drawn = alpha(LEFT, RIGHT)
    candidates = [sam((0.1, 0.2, 0.4, 0.76))]
    [mask] = subject_masks(drawn, Prompt([(200, 200)]), candidates, SIZE)
    assert mask.candidate.mask_index == SUBJECT
    assert mask.candidate.extent == candidates[0].extent
    assert mask_of(mask.candidate).shape == (128, 256)
    assert mask_of(mask.candidate).mean() == pytest.approx(0.18, abs=0.01)
    assert mask.iou == pytest.approx(0.93, abs=0.02)
    for other in (Prompt([(20, 20)]), Prompt([(200, 200)], drop=[(20, 20)])):
        assert subject_masks(drawn, other, candidates, SIZE) == []
    both = Prompt([(200, 200), (560, 200)])
    assert subject_masks(drawn, both, candidates, SIZE) == []
    assert subject_masks(drawn, Prompt(box=(80, 80, 320, 320)), candidates, SIZE) == []


def test_a_subject_weighs_all_that_was_computed_of_it() -> None:
    drawn = alpha(LEFT, RIGHT)
    assert drawn.nbytes == drawn.alpha.nbytes
    with_pieces = drawn.alpha.nbytes + sum(piece.nbytes for piece in drawn.pieces)
    assert drawn.nbytes == with_pieces
    masks = [drawn.mask(number, sam(LEFT)) for number in (0, 1, 1)]
    assert drawn.nbytes == with_pieces + 2 * masks[0].logits.nbytes


def test_one_subject_does_not_wait_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_same_time = Barrier(2, timeout=20)

    def pieces(_: NDArray[np.float32]) -> list[NDArray[np.bool_]]:
        at_the_same_time.wait()
        return []

    monkeypatch.setattr(subject, "_pieces", pieces)
    with ThreadPoolExecutor(2) as threads:
        found = threads.map(lambda each: each.pieces, (alpha(LEFT), alpha(RIGHT)))
    assert list(found) == [[], []]


def test_a_point_at_the_last_pixel_is_inside() -> None:
    candidates = [sam((0.5, 0.5, 1, 1))]
    drawn = alpha((0.5, 0.5, 1, 1))
    assert subject_masks(drawn, Prompt([(799, 399)]), candidates, SIZE)


def test_the_subjects_are_proposed_first() -> None:
    found = run(propose(SIZE, alpha(RIGHT)), decode)
    first, *others = found
    assert first.ranked.candidate.mask_index == SUBJECT
    assert first.prompt.keep[0].x > 400
    assert any(other.prompt.keep[0].x < 400 for other in others)
    assert all(other.ranked.candidate.mask_index != SUBJECT for other in others)


def test_the_main_things_are_the_subjects_or_else_the_best_proposal() -> None:
    assert len(run(main_things(SIZE, alpha(LEFT, RIGHT)), decode)) == 2
    best = run(propose(SIZE), decode)[0]
    for drawn in (None, alpha()):
        [found] = run(main_things(SIZE, drawn), decode)
        assert found.prompt == best.prompt


def test_a_proposal_is_evaluated_to_what_was_proposed() -> None:
    drawn = alpha(LEFT, RIGHT)
    for proposal in run(propose(SIZE, drawn), decode):
        algorithm = segment(grid_for(SIZE), stored=[proposal.click], subject=drawn)
        shown = run(algorithm, decode).mask.candidate
        assert (mask_of(shown) == mask_of(proposal.ranked.candidate)).all()


def test_without_its_model_a_stored_subject_is_what_sam_sees() -> None:
    [first, _] = run(main_things(SIZE, alpha(LEFT, RIGHT)), decode)
    segmented = run(segment(grid_for(SIZE), stored=[first.click]), decode)
    assert segmented.mask.candidate.mask_index < SUBJECT


CLICK = Click(Prompt([(200, 200)]))


def test_the_edge_starts_from_the_subjects_mask_where_both_agree() -> None:
    mask = sam((0.1, 0.2, 0.4, 0.78))
    edge = edge_mask(alpha(LEFT, RIGHT), mask, [CLICK], SIZE)
    assert mask_of(edge).sum() > mask_of(mask).sum()
    assert (edge.mask_index, edge.score, edge.extent) == (1, mask.score, mask.extent)


@pytest.mark.parametrize(
    ("drawn", "box", "clicks"),
    [
        (None, (0.1, 0.2, 0.4, 0.78), [CLICK]),
        (alpha(LEFT), (0.1, 0.2, 0.4, 0.6), [CLICK]),  # they do not agree
        (alpha(LEFT), (0.1, 0.2, 0.4, 0.82), [Click(Prompt([(200, 325)]))]),  # not on it
        (alpha(LEFT), (0.1, 0.2, 0.4, 0.78), [CLICK, Click(Prompt([(200, 200), (90, 90)]))]),
        (alpha(LEFT), (0.1, 0.2, 0.4, 0.78), [Click(Prompt([(200, 200)], [(200, 315)]))]),
    ],
)
def test_elsewhere_and_after_a_correction_the_mask_stays(
    drawn: Subject | None,
    box: tuple[float, float, float, float],
    clicks: list[Click],
) -> None:
    mask = sam(box)
    assert edge_mask(drawn, mask, clicks, SIZE) is mask


def test_the_edge_of_two_subjects_together_starts_from_both() -> None:
    left, right = sam((0.1, 0.2, 0.4, 0.78)), sam((0.6, 0.3, 0.8, 0.68))
    mask = Candidate(np.maximum(left.logits, right.logits), left.extent, 0.9, 1)
    clicks = [CLICK, Click(Prompt([(560, 200)]), object_index=1)]
    edge = edge_mask(alpha(LEFT, RIGHT), mask, clicks, SIZE)
    assert mask_of(edge).sum() > mask_of(mask).sum()


PART = (0.15, 0.2, 0.4, 0.52)
"""A part of the left thing; the middle of the whole lies near its edge."""


def part(requests: list[DecodeRequest]) -> list[list[Candidate]]:
    """A decoder that sees a part only."""
    return [[sam(PART, index) for index in range(4)] for _ in requests]


def shown(
    drawn: Subject | None, *, stored: tuple[Click, ...] = (), new: tuple[Click, ...] = ()
) -> Candidate:
    return segmented_by(drawn, stored, new).mask.candidate


def segmented_by(
    drawn: Subject | None, stored: tuple[Click, ...] = (), new: tuple[Click, ...] = ()
) -> Segmented:
    return run(segment(grid_for(SIZE), stored=stored, new=new, subject=drawn), part)


def test_a_click_in_the_middle_of_a_subject_shows_it_and_says_so() -> None:
    algorithm = segment(grid_for(SIZE), new=[CLICK], subject=alpha(LEFT))
    segmented = run(algorithm, part)
    assert segmented.mask.candidate.mask_index == SUBJECT
    assert [click.mask_index for click in segmented.clicks] == [SUBJECT]
    again = shown(alpha(LEFT), stored=segmented.clicks)
    assert (mask_of(again) == mask_of(segmented.mask.candidate)).all()
    smaller = segmented.levels().smaller
    assert smaller is not None
    assert (mask_of(smaller.candidate) == mask_of(shown(None, new=(CLICK,)))).all()


@pytest.mark.parametrize(
    ("drawn", "click"),
    [
        (None, CLICK),
        (alpha(RIGHT), CLICK),  # about something else
        (alpha((0, 0, 1, 0.7)), Click(Prompt([(220, 140)]))),  # a crowd: SAM's is clicked on
        (alpha(LEFT), Click(Prompt([(220, 140)]))),  # in the middle of the part
        (alpha(LEFT), Click(Prompt([(200, 200)], drop=[(20, 20)]))),
    ],
)
def test_elsewhere_the_likeliest_of_sams_masks_is_shown(
    drawn: Subject | None, click: Click
) -> None:
    assert shown(drawn, new=(click,)).mask_index < SUBJECT


@pytest.mark.parametrize("index", [None, 1, 2])
def test_a_subject_found_later_changes_no_stored_click(index: int | None) -> None:
    stored = (Click(CLICK.prompt, index),)
    before, after = shown(None, stored=stored), shown(alpha(LEFT), stored=stored)
    assert after.mask_index == before.mask_index
    assert (mask_of(after) == mask_of(before)).all()


@pytest.mark.parametrize("drawn", [None, alpha(LEFT), alpha((0, 0, 1, 0.7))])
def test_a_tap_takes_the_mask_that_a_new_click_would(drawn: Subject | None) -> None:
    tapped = segmented_by(drawn, stored=(Click(CLICK.prompt, ANY_MASK),))
    written = segmented_by(drawn, new=(CLICK,))
    assert tapped.clicks == written.clicks
    # What was tapped is named: it stays the same when the subject is found later.
    later = segmented_by(alpha(LEFT), stored=tapped.clicks)
    assert later.mask.candidate.mask_index == tapped.mask.candidate.mask_index


def test_where_sam_sees_nothing_the_subject_is_shown_as_a_guess() -> None:
    def blind(requests: list[DecodeRequest]) -> list[list[Candidate]]:
        return [[sam((0, 0, 0, 0), index) for index in range(4)] for _ in requests]

    drawn = alpha(LEFT)
    algorithm = segment(grid_for(SIZE), new=[Click(Prompt([(200, 200)]))], subject=drawn)
    segmented = run(algorithm, blind)
    assert segmented.is_unsure
    assert mask_of(segmented.mask.candidate).mean() == pytest.approx(0.18, abs=0.01)
    found = run(propose(SIZE, drawn), blind)
    assert [each.ranked.candidate.mask_index for each in found] == [SUBJECT]


def test_a_mask_of_the_subject_is_computed_once_for_each_form() -> None:
    subject, like = alpha(LEFT, RIGHT), sam(LEFT)
    smaller = Candidate(like.logits[:64, :64], (64, 32), 0.9, 1)
    assert subject.mask(2, like) is subject.mask(2, sam(RIGHT))
    assert subject.mask(2, smaller).logits.shape == (64, 64)
