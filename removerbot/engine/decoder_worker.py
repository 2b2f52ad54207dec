"""The processes in which `removerbot.engine.decoder_pool` has image files decoded.

The parent process reads no file. It loads the decoders and forks a worker for every socket that
it receives; a worker answers one request after the other on its socket.
"""

import gc
import json
import os
import resource
import signal
import socket
import struct
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from removerbot.errors import UserError
from removerbot.imaging.photo import decode, measure
from removerbot.imaging.types import Photo, Pixels, Size
from removerbot.process.resources import cpu_count

_LENGTH = struct.Struct(">I")

_MEMORY = 256 << 20
"""Bytes for any file, in addition to what the process uses already."""

_MEMORY_PER_PIXEL = 48
"""Bytes; TIFF files of floating-point numbers need the most."""

_STACK = 8 << 20
"""Bytes for each thread of the decoders."""


def main() -> None:
    """Forks for every socket that arrives on standard input, until that is closed."""
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    _load_decoders()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # workers are not waited for
    while True:
        message, files, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        with socket.socket(fileno=files[0]) as connection:
            try:
                is_worker = os.fork() == 0
            except OSError:  # the pool notices that the socket is closed
                continue
            if is_worker:
                control.close()
                _work(connection)


def _load_decoders() -> None:
    """Uses every decoder once, so that no worker has to load it."""
    Image.init()
    for file_format in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "TIFF", "BMP"):
        file = BytesIO()
        Image.new("RGB", (64, 64)).save(file, file_format)
        data = file.getvalue()
        decode(Photo("", data, measure(data)))
    gc.collect()
    gc.freeze()  # the collector then writes to no shared page of memory


def _work(connection: socket.socket) -> None:
    """Answers requests until the socket is closed or a file is damaged; never returns."""
    try:
        devnull = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):  # some decoders print messages about a file
            os.dup2(devnull, stream)
        while _answer(connection):
            pass
    finally:
        os._exit(0)


def _answer(connection: socket.socket) -> bool:
    """Answers one request; returns whether this process may get another one."""
    length = _LENGTH.unpack(_receive(connection, _LENGTH.size))[0]
    request = json.loads(_receive(connection, length))
    data = _receive(connection, request["bytes"])
    connection.sendall(b".")  # received: if this process ends now, the file is damaged
    size = Size(*request.get("size", (0, 0)))
    _set_limits(request["seconds"], size)
    try:
        if "size" in request:
            _send_pixels(connection, decode(Photo("", data, size), request["least"]))
        else:
            _send(connection, measure(data)._asdict())
    except UserError as error:
        _send(connection, {"error": type(error).__name__})
        return False
    signal.alarm(0)
    return True


def _set_limits(seconds: int, size: Size) -> None:
    """Makes the kernel end this process if a file needs too much time or memory."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
    signal.alarm(3 * seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        pixels = _MEMORY_PER_PIXEL * size.width * size.height
        _limit(resource.RLIMIT_AS, taken + _STACK * cpu_count() + pixels + _MEMORY)


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, resource.getrlimit(kind)[1]))


def _send_pixels(connection: socket.socket, pixels: Pixels) -> None:
    profile = pixels.icc_profile or b""
    header = pixels.size._asdict()
    _send(connection, header | {"alpha": pixels.alpha is not None, "profile": len(profile)})
    connection.sendall(np.ascontiguousarray(pixels.rgb).data)
    if pixels.alpha is not None:
        connection.sendall(np.ascontiguousarray(pixels.alpha).data)
    connection.sendall(profile)


def _send(connection: socket.socket, header: dict[str, Any]) -> None:
    text = json.dumps(header).encode()
    connection.sendall(_LENGTH.pack(len(text)) + text)


def _receive(connection: socket.socket, count: int) -> bytes:
    data = bytearray(count)
    missing = memoryview(data)
    while missing:
        received = connection.recv_into(missing)
        if not received:
            raise EOFError
        missing = missing[received:]
    return bytes(data)


if __name__ == "__main__":
    main()
