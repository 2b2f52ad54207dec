"""SAM's image encoder with half precision and fused attention; it returns the same features.

SAM adds to the product of a query and a key a bias that depends on the query and on their
distance in rows and in columns (arXiv:2112.01526, equation 4). As a matrix that bias has
4096×4096 numbers a head: 0.5 GB for each photo and layer of ViT-H that is written and read
again, and flash attention accepts no bias. Here it is part of the product:

    query′ = (query · scale, its bias for each row, its bias for each column)
    key′   = (key, one-hot row of the key, one-hot column of the key)

so query′ · key′ is exactly the sum, and any fused attention computes it. The widths grow from
80 to 208 in ViT-H's four global layers and from 80 to 112 in windows: a tenth more arithmetic
in all, on tensor cores, and no further memory.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Self

import torch
from segment_anything.modeling import ImageEncoderViT
from segment_anything.modeling.image_encoder import Attention as SamAttention
from segment_anything.modeling.image_encoder import Block as SamBlock
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its name everywhere

_ALIGNMENT = 8
"""Fused attention requires widths that are multiples of this."""


class Encoder(nn.Module):
    """Computes the same as `segment_anything`'s `ImageEncoderViT`.

    The large products and the patch embedding are computed in `dtype`; the residual sums, the
    norms and the last two layers in float32.

    Args:
        original: its weights are copied.
        dtype: float32, bfloat16 or float16.
    """

    def __init__(self, original: ImageEncoderViT, dtype: torch.dtype) -> None:
        super().__init__()
        self.dtype = dtype
        self.patches = deepcopy(original.patch_embed).to(dtype)
        self.positions = deepcopy(original.pos_embed)
        side = original.img_size // original.patch_embed.proj.stride[0]
        self.blocks = nn.ModuleList(Block(block, side, dtype) for block in original.blocks)
        self.neck = deepcopy(original.neck)

    def forward(self, pixels: Tensor) -> Tensor:
        """Float32 b×3×1024×1024, normalized and padded → float32 b×256×64×64."""
        x = self.patches(pixels.to(self.dtype)).float() + self.positions
        for block in self.blocks:
            x = block(x)
        features: Tensor = self.neck(x.permute(0, 3, 1, 2))
        return features

    def compiled(self, backend: str | Callable[..., Any] = "inductor") -> Self:
        """Lets torch compile the blocks when they are first called with a batch size.

        There are only two kinds of blocks, with and without windows. As they are compiled one
        by one, all of a kind share their code, and a start takes one minute. Compiling saves
        memory traffic between the products; the products themselves are left to the vendor's
        library, since searching for better kernels would take half an hour.
        """
        for block in self.blocks:
            block.compile(backend=backend, dynamic=False, fullgraph=True)
        return self


class Block(nn.Module):
    """A transformer layer, on float32 b×side×side×channels."""

    def __init__(self, original: SamBlock, side: int, dtype: torch.dtype) -> None:
        super().__init__()
        self.dtype = dtype
        self.norm1, self.norm2 = deepcopy(original.norm1), deepcopy(original.norm2)
        self.attention = Attention(original.attn, side, original.window_size, dtype)
        self.mlp = deepcopy(original.mlp).to(dtype)

    def forward(self, x: Tensor) -> Tensor:
        """b×side×side×channels → the same shape."""
        x = x + self.attention(self.norm1(x).to(self.dtype))
        out: Tensor = x + self.mlp(self.norm2(x).to(self.dtype))
        return out


class Attention(nn.Module):
    """Attention among all tokens, or among those of a window.

    Args:
        original: its weights are copied.
        side: of the map of tokens.
        window: side of a window; 0 for global attention.
        dtype: see `Encoder`.
    """

    positions: Tensor
    rows: Tensor
    columns: Tensor

    def __init__(
        self, original: SamAttention, side: int, window: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        self.heads, self.scale = original.num_heads, original.scale
        self.side, self.window = side, window
        self.qkv = deepcopy(original.qkv).to(dtype)
        self.qkv_bias, self.qkv.bias = self.qkv.bias, None
        self.proj = deepcopy(original.proj).to(dtype)
        area = window or side
        width = original.rel_pos_h.shape[1]
        self.register_buffer("rows", _by_distance(original.rel_pos_h, area).to(dtype))
        self.register_buffer("columns", _by_distance(original.rel_pos_w, area).to(dtype))
        padding = -(width + 2 * area) % _ALIGNMENT
        self.register_buffer("positions", F.pad(_one_hot(area), (0, padding)).to(dtype))

    def forward(self, x: Tensor) -> Tensor:
        """b×side×side×channels → the same shape."""
        # The padding of windows is zero before the bias, so it need not be multiplied.
        qkv = self.qkv(x)
        if self.window:
            qkv = _split_windows(qkv, self.window)
        out = self._attend(qkv + self.qkv_bias)
        if self.window:
            out = _merge_windows(out, self.window, self.side)
        projected: Tensor = self.proj(out)
        return projected

    def _attend(self, qkv: Tensor) -> Tensor:
        """b×h×w×(3·channels) → b×h×w×channels."""
        b, h, w, _ = qkv.shape
        q, k, v = qkv.view(b, h, w, 3, self.heads, -1).unbind(3)
        by_row = torch.einsum("bhwnc,hkc->bhwnk", q, self.rows)
        by_column = torch.einsum("bhwnc,wkc->bhwnk", q, self.columns)
        positions = self.positions.view(h, w, 1, -1).expand(b, -1, -1, self.heads, -1)
        extra, width = positions.shape[-1], v.shape[-1]
        wide_q = torch.cat([q * self.scale, by_row, by_column], -1)
        out = F.scaled_dot_product_attention(
            _tokens(F.pad(wide_q, (0, extra - h - w))),
            _tokens(torch.cat([k, positions], -1)),
            _tokens(F.pad(v, (0, extra))),  # flash attention requires equal widths
            scale=1.0,
        )
        return out.transpose(1, 2)[..., :width].reshape(b, h, w, -1)


def _tokens(x: Tensor) -> Tensor:
    """b×h×w×heads×width → b×heads×(h·w)×width, as fused attention takes it."""
    return x.flatten(1, 2).transpose(1, 2)


def _by_distance(table: Tensor, side: int) -> Tensor:
    """Rows of a table of distances, from −(side − 1) on → side×side×width, query by key."""
    index = torch.arange(side, device=table.device)
    return table.detach()[index[:, None] - index[None] + side - 1]


def _one_hot(side: int) -> Tensor:
    """Returns for each token of a square its row and its column, one-hot: side²×(2·side)."""
    one = torch.eye(side)
    rows, columns = one.repeat_interleave(side, 0), one.repeat(side, 1)
    return torch.cat([rows, columns], 1)


def _split_windows(x: Tensor, window: int) -> Tensor:
    """b×side×side×c, padded with zeros at the end → (b·n)×window×window×c."""
    b, side, _, c = x.shape
    padding = -side % window
    x = F.pad(x, (0, 0, 0, padding, 0, padding))
    count = (side + padding) // window
    x = x.view(b, count, window, count, window, c)
    return x.transpose(2, 3).reshape(-1, window, window, c)


def _merge_windows(x: Tensor, window: int, side: int) -> Tensor:
    """Reverts `_split_windows` and removes the padding: b×side×side×c."""
    count = -(-side // window)
    x = x.view(-1, count, count, window, window, x.shape[-1]).transpose(2, 3)
    return x.reshape(x.shape[0], count * window, count * window, -1)[:, :side, :side]
