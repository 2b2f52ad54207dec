"""The engine whose model runs in other processes, which may die at any moment.

The queue is in this process; embeddings are in the cluster, and only references to them here.
What is lost with a process is requested again.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from typing import Protocol

from removerbot.engine.base import BaseEngine, Encoding, Limits, Machine
from removerbot.errors import DeviceFailed, EngineFailed, RemoverError
from removerbot.imaging.types import Candidate, DecodeRequest, Photo
from removerbot.models.base import Embedding
from removerbot.process.metrics import Metrics

_log = logging.getLogger(__name__)

TRIES = 8
"""Tries of a call. The limit stops a photo that crashes every process it is sent to."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0
"""Seconds between two tries."""


class EmbeddingLostError(DeviceFailed):
    """The process that held the embedding has died."""


class Cluster(Protocol):
    """Processes that run the model. Its methods may raise `DeviceFailed`."""

    async def encode(self, photo: Photo) -> Embedding:
        """Encodes a photo; `features` of the result are a reference.

        Raises:
            UserError: its file cannot be decoded.
            EngineFailed: the model raised an exception.
        """

    async def decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        """Runs the mask decoder.

        Raises:
            EmbeddingLostError: the photo has to be encoded again.
            EngineFailed: the model raised an exception.
        """


class ClusterEngine(BaseEngine):
    """Runs the model on a cluster.

    Args:
        cluster: runs the model.
        machine: what it runs on.
        limits: the memory for embeddings is the cluster's.
        metrics: see `BaseEngine`.
    """

    def __init__(
        self,
        cluster: Cluster,
        machine: Machine,
        limits: Limits,
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__(limits, metrics)
        self._cluster = cluster
        self._machine = machine

    @property
    def machine(self) -> Machine:
        """See `BaseEngine.machine`."""
        return self._machine

    async def _decode(
        self, photo: Photo, embedding: Embedding, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        return await asyncio.gather(
            *(self._decode_one(photo, embedding, request) for request in requests)
        )

    async def _decode_one(
        self, photo: Photo, embedding: Embedding, request: DecodeRequest
    ) -> list[Candidate]:
        for pause in _pauses():
            try:
                with self._metrics.stage("mask"):
                    return await self._cluster.decode(embedding, request)
            except EmbeddingLostError as error:
                _log.warning("a photo is encoded again: %s", error)
                embedding = await self._encoded(photo)
            except DeviceFailed as error:
                _log.warning("a prompt is decoded again: %s", error)
                await asyncio.sleep(pause)
        raise EngineFailed(f"nothing came of {TRIES} tries")

    async def _encode(self, encodings: list[Encoding[Embedding]]) -> None:
        [encoding] = encodings
        for pause in _pauses():
            try:
                with self._metrics.stage("encode"):
                    embedding = await self._cluster.encode(encoding.photo)
                self._succeed(encoding, embedding)
                return
            except DeviceFailed as error:
                _log.warning("a photo is encoded again: %s", error)
                await asyncio.sleep(pause)
            except RemoverError as error:
                encoding.fail(error)
                return
        encoding.fail(EngineFailed(f"nothing came of {TRIES} tries"))


def _pauses() -> Iterator[float]:
    return (min(_FIRST_PAUSE * 2**number, _LONGEST_PAUSE) for number in range(TRIES))
