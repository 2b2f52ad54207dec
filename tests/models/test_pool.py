"""What `Pool` does when a device has no memory left or fails."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from removerbot.errors import DeviceFailed, WeightsMissing
from removerbot.imaging.types import DecodeRequest, Prompt
from removerbot.models.base import Embedding, Image, Segmenter
from removerbot.models.pool import Pool
from tests.fakes import FakeGpu, FakeSegmenter

PROMPT = Prompt([(5, 5)])


def images(count: int) -> list[Image]:
    return [Image(np.full((8, 12, 3), number, np.uint8)) for number in range(count)]


def no_fallback() -> Segmenter:
    raise AssertionError


def names(embeddings: Sequence[Embedding]) -> list[int]:
    return [embedding.features for embedding in embeddings]


def test_a_batch_that_does_not_fit_into_memory_is_halved_and_later_ones_fit() -> None:
    gpu = FakeGpu("cuda:0", batch=8, room=2)
    pool = Pool([gpu], no_fallback)

    assert names(pool.encode_all(images(8))) == list(range(8))
    assert gpu.tried == [8, 4, 2, 2, 2, 2]
    assert pool.batch == 2
    assert names(pool.encode_all(images(5))) == list(range(5))
    assert gpu.tried[6:] == [2, 2, 1]
    assert pool.failed == ()


def test_a_batch_of_prompts_is_halved_as_well() -> None:
    gpu = FakeGpu("cuda:0", batch=8, room=3)
    pool = Pool([gpu], no_fallback)
    [embedding] = pool.encode_all(images(1))

    prompts = [Prompt([(x, 5)]) for x in range(6)]
    answers = pool.decode_all([(embedding, DecodeRequest(prompt)) for prompt in prompts])

    assert gpu.tried == [1, 6, 3, 3]
    for prompt, [first, *_] in zip(prompts, answers, strict=True):
        assert np.array_equal(first.logits, gpu.decode(embedding, prompt)[0].logits)


def test_when_a_gpu_fails_the_others_take_over() -> None:
    broken, sound = FakeGpu("cuda:0"), FakeGpu("cuda:1")
    pool = Pool([broken, sound], no_fallback)
    broken.is_broken = True

    assert names(pool.encode_all(images(3))) == [0, 1, 2]
    assert {e.device for e in pool.encode_all(images(3))} == {"cuda:1"}
    assert (pool.device, pool.failed) == ("cuda:1", ("cuda:0",))


def test_a_gpu_without_memory_for_one_photo_is_taken_out_of_service() -> None:
    pool = Pool([FakeGpu("cuda:0", room=0), FakeGpu("cuda:1")], no_fallback)

    assert names(pool.encode_all(images(4))) == [0, 1, 2, 3]
    assert pool.failed == ("cuda:0",)


def test_when_the_last_gpu_fails_the_fallback_takes_over() -> None:
    gpu, mobile = FakeGpu("cuda:0"), FakeSegmenter()
    pool = Pool([gpu], lambda: mobile)
    assert (pool.name, pool.device, pool.batch) == ("fake_vit", "cuda:0", 8)
    gpu.is_broken = True

    assert names(pool.encode_all(images(2))) == [0, 1]
    assert mobile.encoded == [0, 1]
    assert (pool.name, pool.device, pool.batch) == ("fake", "cpu", 1)
    assert pool.failed == ("cuda:0",)


def test_the_fallback_is_used_if_no_gpu_could_be_loaded() -> None:
    pool = Pool([], FakeSegmenter)

    assert names(pool.encode_all(images(2))) == [0, 1]
    assert pool.name == "fake"


def test_a_fallback_that_cannot_be_loaded_is_tried_again_the_next_time() -> None:
    attempts = []

    def load() -> Segmenter:
        attempts.append(1)
        if len(attempts) == 1:
            raise WeightsMissing("no network")
        return FakeSegmenter()

    gpu = FakeGpu("cuda:0")
    pool = Pool([gpu], load)
    gpu.is_broken = True

    with pytest.raises(WeightsMissing):
        pool.encode_all(images(1))
    assert names(pool.encode_all(images(1))) == [0]


def test_embeddings_are_lost_with_their_gpu() -> None:
    gpus = [FakeGpu("cuda:0"), FakeGpu("cuda:1")]
    pool = Pool(gpus, no_fallback)
    embedding = pool.encode(*images(1)[0])
    owner = next(gpu for gpu in gpus if gpu.device == embedding.device)
    owner.is_broken = True

    for _ in range(2):
        with pytest.raises(DeviceFailed):
            pool.decode(embedding, PROMPT)

    assert pool.failed == (embedding.device,)
    assert pool.decode(pool.encode(*images(1)[0]), PROMPT)


def test_an_error_of_another_kind_takes_no_gpu_out_of_service() -> None:
    def fail(_: int) -> None:
        raise ValueError("our mistake")

    pool = Pool([FakeGpu("cuda:0", on_encode=fail)], no_fallback)

    with pytest.raises(ValueError, match="our mistake"):
        pool.encode_all(images(1))
    assert pool.failed == ()


def test_photos_go_to_the_least_busy_gpu_and_prompts_to_that_of_their_photo() -> None:
    both = threading.Barrier(2)  # nobody gets by alone
    gpus = [FakeGpu(f"cuda:{n}", on_encode=lambda _: both.wait(20)) for n in range(2)]
    pool = Pool(gpus, no_fallback)

    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda image: pool.encode_all([image]), images(2)))

    assert {embedding.device for [embedding] in found} == {"cuda:0", "cuda:1"}
    for [embedding] in found:
        pool.decode(embedding, PROMPT)
    assert [gpu.decoded for gpu in gpus] == [1, 1]


def test_all_release_memory_together() -> None:
    gpus = [FakeGpu("cuda:0"), FakeGpu("cuda:1")]

    Pool(gpus, no_fallback).release_memory()

    assert [gpu.releases for gpu in gpus] == [1, 1]
