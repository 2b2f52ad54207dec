"""SAM as two ONNX graphs, independent of the runtime that executes them. Needs no torch.

The graphs are an image encoder, and SAM's prompt encoder and mask decoder in one graph as
`segment_anything.utils.onnx` exports them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx.helper import make_tensor_value_info
from onnx.utils import Extractor

from removerbot.errors import SetupError
from removerbot.imaging.types import RGB, Candidate, DecodeRequest, Size, size_of
from removerbot.models.base import Embedding, EncodedRequest, Image, Segmenter
from removerbot.models.transforms import MASK_SIDE, MEAN, SIDE, STD, Transform, resize

_PROMPT_INPUTS = [
    "image_embeddings",
    "point_coords",
    "point_labels",
    "mask_input",
    "has_mask_input",
]

_NO_MASK = np.zeros((MASK_SIDE, MASK_SIDE), np.float32)


class Network(Protocol):
    """A graph on its runtime."""

    def __call__(self, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Executes the graph on inputs by name, float32, but `image_embeddings` float16; may be
        called from several threads at once. Returns the outputs in the graph's order: float32
        arrays that are not used again."""

    def release_memory(self) -> None:
        """Frees memory that is needed only while the graph is executed."""


class ExportedSam(Segmenter):
    """A SAM of two networks on the CPU, which gains nothing from batches: the encoder, float32
    1×3×1024×1024 as `input` → features 1×256×64×64, and the graph that `all_masks` returns."""

    def __init__(self, name: str, encoder: Network, decoder: Network) -> None:
        self.name = name
        self._encoder = encoder
        self._decoder = decoder

    def encode_all(self, images: Sequence[Image]) -> list[Embedding]:
        """See `Segmenter.encode_all`. Features are float16 arrays: they give the same masks as
        float32 and take half the memory."""
        return [self._encode(rgb, size or size_of(rgb)) for rgb, size in images]

    def decode_all(self, requests: Sequence[EncodedRequest]) -> list[list[Candidate]]:
        """See `Segmenter.decode_all`."""
        return [self._decode(embedding, request) for embedding, request in requests]

    def release_memory(self) -> None:
        """See `Segmenter.release_memory`."""
        self._encoder.release_memory()

    def _encode(self, rgb: RGB, size: Size) -> Embedding:
        features = self._encoder({"input": encoder_input(rgb, size)})[0].astype(np.float16)
        return Embedding(features, size, self.name, features.nbytes)

    def _decode(self, embedding: Embedding, request: DecodeRequest) -> list[Candidate]:
        transform = Transform(embedding.size)
        points, labels = transform.prompt(request.prompt)
        mask_input = request.mask_input
        mask = _NO_MASK if mask_input is None else mask_input.logits
        masks, scores = self._decoder(
            {
                "image_embeddings": embedding.features,
                "point_coords": points[None],
                "point_labels": labels[None],
                "mask_input": mask[None, None],
                "has_mask_input": np.array([mask_input is not None], np.float32),
            }
        )
        return [
            Candidate(logits, transform.extent, float(score), index)
            for index, (logits, score) in enumerate(zip(masks[0], scores[0], strict=True))
        ]


def encoder_input(rgb: RGB, size: Size) -> NDArray[np.float32]:
    """Scales a photo of `size`, normalizes it and pads it with zeros: float32 1×3×1024×1024."""
    scaled = Transform(size).scaled
    padded = np.zeros((1, 3, SIDE, SIDE), np.float32)
    inner = padded[0, :, : scaled.height, : scaled.width]
    channels = cv2.split(resize(rgb, scaled))
    for plane, channel, mean, std in zip(inner, channels, MEAN, STD, strict=True):
        np.subtract(channel, np.float32(mean), out=plane)
        np.divide(plane, np.float32(std), out=plane)
    return padded


def all_masks(decoder: Path) -> bytes:
    """Removes the last part of SAM's ONNX decoder, which selects one mask and enlarges it.

    Returns:
        A serialized model. Inputs: those of the original without `orig_im_size`. Outputs: the
        logits of all masks, float32 1×4×256×256, and the IoU that the model expects of each,
        float32 1×4.

    Raises:
        SetupError: the graph is not of that kind.
    """
    model = onnx.load(decoder)
    outputs = [
        _before_selection(model.graph, name) for name in ("low_res_masks", "iou_predictions")
    ]
    model.graph.value_info.extend(
        make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in outputs
    )
    extracted = Extractor(model).extract_model(_PROMPT_INPUTS, outputs)
    return bytes(extracted.SerializeToString())


def _before_selection(graph: onnx.GraphProto, output: str) -> str:
    """Returns the tensor that `output` is selected from: the input of the `Flatten` node before
    the selection of one row."""
    producers = {name: node for node in graph.node for name in node.output}
    name = output
    while node := producers.get(name):
        name = str(node.input[0])
        if node.op_type == "Flatten":
            return name
    raise SetupError(f"the ONNX decoder has no choice of masks before its output {output}")
