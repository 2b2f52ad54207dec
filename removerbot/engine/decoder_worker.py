"""The processes in which `removerbot.engine.decoder_pool` has image files decoded.

The parent process reads no file. It loads the decoders and forks a worker for every socket that
it receives; a worker answers one request after the other on its socket. When it has ended, the
parent process says by which signal, on a pipe that came with the socket.

Whoever takes a worker over by a file finds little: the kernel lets it use no more memory, time
and file descriptors, and, on Linux, nothing but memory, threads and its socket: no files, no
network, no other process.
"""

import ctypes
import gc
import json
import os
import platform
import resource
import signal
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from PIL import ExifTags, Image, ImageCms

from removerbot.errors import UserError
from removerbot.imaging.photo import decode, measure
from removerbot.imaging.types import Photo, Pixels, Size
from removerbot.process.resources import cpu_count

_LENGTH = struct.Struct(">I")

_MEMORY = 256 << 20
"""Bytes for any file, in addition to what the process uses already."""

_STACK = 8 << 20
"""Bytes for each thread of the decoders."""

_LIFETIME = 600
"""Seconds of processor time of a process, for all its files; a half-used one is replaced."""

_FILES = 16
"""File descriptors: the standard streams, the socket and a few more."""

_FIRST_TO_DIE = b"800"
"""Of 1000: the kernel ends decoders before the bot when memory runs out."""

_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""Their numbers in seccomp filters, and their columns below."""

_ALLOWED = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "pread64": (17, 67), "readv": (19, 65), "writev": (20, 66), "sched_yield": (24, 124),
    "mremap": (25, 216), "madvise": (28, 233), "nanosleep": (35, 101), "alarm": (37, None),
    "setitimer": (38, 103), "getpid": (39, 172), "sendto": (44, 206), "recvfrom": (45, 207),
    "exit": (60, 93), "getrusage": (98, 165), "sysinfo": (99, 179), "sigaltstack": (131, 132),
    "gettid": (186, 178), "futex": (202, 98), "sched_getaffinity": (204, 123),
    "restart_syscall": (219, 128), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "set_robust_list": (273, 99),
    "getcpu": (309, 168), "getrandom": (318, 278), "membarrier": (324, 283),
    "rseq": (334, 293),
}  # fmt: skip
"""The system calls of decoders and their numbers, see `_filter` for three more."""

_CLONE, _CLONE3, _PRLIMIT = (56, 220), (435, 435), (302, 261)
_CLONE_THREAD = 0x10000

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06  # instructions of BPF
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # what a filter loads
_ALLOW, _REFUSE, _MISSING = 0x7FFF0000, 0x50000 | 1, 0x50000 | 38  # EPERM, ENOSYS

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38  # see prctl(2)
_SECCOMP_MODE_FILTER = 2


def main() -> None:
    """Forks for every socket that arrives on standard input, until that is closed. The first
    argument is the most memory that a file may need, in bytes."""
    most_memory = int(sys.argv[1])
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    _load_decoders()
    pipes = dict[int, int]()
    signal.signal(signal.SIGCHLD, lambda *_: _tell_endings(pipes))
    while True:
        message, files, _, _ = socket.recv_fds(control, 1, 2)
        if not message:
            return
        with socket.socket(fileno=files[0]) as connection:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
            try:
                pid = os.fork()
            except OSError:  # the pool notices that the socket is closed
                os.close(files[1])
            else:
                pipes[pid] = files[1]
                if not pid:
                    control.close()
                    for pipe in pipes.values():
                        os.close(pipe)
                    _work(connection, most_memory)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])


def _tell_endings(pipes: dict[int, int]) -> None:
    """Writes the signals that have ended workers, 0 for none, to their pipes."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            pid, status = ended
            with os.fdopen(pipes.pop(pid), "wb", buffering=0) as pipe, suppress(OSError):
                pipe.write(bytes([max(0, -os.waitstatus_to_exitcode(status))]))


def _load_decoders() -> None:
    """Uses every decoder once, so that no worker has to load it, which it could not."""
    Image.init()
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for file_format in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "TIFF", "BMP"):
        file = BytesIO()
        Image.new("RGB", (64, 64)).save(file, file_format, exif=exif, icc_profile=profile)
        data = file.getvalue()
        decode(Photo("", data, measure(data)))
    gc.collect()
    gc.freeze()  # the collector then writes to no shared page of memory


def _work(connection: socket.socket, most_memory: int) -> None:
    """Answers requests until the socket is closed or a file is damaged; never returns."""
    try:
        devnull = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):  # some decoders print messages about a file
            os.dup2(devnull, stream)
        worker = _Worker(connection)
        worker.confine(most_memory)
        while worker.answer():
            pass
    finally:
        os._exit(0)


class _Worker:
    """A worker process."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        is_linux = sys.platform == "linux"
        self._statm = os.open("/proc/self/statm", os.O_RDONLY) if is_linux else None

    def confine(self, most_memory: int) -> None:
        """Gives up what no decoder needs, for good.

        There is no limit of processes: it would count all those of the user.
        """
        for kind, value in (
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, _FILES),
            (resource.RLIMIT_CPU, _LIFETIME),
        ):
            _limit(kind, value, is_final=True)
        self._limit_memory(most_memory, is_final=True)
        if sys.platform == "linux":
            with suppress(OSError):
                Path("/proc/self/oom_score_adj").write_bytes(_FIRST_TO_DIE)
            _allow_only_decoding()

    def answer(self) -> bool:
        """Answers one request; returns whether this process may get another one."""
        length = _LENGTH.unpack(self._receive(_LENGTH.size))[0]
        request = json.loads(self._receive(length))
        data = self._receive(request["bytes"])
        self._connection.sendall(b".")  # received: if this process ends now, it is damaged
        # The kernel ends this process if a file needs more time, and refuses it more memory.
        seconds = request["seconds"]
        _limit(resource.RLIMIT_CPU, min(ceil(_used_seconds() + seconds) + 1, _LIFETIME))
        signal.alarm(ceil(3 * seconds))
        self._limit_memory(request.get("memory", 0))
        try:
            if "size" in request:
                photo = Photo("", data, Size(*request["size"]))
                self._send_pixels(decode(photo, request["least"]))
            else:
                self._send(measure(data)._asdict())
        except UserError as error:
            self._send({"error": type(error).__name__})
            return False
        signal.alarm(0)
        return _used_seconds() < _LIFETIME / 2

    def _limit_memory(self, memory: int, *, is_final: bool = False) -> None:
        """Makes the kernel refuse a file more memory."""
        if self._statm is not None:
            pages = int(os.pread(self._statm, 100, 0).split()[0])
            taken = pages * resource.getpagesize() + _STACK * cpu_count()
            _limit(resource.RLIMIT_AS, taken + memory + _MEMORY, is_final=is_final)

    def _send_pixels(self, pixels: Pixels) -> None:
        profile = pixels.icc_profile or b""
        header = {"alpha": pixels.alpha is not None, "note": pixels.note}
        self._send(pixels.size._asdict() | header | {"profile": len(profile)})
        self._connection.sendall(np.ascontiguousarray(pixels.rgb).data)
        if pixels.alpha is not None:
            self._connection.sendall(np.ascontiguousarray(pixels.alpha).data)
        self._connection.sendall(profile)

    def _send(self, header: dict[str, Any]) -> None:
        text = json.dumps(header).encode()
        self._connection.sendall(_LENGTH.pack(len(text)) + text)

    def _receive(self, count: int) -> bytes:
        data = bytearray(count)
        missing = memoryview(data)
        while missing:
            received = self._connection.recv_into(missing)
            if not received:
                raise EOFError
            missing = missing[received:]
        return bytes(data)


def _used_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _limit(kind: int, value: int, *, is_final: bool = False) -> None:
    most = resource.getrlimit(kind)[1]
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    resource.setrlimit(kind, (value, value if is_final else most))


def _allow_only_decoding() -> None:
    """Makes the kernel refuse all system calls that decoding does not need, and end this
    process together with its parent. Without effect where the kernel forbids such filters."""
    prctl = ctypes.CDLL(None).prctl
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if platform.machine() in _ARCHITECTURES:
        instructions = list(_filter(*_ARCHITECTURES[platform.machine()]))
        code = b"".join(struct.pack("=HBBI", *each) for each in instructions)
        buffer = ctypes.create_string_buffer(code, len(code))
        program = struct.pack("@HP", len(instructions), ctypes.addressof(buffer))
        prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0)


def _filter(architecture: int, column: int) -> Iterator[tuple[int, int, int, int]]:
    """Yields a program of classic BPF: operation, instructions to skip if it holds and if it
    does not, and operand. Threads may be started, but no processes; limits may be set for this
    process only."""
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield _EQUAL, 1, 0, architecture
    yield _RETURN, 0, 0, _REFUSE
    yield _LOAD, 0, 0, _NUMBER
    for numbers in _ALLOWED.values():
        if (number := numbers[column]) is not None:
            yield _EQUAL, 0, 1, number
            yield _RETURN, 0, 0, _ALLOW
    yield _EQUAL, 0, 1, _CLONE3[column]
    yield _RETURN, 0, 0, _MISSING  # its flags are out of reach; the C library uses `clone` then
    for number, test, operand in (
        (_CLONE[column], _ANY_BIT, _CLONE_THREAD),
        (_PRLIMIT[column], _EQUAL, 0),
    ):
        yield _EQUAL, 0, 4, number
        yield _LOAD, 0, 0, _FIRST_ARGUMENT
        yield test, 0, 1, operand
        yield _RETURN, 0, 0, _ALLOW
        yield _RETURN, 0, 0, _REFUSE
    yield _RETURN, 0, 0, _REFUSE


if __name__ == "__main__":
    main()
