"""GPUs as torch sees them: which there are, their memory and data types, and their errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from removerbot.errors import DeviceFailed, OutOfMemory

_DEVICE_WORDS = ("CUDA", "cuDNN", "NVRTC")
"""A RuntimeError whose message contains one of these was caused by the device."""


def gpus(device: str) -> list[str]:
    """Returns the GPUs that a setting means: all for `cuda`, a single one for `cuda:1`."""
    if device == "cuda":
        return [f"cuda:{index}" for index in range(torch.cuda.device_count())]
    return [device]


def memory(device: str) -> int | None:
    """Returns the memory of a CUDA device in bytes; `None` if torch cannot use it."""
    index = torch.device(device).index or 0
    if index >= torch.cuda.device_count():
        return None
    return int(torch.cuda.get_device_properties(index).total_memory)


def best_dtype(device: torch.device) -> torch.dtype:
    """Returns float32 for the CPU; for a GPU bfloat16 if it has that, else float16."""
    if device.type == "cpu":
        return torch.float32
    has_bfloat16 = torch.cuda.get_device_capability(device) >= (8, 0)
    return torch.bfloat16 if has_bfloat16 else torch.float16


def on_device(values: NDArray[Any], device: torch.device) -> Tensor:
    """Copies an array to a device; to a GPU from pinned memory, while the processor goes on."""
    if device.type == "cpu":
        return torch.tensor(values)
    staged = torch.from_numpy(np.ascontiguousarray(values).copy()).pin_memory()
    return staged.to(device, non_blocking=True)


def to_host(tensor: Tensor) -> Tensor:
    """Copies a tensor to host memory; what comes from a GPU is complete once its stream is."""
    if not tensor.is_cuda:
        return tensor
    host = torch.empty(tensor.shape, dtype=tensor.dtype, pin_memory=True)
    return host.copy_(tensor, non_blocking=True)


class Stream:
    """A CUDA stream; on the CPU, which has no streams, work is executed at once.

    Args:
        device: where the work is executed.
        is_urgent: whether it goes before the work of other streams.
    """

    def __init__(self, device: torch.device, *, is_urgent: bool = False) -> None:
        self._stream = (
            torch.cuda.Stream(device, -1 if is_urgent else 0)  # type: ignore[no-untyped-call]
            if device.type == "cuda"
            else None
        )

    @contextmanager
    def active(self) -> Iterator[None]:
        """Executes the work of the block in this stream and waits for it at the end.

        Raises:
            OutOfMemory: the device has not enough memory.
            DeviceFailed: the device has failed.
        """
        with translated_errors(), torch.inference_mode(), torch.cuda.stream(self._stream):
            yield
            if self._stream:
                self._stream.synchronize()


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raises `OutOfMemory` and `DeviceFailed` for a device's errors; others pass unchanged."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        torch.cuda.empty_cache()
        raise OutOfMemory(_first_line(error)) from error
    except RuntimeError as error:
        if any(word in str(error) for word in _DEVICE_WORDS):
            raise DeviceFailed(_first_line(error)) from error
        raise


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
