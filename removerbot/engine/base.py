"""The interface of engines, and their common part: queue, embeddings and time limit."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, Self, TypeVar

from removerbot.errors import (
    DeviceFailed,
    EngineBusy,
    EngineFailed,
    EngineTimeout,
    RemoverError,
)
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.types import Candidate, DecodeRequest, Photo
from removerbot.models.base import Embedding
from removerbot.process.metrics import Metrics


class Engine(Protocol):
    """Runs a model without blocking the event loop."""

    async def prepare(self, photo: Photo) -> None:
        """Queues the photo to be encoded, as a prompt on it may follow. Returns at once."""

    async def decode(
        self, photo: Photo, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        """Runs the mask decoder for each of the requests; encodes the photo first if needed.

        Returns:
            SAM's four masks for each of the requests, in their order.

        Raises:
            DamagedImage: the photo's file cannot be decoded.
            EngineBusy: the queue is full.
            EngineTimeout: it took too long.
            EngineFailed: the model raised an exception.
        """


class Machine(NamedTuple):
    """The model of an engine, its device, the devices that are out of service, and the state
    of the subject model beside it, see `removerbot.engine.subjects`."""

    model: str
    device: str
    failed: Sequence[str] = ()
    subject: str = "off"


Encoded = TypeVar("Encoded")


@dataclass(slots=True, eq=False)
class Encoding(Generic[Encoded]):
    """A photo to encode, the number of calls that wait for it, and its result."""

    photo: Photo
    waiters: int = 0
    result: asyncio.Future[Encoded] = field(default_factory=asyncio.Future)

    def fail(self, error: RemoverError) -> None:
        """Sets the error that waiting calls raise."""
        self.result.set_exception(error)
        self.result.exception()  # marks it as read: there may be no waiter


class EncodeQueue(Generic[Encoded]):
    """Photos to encode, each of them once. Those with waiters go first; of the others, which
    are only hints, the oldest is dropped when more than `limit` photos are queued."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._queued: dict[str, Encoding[Encoded]] = {}
        self._running: dict[str, Encoding[Encoded]] = {}
        self._added = asyncio.Event()

    def __len__(self) -> int:
        return len(self._queued)

    @property
    def running(self) -> int:
        """Number of photos that are being encoded."""
        return len(self._running)

    @property
    def is_awaited(self) -> bool:
        """Whether a queued photo has waiters."""
        return any(encoding.waiters for encoding in self._queued.values())

    def add(self, photo: Photo) -> Encoding[Encoded]:
        """Returns the encoding of a photo; queues it unless it is queued or running.

        Raises:
            EngineBusy: the queue is full of photos with waiters.
        """
        encoding = self._running.get(photo.key) or self._queued.get(photo.key)
        if encoding is None:
            if len(self._queued) >= self._limit:
                self._drop_hint()
            encoding = self._queued[photo.key] = Encoding[Encoded](photo)
            self._added.set()
        return encoding

    async def wait(self) -> None:
        """Waits until the queue is not empty."""
        while not self._queued:
            self._added.clear()
            await self._added.wait()

    def take(self, count: int) -> list[Encoding[Encoded]]:
        """Moves up to `count` encodings from the queue to the running ones."""
        first = sorted(self._queued.values(), key=lambda encoding: not encoding.waiters)[:count]
        for encoding in first:
            self._running[encoding.photo.key] = self._queued.pop(encoding.photo.key)
        return first

    def finish(self, encodings: list[Encoding[Encoded]]) -> None:
        """Removes running encodings; cancels those without a result."""
        for encoding in encodings:
            del self._running[encoding.photo.key]
            encoding.result.cancel()

    def cancel(self) -> None:
        """Cancels all queued encodings."""
        for encoding in self._queued.values():
            encoding.result.cancel()

    def _drop_hint(self) -> None:
        for key, encoding in self._queued.items():
            if not encoding.waiters:
                del self._queued[key]
                return
        raise EngineBusy


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine may use.

    Attributes:
        workers: photos, or batches of them, that are encoded at the same time.
        queue: photos that may wait to be encoded.
        timeout: seconds that a call of `decode` may take.
        cache_bytes: memory for embeddings.
    """

    workers: int
    queue: int
    timeout: float
    cache_bytes: int


class BaseEngine(ABC):
    """Implements `Engine`, except for running the model; use it as an async context. Measures
    the stages `segment`, `encode` and `mask`."""

    def __init__(self, limits: Limits, metrics: Metrics | None) -> None:
        self._limits = limits
        self._metrics = metrics or Metrics()
        self._embeddings = LruCache[str, Embedding](limits.cache_bytes)
        self._queue = EncodeQueue[Embedding](limits.queue)
        self._tasks: list[asyncio.Task[None]] = []
        self._decoding = 0
        queue, cache = self._queue, self._embeddings
        self._metrics.add_gauges(
            {
                "encoding_queue": ("Photos that wait to be encoded.", lambda: len(queue)),
                "cache_hits": ("Encoded photos found in memory.", lambda: cache.hits),
                "cache_misses": ("Encoded photos not found.", lambda: cache.misses),
                "devices_failed": (
                    "Devices that were taken out of service.",
                    lambda: len(self.machine.failed),
                ),
            }
        )

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self._limits.workers)]
        return self

    async def __aexit__(self, *_exception: object) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._queue.cancel()

    @property
    @abstractmethod
    def machine(self) -> Machine:
        """What the engine runs on now."""

    @property
    def is_encoding(self) -> bool:
        """Whether a photo is queued or being encoded."""
        return bool(len(self._queue) or self._queue.running)

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for the model, or a photo for its encoding."""
        return self.is_encoding or self._decoding > 0

    async def prepare(self, photo: Photo) -> None:
        """See `Engine.prepare`."""
        if self._embeddings.get(photo.key) is None:
            with suppress(EngineBusy):
                self._queue.add(photo)

    async def decode(
        self, photo: Photo, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        """See `Engine.decode`."""
        self._decoding += 1
        try:
            with self._metrics.stage("segment"):
                async with asyncio.timeout(self._limits.timeout):
                    embedding = self._embeddings.get(photo.key) or await self._encoded(photo)
                    return await self._decode(photo, embedding, requests)
        except TimeoutError:
            raise EngineTimeout from None
        except DeviceFailed as error:
            raise EngineFailed(str(error)) from error
        finally:
            self._decoding -= 1

    @abstractmethod
    async def _decode(
        self, photo: Photo, embedding: Embedding, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        """Runs the mask decoder; encodes the photo again if its embedding is lost."""

    @abstractmethod
    async def _encode(self, encodings: list[Encoding[Embedding]]) -> None:
        """Sets the result or the error of each encoding."""

    async def _take(self) -> list[Encoding[Embedding]]:
        """Waits for photos to encode and takes as many as one call of `_encode` should get."""
        await self._queue.wait()
        return self._queue.take(1)

    async def _work(self) -> None:
        while True:
            encodings = await self._take()
            try:
                await self._encode(encodings)
            finally:
                self._queue.finish(encodings)

    def _succeed(self, encoding: Encoding[Embedding], embedding: Embedding) -> None:
        self._embeddings.put(encoding.photo.key, embedding, embedding.nbytes)
        encoding.result.set_result(embedding)

    async def _encoded(self, photo: Photo) -> Embedding:
        encoding = self._queue.add(photo)
        encoding.waiters += 1
        try:
            return await asyncio.shield(encoding.result)
        finally:
            encoding.waiters -= 1
