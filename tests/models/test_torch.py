"""The segmenters on torch against `segment_anything`'s own predictor, on the same weights."""

from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from pickle import UnpicklingError

import numpy as np
import pytest
import torch
from segment_anything import SamPredictor
from segment_anything.modeling import Sam

from removerbot.errors import WeightsMissing
from removerbot.imaging.types import Candidate, DecodeRequest, Prompt, Size
from removerbot.models import registry
from removerbot.models.base import Embedding, Image, Segmenter
from removerbot.models.registry import Model
from removerbot.models.torch.sam import TorchSam
from removerbot.models.weights import File
from tests.models.random_weights import SHAPES, random_sam
from tests.models.scenes import Scene, draw

pytestmark = pytest.mark.slow

SIZE = Size(500, 333)


@pytest.fixture(scope="module")
def photo() -> Scene:
    return draw(SIZE)


@pytest.fixture(scope="module")
def predictor(small_sam: Sam, photo: Scene) -> SamPredictor:
    predictor = SamPredictor(small_sam)
    predictor.set_image(photo.rgb)
    return predictor


@pytest.fixture(scope="module")
def embedding(small_vit: Segmenter, photo: Scene) -> Embedding:
    return small_vit.encode(photo.rgb)


def expected(predictor: SamPredictor, **prompt: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logits and scores of all four tokens; points and edges are real numbers.

    The predictor adds 0.5 after scaling, as if every coordinate were a whole pixel.
    """
    shift = 0.5 * SIZE.width / 1024, 0.5 * SIZE.height / 682
    if "point_coords" in prompt:
        prompt["point_coords"] = prompt["point_coords"] - shift
    if "box" in prompt:
        prompt["box"] = prompt["box"] - [*shift, *shift]
    answers = [
        predictor.predict(**prompt, multimask_output=several) for several in (False, True)
    ]
    return (
        np.concatenate([logits for _, _, logits in answers]),
        np.concatenate([scores for _, scores, _ in answers]),
    )


def same(candidates: list[Candidate], answer: tuple[np.ndarray, np.ndarray]) -> None:
    logits, scores = answer
    np.testing.assert_allclose([c.logits for c in candidates], logits, atol=1e-3)
    np.testing.assert_allclose([c.score for c in candidates], scores, atol=1e-3)


def test_the_embedding_is_the_predictors(embedding: Embedding, predictor: SamPredictor) -> None:
    assert embedding.features.tensor.dtype == torch.float16
    np.testing.assert_allclose(
        embedding.features.tensor, predictor.get_image_embedding(), atol=0.02
    )


def test_the_masks_of_points_are_the_predictors(
    small_vit: Segmenter, embedding: Embedding, predictor: SamPredictor, photo: Scene
) -> None:
    points = np.array([photo.on, photo.off])

    found = small_vit.decode(embedding, Prompt(keep=[photo.on], drop=[photo.off]))

    answer = expected(predictor, point_coords=points + 0.5, point_labels=np.array([1, 0]))
    same(found, answer)


def test_the_masks_of_a_box_are_the_predictors(
    small_vit: Segmenter, embedding: Embedding, predictor: SamPredictor, photo: Scene
) -> None:
    found = small_vit.decode(embedding, Prompt(box=photo.box))

    same(found, expected(predictor, box=np.array(photo.box)))


def test_the_masks_of_a_box_a_point_and_a_mask_are_the_predictors(
    small_vit: Segmenter, embedding: Embedding, predictor: SamPredictor, photo: Scene
) -> None:
    previous = small_vit.decode(embedding, Prompt(keep=[photo.off]))[2]

    found = small_vit.decode(embedding, Prompt(keep=[photo.on], box=photo.box), previous)

    answer = expected(
        predictor,
        point_coords=np.array([photo.on]) + 0.5,
        point_labels=np.array([1]),
        box=np.array(photo.box),
        mask_input=previous.logits[None],
    )
    same(found, answer)


def with_files(file: File) -> dict[str, Model]:
    """A registry of `vit_b` alone, with another checkpoint."""
    return {"vit_b": replace(registry.MODELS["vit_b"], files=(file,))}


def test_a_checkpoint_becomes_a_model_with_its_weights(tmp_path: Path) -> None:
    sam = random_sam(SHAPES["vit_b"])
    torch.save(sam.state_dict(), tmp_path / "b.pth")
    with (tmp_path / "b.pth").open("rb") as content:
        sha256 = file_digest(content, "sha256").hexdigest()
    models = with_files(File("b.pth", 375, sha256, ()))

    loaded = registry.load(registry.Target("vit_b", "cpu", tmp_path), models)

    assert isinstance(loaded, TorchSam)
    assert loaded.name == "vit_b"
    ours, theirs = TorchSam("vit_b", sam)._encoder, loaded._encoder
    for one, other in zip(
        ours.state_dict().values(), theirs.state_dict().values(), strict=True
    ):
        assert torch.equal(one, other)


def test_prompts_in_a_batch_give_the_same_masks_as_alone(small_vit: Segmenter) -> None:
    one, other = draw(SIZE), draw(Size(300, 512))
    first, second = small_vit.encode(one.rgb), small_vit.encode(other.rgb)
    previous = small_vit.decode(second, Prompt(box=other.box))[1]
    requests = [
        (first, DecodeRequest(Prompt(keep=[one.on]))),
        (second, DecodeRequest(Prompt(keep=[other.on], drop=[other.off]))),
        (second, DecodeRequest(Prompt(keep=[other.on]), previous)),
        (first, DecodeRequest(Prompt(keep=[one.off]))),
        (first, DecodeRequest(Prompt(box=one.box))),
        (first, DecodeRequest(Prompt(keep=[one.on], box=one.box), previous)),
    ]

    together = small_vit.decode_all(requests)

    for (embedding, request), candidates in zip(requests, together, strict=True):
        alone = small_vit.decode(embedding, request.prompt, request.mask_input)
        assert [c.extent for c in candidates] == [c.extent for c in alone]
        same(
            candidates,
            (np.array([c.logits for c in alone]), np.array([c.score for c in alone])),
        )


@pytest.mark.parametrize("count", [0, 1, 3, 7])
def test_photos_in_a_batch_give_the_same_features_as_alone(
    small_vit: Segmenter, count: int
) -> None:
    sizes = [Size(300 + 40 * number, 200) for number in range(count)]

    together = small_vit.encode_all([Image(draw(size).rgb, size) for size in sizes])

    assert [embedding.size for embedding in together] == sizes
    for size, embedding in zip(sizes, together, strict=True):
        alone = small_vit.encode(draw(size).rgb)
        np.testing.assert_allclose(embedding.features.tensor, alone.features.tensor, atol=0.005)


def test_a_missing_checkpoint_is_a_one_line_error(tmp_path: Path) -> None:
    models = with_files(File("b.pth", 375, "0" * 64, ()))

    with pytest.raises(WeightsMissing, match=r"b\.pth") as caught:
        registry.load(registry.Target("vit_b", "cpu", tmp_path), models)

    assert len(str(caught.value).splitlines()) == 1


def test_code_in_a_checkpoint_is_not_run(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "ran",)

    torch.save({"image_encoder.pos_embed": Trap()}, tmp_path / "trap.pth")

    with pytest.raises(UnpicklingError):
        TorchSam.load("vit_b", (tmp_path / "trap.pth",))

    assert not (tmp_path / "ran").exists()
