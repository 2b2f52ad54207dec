"""The engine in this process: photos are encoded ahead, replies never wait behind a queue.

Encoding takes long and is done on `workers` threads, for one photo at a time each; those
that somebody waits for go first. Decoding is short and has threads of its own, so that it
only shares the processor with the encodings under way.
"""

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeVar, TypeVarTuple

from removerbot.core.cache import BudgetCache
from removerbot.core.photo import decode, on_white
from removerbot.core.types import Candidate, Photo, Pixels, Prompt
from removerbot.errors import EngineBusy, EngineFailed, EngineTimeout, RemoverError, UserError
from removerbot.segment.base import Embedding, Segmenter
from removerbot.segment.frame import SIDE

_log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")
Args = TypeVarTuple("Args")


@dataclass(slots=True, eq=False)
class _Encoding:
    """A photo to encode. `asked` counts those who wait for it."""

    photo: Photo
    asked: int = 0
    done: asyncio.Future[Embedding] = field(default_factory=asyncio.Future)


def one_thread_a_core() -> None:
    """Limit the threads that `asyncio.to_thread` takes. Each has images in its hands, so
    more of them would not be quicker, but take memory."""
    threads = ThreadPoolExecutor(os.cpu_count() or 1, "pixels")
    asyncio.get_running_loop().set_default_executor(threads)


class LocalEngine:
    """Implements `removerbot.ports.Engine` on threads; use it as an async context."""

    quiet: float = 3
    """Seconds without a photo to encode after which the model is sent to rest. `mobile` gives
    150 MB back, and takes a fifth longer for the next photo."""

    def __init__(  # noqa: PLR0913 - the model, and settings by their names
        self,
        segmenter: Segmenter,
        *,
        workers: int,
        queue: int,
        timeout: float,
        cache_bytes: int,
        decode: Callable[[Photo, int], Pixels] = decode,
    ) -> None:
        """Set up, without starting.

        Args:
            segmenter: the model.
            workers: photos encoded at the same time.
            queue: photos that may wait for it.
            timeout: seconds that `segment` may take.
            cache_bytes: memory for embeddings.
            decode: makes pixels of a photo, at least so many on each side.
        """
        self._segmenter = segmenter
        self._workers = workers
        self._queue = queue
        self._timeout = timeout
        self._decode = decode
        self._embeddings = BudgetCache[str, Embedding](cache_bytes)
        self._waiting: dict[str, _Encoding] = {}
        self._running: dict[str, _Encoding] = {}
        self._work = asyncio.Semaphore(0)
        self._encoders = ThreadPoolExecutor(workers, "encode")
        self._decoders = ThreadPoolExecutor(workers, "decode")
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._encode_on()) for _ in range(self._workers)]
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
        for encoding in [*self._waiting.values(), *self._running.values()]:
            encoding.done.cancel()
        self._encoders.shutdown(cancel_futures=True)
        self._decoders.shutdown(cancel_futures=True)

    @property
    def is_encoding(self) -> bool:
        """Whether any photo is being encoded or waits for it."""
        return bool(self._waiting or self._running)

    @property
    def waiting(self) -> int:
        """How many photos wait to be encoded."""
        return len(self._waiting)

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
                self._enqueue(photo)

    async def segment(
        self, photo: Photo, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        """See `removerbot.ports.Engine.segment`."""
        try:
            async with asyncio.timeout(self._timeout):
                embedding = await self._embedding(photo)
                return await self._call(
                    self._decoders, self._segmenter.decode, embedding, prompt, previous
                )
        except TimeoutError:
            raise EngineTimeout from None

    async def _embedding(self, photo: Photo) -> Embedding:
        embedding = self._embeddings.get(photo.key)
        if embedding is not None:
            return embedding
        encoding = self._enqueue(photo)
        encoding.asked += 1
        try:
            return await asyncio.shield(encoding.done)
        finally:
            encoding.asked -= 1

    def _enqueue(self, photo: Photo) -> _Encoding:
        """The photo's encoding, already under way or from now on in the queue.

        Raises:
            EngineBusy: the queue is full.
        """
        encoding = self._running.get(photo.key) or self._waiting.get(photo.key)
        if encoding is None:
            if len(self._waiting) >= self._queue:
                self._drop_a_hint()
            encoding = self._waiting[photo.key] = _Encoding(photo)
            self._work.release()
        return encoding

    def _drop_a_hint(self) -> None:
        """Make room by forgetting the oldest photo that nobody waits for."""
        for key, encoding in self._waiting.items():
            if not encoding.asked:
                del self._waiting[key]
                return
        raise EngineBusy

    async def _encode_on(self) -> None:
        """Encode what is enqueued, those first that somebody waits for, for ever."""
        while True:
            await self._next_work()
            if not self._waiting:  # what this turn was for has been dropped
                continue
            encoding = max(self._waiting.values(), key=lambda waiting: waiting.asked > 0)
            key = encoding.photo.key
            self._running[key] = self._waiting.pop(key)
            try:
                embedding = await self._call(self._encoders, self._encode, encoding.photo)
            except RemoverError as error:
                encoding.done.set_exception(error)
                encoding.done.exception()  # read here: nobody may be waiting for it
            else:
                self._embeddings.put(key, embedding, embedding.nbytes)
                encoding.done.set_result(embedding)
            finally:
                del self._running[key]

    async def _next_work(self) -> None:
        """Wait for a photo; when it is quiet for long, let the model rest meanwhile."""
        try:
            async with asyncio.timeout(self.quiet):
                await self._work.acquire()
        except TimeoutError:
            if not self._running:
                await self._call(self._encoders, self._segmenter.rest)
            await self._work.acquire()

    def _encode(self, photo: Photo) -> Embedding:
        return self._segmenter.encode(on_white(self._decode(photo, SIDE)), photo.size)

    async def _call(
        self, pool: ThreadPoolExecutor, work: Callable[[*Args], Outcome], *args: *Args
    ) -> Outcome:
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work, *args)
        except UserError:
            raise
        except Exception as error:
            _log.exception("the model failed")
            raise EngineFailed(str(error)) from error
