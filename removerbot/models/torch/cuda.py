"""GPUs as torch sees them: which there are, what they can do, and how they fail."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import torch

from removerbot.errors import DeviceFailed, OutOfMemory

_TELLTALES = ("CUDA", "cuDNN", "NVRTC")
"""Words in the messages of errors that are a device's fault."""


def gpus(device: str) -> list[str]:
    """The GPUs that a setting means: `cuda` all of the machine, `cuda:1` that one."""
    if device == "cuda":
        return [f"cuda:{index}" for index in range(torch.cuda.device_count())]
    return [device]


def memory(device: str) -> int | None:
    """The memory of a CUDA device in bytes; `None` where torch can use no such device."""
    index = torch.device(device).index or 0
    if index >= torch.cuda.device_count():
        return None
    return torch.cuda.get_device_properties(index).total_memory


def best_dtype(device: torch.device) -> torch.dtype:
    """What to calculate in: half precision on a GPU, in the wider range where it has that."""
    if device.type == "cpu":
        return torch.float32
    has_bfloat16 = torch.cuda.get_device_capability(device) >= (8, 0)
    return torch.bfloat16 if has_bfloat16 else torch.float16


class Stream:
    """A queue of work for one device.

    Args:
        device: the CPU has no queues, so there all is done at once.
        is_urgent: whether its work goes before that of other streams.
    """

    def __init__(self, device: torch.device, *, is_urgent: bool = False) -> None:
        self._stream = (
            torch.cuda.Stream(device, -1 if is_urgent else 0)  # type: ignore[no-untyped-call]
            if device.type == "cuda"
            else None
        )

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """What the block does goes into this queue, and is done when the block ends.

        Raises:
            OutOfMemory: there is no room for it on the device.
            DeviceFailed: the device is of no use any more.
        """
        with faults(), torch.inference_mode(), self._chosen():
            yield
            if self._stream:
                self._stream.synchronize()

    def _chosen(self) -> AbstractContextManager[object]:
        return torch.cuda.stream(self._stream) if self._stream else nullcontext()


@contextmanager
def faults() -> Iterator[None]:
    """Tell a device's errors in our own terms; all others stay what they are."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        torch.cuda.empty_cache()
        raise OutOfMemory(_first_line(error)) from error
    except RuntimeError as error:
        if any(word in str(error) for word in _TELLTALES):
            raise DeviceFailed(_first_line(error)) from error
        raise


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
