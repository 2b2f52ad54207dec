"""Every word said to a person, from the files in `locales/`, one for each language."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from removerbot.errors import RemoverError

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
    return f"error-{kind.slug()}"


NAMES = (
    "page-title",
    "page-hint",
    "page-done",
    "page-undo",
    "page-smaller",
    "page-bigger",
    "page-add",
    "page-remove",
    "page-form",
    "page-document",
    "page-sticker",
    "page-photo",
    "page-loading",
    "page-looking",
    "page-lit",
    "page-nothing",
    "page-points",
    "page-certain",
    "page-first",
    "page-sending",
    "page-sent",
    "page-outside",
    "page-offline",
    "page-again",
)
"""The page's texts in the locale files."""


class PageWords:
    """The words of the page, for a Telegram `language_code`."""

    def __init__(
        self, languages: Mapping[str, Words], noticed: Callable[[RemoverError], None]
    ) -> None:
        """Set up.

        Args:
            languages: the words.
            noticed: told of every error that is explained to somebody.
        """
        self._languages = languages
        self._noticed = noticed

    def all(self, code: str | None) -> Mapping[str, str]:
        """Each of the page's texts by its name, without the `page-`; `language` is theirs."""
        words = words_for(self._languages, code)
        texts = {name.removeprefix("page-"): words.say(name) for name in NAMES}
        return {**texts, "language": words.language}

    def explain(self, code: str | None, error: RemoverError) -> str:
        """What went wrong."""
        self._noticed(error)
        return words_for(self._languages, code).explain(error)
