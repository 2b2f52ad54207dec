"""In which numbers the encoder multiplies: the fastest whose masks agree with float32's.

    fp32    float32; what the CPU uses unless told otherwise
    bf16    bfloat16, or float16 on GPUs without it; what GPUs use unless told otherwise
    fp8     float8 for the products with weights, bfloat16 for the rest

Whatever is not float32 is compared with it at the start, with the model's own weights.
"""

import logging
from collections.abc import Callable
from itertools import product
from typing import Literal, TypeAlias, TypeVar

import numpy as np
import torch
from segment_anything.modeling import Sam
from torch import Tensor, nn

from removerbot.errors import RemoverError
from removerbot.imaging.types import RGB, Mask, Prompt, iou
from removerbot.models.base import Segmenter
from removerbot.models.torch.cuda import best_dtype
from removerbot.models.torch.encoder import Encoder

_log = logging.getLogger(__name__)

Model = TypeVar("Model", bound=Segmenter)

Precision: TypeAlias = Literal["fp32", "bf16", "fp8"]
Setting: TypeAlias = Literal["auto", "fp32", "bf16", "fp8"]

MIN_MEAN, MIN_WORST = 0.99, 0.95
"""IoUs of masks with those of float32: the mean of all, and each of them."""

FLOAT8 = torch.float8_e4m3fn

_LARGEST = 448.0
"""The largest number of that type."""


def dtype_of(precision: Precision, device: torch.device) -> torch.dtype:
    """Returns the type of the encoder's large products."""
    if precision != "bf16":
        return torch.float32 if precision == "fp32" else FLOAT8
    return torch.bfloat16 if device.type == "cpu" else best_dtype(device)


def tries(setting: Setting, device: str) -> list[Precision]:
    """Returns the precisions to try for a setting, in this order; float32 comes after them."""
    if setting == "auto":
        return [] if device == "cpu" else ["bf16"]
    return {"fp32": [], "bf16": ["bf16"], "fp8": ["fp8", "bf16"]}[setting]  # type: ignore[return-value]


def agreeing(build: Callable[[Precision], Model], setting: Setting, device: str) -> Model:
    """Returns the model in the first precision that works here and agrees with float32.

    Args:
        build: returns the model in a precision.
        setting: what is wanted.
        device: of the model.
    """
    wanted = tries(setting, device)
    exact = build("fp32")
    expected = _masks(exact) if wanted else []
    for precision in wanted:
        try:
            model = build(precision)
            ious = [iou(one, other) for one, other in zip(_masks(model), expected, strict=True)]
        except (RuntimeError, RemoverError) as error:  # the device has no such products
            _log.warning("%s does not work here: %s", precision, str(error).partition("\n")[0])
            continue
        told = f"IoU with float32 {np.mean(ious):.3f}, worst {min(ious):.3f}"
        if np.mean(ious) >= MIN_MEAN and min(ious) >= MIN_WORST:
            _log.info("calculates in %s: %s", precision, told)
            return model
        _log.warning("does not calculate in %s, which changes masks: %s", precision, told)
    return exact


def _masks(model: Segmenter) -> list[Mask]:
    """Returns all masks that are not empty of points on a drawn photo."""
    embedding = model.encode(_scene())
    prompts = [Prompt([(x, y)]) for x, y in product((200, 420, 700), (150, 330, 520))]
    return [
        candidate.logits > 0
        for prompt in prompts
        for candidate in model.decode(embedding, prompt)
    ]


def _scene() -> RGB:
    """Draws discs of several sizes on a ramp, with some noise."""
    y, x = np.mgrid[:640, :900]
    rgb = np.stack([90 + x / 12, 120 + y / 10, 150 - x / 15], -1)
    for (at, down, radius), color in zip(
        ((200, 150, 90), (420, 330, 160), (700, 520, 60)), np.eye(3) * 160 + 40, strict=True
    ):
        rgb[np.hypot(x - at, y - down) < radius] = color
    noise = np.random.default_rng(0).normal(0, 6, rgb.shape)
    return np.clip(rgb + noise, 0, 255).astype(np.uint8)


class Float8Linear(nn.Module):
    """A linear layer whose product is computed in float8, with a scale for each row.

    Args:
        linear: in bfloat16; its weights are copied.
    """

    weight: Tensor
    scale: Tensor

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        weight, scale = _quantized(linear.weight.detach())
        self.register_buffer("weight", weight)
        self.register_buffer("scale", scale.t().contiguous())
        self.bias = linear.bias

    def forward(self, x: Tensor) -> Tensor:
        """…×in bfloat16 → …×out bfloat16."""
        rows, scale = _quantized(x.reshape(-1, x.shape[-1]))
        out: Tensor = torch._scaled_mm(  # noqa: SLF001 - torch has no public name for it
            rows,
            self.weight.t(),
            scale_a=scale,
            scale_b=self.scale,
            bias=self.bias,
            out_dtype=x.dtype,
        )
        return out.view(*x.shape[:-1], -1)


def _quantized(x: Tensor) -> tuple[Tensor, Tensor]:
    """Returns rows in float8, and the float32 scale of each: n×1."""
    scale = x.abs().amax(-1, keepdim=True).float().clamp(min=1e-12) / _LARGEST
    return (x / scale).to(FLOAT8), scale


def encoder_in(sam: Sam, dtype: torch.dtype) -> Encoder:
    """Returns the encoder of a SAM with large products of this type."""
    if dtype is not FLOAT8:
        return Encoder(sam.image_encoder, dtype)
    encoder = Encoder(sam.image_encoder, torch.bfloat16)
    for module in list(encoder.blocks.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Linear):
                setattr(module, name, Float8Linear(child))
    return encoder
