"""The engine whose model runs elsewhere, in processes that may die at any moment.

What waits is kept here, as in the local engine: those that somebody waits for go first, and a
photo is encoded once. Where its embedding is kept is the cluster's affair; here is only what
names it. Whatever dies with a process is asked for again.
"""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import Protocol, Self

from removerbot.core.cache import BudgetCache
from removerbot.core.types import Candidate, Photo, Prompt
from removerbot.engine.waiting import Encoding, Waiting
from removerbot.errors import (
    DeviceFailed,
    EngineBusy,
    EngineFailed,
    EngineTimeout,
    RemoverError,
)
from removerbot.segment.base import Embedding

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

    async def decode(
        self, embedding: Embedding, prompt: Prompt, previous: Candidate | None
    ) -> list[Candidate]:
        """Decode a prompt.

        Raises:
            EmbeddingLostError: it is to be encoded again.
            EngineFailed: the model raised an exception.
        """


class ClusterEngine:
    """Implements `removerbot.ports.Engine`; use it as an async context."""

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
            timeout: seconds that `segment` may take.
            cache_bytes: memory of the cluster for embeddings.
        """
        self._cluster = cluster
        self._at_once = at_once
        self._timeout = timeout
        self._embeddings = BudgetCache[str, Embedding](cache_bytes)
        self._photos = Waiting(queue)
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._encode_on()) for _ in range(self._at_once)]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._photos.cancel()

    @property
    def is_encoding(self) -> bool:
        """Whether any photo is being encoded or waits for it."""
        return bool(len(self._photos) or self._photos.running)

    @property
    def waiting(self) -> int:
        """How many photos wait to be encoded."""
        return len(self._photos)

    @property
    def cache_hits(self) -> int:
        """How often a photo was found to be encoded already."""
        return self._embeddings.hits

    @property
    def cache_misses(self) -> int:
        """How often it was not."""
        return self._embeddings.misses

    async def prepare(self, photo: Photo) -> None:
        """Encode the photo as soon as nobody waits for another one."""
        if self._embeddings.get(photo.key) is None:
            with suppress(EngineBusy):
                self._photos.add(photo)

    async def segment(
        self, photo: Photo, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        """See `removerbot.ports.Engine.segment`."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._segment(photo, prompt, previous)
        except TimeoutError:
            raise EngineTimeout from None

    async def _segment(
        self, photo: Photo, prompt: Prompt, previous: Candidate | None
    ) -> list[Candidate]:
        embedding = self._embeddings.get(photo.key) or await self._encoded(photo)
        for pause in _pauses():
            try:
                return await self._cluster.decode(embedding, prompt, previous)
            except EmbeddingLostError as error:
                _log.warning("a photo is encoded again: %s", error)
                embedding = await self._encoded(photo)
            except DeviceFailed as error:
                _log.warning("a prompt is decoded again: %s", error)
                await asyncio.sleep(pause)
        raise EngineFailed(f"nothing came of {TRIES} tries")

    async def _encoded(self, photo: Photo) -> Embedding:
        encoding = self._photos.add(photo)
        encoding.asked += 1
        try:
            return await asyncio.shield(encoding.done)
        finally:
            encoding.asked -= 1

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
