"""`mobile` on OpenVINO: twice as fast as on onnxruntime where the CPU has bfloat16."""

import logging
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from removerbot.allocator import hand_back
from removerbot.models.exported import ExportedSam, all_masks

# Its wheel brings this package along, which tells Google Analytics of every import of
# OpenVINO. Where it cannot be imported, OpenVINO does without.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]

import openvino as ov
from openvino import properties
from openvino.preprocess import PrePostProcessor
from openvino.properties import hint

_log = logging.getLogger(__name__)

_DEVICE = "CPU"


def load(name: str, files: tuple[Path, ...], *, workers: int, threads: int) -> ExportedSam:
    """Load a model from its two files, the encoder's first.

    Args:
        name: the model's name in the settings.
        files: see `ExportedSam`.
        workers: calls to be run at the same time.
        threads: that one call may use.
    """
    core = ov.Core()
    capabilities = core.get_property(_DEVICE, properties.device.capabilities)
    precision = ov.Type.bf16 if "BF16" in capabilities else ov.Type.f32
    _log.info("OpenVINO calculates in %s", precision.get_type_name())
    options = {
        hint.inference_precision: precision,
        hint.enable_cpu_pinning: False,  # other threads have work to do on these cores too
        properties.inference_num_threads: workers * threads,
        properties.num_streams: workers,
    }
    encoder, decoder = core.read_model(files[0]), _narrow(core.read_model(all_masks(files[1])))
    return ExportedSam(
        name,
        _Network(core.compile_model(encoder, _DEVICE, options)),
        _Network(core.compile_model(decoder, _DEVICE, options)),
    )


def _narrow(decoder: ov.Model) -> ov.Model:
    """Let the graph take its embedding in float16."""
    changed = PrePostProcessor(decoder)
    changed.input("image_embeddings").tensor().set_element_type(ov.Type.f16)
    return changed.build()


class _Network:
    """See `exported.Network`. A request serves one call at a time and is then used again."""

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

    def rest(self) -> None:
        """Free the arrays between the graph's layers, and those of idle requests."""
        self._idle.clear()
        with suppress(RuntimeError):  # somebody runs it again: then they are needed
            self._compiled.release_memory()
        hand_back()
