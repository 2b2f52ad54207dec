"""Fake models, for tests of what happens around a model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from threading import Lock
from typing import cast

import numpy as np
from PIL import Image as PillowImage

from removerbot.editing.preferences import Languages
from removerbot.errors import DeviceFailed, OutOfMemory
from removerbot.i18n import Words, load_words
from removerbot.imaging.photo import read_photo
from removerbot.imaging.types import (
    RGB,
    Box,
    Candidate,
    DecodeRequest,
    Photo,
    Point,
    Size,
    size_of,
)
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter
from removerbot.storage.people import LanguageStore


class FakeSegmenter(Segmenter):
    """Finds a disc around the first point, or in the middle of a box, in photos named by their
    top-left red value.

    Attributes:
        encoded: the names of the photos, in the order in which their encoding began.
        releases: how often it was told to release memory.
        on_encode: called with the name while a photo is encoded; may wait or raise.
    """

    name = "fake"

    def __init__(self, on_encode: Callable[[int], object] = int) -> None:
        self.encoded: list[int] = []
        self.releases = 0
        self.on_encode = on_encode
        self._lock = Lock()

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        return [self._encode(rgb, size or size_of(rgb)) for rgb, size in images]

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        return [self._decode(embedding, request) for embedding, request in requests]

    def release_memory(self) -> None:
        self.releases += 1

    def _encode(self, rgb: RGB, size: Size) -> Embedding:
        name = int(rgb[0, 0, 0])
        with self._lock:
            self.encoded.append(name)
        self.on_encode(name)
        return Embedding(name, size, self.name, nbytes=1000)

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        box = request.prompt.box or Box(0, 0, 0, 0)
        middle = Point((box.left + box.right) // 2, (box.top + box.bottom) // 2)
        point = next(iter(request.prompt.keep), middle)
        y, x = np.mgrid[:256, :256] * max(embedding.size) / 256
        logits = np.asarray(10 - np.hypot(x - point.x, y - point.y) / 2, np.float32)
        extent = tuple(256 * side / max(embedding.size) for side in embedding.size)
        return [
            Candidate(logits, (extent[0], extent[1]), 0.9, mask_index=index)
            for index in range(4)
        ]


class Guessing(FakeSegmenter):
    """Finds rings around the first point, which is on none of them, so that what is shown is a
    guess: one of three discs of different sizes."""

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        rings = zip(super()._decode(embedding, request), (60, 20, 35, 60), strict=True)
        return [
            replace(each, logits=20 - 4 * abs(each.logits - np.float32(10 - radius / 2)))
            for each, radius in rings
        ]


class FakeGpu(FakeSegmenter):
    """A GPU that can run out of memory or break.

    Attributes:
        room: how many images or prompts fit into its memory at a time.
        is_broken: whether every call fails.
        tried: the size of the batch of each call.
        decoded: the number of prompts that it has decoded.
    """

    name = "fake_vit"

    def __init__(
        self,
        device: str,
        *,
        batch: int = 8,
        room: int = 100,
        on_encode: Callable[[int], object] = int,
    ) -> None:
        super().__init__(on_encode)
        self.device = device
        self.batch = batch
        self.room = room
        self.is_broken = False
        self.tried: list[int] = []
        self.decoded = 0

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        self._check(len(images))
        return [replace(each, device=self.device) for each in super().encode_all(images)]

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        self._check(len(requests))
        self.decoded += len(requests)
        return super().decode_all(requests)

    def _check(self, count: int) -> None:
        self.tried.append(count)
        if self.is_broken:
            raise DeviceFailed("an illegal memory access was encountered")
        if count > self.room:
            raise OutOfMemory("CUDA out of memory")


def photo_named(name: int) -> Photo:
    """Returns a photo of one color, whose red value is its name."""
    file = BytesIO()
    PillowImage.new("RGB", (128, 96), (name, 100, 100)).save(file, "PNG")
    return read_photo(file.getvalue())


class _NoChoices:
    """Nobody chose a language."""

    async def language(self, _person_id: int) -> None:
        """See `removerbot.storage.people.LanguageStore.language`."""


def without_choices(words: Mapping[str, Words]) -> Languages:
    """Languages of which nobody chose one, without a database."""
    return Languages(words, cast("LanguageStore", _NoChoices()))


LANGUAGES = without_choices(load_words())
