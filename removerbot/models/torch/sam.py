"""`vit_b`, `vit_l` and `vit_h` with Meta's weights."""

import logging
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from threading import Lock
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from segment_anything import sam_model_registry
from segment_anything.modeling import Sam
from torch import Tensor
from torch._dynamo import config as dynamo
from torch._dynamo.exc import TorchDynamoException
from torch.nn import functional as F  # noqa: N812 - its name everywhere

from removerbot.imaging.types import RGB, Candidate, Prompt, Size, size_of
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter
from removerbot.models.torch.cuda import (
    Stream,
    best_dtype,
    memory,
    on_device,
    to_host,
    translated_errors,
)
from removerbot.models.torch.decoder import Decoder
from removerbot.models.torch.feature_cache import FeatureCache
from removerbot.models.torch.graphs import Graphs
from removerbot.models.torch.precision import Setting, agreeing, dtype_of, encoder_in
from removerbot.models.transforms import (
    MASK_SIDE,
    MEAN,
    SIDE,
    STD,
    Coordinates,
    Labels,
    Transform,
)

_log = logging.getLogger(__name__)

BATCHES = (1, 2, 4, 8)
"""Batch sizes that are compiled. Larger ones delay each photo and are hardly faster."""

_POINTS = (2, 3, 4)
"""Points of the prompts whose decoding is captured, padding and box included: a click; two of
them, or a click with a box; three, or two with a box."""

_MAX_SHAPES = 256
"""Compiled versions that torch keeps: two kinds of layers for each batch size on each GPU. Its
default, 8, is meant for programs that recompile by mistake."""

_CACHE_SHARE = 1 / 20
"""The share of a GPU's memory for cached features."""

_FEATURE_BYTES = 2 * 256 * 64 * 64
"""Memory of the features of one photo."""


class TorchSam(Segmenter):
    """A SAM on one device.

    Args:
        name: see `Segmenter`.
        sam: its weights are copied.
        device: as torch names it: `cpu`, `cuda`, `cuda:1`.
        dtype: of the encoder's large products; by default `best_dtype`. With `FLOAT8` those
            with weights are computed in it, the others in bfloat16.

    Attributes:
        encoder, decoder: `Encoder` and `Decoder`, once warm as CUDA graphs on a GPU.

    Raises:
        DeviceFailed: the device cannot be used.
    """

    def __init__(
        self,
        name: str,
        sam: Sam,
        device: str = "cpu",
        *,
        dtype: torch.dtype | None = None,
    ) -> None:
        self.name = name
        self.device = device
        self._device = on = torch.device(device)
        self.batch = BATCHES[-1] if on.type == "cuda" else 1
        self._cache = FeatureCache(on, _capacity(on))
        with translated_errors():
            self._encoder = encoder_in(sam, dtype or best_dtype(on)).to(on).eval()
            self._decoder = Decoder(sam).to(on).eval()
            self.encoder = Graphs(lambda pixels: (self._encoder(pixels),))
            self.decoder = Graphs(self._decoder)
            self._encode_stream, self._decode_stream = Stream(on), Stream(on, is_urgent=True)
        self._encoder_lock = Lock()

    @classmethod
    def load(
        cls,
        name: str,
        files: tuple[Path, ...],
        *,
        device: str = "cpu",
        precision: Setting = "auto",
    ) -> Self:
        """Loads one of Meta's checkpoints, which is its only file, in a precision that agrees
        with float32, see `precision`. Runs no code of the file."""
        (checkpoint,) = files
        sam = sam_model_registry[name](checkpoint=None)
        sam.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True))
        on = torch.device(device)
        return agreeing(
            lambda each: cls(name, sam, device, dtype=dtype_of(each, on)), precision, device
        )

    def warm_up(self, folder: Path) -> None:
        """Compiles the encoder for the batch sizes that fit into memory, captures it and the
        decoder as CUDA graphs, and runs the model once.

        Args:
            folder: keeps the compiled code for the next start.
        """
        with self._encode_stream.active():
            self.batch = warm_up(self._encoder.compiled(), BATCHES, self._device, folder)
        if self._device.type == "cuda":
            self._capture()
        embedding = self.encode(np.zeros((SIDE, SIDE, 3), np.uint8))
        self.decode(embedding, Prompt(keep=[(0, 0)]))

    def _capture(self) -> None:
        """Captures graphs, until the first that cannot be captured."""
        side, on = SIDE // 16, self._device
        with self._encode_stream.active():
            for batch in (each for each in BATCHES if each <= self.batch):
                if not self.encoder.capture(torch.zeros(batch, 3, SIDE, SIDE, device=on)):
                    break
        with self._decode_stream.active():
            for batch, points in product(BATCHES, _POINTS):
                inputs = (
                    torch.zeros(batch, 256, side, side, device=on),
                    torch.zeros(batch, points, 2, device=on),
                    torch.zeros(batch, points, device=on),
                    torch.zeros(batch, MASK_SIDE, MASK_SIDE, device=on),
                    torch.zeros(batch, dtype=torch.bool, device=on),
                )
                if not self.decoder.capture(*inputs):
                    break

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`; `features` are `Features`."""
        sizes = [size or size_of(rgb) for rgb, size in images]
        with self._encode_stream.active():
            inputs = [
                encoder_input(image.rgb, size, self._device)
                for image, size in zip(images, sizes, strict=True)
            ]
            with self._encoder_lock:  # two batches at once would need twice the memory
                cached = [
                    self._cache.put(features)
                    for batch in _batches(inputs)
                    for features in torch.split(self.encoder(torch.stack(batch))[0], 1)
                ]
        return [
            Embedding(features, size, self.name, features.nbytes, self.device)
            for features, size in zip(cached, sizes, strict=True)
        ]

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`."""
        # Only prompts with equally many points form a batch: padding points would change the
        # masks, as they take part in the attention.
        prompts = [
            Transform(embedding.size).prompt(request.prompt) for embedding, request in requests
        ]
        by_length = defaultdict[int, list[int]](list)
        for number, (_, labels) in enumerate(prompts):
            by_length[len(labels)].append(number)
        answers: dict[int, list[Candidate]] = {}
        for numbers in by_length.values():
            for start in range(0, len(numbers), BATCHES[-1]):
                batch = numbers[start : start + BATCHES[-1]]
                decoded = self._decode(
                    [requests[number] for number in batch],
                    [prompts[number] for number in batch],
                )
                answers |= zip(batch, decoded, strict=True)
        return [answers[number] for number in range(len(requests))]

    def release_memory(self) -> None:
        """Does nothing: torch keeps its memory, to be faster the next time."""

    def _decode(
        self,
        requests: Sequence[EncodedRequest],
        prompts: Sequence[tuple[Coordinates, Labels]],
    ) -> Iterator[list[Candidate]]:
        """Decodes requests with equally many points, see `Decoder`. On a GPU the last one is
        repeated until they are as many as were captured."""
        count = len(requests)
        if self._device.type == "cuda":
            missing = (1 << (count - 1).bit_length()) - count
            requests, prompts = ([*each, *[each[-1]] * missing] for each in (requests, prompts))
        points, labels = map(np.stack, zip(*prompts, strict=True))
        with self._decode_stream.active():
            features = [self._cache.get(embedding.features) for embedding, _ in requests]
            masks, scores = self.decoder(
                torch.cat(features).float(),
                self._tensor(points),
                self._tensor(labels),
                *self._mask_inputs([request.mask_input for _, request in requests]),
            )
            logits, ious = to_host(masks[:count]), to_host(scores[:count])
        answers = zip(requests, logits.numpy(), ious.tolist(), strict=False)
        for (embedding, _), *answer in answers:
            extent = Transform(embedding.size).extent
            yield [
                Candidate(mask, extent, iou, index)
                for index, (mask, iou) in enumerate(zip(*answer, strict=True))
            ]

    def _mask_inputs(self, given: Sequence[Candidate | None]) -> list[Tensor]:
        """Returns the mask inputs and which there are, see `Decoder`; the processor does not
        embed masks that are not there."""
        has_mask = np.array([each is not None for each in given])
        if self._device.type == "cpu" and not has_mask.any():
            return []
        none = np.zeros((MASK_SIDE, MASK_SIDE), np.float32)
        masks = np.stack([each.logits if each else none for each in given])
        return [self._tensor(masks), self._tensor(has_mask)]

    def _tensor(self, values: NDArray[np.float32] | NDArray[np.bool_]) -> Tensor:
        """Copies an array to the device, while the processor goes on."""
        return on_device(values, self._device)


def _capacity(device: torch.device) -> int:
    if device.type == "cpu":
        return sys.maxsize  # the device's memory is the host's
    return max(1, int((memory(str(device)) or 0) * _CACHE_SHARE) // _FEATURE_BYTES)


def _batches(items: list[Tensor]) -> Iterator[list[Tensor]]:
    """Yields batches of sizes that are compiled: powers of two, the largest first."""
    start = 0
    while left := len(items) - start:
        size = 1 << left.bit_length() - 1
        yield items[start : start + size]
        start += size


def encoder_input(rgb: RGB, size: Size, device: torch.device) -> Tensor:
    """Scales a photo, normalizes it and pads it with zeros.

    The bytes are copied from pinned memory while the processor goes on, and scaled on the
    device. The result differs from Pillow's `BILINEAR`, with which SAM was trained, by at most
    one gray level.

    Args:
        rgb: the photo or a smaller version of it, uint8 H×W×3.
        size: of the photo.
        device: of the result.

    Returns:
        float32 3×1024×1024.
    """
    pixels = on_device(rgb, device).permute(2, 0, 1).float()
    width, height = Transform(size).scaled
    scaled = F.interpolate(pixels[None], (height, width), mode="bilinear", antialias=True)[0]
    mean, std = (torch.tensor(each, device=device)[:, None, None] for each in (MEAN, STD))
    normalized = (scaled.round() - mean) / std
    return F.pad(normalized, (0, SIDE - width, 0, SIDE - height))


def warm_up(
    encode: Callable[[Tensor], Tensor],
    batches: Sequence[int],
    device: torch.device,
    folder: Path,
) -> int:
    """Runs a compiled encoder once with each batch size, which compiles it.

    The result is kept for the next start. Without a C compiler the encoder runs uncompiled, a
    third slower.

    Args:
        encode: takes float32 b×3×1024×1024 to features.
        batches: their sizes, in ascending order.
        device: of the encoder.
        folder: keeps the result in `compiled`, unless it is read-only.

    Returns:
        The largest batch that fits into the device's memory.

    Raises:
        torch.OutOfMemoryError: even the smallest one does not.
    """
    if os.access(folder, os.W_OK):  # else in /tmp, which may be noexec, and in the home
        compiled = str(folder.absolute() / "compiled")
        os.environ.update(  # noqa: TID251 - `import torch` has already set the first of them
            TORCHINDUCTOR_CACHE_DIR=compiled, TRITON_CACHE_DIR=f"{compiled}/triton"
        )
    dynamo.recompile_limit = _MAX_SHAPES
    largest = 0
    for batch in batches:
        try:
            _run_once(encode, torch.zeros(batch, 3, SIDE, SIDE, device=device))
        except torch.OutOfMemoryError:
            if not largest:
                raise
            _log.warning("%s has memory for batches of %d only", device, largest)
            break
        largest = batch
    return largest


def _run_once(encode: Callable[[Tensor], Tensor], pixels: Tensor) -> None:
    with torch.inference_mode():
        try:
            encode(pixels)
        except TorchDynamoException as error:
            _log.warning("goes on uncompiled: %s", str(error).partition("\n")[0])
            torch.compiler.set_stance("force_eager")
            encode(pixels)
