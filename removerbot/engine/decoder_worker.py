"""The processes that `removerbot.engine.decoder_pool` has strangers' files decoded in.

The first one looks into no file. It has the decoders loaded and forks itself for every
socket that it is given; each copy answers one request after the other.
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

_LENGTH = struct.Struct(">I")

_MEMORY = 256 << 20
"""Bytes for any file, above what the process has already."""

_MEMORY_PER_PIXEL = 48
"""Bytes; TIFFs of real numbers take the most."""

_STACK = 8 << 20
"""Bytes for each of the decoders' threads."""


def main() -> None:
    """Fork for every socket that comes over standard input, until that is closed."""
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    _warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the copies
    while True:
        message, files, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        with socket.socket(fileno=files[0]) as job:
            try:
                is_copy = os.fork() == 0
            except OSError:  # no process to be had: the closed socket says so
                continue
            if is_copy:
                control.close()
                _work(job)


def _warm_up() -> None:
    """Load the decoders now, and not anew in every copy."""
    Image.init()
    for file_format in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "TIFF", "BMP"):
        file = BytesIO()
        Image.new("RGB", (64, 64)).save(file, file_format)
        data = file.getvalue()
        decode(Photo("", data, measure(data)))
    gc.collect()
    gc.freeze()  # so that the collector touches no shared page of memory


def _work(job: socket.socket) -> None:
    """Answer requests until nobody is there to ask; end at once if a file is damaged."""
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):  # the decoders print what they think of a file
            os.dup2(nowhere, stream)
        while _answer(job):
            pass
    finally:
        os._exit(0)


def _answer(job: socket.socket) -> bool:
    """Answer one request; whether this process is to be trusted with another."""
    request = json.loads(_receive(job, _LENGTH.unpack(_receive(job, _LENGTH.size))[0]))
    data = _receive(job, request["bytes"])
    job.sendall(b".")  # taken: what happens from here on is the file's doing
    size = Size(*request.get("size", (0, 0)))
    _limit(request["seconds"], size)
    try:
        if "size" in request:
            _send_pixels(job, decode(Photo("", data, size), request["least"]))
        else:
            _send(job, measure(data)._asdict())
    except UserError as error:
        _send(job, {"error": type(error).__name__})
        return False
    signal.alarm(0)
    return True


def _limit(seconds: int, size: Size) -> None:
    """Let the kernel end this process if a file takes too much of anything."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
    signal.alarm(3 * seconds)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        stacks = _STACK * (os.cpu_count() or 1)
        pixels = _MEMORY_PER_PIXEL * size.width * size.height
        _lower(resource.RLIMIT_AS, taken + stacks + pixels + _MEMORY)


def _lower(limit: int, value: int) -> None:
    resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))


def _send_pixels(job: socket.socket, pixels: Pixels) -> None:
    profile = pixels.icc_profile or b""
    header = pixels.size._asdict()
    _send(job, header | {"alpha": pixels.alpha is not None, "profile": len(profile)})
    job.sendall(np.ascontiguousarray(pixels.rgb).data)
    if pixels.alpha is not None:
        job.sendall(np.ascontiguousarray(pixels.alpha).data)
    job.sendall(profile)


def _send(job: socket.socket, header: dict[str, Any]) -> None:
    text = json.dumps(header).encode()
    job.sendall(_LENGTH.pack(len(text)) + text)


def _receive(job: socket.socket, count: int) -> bytes:
    data = bytearray(count)
    missing = memoryview(data)
    while missing:
        received = job.recv_into(missing)
        if not received:
            raise EOFError
        missing = missing[received:]
    return bytes(data)


if __name__ == "__main__":
    main()
