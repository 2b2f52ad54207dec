"""A SAM without a download: it finds nothing, but takes as long as a trained one."""

from typing import NamedTuple

import torch
from segment_anything.build_sam import _build_sam
from segment_anything.modeling import Sam


class Shape(NamedTuple):
    """What makes one image encoder larger than another.

    Attributes:
        width: channels of a token.
        depth: layers.
        heads: of the attention.
        whole: the layers that look at the whole photo and not at windows.
    """

    width: int
    depth: int
    heads: int
    whole: tuple[int, ...]


SHAPES = {
    "vit_b": Shape(768, 12, 12, (2, 5, 8, 11)),
    "vit_l": Shape(1024, 24, 16, (5, 11, 17, 23)),
    "vit_h": Shape(1280, 32, 16, (7, 15, 23, 31)),
}


def untrained(shape: Shape, seed: int = 0) -> Sam:
    """A SAM by `segment_anything`'s own builder, with random weights on the CPU."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        sam = _build_sam(*shape)
        for name, weights in sam.image_encoder.named_parameters():
            if "pos" in name:  # the builder leaves these at 0, as if there were no places
                torch.nn.init.normal_(weights, std=0.2)
    return sam.requires_grad_(False).eval()
