"""`ClusterEngine` on a cluster whose processes die."""

from dataclasses import dataclass, field

import pytest

from removerbot.engine.base import Limits, Machine
from removerbot.engine.cluster import TRIES, ClusterEngine, EmbeddingLostError
from removerbot.errors import DeviceFailed, EngineFailed
from removerbot.imaging.types import Candidate, DecodeRequest, Photo, Prompt
from removerbot.models.base import Embedding
from tests.fakes import FakeSegmenter, photo_named

POINT = DecodeRequest(Prompt([(5, 5)]))


@dataclass
class Frail:
    """A cluster that fails as it is told to.

    Attributes:
        encoding, decoding: what the next calls raise, one each.
        calls: how often each was called.
    """

    encoding: list[Exception] = field(default_factory=list)
    decoding: list[Exception] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=lambda: {"encode": 0, "decode": 0})

    async def encode(self, photo: Photo) -> Embedding:
        self.calls["encode"] += 1
        if self.encoding:
            raise self.encoding.pop(0)
        return Embedding(None, photo.size, "fake", 1000)

    async def decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        self.calls["decode"] += 1
        if self.decoding:
            raise self.decoding.pop(0)
        return FakeSegmenter().decode(embedding, request.prompt, request.mask_input)


async def answer(cluster: Frail) -> list[Candidate]:
    async with ClusterEngine(
        cluster, Machine("fake", "Ray"), Limits(1, queue=9, timeout=60, cache_bytes=100_000)
    ) as engine:
        [candidates] = await engine.decode(photo_named(1), [POINT])
        return candidates


async def test_a_photo_whose_embedding_is_lost_is_encoded_again() -> None:
    cluster = Frail(decoding=[EmbeddingLostError("gone")])
    assert len(await answer(cluster)) == 4
    assert cluster.calls == {"encode": 2, "decode": 2}


async def test_a_decoder_that_dies_causes_a_retry_with_the_same_embedding() -> None:
    cluster = Frail(decoding=[DeviceFailed("dead"), DeviceFailed("dead")])
    assert len(await answer(cluster)) == 4
    assert cluster.calls == {"encode": 1, "decode": 3}


async def test_an_encoder_that_dies_causes_a_retry() -> None:
    cluster = Frail(encoding=[DeviceFailed("dead")])
    assert len(await answer(cluster)) == 4
    assert cluster.calls == {"encode": 2, "decode": 1}


@pytest.mark.slow
@pytest.mark.parametrize("step", ["encode", "decode"])
async def test_a_photo_that_crashes_every_process_is_given_up(step: str) -> None:
    errors: list[Exception] = [DeviceFailed("dead") for _ in range(100)]
    cluster = Frail(encoding=errors) if step == "encode" else Frail(decoding=errors)
    with pytest.raises(EngineFailed, match=f"{TRIES} tries"):
        await answer(cluster)
    assert cluster.calls[step] == TRIES
