"""The command `init`: asks for what a bot needs, checks it, and writes it down."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

from removerbot.cli import services
from removerbot.cli.bot_api import TokenRefusedError, call
from removerbot.cli.env_file import ENV, check_writable, is_set, write_env
from removerbot.errors import BadSetting, SetupError
from removerbot.process.logs import hide
from removerbot.settings import Settings, settings_here

_FIELDS = {
    "token": "telegram_bot_token",
    "owners": "owners",
    "gpu": "device",
    "public_url": "public_url",
}
"""Options → fields of the settings."""

_FILES = {"systemd": services.UNIT, "compose": services.COMPOSE}

_OWNERS = "Your Telegram id, to see /stats and block people (@userinfobot says it)"
_PUBLIC_URL = "An https:// address that leads here, to tap photos (empty: none)"


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
    parser.add_argument("--gpu", action=BooleanOptionalAction, help="use an NVIDIA GPU, or not")
    parser.add_argument("--public-url", help="https:// address that leads to the bot")
    parser.add_argument(
        "--service",
        choices=["systemd", "compose", "none"],
        help=f"also write {services.UNIT} or {services.COMPOSE}, which keep the bot running",
    )
    parser.add_argument("--no-questions", action="store_true", help="ask nothing in a terminal")
    parser.add_argument(
        "--no-check", action="store_true", help="do not ask Telegram whether the token works"
    )


def init(arguments: Namespace) -> int:
    """Writes `.env`, and a service if one is wanted; says what comes next. Nothing is written
    before all is known to be right."""
    check_writable(ENV)
    _check_service(arguments.service)
    given = {
        _FIELDS[name]: {True: "cuda", False: "cpu"}.get(value) or value.strip()
        for name, value in vars(arguments).items()
        if name in _FIELDS and value is not None
    }
    is_asking = sys.stdin is not None and sys.stdin.isatty() and not arguments.no_questions
    questions = Questions() if is_asking else None
    settings = _checked(given, questions, check=not arguments.no_check)
    names = {field: name for name, field in Settings.variables().items()}
    if not is_set(ENV, names["telegram_bot_token"]):  # but in the environment
        given["telegram_bot_token"] = settings.token
    if questions:
        given = questions.ask_for_rest(settings, given)
        settings = settings_here(**given)
    service = arguments.service or (questions.ask_for_service() if questions else "none")
    _check_service(service)
    is_changed = write_env(ENV, {names[field]: value for field, value in given.items()})
    print(f"{ENV}: {'written' if is_changed else 'nothing has changed'}")
    _write_service(settings, service)
    print("removerbot doctor tells whether all is well, removerbot run starts the bot.")
    return 0


class Questions:
    """Asks for settings in a terminal. Ctrl+D ends all like Ctrl+C: `KeyboardInterrupt`."""

    def ask_for_token(self) -> str:
        """Asks for the token, which is not shown."""
        print("Write to @BotFather in Telegram, send /newbot, and copy the token he gives you.")
        return _answer(getpass, "Token: ")

    def ask_whether(self, text: str, *, default: bool = False) -> bool:
        """Asks a question that is answered with y or n."""
        answer = self._question(f"{text} (y/n)?", "y" if default else "n")
        return answer.lower().startswith("y")

    def ask_for_rest(self, settings: Settings, given: dict[str, str]) -> dict[str, str]:
        """Asks for what is not given; Enter keeps what is set. Returns all that was given."""
        owners = " ".join(map(str, sorted(settings.owners)))
        asked: dict[str, Callable[[], str]] = {
            "owners": lambda: self._question(_OWNERS, owners),
            "device": lambda: self._device(settings),
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

    def _device(self, settings: Settings) -> str:
        before = services.uses_gpu(settings)
        wants_gpu = self.ask_whether("Use an NVIDIA GPU", default=before)
        if wants_gpu == before and settings.device != "auto":
            return settings.device  # such as `cuda:1`
        return "cuda" if wants_gpu else "cpu"

    def _question(self, text: str, default: str) -> str:
        shown = f" [{default}]" if default else ""
        return _answer(input, f"{text}{shown}: ") or default


def _answer(ask: Callable[[str], str], question: str) -> str:
    try:
        return ask(question).strip()
    except EOFError:
        raise KeyboardInterrupt from None


def _checked(given: dict[str, str], questions: Questions | None, *, check: bool) -> Settings:
    """Returns the settings with a token that Telegram knows; puts one that was asked for among
    those given.

    Raises:
        SetupError: another setting is wrong; or there is no such token, and nobody can be asked
            for one.
    """
    settings_here(**{**given, "telegram_bot_token": ""})
    while True:
        try:
            settings = settings_here(**given)
            if not settings.telegram_bot_token:
                raise BadSetting("there is no token yet; pass --token")
            hide(*settings.secrets)
            if check:
                _check_token(settings, questions)
            return settings
        except (BadSetting, TokenRefusedError) as error:
            if questions is None:
                raise
            print(error)
            given["telegram_bot_token"] = questions.ask_for_token()


def _check_token(settings: Settings, questions: Questions | None) -> None:
    try:
        print(f"the bot is @{call(settings, 'getMe').get('username')}")
    except TokenRefusedError:
        raise
    except SetupError as error:
        if questions is None:
            raise SetupError(f"{error}; --no-check takes the token as it is") from None
        print(error)
        if not questions.ask_whether("Take the token without a check"):
            raise SetupError("nothing was written") from None


def _check_service(service: str | None) -> None:
    file = _FILES.get(service or "")
    if file and not (services.is_replaceable(file) or services.is_of_checkout(file)):
        raise SetupError(f"{file}: there is one of your own, which stays as it is")


def _write_service(settings: Settings, service: str) -> None:
    file = _FILES.get(service)
    if file is None:
        return
    if service == "systemd":
        text = services.systemd_unit(settings, Path.cwd())
        start = f"sudo cp {file} /etc/systemd/system && sudo systemctl enable --now {file.stem}"
    elif services.is_of_checkout(file):
        print(f"{file} is here already; docker compose --profile box up --detach starts it")
        return
    else:
        text = services.compose_file(settings)
        start = f"docker compose up --build --detach    (with {services.WHEEL} beside it)"
    settings.model_dir.mkdir(parents=True, exist_ok=True)  # the unit could not create it
    file.write_text(text, "utf-8")
    print(f"{file}: written; it starts with\n    {start}")
