"""Runs a model's kernels as CUDA graphs.

Launching the kernels of a decoder one by one takes six times as long as they run, and longer
still while other threads hold the interpreter's lock. A graph is a single launch.
"""

import logging
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import torch
from torch import Tensor

_log = logging.getLogger(__name__)

Work = Callable[..., tuple[Tensor, ...]]
"""Takes tensors on one device to tensors there, and does not wait for the device."""

Shapes = tuple[torch.Size, ...]

Capture = Callable[[Work, Sequence[Tensor]], Work]
"""Runs work on inputs; returns what runs it again on others of the same shapes."""


class Graphs:
    """Work that is captured for some shapes of its inputs, and called directly for others.

    Args:
        work: see `Work`.
        capture: by default a `CudaCapture` of its own.
    """

    def __init__(self, work: Work, capture: Capture | None = None) -> None:
        self._work = work
        self._capture = capture or CudaCapture()
        self._captured: dict[Shapes, Work] = {}
        self._lock = Lock()  # a graph has one set of inputs and outputs

    def capture(self, *inputs: Tensor) -> bool:
        """Captures the work for the shapes of inputs on a GPU; returns whether that worked.
        Without a graph the work is called directly, which is slower."""
        try:
            self._captured[_shapes(inputs)] = self._capture(self._work, inputs)
        except RuntimeError as error:  # those of torch, and of a device without memory
            _log.warning("goes on without a CUDA graph: %s", str(error).partition("\n")[0])
            return False
        return True

    def __call__(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Does the work, in the current stream; the results are not used again."""
        captured = self._captured.get(_shapes(inputs))
        if captured is None:
            return self._work(*inputs)
        with self._lock:
            return captured(*inputs)


def _shapes(inputs: Sequence[Tensor]) -> Shapes:
    return tuple(each.shape for each in inputs)


_WARM_UP = 3
"""Calls before the capture, in which libraries choose their kernels and get their memory."""


class CudaCapture:
    """Captures CUDA graphs that share memory: only one of them may run at a time."""

    def __init__(self) -> None:
        self._pool: Any = None  # torch's handle of the memory

    def __call__(self, work: Work, inputs: Sequence[Tensor]) -> Work:
        """See `Capture`. Other threads may use the device meanwhile.

        Raises:
            RuntimeError: the work cannot be captured, or there is no memory for it.
        """
        fixed = [each.clone() for each in inputs]
        device = fixed[0].device
        stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
        stream.wait_stream(torch.cuda.current_stream(device))
        with torch.cuda.stream(stream):
            for _ in range(_WARM_UP):
                work(*fixed)
        stream.synchronize()
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(
            graph, self._pool, stream=stream, capture_error_mode="thread_local"
        ):
            outputs = work(*fixed)
        self._pool = graph.pool()

        def replay(*given: Tensor) -> tuple[Tensor, ...]:
            for to, value in zip(fixed, given, strict=True):
                to.copy_(value, non_blocking=True)
            graph.replay()
            return tuple(each.clone() for each in outputs)

        return replay
