"""What cutouts are made with: a model, a decoder of photos, a way to their files."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol, Self

from removerbot.engine.encode_queue import EncodeQueue
from removerbot.errors import EngineBusy
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.types import Candidate, DecodeRequest, Photo, Pixels
from removerbot.models.base import Embedding


class Engine(Protocol):
    """Runs the model, somewhere else than in the event loop."""

    async def prepare(self, photo: Photo) -> None:
        """Take the hint that a prompt on this photo may follow. Returns at once."""

    async def decode(
        self, photo: Photo, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        """Runs the mask decoder for each of the requests; encodes the photo first if needed.

        Returns:
            SAM's four masks for each of the requests, in their order.

        Raises:
            EngineBusy: too many wait already.
            EngineTimeout: it took too long.
            EngineFailed: the model raised an exception.
        """


class Photos(Protocol):
    """Looks into image files. Blocks, so call it from a thread."""

    def read_photo(self, data: bytes) -> Photo:
        """Read a file's header.

        Raises:
            UserError: it is no photo that can be read, or over the limits.
        """

    def decode(self, photo: Photo, least: int | None = None) -> Pixels:
        """See `removerbot.imaging.photo.decode`.

        Raises:
            DamagedImage: it cannot be decoded, or not within the limits.
        """


class Files(Protocol):
    """Where photos are fetched from, again and again if need be."""

    async def fetch(self, file_id: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileTooLarge: it is larger than can be fetched.
            PhotoGone: it can no longer be had.
        """


class Machine(NamedTuple):
    """Which model runs, where, and on which devices it no more does, or `none`."""

    model: str
    device: str
    failed: str


class EncodesAhead(ABC):
    """Keeps the photos that wait and the embeddings; use it as an async context.

    Args:
        workers: how many times `_encode_on` runs side by side.
        queue: photos that may wait.
        cache_bytes: memory for embeddings.
    """

    def __init__(self, *, workers: int, queue: int, cache_bytes: int) -> None:
        self._workers = workers
        self._embeddings = LruCache[str, Embedding](cache_bytes)
        self._photos = EncodeQueue(queue)
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._encode_on()) for _ in range(self._workers)]
        return self

    async def __aexit__(self, *_exception: object) -> None:
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

    @abstractmethod
    async def _encode_on(self) -> None:
        """Encode what comes, for ever."""

    async def _embedding(self, photo: Photo) -> Embedding:
        return self._embeddings.get(photo.key) or await self._encoded(photo)

    async def _encoded(self, photo: Photo) -> Embedding:
        encoding = self._photos.add(photo)
        encoding.asked += 1
        try:
            return await asyncio.shield(encoding.done)
        finally:
            encoding.asked -= 1
