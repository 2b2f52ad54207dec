"""SAM's image encoder made for speed: half precision, fused attention, the same features.

SAM's attention adds to the product of a query and a key what the query says about their
distance in rows and in columns (arXiv:2112.01526, equation 4). As a bias that would be a
matrix of 4096×4096 numbers a head, 0.5 GB a photo and layer for ViT-H, written and read
again, and flash attention takes none at all. Here it is folded into the product instead:

    query′ = (query · scale, what it says about each row, and about each column)
    key′   = (key, 1 at the key's row and else 0, 1 at its column and else 0)

so that query′ · key′ is exactly the sum, and any fused attention computes it without a
bias. The price is width, 80 → 208 in ViT-H's four global layers and 80 → 112 in windows:
a tenth more arithmetic in all, all of it on tensor cores, and no memory.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Self

import torch
from segment_anything.modeling import ImageEncoderViT
from segment_anything.modeling.image_encoder import Attention as PlainAttention
from segment_anything.modeling.image_encoder import Block as PlainBlock
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its name everywhere

_ALIGNED = 8
"""Fused attention wants widths that are multiples of it."""


class Encoder(nn.Module):
    """Takes 1024×1024 pixels to features, as `segment_anything`'s `ImageEncoderViT`.

    The large products run in `dtype`. What is small and delicate stays in float32: the
    pixels' first layer, the sums along the layers, the norms, and the last two layers.

    Args:
        original: gives the weights, which are copied.
        dtype: float32, bfloat16 or float16.
    """

    def __init__(self, original: ImageEncoderViT, dtype: torch.dtype) -> None:
        super().__init__()
        self.patches = deepcopy(original.patch_embed)
        self.position = deepcopy(original.pos_embed)
        side = original.img_size // original.patch_embed.proj.stride[0]
        self.blocks = nn.ModuleList(Block(block, side, dtype) for block in original.blocks)
        self.neck = deepcopy(original.neck)

    def forward(self, pixels: Tensor) -> Tensor:
        """Float32 b×3×1024×1024, normalised and padded → float32 b×256×64×64."""
        x = self.patches(pixels) + self.position
        for block in self.blocks:
            x = block(x)
        features: Tensor = self.neck(x.permute(0, 3, 1, 2))
        return features

    def compiled(self, backend: str | Callable[..., Any] = "inductor") -> Self:
        """Let torch compile the blocks; it does so when a batch size is first seen.

        There are but two kinds of them, those of windows and those without. Compiled one
        by one, all of a kind share their code, and a start takes a minute and not many.
        What that saves is memory traffic between the products; these themselves are left to
        the vendor's library, as to search for better ones would take half an hour.
        """
        for block in self.blocks:
            block.compile(backend=backend, dynamic=False, fullgraph=True)
        return self


class Block(nn.Module):
    """A layer of the transformer, on b×side×side×channels in float32."""

    def __init__(self, original: PlainBlock, side: int, dtype: torch.dtype) -> None:
        super().__init__()
        self.dtype = dtype
        self.norm1, self.norm2 = deepcopy(original.norm1), deepcopy(original.norm2)
        self.attention = Attention(original.attn, side, original.window_size, dtype)
        self.mlp = deepcopy(original.mlp).to(dtype)

    def forward(self, x: Tensor) -> Tensor:
        """Gives what it takes: b×side×side×channels."""
        x = x + self.attention(self.norm1(x).to(self.dtype))
        out: Tensor = x + self.mlp(self.norm2(x).to(self.dtype))
        return out


class Attention(nn.Module):
    """Attention among all tokens, or among those of a window.

    Args:
        original: gives the weights.
        side: of the map of tokens.
        window: side of a window; 0 if there are none.
        dtype: see `Encoder`.
    """

    places: Tensor
    rows: Tensor
    columns: Tensor

    def __init__(
        self, original: PlainAttention, side: int, window: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        self.heads, self.scale = original.num_heads, original.scale
        self.side, self.window = side, window
        self.qkv = deepcopy(original.qkv).to(dtype)
        self.proj = deepcopy(original.proj).to(dtype)
        area = window or side
        width = original.rel_pos_h.shape[1]
        self.register_buffer("rows", _by_distance(original.rel_pos_h, area).to(dtype))
        self.register_buffer("columns", _by_distance(original.rel_pos_w, area).to(dtype))
        padding = -(width + 2 * area) % _ALIGNED
        self.register_buffer("places", F.pad(_places(area), (0, padding)).to(dtype))

    def forward(self, x: Tensor) -> Tensor:
        """Gives what it takes: b×side×side×channels."""
        # What pads a window is worth nothing before its bias: so it need not be multiplied.
        qkv = F.linear(x, self.qkv.weight)
        if self.window:
            qkv = _cut(qkv, self.window)
        out = self._attend(qkv + self.qkv.bias)
        if self.window:
            out = _join(out, self.window, self.side)
        projected: Tensor = self.proj(out)
        return projected

    def _attend(self, qkv: Tensor) -> Tensor:
        """Of b×h×w×(3·channels), b×h×w×channels."""
        b, h, w, _ = qkv.shape
        q, k, v = qkv.view(b, h, w, 3, self.heads, -1).unbind(3)
        by_row = torch.einsum("bhwnc,hkc->bhwnk", q, self.rows)
        by_column = torch.einsum("bhwnc,wkc->bhwnk", q, self.columns)
        places = self.places.view(h, w, 1, -1).expand(b, -1, -1, self.heads, -1)
        extra, width = places.shape[-1], v.shape[-1]
        wide_q = torch.cat([q * self.scale, by_row, by_column], -1)
        out = F.scaled_dot_product_attention(
            _tokens(F.pad(wide_q, (0, extra - h - w))),
            _tokens(torch.cat([k, places], -1)),
            _tokens(F.pad(v, (0, extra))),  # flash attention wants all of one width
            scale=1.0,
        )
        return out.transpose(1, 2)[..., :width].reshape(b, h, w, -1)


def _tokens(x: Tensor) -> Tensor:
    """A map b×h×w×heads×width as fused attention takes it: b×heads×(h·w)×width."""
    return x.flatten(1, 2).transpose(1, 2)


def _by_distance(table: Tensor, side: int) -> Tensor:
    """A row for each distance, from −(side − 1) on → side×side×width, query by key."""
    place = torch.arange(side, device=table.device)
    return table.detach()[place[:, None] - place[None] + side - 1]


def _places(side: int) -> Tensor:
    """For each token of a square 1 at its row, and `side` later 1 at its column."""
    one = torch.eye(side)
    rows, columns = one.repeat_interleave(side, 0), one.repeat(side, 1)
    return torch.cat([rows, columns], 1)


def _cut(x: Tensor, window: int) -> Tensor:
    """A map cut into windows, with zeros at its end if need be: (b·n)×window×window×c."""
    b, side, _, c = x.shape
    padding = -side % window
    x = F.pad(x, (0, 0, 0, padding, 0, padding))
    count = (side + padding) // window
    x = x.view(b, count, window, count, window, c)
    return x.transpose(2, 3).reshape(-1, window, window, c)


def _join(x: Tensor, window: int, side: int) -> Tensor:
    """What `_cut` has cut, without the zeros: b×side×side×c."""
    count = -(-side // window)
    x = x.view(-1, count, count, window, window, x.shape[-1]).transpose(2, 3)
    return x.reshape(x.shape[0], count * window, count * window, -1)[:, :side, :side]
