"""A model for tests that come with the same photos again and again."""

from collections.abc import Sequence
from hashlib import sha256

from removerbot.imaging.types import RGB, Candidate, Size
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter


class Remembering(Segmenter):
    """A model that encodes the same pixels once, however many ways they come in by."""

    def __init__(self, model: Segmenter) -> None:
        self.name = model.name
        self._model = model
        self._known: dict[str, Embedding] = {}

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`."""
        return [self._encode(*image) for image in images]

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`."""
        return self._model.decode_all(requests)

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
