"""The encoder's input, compared with what SAM was trained on."""

import numpy as np
import pytest
import torch
from PIL import Image

from removerbot.imaging.types import RGB, Size
from removerbot.models.torch.sam import encoder_input
from removerbot.models.transforms import MEAN, STD, Transform

CPU = torch.device("cpu")


def noise(size: Size) -> RGB:
    """The hardest there is to scale."""
    return np.random.default_rng(0).integers(0, 256, (size.height, size.width, 3), np.uint8)


@pytest.mark.parametrize(
    "size", [Size(1280, 853), Size(3000, 4000), Size(64, 40), Size(1024, 1), Size(1024, 1024)]
)
def test_a_photo_is_scaled_as_pillow_does_to_within_a_gray_level(size: Size) -> None:
    rgb, scaled = noise(size), Transform(size).scaled
    expected = np.asarray(Image.fromarray(rgb).resize(scaled, Image.Resampling.BILINEAR))

    pixels = encoder_input(rgb, size, CPU).permute(1, 2, 0).numpy() * STD + MEAN

    inside = pixels[: scaled.height, : scaled.width]
    assert np.abs(inside - expected).max() < 1.01
    assert np.abs(inside - expected).mean() < 0.25


def test_the_padding_is_zero_after_normalization() -> None:
    size = Size(900, 300)

    pixels = encoder_input(noise(size), size, CPU)

    assert pixels.shape == (3, 1024, 1024)
    assert pixels.dtype == torch.float32
    height = Transform(size).scaled.height
    assert not pixels[:, height:].any()
    assert pixels[:, :height].all()


def test_a_read_only_photo_is_accepted() -> None:
    size = Size(40, 30)
    rgb = noise(size)
    rgb.flags.writeable = False

    assert torch.equal(encoder_input(rgb, size, CPU), encoder_input(noise(size), size, CPU))
