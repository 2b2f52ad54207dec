"""A fake model for other processes, observed and controlled through files."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Size
from removerbot.models.base import Embedding, Image
from tests.fakes import FakeSegmenter

FAILS = 66
"""The name of a photo that it cannot encode."""


class SegmenterAfar(FakeSegmenter):
    """Writes into files what it does: photos into `encoded`, process ids into `processes` and
    `decoders`. Waits while there is a file `hold-encode` or `hold-decode`."""

    def __init__(self, folder: Path, batch: int = 1) -> None:
        super().__init__(self._work)
        self._folder = folder
        self.batch = batch

    def _work(self, name: int) -> None:
        note(self._folder / "encoded", name)
        note(self._folder / "processes", os.getpid())
        self._hold("encode")
        if name == FAILS:
            raise ValueError("out of order")

    def _encode(self, rgb: RGB, size: Size) -> Embedding:
        note(self._folder / "shapes", max(rgb.shape))
        made = super()._encode(rgb, size)
        features = np.full(500_000, made.features, np.uint8)  # too large to be inlined
        return Embedding(features, made.size, made.model, 1000)

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        note(self._folder / "decoders", os.getpid())
        self._hold("decode")
        return super()._decode(embedding, request)

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        note(self._folder / "batches", len(images))
        return super().encode_all(images)

    def _hold(self, step: str) -> None:
        while (self._folder / f"hold-{step}").exists():
            time.sleep(0.01)


def note(file: Path, number: int) -> None:
    """Add a line; whole lines of several processes do not mix."""
    with file.open("a") as lines:
        lines.write(f"{number}\n")


def noted(file: Path) -> list[int]:
    """What has been noted so far."""
    return [int(line) for line in file.read_text().split()] if file.exists() else []
