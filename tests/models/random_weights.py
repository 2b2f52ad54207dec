"""A SAM with random weights: it finds nothing, but is as fast as a trained one."""

from typing import NamedTuple

import torch
from segment_anything.build_sam import _build_sam
from segment_anything.modeling import Sam


class Shape(NamedTuple):
    """The shape of an image encoder.

    Attributes:
        width: channels of a token.
        depth: number of layers.
        heads: of the attention.
        global_layers: the layers with global attention; the others have windows.
    """

    width: int
    depth: int
    heads: int
    global_layers: tuple[int, ...]


SHAPES = {
    "vit_b": Shape(768, 12, 12, (2, 5, 8, 11)),
    "vit_l": Shape(1024, 24, 16, (5, 11, 17, 23)),
    "vit_h": Shape(1280, 32, 16, (7, 15, 23, 31)),
}


def random_sam(shape: Shape, seed: int = 0) -> Sam:
    """Builds a SAM on the CPU with `segment_anything`'s own builder."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        sam = _build_sam(*shape)
        for name, weights in sam.image_encoder.named_parameters():
            if "pos" in name:  # the builder sets position embeddings to 0
                torch.nn.init.normal_(weights, std=0.2)
    return sam.requires_grad_(False).eval()
