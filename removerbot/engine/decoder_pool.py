"""Decodes image files in processes of their own, so that no file can harm the bot.

Image decoders are megabytes of C that read untrusted data. They run in small processes
(`removerbot.engine.decoder_worker`) without secrets and with limited memory and time for each
file, and send pixels back over a socket. A file that crashes or stalls its process counts as
damaged; one whose process is killed, as when memory runs out, is tried once more. All that
comes back is validated.

Each person has one process at a time, large files leave one for small files, and all of them
together stay within a budget of memory.

This adds a millisecond to a photo of 1280 pixels and 8 to one of 12 megapixels. A new process
for every file would add 15, and shared memory is slower than a socket, as new shared pages are
expensive.
"""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from os import pathsep
from queue import LifoQueue
from threading import Lock
from typing import Any, Self, TypeVar

from removerbot.engine.decoded_photos import DecodedPhotos, RenderingMemory
from removerbot.engine.decoder_connection import Connection, KilledError, checked
from removerbot.engine.sharing import FairThreads
from removerbot.errors import DamagedImage, EngineBusy, TooHeavy
from removerbot.imaging.containers import webp_size
from removerbot.imaging.conversion import MAX_PROFILE_BYTES
from removerbot.imaging.photo import decoding_memory, read_photo
from removerbot.imaging.types import NOTES, Photo, Pixels, Size
from removerbot.process.metrics import Metrics
from removerbot.process.resources import cpu_count, memory_limit

Outcome = TypeVar("Outcome")

SECONDS = 2.0
"""Processor time for the header of a file, or for a small photo."""

SECONDS_PER_MEGAPIXEL = 0.2
"""Further processor time; photos of any format take a tenth of it here."""

_LIGHT = 64 << 20
"""Bytes of memory up to which a file is small: 4 megapixels."""

_OPENED_WEBP = 8
"""Bytes per pixel that the decoder of WEBP files takes for the header already."""

_TRIES = 2
"""Of a file whose process is killed: the file may be what uses the memory up."""

_MEMORY_SHARE = 1 / 3
"""Of the memory of this machine or container, for all decoders together."""

_WORKER = "removerbot.engine.decoder_worker"


class DecoderPool:
    """Decodes files, one for each person at the same time; use it as an async context.

    Args:
        max_megapixels: of photos.
        seconds: processor time for one file.
        seconds_per_megapixel: further time.
        memory: bytes for all files that are decoded at the same time; by default a share of
            this machine's.
        metrics: measure the stages `read` and `decode`.

    Attributes:
        decode_ahead: see `DecodedPhotos.decode_ahead`.
        rendering: as much memory again, for the decoded photos that are rendered.
    """

    def __init__(
        self,
        *,
        max_megapixels: float,
        seconds: float = SECONDS,
        seconds_per_megapixel: float = SECONDS_PER_MEGAPIXEL,
        memory: int | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._max_megapixels = max_megapixels
        self._seconds = seconds
        self._seconds_per_megapixel = seconds_per_megapixel
        self._memory = int(memory_limit() * _MEMORY_SHARE) if memory is None else memory
        self.rendering = RenderingMemory(self._memory)
        self._metrics = metrics or Metrics()
        count = cpu_count() + 1
        self._threads = FairThreads(count, "decoder", self._memory)
        self._workers = LifoQueue[Connection | None]()  # None: to be started when it is needed
        for _ in range(count):
            self._workers.put(None)
        self._parent_lock = Lock()
        self._is_closed = False
        self._decoded = DecodedPhotos(self._decode_anew)
        self.decode_ahead = self._decoded.decode_ahead

    async def __aenter__(self) -> Self:
        self._start()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self._decoded.close()
        self._threads.close()
        with self._parent_lock:
            self._is_closed = True  # a thread that is at work starts no other process
        while not self._workers.empty():
            if worker := self._workers.get():
                worker.close()
        await asyncio.to_thread(self._stop)

    async def read_photo(self, data: bytes) -> Photo:
        """Reads the header of an image file, see `removerbot.imaging.photo.read_photo`.

        Raises:
            UserError: it is not an image, damaged, or too large.
            EngineBusy: its process was killed twice.
        """
        size = webp_size(data)
        memory = _OPENED_WEBP * size.width * size.height if size else 0
        photo = await self._threads.run(self._read, data, memory, weight=self._weight(memory))
        self._weight(decoding_memory(photo))
        return photo

    async def decode(self, photo: Photo, least: int | None = None) -> Pixels:
        """Decodes a photo unless it has been decoded lately, see
        `removerbot.imaging.photo.decode`.

        Raises:
            DamagedImage: it cannot be decoded, or not within the limits.
            TooHeavy: it takes more memory than all decoders may have.
            EngineBusy: its process was killed twice.
        """
        return await self._decoded.get(photo, least)

    async def _decode_anew(self, photo: Photo, least: int | None) -> Pixels:
        weight = self._weight(decoding_memory(photo))
        return await self._threads.run(self._decode, photo, least, weight=weight)

    def _weight(self, memory: int) -> int:
        """Returns the memory that counts for a file, 0 for a small one."""
        if memory > self._memory:
            raise TooHeavy
        return memory if memory > _LIGHT else 0

    # These run in threads.

    def _read(self, data: bytes, memory: int) -> Photo:
        measure = partial(self._measure, memory=memory)
        with self._metrics.stage("read"):
            return read_photo(data, max_megapixels=self._max_megapixels, measure=measure)

    def _measure(self, data: bytes, *, memory: int) -> Size:
        request = {"seconds": self._seconds, "memory": memory}

        def receive(worker: Connection) -> Size:
            header = worker.header()
            return Size(checked(header.get("width")), checked(header.get("height")))

        return self._ask(request, data, receive)

    def _decode(self, photo: Photo, least: int | None) -> Pixels:
        megapixels = photo.size.width * photo.size.height / 1e6
        request = {
            "size": photo.size,
            "least": least,
            "memory": decoding_memory(photo),
            "seconds": self._seconds + self._seconds_per_megapixel * megapixels,
        }

        def receive(worker: Connection) -> Pixels:
            header = worker.header()
            width = checked(header.get("width"), maximum=photo.size.width)
            height = checked(header.get("height"), maximum=photo.size.height)
            if least is None and (width, height) != photo.size:
                raise DamagedImage
            rgb = worker.array(height, width, 3)
            alpha = worker.array(height, width) if header.get("alpha") is True else None
            length = checked(header.get("profile"), maximum=MAX_PROFILE_BYTES)
            profile = worker.array(length).tobytes() if length else None
            note = next((each for each in NOTES if header.get("note") == each), None)
            return Pixels(rgb, alpha, profile, note)

        with self._metrics.stage("decode"):
            return self._ask(request, photo.data, receive)

    def _ask(
        self, request: dict[str, Any], data: bytes, receive: Callable[[Connection], Outcome]
    ) -> Outcome:
        """Sends a file to a worker, to another one if the first is killed, and returns what
        `receive` makes of the answer.

        Raises:
            EngineBusy: the second one was killed, too.
            DamagedImage: the pool was closed meanwhile.
        """
        for _ in range(_TRIES):
            try:
                with self._worker(request, data) as worker:
                    return receive(worker)
            except KilledError:
                if self._is_closed:
                    raise DamagedImage from None
        raise EngineBusy("the decoder of a file was killed twice")

    @contextmanager
    def _worker(self, request: dict[str, Any], data: bytes) -> Iterator[Connection]:
        """Sends a file to a worker, and keeps the worker unless the block raises an error.

        Raises:
            OSError: no process can be started.
        """
        request |= {"bytes": len(data)}
        worker = self._workers.get()
        try:
            if worker and not worker.send(request, data):  # the idle process has exited
                worker.close()
                worker = None
            if worker is None:
                worker = self._new_worker(request, data)
            yield worker
        except BaseException:
            if worker:
                worker.close()
                worker = None
            raise
        finally:
            if worker and self._is_closed:
                worker.close()
            self._workers.put(worker)

    def _new_worker(self, request: dict[str, Any], data: bytes) -> Connection:
        for _ in range(2):
            parent = self._parent
            worker = self._fork()
            if worker.send(request, data):
                return worker
            worker.close()
            with self._parent_lock:
                if self._is_closed:
                    break
                if self._parent is parent:  # it has exited, or cannot fork any more
                    self._stop()
                    self._start()
        raise OSError("there is no process to decode a photo in")

    def _fork(self) -> Connection:
        ours, theirs = socket.socketpair()
        ending, tells_ending = os.pipe()
        # If the parent process has exited, sending to the worker fails as well.
        with theirs, self._parent_lock, suppress(OSError):
            socket.send_fds(self._control, [b"."], [theirs.fileno(), tells_ending])
        os.close(tells_ending)
        return Connection(ours, ending)

    def _start(self) -> None:
        """Starts the parent process, which forks the workers."""
        self._control, theirs = socket.socketpair()
        with theirs:
            self._parent = subprocess.Popen(  # noqa: S603 - nothing of it comes from outside
                [*(sys.executable, "-P", "-m"), _WORKER, str(self._memory)],
                stdin=theirs.fileno(),
                # No secrets, and no threads or arenas that would slow down a fork.
                env={
                    "PYTHONPATH": pathsep.join(filter(None, sys.path)),
                    "OPENBLAS_NUM_THREADS": "1",
                    "MALLOC_ARENA_MAX": "1",
                },
                start_new_session=True,  # Ctrl+C must not end it before the bot
            )

    def _stop(self) -> None:
        self._control.close()  # which ends the process
        try:
            self._parent.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._parent.kill()
            self._parent.wait()
