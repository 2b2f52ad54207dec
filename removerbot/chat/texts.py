"""Every word said to a person, from the files in `locales/`, one for each language."""

from collections.abc import Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from removerbot.errors import RemoverError, slug

DEFAULT_LANGUAGE = "en"
_LOCALES = Path(__file__).parent / "locales"

Value = str | int | float


class Words:
    """What is said, in one language.

    Attributes:
        language: its IETF code.
    """

    def __init__(self, language: str, source: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))

    def say(self, name: str, /, **values: Value) -> str:
        """The text of a name, with its values put in.

        Raises:
            KeyError: there is no such text.
            ValueError: a value is missing or the text is broken.
        """
        message = self._bundle.get_message(name)
        if message.value is None:
            raise KeyError(name)
        text, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise ValueError(f"{name}: {errors[0]}")
        return str(text)

    def explain(self, error: RemoverError) -> str:
        """An error in words: the text named after its class, with its attributes as values."""
        return self.say(error_name(type(error)), **vars(error))


def load_words() -> Mapping[str, Words]:
    """The languages there are, by their IETF code."""
    return {
        file.stem: Words(file.stem, file.read_text("utf-8")) for file in _LOCALES.glob("*.ftl")
    }


def words_for(languages: Mapping[str, Words], code: str | None) -> Words:
    """The words for a Telegram `language_code` such as `ko` or `en-GB`, English by default."""
    language = (code or DEFAULT_LANGUAGE).partition("-")[0].lower()
    return languages.get(language, languages[DEFAULT_LANGUAGE])


def error_name(kind: type[RemoverError]) -> str:
    """The name of an error's text: `NotAnImage` → `error-not-an-image`."""
    return f"error-{slug(kind)}"
