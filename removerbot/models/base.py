"""The narrow door to a model: encode a photo once, then decode as many prompts as wanted.

Both methods are functions of their arguments alone and may be called from several
threads at once; nothing that one caller does can show in another caller's masks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Prompt, Size


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """What the encoder makes of a photo. Any prompt on this photo is decoded from it.

    Attributes:
        features: 1×256×64×64, in whatever array type its segmenter works with.
        size: of the photo.
        model: name of the segmenter that made it, the only one that can read it.
        nbytes: what `features` takes in memory, in bytes.
        device: where that segmenter runs.
    """

    features: Any
    size: Size
    model: str
    nbytes: int
    device: str = "cpu"


class Image(NamedTuple):
    """What `Segmenter.encode` takes."""

    rgb: RGB
    size: Size | None = None


class Segmenter(Protocol):
    """A Segment Anything model on a runtime.

    What it works on may raise `DeviceFailed`.
    """

    @property
    def name(self) -> str:
        """The model's name in the settings, such as `mobile` or `vit_b`."""

    @property
    def device(self) -> str:
        """Where it runs, such as `cpu` or `cuda:1`; several are joined by commas."""

    @property
    def failed(self) -> Sequence[str]:
        """The devices that it has given up."""

    @property
    def batch(self) -> int:
        """How many images or prompts it does best to work on at a time."""

    def encode(self, rgb: RGB, size: Size | None = None) -> Embedding:
        """Run the image encoder.

        Args:
            rgb: the upright photo at any size, uint8 H×W×3.
            size: of the photo, where `rgb` is a smaller version of it.
        """

    def decode(
        self, embedding: Embedding, prompt: Prompt, mask_input: Candidate | None = None
    ) -> list[Candidate]:
        """Run the prompt encoder and the mask decoder.

        Args:
            embedding: from this segmenter's `encode`.
            prompt: in pixels of the upright photo that was encoded.
            mask_input: see `DecodeRequest`.

        Returns:
            SAM's four masks, in the order of their tokens.
        """

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """`encode` several at a time."""

    def decode_all(
        self, requests: Sequence[tuple[Embedding, DecodeRequest]]
    ) -> list[list[Candidate]]:
        """`decode` several at a time, of embeddings that are all of one device."""

    def rest(self) -> None:
        """Give back the memory that only encoding needs; the next one takes it again."""


class OneByOne:
    """What a segmenter inherits that runs on the CPU, where nothing is gained by more than
    one image or prompt at a time."""

    device = "cpu"
    failed: Sequence[str] = ()
    batch = 1

    def encode_all(self: Segmenter, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`."""
        return [self.encode(*image) for image in images]

    def decode_all(
        self: Segmenter, requests: Sequence[tuple[Embedding, DecodeRequest]]
    ) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`."""
        return [self.decode(embedding, *request) for embedding, request in requests]


class Together:
    """What a segmenter inherits that works on several images or prompts at a time: one is a
    batch of one."""

    def encode(self: Segmenter, rgb: RGB, size: Size | None = None) -> Embedding:
        """See `Segmenter.encode`."""
        return self.encode_all([Image(rgb, size)])[0]

    def decode(
        self: Segmenter,
        embedding: Embedding,
        prompt: Prompt,
        mask_input: Candidate | None = None,
    ) -> list[Candidate]:
        """See `Segmenter.decode`."""
        return self.decode_all([(embedding, DecodeRequest(prompt, mask_input))])[0]
