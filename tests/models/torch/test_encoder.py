"""Our image encoder against `segment_anything`'s own in float32, on the same weights.

The shapes are those of ViT-B, L and H in small: heads of 64 and of 80 channels, layers that
look at windows and at the whole photo.
"""

import numpy as np
import pytest
import torch
from segment_anything import SamPredictor
from segment_anything.modeling import Sam

from removerbot.imaging.types import Prompt, Size
from removerbot.models.torch.encoder import Encoder
from removerbot.models.torch.sam import TorchSam
from tests.models.random_weights import Shape, random_sam
from tests.models.scenes import draw, overlap

pytestmark = pytest.mark.slow

HEADS_OF_64 = Shape(128, 3, 2, (1, 2))
HEADS_OF_80 = Shape(160, 3, 2, (1,))
AS_WIDE_AS_VIT_B = Shape(768, 4, 12, (1, 3))

TOLERANCE = {torch.float32: 1e-5, torch.bfloat16: 0.005, torch.float16: 0.001}
"""Of the features' root mean square, which is 1."""


@pytest.fixture(scope="module", params=[HEADS_OF_64, HEADS_OF_80], ids=["64", "80"])
def shape(request: pytest.FixtureRequest) -> Shape:
    shape: Shape = request.param
    return shape


@pytest.fixture(scope="module")
def sam(shape: Shape) -> Sam:
    return random_sam(shape)


@pytest.fixture(scope="module")
def pixels() -> torch.Tensor:
    """Two photos as the encoder takes them."""
    return torch.randn(2, 3, 1024, 1024, generator=torch.Generator().manual_seed(1))


@pytest.fixture(scope="module")
def plain(sam: Sam, pixels: torch.Tensor) -> torch.Tensor:
    features: torch.Tensor = sam.image_encoder(pixels)
    return features


def distance(one: torch.Tensor, other: torch.Tensor) -> float:
    return float((one - other).square().mean().sqrt())


@pytest.mark.parametrize("dtype", TOLERANCE)
def test_the_features_are_those_of_the_plain_encoder(
    sam: Sam, pixels: torch.Tensor, plain: torch.Tensor, dtype: torch.dtype
) -> None:
    with torch.inference_mode():
        features = Encoder(sam.image_encoder, dtype)(pixels)

    assert features.dtype == torch.float32
    assert distance(features, plain) < TOLERANCE[dtype]


def test_positions_matter_much_more_than_half_precision(
    sam: Sam, pixels: torch.Tensor, plain: torch.Tensor
) -> None:
    encoder = Encoder(sam.image_encoder, torch.float32)
    for name, places in encoder.named_buffers():
        if name.endswith(("rows", "columns")):
            places.zero_()

    with torch.inference_mode():
        without = encoder(pixels)

    assert distance(without, plain) > 10 * TOLERANCE[torch.bfloat16]


def test_half_precision_is_closer_than_the_plain_encoder_in_bfloat16(
    shape: Shape, sam: Sam, pixels: torch.Tensor, plain: torch.Tensor
) -> None:
    halved = random_sam(shape).image_encoder.bfloat16()

    with torch.inference_mode():
        ours = Encoder(sam.image_encoder, torch.bfloat16)(pixels)
        theirs = halved(pixels.bfloat16()).float()

    assert distance(ours, plain) < distance(theirs, plain) / 2


def test_each_kind_of_layer_is_compiled_as_one_graph_and_once(pixels: torch.Tensor) -> None:
    graphs: list[torch.fx.GraphModule] = []

    def backend(graph: torch.fx.GraphModule, _: object) -> object:
        graphs.append(graph)
        return graph.forward

    encoder = Encoder(random_sam(Shape(64, 5, 1, (1, 3))).image_encoder, torch.bfloat16)
    with torch.inference_mode():
        expected = encoder(pixels)
        found = encoder.compiled(backend)(pixels)

    assert len(graphs) == 2  # one of windows and one of the whole photo, for five layers
    assert torch.equal(found, expected)


@pytest.mark.parametrize("shape", [HEADS_OF_64, HEADS_OF_80, AS_WIDE_AS_VIT_B], ids=str)
def test_half_precision_finds_the_masks_that_the_plain_model_finds(shape: Shape) -> None:
    sam, photo = random_sam(shape, seed=1), draw(Size(900, 600))
    predictor = SamPredictor(sam)
    predictor.set_image(photo.rgb)
    point, label = np.array([photo.on]), np.ones(1)
    _, _, expected = predictor.predict(point, label, return_logits=True)

    fast = TorchSam("fast", sam, dtype=torch.bfloat16)
    embedding = fast.encode(photo.rgb)
    found = fast.decode(embedding, Prompt(keep=[photo.on]))

    assert distance(embedding.features.tensor, predictor.features) < 0.01
    for candidate, logits in zip(found[1:], expected, strict=True):
        assert overlap(candidate.logits > 0, logits > 0) > 0.99
        np.testing.assert_allclose(candidate.logits, logits, atol=0.05 * logits.std())
