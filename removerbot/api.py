"""Cutting without any chat: what the package's `cut` and the command line run on."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from typing import Self

import numpy as np

from removerbot.core.cache import BudgetCache
from removerbot.core.choice import Choice
from removerbot.core.companions import best_of, companions
from removerbot.core.cutout import Cutout, cut_out
from removerbot.core.grid import Grid, grid_for
from removerbot.core.photo import decode, on_white, read_photo
from removerbot.core.reply import check_inside, read_objects
from removerbot.core.types import RGB, Pixels, Prompt
from removerbot.core.union import union
from removerbot.segment import models
from removerbot.segment.base import Ask, Embedding, Segmenter
from removerbot.settings import Settings, settings_here

AnyPhoto = bytes | str | PathLike[str] | RGB

_NO_LIMIT = 2**63


class Cutter:
    """Cuts things out of photos with one model; a photo is encoded once, however often
    it is pointed at. May be used from several threads."""

    def __init__(self, segmenter: Segmenter, cache_bytes: int) -> None:
        """Use a model, and up to `cache_bytes` of memory for encoded photos."""
        self._segmenter = segmenter
        self._embeddings = BudgetCache[str, Embedding](cache_bytes)

    @classmethod
    def load(cls, settings: Settings) -> Self:
        """Load the model that the settings name, fetching its weights if need be.

        Raises:
            SetupError: it cannot run here.
        """
        name, device = models.choose(settings.model, settings.device)
        segmenter = models.load(name, device=device, model_dir=settings.model_dir)
        return cls(segmenter, settings.cache_mb << 20)

    def cut(self, photo: AnyPhoto, prompt: str | Prompt) -> Cutout:
        """See `removerbot.cut`."""
        key, pixels = read_pixels(photo)
        size = pixels.size
        grid = grid_for(size)
        if isinstance(prompt, Prompt):
            check_inside(prompt, grid)
            prompts: Iterable[Prompt] = [prompt]
        else:
            prompts = read_objects(prompt, grid).others
        embedding = self._embeddings.get(key)
        if embedding is None:
            embedding = self._segmenter.encode(on_white(pixels))
            self._embeddings.put(key, embedding, embedding.nbytes)
        chosen = union([self._choose(embedding, each, grid) for each in prompts])
        return cut_out(pixels, chosen.candidate, chosen.iou)

    def _choose(self, embedding: Embedding, prompt: Prompt, grid: Grid) -> Choice:
        prompts = [prompt, *companions(prompt, grid)]
        decoded = self._segmenter.decode_all([Ask(embedding, each) for each in prompts])
        return best_of(list(zip(prompts, decoded, strict=True)), grid.size)[1][0]


def cut(photo: AnyPhoto, prompt: str | Prompt, *, model: str = "auto") -> Cutout:
    """Cut an object out of a photo.

    Args:
        photo: an image file as bytes or as its path, or colours as uint8 H×W×3.
        prompt: what to cut out, as one types it in chat (`"C4"`, `"640,360"`, `"C4 + F2"`
            for two things), or a `Prompt` in pixels of the upright photo.
        model: `mobile`, `vit_b`, `vit_l`, `vit_h`, or `auto` for the best that runs here.

    Returns:
        The cutout, at the photo's size: `.rgba`, `.png`, `.score`.

    Raises:
        UserError: the photo or the prompt cannot be used, or nothing is found there.
        SetupError: the model cannot run here.
        ValueError: an array is not uint8 H×W×3.
        OSError: the file cannot be read.
    """
    return _cutter(model).cut(photo, prompt)


@cache
def _cutter(model: str) -> Cutter:
    return Cutter.load(settings_here(model=model))


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
