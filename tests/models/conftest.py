"""A SAM on torch that is small enough for the CPU."""

import pytest
from segment_anything.modeling import Sam

from removerbot.models.base import Segmenter
from removerbot.models.torch.sam import TorchSam
from tests.models.random_weights import Shape, random_sam


@pytest.fixture(scope="session")
def small_sam() -> Sam:
    """A SAM by the library's own builder: random weights, an encoder of two windowed layers."""
    return random_sam(Shape(width=32, depth=2, heads=2, global_layers=()))


@pytest.fixture(scope="session")
def small_vit(small_sam: Sam) -> Segmenter:
    return TorchSam("small_vit", small_sam)
