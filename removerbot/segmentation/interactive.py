"""The algorithm: evaluates clicks, as a generator of decode requests.

    first click     decode; at eight other points of its cell too, where the best mask at the
                    center is doubtful; then each mask again where the best is still doubtful;
                    show the subject's own mask if it is known and likelier than SAM's
    in a closer     where the photo has no likely mask, decode what the view shows by itself,
    view            and at those other points; without a view, look for something small
                    in the cell the same way
    further click   decode in three ways, rank the answers against what was shown; in a closer
                    view, or for a small object, in what that view or its surroundings show
    stored click    decode in the way that was found best when it was new

`removerbot.segmentation.algorithm` has what drives it.
"""

from collections.abc import Sequence
from dataclasses import replace

from removerbot.errors import NothingFound
from removerbot.imaging.grid import Grid
from removerbot.imaging.types import Box, Candidate, DecodeRequest, Prompt, Size
from removerbot.segmentation.algorithm import Algorithm
from removerbot.segmentation.doubt import is_doubtful
from removerbot.segmentation.further_clicks import further_click
from removerbot.segmentation.prompt_parser import PromptParser, check_inside
from removerbot.segmentation.ranking import RankedMask, is_subject, rank, rank_or_guess
from removerbot.segmentation.refinement import (
    DOUBTFUL,
    cell_of,
    in_region,
    second_look,
    spread_over,
    tidied_masks,
    with_close_up,
    with_second_look,
)
from removerbot.segmentation.revisions import ANY_MASK, Click
from removerbot.segmentation.segmented import NOTHING, Segmented, SegmentedObject
from removerbot.segmentation.subject import SUBJECT, Subject, subject_masks
from removerbot.segmentation.zooming import (
    LIKELY,
    best_in_view,
    in_view,
    masks_of_view,
    middles,
    surroundings,
    view_of,
)


def segment(
    grid: Grid,
    *,
    stored: Sequence[Click] = (),
    new: Sequence[Click] = (),
    after: Segmented = NOTHING,
    subject: Subject | None = None,
) -> Algorithm[Segmented]:
    """Evaluates clicks in their order; each goes on from the mask shown for the one before.

    Args:
        grid: the one that the person saw, over the photo.
        stored: clicks that are decoded as they say. A tap on the page is one from the
            start: no other points and no other ways are tried, as the person sees the mask
            at once and corrects it. One with `ANY_MASK` takes the mask that a new one would.
        new: clicks after these that have a prompt only: how they are best decoded is tried,
            and noted in the clicks of the outcome.
        after: the evaluation of the clicks before all of them.
        subject: what the subject model has found in the photo, if it has.

    Raises:
        NothingFound: there is no object where a click is.
        ValueError: a mask of `after` is of a photo of another shape.
    """
    objects = list(after.objects)
    for click, is_new in [*((each, False) for each in stored), *((each, True) for each in new)]:
        if click.object_index == len(objects):
            objects.append((yield from _from_start(click, grid, subject, is_new=is_new)))
        else:
            before = objects[click.object_index]
            objects[click.object_index] = yield from further_click(
                before, click, grid.size, is_new=is_new
            )
    return Segmented(tuple(objects))


def read_clicks(prompt: str | Prompt, grid: Grid, parser: PromptParser) -> list[Click]:
    """Returns a first click on each object that a prompt, or the words of one, is about.

    Raises:
        UserError: the words are no prompt, or a point is outside of the photo.
    """
    if isinstance(prompt, Prompt):
        check_inside(prompt, grid)
        return [Click(prompt)]
    prompts = parser.read_objects(prompt, grid).others
    return [Click(each, object_index=index) for index, each in enumerate(prompts)]


def _from_start(
    click: Click, grid: Grid, subject: Subject | None, *, is_new: bool
) -> Algorithm[SegmentedObject]:
    """Evaluates a first click; in a closer view, where the photo has no likely mask."""
    if click.view:
        return (yield from _click_in_view(click, click.view, grid.size))
    found = None
    if is_new:
        click = replace(click, cell=cell_of(click.prompt, grid))
    try:
        found = yield from _first_click(click, grid, subject, is_new=is_new)
    except NothingFound:
        if not is_new:
            raise
    if found and (not is_new or _is_likely(found, grid.size)):
        return found
    closer = yield from _look_closer(click, grid)
    if closer:
        best, view = closer
        click = replace(click.decoding(best), view=view)
        return (yield from _click_in_view(click, view, grid.size))
    if found is None:
        raise NothingFound
    return found


def _is_likely(found: SegmentedObject, size: Size) -> bool:
    """Returns whether the photo has a likely mask for a new click: for the very point that was
    decoded, as almost any mask has a likely place in a cell."""
    click, masks = found.clicks[-1], found.masks
    if click.mask_index == SUBJECT or (masks[0].iou >= DOUBTFUL and not click.decoded_as):
        return True
    if click.cell:
        sams = [each.candidate for each in masks if each.candidate.mask_index != SUBJECT]
        masks = rank_or_guess(sams, click.effective_prompt, size)
    return bool(masks) and masks[0].iou >= LIKELY


def _look_closer(click: Click, grid: Grid) -> Algorithm[tuple[Prompt, Box] | None]:
    """Returns what to decode in which part of the photo, where the photo has no likely mask:
    in the view that the person saw, or else something small in the cell around."""
    prompt, cell = click.prompt, click.cell
    if view := view_of(prompt, grid):
        prompts = [prompt, *(spread_over(cell) if cell else [])]
        best = best_in_view(prompts, (yield in_view(prompts, view)), view, grid.size)
        return None if best is None else (best, view)
    if cell is None or grid.region:
        return None
    view = surroundings(cell, grid.size)
    [masks] = yield in_view([Prompt(box=cell)], view)
    prompts = middles(masks, cell, view)
    if not prompts:
        return None
    answers = yield in_view(prompts, view)
    best = best_in_view(prompts, answers, view, grid.size, within=cell)
    return None if best is None else (best, view)


def _click_in_view(click: Click, view: Box, size: Size) -> Algorithm[SegmentedObject]:
    """Returns the masks of a view, and after them those of the photo, which may be larger."""
    prompt = click.effective_prompt
    [whole] = yield [DecodeRequest(prompt)]
    [closely] = yield [DecodeRequest(in_region(prompt, view), region=view)]
    masks = masks_of_view(closely, prompt, view, whole[0], size)
    masks = tidied_masks([*masks, *rank_or_guess(whole, prompt, size)], prompt, size)
    if not masks:
        raise NothingFound
    return SegmentedObject((click,), masks)


def _first_click(
    click: Click, grid: Grid, subject: Subject | None, *, is_new: bool
) -> Algorithm[SegmentedObject]:
    best, masks, answer = yield from _snapped(click, grid.size, is_new=is_new)
    requests = second_look(best, masks, grid.size)
    if requests:
        answers = yield requests
        first = [mask.candidate for mask in masks]
        masks = rank(with_second_look(first, requests, answers), best, grid.size, click.cell)
    masks = yield from with_close_up(best, masks, grid.size)
    masks = tidied_masks(masks, best, grid.size)
    known = [mask.candidate for mask in masks] or answer
    own = [] if subject is None else subject_masks(subject, best, known, grid.size)
    masks = [*masks, *own]
    if not masks:
        raise NothingFound
    likeliest = masks[0].candidate
    is_open = is_new or click.mask_index == ANY_MASK
    if click.mask_index == ANY_MASK:
        click = replace(click, mask_index=likeliest.mask_index)
    if own and is_open and is_subject(own[0].candidate, likeliest, best, grid.size):
        click = replace(click, mask_index=SUBJECT)
    found = SegmentedObject((click.decoding(best),), masks)
    doubt = is_doubtful(found, grid.size, subject)
    return replace(found, doubtful=found.shown if doubt else None)


def _snapped(
    click: Click, size: Size, *, is_new: bool
) -> Algorithm[tuple[Prompt, list[RankedMask], list[Candidate]]]:
    """Decodes a prompt, and where it is a new and doubtful one other points of its cell;
    returns the one whose likeliest mask is likeliest of all, its masks, and SAM's answer."""
    prompt, cell = click.effective_prompt, click.cell
    [answer] = yield [DecodeRequest(prompt)]
    found = [(prompt, rank_or_guess(answer, prompt, size, cell), answer)]
    masks, others = found[0][1], spread_over(cell) if is_new and cell else []
    if others and (not masks or masks[0].iou < DOUBTFUL):
        answers = yield [DecodeRequest(each) for each in others]
        found += [
            (each, rank_or_guess(answer, each, size, cell), answer)
            for each, answer in zip(others, answers, strict=True)
        ]
    return max(found, key=lambda each: each[1][0].iou if each[1] else -1)
