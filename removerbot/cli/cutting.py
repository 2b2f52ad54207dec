"""The commands `cut` and `preview`: one photo, many, or all that come into a folder."""

import errno
import os
import re
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from glob import glob
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple, NoReturn, Self

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
        "--watch", type=Path, metavar="FOLDER", help="cut what comes in, until Ctrl+C"
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
    content: dict[Path, bytes] = {}
    if len(photos) == 1:  # before the slow work; a pipe can be read once
        content[photos[0]] = photos[0].read_bytes()
        check(content[photos[0]], prompt)
    cutter = Cutter.load(settings)

    def cut_one(photo: Path, output: Path) -> bool:
        try:
            cutout = cutter.cut(content.get(photo, photo), prompt, options, background)
            with _wrong_options():
                output.write_bytes(cutout.file(naming.kind))
        except (UserError, OSError) as error:
            with tqdm.external_write_mode():
                print(f"{photo}: {in_words(error, photo)}", file=sys.stderr, flush=True)
            return False
        notes = [_GUESS] if cutout.segmented.is_unsure else []
        notes += [_NOTES[cutout.note]] if cutout.note else []
        with tqdm.external_write_mode():
            print(f"{output}: {'; '.join(notes)}" if notes else output, flush=True)
        return True

    if arguments.watch:
        _watch(arguments.watch, naming, cut_one)
    outputs, no_bar = naming.outputs(photos), len(photos) == 1 or not sys.stderr or None
    with tqdm(outputs.items(), unit=" photos", leave=False, disable=no_bar) as bar:
        failed = sum(not cut_one(photo, output) for photo, output in bar)
    if len(photos) > 1:
        print(f"{len(photos) - failed} cut out" + (f", {failed} not" if failed else ""))
    return 1 if failed else 0


def _photos_and_prompt(arguments: Namespace) -> tuple[list[Path], str | None]:
    """Tells the photos of a command line, each once, from a prompt: the last word, if it does
    not look like a file, and the places before it."""
    photos = [name for word in arguments.photos if word for name in _matching(word)]
    prompt: list[str] = []
    while photos[not arguments.watch :] and not (arguments.auto or _is_file(photos[-1])):
        if prompt and not _PLACE.fullmatch(photos[-1].strip()):
            break
        prompt = [photos.pop().strip(), *prompt]
    if arguments.watch and not arguments.watch.is_dir():
        raise BadSetting(f"--watch {arguments.watch}: there is no such folder")
    if bool(photos) == bool(arguments.watch):
        raise BadSetting("name photos, or a folder with --watch")
    return [Path(photo) for photo in dict.fromkeys(photos)], " ".join(prompt) or None


_PLACE = re.compile(r"[-+]|[-+]?([A-Za-z]{1,2}\d+(:[A-Za-z]{1,2}\d+)?|\d+%?,\d+%?)")


def _is_file(word: str) -> bool:
    return Path(word).suffix[1:].isalpha() or Path(word).exists()


def _matching(word: str) -> list[str]:
    """Returns the files that match a pattern, where no shell has done that; or the word."""
    there = Path(word).exists()
    return [word] if there else sorted(glob(word)) or [word]  # noqa: PTH207 - may be absolute


class Naming(NamedTuple):
    """Where cutouts go.

    Attributes:
        file: of the only cutout; `None` for names made from those of photos.
        folder: for such names; `None` for that of each photo.
        kind: the format of the files.
    """

    file: Path | None
    folder: Path | None
    kind: Format

    @classmethod
    def read(cls, arguments: Namespace, photos: Sequence[Path], kind: str | None) -> Self:
        """Reads it from a command line, and creates the folder.

        Raises:
            ValueError: the name of the file has no ending of a picture, or there are more
                photos than one for it.
            OSError: nothing can be written there.
        """
        output = arguments.output
        if output and not output.is_dir() and output.suffix:
            wanted = format_of(output)
            if len(photos) != 1:
                raise ValueError(f"{output} is a single file; name a folder for many photos")
            if kind and Format(kind).ending != wanted.ending:
                raise ValueError(f"--format {kind} does not go with {output.name}")
            _check_writable(output.parent)
            return cls(output, None, Format(kind or wanted))
        if output:
            output.mkdir(parents=True, exist_ok=True)
        for folder in {output} if output else {photo.parent for photo in photos}:
            _check_writable(folder)
        return cls(None, output, Format(kind or "png"))

    def outputs(self, photos: Sequence[Path]) -> dict[Path, Path]:
        """Returns the file for the cutout of each photo, for no two the same one."""
        stems, files = Counter(photo.stem for photo in photos), dict[Path, Path]()
        for photo in photos:
            name = photo.name.replace(".", "-") if stems[photo.stem] > 1 else photo.stem
            names = chain([name], (f"{name}-{number}" for number in count(2)))
            folder, ending = self.folder or photo.parent, f"{_CUTOUT}.{self.kind.ending}"
            tried = (self.file or folder / f"{each}{ending}" for each in names)
            files[next(file for file in tried if file not in files)] = photo
        return {photo: file for file, photo in files.items()}


_CUTOUT = "-cutout"


def _check_writable(folder: Path) -> None:
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "", str(folder))
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(folder))


def _watch(folder: Path, naming: Naming, cut: Callable[[Path, Path], object]) -> NoReturn:
    """Cuts every photo of a folder that has no cutout yet, once its size stays the same."""
    print(f"{folder}: waits for photos; Ctrl+C ends it", file=sys.stderr, flush=True)
    sizes: dict[Path, int] = {}
    done: set[tuple[Path, int]] = set()
    while True:
        seen = (file for file in sorted(folder.iterdir()) if file.name[0] != ".")
        photos = [file for file in seen if file.is_file() and not file.stem.endswith(_CUTOUT)]
        for photo, output in naming.outputs(photos).items():
            size, before = photo.stat().st_size, sizes.get(photo)
            sizes[photo] = size
            if size == before and (photo, size) not in done and not output.exists():
                done.add((photo, size))
                cut(photo, output)
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
    ends = f"the file to write, which ends in {ENDINGS}"
    parser.add_argument("-o", "--output", type=Path, required=True, help=ends)


def preview(_settings: Settings, arguments: Namespace) -> int:
    """Draws the grid over a photo; returns the exit status."""
    with _wrong_options():
        kind = format_of(arguments.output)
    _check_writable(arguments.output.parent)
    arguments.output.write_bytes(api.preview(arguments.photo, kind))
    print(arguments.output)
    return 0
