"""What every segmenter guarantees, tested on all of them.

`mobile` runs with its real weights, on both of its runtimes. `small_vit` has random ones,
so it is not asked whether it finds anything.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from removerbot.imaging.types import Candidate, Prompt, Size
from removerbot.models.base import Embedding, Segmenter
from tests.models.scenes import Scene, draw, enlarge, overlap

pytestmark = pytest.mark.slow

LANDSCAPE, PORTRAIT = Size(640, 427), Size(300, 512)


@pytest.fixture(scope="module", params=["mobile", "mobile_on_onnxruntime", "small_vit"])
def segmenter(request: pytest.FixtureRequest) -> Segmenter:
    segmenter: Segmenter = request.getfixturevalue(request.param)
    return segmenter


@pytest.fixture(scope="module")
def photo() -> Scene:
    return draw(LANDSCAPE)


@pytest.fixture(scope="module")
def embedding(segmenter: Segmenter, photo: Scene) -> Embedding:
    return segmenter.encode(photo.rgb)


@pytest.fixture(params=["point", "points", "box", "box and points"])
def prompt(request: pytest.FixtureRequest, photo: Scene) -> Prompt:
    prompts = {
        "point": Prompt(keep=[photo.on]),
        "points": Prompt(keep=[photo.on, (photo.on.x + 9, photo.on.y)], drop=[photo.off]),
        "box": Prompt(box=photo.box),
        "box and points": Prompt(keep=[photo.on], drop=[photo.off], box=photo.box),
    }
    return prompts[request.param]


def logits(candidates: list[Candidate]) -> np.ndarray:
    return np.stack([candidate.logits for candidate in candidates])


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, Size(1, 1), Size(1, 4000)])
def test_an_embedding_has_the_size_of_its_photo_and_the_name_of_its_model(
    segmenter: Segmenter, size: Size
) -> None:
    embedding = segmenter.encode(draw(size).rgb)

    assert embedding.size == size
    assert embedding.model == segmenter.name
    assert tuple(embedding.features.shape) == (1, 256, 64, 64)
    assert embedding.nbytes == embedding.features.nbytes


def test_prompts_on_a_smaller_version_are_in_pixels_of_the_photo(
    segmenter: Segmenter, photo: Scene, embedding: Embedding
) -> None:
    prompt = Prompt(keep=[(2 * photo.on.x, 2 * photo.on.y)])

    smaller = segmenter.encode(photo.rgb, Size(2 * photo.size.width, 2 * photo.size.height))

    ours = segmenter.decode(smaller, prompt)
    theirs = segmenter.decode(embedding, Prompt(keep=[photo.on]))
    assert ours[0].extent == theirs[0].extent
    # The middle of a pixel is not that of the one twice as fine.
    np.testing.assert_allclose(logits(ours), logits(theirs), atol=2)


def test_four_candidates_come_in_the_order_of_their_tokens(
    segmenter: Segmenter, embedding: Embedding, prompt: Prompt
) -> None:
    candidates = segmenter.decode(embedding, prompt)

    assert [candidate.mask_index for candidate in candidates] == [0, 1, 2, 3]
    for candidate in candidates:
        assert candidate.logits.shape == (256, 256)
        assert candidate.logits.dtype == np.float32
        assert np.isfinite(candidate.logits).all()
        assert isinstance(candidate.score, float)
        assert candidate.extent == (256, 683 / 4)
    assert len(np.unique(logits(candidates), axis=0)) == 4


def test_every_part_of_a_prompt_changes_the_masks(
    segmenter: Segmenter, embedding: Embedding, photo: Scene
) -> None:
    prompts = [
        Prompt(keep=[photo.on]),
        Prompt(keep=[photo.off]),
        Prompt(keep=[photo.on, photo.off]),
        Prompt(keep=[photo.on], drop=[photo.off]),
        Prompt(keep=[photo.on], box=photo.box),
        Prompt(drop=[photo.off], box=photo.box),
        Prompt(box=photo.box),
    ]

    answers = [logits(segmenter.decode(embedding, prompt)) for prompt in prompts]

    for number, answer in enumerate(answers):
        for other in answers[:number]:
            assert not np.allclose(answer, other, atol=1e-3)


def test_the_mask_input_changes_the_masks(
    segmenter: Segmenter, embedding: Embedding, photo: Scene
) -> None:
    prompt = Prompt(keep=[photo.on])
    first = segmenter.decode(embedding, prompt)

    after_one, after_another = (segmenter.decode(embedding, prompt, first[i]) for i in (1, 3))

    assert not np.allclose(logits(after_one), logits(first), atol=1e-3)
    assert not np.allclose(logits(after_one), logits(after_another), atol=1e-3)


def test_calls_in_several_threads_do_not_affect_each_other(segmenter: Segmenter) -> None:
    photos = [draw(LANDSCAPE), draw(PORTRAIT)]

    def cut(photo: Scene) -> np.ndarray:
        return logits(segmenter.decode(segmenter.encode(photo.rgb), Prompt(keep=[photo.on])))

    alone = [cut(photo) for photo in photos]
    embeddings = [segmenter.encode(photo.rgb) for photo in photos]
    interleaved = [
        logits(segmenter.decode(embedding, Prompt(keep=[photo.on])))
        for photo, embedding in zip(photos, embeddings, strict=True)
    ]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(cut, photos * 2))

    for number, expected in enumerate(alone):
        for other in (interleaved[number], together[number], together[number + 2]):
            np.testing.assert_allclose(other, expected, atol=1e-3)
    assert not np.allclose(alone[0], alone[1], atol=1e-3)


@pytest.mark.parametrize(
    "size",
    [
        Size(1280, 853),
        Size(600, 1024),
        Size(32, 20),
        Size(20, 32),
        Size(333, 1001),
        Size(4000, 3000),
    ],
    ids=str,
)
def test_pixels_of_the_photo_are_pixels_of_the_mask(
    mobile: Segmenter,
    size: Size,
) -> None:
    photo = draw(size)
    embedding = mobile.encode(photo.rgb)

    for prompt in (
        Prompt(keep=[photo.on]),
        Prompt(box=photo.box),
        Prompt(keep=[photo.on], drop=[photo.off]),
    ):
        best = max(mobile.decode(embedding, prompt), key=lambda candidate: candidate.score)
        assert overlap(enlarge(best, size), photo.truth) > 0.95
