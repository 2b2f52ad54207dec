"""The texts for people and the words that people use, in every language there is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import removerbot.chat
from removerbot import errors
from removerbot.chat.keyboards import preview_keyboard
from removerbot.chat.result_keyboards import (
    more_keyboard,
    preferences_keyboard,
    result_keyboard,
)
from removerbot.editing.outputs import Preview
from removerbot.errors import EngineError, RemoverError, UserError
from removerbot.i18n import (
    DEFAULT_LANGUAGE,
    LOCALES,
    Value,
    Words,
    error_name,
    load_words,
    reply_words,
    words_for,
)
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.color import NAMES
from removerbot.imaging.encode import Fit
from removerbot.imaging.grid import Cell, grid_for
from removerbot.imaging.options import DEFAULTS
from removerbot.imaging.types import Note, Prompt, Size
from removerbot.segmentation.prompt_parser import PromptParser
from removerbot.segmentation.revisions import Click, Job, Revision, Source
from removerbot.web.mini_app import STATIC
from telegram_sandbox.client import SandboxClient
from tests.chat.conftest import ball_file

CHAT = Path(removerbot.chat.__file__).parent
FILES = sorted(LOCALES.glob("*.ftl"))
LANGUAGES = [file.stem for file in FILES]
WORDS = load_words()

SOME_ERRORS = [
    errors.NothingToCut(),
    errors.MovingPicture(),
    errors.MovingPicture("gif"),
    errors.UnreadableReply("G5", "number"),
    errors.PhotoElsewhere(),
    errors.RawPhoto(),
    errors.NoPhotoNamed(),
    errors.OnlyWhoAsked(),
    errors.WhichPhoto("G5"),
    errors.NoSuchPhoto(3),
    errors.AdminsOnly(),
    errors.RawPhoto(),
    errors.NotAColor(),
    errors.NotEmoji(),
    errors.TooManyEmoji(20),
    errors.NoStickerNamed(),
    errors.AlreadyInPack(),
    errors.NotInPack(),
    errors.NotYourSticker(),
    errors.NoPack(),
    errors.EmptyTitle(),
    errors.OwnerMustStart(),
    errors.PackUnavailable(kind="sticker"),
    errors.PackUnavailable(kind="emoji"),
    errors.NotAnImage(),
    errors.RawPhoto(),
    errors.DamagedImage(),
    errors.FileTooLarge(21.04, 20),
    errors.TooManyPixels(30_000, 30_000, 50),
    errors.UnreadableReply("G5"),
    errors.NothingToKeep("G5"),
    errors.NothingToEnlarge(),
    errors.NoOtherSize("G5"),
    errors.TooHeavy(),
    errors.TooManyObjects(20),
    errors.TooManyPoints(100),
    errors.OutsidePhoto("Z99", "L8", 1280, 853),
    errors.NothingFound(),
    errors.NoOpenJob(),
    errors.StaleButton(),
    errors.StalePass(),
    errors.NotYourPhoto(),
    errors.PhotoGone(),
    errors.BackgroundGone(),
    errors.CutoutTooLarge(88.1, 50),
    errors.TooManyRequests(),
    errors.DailyLimitReached(20),
    errors.EngineBusy(),
    errors.EngineTimeout(),
    errors.EngineFailed(),
    errors.StorageGone(),
]


def leaves(kind: type[RemoverError]) -> Iterator[type[RemoverError]]:
    if not kind.__subclasses__():
        yield kind
    for child in kind.__subclasses__():
        yield from leaves(child)


def test_every_error_that_a_person_can_meet_has_an_example_here() -> None:
    answerable = {*leaves(UserError), *leaves(EngineError)}
    assert {type(error) for error in SOME_ERRORS} == answerable


@pytest.mark.parametrize("error", SOME_ERRORS, ids=lambda error: error_name(type(error)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_words_in_every_language(error: RemoverError, language: str) -> None:
    words = WORDS[language].explain(error)
    assert 10 < len(words) < 250


def test_every_error_is_drawn_in_the_tree() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    assert drawn == {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, RemoverError)
    } - {"RemoverError"}


def messages(path: Path) -> dict[str, set[str]]:
    """The texts of a locale, each with the values it takes."""
    tree = FluentParser().parse(path.read_text("utf-8"))
    junk = [entry.content for entry in tree.body if isinstance(entry, fluent.Junk)]
    assert not junk, junk
    return {
        entry.id.name: set(
            re.findall(r"\$(\w+)", path.read_text("utf-8")[entry.span.start : entry.span.end])
        )
        for entry in tree.body
        if isinstance(entry, fluent.Message) and entry.span
    }


def test_all_languages_have_the_same_texts_with_the_same_values() -> None:
    english, *others = [
        {name: values for name, values in messages(path).items() if not is_reply(name)}
        for path in sorted(FILES, key=lambda path: path.stem != DEFAULT_LANGUAGE)
    ]
    assert len(FILES) >= 2
    for other in others:
        assert other == english


def is_reply(name: str) -> bool:
    """Whether it is words that people use: not every language has all kinds of them."""
    return name.startswith("reply-")


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_words_that_people_use_are_of_a_known_kind_and_well_formed(path: Path) -> None:
    head = (LOCALES / "en.ftl").read_text("utf-8").partition("\nreply-")[0]
    known = set(re.findall(r"reply-\w+", head))
    assert set(filter(is_reply, messages(path))) <= known
    words = reply_words({path.stem: WORDS[path.stem]})
    for phrase in words["without"] + words["negation"] + words["zoom"] + words["number"]:
        assert phrase.count("…") == 1, phrase
        assert phrase.strip("… "), phrase
    for phrase in words["also"]:
        assert re.fullmatch(r"…[^…]*[^…\s][^…]*…", phrase), phrase
    for keyboard in words["keyboard"]:
        assert re.fullmatch(r"[a-z]\S+", keyboard), keyboard


def test_no_color_means_different_ones_in_two_languages() -> None:
    named: dict[str, str] = {}
    for color in reply_words(load_words())["colors"]:
        word, css = color.rsplit(" ", 1)
        assert css in NAMES, color
        assert named.setdefault(word, css) == css, color
        assert word not in NAMES or word == css, color


TELEGRAM_LIMITS = [("command-", 256), ("group-command-", 256), ("about-short", 120),
                   ("about", 512)]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_descriptions_are_as_short_as_telegram_wants(language: str) -> None:
    words = WORDS[language]
    for prefix, limit in TELEGRAM_LIMITS:
        for text in words.section(prefix).values():
            assert 0 < len(text) <= limit, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pixels_are_said_as_they_are_typed(language: str) -> None:
    text = WORDS[language].explain(errors.OutsidePhoto("Z99", "L8", 12800, 8530))
    assert "12799,8529" in text


@pytest.mark.parametrize("path", FILES, ids=LANGUAGES)
def test_no_word_has_letters_that_only_look_right(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("reply-keyboard"))
    assert not re.findall(r"\w*(?:[a-zA-Z][Ѐ-ӿ]|[Ѐ-ӿ][a-zA-Z])\w*", text)


class Listener(Words):
    """Remembers the names of the texts that are said."""

    def __init__(self) -> None:
        super().__init__("en", (LOCALES / "en.ftl").read_text("utf-8"))
        self.said: set[str] = set()

    def say(self, name: str, /, **values: Value) -> str:
        self.said.add(name)
        return super().say(name, **values)


def said_by_option_buttons() -> set[str]:
    words = Listener()
    for options in (DEFAULTS, DEFAULTS.replace(background=OtherPhoto("sea"))):
        preferences_keyboard(options, words)
    return words.said


def said_by_buttons_named_by_verbs() -> set[str]:
    grid, words = grid_for(Size(1280, 853)), Listener()
    job = Job(Source(1, 1, 1, "file", "photo"), grid)
    clicks = (Click(Prompt([(1, 1)])), Click(Prompt([(9, 9)])))
    revision = Revision(job, clicks=clicks, views=(grid,), id=1)
    preview_keyboard(Preview(revision, b"", "", "F5", "640,426", None, advises=False), words)
    result_keyboard(revision, "sb", words)
    more_keyboard(revision, "sb", words)
    return words.said


def test_every_text_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in CHAT.rglob("*.py"))
    page = "".join(path.read_text("utf-8") for path in STATIC.glob("*.*"))
    by_error = {error_name(type(error)) for error in SOME_ERRORS}
    in_code = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', code))
    by_note = set(get_args(Note)) | {f"fit-{fit}" for fit in Fit}
    by_buttons = said_by_option_buttons() | said_by_buttons_named_by_verbs()
    in_page = {f"page-{name}" for name in re.findall(r"(?:\bwords\.|=\")([\w-]+)", page)}
    unused = {
        name
        for name in messages(FILES[0])
        if name not in by_error | in_code | in_page | by_buttons | by_note
        and not re.match(r"(group-)?command-|reply-", name)
    }
    assert not unused


def test_no_sentence_stands_in_the_code_that_answers() -> None:
    """Texts belong to the locale files: what handlers pass on are names, never sentences."""
    for path in (CHAT / "handlers").glob("*.py"):
        for call in calls(path):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if name.startswith(("reply", "say", "_say", "send", "edit", "answer")):
                strings = [
                    node.value
                    for node in ast.walk(call)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str)
                ]
                assert all(re.fullmatch(r"\W*|[a-z-]*", text) for text in strings), strings


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


GRID = grid_for(Size(1280, 853))
C4, D5 = GRID.center(Cell(2, 3)), GRID.center(Cell(3, 4))


def test_another_language_is_another_file(tmp_path: Path) -> None:
    """Its words are understood beside those of the others."""
    for file in FILES:
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    dutch = (
        *("reply-without = zonder …, … weglaten", "reply-also = … en …, …plus…"),
        *("reply-zoom = vergroot…, … dichterbij", "reply-number = …e foto"),
        *("reply-keyboard = aж, zы", "start = Hallo!"),
    )
    (tmp_path / "nl.ftl").write_text("\n".join(dutch), "utf-8")
    languages = load_words(tmp_path)
    parser = PromptParser(reply_words(languages))

    for text in ("D5 zonder C4", "C4 weglaten D5", "D5, C4 빼고", "D5 without C4"):
        assert parser.read_objects(text, GRID).others == (Prompt([D5], [C4]),)
    for text in ("C4 en D5", "C4 plusD5", "C4 and D5", "C4와 D5"):
        assert parser.read_objects(text, GRID).others == (Prompt([C4, D5]),)
    for text in ("vergroot C4", "C4 dichterbij", "확대 C4", "zoom C4"):
        assert parser.read_zoom(text) == "C4"
    assert parser.read_number("2e foto: C4") == (2, "C4")
    assert parser.read_objects("ж1", GRID) == parser.read_objects("A1", GRID)
    for text in ("D5 zonderC4", "C4 enD5", "C4weglaten"):
        with pytest.raises(errors.UnreadableReply):
            parser.read_objects(text, GRID)
    assert words_for(languages, "nl-BE").say("start") == "Hallo!"


def test_a_file_is_parsed_once_and_again_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "en.ftl"
    file.write_text("start = Hello!", "utf-8")
    first = load_words(tmp_path)["en"]
    assert load_words(tmp_path)["en"] is first
    file.write_text("start = Welcome!", "utf-8")
    assert load_words(tmp_path)["en"].say("start") == "Welcome!"


@pytest.mark.parametrize(
    ("code", "language"),
    [("ko", "ko"), ("ko-KR", "ko"), ("en-GB", "en"), ("KO", "ko"), ("nl", "en"), (None, "en")],
)
def test_the_language_follows_the_persons_app(code: str | None, language: str) -> None:
    languages = load_words()
    assert words_for(languages, code) is languages[language]


@pytest.mark.parametrize(
    ("command", "language", "part"),
    [
        ("/start", "en", "Send me a photo"),
        ("/start", "ko", "사진을 보내 주세요"),
        ("/help", "en", "C4 D5"),
        ("/help", "ko", "C4 D5"),
        ("/privacy", "en", "never saved to disk"),
        ("/privacy", "ko", "디스크에 저장되지 않아요"),
        ("/cancel", "en", "nothing to put away"),
        ("/cancel", "ko", "치울 사진이 없어요"),
        ("/unknown", "en", "C4 D5"),
    ],
)
async def test_commands_are_answered_in_the_persons_language(
    client: SandboxClient, command: str, language: str, part: str
) -> None:
    person = await client.person("Kim", language)
    answer = await person.next_message(after=await person.say(command))
    assert part in answer["text"]


async def test_a_photo_is_answered_in_korean_too(client: SandboxClient) -> None:
    person = await client.person("Kim", "ko")
    preview = await person.next_message(after=await person.send_photo(ball_file()))
    assert preview["caption"].startswith("무엇을 오릴까요?")
    cutout = await person.next_message(after=await person.say("ㄹ6"))
    assert cutout["caption"].startswith("F6 – 여기 있어요.")


MENU = ["start", "help", "auto", "sticker", "pack", "remove", "settings", "cancel", "privacy",
        "mydata", "forget"]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
async def test_commands_and_descriptions_are_announced(
    client: SandboxClient, language: str
) -> None:
    words = WORDS[language]
    person = await client.person("Kim", language)
    profile = await person.profile()
    seen = 0
    menu = [{"command": name, "description": words.say(f"command-{name}")} for name in MENU]
    while profile["commands"] != menu:
        events = await person.events(after=seen, within=20)
        assert events, profile
        seen, profile = events[-1]["id"], await person.profile()


def test_every_command_of_a_menu_is_handled_and_only_those_of_owners_are_in_none() -> None:
    handled: set[str] = set()
    for call in calls(CHAT / "routes.py"):
        if isinstance(call.func, ast.Name) and call.func.id == "_command":
            names = ast.literal_eval(call.args[0])
            handled |= {names} if isinstance(names, str) else set(names)
    words = WORDS["en"]
    menus = {*words.section("command-"), *words.section("group-command-")}
    assert handled == menus | {"stats", "block", "allow"}


def test_groups_have_a_menu_of_their_own() -> None:
    menu = WORDS["en"].section("group-command-")
    assert list(menu) == ["cut", "auto", "sticker", "pack", "remove", "settings", "help"]
    assert menu["help"] == "What you can write"
    assert menu["settings"] == "What everyone may do in this group"
