"""Writes settings into a file `.env` and leaves what else is in it."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from removerbot.errors import SetupError

ENV = Path(".env")
"""The file in this folder, which `settings_here` reads."""


def write_env(file: Path, values: Mapping[str, str]) -> bool:
    """Sets environment variables in a file that only its owner may read; an empty value removes
    a line. Comments and other variables stay. Returns whether anything was changed.

    Raises:
        SetupError: a value cannot stand in such a file.
        OSError: the file cannot be written.
    """
    for name, value in values.items():
        if not re.fullmatch(r"[^\s'\"#$\\]*(?: [^\s'\"#$\\]+)*", value):
            raise SetupError(f"{name}: quotes, #, $ and \\ cannot stand in .env")
    before = _lines(file)
    rest = dict(values)
    after = []
    for line in before:
        name = _name_in(line)
        if name not in values:
            after.append(line)
        elif value := rest.pop(name, ""):
            after.append(f"{name}={value}")
    after += [f"{name}={value}" for name, value in rest.items() if value]
    if after != before:
        _write_private(file.resolve(), "".join(f"{line}\n" for line in after))
    elif file.exists():
        file.chmod(0o600)
    return after != before


def is_set(file: Path, name: str) -> bool:
    """Returns whether a file `.env` has a line for an environment variable."""
    return any(_name_in(line) == name for line in _lines(file))


def check_writable(file: Path) -> None:
    """Raises `SetupError` if a file cannot be written or replaced."""
    folder = file.resolve().parent
    if file.is_dir():
        raise SetupError(f"{file}: this is a folder")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SetupError(f"{folder}: nothing can be written here; go to another folder")


def _lines(file: Path) -> list[str]:
    if not file.exists():
        return []
    text = file.read_text("utf-8-sig").removesuffix("\n")
    return text.split("\n") if text else []


def _name_in(line: str) -> str:
    match = re.match(r"\s*(?:export\s+)?(\w+)\s*=", line)
    return match[1] if match else ""


def _write_private(file: Path, text: str) -> None:
    """Replaces a file at once, by one of mode 0600."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".env-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        Path(temporary).replace(file)
    finally:
        Path(temporary).unlink(missing_ok=True)  # it holds the token, whatever ended this
