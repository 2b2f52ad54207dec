"""SAM as two ONNX files, whatever runtime they run on: what goes in, what comes out.

The files are an image encoder and SAM's own ONNX export of its prompt encoder and mask
decoder, as `segment_anything.utils.onnx` makes it. Needs no torch.
"""

from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx.helper import make_tensor_value_info
from onnx.utils import Extractor

from removerbot.errors import SetupError
from removerbot.imaging.types import RGB, Candidate, Prompt, Size
from removerbot.models.base import Embedding, OneByOne
from removerbot.models.transforms import MASK_SIDE, MEAN, SIDE, STD, Transform, shrink, size_of

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
        """Run it; may be called from several threads at once.

        Args:
            inputs: by name; float32, but `image_embeddings` float16.

        Returns:
            The outputs in the graph's order, float32 arrays of the caller's own.
        """

    def rest(self) -> None:
        """Give back memory that is needed only while it runs."""


class ExportedSam(OneByOne):
    """Implements `Segmenter` with two networks.

    Args:
        name: the model's name in the settings.
        encoder: takes `input`, float32 1×3×1024×1024, gives the embedding.
        decoder: what `all_masks` makes of SAM's export.
    """

    def __init__(self, name: str, encoder: Network, decoder: Network) -> None:
        self.name = name
        self._encoder = encoder
        self._decoder = decoder

    def encode(self, rgb: RGB, size: Size | None = None) -> Embedding:
        """See `Segmenter.encode`; `features` is float16 1×256×64×64, which gives the same
        masks as float32 and takes half the memory."""
        size = size or size_of(rgb)
        features = self._encoder({"input": encoder_input(rgb, size)})[0].astype(np.float16)
        return Embedding(features, size, self.name, features.nbytes)

    def decode(
        self, embedding: Embedding, prompt: Prompt, mask_input: Candidate | None = None
    ) -> list[Candidate]:
        """See `Segmenter.decode`."""
        frame = Transform(embedding.size)
        points, labels = frame.prompt(prompt)
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
            Candidate(logits, frame.extent, float(score), token)
            for token, (logits, score) in enumerate(zip(masks[0], scores[0], strict=True))
        ]

    def rest(self) -> None:
        """See `Segmenter.rest`."""
        self._encoder.rest()


def encoder_input(rgb: RGB, size: Size) -> NDArray[np.float32]:
    """A photo of `size` scaled, normalised and padded with zeros: float32 1×3×1024×1024."""
    scaled = Transform(size).scaled
    square = np.zeros((1, 3, SIDE, SIDE), np.float32)
    inner = square[0, :, : scaled.height, : scaled.width]
    colors = cv2.split(shrink(rgb, scaled))
    for plane, color, mean, std in zip(inner, colors, MEAN, STD, strict=True):
        np.subtract(color, np.float32(mean), out=plane)
        np.divide(plane, np.float32(std), out=plane)
    return square


def all_masks(decoder: Path) -> bytes:
    """SAM's ONNX decoder, cut where it chooses one mask and enlarges it.

    Returns:
        A serialised model with the inputs of the original but `orig_im_size`, and two
        outputs: the logits of all masks, float32 1×4×256×256, and the model's
        estimates of their IoU, float32 1×4.

    Raises:
        SetupError: the graph is not of that kind.
    """
    model = onnx.load(decoder)
    outputs = [
        _before_choice(model.graph, name) for name in ("low_res_masks", "iou_predictions")
    ]
    model.graph.value_info.extend(
        make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in outputs
    )
    cut = Extractor(model).extract_model(_PROMPT_INPUTS, outputs)
    return bytes(cut.SerializeToString())


def _before_choice(graph: onnx.GraphProto, output: str) -> str:
    """The tensor that `output` was chosen from: what is flattened before one row is taken."""
    producers = {name: node for node in graph.node for name in node.output}
    name = output
    while node := producers.get(name):
        name = str(node.input[0])
        if node.op_type == "Flatten":
            return name
    raise SetupError(f"the ONNX decoder has no choice of masks before its output {output}")
