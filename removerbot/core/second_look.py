"""Looking twice where SAM's first answer is doubtful: each of its masks goes back to it, with
a box around it and the same point, and what comes of that stands beside them.

On 302 outlined objects, each pointed at once in its middle, weights and calibration
cross-validated by photo, by the expected IoU below which SAM is asked again:

    below         never     .55       .60       .65       always
    mean IoU      .681      .694      .700      .697      .700
    prompts       1.0       1.6       1.7       2.1       4.0

With the box alone, and no mask, it is .682; four points around the first one give .691. The
best of SAM's three masks each time would give .745, of all twelve .785.
"""

from collections.abc import Sequence
from dataclasses import replace

from removerbot.core.choice import MASKS, Choice, is_single, rank
from removerbot.core.questions import Question, boxed
from removerbot.core.types import Candidate, Prompt, Size

DOUBTFUL = 0.6
"""Expected IoU below which more is asked."""


def is_doubtful(prompt: Prompt, choices: Sequence[Choice]) -> bool:
    """Whether a prompt is a single point and nothing else, and its likeliest mask, which comes
    first, not likely enough; no masks are not."""
    is_point = len(prompt.keep) == 1 and not prompt.drop and prompt.box is None
    return is_point and not (choices and choices[0].iou >= DOUBTFUL)


def second_look(prompt: Prompt, choices: Sequence[Choice], size: Size) -> list[Question]:
    """What to ask after a first prompt: often nothing.

    Args:
        prompt: what SAM was asked. Only a single point is looked at twice: who says more has
            said enough.
        choices: its masks, the likeliest first.
        size: of the photo.
    """
    if not is_doubtful(prompt, choices):
        return []
    candidates = [choice.candidate for choice in choices]
    return [boxed(prompt, each, size) for each in candidates if not is_single(each)]


def seen(asked: Sequence[Question], answers: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """The masks of a second look, but for those that SAM gives when nothing is ambiguous.

    So that each has a token of its own beside the masks of the first look, the `MASKS` of
    the one that SAM was fed are counted before it.
    """
    return [
        replace(candidate, token=candidate.token + MASKS * question.fed.token)
        for question, answer in zip(asked, answers, strict=True)
        for candidate in answer
        if question.fed and not is_single(candidate)
    ]


def both_looks(
    prompt: Prompt,
    choices: Sequence[Choice],
    asked: Sequence[Question],
    answers: Sequence[Sequence[Candidate]],
    size: Size,
) -> list[Choice]:
    """The masks of the first look and the second, the likeliest first."""
    first = [choice.candidate for choice in choices]
    return rank([*first, *seen(asked, answers)], prompt, size)
