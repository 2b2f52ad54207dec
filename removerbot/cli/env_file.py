"""Writes settings into a file `.env` and leaves what else is in it."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from removerbot.errors import SetupError


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
    before = file.read_text("utf-8-sig") if file.exists() else ""
    rest = dict(values)
    lines = []
    for line in before.splitlines():
        match = re.match(r"\s*(?:export\s+)?(\w+)\s*=", line)
        if match is None or match[1] not in values:
            lines.append(line)
        elif match[1] in rest:
            lines += _line(match[1], rest.pop(match[1]))
    lines += [line for name, value in rest.items() for line in _line(name, value)]
    after = "".join(f"{line}\n" for line in lines)
    if after != before:
        _write_private(file, after)
    elif file.exists():
        file.chmod(0o600)
    return after != before


def _line(name: str, value: str) -> list[str]:
    return [f"{name}={value}"] if value else []


def _write_private(file: Path, text: str) -> None:
    """Replaces a file at once, by one of mode 0600."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".env-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink()
        raise
