"""What a careful editor would find in the locale files."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

import pytest
from babel import Locale
from babel.core import get_global
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from removerbot.i18n import DEFAULT_LANGUAGE, LOCALES, load_words

WORDS = load_words()
OTHERS = [language for language in WORDS if language != DEFAULT_LANGUAGE]

COUNTS = range(1001)
"""Nothing that is counted in a text is more than this."""

LARGE = (701, 702, 705)
"""One of each category where 1, 21 and 701 have the same; it has to be said how many."""

LETTERS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Grek": ("GREEK",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Deva": ("DEVANAGARI",),
    "Thai": ("THAI",),
    "Kore": ("HANGUL",),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
}
"""Scripts of languages → the names that Unicode's letters of them begin with."""


QUOTES = {"de": "„“"}


class _Parts(Visitor):
    """The variables of a text, the selectors among them, and the literals."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.selectors: dict[str, set[str]] = {}
        self.literals: list[str] = []

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - of Visitor
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: fluent.TextElement) -> None:  # noqa: N802 - of Visitor
        self.literals.append(node.value)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802 - of Visitor
        assert isinstance(node.selector, fluent.VariableReference)
        keys = {
            str(each.key.name if isinstance(each.key, fluent.Identifier) else each.key.value)
            for each in node.variants
        }
        self.selectors.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


def parts_of(language: str) -> dict[str, _Parts]:
    """The parts of each text, by its name."""
    tree = FluentParser().parse((LOCALES / f"{language}.ftl").read_text("utf-8"))
    parts: dict[str, _Parts] = {}
    for entry in tree.body:
        if isinstance(entry, fluent.Message) and not entry.id.name.startswith("reply-"):
            parts[entry.id.name] = _Parts()
            parts[entry.id.name].visit(entry.value)
    return parts


PARTS = {language: parts_of(language) for language in WORDS}


def plural_forms(language: str) -> set[str]:
    """The CLDR categories of the counts that the bot says."""
    form = Locale.parse(language).plural_form
    return {form(count) for count in COUNTS}


def is_plural(keys: set[str]) -> bool:
    """Whether variants are for counts."""
    return any(key.isdecimal() or key in {"one", "two", "few", "many"} for key in keys)


@pytest.mark.parametrize("language", WORDS)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    needed = plural_forms(language)
    for name, parts in PARTS[language].items():
        for keys in filter(is_plural, parts.selectors.values()):
            categories = {key for key in keys if not key.isdecimal()}
            assert categories <= needed | {"other"}, name  # others are never said
            if len(categories) > 1:
                assert categories >= needed, name


@pytest.mark.parametrize("language", OTHERS)
def test_every_kind_of_a_text_is_there_in_every_language(language: str) -> None:
    """Choices such as `[gif]` are the same everywhere; counts follow the language."""
    for name, english in PARTS[DEFAULT_LANGUAGE].items():
        expected = {v: k for v, k in english.selectors.items() if not is_plural(k)}
        other = PARTS[language][name].selectors
        assert {v: k for v, k in other.items() if not is_plural(k)} == expected, name


def sayings(language: str, name: str) -> Iterator[tuple[tuple[object, ...], str]]:
    """A text for large counts and each kind, with a mark for each other value."""
    english = PARTS[DEFAULT_LANGUAGE][name]
    counted = {
        variable
        for parts in PARTS.values()
        for variable, keys in parts[name].selectors.items()
        if is_plural(keys)
    }
    kinds = {v: sorted(k) for v, k in english.selectors.items() if v not in counted}
    numbers = counted | ({"right", "bottom"} & english.variables)
    marks: dict[str, str | int] = {name: f"<{name}>" for name in english.variables}
    for chosen, count in product(product(*kinds.values()), LARGE):
        values = marks | dict(zip(kinds, chosen, strict=True))
        values |= {each: count + 20 * index for index, each in enumerate(sorted(numbers))}
        yield (*chosen, count), WORDS[language].say(name, **values)


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_values_and_commands_are_said_each_time(language: str) -> None:
    said = re.compile(r"<\w+>|\b7\d\d\b|/[a-z]+|#[0-9a-f]{3,6}\b|[A-Z]{3,4}\b", re.ASCII)
    for name in PARTS[DEFAULT_LANGUAGE]:
        pairs = zip(sayings(DEFAULT_LANGUAGE, name), sayings(language, name), strict=True)
        for (chosen, english), (_, other) in pairs:
            missing = set(said.findall(english)) - set(said.findall(other)) - {"RAW"}
            assert not missing, (name, chosen, other)


@pytest.mark.parametrize("language", OTHERS)
def test_symbols_stand_before_the_same_buttons(language: str) -> None:
    symbols = re.compile(r"^[^\w(]*")
    for name, english in WORDS[DEFAULT_LANGUAGE].section("button-").items():
        other = WORDS[language].say(f"button-{name}")
        assert symbols.findall(other)[0].split() == symbols.findall(english)[0].split(), name


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_left_in_english(language: str) -> None:
    for name, english in PARTS[DEFAULT_LANGUAGE].items():
        words = re.findall(r"[a-z]{2,}", " ".join(english.literals))
        if len(words) > 2:
            assert PARTS[language][name].literals != english.literals, name


@pytest.mark.parametrize("language", WORDS)
def test_letters_are_those_of_the_language(language: str) -> None:
    """Latin ones stand for names such as `PNG`; nothing else of another script is in a text."""
    script = get_global("likely_subtags")[language].split("_")[1]
    for name, parts in PARTS[language].items():
        text = unicodedata.normalize("NFC", "".join(parts.literals))
        strange = {
            letter
            for letter in filter(str.isalpha, text)
            if not unicodedata.name(letter).startswith((*LETTERS[script], "LATIN"))
        }
        assert strange <= {"ー", "々"}, (name, strange)  # Unicode counts them to no script


@pytest.mark.parametrize("language", WORDS)
def test_a_language_is_named_as_it_names_itself_and_is_written_in_its_direction(
    language: str,
) -> None:
    words, locale = WORDS[language], Locale.parse(language)
    assert str(locale.display_name).casefold() in words.say("language-name").casefold()
    assert words.say("page-direction") == locale.text_direction
    names = [each.say("language-name") for each in WORDS.values()]
    assert names.count(words.say("language-name")) == 1


@pytest.mark.parametrize("language", WORDS)
def test_nothing_is_typed_carelessly(language: str) -> None:
    for name in PARTS[language]:
        for chosen, text in sayings(language, name):
            where = name, chosen, text
            bare = re.sub(r"<\w+>", "x", text)
            assert not re.search(r"[<>&*_`]", bare), where  # nothing is markup
            assert bare == bare.strip(), where
            assert not re.search(r"[^\S\n]{2}|[^\S\n]\n|\n{3}", bare), where
            assert "..." not in bare, where
            assert unicodedata.is_normalized("NFC", bare), where
            for pair in ("()", QUOTES.get(language, "“”"), "«»", "「」", "（）", "¿?", "¡!"):
                if pair[0] in bare:
                    assert bare.count(pair[0]) == bare.count(pair[1]), where


def test_french_signs_keep_their_distance() -> None:
    for name in PARTS["fr"]:
        for _, text in sayings("fr", name):
            assert not re.search(r"[\w»)>](?: ?[!?;]| :(?=\s))|« |[^\s ] »", text), text
