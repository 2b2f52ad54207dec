"""Which of torch's errors become `OutOfMemory` or `DeviceFailed`."""

import pytest
import torch

from removerbot.errors import DeviceFailed, OutOfMemory
from removerbot.models.torch.cuda import Stream, best_dtype, gpus, translated_errors

CPU = torch.device("cpu")


def test_a_full_device_raises_out_of_memory_in_one_line() -> None:
    with pytest.raises(OutOfMemory, match=r"^CUDA out of memory\.$"), Stream(CPU).active():
        raise torch.OutOfMemoryError("CUDA out of memory.\nTried to allocate 2.00 GiB")


@pytest.mark.parametrize(
    "error",
    [
        torch.AcceleratorError("CUDA error: an illegal memory access was encountered"),
        RuntimeError("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling cublasGemmEx"),
        RuntimeError("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR"),
        RuntimeError("No CUDA GPUs are available"),
    ],
    ids=str,
)
def test_a_broken_device_raises_device_failed(error: Exception) -> None:
    with pytest.raises(DeviceFailed) as caught, translated_errors():
        raise error

    assert not isinstance(caught.value, OutOfMemory)
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("error", [RuntimeError("shapes do not match"), ValueError("CUDA")])
def test_other_errors_pass_unchanged(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, translated_errors():
        raise error

    assert caught.value is error


def test_an_allocation_that_fails_on_the_cpu_is_not_device_failed() -> None:
    with pytest.raises(RuntimeError) as caught, Stream(CPU).active():
        torch.empty(1 << 60)

    assert not isinstance(caught.value, DeviceFailed)


def test_a_gpu_with_a_number_is_only_that_one() -> None:
    assert gpus("cuda:1") == ["cuda:1"]
    assert len(gpus("cuda")) == torch.cuda.device_count()


def test_the_cpu_calculates_in_full_precision() -> None:
    assert best_dtype(CPU) == torch.float32
