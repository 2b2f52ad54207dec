"""The command line: `removerbot …`, and in a checkout `python bot.py …`.

Each command imports what it needs when it runs, so that `--help` and `health` are quick.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, MutableMapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NamedTuple

from removerbot import __version__
from removerbot.errors import SetupError, UserError, in_words


class Command(NamedTuple):
    """A command. Its module has a function of its name, which does the work and returns the
    exit status, and `describe_` with its name if it has arguments.

    Attributes:
        help: one line for `--help`.
        module: the module, in `removerbot.cli`.
        needs_settings: whether the function takes the settings, before the arguments.
    """

    help: str
    module: str
    needs_settings: bool = True

    def function(self, name: str) -> Callable[..., Any] | None:
        """Imports the module; returns its function of this name, if there is one."""
        return getattr(import_module(f"removerbot.cli.{self.module}"), name, None)


COMMANDS = {
    "run": Command("run the bot; without TELEGRAM_BOT_TOKEN the sandbox", "serving"),
    "sandbox": Command("run in a chat page on this machine, no token needed", "serving"),
    "cut": Command("cut a thing out of a photo, or of many", "cutting"),
    "preview": Command("draw the grid over a photo", "cutting"),
    "weights": Command("fetch a model's weights now", "weights"),
    "migrate": Command("bring the database up to date", "database"),
    "backup": Command("copy the database into a file, also while the bot runs", "database"),
    "restore": Command("put a backup in the database's place", "database"),
    "init": Command("ask for the token and write .env; offers a service", "init", False),
    "doctor": Command("check all that the bot needs; says what to do", "doctor", False),
    "health": Command("exit 0 if the bot on this machine is alive", "serving"),
}


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command that the words of a command line name; returns the exit status.

    For the status see `EXIT`: 1 stands for `UserError` and `OSError`, 2 for `SetupError`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may not know “→”
            stream.reconfigure(errors="replace")
    words = sys.argv[1:] if words is None else words
    words = [f" {word}" if _NEGATIVE.match(word) else word for word in words]
    try:
        return _run(_parsed(words))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except (UserError, OSError) as error:
        print(in_words(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


EXIT = """exit status: 0 done; 1 something could not be done;
2 wrong arguments or settings; 130 ended by Ctrl+C"""


_NEGATIVE = re.compile(r"-(?:[A-Za-np-z][A-Za-z]?|o[A-Za-z])?\d")
"""A prompt such as `-A1` or `-640,360`, which argparse takes for an option without a space."""


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """Parses a command line; photos and a prompt may stand between options, too."""
    parser = _parser(words)
    arguments, more = parser.parse_known_args(words)
    if more and ("photos" not in arguments or any(word[:1] == "-" for word in more)):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    if more:
        arguments.photos = [*arguments.photos, *more]
    return arguments


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Cuts things out of photos. Without a command: run.", epilog=EXIT
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--sandbox", action="store_true", help="the same as the command sandbox"
    )
    commands = parser.add_subparsers(title="commands", dest="command")
    parser.set_defaults(command="run")
    for name, command in COMMANDS.items():
        described = commands.add_parser(name, help=command.help)
        # The modules of the others would take time to import.
        if name in words and (describe := command.function(f"describe_{name}")):
            describe(described)
    return parser


def _run(arguments: argparse.Namespace) -> int:
    from removerbot.process.logs import hide, set_up_logging
    from removerbot.process.resources import tune_malloc
    from removerbot.settings import settings_here

    tune_malloc()
    _mend_no_proxy(os.environ)  # noqa: TID251 - no setting of ours
    command, settings = COMMANDS[arguments.command], []
    if command.needs_settings:
        settings = [settings_here()]
        hide(*settings[0].secrets)
        level = settings[0].log_level
        is_quiet = command.module != "serving" and level == "INFO"
        set_up_logging("WARNING" if is_quiet else level, settings[0].log_format)
    work = command.function(arguments.command)
    assert work
    return int(work(*settings, arguments))


def _mend_no_proxy(environment: MutableMapping[str, str]) -> None:
    """Takes brackets and IPv6 networks out of NO_PROXY: httpx reads neither, and fails; hosts
    of containers write them. Adds this machine, where the sandbox is: no proxy leads there."""
    listed = environment.get("no_proxy") or environment.get("NO_PROXY", "")
    listed = re.sub(r"[^,]*:[^,]*:[^,]*/[^,]*,?|[][]", "", f"localhost,127.0.0.1,{listed}")
    environment["no_proxy"] = environment["NO_PROXY"] = listed
