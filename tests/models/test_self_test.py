"""The self-test, which decides whether a runtime can be used."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from removerbot.imaging.types import Candidate
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter, self_test


class Distorted(Segmenter):
    """A segmenter whose masks come out wrong."""

    name = "distorted"

    def __init__(self, segmenter: Segmenter, factor: float) -> None:
        self.segmenter, self.factor = segmenter, factor

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        return self.segmenter.encode_all(images)

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        return [
            [replace(each, logits=each.logits * self.factor) for each in candidates]
            for candidates in self.segmenter.decode_all(requests)
        ]

    def release_memory(self) -> None:
        self.segmenter.release_memory()


def test_the_real_model_passes_and_reports_its_iou(mobile_on_onnxruntime: Segmenter) -> None:
    assert "IoU 0.9" in self_test(mobile_on_onnxruntime)


@pytest.mark.parametrize("factor", [-1, 0, np.nan])
def test_wrong_masks_fail(mobile_on_onnxruntime: Segmenter, factor: float) -> None:
    with pytest.raises(RuntimeError, match="masks are wrong"):
        self_test(Distorted(mobile_on_onnxruntime, factor))
