"""Cutting without any chat: what the package's `cut` and the command line run on."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import zip_longest
from os import PathLike, fspath
from pathlib import Path
from threading import Lock
from typing import Any, Self, Unpack

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from removerbot.i18n import prompt_parser
from removerbot.imaging import cutout as imaging
from removerbot.imaging.background import Background, OtherPhoto, read_background
from removerbot.imaging.conversion import from_image
from removerbot.imaging.cutout import whole
from removerbot.imaging.effects import apply_options, cropped
from removerbot.imaging.encode import Format
from removerbot.imaging.grid import grid_for
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.options import DEFAULTS, OptionArguments, Options
from removerbot.imaging.overlay import draw_preview
from removerbot.imaging.photo import decode, on_white, read_photo
from removerbot.imaging.roi import fractions
from removerbot.imaging.types import RGB, Alpha, Box, Pixels, Prompt
from removerbot.models.base import Embedding, Segmenter
from removerbot.models.registry import Target, choose, load
from removerbot.models.subject import LazySubject, is_here, load_if_wanted
from removerbot.segmentation.algorithm import Algorithm, Outcome, run
from removerbot.segmentation.interactive import read_clicks, segment
from removerbot.segmentation.proposals import main_things
from removerbot.segmentation.proposals import propose as propose_objects
from removerbot.segmentation.segmented import NOTHING, Segmented
from removerbot.segmentation.subject import Subject
from removerbot.settings import Settings, settings_from_environment

AnyPhoto = bytes | str | PathLike[str] | RGB | Image.Image
"""An image file as bytes or as its path, uint8 H×W×3, or a Pillow image."""

AnyPrompt = str | Prompt | Sequence[float] | Sequence[Sequence[float]] | NDArray[Any]
"""Words, a `Prompt`, a point, points of one object, or a box: left, top, right, bottom."""

_NO_LIMIT = 2**63


@dataclass(frozen=True, eq=False)
class Cutout(imaging.Cutout):
    """The cutout of a photo, and the evaluation of the clicks that segmented it.

    Attributes:
        segmented: what a later cut of the same photo goes on from.
    """

    segmented: Segmented = NOTHING


class Cutter:
    """Cuts objects out of photos with one model; encodes a photo once for any number of
    prompts. May be used from several threads."""

    def __init__(
        self, segmenter: Segmenter, cache_bytes: int, subject: LazySubject | None = None
    ) -> None:
        """Uses up to `cache_bytes` of memory for encoded photos, and any subject model."""
        self._segmenter = segmenter
        self._subject = subject
        self._parser = prompt_parser()
        self._embeddings = LruCache[tuple[str, Box | None], Embedding](cache_bytes)
        self._subjects = LruCache[str, Alpha](cache_bytes // 4)

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """Loads the model that the settings name; downloads its weights if needed.

        Raises:
            SetupError: it cannot run here.
        """
        target = Target(*choose(settings.model, settings.device), settings.model_dir)
        lazy = LazySubject(
            partial(load_if_wanted, settings.subject, settings.model_dir),
            partial(is_here, settings.model_dir),
        )
        return cls(load(target), settings.cache_mb << 20, lazy)

    def cut(
        self,
        photo: AnyPhoto,
        prompt: AnyPrompt | None = None,
        options: Options = DEFAULTS,
        background: Pixels | None = None,
        previous: Cutout | None = None,
    ) -> Cutout:
        """See `removerbot.cut`; `background` is the photo that an `OtherPhoto` stands for."""
        key, pixels = read_pixels(photo)
        grid, render = grid_for(pixels.size), partial(self._render, options, background)
        if prompt is None:
            subject = self._find_subject(key, pixels, wait=True)
            [found, *_] = self._run(key, pixels, main_things(grid.size, subject))
            algorithm = segment(grid, stored=[found.click], subject=subject)
            return render((key, pixels), subject, algorithm)
        clicks = read_clicks(read_prompt(prompt), grid, self._parser)
        subject = self._find_subject(key, pixels, wait=False)
        known = previous.segmented.objects[: len(clicks)] if previous else ()
        new = [
            click
            for click, each in zip_longest(clicks, known)
            if each is None or each.clicks[-1].prompt != click.prompt
        ]
        algorithm = segment(grid, new=new, after=Segmented(known), subject=subject)
        return render((key, pixels), subject, algorithm)

    def propose(
        self,
        photo: AnyPhoto,
        options: Options = DEFAULTS,
        background: Pixels | None = None,
    ) -> list[Cutout]:
        """See `removerbot.propose`; `background` as in `cut`."""
        key, pixels = read_pixels(photo)
        subject = self._find_subject(key, pixels, wait=True)
        found = self._run(key, pixels, propose_objects(pixels.size, subject))
        cut = partial(segment, grid_for(pixels.size), subject=subject)
        render = partial(self._render, options, background)
        return [render((key, pixels), subject, cut(stored=[each.click])) for each in found]

    def _render(
        self,
        options: Options,
        background: Pixels | None,
        photo: tuple[str, Pixels],
        subject: Subject | None,
        algorithm: Algorithm[Segmented],
    ) -> Cutout:
        segmented = self._run(*photo, algorithm)
        cutout = segmented.cut_out(photo[1], subject, options)
        return Cutout(**vars(apply_options(cutout, options, background)), segmented=segmented)

    def _run(self, key: str, pixels: Pixels, algorithm: Algorithm[Outcome]) -> Outcome:
        return run(
            algorithm,
            lambda requests: self._segmenter.decode_all(
                [(self._embedding(key, pixels, each.region), each) for each in requests]
            ),
        )

    def _embedding(self, key: str, pixels: Pixels, region: Box | None) -> Embedding:
        """Returns the photo, or a region of it by itself, as the model has encoded it."""
        embedding = self._embeddings.get((key, region))
        if embedding is None:
            rgb = on_white(pixels)
            embedding = self._segmenter.encode(cropped(rgb, region) if region else rgb)
            self._embeddings.put((key, region), embedding, embedding.nbytes)
        return embedding

    def _find_subject(self, key: str, pixels: Pixels, *, wait: bool) -> Subject | None:
        alpha = self._subjects.get(key)
        if alpha is None:
            model = self._subject.get(wait=wait) if self._subject else None
            if model is None:
                return None
            alpha = model.alpha(on_white(pixels))
            self._subjects.put(key, alpha, alpha.nbytes)
        return Subject(fractions(alpha))


def cut(
    photo: AnyPhoto,
    prompt: AnyPrompt | None = None,
    *,
    model: str = "auto",
    previous: Cutout | None = None,
    **options: Unpack[OptionArguments],
) -> Cutout:
    """Cuts an object out of a photo.

    The setting `REMOVERBOT_SUBJECT` says whether a second model finds the main thing. Without
    a prompt its weights are fetched first if they are missing; with one they are fetched in
    the background, for later calls.

    Args:
        photo: an image file as bytes or as its path, colours as uint8 H×W×3, or a Pillow
            image, which is turned upright if its EXIF data say so.
        prompt: what to cut out, as one types it in chat (`"C4"`, `"640,360"`, `"C4 + F2"`
            for two things), or in pixels of the upright photo: a point `(x, y)`, a list of
            points, a box `(left, top, right, bottom)`, or a `Prompt`; without one, the main
            thing.
        model: `mobile`, `vit_b`, `vit_l`, `vit_h`, or `auto` for the best that runs here.
        previous: an earlier cutout of the same photo to go on from: `prompt` holds all the
            points so far, `previous` lends its mask.
        options: the fields of `Options`, as values or as texts; the `background` can also be
            another photo, given in any way that `photo` can be.

    Returns:
        The cutout: `.image`, `.rgba`, `.png`, `.score`, `.save("cup.webp")`.

    Raises:
        UserError: a photo or the prompt cannot be used, or nothing is found there.
        SetupError: the model cannot run here.
        ValueError: an option has no such value, an array is not uint8 H×W×3, or a prompt is
            none of these.
        OSError: a file cannot be read.
    """
    return _cutter(model).cut(photo, prompt, *read_options(**options), previous)


def propose(
    photo: AnyPhoto, *, model: str = "auto", **options: Unpack[OptionArguments]
) -> list[Cutout]:
    """Cuts out what there is in a photo, the main things first, each once; up to nine.

    Args:
        photo: as in `cut`.
        model: as in `cut`.
        options: as in `cut`.

    Raises what `cut` does.
    """
    return _cutter(model).propose(photo, *read_options(**options))


def preview(photo: AnyPhoto, kind: str = Format.JPEG) -> bytes:
    """Draws the labelled grid over a photo.

    Args:
        photo: as in `cut`.
        kind: the format of the result: `jpg`, `png`, `webp` or `webp-lossless`.

    Returns:
        The file.

    Raises:
        UserError: the photo cannot be used.
        ValueError: there is no such format, or an array is not uint8 H×W×3.
        OSError: a file cannot be read.
    """
    kind = Format(kind)
    _, pixels = read_pixels(photo)
    jpeg = draw_preview(on_white(pixels), grid_for(pixels.size))
    return jpeg if kind is Format.JPEG else whole(read_pixels(jpeg)[1]).file(kind)


def check(photo: AnyPhoto, prompt: AnyPrompt | None) -> None:
    """Raises what `cut` would, as far as that is known without the model."""
    _, pixels = read_pixels(photo)
    if prompt is not None:
        read_clicks(read_prompt(prompt), grid_for(pixels.size), prompt_parser())


def read_options(**values: Unpack[OptionArguments]) -> tuple[Options, Pixels | None]:
    """Validates options; returns them, and the photo if the background is another photo.

    Raises:
        ValueError: an option has no such value; the message is one line.
        TypeError: there is no such option.
        UserError, OSError: the photo in the background cannot be read.
    """
    given = values.get("background", "none")
    if isinstance(given, str):
        with suppress(ValueError):
            given = read_background(given)
    if isinstance(given, Background):
        return Options.read({**values, "background": given}), None
    options = Options.read({**values, "background": OtherPhoto("")})
    if isinstance(given, str) and not Path(given).is_file():
        raise ValueError(f"{given!r} is neither a colour such as #ff8800 nor a photo")
    return options, read_pixels(given)[1]


def _cutter(model: str) -> Cutter:
    with _LOADING:
        return _loaded(model)


_LOADING = Lock()  # of several threads, the first loads a model for all


@cache
def _loaded(model: str) -> Cutter:
    return Cutter.load(settings_from_environment(model=model))


def read_prompt(prompt: AnyPrompt) -> str | Prompt:
    """Returns a prompt that is a point, points or a box as a `Prompt`, any other as it is.

    Raises:
        ValueError: it is none of these.
    """
    if isinstance(prompt, str | Prompt):
        return prompt
    with suppress(ValueError, TypeError, OverflowError):
        numbers = np.asarray(prompt, np.float64)
        if numbers.shape == (4,):
            return Prompt(box=tuple(numbers.tolist()))
        if numbers.shape == (2,) or (numbers.ndim == 2 and numbers.shape[1] == 2):
            return Prompt(keep=[(x, y) for x, y in numbers.reshape(-1, 2).tolist()])
    raise ValueError(f"neither words, nor (x, y), nor points, nor a box: {prompt!r:.80}")


def read_pixels(photo: AnyPhoto) -> tuple[str, Pixels]:
    """A photo given in any way → a key for its content, and its upright pixels."""
    if isinstance(photo, np.ndarray):
        if photo.dtype != np.uint8 or photo.ndim != 3 or photo.shape[2] != 3 or not photo.size:
            raise ValueError(f"not uint8 H×W×3: {photo.dtype} {photo.shape}")
        rgb = np.array(photo, order="C")  # a copy: programs read the next frame into theirs
        return sha256(repr(rgb.shape).encode() + rgb.tobytes()).hexdigest(), Pixels(rgb)
    if isinstance(photo, Image.Image):
        pixels = from_image(photo)
        alpha = b"" if pixels.alpha is None else pixels.alpha.tobytes()
        shown = repr(pixels.size).encode() + pixels.rgb.tobytes() + alpha
        return sha256(shown).hexdigest(), pixels
    data = photo if isinstance(photo, bytes) else Path(fspath(photo)).read_bytes()
    # The limits protect a bot from strangers; who calls this reads files of their own.
    file = read_photo(data, max_bytes=_NO_LIMIT, max_megapixels=_NO_LIMIT)
    return file.key, decode(file)
