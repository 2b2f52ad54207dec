"""What people type, and what it means."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from removerbot.errors import (
    NothingToKeep,
    OutsidePhoto,
    TooManyObjects,
    TooManyPoints,
    UnreadableReply,
    UserError,
)
from removerbot.i18n import prompt_parser
from removerbot.imaging.grid import Cell, Grid, grid_for, zoomed
from removerbot.imaging.types import Box, Point, Prompt, Size
from removerbot.segmentation.prompt_parser import (
    MAX_OBJECTS,
    MAX_POINTS,
    Objects,
    describe,
    example_cell,
)

GRID = grid_for(Size(1280, 853))  # A1 to L8
C4 = GRID.center(Cell(2, 3))
D5 = GRID.center(Cell(3, 4))
A1 = GRID.center(Cell(0, 0))

PARSER = prompt_parser()


def read_reply(text: str, grid: Grid, base: Prompt | None = None) -> Prompt:
    """The prompt of a text about one object."""
    current, others = PARSER.read_objects(text, grid, base)
    [prompt] = [current] if current else others
    return prompt


@pytest.mark.parametrize(
    "text",
    ["C4", "c4", " C 4 ", "4C", "4 c", "c04", "C4!", "c4.", "Ｃ４", "４ｃ", "С4", "с4", "ㅊ4",
     "C٤", "C-4", "c.4", "C:4", "C, 4", "C - 4", "(C4)", "[c 4]", "씨4", "씨 4", "\tC4\n"],
)  # fmt: skip
def test_a_cell_is_understood_however_it_is_typed(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4])


@pytest.mark.parametrize(
    "text",
    ['"C4"', "“c4”", "'C4'", "`C4`", "«C4»", "「C4」", "*C4*", "C4\ufe0f\u20e3",
     "C 4\ufe0f\u20e3",
     "👉 C4", "c4 👍🏽", "C4 ❤️.", "C4~", "C4!! ~", "C4ㅎㅎ", "ㅊ4 ㅋㅋㅋ", "C4 ㅠㅠ", "C4^^",
     "C4 :)", "c4 ;-)", "C\u200b4", "\u200eC4\u200f", "ㅋㅋㅋ 4C", "ㅠㅠ C4", "C4👍"],
)  # fmt: skip
def test_quotes_emoji_laughter_and_invisible_characters_mean_nothing(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4])


@pytest.mark.parametrize(
    "text",
    ["c4 please", "Please C4", "C4, thanks!", "cut out C4 please", "I want c 4",
     "just the cell C4", "at C4", "C4요", "c4 이요", "C4 오려 주세요", "C4만 오려줘",
     "C4칸 부탁드려요", "(C4) please", "no i mean C4", "not only C4", "ok, c4", "Sorry, C4",
     "it's C4", "I meant C4", "네 C4요", "C4번이요", "no, C4", "C4 instead", "아니요, C4",
     "C4로 바꿔줘"],
)  # fmt: skip
def test_courtesies_beside_a_cell_mean_nothing(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4])


@pytest.mark.parametrize(
    "text",
    ["please", "at", "thanks, 10 of 10", "주세요", "please at 4", "I cut 4", "B at 2",
     "1 and 2", "3 please 4", "I ❤️ 4", "ㅎㅎㅎ 2", "ㅋㅋ4"],
)  # fmt: skip
def test_courtesies_without_a_cell_are_no_prompt(text: str) -> None:
    with pytest.raises(UnreadableReply):
        read_reply(text, GRID)


@pytest.mark.parametrize(
    "unit", ["at cell ", "please ", "C4 해 줘", "부탁해요", "it is this is ", "from ", "ok, "]
)
def test_courtesies_are_read_quickly(unit: str) -> None:
    with pytest.raises(UserError):
        read_reply(unit * (4096 // len(unit)) + "x", GRID)


@pytest.mark.parametrize(
    ("text", "is_prompt"),
    [("C4", True), ("2 C4", True), ("2: C 4", True), ("C 4 D 5", True), ("640 360", True),
     ("zoom 640 360", True), ("2: zoom C4", False), ("2 a 1", False), ("2 y 3", False),
     ("10 to 20", False), ("1 и 2", False), ("just a 5", False), ("at 10 30", False)],
)  # fmt: skip
def test_a_score_and_other_numbers_in_talk_are_no_prompt(text: str, is_prompt: bool) -> None:
    assert PARSER.is_prompt(text) == is_prompt


@pytest.mark.parametrize("courtesy", [" plz", " too", " makasih", ", yes"])
def test_many_courtesies_before_something_else_are_read_quickly(courtesy: str) -> None:
    started = time.perf_counter()
    assert not PARSER.is_prompt(f"not{courtesy * (4090 // len(courtesy))}가")
    assert time.perf_counter() - started < 0.5  # seconds; 2 where they are slow


@pytest.mark.parametrize("unit", ["ﷺ", "ﷺ ", "㍿ﷺ"])  # which stand for eighteen letters
def test_of_a_text_that_is_too_long_to_mean_anything_only_the_beginning_is_read(
    unit: str,
) -> None:
    text = unit * (4096 // len(unit))
    started = time.process_time()
    for _ in range(5):
        text += "x"
        assert not PARSER.is_prompt(text)
        assert PARSER.read_order(text) is None
        assert not PARSER.is_further(text)
        with pytest.raises(UserError):
            read_reply(PARSER.places_amid(text), GRID)
    assert time.process_time() - started < 1  # seconds; 3 where all of it is read


@pytest.mark.parametrize("end", ["-A1", "undo", "+ D5", "C4"])
def test_what_a_text_too_long_begins_with_is_not_what_it_means(end: str) -> None:
    with pytest.raises(UnreadableReply):
        read_reply(f"C4{' please' * 300} {end}", GRID)


def test_the_longest_list_of_points_is_no_such_text() -> None:
    points = [Point(10_000 + n, 20_000 + n) for n in range(MAX_POINTS)]
    prompt = Prompt(points[:50], points[50:])
    grid = grid_for(Size(30_000, 30_000))
    assert read_reply(describe([prompt], grid), grid) == prompt


@pytest.mark.parametrize("space", [" ", "\n", "\u3000", "\u200b ", " , ", "! ", "👍 "])
@pytest.mark.parametrize("word", ["C4", "thanks", "orange", "zoom", "not", "2 foto"])
def test_long_spaces_are_read_quickly(word: str, space: str) -> None:
    text = f"{word}{space * (4090 // len(space))}"
    started = time.perf_counter()
    for each in (text, f"{text}x", f"{text}D5"):
        PARSER.read_order(each)
        PARSER.read_background(each)
        PARSER.is_prompt(each)
    assert time.perf_counter() - started < 5  # seconds; minutes where they are slow


@pytest.mark.parametrize(
    ("text", "cell"),
    [("А1", "A1"), ("В2", "B2"), ("Е3", "E3"), ("Н4", "H4"), ("К5", "K5"),  # Cyrillic
     ("Α1", "A1"), ("Β2", "B2"), ("Ε3", "E3"), ("Η4", "H4"), ("Ι5", "I5"), ("Κ6", "K6"),
     ("ㅁ1", "A1"), ("ㅠ2", "B2"), ("ㅇ3", "D3"), ("ㄷ4", "E4"), ("ㄹ5", "F5"), ("ㅎ6", "G6"),
     ("ㅗ7", "H7"), ("ㅑ8", "I8"), ("ㅓ1", "J1"), ("ㅏ2", "K2"), ("ㅣ3", "L3"), ("ㄸ4", "E4"),
     ("ｌ８", "L8")],
)  # fmt: skip
def test_letters_of_another_keyboard_mean_the_cell_they_look_or_are_typed_like(
    text: str, cell: str
) -> None:
    assert read_reply(text, GRID) == read_reply(cell, GRID)


@pytest.mark.parametrize(
    "text",
    ["640,360", "640 360", "640, 360", "640 ,360", "640;360", "(640;360)", "(640, 360)",
     "[640,360]", "640.7,360.2", "٦٤٠,٣٦٠", "６４０，３６０", "640、360",
     "640x360", "640 X 360", "640×360", "640px 360 px", "640 x 360px", "ㅠㅠ 640,360",
     "(640,360) please"],
)  # fmt: skip
def test_a_pixel_is_understood_however_it_is_typed(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([Point(640, 360)])


def test_the_x_of_a_pixel_is_told_from_the_column_x() -> None:
    grid = grid_for(Size(1280, 853), 24)
    cells = [grid.center(Cell(2, 3)), grid.center(Cell(23, 4))]
    for text in ("C4 X 5", "C4 X5", "4C 5X"):
        assert read_reply(text, grid) == Prompt(cells)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("50%,40%", Point(640, 341)),
        ("50% 40%", Point(640, 341)),
        ("50,40%", Point(640, 341)),
        ("0%,0%", Point(0, 0)),
        ("100%,100%", Point(1279, 852)),
        ("12.5%,99.9%", Point(160, 852)),
        ("５０％，４０％", Point(640, 341)),
    ],
)
def test_percent_are_shares_of_width_and_height(text: str, point: Point) -> None:
    assert read_reply(text, GRID) == Prompt([point])


@pytest.mark.parametrize(
    "text",
    ["C4 D5", "C4,D5", "c4, d5", "C4;D5", "4C 5D", "C 4 D 5", "C4 and D5", "C4 & D5",
     "C4와 D5", "C4 그리고 D5", "C4\nD5", "C4 C4 D5", "266,372 373,479", "266 372 373 479",
     "C4 373,479"],
)  # fmt: skip
def test_all_points_of_a_message_count(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4, D5])


@pytest.mark.parametrize(
    "text",
    [
        "C4 -A1",
        "-A1 C4",
        "C4 −A1",
        "C4 –A1",
        "C4 !A1",
        "c4 not a1",
        "C4 without A1",
        "C4 A1 빼고",
        "A1빼고 C4",
        "C4 but not A1, please",
        "remove A1, just C4",
        "C4 넣고 A1은 빼 주세요",
        "C4, A1만 빼줘",
        "A1 대신 C4",
        "A1の代わりに C4",
    ],
)
def test_a_minus_takes_a_point_away(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4], [A1])


@pytest.mark.parametrize(
    "text", ["C4, remove A1 and D5", "remove A1 & D5, C4", "C4 without A1 and without D5"]
)
def test_a_word_takes_all_away_that_and_joins(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4], [A1, D5])


@pytest.mark.parametrize(
    "text",
    ["C4, A1이랑 D5 빼줘", "C4 넣고 A1이랑 D5는 빼 주세요", "C4, A1 und D5 weg",
     "C4、A1とD5を除く", "C4 A1 & D5 제외하고"],
)  # fmt: skip
def test_a_word_behind_places_takes_all_away_that_and_joins(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4], [A1, D5])


@pytest.mark.parametrize(
    "text", ["A1 weg und C4", "A1 raus, C4", "A1 und -A1, C4", "A1 빼고 C4"]
)
def test_what_and_joins_to_a_place_that_is_taken_away_already_is_kept(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4], [A1])


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("remove A1, B2", "-A1 -B2"),
        ("Please remove A1, B2; D5!", "-A1 -B2 -D5"),
        ("and remove the cell A1, the cell B2", "-A1 -B2"),
        ("without A1, B2, and D5", "-A1 -B2 -D5"),
        ("remove A1 B2", "-A1 -B2"),
        ("remove 10,20, 30 40", "-10,20 -30,40"),
        ("take out 10 20 30 40", "-10,20 -30,40"),
        ("remove A1, B2, + D5, E5", "-A1 -B2 + D5 E5"),
        ("remove A1, B2, but keep D5, E5", "-A1 -B2 D5 E5"),
        ("remove A1, just D5", "-A1 D5"),
        ("remove A1, B2 and add D5", "-A1 -B2 D5"),
        ("remove A1, B2, -D5, E5", "-A1 -B2 -D5 E5"),
        ("remove A1, D5:E6", "-A1 D5:E6"),
        ("A1, B2, D5 빼줘", "-A1 -B2 -D5"),
        ("remove A1, B2 weg", "-A1 -B2"),
        ("ohne A1 raus", "-A1"),
        ("D5, A1 weg", "-D5 -A1"),
        ("D5 추가, A1, B2 빼줘", "D5 A1 -B2"),
        ("A1, B2 빼줘, D5", "A1 -B2 D5"),
        ("not A1, D5", "-A1 D5"),
        ("no A1, D5", "-A1 D5"),
        ("-A1, D5", "-A1 D5"),
    ],
)
def test_a_list_is_taken_away_from_an_object_up_to_what_is_something_else(
    text: str, same: str
) -> None:
    base = Prompt([C4])
    assert PARSER.read_objects(text, GRID, base) == PARSER.read_objects(same, GRID, base)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("C4 without A1, B2 and D5", "C4 -A1 -B2 -D5"),
        ("C4, but without A1, B2, and D5, E5", "C4 -A1 -B2 -D5 E5"),
        ("C4 without A1, B2", "C4 -A1 B2"),
        ("C4 without A1 B2 and D5", "C4 -A1 B2 D5"),
        ("C4 without A1 and B2 weg", "C4 -A1 -B2"),
        ("remove A1 weg, C4", "-A1 C4"),
        ("C4 without A1, B2 and add D5", "C4 -A1 B2 D5"),
        ("C4 not A1, B2 and D5", "C4 -A1 B2 D5"),
        ("C4 -A1, B2 and D5", "C4 -A1 B2 D5"),
        ("remove A1, C4 and D5", "-A1 C4 D5"),
        ("C4, A1 빼줘", "C4 -A1"),
    ],
)
def test_behind_kept_places_a_list_is_left_out_where_and_ends_it(text: str, same: str) -> None:
    assert PARSER.read_objects(text, GRID) == PARSER.read_objects(same, GRID)


@pytest.mark.parametrize(
    ("text", "is_instead"),
    [("no, D5", True), ("no, not A1, C4", True), ("no, remove A1, B2", False),
     ("D5", False), ("D5 instead", True), ("D5 instead of C4", False), ("D5로 바꿔줘", True),
     ("C4를 D5로 바꿔줘", False)],
)  # fmt: skip
def test_a_list_that_is_taken_away_is_not_meant_instead(text: str, is_instead: bool) -> None:
    assert PARSER.is_instead(text) == is_instead


@pytest.mark.parametrize(
    "text", ["nicht A1 weglassen", "don't replace C4 with D5", "remove nothing", "A1 weglegen"]
)
def test_the_opposite_of_taking_away_is_not_taken_for_it(text: str) -> None:
    with pytest.raises(UnreadableReply):
        read_reply(text, GRID, Prompt([C4]))


@pytest.mark.parametrize(
    ("text", "is_taken_away"),
    [("A1, D5 빼줘", True), ("remove A1, D5", True), ("D5 instead of A1", True),
     ("A1, D5", False), ("C4 without A1", False), ("D5 instead", False), ("D5 too!", True),
     ("please add D5", True), ("D5도", True), ("D5도 넣어줘", True), ("D5 fehlt noch", True),
     ("добавь D5", True), ("D5も", True), ("C4 please", False), ("C4 오려 주세요", False)],
)  # fmt: skip
def test_some_words_are_about_an_object_that_there_is(text: str, is_taken_away: bool) -> None:
    assert PARSER.is_further(text) == is_taken_away


@pytest.mark.parametrize(
    "unit", ["A1, ", "1 1 ", "10 20 PX 5 ", "C4 without A1, ", "A1 and ", "1,1, ", "keep A1 "]
)
def test_long_lists_are_read_quickly(unit: str) -> None:
    started = time.perf_counter()
    for start, end in [("remove ", "x"), ("C4 without ", "weg"), ("", "-")]:
        with pytest.raises(UserError):
            read_reply(f"{start}{unit * (4080 // len(unit))}{end}", GRID, Prompt([C4]))
    assert time.perf_counter() - started < 2  # seconds; for ever where they are slow


@pytest.mark.parametrize("text", ["C4 ➖A1", "C4 ❌ A1", "🚫A1 C4", "C4 ➖ A1 👍"])
def test_an_emoji_may_be_a_minus(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4], [A1])


@pytest.mark.parametrize("text", ["-A1 and C4", "not A1 but C4", "not A1, C4", "no A1, C4"])
def test_a_sign_takes_one_place_away_and_but_ends_what_a_word_does(text: str) -> None:
    assert read_reply(text, GRID) == Prompt([C4], [A1])


@pytest.mark.parametrize(
    "text",
    ["B2:F7", "B2-F7", "f7:b2", "B7 : F2", "106,106:639,745", "B2~F7", "b2 ～ f7", "B2–F7",
     "B2F7", "b2f7 please", "B2 to F7", "from b2 to f7", "From B2 till F7!", "B2 → F7",
     "B2->F7", "106,106 to 639,745", "B2에서 F7까지", "b2부터 f7까지 오려줘", "von B2 bis F7",
     "de B2 a F7", "de B2 à F7", "от B2 до F7", "B2からF7まで"],
)  # fmt: skip
def test_two_corners_make_a_box(text: str) -> None:
    assert read_reply(text, GRID) == Prompt(box=Box(106, 106, 640, 746))


def test_points_and_a_box_can_stand_together() -> None:
    assert read_reply("B2:F7 C4 -A1", GRID) == Prompt([C4], [A1], Box(106, 106, 640, 746))


@pytest.mark.parametrize(
    "text",
    ["", " ", "hello", "😀", "1e9,3", "C", "4", "C4D5E6", "C4 to", "C4 D", "640", "640,",
     ",360", "640,360,1", "--C4", "C4 :", "B2:F7 A1:B2", "100,80:100,80", "C4?D5", "½,3",
     "NaN,NaN", "inf inf", "0x10,5", "A" * 4096, "1" * 4096, "🇰🇷4", "C4\0",
     "/cut C4", "9" * 400 + ",1"],
)  # fmt: skip
def test_what_is_no_point_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableReply) as caught:
        read_reply(text, GRID)
    assert caught.value.example == "G5"


@pytest.mark.parametrize(
    "text",
    ["Z99", "M1", "A9", "C0", "AA1", "1280,0", "0,853", "999999999,1", "101%,1%", "C4 M1",
     "A1:M9", "-M1 C4"],
)  # fmt: skip
def test_what_lies_outside_is_answered_with_where_the_photo_ends(text: str) -> None:
    with pytest.raises(OutsidePhoto) as caught:
        read_reply(text, GRID)
    assert caught.value.last_cell == "L8"
    assert (caught.value.right, caught.value.bottom) == (1279, 852)


@pytest.mark.parametrize(
    ("text", "base", "objects"),
    [
        ("C4 + D5", None, Objects(None, (Prompt([C4]), Prompt([D5])))),
        ("C4 ➕ D5", None, Objects(None, (Prompt([C4]), Prompt([D5])))),
        ("C4+D5", None, Objects(None, (Prompt([C4]), Prompt([D5])))),
        ("C4 -A1 + D5 C4", None, Objects(None, (Prompt([C4], [A1]), Prompt([D5, C4])))),
        ("A1 + C4 + D5", None, Objects(None, (Prompt([A1]), Prompt([C4]), Prompt([D5])))),
        ("D5", Prompt([C4]), Objects(Prompt([C4, D5]), ())),
        ("-A1 + D5", Prompt([C4]), Objects(Prompt([C4], [A1]), (Prompt([D5]),))),
        ("+ D5", Prompt([C4]), Objects(None, (Prompt([D5]),))),
        ("+D5", None, Objects(None, (Prompt([D5]),))),
    ],
)
def test_a_plus_parts_objects_that_have_points_of_their_own(
    text: str, base: Prompt | None, objects: Objects
) -> None:
    assert PARSER.read_objects(text, GRID, base) == objects


@pytest.mark.parametrize(
    ("text", "error"),
    [("+", UnreadableReply), ("C4 +", UnreadableReply), ("C4 + + D5", UnreadableReply),
     ("C4 + hello", UnreadableReply), ("C4 + -D5", NothingToKeep), ("C4 + Z99", OutsidePhoto),
     ("+ C4" * 101, TooManyPoints)],
)  # fmt: skip
def test_each_object_has_to_be_pointed_at(text: str, error: type[UserError]) -> None:
    with pytest.raises(error):
        PARSER.read_objects(text, GRID, Prompt([C4]))


@pytest.mark.parametrize("text", ["-A1", "-5,10", "not a1 !B2", "C4 -C4"])
def test_taking_places_away_and_keeping_none_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(NothingToKeep) as caught:
        read_reply(text, GRID)
    assert caught.value.example == "G5"


@pytest.mark.parametrize(
    ("base", "text", "together"),
    [
        (Prompt([C4]), "D5", Prompt([C4, D5])),
        (Prompt([C4]), "and D5", Prompt([C4, D5])),
        (Prompt([C4]), "-A1", Prompt([C4], [A1])),
        (Prompt([C4], [A1]), "A1", Prompt([C4, A1])),
        (Prompt([C4, D5]), "-D5", Prompt([C4], [D5])),
        (Prompt([C4]), "D5 -D5", Prompt([C4], [D5])),
        (Prompt([C4]), "C4", Prompt([C4])),
        (Prompt([C4]), "-640,360", Prompt([C4], [Point(640, 360)])),
        (Prompt([C4]), "B2:F7", Prompt([C4], box=Box(106, 106, 640, 746))),
        (Prompt(box=Box(1, 2, 3, 4)), "B2:F7 -A1", Prompt([], [A1], Box(106, 106, 640, 746))),
        (Prompt(box=Box(1, 2, 30, 40)), "-C4", Prompt([], [C4], Box(1, 2, 30, 40))),
    ],
)
def test_a_further_reply_adds_to_what_was_said_and_the_later_word_counts(
    base: Prompt, text: str, together: Prompt
) -> None:
    assert read_reply(text, GRID, base) == together


@pytest.mark.parametrize(
    ("text", "error"),
    [("-C4", NothingToKeep), ("", UnreadableReply), ("hello", UnreadableReply),
     ("Z9", OutsidePhoto)],
)  # fmt: skip
def test_a_further_reply_has_to_say_something_that_makes_sense(
    text: str, error: type[UserError]
) -> None:
    with pytest.raises(error):
        read_reply(text, GRID, Prompt([C4]))


def test_points_of_all_replies_together_are_limited() -> None:
    base = Prompt([Point(x, 0) for x in range(MAX_POINTS - 1)])
    assert len(read_reply("C4", GRID, base).keep) == MAX_POINTS
    with pytest.raises(TooManyPoints):
        read_reply("C4 D5", GRID, base)


def test_as_many_objects_as_fit_are_read_and_no_more() -> None:
    assert (
        len(PARSER.read_objects(" + ".join(["C4"] * MAX_OBJECTS), GRID).others) == MAX_OBJECTS
    )
    with pytest.raises(TooManyObjects):
        PARSER.read_objects(" + ".join(["C4"] * (MAX_OBJECTS + 1)), GRID)


def test_too_many_points_are_refused() -> None:
    cells = [Cell(column, row).label for column in range(12) for row in range(8)]
    assert len(read_reply(" ".join(cells), GRID).keep) == 96
    many = [*cells, *cells][: MAX_POINTS + 1]
    for text in (" ".join(many), "1," * 2048, f"without {' and '.join(many)}"):
        with pytest.raises(TooManyPoints):
            read_reply(text, GRID)


@given(st.text(max_size=200) | st.from_regex(r"[-!A-L0-9,;:%() .]{1,60}", fullmatch=True))
def test_any_text_is_points_inside_the_photo_or_an_answer(text: str) -> None:
    try:
        prompt = read_reply(text, GRID)
    except UserError:
        return
    assert prompt.keep or prompt.box
    assert all(GRID.size.contains(point) for point in prompt.keep + prompt.drop)


@given(st.builds(Size, st.integers(1, 6000), st.integers(1, 6000)), st.data())
def test_a_prompt_in_words_reads_back_as_itself(size: Size, data: st.DataObject) -> None:
    grid = grid_for(size)
    point = st.builds(Point, st.integers(0, size.width - 1), st.integers(0, size.height - 1))
    keep = data.draw(st.lists(point, min_size=1, max_size=5, unique=True))
    drop = data.draw(st.lists(point.filter(lambda each: each not in keep), max_size=5))
    prompt = Prompt(keep, dict.fromkeys(drop))
    assert read_reply(describe([prompt], grid), grid) == prompt


@pytest.mark.parametrize(
    ("text", "place"),
    [("zoom C4", "C4"), ("ZOOM c4", "C4"), ("zoom into C4", "C4"), ("zoom 640,360", "640,360"),
     ("zoomC4", "C4"), ("zoom", ""), ("확대 C4", "C4"), ("C4 확대", "C4"), ("ㅊ4 확대", "C4"),
     ("확대", ""), ("zoom hello", "HELLO"), ("C4", None), ("-C4", None), ("", None)],
)  # fmt: skip
def test_a_wish_to_see_more_closely_is_told_from_points(text: str, place: str | None) -> None:
    assert PARSER.read_zoom(text) == place


@pytest.mark.parametrize(
    ("text", "area"),
    [("C4", GRID.bounds(Cell(2, 3))), ("640,360", Box(640, 360, 641, 361)),
     ("B2:F7", Box(106, 106, 640, 746))],
)  # fmt: skip
def test_a_place_is_the_pixels_it_covers(text: str, area: Box) -> None:
    assert PARSER.read_area(text, GRID) == area


@pytest.mark.parametrize(
    ("text", "error"),
    [("", UnreadableReply), ("hello", UnreadableReply), ("C4 D5", UnreadableReply),
     ("-C4", UnreadableReply), ("Z99", OutsidePhoto)],
)  # fmt: skip
def test_a_place_that_makes_no_sense_is_refused(text: str, error: type[UserError]) -> None:
    with pytest.raises(error):
        PARSER.read_area(text, GRID)


def test_cells_of_a_closer_look_mean_their_own_pixels() -> None:
    closer = zoomed(GRID, GRID.bounds(Cell(2, 3)))
    assert closer
    prompt = read_reply("C4 1279,852", closer)
    assert prompt.keep == (closer.center(Cell(2, 3)), Point(1279, 852))
    assert closer.area.left < prompt.keep[0].x < closer.area.right
    assert describe([prompt], closer) == "C4 1279,852"
    assert read_reply(describe([prompt], GRID), GRID) == prompt


def test_the_example_lies_in_the_middle() -> None:
    assert example_cell(GRID).label == "G5"
    assert example_cell(grid_for(Size(1, 1))).label == "A1"


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("2: C4", 2, "C4"),
        ("10:640,360", 10, "640,360"),
        ("#3 zoom C4", 3, "ZOOM C4"),
        ("1) -A1", 1, "-A1"),
        ("2. c4 d5", 2, "C4 D5"),
        ("２：Ｃ４", 2, "C4"),
        ("2번 C4", 2, "C4"),
        ("2번C4", 2, "C4"),
        ("2nd C4", 2, "C4"),
        ("2 the cell C4", 2, "THE CELL C4"),
        ("C4", None, "C4"),
        ("640,360", None, "640,360"),
        ("1.5%,40%", None, "1.5%,40%"),
        ("2 640,360", None, "2 640,360"),
        ("11: C4", None, "11: C4"),
        ("4C", None, "4C"),
        ("2:", None, "2:"),
    ],
)
def test_a_photo_s_number_stands_in_front(text: str, number: int | None, rest: str) -> None:
    assert PARSER.read_number(text) == (number, rest)


@pytest.mark.parametrize(
    ("text", "places"),
    [("the dog in C4", "C4"), ("1. C4", "C4"), ("2: C4", "C4"), ("강아지 C4!", "C4"),
     ("C4 (the cat)", "C4"), ("le chien en C4", "C4"), ("собака в С4", "C4"),
     ("the dog at C4 and D5, please", "C4 AND D5"), ("remove the dog in C4", "-C4"),
     ("ohne den Hund in C4", "-C4"), ("C4 강아지는 빼줘", "-C4"), ("all C4 but the dog", "C4"),
     ("cut out C4 and remove the background", "C4"), ("keep C4, remove the rest", "C4"),
     ("C4 배경 제거", "C4"), ("can you remove the dog in C4", "-C4"),
     ("o cachorro no C4", "C4"), ("no, the dog in C4", "C4"), ("cut C4 out", "C4")],
)  # fmt: skip
def test_places_are_found_between_words_that_mean_nothing(text: str, places: str) -> None:
    assert PARSER.places_amid(text) == places


@pytest.mark.parametrize(
    "text",
    ["the dog", "MP3", "iPhone 12", "C4.5", "not without C4", "not this, without C4",
     "remove the dog in C4 and D5", "zoom in on the dog in C4", "50% of it",
     "don't remove C4", "never remove C4", "remove everything around C4", "take C4 out",
     "leave C4 out", "cut C4 off", "C4 not needed", "don't touch C4", "entferne C4 nicht",
     "C4 nicht", "no borres C4", "C4以外を消して", "C4 빼지 마", "the dog in C4, not the cat",
     "not the cat, the dog in C4", "the one without a hat in C4", "C4 please remove"],
)  # fmt: skip
def test_no_place_is_found_where_the_words_may_mean_something(text: str) -> None:
    assert PARSER.places_amid(text).lower() == text.lower().replace("'", "")


@pytest.mark.parametrize(
    "text", ["не убирай C4", "C4 убери", "не прибирай C4", "n'enlève pas C4", "não C4"]
)
def test_a_place_that_is_not_to_be_excluded_is_not(text: str) -> None:
    assert PARSER.places_amid(text) not in {"C4", "-C4"}


@pytest.mark.parametrize(
    ("text", "is_main"),
    [("cut out the dog", True), ("remove the background", True), ("배경 제거해줘", True),
     ("hi, can you remove the background please?", True), ("just the person", True),
     ("안녕하세요 누끼 따주세요", True), ("이거 배경 지워줘", True),
     ("thanks, now remove the background", True), ("bitte den Hintergrund entfernen", True),
     ("the dog", False), ("white", False), ("cut out C4", False), ("blur", False),
     ("rgb(300,0,0)", False), ("on #ff", False)],
)  # fmt: skip
def test_what_asks_for_the_main_thing(text: str, is_main: bool) -> None:
    assert PARSER.is_main(text) == is_main


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a1.jpg",
        "t.me/chan/B4",
        "https://youtu.be/B2-xyz",
        "a1@mail.example",
    ],
)
def test_an_address_names_no_place(address: str) -> None:
    assert not PARSER.is_prompt(PARSER.places_amid(f"look {address}"))
    assert not PARSER.is_prompt(PARSER.places_amid(address))
    assert PARSER.is_prompt(f"C4 {address}")


@pytest.mark.parametrize(
    "unit", ["dog C4 ", "remove the ", "hi, ", "zoom ", "the A", "is too "]
)
def test_places_amid_long_talk_are_found_quickly(unit: str) -> None:
    started = time.perf_counter()
    for text in (unit * (4090 // len(unit)), f"{unit * (4080 // len(unit))}C4 x"):
        PARSER.places_amid(text)
        PARSER.read_order(text)
        PARSER.is_main(text)
    assert time.perf_counter() - started < 2  # seconds; for ever where they are slow
