"""The first run, which decides whether a runtime is to be trusted."""

from dataclasses import replace

import numpy as np
import pytest

from removerbot.imaging.types import RGB, Candidate, Prompt, Size
from removerbot.models.base import Embedding, OneByOne, Segmenter
from removerbot.models.self_test import try_out


class Distorted(OneByOne):
    """A segmenter whose masks come out wrong."""

    name = "distorted"

    def __init__(self, segmenter: Segmenter, factor: float) -> None:
        self.segmenter, self.factor = segmenter, factor

    def encode(self, rgb: RGB, size: Size | None = None) -> Embedding:
        return self.segmenter.encode(rgb, size)

    def decode(
        self, embedding: Embedding, prompt: Prompt, mask_input: Candidate | None = None
    ) -> list[Candidate]:
        candidates = self.segmenter.decode(embedding, prompt, mask_input)
        return [replace(each, logits=each.logits * self.factor) for each in candidates]

    def rest(self) -> None:
        self.segmenter.rest()


def test_the_real_model_passes_and_says_how(mobile_on_onnxruntime: Segmenter) -> None:
    assert "IoU 0.9" in try_out(mobile_on_onnxruntime)


@pytest.mark.parametrize("factor", [-1, 0, np.nan])
def test_wrong_masks_are_found_out(mobile_on_onnxruntime: Segmenter, factor: float) -> None:
    with pytest.raises(RuntimeError, match="masks are wrong"):
        try_out(Distorted(mobile_on_onnxruntime, factor))
