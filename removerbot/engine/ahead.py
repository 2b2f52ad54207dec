"""What engines have in common: photos are encoded ahead, each once, and kept for a while."""

import asyncio
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import Self

from removerbot.core.cache import BudgetCache
from removerbot.core.types import Photo
from removerbot.engine.waiting import Waiting
from removerbot.errors import EngineBusy
from removerbot.segment.base import Embedding


class EncodesAhead(ABC):
    """Keeps the photos that wait and the embeddings; use it as an async context.

    Args:
        workers: how many times `_encode_on` runs side by side.
        queue: photos that may wait.
        cache_bytes: memory for embeddings.
    """

    def __init__(self, *, workers: int, queue: int, cache_bytes: int) -> None:
        self._workers = workers
        self._embeddings = BudgetCache[str, Embedding](cache_bytes)
        self._photos = Waiting(queue)
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
