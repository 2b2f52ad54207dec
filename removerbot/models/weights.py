"""Weight files: fetched if necessary, and never loaded without the right SHA-256."""

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from filelock import FileLock

from removerbot.errors import WeightsCorrupt, WeightsMissing, in_words
from removerbot.models.download import Source, SourceFailedError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A weight file of a model.

    Attributes:
        name: in the model folder.
        megabytes: its approximate size, for messages.
        sha256: in hexadecimal.
        sources: tried in this order.
    """

    name: str
    megabytes: int
    sha256: str
    sources: tuple[Source, ...]


def ensure(files: Sequence[File], model_dir: Path) -> tuple[Path, ...]:
    """Returns verified paths of the files; fetches those that are missing or wrong.

    Each call reads every file to check its hash, at one or two GB a second. Processes that
    fetch at the same time wait for each other, and the first one fetches for all. `model_dir`
    is created if it does not exist.

    Raises:
        WeightsMissing: a file is missing, and no source delivers it.
        WeightsCorrupt: the sources deliver only files with a wrong hash.
    """
    try:
        return tuple(_ensure(file, model_dir) for file in files)
    except OSError as error:
        raise WeightsMissing(
            f"REMOVERBOT_MODEL_DIR: the folder {model_dir} cannot be used "
            f"({in_words(error, model_dir)})"
        ) from error


def _ensure(file: File, model_dir: Path) -> Path:
    path = model_dir / file.name
    if _is_right(path, file):
        return path
    with _locked_folder(model_dir) as folder:
        if not _is_right(path, file):  # now that no other process is fetching it
            _fetch(file, folder / file.name, is_damaged=path.exists())
            (folder / file.name).replace(path)
    return path


def _fetch(file: File, to: Path, *, is_damaged: bool) -> None:
    """Writes the file to `to`, from the first source that delivers it with the right hash."""
    error, failures = WeightsCorrupt if is_damaged else WeightsMissing, []
    for source in file.sources:
        _log.info("fetching %s (%d MB): %s", file.name, file.megabytes, source)
        try:
            source.fetch(to, file.megabytes)
        except SourceFailedError as failure:
            failures.append(f"{source}: {failure}")
            continue
        if _is_right(to, file):
            return
        failures.append(f"{source}: not the right file")
        error = WeightsCorrupt
    what = "not the file it should be" if error is WeightsCorrupt else "missing"
    raise error(
        f"{file.name} is {what} and cannot be fetched ({'; '.join(failures)}); "
        f"put it into {to.parent.parent} by hand"
    )


def _is_right(path: Path, file: File) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest() == file.sha256


@contextmanager
def _locked_folder(model_dir: Path) -> Iterator[Path]:
    """Gives an empty folder in the model folder, which no other process uses meanwhile."""
    model_dir.mkdir(parents=True, exist_ok=True)
    folder = model_dir / ".fetching"
    with FileLock(model_dir / ".lock"):
        shutil.rmtree(folder, ignore_errors=True)  # of a process that was killed
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
