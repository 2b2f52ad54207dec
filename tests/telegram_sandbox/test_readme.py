"""telegram_sandbox/README.md: its commands run, its examples pass, its lists are the code's.

All of it is tried in a folder that holds nothing but a copy of the package.
"""

import argparse
import ast
import asyncio
import re
import shutil
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from telegram_sandbox import __main__
from telegram_sandbox.client import SandboxClient
from telegram_sandbox.methods import METHOD_NAMES, METHODS
from tests.telegram_sandbox.command_line import (
    BOTS,
    ROOT,
    address_of,
    line_of,
    started,
    status_of,
)

pytestmark = pytest.mark.slow

PACKAGE = ROOT / "telegram_sandbox"
README = (PACKAGE / "README.md").read_text("utf-8")
COMMANDS = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL)).splitlines()
EXAMPLES: dict[str, str] = dict(
    re.findall(r"`(\w+\.py)`[^\n]*:\n\n```python\n(.*?)```", README, re.DOTALL)
)
DISTRIBUTIONS = {"PIL": "pillow", "multipart": "python-multipart"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The package by itself, with the README's examples beside it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "telegram_sandbox", ignore=ignored)
    for name, code in EXAMPLES.items():
        (tmp_path / name).write_text(code, "utf-8")
    return tmp_path


def command(start: str) -> list[str]:
    """The words of the one command of the README that begins like this."""
    [line] = [line for line in COMMANDS if line.startswith(start)]
    return line.split()


def test_all_commands_are_tried_here() -> None:
    assert [line.partition(" -- ")[0] for line in COMMANDS] == [
        "pip install httpx pillow python-multipart starlette uvicorn",
        "python -m telegram_sandbox",
        "python -m telegram_sandbox",
        "python -m pytest -o asyncio_mode=auto test_mybot.py",
    ]


def test_pip_gets_what_the_package_imports() -> None:
    imported = {"multipart"}  # by starlette, for forms
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
    packages = imported - sys.stdlib_module_names - {"telegram_sandbox"}
    wanted = {DISTRIBUTIONS.get(name, name) for name in packages}
    assert set(command("pip install")[2:]) == wanted


async def test_the_command_with_a_bot(folder: Path) -> None:
    words = command("python -m telegram_sandbox -- ")
    assert words[3:] == ["--", "python", "mybot.py"]
    async with started("--", sys.executable, "mybot.py", cwd=folder) as process:
        async with SandboxClient(await address_of(process)) as client:
            ann = await client.person()
            answer = await ann.next_message(after=await ann.say("hello"))
            assert answer["text"] == "hello"
        process.send_signal(signal.SIGINT)
        assert await status_of(process) == 0


async def test_the_command_without_a_bot(folder: Path) -> None:
    assert ["python", "-m", "telegram_sandbox"] in [line.split() for line in COMMANDS]
    async with started(cwd=folder) as process:
        await address_of(process)
        names = [(await line_of(process)).partition("=")[0] for _ in range(2)]
    assert names == ["TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL"]


async def test_the_examples_of_tests_pass(folder: Path) -> None:
    words = command("python -m pytest")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words[1:], cwd=folder, stdout=PIPE, stderr=PIPE
    )
    async with asyncio.timeout(120):
        output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    assert f"{EXAMPLES['test_mybot.py'].count('async def test_')} passed" in output.decode()


def test_the_bot_is_the_one_of_the_tests() -> None:
    assert EXAMPLES["mybot.py"] == (BOTS / "mybot.py").read_text("utf-8")


def test_all_options_are_described() -> None:
    options = {
        option
        for action in __main__._parser()._actions
        if not isinstance(action, argparse._HelpAction)
        for option in action.option_strings
    }
    assert set(re.findall(r"^\| `(--[\w-]+)", README, re.MULTILINE)) == options


def method_table() -> str:
    """The table of methods as the README shows it."""
    rows = ["| Method | Required parameters | Optional parameters |", "|---|---|---|"]
    for name in METHOD_NAMES:
        params = METHODS[name.lower()].params
        cells = [
            ", ".join(f"`{param}`" for param, it in params.items() if it.is_required is wanted)
            for wanted in (True, False)
        ]
        rows.append(f"| `{name}` | {cells[0]} | {cells[1]} |")
    return "\n".join(rows)


def test_all_methods_and_parameters_are_listed() -> None:
    assert method_table() in README, f"README.md needs this table:\n{method_table()}"


def test_all_kinds_of_updates_are_listed() -> None:
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    kinds = set(re.findall(r"(?:updates\.put|_send_update)\(\s*\"(\w+)\"", code))
    [line] = re.findall(r"^Updates: (.*), by", README, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", line)) == kinds
