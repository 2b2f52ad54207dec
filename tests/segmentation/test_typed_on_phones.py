"""What people type and say on phones: read where it is clear, and no guess where it is not."""

import re

import pytest

from removerbot.editing.meaning import Cut, base_for, is_meaningful, read_meaning, without_talk
from removerbot.i18n import load_words, prompt_parser, reply_words
from removerbot.imaging.background import read_background
from removerbot.imaging.grid import grid_for
from removerbot.imaging.types import Prompt, Size
from removerbot.segmentation.prompt_parser import describe
from removerbot.segmentation.reply_words import Grammar
from removerbot.segmentation.revisions import Click, Job, Revision, Source

GRID = grid_for(Size(1280, 853))  # A1 to L8
PHOTO = Revision(Job(Source(1, 1, 1, "file", "photo"), GRID))
CUTOUT = Revision(PHOTO.job, clicks=(Click(Prompt([(640, 400)])),))


def clicked(words: str) -> str:
    """What words in answer to a preview click on."""
    return describe([each.prompt for each in read_cut(words).clicks], GRID)


def read_cut(words: str) -> Cut:
    """What words in answer to a preview are to cut out."""
    meaning = read_meaning(PHOTO, without_talk(PHOTO, words))
    assert isinstance(meaning, Cut), meaning
    return meaning


@pytest.mark.parametrize(
    "said",
    ["see four", "See four.", "sea 4", "C four", "c-four", "C vier", "C quatre", "C cuatro",
     "C quatro", "C empat", "씨 사", "시 4", "シー4", "си 4", "С четыре", "С чотири"],
)  # fmt: skip
def test_a_cell_that_is_said_is_written_in_words(said: str) -> None:
    assert clicked(said) == "C4"


@pytest.mark.parametrize(
    ("typed", "places", "background"),
    [("C4 on white", "C4", "#ffffff"), ("C4, D5 white background", "C4 D5", "#ffffff"),
     ("the dog in C4 on a red background please", "C4", "#ff0000"), ("C4 blur", "C4", "blur"),
     ("white background C4", "C4", "#ffffff"), ("C4 D5 on #123456", "C4 D5", "#123456"),
     ("C4 without background", "C4", "none"), ("C4 흰색 배경으로", "C4", "#ffffff"),
     ("C4 배경 흰색으로", "C4", "#ffffff"), ("C4 배경 제거", "C4", "none"),
     ("C4 auf weißem Hintergrund", "C4", "#ffffff"), ("C4 на белом фоне", "C4", "#ffffff"),
     ("C4 sobre blanco", "C4", "#ffffff")],
)  # fmt: skip
def test_places_and_a_background_come_in_one_message(
    typed: str, places: str, background: str
) -> None:
    assert clicked(typed) == places
    assert read_cut(typed).background == read_background(background)


def test_a_place_on_a_background_may_take_that_of_another() -> None:
    assert base_for(CUTOUT, "no, D5 on white") == base_for(CUTOUT, "no, D5")
    assert not base_for(CUTOUT, "no, D5 on white").clicks
    assert base_for(CUTOUT, "D5 on white") == CUTOUT


@pytest.mark.parametrize("typed", ["the red one in C4", "C4 red", "C4 on the red car", "C4"])
def test_a_color_may_be_that_of_the_thing(typed: str) -> None:
    assert clicked(typed) == "C4"
    assert read_cut(typed).background is None


def test_several_cells_are_said() -> None:
    assert clicked("See four, dee five.") == "C4 D5"


@pytest.mark.parametrize(
    "talk",
    ["I see four dogs", "there are two", "before", "아이 둘", "시사", "il y a un chien",
     "top left", "bottom right", "the left one", "왼쪽 위", "see you b4 lunch", "i h8 it",
     "sorry i'm l8", "Im l8!", "we’re l8", "too l8", "i'll be l8"],
)  # fmt: skip
def test_talk_is_no_cell(talk: str) -> None:
    assert not is_meaningful(PHOTO, without_talk(PHOTO, talk))


@pytest.mark.parametrize("words", ["the dog in b4", "b4 please", "B4 dog", "dog b4"])
def test_slang_is_a_cell_where_it_can_be_one(words: str) -> None:
    assert clicked(words) == "B4"


@pytest.mark.parametrize(
    ("words", "place"),
    [("50,5% 40,25 %", "50.5%,40.25%"), ("50,5 %; 40,5 %", "50.5%,40.5%"),
     ("F—6", "F6"), ("F6 adn G6", "F6 G6"), ("G 6 nad F6", "G6 F6"),
     ("foxtrot 6", "F6"), ("F6 부탁드려용", "F6"), ("F6이용", "F6")],
)  # fmt: skip
def test_places_are_read_as_phones_and_fingers_write_them(words: str, place: str) -> None:
    assert clicked(words) == clicked(place)


@pytest.mark.parametrize("words", ["배경 하얗게", "배경을 까맣게 해줘", "cancel", "배경없이"])
def test_what_is_said_of_a_cutout_is_understood(words: str) -> None:
    assert is_meaningful(CUTOUT, words)


@pytest.mark.parametrize(
    "words",
    ["dog C4, cat D5", "the dog in C4 and the cat in D5", "dog: C4, cat: D5",
     "C4 (dog), D5 (cat)", "강아지 C4, 고양이 D5", "C4 강아지랑 D5 고양이", "犬C4、猫D5",
     "собака C4 и кот D5", "cachorro no C4 e gato no D5", "Hund C4, Katze D5"],
)  # fmt: skip
def test_cells_with_names_are_two_things(words: str) -> None:
    assert clicked(words) == "C4 + D5"


@pytest.mark.parametrize(
    "words",
    ["dog C4, no cat D5", "dog in C4, not the cat in D5", "dog C4, remove cat D5",
     "dog C4, i meant cat D5", "собака C4, а не кот D5",
     "A1 no", "A1 nope", "A1 nein", "A1 non", "A1 нет", "A1 ні", "A1 아니", "A1 tidak", "A1 ❌",
     "next to C4", "the cup beside C4", "left of C4", "neben C4", "al lado de C4",
     "à côté de C4", "ao lado do C4", "di samping C4", "C4 옆", "C4の隣", "рядом с C4",
     "біля C4", "between C4 and D5"],
)  # fmt: skip
def test_what_may_mean_the_opposite_is_not_cut(words: str) -> None:
    assert not is_meaningful(PHOTO, without_talk(PHOTO, words))


@pytest.mark.parametrize(
    "words",
    ["640*360", "640 * 360", "640✖️360", "X640 Y360", "x: 640, y: 360",
     "x=640 y=360", "٦٤٠،٣٦٠", "640,360."],
)  # fmt: skip
def test_a_pixel_as_people_write_it(words: str) -> None:
    assert clicked(words) == "640,360"


@pytest.mark.parametrize("words", ["*C4*", "**C4**", "C4*"])
def test_a_star_elsewhere_decorates(words: str) -> None:
    assert clicked(words) == "C4"


@pytest.mark.parametrize("words", ["C4. D5", "C4. And D5.", "C4? D5?", "C4|D5", "C4\\D5"])
def test_sentences_of_one_cell_are_a_list(words: str) -> None:
    assert clicked(words) == "C4 D5"


def test_an_arrow_is_between_corners() -> None:
    assert clicked("C4 => F7") == clicked("C4:F7")


@pytest.mark.parametrize("text", ["ні", "Ні.", "не"])
def test_a_ukrainian_no_is_no_greeting(text: str) -> None:
    assert prompt_parser().read_order(text) is None


def test_a_greeting_is_no_ukrainian_no() -> None:
    assert not prompt_parser().is_instead("hi C4")
    assert prompt_parser().is_instead("ні, C4")


@pytest.mark.parametrize("words", ["her head in C4", "hello bot C4", "the helmet C4"])
def test_words_that_begin_like_a_russian_no_are_none(words: str) -> None:
    assert clicked(words) == "C4"


def test_no_word_looks_like_one_of_another_alphabet() -> None:
    """Letters that look alike are folded in cells: not so that two words become the same."""
    typed = reply_words(load_words())
    grammar = Grammar(typed)
    seen: dict[str, bool] = {}
    for kind in sorted({*typed} - {"keyboard", "colors", "background", "spoken"}):
        for phrase in typed[kind]:
            plain = phrase.strip(" ….-").upper()
            is_cyrillic = bool(re.search("[Ѐ-ӿ]", plain))
            if len(folded := grammar.normalise(plain)) > 1:
                assert seen.setdefault(folded, is_cyrillic) == is_cyrillic, plain
