"""Checks of `doctor` about this machine: folders, memory, the GPU, the model, the database."""

import asyncio
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

from removerbot.cli.env_file import ENV
from removerbot.cli.findings import Check, Finding, error, ok, warning
from removerbot.errors import SetupError, WeightsCorrupt, WeightsMissing, in_words
from removerbot.models import base, registry
from removerbot.process.resources import available_memory, cpu_count
from removerbot.settings import Settings
from removerbot.storage.database import revision_of, sqlite_file

_GB = 1_000_000_000

_ROOM = 0.5
"""GB of a disk that are to be free."""

_LITTLE, _ENOUGH = 1.0, 2.5
"""GB of memory that the bot needs, and with which it finds the main thing, too."""

_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def folders(settings: Settings) -> Iterator[Finding]:
    """The folders that the bot writes to, what is free there, and who may read its secrets."""
    database = sqlite_file(settings.database_url)
    wanted = {"weights": settings.model_dir}
    if database:
        wanted["database"] = database.parent
    for name, folder in wanted.items():
        yield _folder(name, folder.absolute())
    for secret in (ENV, database):
        if secret and os.access(secret, os.F_OK) and secret.stat().st_mode & _OF_OTHERS:
            yield warning(
                "secrets", f"others on this machine may read {secret}", f"chmod 600 {secret}"
            )


def _folder(name: str, folder: Path) -> Finding:
    label = f"folder of the {name}"
    existing = next(each for each in (folder, *folder.parents) if os.access(each, os.F_OK))
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return error(
            label,
            f"{existing} may not be written",
            f"sudo install -d -o $(id -un) {quote(str(folder))}, or name another one in .env",
        )
    free = shutil.disk_usage(existing).free / _GB
    if free < _ROOM:
        return error(label, f"{folder} has {free:.1f} GB free", "make room on this disk")
    return ok(label, f"{folder}, {free:.1f} GB free")


def memory(_settings: Settings) -> Iterator[Finding]:
    """What the bot may still take of the machine's memory, and its processors."""
    free = available_memory()
    if free is None:
        return
    found = f"{free / _GB:.1f} GB free, {cpu_count()} processors"
    if free < _LITTLE * _GB:
        yield error("memory", found, "stop something else, or give the container more memory")
    elif free < _ENOUGH * _GB:
        yield warning(
            "memory", found, "enough to cut; 2.5 GB are needed to find the main thing by itself"
        )
    else:
        yield ok("memory", found)


def gpu(settings: Settings) -> Iterator[Finding]:
    """The GPUs with their driver, and which model runs where."""
    cards = _cards()
    try:
        model, device = registry.choose(settings.model, settings.device)
    except SetupError as failure:
        yield error(
            "model", str(failure), "change REMOVERBOT_MODEL or REMOVERBOT_DEVICE in .env"
        )
        return
    if cards and device == "cpu" and settings.device == "auto" and settings.model == "auto":
        yield warning("GPU", f"{cards}, not used", 'pip install ".[gpu]" in a checkout')
    else:
        yield ok("GPU", cards or "none")
    yield ok("model", f"{model} on {device}")


def _cards() -> str:
    """Returns the names, drivers and memory of NVIDIA's GPUs; nothing without any."""
    query = [
        "nvidia-smi",
        "--query-gpu=name,driver_version,memory.total",
        "--format=csv,noheader",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            query, capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return "; ".join(
        "{}, driver {}, {}".format(*line.split(", ")) for line in done.stdout.splitlines()
    )


def database(settings: Settings) -> Iterator[Finding]:
    """Whether the database opens, and is of the revision that this program wants."""
    try:
        current, wanted = asyncio.run(revision_of(settings.database_url))
    except (SetupError, OSError) as failure:
        yield error("database", in_words(failure), "see REMOVERBOT_DATABASE_URL in .env")
        return
    if current is None:
        yield ok("database", f"empty; the first start creates its tables (revision {wanted})")
    elif current == wanted:
        yield ok("database", f"revision {current}, as this program wants it")
    else:
        yield warning(
            "database",
            f"revision {current}; this program wants {wanted}",
            "make a backup (removerbot backup FILE), then removerbot migrate",
        )


def self_test(settings: Settings) -> Iterator[Finding]:
    """The model on a drawn picture, with the time that it takes."""
    if settings.engine != "local":
        yield ok("self-test", "left out: the model runs on a Ray cluster")
        return
    try:
        name, device = registry.choose(settings.model, settings.device)
        segmenter = registry.load(registry.Target(name, device, settings.model_dir))
        yield ok("self-test", f"{name}: {base.self_test(segmenter)}")
    except (WeightsMissing, WeightsCorrupt) as failure:
        fetch = "removerbot weights fetches them; see whether the network allows that"
        yield error("self-test", str(failure), fetch)
    except SetupError as failure:
        change = "install what is missing, or change REMOVERBOT_MODEL or REMOVERBOT_DEVICE"
        yield error("self-test", str(failure), change)
    except RuntimeError as failure:
        yield error(
            "self-test", str(failure), "set REMOVERBOT_DEVICE=cpu in .env, or update the driver"
        )


MACHINE: Sequence[Check] = (folders, memory, gpu, database)
