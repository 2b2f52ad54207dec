"""What SAM is asked where a prompt alone is not enough."""

from math import ceil
from typing import NamedTuple

import cv2
import numpy as np

from removerbot.core.masks import mask_of, places_of
from removerbot.core.types import Box, Candidate, Prompt, Size


class Question(NamedTuple):
    """A prompt, and the mask that SAM is fed with it, if any."""

    prompt: Prompt
    fed: Candidate | None


def boxed(prompt: Prompt, candidate: Candidate, size: Size) -> Question:
    """The same points with a mask, and a box around both, in a photo of `size`."""
    mask = mask_of(candidate).view(np.uint8)
    mask[places_of(candidate, prompt.keep, size)] = 1
    left, top, width, height = cv2.boundingRect(mask)
    across, down = np.divide(size, candidate.extent)
    right = min(size.width, ceil((left + width) * across))
    bottom = min(size.height, ceil((top + height) * down))
    box = Box(int(left * across), int(top * down), right, bottom)
    return Question(Prompt(prompt.keep, prompt.drop, box), candidate)
