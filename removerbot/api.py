"""Cutting without any chat: what the package's `cut` and the command line run on."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import zip_longest
from os import PathLike, fspath
from pathlib import Path
from typing import Self, TypeVar

import numpy as np

from removerbot.imaging import cutout as imaging
from removerbot.imaging.color import Color
from removerbot.imaging.compositing import finished
from removerbot.imaging.cutout import cut_out
from removerbot.imaging.grid import grid_for
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import (
    DEFAULTS,
    Crop,
    Options,
    OtherPhoto,
    read_background,
    read_outline,
)
from removerbot.imaging.photo import decode, on_white, read_photo
from removerbot.imaging.types import RGB, Pixels, Prompt
from removerbot.models import registry
from removerbot.models.base import Embedding, Segmenter
from removerbot.segmentation.interactive import Segmented, read_clicks, run, segment
from removerbot.settings import Settings, settings_here

Named = TypeVar("Named", Edge, Crop)

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
    """Cuts things out of photos with one model; a photo is encoded once, however often
    it is pointed at. May be used from several threads."""

    def __init__(self, segmenter: Segmenter, cache_bytes: int) -> None:
        """Use a model, and up to `cache_bytes` of memory for encoded photos."""
        self._segmenter = segmenter
        self._embeddings = LruCache[str, Embedding](cache_bytes)

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """Load the model that the settings name, fetching its weights if need be.

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
        finish: Options = DEFAULTS,
        behind: Pixels | None = None,
        previous: Cutout | None = None,
    ) -> Cutout:
        """See `removerbot.cut`; `behind` is what the finish calls another photo."""
        key, pixels = read_pixels(photo)
        grid = grid_for(pixels.size)
        clicks = read_clicks(prompt, grid)
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
        cutout = cut_out(pixels, mask.candidate, mask.iou, finish.edge, finish.grow)
        cutout = finished(cutout, finish, behind)
        return Cutout(
            cutout.rgb, cutout.alpha, cutout.score, cutout.icc_profile, segmented=segmented
        )


def cut(  # noqa: PLR0913 - each says one thing, and they are named by who calls
    photo: AnyPhoto,
    prompt: str | Prompt,
    *,
    model: str = "auto",
    edge: str = DEFAULTS.edge,
    grow: int = DEFAULTS.grow,
    crop: str = DEFAULTS.crop,
    margin: int = DEFAULTS.margin,
    background: AnyPhoto = "none",
    outline: str = "none",
    shadow: bool = DEFAULTS.shadow,
    previous: Cutout | None = None,
) -> Cutout:
    """Cut an object out of a photo.

    Args:
        photo: an image file as bytes or as its path, or colours as uint8 H×W×3.
        prompt: what to cut out, as one types it in chat (`"C4"`, `"640,360"`, `"C4 + F2"`
            for two things), or a `Prompt` in pixels of the upright photo.
        model: `mobile`, `vit_b`, `vit_l`, `vit_h`, or `auto` for the best that runs here.
        edge: `hard`, `soft`, or `fine` for hair and fur.
        grow: pixels to move the edge outwards, inwards below 0; -5 to 5.
        crop: `none` for the whole frame, `trim`, or `square`.
        margin: around the object where it is cropped, in percent of its longer side.
        background: `none`, `white`, `black`, a colour such as `#ff8800`, `blur` for the photo
            itself out of focus; or another photo, given in any way that `photo` can be.
        outline: a line around the object: `none`, `white`, `black`, or a colour.
        shadow: whether the object casts a soft shadow.
        previous: an earlier cutout of the same photo to go on from: `prompt` holds all the
            points so far, `previous` lends its mask.

    Returns:
        The cutout: `.rgba`, `.png`, `.score`, `.save("cup.webp")`.

    Raises:
        UserError: a photo or the prompt cannot be used, or nothing is found there.
        SetupError: the model cannot run here.
        ValueError: an option has no such value, or an array is not uint8 H×W×3.
        OSError: a file cannot be read.
    """
    finish, behind = read_finish(
        edge, grow, crop, margin, background, outline=outline, shadow=shadow
    )
    return _cutter(model).cut(photo, prompt, finish, behind, previous)


def read_finish(  # noqa: PLR0913 - see `cut`
    edge: str,
    grow: int,
    crop: str,
    margin: int,
    background: AnyPhoto,
    *,
    outline: str,
    shadow: bool,
) -> tuple[Options, Pixels | None]:
    """How to finish a cutout, and the other photo behind it if there is one. Takes what
    `removerbot.cut` does and raises as it does.
    """
    finish = Options(
        _choice(Edge, edge),
        grow,
        _choice(Crop, crop),
        margin,
        outline=_outline(outline),
        shadow=shadow,
    )
    if isinstance(background, str):
        with suppress(ValueError):
            return replace(finish, background=read_background(background)), None
        if not Path(background).is_file():
            raise ValueError(f"{background!r} is neither a colour such as #ff8800 nor a photo")
    return replace(finish, background=OtherPhoto("")), read_pixels(background)[1]


def _outline(name: str) -> Color | None:
    try:
        return read_outline(name)
    except ValueError:
        raise ValueError(f"outline {name!r} is no colour such as #ff8800") from None


@cache
def _cutter(model: str) -> Cutter:
    return Cutter.load(settings_here(model=model))


def _choice(kind: type[Named], value: str) -> Named:
    try:
        return kind(value)
    except ValueError:
        name, values = kind.__name__.lower(), ", ".join(kind)
        raise ValueError(f"{name} must be one of {values}, not {value!r}") from None


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
