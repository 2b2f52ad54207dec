"""A model for tests that come with the same photos and prompts again and again."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Size
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter

_DECODED = 100
"""The number of decoded requests to keep; each takes a megabyte."""


class Remembering(Segmenter):
    """A model that encodes the same pixels once, however many ways they come in by, and
    decodes the same prompt on them once for a while."""

    def __init__(self, model: Segmenter) -> None:
        self.name = model.name
        self._model = model
        self._known: dict[str, Embedding] = {}
        self._decoded = lru_cache(_DECODED)(self._decode)

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`."""
        return [self._encode(*image) for image in images]

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`."""
        return [list(self._decoded(*request)) for request in requests]

    def release_memory(self) -> None:
        """See `Segmenter.release_memory`."""
        self._model.release_memory()

    def _encode(self, rgb: RGB, size: Size | None) -> Embedding:
        digest = sha256(f"{rgb.shape} {size}".encode())
        digest.update(rgb.tobytes())
        key = digest.hexdigest()
        if key not in self._known:
            self._known[key] = self._model.encode(rgb, size)
        return self._known[key]

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        return self._model.decode_all([(embedding, request)])[0]
