"""What a release is made of, and what keeps it from being made."""

import importlib.util
import re
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from ops import slim_image
from removerbot import __version__

ROOT = Path(__file__).parent.parent
WORKFLOW: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github/workflows/release.yml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def release() -> ModuleType:
    """The program, which has no ending."""
    loader = SourceFileLoader("release", str(ROOT / ".ci/release"))
    spec = importlib.util.spec_from_loader("release", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


CODE = '"""Words."""\n__version__ = "1.2.3"\n'
DATED = "# Changelog\n\n## [1.2.3] - 2026-11-28\n\n- New\n\n## [1.2.2] - 2026-10-01\n\n- Old\n"


@pytest.mark.parametrize(
    ("code", "changelog", "tag", "says"),
    [
        (CODE, DATED, None, None),
        (CODE, DATED, "v1.2.3", None),
        (CODE, DATED.replace("2026-11-28", "unreleased"), None, None),
        (CODE, DATED.replace("2026-11-28", "unreleased"), "v1.2.3", "no date for 1.2.3"),
        (CODE, DATED, "v1.2.4", "the tag is v1.2.4, the version 1.2.3"),
        (CODE, DATED, "1.2.3", "the tag is 1.2.3"),
        (CODE.replace("1.2.3", "1.2.4"), DATED, None, "the package is 1.2.4, the newest"),
        (CODE, "# Changelog\n", None, "there is no version"),
    ],
)
def test_the_version_is_that_of_the_changelog_and_of_the_tag(
    release: ModuleType, code: str, changelog: str, tag: str | None, says: str | None
) -> None:
    trouble = release.trouble(code, changelog, tag)
    assert (says or "") in (trouble or "")
    assert (trouble is None) == (says is None)


def test_this_version_can_be_released(release: ModuleType) -> None:
    code = (ROOT / "removerbot/__init__.py").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert release.trouble(code, changelog, None) is None
    assert release.VERSION.search(code)[1] == __version__


def test_the_notes_are_those_of_the_newest_version(release: ModuleType) -> None:
    assert release.notes(DATED) == "- New\n"


def test_the_images_are_built_from_what_their_file_copies(release: ModuleType) -> None:
    files = release.context_files((ROOT / "Dockerfile").read_text("utf-8"))
    assert {"Dockerfile", ".dockerignore", "removerbot", "requirements-cpu.txt"} <= set(files)
    assert not [name for name in files if "=" in name]
    assert all((ROOT / name).exists() for name in files)


def test_the_workflow_runs_what_there_is_with_few_rights() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    assert WORKFLOW["permissions"] == {}
    assert all(job["permissions"] for job in WORKFLOW["jobs"].values())
    rules = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"make ([\w-]+)", text)) - {"release"} <= set(rules)
    assert "release" in rules
    images = WORKFLOW["jobs"]["images"]["strategy"]["matrix"]["include"]
    assert all((ROOT / each["requirements"]).is_file() for each in images)
    # What comes from outside reaches the shell by the environment alone.
    steps = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
    assert not [step["run"] for step in steps if "${{" in step.get("run", "")]
    publishing = [
        step
        for step in steps
        if "gh release" in step.get("run", "") or "login-action" in step.get("uses", "")
    ]
    assert len(publishing) == 2
    assert all(step["if"] == "github.ref_type == 'tag'" for step in publishing)


def test_the_image_keeps_what_the_bot_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = tmp_path / "lib/python3.11/site-packages"
    kept = [
        "openvino/libs/libopenvino_intel_cpu_plugin.so",
        "openvino/libs/libopenvino_onnx_frontend.so.2641",
        "openvino/libs/libopenvino_ir_frontend.so.2641",
        "babel/locale-data/root.dat",
        "babel/locale-data/ko.dat",
        "babel/locale-data/ko_KR.dat",
        "removerbot/locales/ko.ftl",
        "numpy/random/_pickle.py",
        "nvidia/cu13/lib/libcusolver.so.12",
        "nvidia/nvshmem/lib/libnvshmem_host.so.3",
        "torch/bin/torch_shm_manager",
        "triton/backends/nvidia/include/cuda.h",
        "triton/backends/nvidia/lib/libdevice.10.bc",
    ]
    gone = [
        "openvino/libs/libopenvino_intel_gpu_plugin.so",
        "openvino/libs/libopenvino_jax_frontend.so.2641",
        "onnx/backend/test/data/node/model.onnx",
        "numpy/random/tests/data/big.csv",
        "babel/locale-data/kok.dat",
        "babel/locale-data/de.dat",
        "nvidia/cu13/include/cuda.h",
        "nvidia/cu13/lib/libcusolverMg.so.12",
        "nvidia/nvshmem/lib/libnvshmem_device_sm_90.bc",
        "torch/include/torch/extension.h",
        "triton/backends/nvidia/lib/cupti/libcupti.so",
    ]
    for name in kept + gone:
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_bytes(bytes(1_000_000))
    assert slim_image.main(tmp_path) == 0
    assert [name for name in kept if not (packages / name).exists()] == []
    assert [name for name in gone if (packages / name).exists()] == []
    assert capsys.readouterr().out.startswith("11 MB of 11 files")


def test_without_the_bot_in_it_an_environment_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "lib/python3.11/site-packages").mkdir(parents=True)
    assert slim_image.main(tmp_path) == 1
