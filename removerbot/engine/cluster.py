"""The engine whose model runs elsewhere, in processes that may die at any moment.

What waits is kept here, as in the local engine: those that somebody waits for go first, and a
photo is encoded once. Where its embedding is kept is the cluster's affair; here is only what
names it. Whatever dies with a process is asked for again.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from typing import Protocol

from removerbot.engine.base import EncodesAhead
from removerbot.engine.encode_queue import Encoding
from removerbot.errors import (
    DeviceFailed,
    EngineFailed,
    EngineTimeout,
    RemoverError,
)
from removerbot.imaging.types import Candidate, DecodeRequest, Photo
from removerbot.models.base import Embedding

_log = logging.getLogger(__name__)

TRIES = 8
"""How often the same is asked: a photo that kills whoever touches it must not kill all."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0
"""Seconds between two tries."""


class EmbeddingLostError(DeviceFailed):
    """It went with the process that made it."""


class Cluster(Protocol):
    """Processes that run the model. What they do may raise `DeviceFailed`."""

    async def encode(self, photo: Photo) -> Embedding:
        """Encode a photo; the embedding's `features` name what is kept elsewhere.

        Raises:
            UserError: its file cannot be decoded.
            EngineFailed: the model raised an exception.
        """

    async def decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        """Decode a prompt.

        Raises:
            EmbeddingLostError: it is to be encoded again.
            EngineFailed: the model raised an exception.
        """


class ClusterEngine(EncodesAhead):
    """Implements `removerbot.engine.base.Engine`; use it as an async context."""

    def __init__(
        self,
        cluster: Cluster,
        *,
        at_once: int,
        queue: int,
        timeout: float,
        cache_bytes: int,
    ) -> None:
        """Set up, without starting.

        Args:
            cluster: what runs the model.
            at_once: photos that it may be encoding.
            queue: photos that may wait for it.
            timeout: seconds that a call of `decode` may take.
            cache_bytes: memory of the cluster for embeddings.
        """
        super().__init__(workers=at_once, queue=queue, cache_bytes=cache_bytes)
        self._cluster = cluster
        self._timeout = timeout

    async def decode(
        self, photo: Photo, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        """See `removerbot.engine.base.Engine.decode`."""
        try:
            async with asyncio.timeout(self._timeout):
                embedding = await self._embedding(photo)
                return await asyncio.gather(
                    *(self._decode(photo, embedding, request) for request in requests)
                )
        except TimeoutError:
            raise EngineTimeout from None

    async def _decode(
        self, photo: Photo, embedding: Embedding, request: DecodeRequest
    ) -> list[Candidate]:
        for pause in _pauses():
            try:
                return await self._cluster.decode(embedding, request)
            except EmbeddingLostError as error:
                _log.warning("a photo is encoded again: %s", error)
                embedding = await self._encoded(photo)
            except DeviceFailed as error:
                _log.warning("a prompt is decoded again: %s", error)
                await asyncio.sleep(pause)
        raise EngineFailed(f"nothing came of {TRIES} tries")

    async def _encode_on(self) -> None:
        """Encode what comes, for ever."""
        while True:
            await self._photos.some()
            encodings = self._photos.take(1)
            try:
                for encoding in encodings:
                    await self._encode(encoding)
            finally:
                self._photos.finish(encodings)

    async def _encode(self, encoding: Encoding) -> None:
        for pause in _pauses():
            try:
                embedding = await self._cluster.encode(encoding.photo)
            except DeviceFailed as error:
                _log.warning("a photo is encoded again: %s", error)
                await asyncio.sleep(pause)
            except RemoverError as error:
                encoding.fail(error)
                return
            else:
                self._embeddings.put(encoding.photo.key, embedding, embedding.nbytes)
                encoding.done.set_result(embedding)
                return
        encoding.fail(EngineFailed(f"nothing came of {TRIES} tries"))


def _pauses() -> Iterator[float]:
    return (min(_FIRST_PAUSE * 2**number, _LONGEST_PAUSE) for number in range(TRIES))
