"""Decodes image files in processes of their own, so that no file can harm the bot.

Image decoders are megabytes of C that read untrusted data. They run in small processes
(`removerbot.engine.decoder_worker`) without secrets and with limited memory and time for each
file, and send pixels back over a socket. A file that crashes or stalls its process counts as
damaged. All that comes back is validated.

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
from os import pathsep
from queue import LifoQueue
from threading import Lock
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from removerbot.errors import DamagedImage, NotAnImage
from removerbot.imaging.photo import read_photo
from removerbot.imaging.types import Photo, Pixels, Size
from removerbot.process.metrics import Metrics
from removerbot.process.resources import cpu_count

_log = logging.getLogger(__name__)

SECONDS = 20
"""Processor time for one file; 50 megapixels take 1 to 5 seconds."""

_WALL_FACTOR = 3
"""Wall time for one file, as a multiple of the processor time: the machine may be busy."""

_MAX_HEADER = 1000
_MAX_PROFILE = 64 << 20
_LENGTH = struct.Struct(">I")


class DecoderPool:
    """Decodes as many files at the same time as there are processors; use it as an async
    context. Its methods block and may be called from several threads.

    Args:
        max_megapixels: of photos.
        seconds: processor time for one file.
        metrics: measure the stages `read` and `decode`.
    """

    def __init__(
        self, *, max_megapixels: float, seconds: int = SECONDS, metrics: Metrics | None = None
    ) -> None:
        self._max_megapixels = max_megapixels
        self._seconds = seconds
        self._metrics = metrics or Metrics()
        self._workers = LifoQueue[_Worker | None]()  # None: to be started when it is needed
        for _ in range(cpu_count()):
            self._workers.put(None)
        self._parent_lock = Lock()

    async def __aenter__(self) -> Self:
        self._start()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        while not self._workers.empty():
            if worker := self._workers.get():
                worker.close()
        await asyncio.to_thread(self._stop)

    def read_photo(self, data: bytes) -> Photo:
        """Reads the header of an image file, see `removerbot.imaging.photo.read_photo`.

        Raises:
            UserError: it is not an image, damaged, or too large.
        """
        with self._metrics.stage("read"):
            return read_photo(data, max_megapixels=self._max_megapixels, measure=self._measure)

    def decode(self, photo: Photo, least: int | None = None) -> Pixels:
        """Decodes a photo, see `removerbot.imaging.photo.decode`.

        Raises:
            DamagedImage: it cannot be decoded, or not within the limits.
        """
        request = {"size": photo.size, "least": least}
        with self._metrics.stage("decode"), self._worker(request, photo.data) as worker:
            header = worker.header()
            width = _checked(header.get("width"), maximum=photo.size.width)
            height = _checked(header.get("height"), maximum=photo.size.height)
            if least is None and (width, height) != photo.size:
                raise DamagedImage
            rgb = worker.array(height, width, 3)
            alpha = worker.array(height, width) if header.get("alpha") is True else None
            length = _checked(header.get("profile"), maximum=_MAX_PROFILE)
            profile = worker.array(length).tobytes() if length else None
        return Pixels(rgb, alpha, profile)

    def _measure(self, data: bytes) -> Size:
        with self._worker({}, data) as worker:
            header = worker.header()
            return Size(_checked(header.get("width")), _checked(header.get("height")))

    @contextmanager
    def _worker(self, request: dict[str, Any], data: bytes) -> Iterator["_Worker"]:
        """Sends a file to a worker, and keeps the worker unless the block raises an error.

        Raises:
            OSError: no process can be started.
        """
        request |= {"bytes": len(data), "seconds": self._seconds}
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
            self._workers.put(worker)

    def _new_worker(self, request: dict[str, Any], data: bytes) -> "_Worker":
        for _ in range(2):
            parent = self._parent
            worker = self._fork()
            if worker.send(request, data):
                return worker
            worker.close()
            with self._parent_lock:
                if self._parent is parent:  # it has exited, or cannot fork any more
                    self._stop()
                    self._start()
        raise OSError("there is no process to decode a photo in")

    def _fork(self) -> "_Worker":
        ours, theirs = socket.socketpair()
        # If the parent process has exited, sending to the worker fails as well.
        with theirs, self._parent_lock, suppress(OSError):
            socket.send_fds(self._control, [b"."], [theirs.fileno()])
        return _Worker(ours, self._seconds * _WALL_FACTOR)

    def _start(self) -> None:
        """Starts the parent process, which forks the workers."""
        self._control, theirs = socket.socketpair()
        with theirs:
            self._parent = subprocess.Popen(
                [sys.executable, "-P", "-m", "removerbot.engine.decoder_worker"],
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

    def __init__(self, connection: socket.socket, timeout: float) -> None:
        self._socket = connection
        self._timeout = timeout
        self._deadline = 0.0
        self._file = ""

    def close(self) -> None:
        """Closes the connection, which ends the process."""
        self._socket.close()

    def send(self, request: dict[str, Any], data: bytes) -> bool:
        """Sends a file; returns whether the process has received it."""
        self._deadline = time.monotonic() + self._timeout
        self._file = f"{len(data)} bytes, beginning with {data[:16].hex()},"
        self._socket.settimeout(self._timeout)
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
            NotAnImage: the process says so.
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
            raise NotAnImage if header == {"error": "NotAnImage"} else DamagedImage
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
