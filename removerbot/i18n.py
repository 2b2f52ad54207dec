"""The texts for people and the words that people use, from `locales/`: a file per language."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

from removerbot.errors import RemoverError
from removerbot.segmentation.prompt_parser import PromptParser
from removerbot.segmentation.reply_words import ReplyWords

DEFAULT_LANGUAGE = "en"
LOCALES = Path(__file__).parent / "locales"

Value = str | int | float


class Words:
    """The texts of one language.

    Attributes:
        language: its IETF code.
        names: the names of all its texts, in the order of its file.
    """

    def __init__(self, language: str, source: str) -> None:
        """Parses the source of a Fluent file."""
        resource = FluentResource(source)
        self.language = language
        self.names = [entry.id.name for entry in resource.body if isinstance(entry, Message)]
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(resource)

    def say(self, name: str, /, **values: Value) -> str:
        """Returns a text with its values put in.

        Raises:
            KeyError: there is no text of this name.
            ValueError: a value is missing or the text is broken.
        """
        message = self._bundle.get_message(name)
        if message.value is None:
            raise KeyError(name)
        text, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise ValueError(f"{name}: {errors[0]}")
        return str(text)

    def section(self, prefix: str) -> dict[str, str]:
        """Returns the texts whose names begin with a prefix, by the rest of their names."""
        names = [name for name in self.names if name.startswith(prefix)]
        return {name.removeprefix(prefix): self.say(name) for name in names}

    def explain(self, error: RemoverError) -> str:
        """Returns the text named after an error's class, with the error's attributes put in."""
        return self.say(error_name(type(error)), **vars(error))


def load_words(folder: Path = LOCALES) -> dict[str, Words]:
    """Returns the languages in a folder, by their IETF code."""
    files = sorted(folder.glob("*.ftl"))
    return {file.stem: _parsed(file.stem, file.read_text("utf-8")) for file in files}


_parsed = cache(Words)
"""Parses a source once: all languages together take 150 ms."""


def words_for(languages: Mapping[str, Words], code: str | None) -> Words:
    """Returns the words for a Telegram `language_code` such as `en-GB`, by default English."""
    language = (code or DEFAULT_LANGUAGE).partition("-")[0].lower()
    return languages.get(language, languages[DEFAULT_LANGUAGE])


def error_name(kind: type[RemoverError]) -> str:
    """Returns the name of an error's text: `NotAnImage` → `error-not-an-image`."""
    return f"error-{kind.slug()}"


def reply_words(languages: Mapping[str, Words]) -> ReplyWords:
    """Returns the `reply-` texts of all languages together, each split at its commas."""
    typed = defaultdict[str, tuple[str, ...]](tuple)
    for words in languages.values():
        for kind, phrases in words.section("reply-").items():
            typed[kind] += tuple(map(str.strip, phrases.split(",")))
    return typed


@cache
def prompt_parser() -> PromptParser:
    """Returns a parser that understands the words of every language."""
    return PromptParser(reply_words(load_words()))
