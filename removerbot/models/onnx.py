"""`mobile` on onnxruntime: runs everywhere, for where OpenVINO does not."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from removerbot.models.exported import ExportedSam, all_masks


def load(name: str, files: tuple[Path, ...], *, threads: int) -> ExportedSam:
    """Load a model from its two files, the encoder's first.

    Args:
        name: the model's name in the settings.
        files: see `ExportedSam`.
        threads: that one call may use.
    """
    encoder, decoder = files
    return ExportedSam(
        name, _Network(str(encoder), threads), _Network(all_masks(decoder), threads)
    )


class _Network:
    """See `exported.Network`."""

    def __init__(self, model: str | bytes, threads: int) -> None:
        self._session = ort.InferenceSession(
            model, _options(threads), providers=["CPUExecutionProvider"]
        )

    def __call__(self, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        wide = {name: values.astype(np.float32, copy=False) for name, values in inputs.items()}
        return list(self._session.run(None, wide))

    def rest(self) -> None:
        """There is nothing to give back: without an arena every run does that itself."""


def _options(threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    # The arena keeps some 300 MB for a few per cent of speed.
    options.enable_cpu_mem_arena = False
    # Threads that spin while they wait take the core from the other workers.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
