"""A precision is used only where its masks agree with those of float32."""

import logging
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch

from removerbot.errors import DeviceFailed
from removerbot.imaging.types import Candidate
from removerbot.models.base import EncodedRequest
from removerbot.models.torch.precision import (
    FLOAT8,
    Float8Linear,
    Precision,
    Setting,
    agreeing,
    encoder_in,
)
from removerbot.models.torch.sam import TorchSam
from tests.fakes import FakeSegmenter
from tests.models.random_weights import Shape, random_sam


class Moved(FakeSegmenter):
    """Finds masks that lie beside the right ones."""

    def __init__(self, precision: Precision, columns: int = 0) -> None:
        super().__init__()
        self.precision = precision
        self._columns = columns

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        return [
            [replace(each, logits=np.roll(each.logits, self._columns, 1)) for each in answer]
            for answer in super().decode_all(requests)
        ]


@pytest.mark.parametrize(
    ("setting", "device", "moved", "used"),
    [
        ("auto", "cpu", {}, "fp32"),
        ("auto", "cuda", {}, "bf16"),
        ("auto", "cuda", {"bf16": 1}, "fp32"),
        ("bf16", "cpu", {}, "bf16"),
        ("fp32", "cuda", {}, "fp32"),
        ("fp8", "cuda", {}, "fp8"),
        ("fp8", "cuda", {"fp8": 1}, "bf16"),
        ("fp8", "cuda", {"fp8": 1, "bf16": 1}, "fp32"),
    ],
)
def test_the_first_precision_that_agrees_is_used(
    setting: Setting,
    device: str,
    moved: dict[Precision, int],
    used: Precision,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    model = agreeing(lambda each: Moved(each, moved.get(each, 0)), setting, device)
    assert model.precision == used
    for precision in moved:
        assert f"does not calculate in {precision}" in caplog.text


def test_a_precision_that_the_device_lacks_is_not_used(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def build(precision: Precision) -> Moved:
        if precision == "fp8":
            raise DeviceFailed("no such product")
        return Moved(precision)

    assert agreeing(build, "fp8", "cuda").precision == "bf16"
    assert "fp8 does not work here: no such product" in caplog.text


def test_a_product_in_float8_is_near() -> None:
    torch.manual_seed(0)
    linear = torch.nn.Linear(64, 32).bfloat16()
    x = torch.randn(5, 7, 64).bfloat16() * torch.logspace(-2, 2, 7)[:, None].bfloat16()
    with torch.inference_mode():
        exact, near = linear(x).float(), Float8Linear(linear)(x).float()
    off = (near - exact).square().mean(-1).sqrt() / exact.square().mean(-1).sqrt()
    assert near.shape == exact.shape
    assert off.max() < 0.1


def test_all_linear_layers_of_the_blocks_are_in_float8() -> None:
    sam = random_sam(Shape(64, 2, 1, (1,)))
    encoder = encoder_in(sam, FLOAT8)
    kinds = [type(each) for each in encoder.blocks.modules()]
    assert torch.nn.Linear not in kinds
    assert kinds.count(Float8Linear) == 2 * 4
    model = TorchSam("small", sam, dtype=FLOAT8)
    exact = TorchSam("small", sam, dtype=torch.float32)
    rgb = np.random.default_rng(0).integers(0, 255, (96, 128, 3), np.uint8)
    features, expected = (each.encode(rgb).features.tensor for each in (model, exact))
    assert (features - expected).float().square().mean().sqrt() < 0.3  # their own is 1
