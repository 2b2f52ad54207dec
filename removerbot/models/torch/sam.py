"""`vit_b`, `vit_l` and `vit_h`: Meta's weights on torch, on a GPU or the CPU."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from segment_anything import sam_model_registry
from segment_anything.modeling import Sam
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its name everywhere

from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Prompt, Size
from removerbot.models.base import Embedding, Image, Together
from removerbot.models.torch.compiling import warm_up
from removerbot.models.torch.cuda import Stream, best_dtype, faults, memory
from removerbot.models.torch.decoder import Decoder
from removerbot.models.torch.encoder import Encoder
from removerbot.models.torch.feature_cache import FeatureCache, Features
from removerbot.models.transforms import MEAN, SIDE, STD, Transform, size_of

BATCHES = (1, 2, 4, 8)
"""Photos that are encoded in one go. More make one wait longer and a GPU hardly quicker."""

_SHELF = 1 / 20
"""Of a GPU's memory for the features of photos."""

_FEATURES = 2 * 256 * 64 * 64
"""Bytes for those of one."""


class TorchSam(Together):
    """Implements `Segmenter` on one device.

    Args:
        name: the model's name in the settings.
        sam: gives the weights, which are copied.
        device: where it runs, as torch names it: `cpu`, `cuda`, `cuda:1`.
        dtype: what the encoder calculates in; by default what the device does best.
        room: photos whose features may stay on the device.

    Raises:
        DeviceFailed: the device cannot be used.
    """

    failed: Sequence[str] = ()

    def __init__(
        self,
        name: str,
        sam: Sam,
        device: str = "cpu",
        *,
        dtype: torch.dtype | None = None,
        room: int | None = None,
    ) -> None:
        self.name = name
        self.device = device
        self._device = at = torch.device(device)
        self.batch = BATCHES[-1] if at.type == "cuda" else 1
        self._shelf = FeatureCache(at, _room(at) if room is None else room)
        with faults():
            self._encoder = Encoder(sam.image_encoder, dtype or best_dtype(at)).to(at).eval()
            self._decoder = Decoder(sam).to(at).eval()
            self._encoding, self._decoding = Stream(at), Stream(at, is_urgent=True)
        self._one_at_a_time = Lock()

    @classmethod
    def load(cls, name: str, files: tuple[Path, ...], *, device: str = "cpu") -> Self:
        """Make one from Meta's checkpoint, its only file."""
        (checkpoint,) = files
        sam = sam_model_registry[name](checkpoint=None)
        sam.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True))
        return cls(name, sam, device)

    def warm_up(self, folder: Path) -> None:
        """Compile the encoder for each batch size that there is room for, and run all once,
        so that nobody's first photo takes longer.

        Args:
            folder: where what was compiled is kept for the next start.
        """
        with self._encoding.at_work():
            self.batch = warm_up(self._encoder.compiled(), BATCHES, self._device, folder)
        embedding = self.encode(np.zeros((SIDE, SIDE, 3), np.uint8))
        self.decode(embedding, Prompt(keep=[(0, 0)]))

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`; `features` are `shelf.Features`."""
        sizes = [size or size_of(rgb) for rgb, size in images]
        kept: list[Features] = []
        with self._encoding.at_work():
            squares = [
                square(image.rgb, size, self._device)
                for image, size in zip(images, sizes, strict=True)
            ]
            with self._one_at_a_time:  # or they would take twice the memory
                for batch in _in_batches(squares):
                    features = self._encoder(torch.stack(batch))
                    kept += [self._shelf.put(each) for each in features.split(1)]
        return [
            Embedding(features, size, self.name, features.nbytes, self.device)
            for features, size in zip(kept, sizes, strict=True)
        ]

    def decode_all(
        self, requests: Sequence[tuple[Embedding, DecodeRequest]]
    ) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`."""
        # Prompts of one length go together. Padding them to one length would change their
        # masks, as a token that means nothing takes part in the attention all the same.
        prompts = [
            Transform(embedding.size).prompt(request.prompt) for embedding, request in requests
        ]
        by_length = defaultdict[int, list[int]](list)
        for number, (_, labels) in enumerate(prompts):
            by_length[len(labels)].append(number)
        answers: dict[int, list[Candidate]] = {}
        for numbers in by_length.values():
            alike = [prompts[number] for number in numbers]
            points, labels = map(np.stack, zip(*alike, strict=True))
            decoded = self._decode([requests[number] for number in numbers], points, labels)
            answers |= zip(numbers, decoded, strict=True)
        return [answers[number] for number in range(len(requests))]

    def rest(self) -> None:
        """See `Segmenter.rest`; torch keeps what it has, to be quicker the next time."""

    def _decode(
        self,
        requests: list[tuple[Embedding, DecodeRequest]],
        points: NDArray[np.float32],
        labels: NDArray[np.float32],
    ) -> Iterator[list[Candidate]]:
        """Decode prompts that have equally many points, see `Decoder`."""
        with self._decoding.at_work():
            features = [self._shelf.get(embedding.features) for embedding, _ in requests]
            mask_inputs = [
                mask_input and self._tensor(mask_input.logits)
                for _, (_, mask_input) in requests
            ]
            masks, scores = self._decoder(
                torch.cat(features).float(),
                self._tensor(points),
                self._tensor(labels),
                mask_inputs,
            )
            logits, ious = masks.cpu().numpy(), scores.tolist()
        for (embedding, _), *answer in zip(requests, logits, ious, strict=True):
            extent = Transform(embedding.size).extent
            yield [
                Candidate(mask, extent, iou, token)
                for token, (mask, iou) in enumerate(zip(*answer, strict=True))
            ]

    def _tensor(self, values: NDArray[np.float32]) -> Tensor:
        return torch.tensor(values, device=self._device)


def _room(device: torch.device) -> int:
    """Photos whose features may stay on a device."""
    if device.type == "cpu":
        return sys.maxsize  # there is nowhere else
    return max(1, int((memory(str(device)) or 0) * _SHELF) // _FEATURES)


def _in_batches(items: list[Tensor]) -> Iterator[list[Tensor]]:
    """Batches of sizes that are compiled: powers of two, the largest first."""
    start = 0
    while left := len(items) - start:
        size = 1 << left.bit_length() - 1
        yield items[start : start + size]
        start += size


def square(rgb: RGB, size: Size, device: torch.device) -> Tensor:
    """A photo scaled as SAM was trained on it, normalised and padded with zeros.

    Only bytes travel to the device, out of pinned memory and while the processor goes on.
    SAM's photos were scaled by Pillow's `BILINEAR`; so are these, to within a grey level.

    Args:
        rgb: the photo or a version of it, uint8 H×W×3.
        size: of the photo.
        device: where to.

    Returns:
        float32 3×1024×1024.
    """
    staged = torch.empty(rgb.shape, dtype=torch.uint8, pin_memory=device.type == "cuda")
    staged.numpy()[...] = rgb
    pixels = staged.to(device, non_blocking=True).permute(2, 0, 1).float()
    width, height = Transform(size).scaled
    scaled = F.interpolate(pixels[None], (height, width), mode="bilinear", antialias=True)[0]
    mean, std = (torch.tensor(each, device=device)[:, None, None] for each in (MEAN, STD))
    normalised = (scaled.round() - mean) / std
    return F.pad(normalised, (0, SIDE - width, 0, SIDE - height))
