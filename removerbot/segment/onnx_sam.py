"""`mobile`: a small SAM on onnxruntime, for machines without a GPU. Needs no torch."""

from pathlib import Path
from typing import Self

import cv2
import numpy as np
import onnx
import onnxruntime as ort
from numpy.typing import NDArray
from onnx.shape_inference import infer_shapes
from onnx.utils import Extractor

from removerbot.core.types import RGB, Candidate, Prompt, Size
from removerbot.errors import SetupError
from removerbot.segment.base import Embedding
from removerbot.segment.frame import MASK_SIDE, MEAN, SIDE, STD, Frame, shrink

_PROMPT_INPUTS = [
    "image_embeddings",
    "point_coords",
    "point_labels",
    "mask_input",
    "has_mask_input",
]

_NO_MASK = np.zeros((MASK_SIDE, MASK_SIDE), np.float32)


class OnnxSam:
    """A SAM whose encoder and decoder are ONNX files.

    Args:
        name: the model's name in the settings.
        encoder: takes `input`, float32 1×3×1024×1024, gives the embedding.
        decoder: SAM's own ONNX export, as `segment_anything.utils.onnx` makes it.
        threads: that one call may use; with one worker thread a core, 1 is best.
    """

    def __init__(self, name: str, encoder: Path, decoder: Path, threads: int = 1) -> None:
        self.name = name
        self._encoder = _session(encoder.read_bytes(), threads)
        self._decoder = _session(all_masks(decoder), threads)

    @classmethod
    def load(cls, name: str, files: tuple[Path, ...], *, threads: int = 1) -> Self:
        """Make one from its two files, the encoder's first."""
        encoder, decoder = files
        return cls(name, encoder, decoder, threads)

    def encode(self, rgb: RGB) -> Embedding:
        """See `Segmenter.encode`; `features` is float32 1×256×64×64."""
        height, width = rgb.shape[:2]
        size = Size(width, height)
        features = self._encoder.run(None, {"input": encoder_input(rgb)})[0]
        return Embedding(features, size, self.name, features.nbytes)

    def decode(
        self, embedding: Embedding, prompt: Prompt, previous: Candidate | None = None
    ) -> list[Candidate]:
        """See `Segmenter.decode`."""
        frame = Frame(embedding.size)
        points, labels = _sparse(prompt, frame)
        mask = _NO_MASK if previous is None else previous.logits
        masks, scores = self._decoder.run(
            None,
            {
                "image_embeddings": embedding.features,
                "point_coords": points[None],
                "point_labels": labels[None],
                "mask_input": mask[None, None],
                "has_mask_input": np.array([previous is not None], np.float32),
            },
        )
        return [
            Candidate(logits, frame.extent, float(score), token)
            for token, (logits, score) in enumerate(zip(masks[0], scores[0], strict=True))
        ]


def encoder_input(rgb: RGB) -> NDArray[np.float32]:
    """The photo scaled, normalised and padded with zeros: float32 1×3×1024×1024."""
    height, width = rgb.shape[:2]
    scaled = Frame(Size(width, height)).scaled
    square = np.zeros((1, 3, SIDE, SIDE), np.float32)
    inner = square[0, :, : scaled.height, : scaled.width]
    colours = cv2.split(shrink(rgb, scaled))
    for plane, colour, mean, std in zip(inner, colours, MEAN, STD, strict=True):
        np.subtract(colour, np.float32(mean), out=plane)
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
    model = infer_shapes(onnx.load(decoder))
    masks = _before_choice(model.graph, "low_res_masks")
    scores = _before_choice(model.graph, "iou_predictions")
    cut = Extractor(model).extract_model(_PROMPT_INPUTS, [masks, scores])
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


def _sparse(prompt: Prompt, frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Points and labels as SAM's ONNX export takes them.

    A box goes in as two points labelled 2 and 3; without one, a padding point labelled −1
    takes its place.
    """
    points, labels = frame.points(prompt)
    if prompt.box is None:
        more, more_labels = np.zeros((1, 2), np.float32), [-1]
    else:
        more, more_labels = frame.corners(prompt.box), [2, 3]
    return (
        np.concatenate([points, more]),
        np.concatenate([labels, np.array(more_labels, np.float32)]),
    )


def _session(model: bytes, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    # The arena keeps some 300 MB for a few per cent of speed.
    options.enable_cpu_mem_arena = False
    # Threads that spin while they wait take the core from the other workers.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
