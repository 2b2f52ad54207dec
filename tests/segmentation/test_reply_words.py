"""Replies in the words of several languages and on their keyboards."""

import pytest

from removerbot.i18n import prompt_parser
from removerbot.imaging.background import SolidColor
from removerbot.imaging.color import read_named_color
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Prompt, Size

PARSER = prompt_parser()
GRID = grid_for(Size(1280, 853))  # A1 to L8
C4 = GRID.center(Cell(2, 3))
D5 = GRID.center(Cell(3, 4))
A1 = GRID.center(Cell(0, 0))
B5 = GRID.center(Cell(1, 4))


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("С4 и D5", Prompt([C4, D5])),
        ("c4, а также d5", Prompt([C4, D5])),
        ("С4 без А1", Prompt([C4], [A1])),
        ("с4 не а1", Prompt([C4], [A1])),
        ("С4 і D5", Prompt([C4, D5])),
        ("С4 та D5", Prompt([C4, D5])),
        ("С4, окрім А1", Prompt([C4], [A1])),
        ("C4 dan D5", Prompt([C4, D5])),
        ("C4, kecuali A1", Prompt([C4], [A1])),
        ("Ｃ４とＤ５。", Prompt([C4, D5])),
        ("C4、A1以外", Prompt([C4], [A1])),
        ("C4 ーA1", Prompt([C4], [A1])),
    ],
)
def test_words_are_understood_in_every_language(text: str, prompt: Prompt) -> None:
    assert PARSER.read_objects(text, GRID).others == (prompt,)


@pytest.mark.parametrize("text", ["С4 и 5", "C4 B 5", "С4 и5"])
def test_a_letter_in_front_of_a_row_is_a_cell_and_no_word(text: str) -> None:
    assert PARSER.read_objects(text, GRID).others == (Prompt([C4, B5]),)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("ф1", "A1"),
        ("и2", "B2"),
        ("П3", "G3"),
        ("ш4", "I4"),
        ("л5", "K5"),
        ("Д6", "L6"),
        ("あ1", "A1"),
        ("え３", "E3"),
    ],
)
def test_a_key_means_the_latin_letter_on_it(text: str, cell: str) -> None:
    assert PARSER.read_objects(text, GRID) == PARSER.read_objects(cell, GRID)


@pytest.mark.parametrize(
    "text", ["ближе С4", "с4 ближе", "Увеличить с4", "ближче С4", "perbesar C4", "C4を拡大"]
)
def test_a_closer_look_is_asked_for_in_every_language(text: str) -> None:
    assert PARSER.read_zoom(text) == "C4"


@pytest.mark.parametrize("text", ["2 фото С4", "2-е фото: С4", "2-ге фото С4", "2枚目のC4"])
def test_a_photo_is_numbered_in_every_language(text: str) -> None:
    assert PARSER.read_number(text) == (2, "C4")


@pytest.mark.parametrize(
    ("text", "css"),
    [("Оранжевый", "orange"), ("белая", "white"), ("тёмно-синий", "navy"), ("Жовтий", "yellow"),
     ("м’ятний", "aquamarine"), ("merah muda", "pink"), ("abu-abu", "gray"),
     ("水色", "skyblue")],
)  # fmt: skip
def test_colors_are_named_in_every_script(text: str, css: str) -> None:
    color = read_named_color(css)
    assert PARSER.read_background(f"{text}.") == SolidColor(color)
    assert PARSER.take_color(f"😀 {text}") == (color, "😀")
