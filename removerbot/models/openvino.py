"""`mobile` on OpenVINO: twice as fast as onnxruntime on a CPU that has bfloat16."""

import logging
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from removerbot.models.exported import ExportedSam, all_masks
from removerbot.process.resources import trim_memory

# A dependency of OpenVINO that reports every import of it to Google Analytics. OpenVINO works
# without it.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]

import openvino as ov
from openvino import properties
from openvino.preprocess import PrePostProcessor
from openvino.properties import hint

_log = logging.getLogger(__name__)

_DEVICE = "CPU"


def load(name: str, files: tuple[Path, ...], *, workers: int, threads: int) -> ExportedSam:
    """Loads a model from the files of its encoder and its decoder, see `exported`, for
    `workers` calls at the same time with so many threads each."""
    core = ov.Core()
    capabilities = core.get_property(_DEVICE, properties.device.capabilities)
    precision = ov.Type.bf16 if "BF16" in capabilities else ov.Type.f32
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
