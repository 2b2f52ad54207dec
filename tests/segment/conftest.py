"""A SAM on torch that is quick on a CPU."""

import pytest
from segment_anything.modeling import Sam

from removerbot.segment.base import Segmenter
from removerbot.segment.torch_sam import TorchSam
from removerbot.segment.untrained import Shape, untrained


@pytest.fixture(scope="session")
def small_sam() -> Sam:
    """A SAM by the library's own builder: random weights, an encoder of two windowed layers."""
    return untrained(Shape(width=32, depth=2, heads=2, whole=()))


@pytest.fixture(scope="session")
def small_vit(small_sam: Sam) -> Segmenter:
    return TorchSam("small_vit", small_sam)
