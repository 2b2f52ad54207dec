"""Which model is chosen for a machine, and how it is loaded."""

import subprocess
import sys
from collections.abc import Callable
from ctypes import CDLL
from pathlib import Path

import pytest

from removerbot.errors import BadSetting, DeviceFailed
from removerbot.models.base import Segmenter
from removerbot.models.registry import _load_on_gpus, choose, gpu_memory, workers_for
from tests.fakes import FakeGpu, FakeSegmenter

GB = 10**9


def machine(**gpus: int) -> Callable[[str], int | None]:
    """A machine with these GPUs, by the memory of each."""
    by_name = {name.replace("_", ":"): memory for name, memory in gpus.items()}
    return by_name.get


BARE = machine()
SMALL = machine(cuda=6 * GB)
LARGE = machine(cuda=8 * GB)
MIXED = machine(cuda=4 * GB, cuda_0=4 * GB, cuda_1=24 * GB)


@pytest.mark.parametrize(
    ("model", "device", "memory", "expected"),
    [
        ("auto", "auto", BARE, ("mobile", "cpu")),
        ("auto", "auto", SMALL, ("vit_b", "cuda")),
        ("auto", "auto", LARGE, ("vit_h", "cuda")),
        ("auto", "cpu", LARGE, ("mobile", "cpu")),
        ("auto", "cuda", SMALL, ("vit_b", "cuda")),
        ("auto", "auto", MIXED, ("vit_b", "cuda")),
        ("auto", "cuda:1", MIXED, ("vit_h", "cuda:1")),
        ("mobile", "auto", LARGE, ("mobile", "cpu")),
        ("mobile", "cpu", LARGE, ("mobile", "cpu")),
        ("vit_l", "auto", BARE, ("vit_l", "cpu")),
        ("vit_l", "auto", SMALL, ("vit_l", "cuda")),
        ("vit_h", "cpu", LARGE, ("vit_h", "cpu")),
        ("vit_h", "cuda:0", MIXED, ("vit_h", "cuda:0")),
    ],
)
def test_auto_is_resolved_for_the_machine(
    model: str, device: str, memory: Callable[[str], int | None], expected: tuple[str, str]
) -> None:
    assert choose(model, device, memory) == expected


@pytest.mark.parametrize(
    ("model", "device", "memory"),
    [
        ("vit_x", "auto", LARGE),
        ("MOBILE", "auto", LARGE),
        ("auto", "gpu", LARGE),
        ("auto", "cuda:", LARGE),
        ("auto", "cuda:-1", LARGE),
        ("mobile", "cuda", LARGE),
        ("auto", "cuda", BARE),
        ("vit_b", "cuda:2", MIXED),
    ],
)
def test_impossible_settings_are_refused_in_one_line(
    model: str, device: str, memory: Callable[[str], int | None]
) -> None:
    with pytest.raises(BadSetting) as caught:
        choose(model, device, memory)

    assert len(str(caught.value).splitlines()) == 1


def test_no_gpu_is_examined_if_none_is_wanted() -> None:
    def look(device: str) -> int | None:
        raise AssertionError(device)

    assert choose("auto", "cpu", look) == ("mobile", "cpu")
    assert choose("mobile", "auto", look) == ("mobile", "cpu")


def has_driver() -> bool:
    try:
        CDLL("libcuda.so.1")
    except OSError:
        return False
    return True


@pytest.mark.skipif(has_driver(), reason="this machine has an NVIDIA driver")
def test_torch_is_not_imported_without_a_driver() -> None:
    code = (
        "import sys; from removerbot.models.registry import gpu_memory;"
        "assert gpu_memory('cuda') is None; print('torch' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "False"


@pytest.mark.skipif(not has_driver(), reason="this machine has no NVIDIA driver")
def test_the_memory_of_a_gpu_is_known() -> None:
    memory = gpu_memory("cuda")

    assert memory is None or memory > GB
    assert gpu_memory("cuda:99") is None


LOADS = """
import sys
from pathlib import Path
from removerbot.errors import MissingPackage
from removerbot.models import registry
if sys.argv[2] == "barred":
    sys.modules.update(dict.fromkeys(sys.argv[3].split()))
try:
    registry.load(registry.Target(sys.argv[1], "cpu", Path("/nonexistent")))
except MissingPackage as error:
    print(error)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("model", "packages", "requirements"),
    [
        ("vit_b", "torch", "requirements.txt"),
        ("vit_b", "segment_anything", "requirements.txt"),
        ("mobile", "openvino onnxruntime", "requirements-cpu.txt"),
    ],
)
def test_a_missing_package_is_an_error_that_says_what_to_install(
    model: str, packages: str, requirements: str
) -> None:
    command = [sys.executable, "-c", LOADS, model, "barred", packages]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert run.stdout.count("\n") == 1
    assert packages.rsplit(maxsplit=1)[-1] in run.stdout
    assert run.stdout.strip().endswith(f"pip install -r {requirements}")


@pytest.mark.slow
def test_a_torchvision_that_does_not_match_its_torch_is_the_same_error(
    tmp_path: Path,
) -> None:
    broken = 'raise RuntimeError("operator torchvision::nms does not exist")'
    (tmp_path / "torchvision.py").write_text(broken)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{LOADS}"
    command = [sys.executable, "-c", code, "vit_b", "", ""]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert run.stdout == (
        "operator torchvision::nms does not exist; run pip install -r requirements.txt\n"
    )


@pytest.mark.parametrize(
    ("cores", "device", "workers"),
    [(1, "cpu", 1), (8, "cpu", 2), (2, "cuda:0", 2), (64, "cuda:0, cuda:1", 4)],
)
def test_a_gpu_has_two_workers_and_a_cpu_one_for_four_cores(
    cores: int, device: str, workers: int
) -> None:
    assert workers_for(cores, device) == workers


def test_a_gpu_on_which_loading_fails_stays_idle_and_mobile_is_used() -> None:
    def load(device: str) -> Segmenter:
        if device == "cuda:7":
            raise DeviceFailed("invalid device ordinal")
        return FakeGpu(device)

    assert _load_on_gpus(load, "cuda:1", FakeSegmenter).device == "cuda:1"
    assert _load_on_gpus(load, "cuda:7", FakeSegmenter).name == "fake"
