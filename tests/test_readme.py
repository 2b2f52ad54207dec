"""What the README tells people to run, runs."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from removerbot.imaging.options import schemas, values_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SHELL = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line]
PYTHON = [block for kind, block in BLOCKS if kind == "python"]
OURS = ("python bot.py ", "removerbot ")
RULES = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

pytestmark = pytest.mark.usefixtures("mobile_files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the photo that the README speaks of."""
    shutil.copy(ROOT / "telegram_sandbox/static/sample.jpg", tmp_path / "photo.jpg")
    return tmp_path


def run(arguments: list[str], folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "REMOVERBOT_MODEL": "mobile"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("line", [line for line in SHELL if line.startswith(OURS)])
def test_a_command_line_of_the_readme_runs(line: str, folder: Path) -> None:
    words = shlex.split(line.removeprefix("python bot.py ").removeprefix("removerbot "))
    run([str(ROOT / "bot.py"), *words], folder)


@pytest.mark.slow
@pytest.mark.parametrize("code", PYTHON)
def test_the_python_of_the_readme_runs(code: str, folder: Path) -> None:
    run(["-W", "error", "-c", code], folder)


def test_every_other_command_of_the_readme_is_known() -> None:
    """.ci/try-commands tries `make`, .ci/package pip; nothing tries Docker."""
    tried = (*OURS, "docker ", "pip install .")
    others = [line for line in SHELL if not line.startswith(tried)]
    assert others
    for line in others:
        command, rule = line.split()
        assert command == "make"
        assert rule in RULES


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", ".pre-commit-config.yaml"])
def test_every_make_rule_that_is_mentioned_is_there(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    mentioned = set(re.findall(r"(?:`|entry: )make ([\w-]+)", text))
    assert mentioned
    assert mentioned <= set(RULES)


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md"])
def test_the_tree_of_the_code_shows_what_is_there(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    [tree] = re.findall(r"^```\n(bot\.py .*?)^```", text, re.MULTILINE | re.DOTALL)
    parent, shown = "", set[str]()
    for indent, names in re.findall(r"^( *)([^\s,]+(?:, [^\s,]+)*)", tree, re.MULTILINE):
        paths = {(parent if indent else "") + name for name in names.split(", ")}
        assert all((ROOT / path).exists() for path in paths), names
        shown |= paths
        parent = parent if indent else names
    rooms = {
        f"removerbot/{file.parent.name}/" for file in ROOT.glob("removerbot/*/__init__.py")
    }
    assert rooms <= shown


def test_every_file_that_the_guide_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    files = re.findall(r"`((?:removerbot|tests)/[\w/.]*)`", guide)
    assert files
    assert all((ROOT / file).exists() for file in files)


def test_the_table_of_options_is_that_of_the_program() -> None:
    """Says what to put there if an option has changed."""
    expected = ["| option | values | by default | |", "|---|---|---|---|"]
    for option, schema in schemas().items():
        if option != "format":  # it is the ending of the file's name
            values = ", ".join(
                value if " " in value else f"`{value}`" for value in values_of(option)
            )
            default = str(schema["default"]).lower()
            expected.append(
                f"| `--{option}` | {values} | `{default}` | {schema['description']} |"
            )
    table = re.search(r"^\| option \|.*?\n\n", README, re.MULTILINE | re.DOTALL)
    assert table
    assert table[0].strip().splitlines() == expected


def test_the_pictures_of_the_readme_are_there() -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)
