"""The connection to a process that decodes image files, see `removerbot.engine.decoder_worker`.

Nothing that comes over it is trusted.
"""

import json
import logging
import os
import select
import signal
import socket
import struct
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from removerbot.errors import DamagedImage, NotAnImage, RawPhoto, TooHeavy, UserError

_log = logging.getLogger(__name__)

_WALL_FACTOR = 3
"""Wall time for one file, as a multiple of the processor time: the machine may be busy."""

_ENDING_SECONDS = 2
"""How long to wait for how a process has ended."""

_ERRORS: dict[object, type[UserError]] = {
    error.__name__: error for error in (NotAnImage, RawPhoto, TooHeavy)
}
"""What a process may say of a file, other than that it is damaged."""

_MAX_HEADER = 1000
_LENGTH = struct.Struct(">I")

_FROM_OUTSIDE = {signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
"""Signals that no file causes: crashes and the limits of time have others."""


class KilledError(Exception):
    """The process was killed from outside, as by the kernel when memory runs out."""


class Connection:
    """The connection to a worker process, which decodes one file at a time."""

    def __init__(self, connection: socket.socket, ending: int) -> None:
        """Keeps the arguments; at `ending`, a file descriptor, one byte says which signal has
        ended the process, 0 for none."""
        self._socket = connection
        self._ending = os.fdopen(ending, "rb", buffering=0)
        self._deadline = 0.0
        self._file = ""

    def close(self) -> None:
        """Closes the connection, which ends the process."""
        self._socket.close()
        self._ending.close()

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
            KilledError: they are missing, and the file is not to blame.
        """
        array = np.empty(shape, np.uint8)
        missing = array.reshape(-1).data
        while missing:
            self._socket.settimeout(max(0.001, self._deadline - time.monotonic()))
            try:
                count, is_late = self._socket.recv_into(missing), False
            except OSError as error:
                count, is_late = 0, isinstance(error, TimeoutError)
            if not count:
                _log.warning("a file of %s has cost a decoder", self._file)
                raise DamagedImage if is_late or not self._was_killed() else KilledError
            missing = missing[count:]
        array.flags.writeable = False
        return array

    def _was_killed(self) -> bool:
        """Whether the process was killed from outside, or with its parent process."""
        ending = select.poll()
        ending.register(self._ending, select.POLLIN)
        told = self._ending.read(1) if ending.poll(_ENDING_SECONDS * 1000) else b"\0"
        return not told or told[0] in _FROM_OUTSIDE


def checked(value: object, maximum: int = 2**31) -> int:
    """Returns a number of a header; raises `DamagedImage` if it is not in the valid range."""
    if not isinstance(value, int) or not 0 <= value <= maximum:
        raise DamagedImage
    return value
