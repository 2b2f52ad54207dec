"""What keeps the bot running: a systemd unit or a compose file, made from its settings."""

import getpass
import sys
from collections.abc import Iterable
from pathlib import Path

from removerbot import __version__
from removerbot.settings import Settings

UNIT, COMPOSE = Path("removerbot.service"), Path("compose.yaml")

WHEEL = f"removerbot-{__version__}-py3-none-any.whl"
"""What `COMPOSE` installs in its image, from the folder beside it."""

_TEMPLATES = Path(__file__).parent / "templates"
"""Files of these names, with what differs in braces."""

_MARK = "# Written by removerbot init, which replaces it."

_DRIVERS = (Path("/proc/driver/nvidia/version"), Path("/dev/dxg"))
"""Where Linux, or Windows below it, shows an NVIDIA driver."""

_MEMORY_GB = {"cpu": 4, "gpu": 16}
_TASKS = {"cpu": 512, "gpu": 2048}
"""Limits: several times what a busy bot takes, and compiling for a GPU starts processes."""


def systemd_unit(settings: Settings, folder: Path) -> str:
    """Returns a systemd unit that runs this program in a folder, where `.env` is, and lets it
    write there and to the weights. For root's it is a user of its own that systemd makes."""
    kind = _kind(settings)
    place: tuple[str, ...]
    words = [sys.executable, str(Path(sys.argv[0]).absolute())]
    is_at_home = any(word.startswith(("/home/", "/root/")) for word in [*words, str(folder)])
    user = getpass.getuser()
    if user == "root":
        place = (
            "DynamicUser=yes",
            "StateDirectory=removerbot",
            "CacheDirectory=removerbot",
            "WorkingDirectory=/var/lib/removerbot",
            f"EnvironmentFile={_escaped(f'{folder}/.env')}",
            "Environment=REMOVERBOT_MODEL_DIR=/var/cache/removerbot",
        )
    else:
        place = (
            f"User={user}",
            f"WorkingDirectory={_escaped(str(folder))}",
            f"ReadWritePaths={_quoted(str(folder))} {_quoted(str(settings.model_dir))}",
        )
    return _filled(
        UNIT,
        command=" ".join(map(_quoted, words)).replace("$", "$$"),
        stop=round(settings.stop_seconds) + 5,
        place="\n".join(place),
        memory=_MEMORY_GB[kind],
        tasks=_TASKS[kind],
        home="read-only" if is_at_home else "yes",
        devices="no" if kind == "gpu" else "yes",
    )


def compose_file(settings: Settings) -> str:
    """Returns a compose file of an image of this program; `.env` and `WHEEL` are beside it."""
    kind = _kind(settings)
    environment = {
        "HOME": "/tmp",  # noqa: S108 - the container's own, in memory
        "REMOVERBOT_MODEL_DIR": "/weights",
        "REMOVERBOT_HEALTH_PORT": "8080",
        "REMOVERBOT_WEB_HOST": "0.0.0.0",  # noqa: S104 - of the container
    }
    if settings.database_url.startswith("sqlite:"):
        environment["REMOVERBOT_DATABASE_URL"] = "sqlite:////data/removerbot.db"
    more = []
    if settings.public_url or settings.api_key:
        port = settings.web_port
        more.append(f'ports: ["127.0.0.1:{port}:{port}"]')
        if "trusted_proxies" not in settings.model_fields_set:  # as a container sees its host
            networks = "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"
            environment["REMOVERBOT_TRUSTED_PROXIES"] = networks
    if kind == "gpu":
        more.append("gpus: all")
    return _filled(
        COMPOSE,
        compiler="apt-get update && apt-get install -y gcc && " if kind == "gpu" else "",
        extra="[gpu]" if kind == "gpu" else "",
        wheel=WHEEL,
        environment=_lines((f'{name}: "{each}"' for name, each in environment.items()), 6),
        stop=round(settings.stop_seconds) + 5,
        memory=_MEMORY_GB[kind],
        tasks=_TASKS[kind],
        more=_lines(more, 4),
    )


def uses_gpu(settings: Settings) -> bool:
    """Returns whether the model will run on a GPU, as far as can be told without torch."""
    has_driver = any(file.exists() for file in _DRIVERS)
    return settings.device.startswith("cuda") or (settings.device == "auto" and has_driver)


def is_of_checkout(file: Path) -> bool:
    """Returns whether a file in this folder is this program's own."""
    return file.exists() and file.resolve() == Path(__file__).parents[2] / file


def is_replaceable(file: Path) -> bool:
    """Returns whether `init` may write a file: there is none, or it has written it before."""
    return not file.exists() or file.read_text("utf-8").startswith(_MARK)


def _filled(file: Path, **values: object) -> str:
    return (_TEMPLATES / file).read_text("utf-8").format(mark=_MARK, **values)


def _kind(settings: Settings) -> str:
    return "gpu" if uses_gpu(settings) else "cpu"


def _lines(lines: Iterable[str], indent: int) -> str:
    return "\n".join(" " * indent + line for line in lines)


def _escaped(word: str) -> str:
    """Returns a path in which systemd expands nothing."""
    return word.replace("%", "%%")


def _quoted(word: str) -> str:
    """Returns a word of a command, or a path, as systemd reads it."""
    escaped = _escaped(word).replace("\\", "\\\\").replace('"', '\\"')
    return escaped if escaped.isascii() and " " not in escaped else f'"{escaped}"'
