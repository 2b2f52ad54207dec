"""The interface of a model: encode a photo once, then decode any number of prompts on it.

Encoding and decoding are functions of their arguments alone and may be called from several
threads at once; no call can affect the result of another.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Point, Prompt, Size
from removerbot.models.transforms import MASK_SIDE


class Image(NamedTuple):
    """A photo to encode.

    Attributes:
        rgb: the upright photo, or a smaller version of it, uint8 H×W×3.
        size: of the photo, if `rgb` is a smaller version; by default that of `rgb`.
    """

    rgb: RGB
    size: Size | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """An encoded photo.

    Attributes:
        features: 1×256×64×64, in the array type of its segmenter.
        size: of the photo.
        model: name of the segmenter that made it; no other can read it.
        nbytes: memory that `features` take, in bytes.
        device: the device of that segmenter.
    """

    features: Any
    size: Size
    model: str
    nbytes: int
    device: str = "cpu"


EncodedRequest = tuple[Embedding, DecodeRequest]
"""A decode request, and the photo that it is about."""


class Segmenter(ABC):
    """A Segment Anything model on a runtime. Its methods may raise `DeviceFailed`.

    Attributes:
        name: of the model in the settings, such as `mobile` or `vit_b`.
        device: where it runs, such as `cpu` or `cuda:1`; several are joined by `, `.
        failed: devices that are out of service.
        batch: the number of images or prompts for one call at which it is fastest.
    """

    name: str
    device: str = "cpu"
    failed: Sequence[str] = ()
    batch: int = 1

    @abstractmethod
    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """Runs the image encoder; returns an embedding for each image."""

    @abstractmethod
    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """Runs the prompt encoder and the mask decoder.

        Args:
            requests: on embeddings that this segmenter made, all on the same device.

        Returns:
            SAM's four masks for each request, in the order of their mask tokens.
        """

    @abstractmethod
    def release_memory(self) -> None:
        """Frees the memory that only encoding needs; the next call allocates it again."""

    def encode(self, rgb: RGB, size: Size | None = None) -> Embedding:
        """Encodes one image, see `Image`."""
        return self.encode_all([Image(rgb, size)])[0]

    def decode(
        self, embedding: Embedding, prompt: Prompt, mask_input: Candidate | None = None
    ) -> list[Candidate]:
        """Decodes one request, see `DecodeRequest`."""
        return self.decode_all([(embedding, DecodeRequest(prompt, mask_input))])[0]


MIN_IOU = 0.9
"""The IoU with the drawn disc that one of the masks must reach; .98 is usual."""

_CENTER, _RADIUS = Point(150, 110), 55


def self_test(segmenter: Segmenter) -> str:
    """Segments a red disc on a gray background.

    Returns:
        The IoU and the times, for the log.

    Raises:
        RuntimeError: none of the masks is the disc.
    """
    y, x = np.ogrid[:MASK_SIDE, :MASK_SIDE]
    disc = np.hypot(x - _CENTER.x, y - _CENTER.y) < _RADIUS
    rgb = np.where(disc[..., None], (210, 40, 40), (100, 125, 95)).astype(np.uint8)
    start = perf_counter()
    embedding = segmenter.encode(rgb)
    encoded = perf_counter()
    candidates = segmenter.decode(embedding, Prompt(keep=[_CENTER]))
    decoded = perf_counter()
    masks = [candidate.logits > 0 for candidate in candidates]
    iou = max(float((mask & disc).sum() / (mask | disc).sum()) for mask in masks)
    if not iou >= MIN_IOU:  # also if it is not a number
        raise RuntimeError(f"its masks are wrong here: their best IoU is {iou:.2f}")
    return (
        f"IoU {iou:.3f} on a drawn disc, "
        f"{encoded - start:.3f} s to encode it, {decoded - encoded:.3f} s to decode a point"
    )
