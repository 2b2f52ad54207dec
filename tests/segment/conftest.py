"""A SAM on torch that is quick on a CPU."""

import pytest
import torch
from segment_anything.build_sam import _build_sam
from segment_anything.modeling import Sam

from removerbot.segment.base import Segmenter
from removerbot.segment.torch_sam import TorchSam


@pytest.fixture(scope="session")
def small_sam() -> Sam:
    """A SAM by the library's own builder: random weights, an encoder of two windowed layers."""
    torch.manual_seed(0)
    return _build_sam(
        encoder_embed_dim=32,
        encoder_depth=2,
        encoder_num_heads=2,
        encoder_global_attn_indexes=[],
    )


@pytest.fixture(scope="session")
def small_vit(small_sam: Sam) -> Segmenter:
    return TorchSam("small_vit", small_sam)
