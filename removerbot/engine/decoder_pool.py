"""Decoding files from strangers where it can do no harm: in processes of their own.

The decoders are megabytes of C that read whatever somebody sends. They run in small
processes (`removerbot.engine.decoder_worker`) that hold no secrets, have little memory and time
for a file, and hand its pixels over a socket. A file that crashes or stalls its process was
damaged, and nothing else happens. Nothing that comes back is trusted.

A photo of 1280 pixels takes a millisecond longer like this, one of 12 megapixels 8. A fresh
process for every file would cost 15, and handing pixels over in shared memory is slower than
a socket, as fresh shared pages are dear.
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
from os import cpu_count, pathsep
from queue import LifoQueue
from threading import Lock
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from removerbot.errors import DamagedImage, NotAnImage
from removerbot.imaging import photo as core
from removerbot.imaging.types import Photo, Pixels, Size

_log = logging.getLogger(__name__)

SECONDS = 20
"""Of processor time for one file; 50 megapixels take 1 to 5."""

_PATIENCE = 3
"""Times these seconds: how long a file may take on a busy machine."""

_LONGEST_HEADER = 1000
_LONGEST_PROFILE = 64 << 20
_LENGTH = struct.Struct(">I")


class DecoderPool:
    """Implements `removerbot.engine.base.Photos`; use it as an async context.

    May be used from several threads; as many files are decoded at a time as there are
    processors.
    """

    def __init__(self, *, max_megapixels: float, seconds: int = SECONDS) -> None:
        """Set up, without starting."""
        self._max_megapixels = max_megapixels
        self._seconds = seconds
        self._decoders = LifoQueue[_Decoder | None]()
        for _ in range(cpu_count() or 1):
            self._decoders.put(None)
        self._forking = Lock()

    async def __aenter__(self) -> Self:
        self._start()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        while not self._decoders.empty():
            if decoder := self._decoders.get():
                decoder.close()
        await asyncio.to_thread(self._stop)

    def read_photo(self, data: bytes) -> Photo:
        """See `removerbot.engine.base.Photos.read_photo`."""
        return core.read_photo(data, max_megapixels=self._max_megapixels, measure=self._measure)

    def decode(self, photo: Photo, least: int | None = None) -> Pixels:
        """See `removerbot.engine.base.Photos.decode`."""
        request = {"size": photo.size, "least": least}
        with self._asked(request, photo.data) as decoder:
            header = decoder.header()
            width = _whole(header.get("width"), most=photo.size.width)
            height = _whole(header.get("height"), most=photo.size.height)
            if least is None and (width, height) != photo.size:
                raise DamagedImage
            rgb = decoder.array(height, width, 3)
            alpha = decoder.array(height, width) if header.get("alpha") is True else None
            length = _whole(header.get("profile"), most=_LONGEST_PROFILE)
            profile = decoder.array(length).tobytes() if length else None
        return Pixels(rgb, alpha, profile)

    def _measure(self, data: bytes) -> Size:
        with self._asked({}, data) as decoder:
            header = decoder.header()
            return Size(_whole(header.get("width")), _whole(header.get("height")))

    @contextmanager
    def _asked(self, request: dict[str, Any], data: bytes) -> Iterator["_Decoder"]:
        """A decoder that has been given a file. It is kept if all goes well.

        Raises:
            OSError: no process can be started.
        """
        request |= {"bytes": len(data), "seconds": self._seconds}
        decoder = self._decoders.get()
        try:
            if decoder and not decoder.take(request, data):  # it died in its sleep
                decoder.close()
                decoder = None
            if decoder is None:
                decoder = self._fresh(request, data)
            yield decoder
        except BaseException:
            if decoder:
                decoder.close()
                decoder = None
            raise
        finally:
            self._decoders.put(decoder)

    def _fresh(self, request: dict[str, Any], data: bytes) -> "_Decoder":
        """A new decoder that has been given a file."""
        for _ in range(2):
            parent = self._parent
            decoder = self._fork()
            if decoder.take(request, data):
                return decoder
            decoder.close()
            with self._forking:
                if self._parent is parent:  # it is dead, or can fork no more
                    self._stop()
                    self._start()
        raise OSError("there is no process to decode a photo in")

    def _fork(self) -> "_Decoder":
        ours, theirs = socket.socketpair()
        with theirs, self._forking, suppress(OSError):  # which `take` will notice
            socket.send_fds(self._control, [b"."], [theirs.fileno()])
        return _Decoder(ours, self._seconds * _PATIENCE)

    def _start(self) -> None:
        """Start the process that the decoders are copies of."""
        self._control, theirs = socket.socketpair()
        with theirs:
            self._parent = subprocess.Popen(
                [sys.executable, "-P", "-m", "removerbot.engine.decoder_worker"],
                stdin=theirs.fileno(),
                # Its environment has no secret of ours. More threads or heaps would only
                # stand in the way of a fork.
                env={
                    "PYTHONPATH": pathsep.join(filter(None, sys.path)),
                    "OPENBLAS_NUM_THREADS": "1",
                    "MALLOC_ARENA_MAX": "1",
                },
                start_new_session=True,  # Ctrl+C is for us: work in hand is finished first
            )

    def _stop(self) -> None:
        self._control.close()  # which ends it
        try:
            self._parent.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._parent.kill()
            self._parent.wait()


class _Decoder:
    """A process that decodes one file at a time, as seen from here."""

    def __init__(self, connection: socket.socket, patience: float) -> None:
        self._socket = connection
        self._patience = patience
        self._ends = 0.0
        self._work = ""

    def close(self) -> None:
        """Let go of the process, which ends it."""
        self._socket.close()

    def take(self, request: dict[str, Any], data: bytes) -> bool:
        """Hand over a file; false if the process is not there to take it."""
        self._ends = time.monotonic() + self._patience
        self._work = f"{len(data)} bytes, beginning with {data[:16].hex()},"
        self._socket.settimeout(self._patience)
        header = json.dumps(request).encode()
        try:
            self._socket.sendall(_LENGTH.pack(len(header)) + header)
            self._socket.sendall(data)
            return self._socket.recv(1) != b""
        except OSError:
            return False

    def header(self) -> dict[str, Any]:
        """What the process says of the file.

        Raises:
            NotAnImage: it says that.
            DamagedImage: it says that, or nothing sensible, or nothing.
        """
        length = _LENGTH.unpack(self.array(_LENGTH.size).tobytes())[0]
        if length > _LONGEST_HEADER:
            raise DamagedImage
        try:
            header = json.loads(self.array(length).tobytes())
        except ValueError:
            raise DamagedImage from None
        if not isinstance(header, dict) or "error" in header:
            raise NotAnImage if header == {"error": "NotAnImage"} else DamagedImage
        return header

    def array(self, *shape: int) -> NDArray[np.uint8]:
        """The next bytes, read-only.

        Raises:
            DamagedImage: they do not come, or not in time.
        """
        array = np.empty(shape, np.uint8)
        missing = array.reshape(-1).data
        while missing:
            self._socket.settimeout(max(0.001, self._ends - time.monotonic()))
            try:
                count = self._socket.recv_into(missing)
            except OSError:
                count = 0
            if not count:
                _log.warning("a file of %s has cost a decoder", self._work)
                raise DamagedImage
            missing = missing[count:]
        array.flags.writeable = False
        return array


def _whole(value: object, most: int = 2**31) -> int:
    """A number that a process gave, if it is one that it can rightly give."""
    if not isinstance(value, int) or not 0 <= value <= most:
        raise DamagedImage
    return value
