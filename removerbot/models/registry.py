"""Which model runs here, and where: the choice by name or `auto`, and the loading."""

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL
from pathlib import Path

from removerbot.errors import BadSetting, DeviceFailed, MissingPackage
from removerbot.models import weights
from removerbot.models.base import Segmenter
from removerbot.models.pool import Pool
from removerbot.models.self_test import try_out

log = logging.getLogger(__name__)

MODELS = ("mobile", "vit_b", "vit_l", "vit_h")
"""By growing size and quality. `mobile` runs on the CPU only."""

ENOUGH_FOR_VIT_H = 8_000_000_000
"""Bytes of GPU memory: what a card sold with 8 GB has."""

Memory = Callable[[str], int | None]
"""The memory of a CUDA device (`cuda`, `cuda:1`) in bytes, `None` if it cannot be used."""


def gpu_memory(device: str) -> int | None:
    """The memory of a CUDA device in bytes; `None` if it cannot be used.

    Without a driver torch is not even imported: it is slow and takes half a gigabyte.
    """
    try:
        CDLL("libcuda.so.1")
    except OSError:
        return None
    try:
        with _packages_of("requirements.txt"):
            from removerbot.models.torch import cuda  # noqa: PLC0415 - only if wanted
    except MissingPackage as error:
        log.warning("the GPU stays idle: %s", error)
        return None
    return cuda.memory(device)


def choose(model: str, device: str, memory: Memory = gpu_memory) -> tuple[str, str]:
    """Settle what the settings leave open.

    Args:
        model: one of `MODELS`, or `auto`: `vit_h` on a GPU with 8 GB, `vit_b` on a smaller
            one, `mobile` without one.
        device: `cpu`, `cuda`, `cuda:1` …, or `auto`: a GPU if the model can use one.
        memory: looks at a GPU.

    Returns:
        The name of a model, and the device that it runs on.

    Raises:
        BadSetting: there is no such model or device, or they do not go together.
    """
    _check(model, device)
    gpu = None
    if model != "mobile" and device != "cpu":
        gpu = memory("cuda" if device == "auto" else device)
        if gpu is None and device != "auto":
            raise BadSetting(f"there is no GPU that torch can use as {device}")
    if gpu is None:
        return ("mobile" if model == "auto" else model), "cpu"
    if model == "auto":
        model = "vit_h" if gpu >= ENOUGH_FOR_VIT_H else "vit_b"
    return model, ("cuda" if device == "auto" else device)


def workers_for(cores: int, device: str = "cpu") -> int:
    """How many batches of photos are best worked on at a time.

    Args:
        cores: of the processor. Two photos at a time are not faster together than one after
            the other, and each would take twice as long; but more than four threads hardly
            help a single one.
        device: where the model runs, see `Segmenter.device`. On a GPU one batch is encoded
            while the files of the next one are decoded.
    """
    return max(1, cores // 4) if device == "cpu" else 2 * len(device.split(", "))


def load(  # noqa: PLR0913 - all by their names
    name: str,
    *,
    device: str,
    model_dir: Path,
    workers: int = 1,
    threads: int = 0,
    serves: bool = False,
    table: weights.Table = weights.FILES,
) -> Segmenter:
    """Load a model, fetching its weights first if they are not there.

    Args:
        name: one of `MODELS`.
        device: where it runs, as `choose` says; `cuda` means all GPUs. When they fail,
            `mobile` takes over.
        model_dir: the folder of the weights.
        workers: photos to be encoded at the same time; `mobile` shares the cores among them.
        threads: of `mobile` for each of these; 0: its share.
        serves: whether many photos will come, so that it is worth a minute to compile the
            model for a GPU.
        table: where the files of each model are looked up.

    Raises:
        MissingPackage: a package that the model needs is not installed, or broken.
        WeightsMissing, WeightsCorrupt: see `weights.ensure`.
    """

    def mobile() -> Segmenter:
        return _load_mobile(
            lambda: weights.ensure("mobile", model_dir, table), workers, threads
        )

    if name == "mobile":
        return mobile()
    with _packages_of("requirements.txt"):
        from removerbot.models.torch.sam import TorchSam  # noqa: PLC0415 - only if chosen
    files = weights.ensure(name, model_dir, table)
    if device == "cpu":
        return TorchSam.load(name, files)

    def load_on(gpu: str) -> Segmenter:
        segmenter = TorchSam.load(name, files, device=gpu)
        if serves:
            segmenter.warm_up(model_dir)
        return segmenter

    return _load_on_gpus(load_on, device, mobile)


def _load_on_gpus(
    load_on: Callable[[str], Segmenter], device: str, fallback: Callable[[], Segmenter]
) -> Segmenter:
    """One segmenter on all the GPUs that a device means; those that fail stay idle."""
    from removerbot.models.torch import cuda  # noqa: PLC0415 - only if chosen

    segmenters = []
    for gpu in cuda.gpus(device):
        try:
            segmenters.append(load_on(gpu))
        except DeviceFailed as error:
            log.error("%s stays idle: %s", gpu, error)
    return Pool(segmenters, fallback)


def _load_mobile(
    files: Callable[[], tuple[Path, ...]], workers: int, threads: int
) -> Segmenter:
    """`mobile` on OpenVINO; where that is missing, or fails or errs on this machine, on
    onnxruntime."""
    threads = threads or max(1, (os.cpu_count() or 1) // workers)
    try:
        from removerbot.models import openvino  # noqa: PLC0415 - only if chosen

        segmenter = openvino.load("mobile", files(), workers=workers, threads=threads)
        log.info("mobile on OpenVINO: %s", try_out(segmenter))
        segmenter.rest()
        return segmenter
    except (ImportError, RuntimeError) as error:  # OpenVINO's own are RuntimeErrors
        log.warning("mobile runs on onnxruntime, as OpenVINO does not work: %s", error)
    with _packages_of("requirements-cpu.txt"):
        from removerbot.models import onnx  # noqa: PLC0415 - only if chosen
    slower = onnx.load("mobile", files(), threads=threads)
    log.info("mobile on onnxruntime: %s", try_out(slower))
    return slower


def _check(model: str, device: str) -> None:
    if model not in ("auto", *MODELS):
        raise BadSetting(f"no model is called {model!r}; there are auto, {', '.join(MODELS)}")
    if not re.fullmatch(r"auto|cpu|cuda(:\d+)?", device):
        raise BadSetting(f"no device is called {device!r}; there are auto, cpu, cuda, cuda:1 …")
    if model == "mobile" and device.startswith("cuda"):
        raise BadSetting(f"the model mobile runs on the CPU only, not on {device}")


@contextmanager
def _packages_of(requirements: str) -> Iterator[None]:
    """Say which requirements to install if an import fails.

    A torchvision that does not match its torch fails with a `RuntimeError`.
    """
    try:
        yield
    except (ImportError, RuntimeError) as error:
        why = " ".join(str(error).split())
        raise MissingPackage(f"{why}; run pip install -r {requirements}") from error
