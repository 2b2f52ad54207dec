"""The package's metadata: what is pinned is in the declared ranges, and one version is said."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import removerbot

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

DECLARED = {
    "requirements-cpu.txt": PROJECT["dependencies"],
    "requirements.txt": PROJECT["dependencies"] + EXTRAS["gpu"],
    "requirements-ray.txt": EXTRAS["ray"],
    "requirements-dev.txt": sum(EXTRAS.values(), PROJECT["dependencies"]),
}


def by_name(lines: list[str]) -> dict[str, Requirement]:
    requirements = [Requirement(line) for line in lines]
    named: dict[str, Requirement] = {
        canonicalize_name(each.name): each for each in requirements
    }
    assert len(named) == len(requirements)
    return named


def pinned(file: str) -> list[str]:
    """The lines of a file of requirements, and those of the files that it includes."""
    lines = [line for line in (ROOT / file).read_text("utf-8").splitlines() if line[:1] != "#"]
    included = [each for line in lines if line.startswith("-r ") for each in pinned(line[3:])]
    return sorted({*included, *(line for line in lines if not line.startswith("-r "))})


@pytest.mark.parametrize("file", DECLARED)
def test_what_is_pinned_is_what_is_declared(file: str) -> None:
    declared, pins = by_name(DECLARED[file]), by_name(pinned(file))
    assert pins.keys() == declared.keys()
    for name, pin in pins.items():
        [exact] = pin.specifier
        assert exact.operator == "=="
        assert declared[name].specifier.contains(exact.version), name
        assert declared[name].extras == pin.extras


def test_the_linters_need_neither_torch_nor_ray() -> None:
    names = by_name(pinned("requirements-lint.txt")).keys()
    assert not names & {"torch", "torchvision", "segment-anything", "ray"}
    assert {"ruff", "mypy", "import-linter", "pip-audit"} <= names


def test_the_newest_version_of_the_changelog_is_that_of_the_package() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert versions[0] == removerbot.__version__
