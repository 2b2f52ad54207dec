"""`mobile` and `isnet` on OpenVINO: twice as fast as onnxruntime on a CPU with bfloat16."""

import logging
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from removerbot.models.exported import ExportedSam, Network, all_masks
from removerbot.process.resources import trim_memory

# A dependency of OpenVINO that reports every import of it to Google Analytics. OpenVINO works
# without it.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]

import openvino as ov
from openvino import opset13 as opset
from openvino import properties
from openvino.preprocess import PrePostProcessor
from openvino.properties import hint

_log = logging.getLogger(__name__)

_DEVICE = "CPU"


def load(name: str, files: tuple[Path, ...], *, workers: int, threads: int) -> ExportedSam:
    """Loads a model from the files of its encoder and its decoder, see `exported`, for
    `workers` calls at the same time with so many threads each."""
    core = ov.Core()
    precision = _precision(core)
    _log.info("OpenVINO calculates in %s", precision.get_type_name())
    options = {
        hint.inference_precision: precision,
        hint.enable_cpu_pinning: False,  # other threads need these cores as well
        properties.inference_num_threads: workers * threads,
        properties.num_streams: workers,
    }
    encoder, decoder = core.read_model(files[0]), core.read_model(all_masks(files[1]))
    return ExportedSam(
        name,
        _Network(core.compile_model(encoder, _DEVICE, options)),
        _Network(core.compile_model(_with_float16_features(decoder), _DEVICE, options)),
    )


def load_subject(file: Path, side: int) -> Network:
    """Loads IS-Net for photos that are scaled to a square of `side` pixels, a multiple of 64.

    A call runs in the calling thread alone, with its priority. Weights in float16 are converted
    first: OpenVINO would keep 80 MB of copies.

    Returns:
        A graph of `input`, float32 1×3×side×side → alpha, float32 1×1×side×side.
    """
    core = ov.Core()
    precision, model = _precision(core), core.read_model(file)
    alpha = model.output(0).get_node().input_value(0)
    model = ov.Model([alpha], model.get_parameters())
    for node in model.get_ordered_ops():
        _resize_node(node, side, precision)
    [photo] = model.get_parameters()
    photo.output(0).get_tensor().set_names({"input"})
    photo.set_partial_shape(ov.PartialShape([1, 3, side, side]))
    model.validate_nodes_and_infer_types()
    options = {
        hint.inference_precision: precision,
        hint.enable_cpu_pinning: False,
        properties.inference_num_threads: 1,
        properties.num_streams: 1,
    }
    return _Network(core.compile_model(model, _DEVICE, options))


_EXPORTED_SIDE = 1024
"""Side of IS-Net's input as it was exported; its graph contains sizes that follow from it."""


def _resize_node(node: ov.Node, side: int, precision: ov.Type) -> None:
    """Changes a node of IS-Net for another side of its input and another type of weights."""
    kind = node.get_type_name()
    if kind == "Constant" and node.get_element_type() == ov.Type.f16:
        node.output(0).replace(opset.constant(node.get_data(), precision).output(0))
    elif kind == "Convert" and node.get_output_element_type(0) == ov.Type.f16:
        node.output(0).replace(opset.convert(node.input_value(0), precision).output(0))
    elif kind == "Interpolate":
        shape = node.input_value(1).get_node()
        if shape.get_type_name() == "Concat":  # of batch and channels, and height and width
            sizes = shape.input_value(1).get_node().get_data() * side // _EXPORTED_SIDE
            shape.input(1).replace_source_output(opset.constant(sizes).output(0))


def _precision(core: ov.Core) -> ov.Type:
    """Returns bfloat16 if the processor calculates in it, else float32."""
    capabilities = core.get_property(_DEVICE, properties.device.capabilities)
    return ov.Type.bf16 if "BF16" in capabilities else ov.Type.f32


def _with_float16_features(decoder: ov.Model) -> ov.Model:
    changed = PrePostProcessor(decoder)
    changed.input("image_embeddings").tensor().set_element_type(ov.Type.f16)
    return changed.build()


class _Network:
    """Implements `Network` with a pool of inference requests, one for each call under way."""

    def __init__(self, compiled: ov.CompiledModel) -> None:
        self._compiled = compiled
        self._idle = deque[ov.InferRequest]()

    def __call__(self, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        try:
            request = self._idle.pop()
        except IndexError:
            request = self._compiled.create_infer_request()
        results = request.infer(inputs, share_inputs=True)
        self._idle.append(request)
        return [np.asarray(results[output]) for output in self._compiled.outputs]

    def release_memory(self) -> None:
        """Frees the intermediate tensors of the graph and the idle requests."""
        self._idle.clear()
        with suppress(RuntimeError):  # a call is under way
            self._compiled.release_memory()
        trim_memory()
