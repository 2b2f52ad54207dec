"""The command `init`: asks for what a bot needs, checks it, and writes it down."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

from removerbot.cli.bot_api import call
from removerbot.cli.env_file import write_env
from removerbot.cli.services import (
    COMPOSE,
    UNIT,
    compose_file,
    is_replaceable,
    systemd_unit,
    uses_gpu,
)
from removerbot.errors import SetupError
from removerbot.process.logs import hide
from removerbot.settings import Settings, settings_here

ENV = Path(".env")

_FIELDS = {
    "token": "telegram_bot_token",
    "owners": "owners",
    "gpu": "device",
    "public_url": "public_url",
}
"""Options → fields of the settings."""


def describe_init(parser: ArgumentParser) -> None:
    """Adds the arguments of `init`."""
    parser.description = (
        "Asks for what is not given here, and writes it into .env in this folder. What is "
        "there already stays, unless it is given anew."
    )
    parser.add_argument("--token", help="what @BotFather gave for /newbot")
    parser.add_argument(
        "--owners", help='ids of the people who may /allow, /block and see /stats: "123 456"'
    )
    parser.add_argument(
        "--gpu", action=BooleanOptionalAction, help="whether an NVIDIA GPU is used"
    )
    parser.add_argument("--public-url", help="https:// address that leads to the bot")
    parser.add_argument(
        "--service",
        choices=["systemd", "compose", "none"],
        help=f"also write {UNIT} or {COMPOSE}, which keep the bot running",
    )
    parser.add_argument(
        "--no-questions", action="store_true", help="ask nothing, even in a terminal"
    )
    parser.add_argument(
        "--no-check", action="store_true", help="do not ask Telegram whether the token works"
    )


def init(arguments: Namespace) -> int:
    """Writes `.env`, and a service if one is wanted; says what comes next."""
    given = {
        _FIELDS[name]: _as_setting(value)
        for name, value in vars(arguments).items()
        if name in _FIELDS and value is not None
    }
    is_asking = sys.stdin.isatty() and not arguments.no_questions
    questions = Questions(input, getpass) if is_asking else None
    settings = _checked(given, questions, check=not arguments.no_check)
    if questions:
        given = questions.ask_for_rest(settings, given)
        settings = settings_here(**given)
    service = arguments.service or (questions.ask_for_service() if questions else "none")
    names = {field: name for name, field in Settings.variables().items()}
    is_changed = write_env(ENV, {names[field]: value for field, value in given.items()})
    print(f"{ENV}: {'written' if is_changed else 'nothing has changed'}")
    _write_service(settings, service)
    print("removerbot doctor tells whether all is well, removerbot run starts the bot.")
    return 0


def _as_setting(value: object) -> str:
    if isinstance(value, bool):  # whether there is a GPU
        return "cuda" if value else "cpu"
    return str(value).strip()


def _checked(given: dict[str, str], questions: "Questions | None", *, check: bool) -> Settings:
    """Returns the settings with a token that Telegram knows; puts one that was asked for among
    those given.

    Raises:
        SetupError: there is no such token, and nobody can be asked for one.
    """
    while True:
        try:
            settings = settings_here(**given)
            if not settings.telegram_bot_token:
                raise SetupError("there is no token yet; pass --token")
            hide(*settings.secrets)
            if check:
                print(f"the bot is @{call(settings, 'getMe').get('username')}")
            return settings
        except SetupError as error:
            if questions is None:
                raise
            print(error)
            given["telegram_bot_token"] = questions.ask_for_token()


_OWNERS = "Your Telegram id, to see /stats and block people (@userinfobot says it)"
_PUBLIC_URL = "An https:// address that leads here, to tap photos (empty: none)"


class Questions:
    """Asks for settings in a terminal."""

    def __init__(self, ask: Callable[[str], str], ask_secretly: Callable[[str], str]) -> None:
        self._ask = ask
        self._ask_secretly = ask_secretly

    def ask_for_token(self) -> str:
        """Asks for the token, which is not shown."""
        print("Write to @BotFather in Telegram, send /newbot, and copy the token he gives you.")
        return self._ask_secretly("Token: ").strip()

    def ask_for_rest(self, settings: Settings, given: dict[str, str]) -> dict[str, str]:
        """Asks for what is not given; Enter keeps what is set. Returns all that was given."""
        owners = " ".join(map(str, sorted(settings.owners)))
        asked: dict[str, Callable[[], str]] = {
            "owners": lambda: self._question(_OWNERS, owners),
            "device": lambda: self._device(default="y" if uses_gpu(settings) else "n"),
            "public_url": lambda: self._question(_PUBLIC_URL, settings.public_url),
        }
        answers = dict(given)
        for field, ask in asked.items():
            while field not in given:
                try:
                    answers[field] = ask()
                    settings_here(**answers)
                    break
                except SetupError as error:
                    print(error)
        return answers

    def ask_for_service(self) -> str:
        """Asks what is to keep the bot running."""
        answer = ""
        while answer not in {"systemd", "compose", "none"}:
            answer = self._question("Write a service: systemd, compose or none?", "none")
        return answer

    def _device(self, *, default: str) -> str:
        answer = self._question("Use an NVIDIA GPU (y/n)?", default)
        return _as_setting(answer.lower().startswith("y"))

    def _question(self, text: str, default: str) -> str:
        shown = f" [{default}]" if default else ""
        return self._ask(f"{text}{shown}: ").strip() or default


def _write_service(settings: Settings, service: str) -> None:
    if service == "none":
        return
    file, text, start = {
        "systemd": (
            UNIT,
            systemd_unit(settings, Path.cwd()),
            f"sudo cp {UNIT} /etc/systemd/system/ && sudo systemctl enable --now {UNIT.stem}",
        ),
        "compose": (COMPOSE, compose_file(settings), "docker compose up --build --detach"),
    }[service]
    if not is_replaceable(file):
        raise SetupError(f"{file}: there is one of your own, which stays as it is")
    settings.model_dir.mkdir(parents=True, exist_ok=True)  # the unit could not create it
    file.write_text(text, "utf-8")
    print(f"{file}: written; it starts with\n    {start}")
