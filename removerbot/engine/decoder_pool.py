"""Decodes image files in processes of their own, so that no file can harm the bot.

Image decoders are megabytes of C that read untrusted data. They run in small processes
(`removerbot.engine.decoder_worker`) without secrets and with limited memory and time for each
file, and send pixels back over a socket. A file that crashes or stalls its process counts as
damaged. All that comes back is validated.

Each person has one process at a time, large files leave one for small files, and all of them
together stay within a budget of memory.

This adds a millisecond to a photo of 1280 pixels and 8 to one of 12 megapixels. A new process
for every file would add 15, and shared memory is slower than a socket, as new shared pages are
expensive.
"""

import asyncio
import json
import logging
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from os import pathsep
from queue import LifoQueue
from threading import Lock
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from removerbot.engine.decoded_photos import DecodedPhotos, RenderingMemory
from removerbot.engine.sharing import FairThreads
from removerbot.errors import DamagedImage, NotAnImage, RawPhoto, TooHeavy, UserError
from removerbot.imaging.containers import webp_size
from removerbot.imaging.conversion import MAX_PROFILE_BYTES
from removerbot.imaging.photo import decoding_memory, read_photo
from removerbot.imaging.types import NOTES, Photo, Pixels, Size
from removerbot.process.metrics import Metrics
from removerbot.process.resources import cpu_count, memory_limit

_log = logging.getLogger(__name__)

SECONDS = 2.0
"""Processor time for the header of a file, or for a small photo."""

SECONDS_PER_MEGAPIXEL = 0.2
"""Further processor time; photos of any format take a tenth of it here."""

_WALL_FACTOR = 3
"""Wall time for one file, as a multiple of the processor time: the machine may be busy."""

_LIGHT = 64 << 20
"""Bytes of memory up to which a file is small: 4 megapixels."""

_OPENED_WEBP = 8
"""Bytes per pixel that the decoder of WEBP files takes for the header already."""

_MEMORY_SHARE = 1 / 3
"""Of the memory of this machine or container, for all decoders together."""

_ERRORS: dict[object, type[UserError]] = {
    error.__name__: error for error in (NotAnImage, RawPhoto, TooHeavy)
}
"""What a process may say of a file, other than that it is damaged."""

_WORKER = "removerbot.engine.decoder_worker"
_MAX_HEADER = 1000
_LENGTH = struct.Struct(">I")


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
        self._workers = LifoQueue[_Worker | None]()  # None: to be started when it is needed
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
        with self._worker(request, data) as worker:
            header = worker.header()
            return Size(_checked(header.get("width")), _checked(header.get("height")))

    def _decode(self, photo: Photo, least: int | None) -> Pixels:
        megapixels = photo.size.width * photo.size.height / 1e6
        request = {
            "size": photo.size,
            "least": least,
            "memory": decoding_memory(photo),
            "seconds": self._seconds + self._seconds_per_megapixel * megapixels,
        }
        with self._metrics.stage("decode"), self._worker(request, photo.data) as worker:
            header = worker.header()
            width = _checked(header.get("width"), maximum=photo.size.width)
            height = _checked(header.get("height"), maximum=photo.size.height)
            if least is None and (width, height) != photo.size:
                raise DamagedImage
            rgb = worker.array(height, width, 3)
            alpha = worker.array(height, width) if header.get("alpha") is True else None
            length = _checked(header.get("profile"), maximum=MAX_PROFILE_BYTES)
            profile = worker.array(length).tobytes() if length else None
        note = next((each for each in NOTES if header.get("note") == each), None)
        return Pixels(rgb, alpha, profile, note)

    @contextmanager
    def _worker(self, request: dict[str, Any], data: bytes) -> Iterator["_Worker"]:
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

    def _new_worker(self, request: dict[str, Any], data: bytes) -> "_Worker":
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

    def _fork(self) -> "_Worker":
        ours, theirs = socket.socketpair()
        # If the parent process has exited, sending to the worker fails as well.
        with theirs, self._parent_lock, suppress(OSError):
            socket.send_fds(self._control, [b"."], [theirs.fileno()])
        return _Worker(ours)

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


class _Worker:
    """The connection to a worker process, which decodes one file at a time."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._deadline = 0.0
        self._file = ""

    def close(self) -> None:
        """Closes the connection, which ends the process."""
        self._socket.close()

    def send(self, request: dict[str, Any], data: bytes) -> bool:
        """Sends a file; returns whether the process has received it."""
        timeout = request["seconds"] * _WALL_FACTOR
        self._deadline = time.monotonic() + timeout
        self._file = f"{len(data)} bytes, beginning with {data[:16].hex()},"
        self._socket.settimeout(timeout)
        header = json.dumps(request).encode()
        try:
            self._socket.sendall(_LENGTH.pack(len(header)) + header)
            self._socket.sendall(data)
            return self._socket.recv(1) != b""
        except OSError:
            return False

    def header(self) -> dict[str, Any]:
        """Receives the header of the answer.

        Raises:
            NotAnImage, RawPhoto, TooHeavy: the process says so.
            DamagedImage: the process says so, or its answer is invalid or missing.
        """
        length = _LENGTH.unpack(self.array(_LENGTH.size).tobytes())[0]
        if length > _MAX_HEADER:
            raise DamagedImage
        try:
            header = json.loads(self.array(length).tobytes())
        except ValueError:
            raise DamagedImage from None
        if not isinstance(header, dict) or "error" in header:
            error = header.get("error") if isinstance(header, dict) else None
            raise _ERRORS.get(str(error), DamagedImage)
        return header

    def array(self, *shape: int) -> NDArray[np.uint8]:
        """Receives the next bytes, as a read-only array.

        Raises:
            DamagedImage: they are missing or late.
        """
        array = np.empty(shape, np.uint8)
        missing = array.reshape(-1).data
        while missing:
            self._socket.settimeout(max(0.001, self._deadline - time.monotonic()))
            try:
                count = self._socket.recv_into(missing)
            except OSError:
                count = 0
            if not count:
                _log.warning("a file of %s has cost a decoder", self._file)
                raise DamagedImage
            missing = missing[count:]
        array.flags.writeable = False
        return array


def _checked(value: object, maximum: int = 2**31) -> int:
    """Returns a number of a header; raises `DamagedImage` if it is not in the valid range."""
    if not isinstance(value, int) or not 0 <= value <= maximum:
        raise DamagedImage
    return value
