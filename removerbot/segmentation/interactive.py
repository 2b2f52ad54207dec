"""The objects of a cutout, each with what was pointed at, to go on from."""

from dataclasses import dataclass

from removerbot.imaging.types import Prompt
from removerbot.segmentation.corrections import Shown
from removerbot.segmentation.ranking import RankedMask


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """An object that was pointed at.

    Attributes:
        prompt: all of its points.
        decoded: the same, or with another place of a cell that was meant: where SAM was asked.
        choice: the mask that was taken.
        trail: what was shown before, the latest last.
    """

    prompt: Prompt
    decoded: Prompt
    choice: RankedMask
    trail: tuple[Shown, ...] = ()


def carried_on(prompt: Prompt, decoded: Prompt, further: Prompt) -> Prompt:
    """What to ask SAM with further points: the places of earlier ones stay where they were
    found best.

    Args:
        prompt: the earlier points.
        decoded: what was asked for them, the points to keep in the same order.
        further: all the points now.
    """
    moved = dict(zip(prompt.keep, decoded.keep, strict=True))
    keep = [moved.get(point, point) for point in further.keep]
    return Prompt(keep, further.drop, further.box)
