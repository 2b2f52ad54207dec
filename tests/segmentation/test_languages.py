"""What people type in the languages that the bot speaks."""

import pytest

from removerbot.errors import UserError
from removerbot.i18n import prompt_parser
from removerbot.imaging.background import Background, BlurredPhoto, SolidColor, Transparent
from removerbot.imaging.color import Color
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.types import Point, Prompt, Size

GRID = grid_for(Size(1280, 853))  # A1 to L8
A1, C4, D5, E5 = (GRID.center(Cell(x, y)) for x, y in [(0, 0), (2, 3), (3, 4), (4, 4)])

PARSER = prompt_parser()


@pytest.mark.parametrize(
    "text",
    ["C4 y D5", "C4 e D5", "C4, también D5", "С4 и D5", "c4, а также d5", "С4 і D5", "С4 та D5",
     "C4 dan D5", "Ｃ４とＤ５。"],
)  # fmt: skip
def test_and(text: str) -> None:
    assert PARSER.read_objects(text, GRID).others == (Prompt([C4, D5]),)


@pytest.mark.parametrize(
    "text",
    [
        "C4 sin A1",
        "C4 menos A1",
        "C4, pero no A1",
        "Quita A1, C4",
        "C4 sem A1",
        "c4 mas não a1",
        "C4 ohne A1",
        "C4 nicht A1",
        "C4, A1 weg",
        "A1 raus, C4",
        "C4 sans A1",
        "C4 mais pas A1",
        "С4 без А1",
        "с4 не а1",
        "С4, окрім А1",
        "C4, kecuali A1",
        "C4、A1以外",
        "C4 ーA1",
    ],
)
def test_without(text: str) -> None:
    assert PARSER.read_objects(text, GRID).others == (Prompt([C4], [A1]),)


@pytest.mark.parametrize(
    "text",
    ["Quita A1, D5", "sin A1, D5", "sem A1, D5", "ohne A1, D5", "A1, D5 weg", "sans A1, D5",
     "Без А1, D5", "без A1, D5", "крім A1, D5", "tanpa A1, D5", "A1、D5を除く", "A1, D5 말고",
     "A1, D5는 빼 주세요", "tira A1, D5", "remove A1, D5", "por favor quita A1, D5 e E5"],
)  # fmt: skip
def test_a_list_without(text: str) -> None:
    drop = [A1, D5, E5] if "E5" in text else [A1, D5]
    assert PARSER.read_objects(text, GRID, Prompt([C4])).current == Prompt([C4], drop)


@pytest.mark.parametrize(
    "text",
    ["pero no A1, D5", "não A1, D5", "nicht A1, D5", "pas A1, D5", "не А1, D5", "bukan A1, D5",
     "ーA1, D5", "sin A1, solo D5", "sem A1, só D5", "ohne A1, nur D5", "sans A1, ajoute D5",
     "без А1, оставь D5", "без А1, залиш D5", "tanpa A1, hanya D5", "D5を追加、A1を除く",
     "D5 넣어줘, A1 빼줘", "D5 dazu, A1 weg"],
)  # fmt: skip
def test_what_is_meant_beside_a_place_without(text: str) -> None:
    assert PARSER.read_objects(text, GRID, Prompt([C4])).current == Prompt([C4, D5], [A1])


@pytest.mark.parametrize(
    "text",
    ["D5 instead of C4", "Please use D5 instead of C4!", "no, replace c4 with d5",
     "change 4C to D 5, please", "C4를 D5로 바꿔줘", "C4 말고 D5요", "C4말고D5",
     "C4 D5로 바꿔 줘", "nimm D5 statt C4", "ersetze C4 durch D5", "D5 вместо С4",
     "не C4, а D5", "замени С4 на D5",
     "D5 замість С4", "D5 en lugar de C4", "troque C4 por D5",
     "au lieu de C4, D5", "ganti C4 jadi D5", "C4の代わりにD5", "C4をD5に変えてください",
     "C4じゃなくてD5でお願いします"],
)  # fmt: skip
def test_a_place_makes_way_for_another(text: str) -> None:
    base = Prompt([E5, C4])
    assert PARSER.read_objects(text, GRID, base).current == Prompt([E5, D5], [C4])


@pytest.mark.parametrize(
    ("text", "meant"),
    [("get rid of D5", "-D5"), ("mach D5 weg", "-D5"), ("entferne D5, A1", "-D5 -A1"),
     ("убери D5", "-D5"), ("D5 лишнее", "-D5"), ("прибери D5", "-D5"), ("elimina D5", "-D5"),
     ("remova D5", "-D5"), ("supprime D5", "-D5"), ("hapus D5", "-D5"), ("D5を消して", "-D5"),
     ("D5はいらない", "-D5"), ("D5 없애줘", "-D5"), ("D5은 필요 없어요", "-D5"),
     ("D5 is missing", "D5"), ("D5 fehlt noch", "D5"), ("не хватает D5", "D5"),
     ("D5 빠졌어요", "D5"), ("D5が足りない", "D5"), ("falta D5", "D5")],
)  # fmt: skip
def test_what_is_too_much_or_missing(text: str, meant: str) -> None:
    base = Prompt([C4])
    assert PARSER.read_objects(text, GRID, base) == PARSER.read_objects(meant, GRID, base)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("amplía C4", "C4"),
        ("zoom en C4", "C4"),
        ("aproximar C4", "C4"),
        ("Vergrößere C4", "C4"),
        ("C4 näher", "C4"),
        ("zoome auf C4", "C4"),
        ("zoome sur C4", "C4"),
        ("Agrandis C4", "C4"),
        ("ближе С4", "C4"),
        ("с4 ближе", "C4"),
        ("Увеличить с4", "C4"),
        ("ближче С4", "C4"),
        ("perbesar C4", "C4"),
        ("C4を拡大", "C4"),
        ("acercar", ""),
        ("zoom A 1", "A 1"),
    ],
)
def test_zoom(text: str, place: str) -> None:
    assert PARSER.read_zoom(text) == place


@pytest.mark.parametrize(
    "text",
    ["undo", "Undo!", "되돌려 주세요", "Deshacer", "DESFAZER", "Rückgängig",
     "rückgängig machen", "annuler", "Отменить.", "скасувати", "urungkan", "元に戻して。"],
)  # fmt: skip
def test_undo(text: str) -> None:
    assert PARSER.read_order(text) == "undo"


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("undo please", "undo"),
        ("Please undo.", "undo"),
        ("bigger", "bigger"),
        ("Make it a bit bigger, please!", "bigger"),
        ("더 크게", "bigger"),
        ("좀 더 크게 해 주세요", "bigger"),
        ("plus grand stp", "bigger"),
        ("smaller pls", "smaller"),
        ("더작게요", "smaller"),
        ("Thanks!!", "thanks"),
        ("Perfect, thank you so much 😊", "thanks"),
        ("고마워요 ㅎㅎ", "thanks"),
        ("감사합니다~~", "thanks"),
        ("👍🏽👍🏽", "thanks"),
        ("❤️", "thanks"),
    ],
)
def test_an_order_needs_no_place(text: str, order: str) -> None:
    assert PARSER.read_order(text) == order


@pytest.mark.parametrize("text", ["at cell ", "please ", "thanks ", "make it ", "해 줘"])
def test_orders_are_read_quickly(text: str) -> None:
    long = text * (4096 // len(text)) + "x"
    assert PARSER.read_order(long) is None
    assert PARSER.read_background(long) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀",
        "👍😀",
        "undo C4",
        "C4",
        "zoom",
        "don't undo",
        "thanks but no",
        "bigger than you",
    ],
)
def test_what_is_no_order(text: str) -> None:
    assert PARSER.read_order(text) is None


@pytest.mark.parametrize(
    "text",
    ["2ª foto: C4", "2. foto C4", "2. Bild: C4", "2e photo: C4", "2ème photo C4", "2 фото С4",
     "2-е фото: С4", "2-ге фото С4", "2枚目のC4"],
)  # fmt: skip
def test_the_number_of_a_photo(text: str) -> None:
    assert PARSER.read_number(text) == (2, "C4")


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("Naranja", (255, 165, 0)),
        ("azul claro", (173, 216, 230)),
        ("AZUL", (0, 0, 255)),
        ("azul-claro", (173, 216, 230)),
        ("cinza", (128, 128, 128)),
        ("Weiß", (255, 255, 255)),
        ("hellblau", (173, 216, 230)),
        ("vert", (0, 128, 0)),
        ("bleu clair", (173, 216, 230)),
        ("Оранжевый", (255, 165, 0)),
        ("белая", (255, 255, 255)),
        ("тёмно-синий", (0, 0, 128)),
        ("Жовтий", (255, 255, 0)),
        ("м’ятний", (127, 255, 212)),
        ("merah muda", (255, 192, 203)),
        ("abu-abu", (128, 128, 128)),
        ("水色", (135, 206, 235)),
    ],
)
def test_colors(text: str, color: Color) -> None:
    assert PARSER.read_background(text) == SolidColor(color)
    assert PARSER.take_color(f"😀 {text}") == (color, "😀")


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("white background", (255, 255, 255)),
        ("on a white background, please", (255, 255, 255)),
        ("make it light pink", (255, 182, 193)),
        ("Background: dark red", (139, 0, 0)),
        ("bg #f80 please", (255, 136, 0)),
        ("흰 배경", (255, 255, 255)),
        ("흰배경이요", (255, 255, 255)),
        ("배경은 흰색으로 해 주세요", (255, 255, 255)),
        ("배경을 파란색으로 바꿔줘", (0, 0, 255)),
        ("연분홍 배경으로 부탁드려요", (255, 182, 193)),
        ("블랙으로", (0, 0, 0)),
    ],
)
def test_a_background_is_asked_for_in_words(text: str, color: Color) -> None:
    assert PARSER.is_color(text)
    assert PARSER.read_background(text) == SolidColor(color)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("transparent", Transparent()),
        ("transparent background please", Transparent()),
        ("Remove  the background", Transparent()),
        ("make it transparent", Transparent()),
        ("투명", Transparent()),
        ("배경은 투명하게 해 주세요", Transparent()),
        ("배경 지워줘", Transparent()),
        ("sin fondo, por favor", Transparent()),
        ("blur", BlurredPhoto()),
        ("배경을 흐리게 해줘", BlurredPhoto()),
    ],
)
def test_a_background_may_be_no_color(text: str, background: Background) -> None:
    assert PARSER.is_color(text)
    assert PARSER.read_background(text) == background
    assert PARSER.take_color(text) == (None, text)


@pytest.mark.parametrize(
    "text",
    ["background", "배경", "on a", "white dog", "the white one", "흰 강아지", "make it bigger",
     "nice white background!", "I like the red", "빨간 모자 예쁘다"],
)  # fmt: skip
def test_talk_about_colors_is_no_background(text: str) -> None:
    assert not PARSER.is_color(text)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("C4, e5 e D5", [C4, E5, D5]),
        ("c4 y 640,360", [C4, Point(640, 360)]),
        ("C4 e 640 360", [C4, Point(640, 360)]),
        ("C4 e 5D", [C4, D5]),
        ("C 4 E 5", [C4, E5]),
        ("C 4 E 5 D 5", [C4, E5, D5]),
        ("C4, 5 E, D5", [C4, E5, D5]),
        ("C4 e E 5", [C4, E5]),
        ("C4 e e5", [C4, E5]),
        ("С4 и 640,360", [C4, Point(640, 360)]),
        ("С4 и 5D", [C4, D5]),
    ],
)
def test_a_letter_is_a_column_before_a_row_and_a_word_before_a_place(
    text: str, points: list[Point]
) -> None:
    assert PARSER.read_objects(text, GRID).others == (Prompt(points),)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("ㅁ1", "A1"), ("ㅠ2", "B2"), ("あ1", "A1"), ("え３", "E3"), ("ш4", "I4"), ("б2", "B2"),
     ("С4 и 5", "C4 I5"), ("Д5", "D5"), ("ф6", "F6"), ("Г3", "G3"), ("й1", "J1"), ("Л6", "L6")],
)  # fmt: skip
def test_a_letter_of_another_script_is_a_latin_one_by_its_key_or_sound(
    text: str, cell: str
) -> None:
    assert PARSER.read_objects(text, GRID) == PARSER.read_objects(cell, GRID)


@pytest.mark.parametrize("letter", "ABCDEFGHIJKL")
@pytest.mark.parametrize("form", ["{}5", "{} 5", "5{}", "5 {}", "C4 {} 5", "C4 {}5", "C4 5 {}"])
def test_no_word_of_a_language_hides_a_cell(form: str, letter: str) -> None:
    cell = GRID.center(Cell(ord(letter) - ord("A"), 4))
    text = form.format(letter)
    [prompt] = PARSER.read_objects(text, GRID).others
    assert prompt == Prompt([C4, cell] if text.startswith("C4 ") else [cell])
    assert PARSER.read_zoom(text) is None
    assert PARSER.read_zoom(f"zoom {letter} 5") == f"{letter} 5"
    assert PARSER.read_background(text) is None


@pytest.mark.parametrize("text", ["y", "e", "e C4", "menos", "quitaC4"])
def test_words_without_a_place_are_no_prompt(text: str) -> None:
    with pytest.raises(UserError):
        PARSER.read_objects(text, GRID)
