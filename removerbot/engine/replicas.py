"""What the processes of a cluster do: encode photos, decode prompts.

They know neither each other nor who asks, and keep nothing between two calls. What goes
wrong comes back as a `Failure`: an exception would have to survive the way.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from removerbot.engine.decoder_pool import DecoderPool
from removerbot.errors import DamagedImage, DeviceFailed
from removerbot.imaging.photo import on_white
from removerbot.imaging.types import Candidate, DecodeRequest, Photo
from removerbot.models.base import Embedding, Image, Segmenter
from removerbot.models.transforms import SIDE

_log = logging.getLogger(__name__)

Load = Callable[[], Segmenter]
"""Loads the model, in whatever process it is called."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What came of a call, where nothing did.

    Attributes:
        kind: `photo`: it cannot be decoded; `embedding`: it is lost with the process that
            made it; `device`: it computes no more; `model`: it raised an exception.
        why: for the log.
    """

    kind: Literal["photo", "embedding", "device", "model"]
    why: str = ""


class EncoderReplica:
    """Decodes files, in quarantine, and encodes what is in them."""

    def __init__(self, load: Load, max_megapixels: float) -> None:
        self.segmenter = load()
        self._quarantine = DecoderPool(max_megapixels=max_megapixels)
        self._is_open = False

    async def read(self, photo: Photo) -> Image | Failure:
        """The pixels of a photo."""
        if not self._is_open:  # it ends with this process
            self._is_open = True
            await self._quarantine.__aenter__()
        try:
            pixels = await asyncio.to_thread(self._quarantine.decode, photo, SIDE)
        except DamagedImage as error:
            return Failure("photo", str(error))
        return Image(on_white(pixels), photo.size)

    async def encode(self, images: Sequence[Image]) -> Sequence[Embedding | Failure]:
        """Encode several together."""
        try:
            return await asyncio.to_thread(self.segmenter.encode_all, images)
        except Exception as error:  # noqa: BLE001 - whatever a model raises
            return [_failure(error)] * len(images)


class DecoderReplica:
    """Decodes prompts."""

    def __init__(self, load: Load) -> None:
        self.segmenter = load()

    async def decode(
        self, requests: Sequence[tuple[Embedding, DecodeRequest]]
    ) -> Sequence[list[Candidate] | Failure]:
        """Decode several together."""
        try:
            return await asyncio.to_thread(self.segmenter.decode_all, requests)
        except Exception as error:  # noqa: BLE001 - whatever a model raises
            return [_failure(error)] * len(requests)


def _failure(error: Exception) -> Failure:
    _log.error("the model failed", exc_info=error)
    return Failure("device" if isinstance(error, DeviceFailed) else "model", str(error))
