"""The engine that runs the model in this process.

Photos are encoded in batches as large as the model likes; photos with waiters go
first. Prompts are decoded in threads of their own, so they only share the processor with
encodings and never wait for them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, TypeVarTuple

import numpy as np

from removerbot.engine.base import Encoding, Engine, Limits, Machine
from removerbot.engine.decoded_photos import RenderingMemory
from removerbot.engine.sharing import MicroBatches
from removerbot.errors import DeviceFailed, EngineFailed, RemoverError, UserError
from removerbot.imaging.cutout import cut_out
from removerbot.imaging.encode import Format
from removerbot.imaging.photo import decode, on_white
from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Photo, Pixels, Size
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter
from removerbot.models.subject import SubjectModel
from removerbot.models.transforms import MASK_SIDE, SIDE, Transform, resize
from removerbot.process.metrics import Metrics
from removerbot.process.turns import asking_for

_log = logging.getLogger(__name__)

Result = TypeVar("Result")
Args = TypeVarTuple("Args")


_READ_AHEAD = 4
"""Photos that are decoded before the model is free for them, if it takes one at a time; twice
as many as it takes, otherwise. Each has 3 MB."""


@dataclass(slots=True, eq=False)
class _Reading:
    """The decoding of a photo's file; `is_late` if the model has waited for it in vain."""

    image: asyncio.Task[Image | None]
    is_late: bool = False


class LocalEngine(Engine):
    """Runs a segmenter in threads.

    Args:
        segmenter: the model.
        limits: its workers encode batches of photos.
        decode_photo: decodes a photo's file, to a picture of at least so many pixels a side;
            by default in this process.
        memory: for photos that are decoded; by default without a limit.
        metrics: see `Engine`.
    """

    release_after: float = 3
    """Seconds without a photo after which the model releases memory. `mobile` frees 150 MB and
    takes a fifth longer for the next photo."""

    batch_wait: float = 0.005
    """Seconds that two or more photos wait for others to fill their batch; one does not."""

    hint_wait: float = 0.05
    """Seconds that a model without work, and on the processor, leaves a photo that nobody waits
    for: until its preview is drawn and sent, which takes the processor as well."""

    read_wait: float = 0.2
    """Seconds that the model waits for the file of the next photo to be decoded. Once these are
    over, photos behind it go first."""

    def __init__(
        self,
        segmenter: Segmenter,
        limits: Limits,
        *,
        decode_photo: Callable[[Photo, int], Awaitable[Pixels]] | None = None,
        memory: RenderingMemory | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__(limits, metrics)
        self._segmenter = segmenter
        self._decode_photo = decode_photo or (
            lambda photo, least: self.compute(decode, photo, least)
        )
        self._memory = memory or RenderingMemory()
        self._readings: dict[Encoding[Embedding], _Reading] = {}
        self._news = asyncio.Event()
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
        """See `Engine.machine`."""
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
        was_idle = not len(self._queue)
        try:
            async with asyncio.timeout(self.release_after):
                await self._queue.wait()
        except TimeoutError:
            if not self._queue.running:
                await self._call(self._encode_threads, release, self._segmenter)
            await self._queue.wait()
        if was_idle and self._segmenter.device == "cpu":
            await self._until_awaited(self.hint_wait)
        if 1 < len(self._queue) < self._segmenter.batch:
            await asyncio.sleep(self.batch_wait)
        batch = await self._next_read()
        self._read_ahead()
        return self._queue.take(batch)

    async def _until_awaited(self, seconds: float) -> None:
        """Waits until somebody waits for a queued photo, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._queue.is_awaited:
                    self._news.clear()
                    await self._news.wait()

    async def _next_read(self) -> list[Encoding[Embedding]]:
        """Waits until a photo is decoded; returns up to a batch of those that are."""
        batch = self._segmenter.batch
        readings = [self._readings[each] for each in self._queue.next(batch)]
        if on_time := [each for each in readings if not each.is_late]:
            await asyncio.wait([each.image for each in on_time], timeout=self.read_wait)
        for each in on_time:
            each.is_late = not each.image.done()
        while True:
            read = [(each, self._readings.get(each)) for each in self._ahead()]
            if done := [each for each, reading in read if reading and reading.image.done()]:
                return done[:batch]
            self._news.clear()
            await self._news.wait()

    def _ahead(self) -> list[Encoding[Embedding]]:
        count = max(_READ_AHEAD, 2 * self._segmenter.batch * self._limits.workers)
        return self._queue.next(count)

    def _read_ahead(self) -> None:
        """Begins to decode the photos that the model should take next."""
        self._news.set()
        for encoding in self._ahead():
            if encoding not in self._readings:
                task = asyncio.create_task(self._image(encoding))
                self._readings[encoding] = _Reading(task)
                task.add_done_callback(lambda _: self._news.set())
                encoding.result.add_done_callback(partial(self._forget, encoding))

    def _forget(self, encoding: Encoding[Embedding], result: asyncio.Future[Embedding]) -> None:
        """Decodes no photo that was dropped from the queue."""
        if result.cancelled() and (reading := self._readings.pop(encoding, None)):
            reading.image.cancel()

    async def _encode(self, encodings: list[Encoding[Embedding]]) -> None:
        read = [(each, self._readings.pop(each).image.result()) for each in encodings]
        pairs = [(encoding, image) for encoding, image in read if image]
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
        photo = encoding.photo
        try:
            with asking_for(encoding.person):
                async with self._memory.held(photo, least=SIDE):
                    pixels = await self._decode_photo(photo, SIDE)
                    return Image(await self.compute(_picture, pixels, photo.size), photo.size)
        except RemoverError as error:
            encoding.fail(error)
        except Exception as error:  # noqa: BLE001 - as in `_call`
            _log.exception("a photo could not be decoded")
            encoding.fail(EngineFailed(str(error)))
        return None

    # These run in threads.

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


_USUAL = Size(1280, 960)
"""The largest photo that Telegram makes of a camera's."""


def release(model: Segmenter | SubjectModel) -> None:
    """Releases a model's memory and cuts a disc out of a blank photo, so that the next reply
    finds the memory that it needs: to get 5,000 pages back from the system would take it 12 ms.
    Runs in a thread."""
    model.release_memory()
    extent = Transform(_USUAL).extent
    y, x = np.ogrid[:MASK_SIDE, :MASK_SIDE]
    away = np.hypot(x - extent[0] / 2, y - extent[1] / 2)
    disc = Candidate((extent[1] / 4 - away).astype(np.float32), extent, 1.0, 0)
    pixels = Pixels(np.zeros((_USUAL.height, _USUAL.width, 3), np.uint8))
    cut_out(pixels, disc, disc.score).file(Format.PNG)


def _picture(pixels: Pixels, size: Size) -> RGB:
    """Returns a photo of `size` on white, no larger than a model needs it; runs in a thread."""
    rgb = on_white(pixels)
    return resize(rgb, Transform(size).scaled) if max(pixels.size) >= 2 * SIDE else rgb
