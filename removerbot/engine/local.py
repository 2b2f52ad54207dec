"""The engine that runs the model in this process.

Photos are encoded in batches as large as the model likes; photos with waiters go
first. Prompts are decoded in threads of their own, so they only share the processor with
encodings and never wait for them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeAlias, TypeVar, TypeVarTuple

from removerbot.engine.base import BaseEngine, Encoding, Limits, Machine
from removerbot.errors import DeviceFailed, EngineFailed, RemoverError, UserError
from removerbot.imaging.photo import decode, on_white
from removerbot.imaging.types import Candidate, DecodeRequest, Photo, Pixels
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter
from removerbot.models.transforms import SIDE
from removerbot.process.metrics import Metrics
from removerbot.process.resources import cpu_count

_log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")
Args = TypeVarTuple("Args")
_Call: TypeAlias = tuple[Item, asyncio.Future[Result]]


class MicroBatches(Generic[Item, Result]):
    """Processes a single item at once, and items that arrive meanwhile as batches.

    Args:
        work: processes items and returns their results in the same order.
        kind: only items for which this returns the same form a batch.
        max_size: returns the maximal size of a batch.
        workers: calls of `work` at the same time.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]],
        *,
        kind: Callable[[Item], Hashable],
        max_size: Callable[[], int],
        workers: int,
    ) -> None:
        self._work = work
        self._kind = kind
        self._max_size = max_size
        self._idle_workers = workers
        self._waiting: list[_Call[Item, Result]] = []
        self._tasks = set[asyncio.Task[None]]()

    async def __call__(self, item: Item) -> Result:
        """Returns the result of an item. Raises what `work` raises, which has to be a
        `RemoverError`."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._idle_workers:
            self._idle_workers -= 1
            task = asyncio.create_task(self._process_all())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await future

    async def _process_all(self) -> None:
        try:
            while batch := self._take():
                await self._process(batch)
        finally:
            self._idle_workers += 1

    def _take(self) -> list[_Call[Item, Result]]:
        """Removes and returns the oldest call and others of its kind."""
        kinds = [self._kind(item) for item, _ in self._waiting]
        alike = [number for number, kind in enumerate(kinds) if kind == kinds[0]]
        taken = set(alike[: self._max_size()])
        batch = [call for number, call in enumerate(self._waiting) if number in taken]
        self._waiting = [call for n, call in enumerate(self._waiting) if n not in taken]
        return batch

    async def _process(self, batch: list[_Call[Item, Result]]) -> None:
        try:
            results = await self._work([item for item, _ in batch])
        except RemoverError as error:
            for _, future in batch:
                if not future.done():  # it was not cancelled
                    future.set_exception(error)
        else:
            for (_, future), result in zip(batch, results, strict=True):
                if not future.done():
                    future.set_result(result)
        finally:
            for _, future in batch:
                future.cancel()  # without effect if it is done


def one_thread_a_core() -> None:
    """Limits the threads of `asyncio.to_thread` to the number of processors. Each of them
    works on images: more would not be faster, but need more memory."""
    threads = ThreadPoolExecutor(cpu_count(), "pixels")
    asyncio.get_running_loop().set_default_executor(threads)


class LocalEngine(BaseEngine):
    """Runs a segmenter in threads.

    Args:
        segmenter: the model.
        limits: its workers encode batches of photos.
        decode_photo: decodes a photo's file, to a picture of at least so many pixels a side.
        metrics: see `BaseEngine`.
    """

    release_after: float = 3
    """Seconds without a photo after which the model releases memory. `mobile` frees 150 MB and
    takes a fifth longer for the next photo."""

    batch_wait: float = 0.005
    """Seconds that two or more photos wait for others to fill their batch; a single photo does
    not wait."""

    def __init__(
        self,
        segmenter: Segmenter,
        limits: Limits,
        *,
        decode_photo: Callable[[Photo, int], Pixels] = decode,
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__(limits, metrics)
        self._segmenter = segmenter
        self._decode_photo = decode_photo
        self._encode_threads = ThreadPoolExecutor(limits.workers * segmenter.batch, "encode")
        self._decode_threads = ThreadPoolExecutor(limits.workers, "decode")
        self._masks = MicroBatches[EncodedRequest, list[Candidate]](
            lambda requests: self._call(self._decode_threads, self._run_decoder, requests),
            kind=lambda request: request[0].device,
            max_size=lambda: segmenter.batch,
            workers=limits.workers,
        )

    async def __aexit__(self, *exception: object) -> None:
        await super().__aexit__(*exception)
        self._encode_threads.shutdown(cancel_futures=True)
        self._decode_threads.shutdown(cancel_futures=True)

    @property
    def machine(self) -> Machine:
        """See `BaseEngine.machine`."""
        return Machine(self._segmenter.name, self._segmenter.device, self._segmenter.failed)

    async def _decode(
        self, photo: Photo, embedding: Embedding, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        try:
            return await self._decode_all(embedding, requests)
        except DeviceFailed:  # the embedding is lost
            return await self._decode_all(await self._encoded(photo), requests)

    async def _decode_all(
        self, embedding: Embedding, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        return await asyncio.gather(*(self._masks((embedding, each)) for each in requests))

    async def _take(self) -> list[Encoding[Embedding]]:
        try:
            async with asyncio.timeout(self.release_after):
                await self._queue.wait()
        except TimeoutError:
            if not self._queue.running:
                await self._call(self._encode_threads, self._segmenter.release_memory)
            await self._queue.wait()
        if 1 < len(self._queue) < self._segmenter.batch:
            await asyncio.sleep(self.batch_wait)
        return self._queue.take(self._segmenter.batch)

    async def _encode(self, encodings: list[Encoding[Embedding]]) -> None:
        images = await asyncio.gather(*map(self._image, encodings))
        pairs = [(e, image) for e, image in zip(encodings, images, strict=True) if image]
        try:
            embeddings = await self._call(
                self._encode_threads, self._run_encoder, [image for _, image in pairs]
            )
        except RemoverError as error:
            for encoding, _ in pairs:
                encoding.fail(error)
        else:
            for (encoding, _), embedding in zip(pairs, embeddings, strict=True):
                self._succeed(encoding, embedding)

    async def _image(self, encoding: Encoding[Embedding]) -> Image | None:
        """Decodes a photo's file; if that is impossible only this encoding fails."""
        try:
            return await self._call(self._encode_threads, self._read, encoding.photo)
        except RemoverError as error:
            encoding.fail(error)
            return None

    # These run in threads.

    def _read(self, photo: Photo) -> Image:
        return Image(on_white(self._decode_photo(photo, SIDE)), photo.size)

    def _run_encoder(self, images: list[Image]) -> list[Embedding]:
        with self._metrics.stage("encode"):
            return self._segmenter.encode_all(images)

    def _run_decoder(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        with self._metrics.stage("mask"):
            return self._segmenter.decode_all(requests)

    async def _call(
        self, threads: ThreadPoolExecutor, work: Callable[[*Args], Result], *args: *Args
    ) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(threads, work, *args)
        except (UserError, DeviceFailed):
            raise
        except Exception as error:
            _log.exception("the model failed")
            raise EngineFailed(str(error)) from error
