"""The command line: `removerbot …`, and in a checkout `python bot.py …`.

Each command imports what it needs when it runs, so that `--help` and `health` are quick.
"""

import argparse
import asyncio
import re
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from removerbot import __version__
from removerbot.errors import SetupError, UserError, in_words

if TYPE_CHECKING:
    from removerbot.settings import Settings

Arguments = argparse.Namespace


class Command(NamedTuple):
    """A command.

    Attributes:
        help: one line for `--help`.
        run: does the work and returns the exit status.
        describe: adds the command's arguments to its parser.
    """

    help: str
    run: Callable[["Settings", Arguments], int]
    describe: Callable[[argparse.ArgumentParser], None] | None = None


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command that the words of a command line name; returns the exit status.

    For the status see `EXIT`: 1 stands for `UserError` and `OSError`, 2 for `SetupError`.
    """
    words = [*map(_as_prompt, sys.argv[1:] if words is None else words)]
    arguments = _parser(words).parse_args(words)
    try:
        return _run(arguments)
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


def _as_prompt(word: str) -> str:
    """Returns a word such as `-A1` or `-640,360` with a space before it, which keeps argparse
    from taking it for an option."""
    return f" {word}" if _NEGATIVE.match(word) else word


_NEGATIVE = re.compile(r"-(?:[A-Za-np-z][A-Za-z]?|o[A-Za-z])?\d")


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
        if command.describe and name in words:  # the others would import needless modules
            command.describe(described)
    return parser


def _run(arguments: Arguments) -> int:
    from removerbot.process.logs import hide, set_up_logging
    from removerbot.process.resources import tune_malloc
    from removerbot.settings import settings_here

    tune_malloc()
    settings = settings_here()
    hide(*settings.secrets)
    serves = arguments.command in {"run", "sandbox"}
    level = settings.log_level if serves or settings.log_level != "INFO" else "WARNING"
    set_up_logging(level, settings.log_format)
    return COMMANDS[arguments.command].run(settings, arguments)


def _serve(settings: "Settings", arguments: Arguments) -> int:
    from removerbot.app import until_stopped
    from removerbot.engine.factory import load_model

    is_sandbox = (
        arguments.sandbox or arguments.command == "sandbox" or not settings.telegram_bot_token
    )
    asyncio.run(until_stopped(settings, load_model, is_sandbox=is_sandbox))
    return 0


def _describe_weights(fetch: argparse.ArgumentParser) -> None:
    from removerbot.models.registry import MODELS
    from removerbot.models.subject import NAME

    fetch.add_argument(
        "model", nargs="?", choices=[*MODELS, NAME], help="by default those that run here"
    )


def _weights(settings: "Settings", arguments: Arguments) -> int:
    from removerbot.models import registry, subject, weights

    model = arguments.model or registry.choose(settings.model, settings.device)[0]
    if model in registry.MODELS:
        for path in weights.ensure(registry.MODELS[model].files, settings.model_dir):
            print(path)
    if model == subject.NAME:
        print(subject.fetch(settings.model_dir))
    elif not arguments.model and subject.is_wanted(settings.subject):
        try:
            print(subject.fetch(settings.model_dir))
        except SetupError as error:  # all but the main thing works without
            print(error, file=sys.stderr)
    return 0


def _health(settings: "Settings", _arguments: Arguments) -> int:
    from removerbot.process.health import trouble_at

    trouble = trouble_at(settings.health_port)
    if trouble:
        print(trouble, file=sys.stderr)
    return int(trouble is not None)


def _migrate(settings: "Settings", _arguments: Arguments) -> int:
    from removerbot.storage.database import open_database

    async def migrate() -> None:
        async with open_database(settings.database_url, migrate=True):
            pass

    asyncio.run(migrate())
    return 0


def _cutting() -> ModuleType:
    from removerbot.cli import cutting

    return cutting


COMMANDS = {
    "run": Command("run the bot; without TELEGRAM_BOT_TOKEN the sandbox", _serve),
    "sandbox": Command("run in a chat page on this machine, no token needed", _serve),
    "cut": Command(
        "cut a thing out of a photo, or of many",
        lambda *given: _cutting().cut(*given),
        lambda parser: _cutting().describe_cut(parser),
    ),
    "preview": Command(
        "draw the grid over a photo",
        lambda *given: _cutting().preview(*given),
        lambda parser: _cutting().describe_preview(parser),
    ),
    "weights": Command("fetch a model's weights now", _weights, _describe_weights),
    "migrate": Command("bring the database up to date", _migrate),
    "health": Command("exit 0 if the bot on this machine is alive", _health),
}
