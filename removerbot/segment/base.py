"""The narrow door to a model: encode a photo once, then decode as many prompts as wanted.

Both methods are functions of their arguments alone and may be called from several
threads at once; nothing that one caller does can show in another caller's masks.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from removerbot.core.types import RGB, Candidate, Prompt, Size


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """What the encoder makes of a photo. Any prompt on this photo is decoded from it.

    Attributes:
        features: 1×256×64×64, in whatever array type its segmenter works with.
        size: of the photo.
        model: name of the segmenter that made it, the only one that can read it.
        nbytes: what `features` takes in memory, in bytes.
    """

    features: Any
    size: Size
    model: str
    nbytes: int


class Segmenter(Protocol):
    """A Segment Anything model on a runtime."""

    @property
    def name(self) -> str:
        """The model's name in the settings, such as `mobile` or `vit_b`."""

    def encode(self, rgb: RGB, size: Size | None = None) -> Embedding:
        """Run the image encoder.

        Args:
            rgb: the upright photo at any size, uint8 H×W×3.
            size: of the photo, where `rgb` is a smaller version of it.
        """

    def decode(
        self, embedding: Embedding, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        """Run the prompt encoder and the mask decoder.

        Args:
            embedding: from this segmenter's `encode`.
            prompt: in pixels of the upright photo that was encoded.
            previous: the candidate that the person goes on from, whose logits the
                model then gets as its mask prompt.

        Returns:
            SAM's four masks, in the order of their tokens.
        """

    def rest(self) -> None:
        """Give back the memory that only encoding needs; the next one takes it again."""
