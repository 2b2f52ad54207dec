"""The questions that `init` asks in a terminal."""

from collections.abc import Callable

from removerbot.cli.services import uses_gpu
from removerbot.errors import SetupError
from removerbot.settings import Settings, settings_here

_OWNERS = "Your Telegram id, to see /stats and block people (@userinfobot says it)"
_PUBLIC_URL = "An https:// address that leads here, to tap photos (empty: none)"


class Questions:
    """Asks for settings in a terminal. Ctrl+D ends all like Ctrl+C: `KeyboardInterrupt`."""

    def __init__(self, ask: Callable[[str], str], ask_secretly: Callable[[str], str]) -> None:
        self._ask = ask
        self._ask_secretly = ask_secretly

    def ask_for_token(self) -> str:
        """Asks for the token, which is not shown."""
        print("Write to @BotFather in Telegram, send /newbot, and copy the token he gives you.")
        return _answer(self._ask_secretly, "Token: ")

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
        before = uses_gpu(settings)
        wants_gpu = self.ask_whether("Use an NVIDIA GPU", default=before)
        if wants_gpu == before and settings.device != "auto":
            return settings.device  # such as `cuda:1`
        return "cuda" if wants_gpu else "cpu"

    def _question(self, text: str, default: str) -> str:
        shown = f" [{default}]" if default else ""
        return _answer(self._ask, f"{text}{shown}: ") or default


def _answer(ask: Callable[[str], str], question: str) -> str:
    try:
        return ask(question).strip()
    except EOFError:
        raise KeyboardInterrupt from None
