"""Cutting without any chat: what the package's `cut` and the command line run on."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import zip_longest
from os import PathLike, fspath
from pathlib import Path
from typing import Self, Unpack

import numpy as np

from removerbot.i18n import prompt_parser
from removerbot.imaging import cutout as imaging
from removerbot.imaging.background import Background, OtherPhoto, read_background
from removerbot.imaging.cutout import cut_out
from removerbot.imaging.effects import apply_options
from removerbot.imaging.grid import grid_for
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.options import DEFAULTS, OptionArguments, Options
from removerbot.imaging.overlay import draw_preview
from removerbot.imaging.photo import decode, on_white, read_photo
from removerbot.imaging.types import RGB, Pixels, Prompt
from removerbot.models import registry
from removerbot.models.base import Embedding, Segmenter
from removerbot.segmentation.interactive import Segmented, read_clicks, run, segment
from removerbot.settings import Settings, settings_from_environment

AnyPhoto = bytes | str | PathLike[str] | RGB

_NO_LIMIT = 2**63


@dataclass(frozen=True, eq=False)
class Cutout(imaging.Cutout):
    """The cutout of a photo, and the evaluation of the clicks that segmented it.

    Attributes:
        segmented: what a later cut of the same photo goes on from.
    """

    segmented: Segmented = Segmented()  # noqa: RUF009 - immutable


class Cutter:
    """Cuts objects out of photos with one model; encodes a photo once for any number of
    prompts. May be used from several threads."""

    def __init__(self, segmenter: Segmenter, cache_bytes: int) -> None:
        """Uses a model, and up to `cache_bytes` of memory for encoded photos."""
        self._segmenter = segmenter
        self._parser = prompt_parser()
        self._embeddings = LruCache[str, Embedding](cache_bytes)

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """Loads the model that the settings name; downloads its weights if needed.

        Raises:
            SetupError: it cannot run here.
        """
        name, device = registry.choose(settings.model, settings.device)
        segmenter = registry.load(name, device=device, model_dir=settings.model_dir)
        return cls(segmenter, settings.cache_mb << 20)

    def cut(
        self,
        photo: AnyPhoto,
        prompt: str | Prompt,
        options: Options = DEFAULTS,
        background: Pixels | None = None,
        previous: Cutout | None = None,
    ) -> Cutout:
        """See `removerbot.cut`; `background` is the photo that an `OtherPhoto` stands for."""
        key, pixels = read_pixels(photo)
        grid = grid_for(pixels.size)
        clicks = read_clicks(prompt, grid, self._parser)
        embedding = self._embeddings.get(key)
        if embedding is None:
            embedding = self._segmenter.encode(on_white(pixels))
            self._embeddings.put(key, embedding, embedding.nbytes)
        known = previous.segmented.objects[: len(clicks)] if previous else ()
        new = [
            click
            for click, each in zip_longest(clicks, known)
            if each is None or each.clicks[-1].prompt != click.prompt
        ]
        segmented = run(
            segment(grid, new=new, after=Segmented(known)),
            lambda requests: self._segmenter.decode_all([(embedding, e) for e in requests]),
        )
        mask = segmented.mask
        cutout = cut_out(pixels, mask.candidate, mask.iou, options.edge, options.grow)
        cutout = apply_options(cutout, options, background)
        return Cutout(**vars(cutout), segmented=segmented)


def cut(
    photo: AnyPhoto,
    prompt: str | Prompt,
    *,
    model: str = "auto",
    previous: Cutout | None = None,
    **options: Unpack[OptionArguments],
) -> Cutout:
    """Cuts an object out of a photo.

    Args:
        photo: an image file as bytes or as its path, or colours as uint8 H×W×3.
        prompt: what to cut out, as one types it in chat (`"C4"`, `"640,360"`, `"C4 + F2"`
            for two things), or a `Prompt` in pixels of the upright photo.
        model: `mobile`, `vit_b`, `vit_l`, `vit_h`, or `auto` for the best that runs here.
        previous: an earlier cutout of the same photo to go on from: `prompt` holds all the
            points so far, `previous` lends its mask.
        options: the fields of `removerbot.imaging.options.Options`, as values or as texts; the
            `background` can also be another photo, given in any way that `photo` can be.

    Returns:
        The cutout: `.rgba`, `.png`, `.score`, `.save("cup.webp")`.

    Raises:
        UserError: a photo or the prompt cannot be used, or nothing is found there.
        SetupError: the model cannot run here.
        ValueError: an option has no such value, or an array is not uint8 H×W×3.
        OSError: a file cannot be read.
    """
    return _cutter(model).cut(photo, prompt, *read_options(**options), previous)


def preview(photo: AnyPhoto) -> bytes:
    """Draws the labelled grid over a photo.

    Args:
        photo: as in `cut`.

    Returns:
        A JPEG file.

    Raises:
        UserError: the photo cannot be used.
        ValueError: an array is not uint8 H×W×3.
        OSError: a file cannot be read.
    """
    _, pixels = read_pixels(photo)
    return draw_preview(on_white(pixels), grid_for(pixels.size))


def read_options(**values: Unpack[OptionArguments]) -> tuple[Options, Pixels | None]:
    """Validates options; returns them, and the photo if the background is another photo.

    Raises:
        ValueError: an option has no such value; the message is one line.
        TypeError: there is no such option.
        UserError, OSError: the photo in the background cannot be read.
    """
    given = values.get("background", "none")
    background: Background = OtherPhoto("")
    if isinstance(given, str):
        with suppress(ValueError):
            background = read_background(given)
    options = Options.read({**values, "background": background})
    if not isinstance(background, OtherPhoto):
        return options, None
    if isinstance(given, str) and not Path(given).is_file():
        raise ValueError(f"{given!r} is neither a colour such as #ff8800 nor a photo")
    return options, read_pixels(given)[1]


@cache
def _cutter(model: str) -> Cutter:
    return Cutter.load(settings_from_environment(model=model))


def read_pixels(photo: AnyPhoto) -> tuple[str, Pixels]:
    """A photo given in any way → a key for its content, and its upright pixels."""
    if isinstance(photo, np.ndarray):
        if photo.dtype != np.uint8 or photo.ndim != 3 or photo.shape[2] != 3 or not photo.size:
            raise ValueError(f"not uint8 H×W×3: {photo.dtype} {photo.shape}")
        rgb = np.ascontiguousarray(photo)
        return sha256(repr(rgb.shape).encode() + rgb.tobytes()).hexdigest(), Pixels(rgb)
    data = photo if isinstance(photo, bytes) else Path(fspath(photo)).read_bytes()
    # The limits protect a bot from strangers; who calls this reads files of their own.
    file = read_photo(data, max_bytes=_NO_LIMIT, max_megapixels=_NO_LIMIT)
    return file.key, decode(file)
