"""Evaluates a further click on an object.

It is decoded in three ways, and the answers are ranked against what was shown. For a small
object all of that happens in its surroundings, encoded by themselves: in the photo it has a few
elements of a mask, and one of them more or less at a point is a visible lump. Mean IoU after
1 to 5 clicks without that, and with it:

    30 drawn, 26 to 140 pixels     .943 .860 .908 .917 .901    .943 .940 .938 .937 .936
    42 pasted, 30 to 160 pixels    .621 .615 .727 .744 .770    .621 .700 .745 .773 .796
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from removerbot.errors import NothingFound
from removerbot.imaging.cutout import seen_in
from removerbot.imaging.types import (
    Box,
    Candidate,
    DecodeRequest,
    Prompt,
    Size,
    mask_of,
    unpadded,
)
from removerbot.segmentation.algorithm import Algorithm, Answers
from removerbot.segmentation.corrections import (
    AS_SHOWN,
    PreviousMask,
    corrections,
    local,
    rank_corrections,
)
from removerbot.segmentation.ranking import GUESS, RankedMask
from removerbot.segmentation.refinement import (
    close_up,
    in_photo,
    in_region,
    tidied_masks,
    with_close_up,
)
from removerbot.segmentation.revisions import Click
from removerbot.segmentation.segmented import SegmentedObject
from removerbot.segmentation.zooming import VIEWED, can_show, is_cut_off, placed_in_photo


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """What a further click is decoded in: the photo, or a part of it.

    Attributes:
        size: of it.
        prompt: what is decoded, in its pixels.
        shown: the mask that is corrected, as one of its own.
        previous: what was shown until now, that mask too, the same way.
        of: the size of the photo.
        region: which part, in pixels of the photo; `None` for the photo.
    """

    size: Size
    prompt: Prompt
    shown: Candidate
    previous: tuple[PreviousMask, ...]
    of: Size
    region: Box | None = None


_Found: TypeAlias = tuple[Click, list[RankedMask]]
"""A click as it is to be stored, and its masks in the photo, the likeliest first."""


def further_prompt(first: Click, prompt: Prompt) -> Prompt | None:
    """Returns where to decode all the points of an object: those of the first click stay where
    they were found best. `None` for the prompt itself."""
    moved = dict(zip(first.prompt.keep, first.effective_prompt.keep, strict=True))
    keep, drop = (
        [moved.get(each, each) for each in points] for points in (prompt.keep, prompt.drop)
    )
    decoded = Prompt(keep, drop, prompt.box)
    return None if decoded == prompt else decoded


def further_click(
    before: SegmentedObject, click: Click, size: Size, *, is_new: bool
) -> Algorithm[SegmentedObject]:
    """Evaluates a click on an object that has masks.

    Args:
        before: the object.
        click: with all the points of the object.
        size: of the photo.
        is_new: whether to try how it is best decoded, or to decode it as it says.

    Raises:
        ValueError: a mask of `before` is of a photo of another shape.
    """
    prompt = click.effective_prompt
    if is_new:
        prompt = further_prompt(before.clicks[0], click.prompt) or click.prompt
    last = PreviousMask(before.clicks[-1].effective_prompt, mask_of(before.shown.candidate))
    photo = _Frame(size, prompt, before.shown.candidate, (*before.previous, last), size)
    view = _view(before, prompt, size) if is_new else click.view
    found = None
    if view:
        viewed = replace(click, view=view)
        found = yield from _in_view(photo, view, before, viewed, is_new=is_new)
    if found is None:
        found = yield from _in_photo(photo, before, replace(click, view=None), is_new=is_new)
    click, masks = found
    doubtful = masks[0] if masks[0].iou <= GUESS else None
    return SegmentedObject((*before.clicks, click), masks, photo.previous, doubtful)


def _view(before: SegmentedObject, prompt: Prompt, size: Size) -> Box | None:
    """Returns the part of the photo to decode further points in: the view that the object was
    pointed at in, or the surroundings of a small one."""
    view = before.clicks[0].view
    if view and can_show(view, prompt):
        return view
    return close_up(prompt, before.shown.candidate, size)


def _in_photo(
    photo: _Frame, before: SegmentedObject, click: Click, *, is_new: bool
) -> Algorithm[_Found]:
    try:
        click, masks = yield from _corrected(photo, click, {}, is_new=is_new)
    except NothingFound:  # what is shown remains, but for the points
        masks = [replace(before.shown, iou=GUESS)]
        click = click.decoding(photo.prompt)
    likeliest = masks[0].candidate
    masks = _near_new_points(masks, photo, before, click)
    prompt = _as_given(photo, click)
    masks = yield from with_close_up(prompt, masks, photo.size)
    if is_new and click.mask_index in (None, likeliest.mask_index):
        click = replace(click, mask_index=masks[0].candidate.mask_index)
    return click, tidied_masks(masks, prompt, photo.size)


def _in_view(
    photo: _Frame, view: Box, before: SegmentedObject, click: Click, *, is_new: bool
) -> Algorithm[_Found | None]:
    """Returns `None` where the view shows no object that ends in it."""
    plain = DecodeRequest(in_region(photo.prompt, view), region=view)
    [answer] = yield [plain]
    frame = _seen(photo, view, answer[0])
    try:
        click, masks = yield from _corrected(frame, click, {plain: answer}, is_new=is_new)
    except NothingFound:
        return None
    if is_new and click.mask_index is not None:
        click = replace(click, mask_index=click.mask_index + VIEWED)
    masks = _near_new_points(masks, frame, before, click)
    masks = tidied_masks(masks, _as_given(frame, click), frame.size)
    return click, [
        replace(mask, candidate=placed_in_photo(mask.candidate, view, photo.shown, photo.size))
        for mask in masks
    ]


def _seen(photo: _Frame, view: Box, like: Candidate) -> _Frame:
    """Returns a view as a frame; `like` is any mask of it, for the shape."""

    def part(candidate: Candidate) -> Candidate:
        return seen_in(candidate, photo.size, view, like)

    rows, columns = unpadded(photo.shown).shape
    previous = []
    for each in photo.previous:
        logits = np.full_like(photo.shown.logits, -1)
        logits[:rows, :columns][each.mask] = 1
        mask = mask_of(part(replace(photo.shown, logits=logits)))
        previous.append(PreviousMask(in_region(each.prompt, view), mask))
    prompt, shown = in_region(photo.prompt, view), part(photo.shown)
    return _Frame(view.size, prompt, shown, tuple(previous), photo.size, view)


def _corrected(
    frame: _Frame,
    click: Click,
    known: Mapping[DecodeRequest, list[Candidate]],
    *,
    is_new: bool,
) -> Algorithm[_Found]:
    """Decodes a click in a frame; in the way that is found best, if it is new. The masks are
    those of the frame.

    Args:
        frame: in which it is decoded.
        click: to decode.
        known: answers that are there already.
        is_new: as in `further_click`.

    Raises:
        NothingFound: no answer is an object.
    """
    if is_new:
        requests = corrections(frame.prompt, frame.shown, frame.size)
    else:
        mask_input = None if click.without_mask_input else frame.shown
        requests = [DecodeRequest(frame.prompt, mask_input)]
    requests = [each._replace(region=frame.region) for each in requests]
    unknown = [each for each in requests if each not in known]
    decoded = dict(zip(unknown, (yield unknown), strict=True)) if unknown else {}
    answers = [known.get(each) or decoded[each] for each in requests]
    if answers[0][0].extent != frame.shown.extent:
        raise ValueError("previous is a cutout of a photo of another shape")
    masks = _ranked(frame, answers)
    if not is_new:
        return click, masks
    best = masks[0].candidate
    # What is shown is put right from the answers that have it as mask input.
    way = next((i for i, answer in enumerate(answers) if best in answer), 1)
    request, answer = requests[way], answers[way]
    prompt = in_photo(request.prompt, frame.region) if frame.region else request.prompt
    click = replace(
        click.decoding(prompt),
        mask_index=best.mask_index,
        without_mask_input=request.mask_input is None,
    )
    # As they will be ranked when the click is evaluated again.
    return click, _ranked(frame, [answer])


def _ranked(frame: _Frame, answers: Answers) -> list[RankedMask]:
    """Returns the masks of answers, and the one shown as it is, without those that a region
    cuts off, the likeliest first."""
    as_shown = replace(frame.shown, mask_index=AS_SHOWN)
    candidates = [*(candidate for answer in answers for candidate in answer), as_shown]
    masks = rank_corrections(candidates, frame.prompt, frame.size, frame.previous)
    if region := frame.region:
        masks = [each for each in masks if not is_cut_off(each.candidate, region, frame.of)]
    if all(each.candidate is as_shown for each in masks):
        raise NothingFound
    return masks


def _near_new_points(
    masks: Sequence[RankedMask], frame: _Frame, before: SegmentedObject, click: Click
) -> list[RankedMask]:
    """Returns masks of a frame that differ from what was shown near the new points only."""
    known = before.clicks[-1].prompt.labelled
    points = [each.point for each in click.prompt.labelled if each not in known]
    if not points:
        return list(masks)
    if frame.region:
        points = list(in_region(Prompt(points), frame.region).keep)
    return [
        replace(each, candidate=local(each.candidate, frame.shown, points, frame.size))
        for each in masks
    ]


def _as_given(frame: _Frame, click: Click) -> Prompt:
    """Returns the prompt of a frame with the person's own box, not with one around a mask."""
    return Prompt(frame.prompt.keep, frame.prompt.drop, click.prompt.box)
