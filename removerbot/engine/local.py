"""The engine in this process: photos are encoded ahead, replies never wait behind a queue.

Encoding takes long and is done by `workers`, on as many photos at a time as the model likes;
those that somebody waits for go first. Decoding is short and has threads of its own, so that
it only shares the processor with the encodings under way.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

from removerbot.engine.base import EncodesAhead
from removerbot.engine.encode_queue import Encoding
from removerbot.engine.micro_batches import MicroBatches
from removerbot.errors import (
    DeviceFailed,
    EngineFailed,
    EngineTimeout,
    RemoverError,
    UserError,
)
from removerbot.imaging.photo import decode, on_white
from removerbot.imaging.types import Candidate, DecodeRequest, Photo, Pixels
from removerbot.models.base import Embedding, Image, Segmenter
from removerbot.models.transforms import SIDE

_log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")
Args = TypeVarTuple("Args")


def one_thread_a_core() -> None:
    """Limit the threads that `asyncio.to_thread` takes. Each has images in its hands, so
    more of them would not be quicker, but take memory."""
    threads = ThreadPoolExecutor(os.cpu_count() or 1, "pixels")
    asyncio.get_running_loop().set_default_executor(threads)


class LocalEngine(EncodesAhead):
    """Implements `removerbot.engine.base.Engine` on threads; use it as an async context."""

    quiet: float = 3
    """Seconds without a photo to encode after which the model is sent to rest. `mobile` gives
    150 MB back, and takes a fifth longer for the next photo."""

    collecting: float = 0.005
    """Seconds that several photos wait for more to go with them; a single one never waits."""

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
            workers: batches of photos that are worked on at the same time.
            queue: photos that may wait for it.
            timeout: seconds that a call of `decode` may take.
            cache_bytes: memory for embeddings.
            decode: makes pixels of a photo, at least so many on each side.
        """
        super().__init__(workers=workers, queue=queue, cache_bytes=cache_bytes)
        self._segmenter = segmenter
        self._timeout = timeout
        self._decode = decode
        self._encoders = ThreadPoolExecutor(workers * segmenter.batch, "encode")
        self._decoders = ThreadPoolExecutor(workers, "decode")
        self._masks = MicroBatches[tuple[Embedding, DecodeRequest], list[Candidate]](
            lambda requests: self._call(self._decoders, segmenter.decode_all, requests),
            kind=lambda request: request[0].device,
            most=lambda: segmenter.batch,
            at_once=workers,
        )

    async def __aexit__(self, *exception: object) -> None:
        await super().__aexit__(*exception)
        self._encoders.shutdown(cancel_futures=True)
        self._decoders.shutdown(cancel_futures=True)

    async def decode(
        self, photo: Photo, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        """See `removerbot.engine.base.Engine.decode`."""
        try:
            async with asyncio.timeout(self._timeout):
                embedding = await self._embedding(photo)
                try:
                    return await self._decoded(embedding, requests)
                except DeviceFailed:  # the embedding is lost with it
                    return await self._decoded(await self._encoded(photo), requests)
        except TimeoutError:
            raise EngineTimeout from None
        except DeviceFailed as error:
            raise EngineFailed(str(error)) from error

    async def _decoded(
        self, embedding: Embedding, requests: Sequence[DecodeRequest]
    ) -> list[list[Candidate]]:
        return await asyncio.gather(*(self._masks((embedding, each)) for each in requests))

    async def _encode_on(self) -> None:
        """Encode what comes, for ever."""
        while True:
            await self._next_work()
            if 1 < len(self._photos) < self._segmenter.batch:
                await asyncio.sleep(self.collecting)
            encodings = self._photos.take(self._segmenter.batch)
            try:
                await self._encode(encodings)
            finally:
                self._photos.finish(encodings)

    async def _encode(self, encodings: list[Encoding]) -> None:
        """Encode photos together; one whose file cannot be decoded fails alone."""
        images = await asyncio.gather(*map(self._image, encodings))
        pairs = [(e, image) for e, image in zip(encodings, images, strict=True) if image]
        try:
            embeddings = await self._call(
                self._encoders, self._segmenter.encode_all, [image for _, image in pairs]
            )
        except RemoverError as error:
            for encoding, _ in pairs:
                encoding.fail(error)
        else:
            for (encoding, _), embedding in zip(pairs, embeddings, strict=True):
                self._embeddings.put(encoding.photo.key, embedding, embedding.nbytes)
                encoding.done.set_result(embedding)

    async def _image(self, encoding: Encoding) -> Image | None:
        """A photo's pixels; `None` if there are none to be had."""
        try:
            return await self._call(self._encoders, self._read, encoding.photo)
        except RemoverError as error:
            encoding.fail(error)
            return None

    def _read(self, photo: Photo) -> Image:
        return Image(on_white(self._decode(photo, SIDE)), photo.size)

    async def _next_work(self) -> None:
        """Wait for a photo; when it is quiet for long, let the model rest meanwhile."""
        try:
            async with asyncio.timeout(self.quiet):
                await self._photos.some()
        except TimeoutError:
            if not self._photos.running:
                await self._call(self._encoders, self._segmenter.rest)
            await self._photos.some()

    async def _call(
        self, pool: ThreadPoolExecutor, work: Callable[[*Args], Outcome], *args: *Args
    ) -> Outcome:
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work, *args)
        except (UserError, DeviceFailed):
            raise
        except Exception as error:
            _log.exception("the model failed")
            raise EngineFailed(str(error)) from error
