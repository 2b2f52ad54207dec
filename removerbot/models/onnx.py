"""`mobile` on onnxruntime, which works on every machine; slower than OpenVINO on most."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from removerbot.models.exported import ExportedSam, all_masks
from removerbot.process.resources import trim_memory


def load(name: str, files: tuple[Path, ...], *, threads: int) -> ExportedSam:
    """Loads a model from the files of its encoder and its decoder, see `exported`."""
    encoder, decoder = files
    return ExportedSam(
        name, _Network(str(encoder), threads), _Network(all_masks(decoder), threads)
    )


class _Network:
    """Implements `Network`."""

    def __init__(self, model: str | bytes, threads: int) -> None:
        self._session = ort.InferenceSession(
            model, _options(threads), providers=["CPUExecutionProvider"]
        )

    def __call__(self, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        floats = {name: array.astype(np.float32, copy=False) for name, array in inputs.items()}
        return list(self._session.run(None, floats))

    def release_memory(self) -> None:
        """Returns memory to the system: without an arena each run has freed its own."""
        trim_memory()


def _options(threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.enable_cpu_mem_arena = False  # it keeps 300 MB, for a few per cent of speed
    # Threads that spin while they wait take processor time from the other workers.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
