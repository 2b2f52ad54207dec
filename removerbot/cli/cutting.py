"""The commands `cut` and `preview`: one photo, many, or all that come into a folder."""

import errno
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import NamedTuple, Self

from tqdm import tqdm

from removerbot import api
from removerbot.api import Cutter, check, read_options
from removerbot.errors import BadSetting, UserError, in_words
from removerbot.imaging.encode import ENDINGS, Format, format_of
from removerbot.imaging.options import add_arguments, schemas
from removerbot.imaging.types import Note
from removerbot.settings import Settings

_NOTES: dict[Note, str] = {
    "partial": "a part of the photo is missing in its file",
    "first-frame": "the file moves, and this is its first picture",
}

_GUESS = "this is a guess: if something else is meant, name more places of it"


def describe_cut(parser: ArgumentParser) -> None:
    """Adds the arguments of `cut`."""
    parser.add_argument(
        "photos",
        nargs="*",
        metavar="photo",
        help='one or more; then perhaps what to cut out, such as "C4", "640,360", "C4 D5" or '
        '"C4 + F2"; by default the main thing',
    )
    parser.add_argument(
        "--auto", action="store_true", help="cut the main thing out of each photo"
    )
    parser.add_argument(
        "--watch",
        type=Path,
        metavar="FOLDER",
        help="cut what comes in, until Ctrl+C",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        help=f"the file to write, which ends in {ENDINGS}, or a folder "
        "[default: PHOTO-cutout.FORMAT beside each photo]",
    )
    parser.add_argument(
        "--format",
        choices=[*Format],
        help="of files whose name is not given; webp-lossless for -o FILE.webp, too "
        "[default: png]",
    )
    add_arguments(parser)


def cut(settings: Settings, arguments: Namespace) -> int:
    """Cuts things out of photos; returns the exit status. What is wrong with a single photo or
    with the arguments is found before the model is loaded."""
    photos, prompt = _photos_and_prompt(arguments)
    given = {name: value for name, value in vars(arguments).items() if name in schemas()}
    kind = given.pop("format")
    with _wrong_options():
        options, background = read_options(**given)
        naming = Naming.read(arguments, photos, kind)
    if len(photos) == 1:  # before the slow work
        check(photos[0], prompt)
    cutter = Cutter.load(settings)

    def cut_one(photo: Path) -> str:
        cutout = cutter.cut(photo, prompt, options, background)
        output = naming.output(photo)
        with _wrong_options():
            output.write_bytes(cutout.file(naming.kind))
        notes = [_GUESS] if cutout.segmented.is_unsure else []
        notes += [_NOTES[cutout.note]] if cutout.note else []
        return f"{output}: {'; '.join(notes)}" if notes else str(output)

    if arguments.watch:
        return _watch(arguments.watch, naming, cut_one)
    if len(photos) == 1:
        print(cut_one(photos[0]))
        return 0
    return _cut_all(photos, cut_one)


def _photos_and_prompt(arguments: Namespace) -> tuple[list[Path], str | None]:
    """Tells the photos of a command line from a prompt, which is the last word, if it does not
    look like a file."""
    words = [name for word in arguments.photos for name in _matching(word)]
    *photos, last = words or [""]
    is_file = Path(last).suffix[1:].isalpha() or Path(last).exists()
    if last and (arguments.auto or not (photos or arguments.watch) or is_file):
        photos, last = [*photos, last], ""
    if arguments.watch and not arguments.watch.is_dir():
        raise BadSetting(f"--watch {arguments.watch}: there is no such folder")
    if bool(photos) == bool(arguments.watch):
        raise BadSetting("name photos, or a folder with --watch")
    return [Path(photo) for photo in photos], last.strip() or None


def _matching(word: str) -> list[str]:
    """Returns the files that match a pattern, where no shell has done that; or the word."""
    if Path(word).exists():
        return [word]
    return sorted(glob(word)) or [word]  # noqa: PTH207 - the pattern may be absolute


class Naming(NamedTuple):
    """Where cutouts go.

    Attributes:
        file: of the only cutout; `None` for names made from those of photos.
        folder: for such names; `None` for that of each photo.
        kind: the format of the files.
        shared: photos' names without their endings that are not unique.
    """

    file: Path | None
    folder: Path | None
    kind: Format
    shared: frozenset[str]

    @classmethod
    def read(cls, arguments: Namespace, photos: Sequence[Path], kind: str | None) -> Self:
        """Reads it from a command line, and creates the folder.

        Raises:
            ValueError: the name of the file has no ending of a picture.
            OSError: nothing can be written there.
        """

        output = arguments.output
        stems = [photo.stem for photo in photos]
        shared = frozenset(stem for stem in stems if stems.count(stem) > 1)
        is_folder = output and (len(photos) != 1 or output.is_dir() or not output.suffix)
        if output and not is_folder:
            wanted = format_of(output)
            if kind and Format(kind).ending != wanted.ending:
                raise ValueError(f"--format {kind} does not go with {output.name}")
            _check_writable(output.parent)
            return cls(output, None, Format(kind or wanted), shared)
        if output:
            output.mkdir(parents=True, exist_ok=True)
        for folder in {output} if output else {photo.parent for photo in photos}:
            _check_writable(folder)
        return cls(None, output, Format(kind or "png"), shared)

    def output(self, photo: Path) -> Path:
        """Returns the file for the cutout of a photo."""
        if self.file:
            return self.file
        stem = photo.name.replace(".", "-") if photo.stem in self.shared else photo.stem
        return (self.folder or photo.parent) / f"{stem}{_CUTOUT}.{self.kind.ending}"


_CUTOUT = "-cutout"


def _check_writable(folder: Path) -> None:
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "", str(folder))
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(folder))


def _cut_all(photos: Sequence[Path], cut: Callable[[Path], str]) -> int:
    """Cuts all photos, with a bar; says which could not be cut, and how many were."""

    failed = 0
    with tqdm(photos, unit=" photos", leave=False, disable=None) as bar:
        for photo in bar:
            try:
                bar.write(cut(photo))
            except (UserError, OSError) as error:
                failed += 1
                bar.write(f"{photo}: {in_words(error, photo)}", file=sys.stderr)
    print(f"{len(photos) - failed} cut out" + (f", {failed} not" if failed else ""))
    return 1 if failed else 0


def _watch(folder: Path, naming: Naming, cut: Callable[[Path], str]) -> int:
    """Cuts every photo of a folder that has no cutout yet, once its size stays the same."""
    print(f"{folder}: waits for photos; Ctrl+C ends it", file=sys.stderr, flush=True)
    sizes: dict[Path, int] = {}
    done: set[tuple[Path, int]] = set()
    while True:
        for photo in sorted(folder.iterdir()):
            if not photo.is_file() or photo.stem.endswith(_CUTOUT) or photo.name[0] == ".":
                continue
            size, before = photo.stat().st_size, sizes.get(photo)
            sizes[photo] = size
            is_new = (photo, size) not in done and not naming.output(photo).exists()
            if is_new and size == before:
                done.add((photo, size))
                try:
                    print(cut(photo), flush=True)
                except (UserError, OSError) as error:
                    print(f"{photo}: {in_words(error, photo)}", file=sys.stderr, flush=True)
        time.sleep(_WATCH_SECONDS)


_WATCH_SECONDS = 1.0


@contextmanager
def _wrong_options() -> Iterator[None]:
    """Turns a `ValueError` about an option into a `BadSetting`: one line, exit status 2."""
    try:
        yield
    except ValueError as error:
        raise BadSetting(str(error)) from None


def describe_preview(parser: ArgumentParser) -> None:
    """Adds the arguments of `preview`."""
    parser.add_argument("photo", type=Path)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        help=f"the file to write, which ends in {ENDINGS}",
    )


def preview(_settings: Settings, arguments: Namespace) -> int:
    """Draws the grid over a photo; returns the exit status."""
    with _wrong_options():
        kind = format_of(arguments.output)
    _check_writable(arguments.output.parent)
    arguments.output.write_bytes(api.preview(arguments.photo, kind))
    print(arguments.output)
    return 0
