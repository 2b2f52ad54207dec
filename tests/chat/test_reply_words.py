"""What the locale files say that people type is understood, and means one thing only."""

import pytest

from removerbot.errors import UnreadableReply
from removerbot.i18n import load_words, prompt_parser, reply_words
from removerbot.imaging.background import BlurredPhoto, SolidColor, read_background
from removerbot.imaging.color import read_named_color
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Prompt, Size
from removerbot.segmentation.reply_words import ORDERS, TALK

WORDS = load_words()
PARSER = prompt_parser()
GRID = grid_for(Size(1280, 853))
C4, D5 = GRID.center(Cell(2, 3)), GRID.center(Cell(3, 4))

TYPED = {language: reply_words({language: words}) for language, words in WORDS.items()}


def at(phrase: str, *places: str) -> str:
    """A phrase as it is typed, with places for its `…`."""
    for place in places:
        phrase = phrase.replace("…", f" {place} ", 1)
    return phrase.strip()


@pytest.mark.parametrize("language", WORDS)
def test_every_language_has_words_for_what_replies_do(language: str) -> None:
    typed = TYPED[language]
    needed = ("without", "also", "box", "zoom", "undo", "colors", "aside", "keep", "instead",
              "backdrop", "background", "spoken")  # fmt: skip
    assert all(typed[kind] for kind in needed)
    assert set(typed["further"]) <= {*typed["aside"], *typed["keep"]}
    assert all((typed["further"], typed["swap"], *(typed[order] for order in ORDERS)))


@pytest.mark.parametrize("language", WORDS)
def test_every_phrase_about_places_is_understood(language: str) -> None:
    typed = TYPED[language]
    for phrase in typed["also"]:
        read = PARSER.read_objects(at(phrase, "C4", "D5"), GRID)
        assert read.others == (Prompt([C4, D5]),), phrase
    for phrase in typed["box"]:
        read = PARSER.read_objects(at(phrase, "C4", "D5"), GRID)
        assert read == PARSER.read_objects("C4:D5", GRID), phrase
    assert all(PARSER.is_instead(at(phrase, "C4")) for phrase in typed["instead"])
    for phrase in (*typed["aside"], *typed["keep"], *typed["instead"]):
        assert phrase not in typed["further"] or PARSER.is_further(at(phrase, "C4")), phrase
        for place in ("C4", "c 4", "4C", "50%,40%"):
            same = PARSER.read_objects(place, GRID)
            assert PARSER.read_objects(at(phrase, place), GRID) == same, phrase
            assert PARSER.read_objects(f"{at(phrase, place)}, {place}", GRID) == same, phrase
    for phrase in (*typed["without"], *typed["negation"]):
        excluded = at(phrase, "C4")
        text = f"D5 {excluded}" if phrase.endswith("…") else f"{excluded} D5"
        assert PARSER.read_objects(text, GRID).others == (Prompt([D5], [C4]),), phrase
    for phrase in typed["zoom"]:
        assert PARSER.read_zoom(at(phrase, "C4")) == "C4", phrase
    for phrase in typed["number"]:
        assert PARSER.read_number(f"{at(phrase, '2')} C4") == (2, "C4"), phrase


@pytest.mark.parametrize("language", WORDS)
def test_every_phrase_about_the_number_of_a_button_is_understood(language: str) -> None:
    typed = TYPED[language]
    for phrase in (*typed["number"], *typed["choice"]):
        assert PARSER.read_choice(at(phrase, "2")) == "2", phrase
    for word, number in (each.rsplit(" ", 1) for each in typed["ordinal"]):
        for text in (word, f"{word.title()}!", f"{word} please"):
            assert PARSER.read_choice(text) == number, text


@pytest.mark.parametrize(
    "talk", ["2 dogs", "10/10", "just a 5", "gr8", "1 of 2", "2 a 1", "that's a 10", "no"]
)
def test_numbers_in_talk_are_on_no_button(talk: str) -> None:
    assert PARSER.read_choice(talk) is None


@pytest.mark.parametrize("language", WORDS)
def test_every_phrase_about_a_place_that_makes_way_is_understood(language: str) -> None:
    for phrase in TYPED[language]["swap"]:
        is_first = phrase.index("…") > phrase.index("-…")
        places = ("C4", "D5") if is_first else ("D5", "C4")
        text = at(phrase.replace("-…", "…"), *places)
        assert PARSER.read_objects(text, GRID).others == (Prompt([D5], [C4]),), phrase
        assert PARSER.is_further(text), phrase
        assert not PARSER.is_instead(text), phrase


@pytest.mark.parametrize("language", WORDS)
def test_what_and_joins_to_a_place_without_is_left_out_too(language: str) -> None:
    meant = (*TYPED[language]["aside"], *TYPED[language]["keep"])  # `A1 too`, and then D5
    too = {phrase.lstrip("… ") for phrase in meant}
    joining = [phrase for phrase in TYPED[language]["also"] if phrase.strip("… ") not in too]
    assert joining
    for phrase in joining:
        read = PARSER.read_objects(f"C4 without {at(phrase, 'A1', 'D5')}", GRID)
        assert read == PARSER.read_objects("C4 -A1 -D5", GRID), phrase


@pytest.mark.parametrize("language", WORDS)
def test_a_phrase_without_a_place_has_one_meaning_in_all_languages(language: str) -> None:
    typed = TYPED[language]
    for order in ORDERS:
        for phrase in typed[order]:
            assert PARSER.read_order(phrase) == order, phrase
            assert meanings(phrase) == ["order"] * (order not in TALK), phrase
    for background in typed["background"]:
        word, name = background.rsplit(" ", 1)
        assert meanings(word) == ["color"], word
        assert PARSER.read_background(word) == read_background(name), word
    for color in typed["colors"]:
        word, css = color.rsplit(" ", 1)
        assert meanings(word) == ["color"], word
        assert PARSER.read_background(word) == SolidColor(read_named_color(css)), word
    for phrase in typed["backdrop"]:
        assert meanings(phrase.replace("…", "").strip()) == [], phrase
        assert meanings(at(phrase, "orange")) == ["color"], phrase
    for phrase in typed["zoom"]:
        assert meanings(phrase.replace("…", "").strip()) in ([], ["zoom"]), phrase
    beside = (
        *typed["without"],
        *typed["negation"],
        *typed["aside"],
        *typed["keep"],
        *typed["instead"],
    )
    for phrase in (*beside, *typed["also"], *typed["box"]):
        assert meanings(phrase.replace("…", "").strip()) == [], phrase


def meanings(text: str) -> list[str]:
    """All that a text would mean by itself."""
    found = {
        "zoom": PARSER.read_zoom(text) is not None,
        "color": PARSER.is_color(text),
        "order": PARSER.read_order(text) not in (None, *TALK),
        "place": is_place(text),
        "number": PARSER.read_number(text)[0] is not None,
        "command": text.startswith("/"),
    }
    return [meaning for meaning, is_meant in found.items() if is_meant]


def is_place(text: str) -> bool:
    try:
        PARSER.read_objects(text, GRID)
    except UnreadableReply:
        return False
    return True


@pytest.mark.parametrize("language", WORDS)
def test_what_stands_on_a_button_can_be_typed(language: str) -> None:
    words = WORDS[language]
    assert PARSER.read_order(words.say("button-undo").lstrip("↩ ")) == "undo"
    assert PARSER.read_order(words.say("button-bigger").lstrip("+ ")) == "bigger"
    assert PARSER.read_order(words.say("button-smaller").lstrip("− ")) == "smaller"
    assert PARSER.read_background(words.say("button-background-blur")) == BlurredPhoto()
    assert PARSER.read_zoom(words.say("button-zoom")) == ""
    for name, color in (("white", (255, 255, 255)), ("black", (0, 0, 0))):
        label = words.say(f"button-background-{name}")
        assert PARSER.read_background(label) == SolidColor(color), label
