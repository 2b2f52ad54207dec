"""What engines have in common: queue, embeddings and time limit."""

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Self, TypeVar, TypeVarTuple

from removerbot.engine.sharing import FairThreads
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
from removerbot.process.resources import cpu_count
from removerbot.process.supervision import forever
from removerbot.process.turns import RoundRobin, who_asks

Result = TypeVar("Result")
Args = TypeVarTuple("Args")


class Machine(NamedTuple):
    """The model of an engine, its device, and the devices that are out of service."""

    model: str
    device: str
    failed: Sequence[str] = ()


Encoded = TypeVar("Encoded")


@dataclass(slots=True, eq=False)
class Encoding(Generic[Encoded]):
    """A photo to encode, the person it is for, how many calls wait for it, and the result."""

    photo: Photo
    person: Hashable = field(default_factory=who_asks)
    waiters: int = 0
    result: asyncio.Future[Encoded] = field(default_factory=asyncio.Future)

    def fail(self, error: RemoverError) -> None:
        """Sets the error that waiting calls raise."""
        self.result.set_exception(error)
        self.result.exception()  # marks it as read: there may be no waiter


class EncodeQueue(Generic[Encoded]):
    """Photos to encode, each of them once. Those with waiters go first; otherwise people take
    turns. Of more than `limit` photos one without waiters is dropped, the oldest of the person
    who has the most of them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._queued = RoundRobin[Encoding[Encoded]]()
        self._by_key: dict[str, Encoding[Encoded]] = {}  # those that are queued or running
        self._running: list[Encoding[Encoded]] = []
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
        return any(encoding.waiters for _, encoding in self._queued)

    def add(self, photo: Photo) -> Encoding[Encoded]:
        """Returns the encoding of a photo; queues it unless it is queued or running.

        Raises:
            EngineBusy: the queue is full of photos with waiters.
        """
        encoding = self._by_key.get(photo.key)
        if encoding is None:
            if len(self._queued) >= self._limit:
                self._drop_hint()
            encoding = self._by_key[photo.key] = Encoding[Encoded](photo)
            self._queued.add(encoding.person, encoding)
            self._added.set()
        return encoding

    async def wait(self) -> None:
        """Waits until the queue is not empty."""
        while not self._queued:
            self._added.clear()
            await self._added.wait()

    def next(self, count: int) -> list[Encoding[Encoded]]:
        """Returns up to `count` encodings, in the order in which they should be taken."""
        turns = (encoding for _, encoding in self._queued)
        return sorted(turns, key=lambda encoding: not encoding.waiters)[:count]

    def take(self, encodings: list[Encoding[Encoded]]) -> list[Encoding[Encoded]]:
        """Moves encodings from the queue to the running ones."""
        for encoding in encodings:
            self._queued.take(encoding.person, encoding)
            self._running.append(encoding)
        return encodings

    def finish(self, encodings: list[Encoding[Encoded]]) -> None:
        """Removes running encodings; cancels those without a result."""
        for encoding in encodings:
            self._running.remove(encoding)
            del self._by_key[encoding.photo.key]
            encoding.result.cancel()

    def cancel(self) -> None:
        """Cancels all queued encodings."""
        for _, encoding in self._queued:
            encoding.result.cancel()

    def _drop_hint(self) -> None:
        hints = [encoding for _, encoding in self._queued if not encoding.waiters]
        if not hints:
            raise EngineBusy
        counts = Counter(hint.person for hint in hints)
        hint = max(hints, key=lambda hint: counts[hint.person])  # the first of those
        self._queued.discard(hint.person, hint)
        del self._by_key[hint.photo.key]
        hint.result.cancel()


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


class Engine(ABC):
    """Runs a model, and other work on pixels, without blocking the event loop; use it as an
    async context. Measures the stages `segment`, `encode` and `mask`."""

    def __init__(self, limits: Limits, metrics: Metrics | None) -> None:
        self._limits = limits
        self._metrics = metrics or Metrics()
        self._embeddings = LruCache[str, Embedding](limits.cache_bytes)
        self._queue = EncodeQueue[Embedding](limits.queue)
        self._threads = FairThreads(max(2, cpu_count()), "pixels")
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
        self._tasks = [
            asyncio.create_task(forever(f"encode worker {number}", self._work, self._metrics))
            for number in range(self._limits.workers)
        ]
        return self

    async def __aexit__(self, *_exception: object) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._queue.cancel()
        self._threads.close()

    @property
    @abstractmethod
    def machine(self) -> Machine:
        """What the engine runs on now."""

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for the model, or a photo for its encoding."""
        return bool(len(self._queue) or self._queue.running or self._decoding)

    async def compute(self, work: Callable[[*Args], Result], *args: *Args) -> Result:
        """Runs work on a thread, in its turn: for each person one piece of work at a time."""
        return await self._threads.run(work, *args)

    async def prepare(self, photo: Photo) -> None:
        """Queues the photo to be encoded, as a prompt on it may follow. Returns at once."""
        if self._embeddings.get(photo.key) is None:
            with suppress(EngineBusy):
                self._queue.add(photo)
                self._read_ahead()

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

    def _read_ahead(self) -> None:  # noqa: B027 - not every engine decodes photos
        """Is called when photos were queued, or another one of them is first."""

    async def _take(self) -> list[Encoding[Embedding]]:
        """Waits for photos to encode and takes as many as one call of `_encode` should get."""
        await self._queue.wait()
        return self._queue.take(self._queue.next(1))

    async def _work(self) -> None:
        """Encodes the next photos. Those whose encoding raises an unforeseen exception fail,
        and the exception is left to `forever`."""
        encodings = await self._take()
        try:
            await self._encode(encodings)
        except Exception as error:
            for encoding in encodings:
                if not encoding.result.done():
                    encoding.fail(EngineFailed(str(error)))
            raise
        finally:
            self._queue.finish(encodings)

    def _succeed(self, encoding: Encoding[Embedding], embedding: Embedding) -> None:
        self._embeddings.put(encoding.photo.key, embedding, embedding.nbytes)
        encoding.result.set_result(embedding)

    async def _encoded(self, photo: Photo) -> Embedding:
        encoding = self._queue.add(photo)
        encoding.waiters += 1
        self._read_ahead()
        try:
            return await asyncio.shield(encoding.result)
        finally:
            encoding.waiters -= 1
