"""What the bot says of itself, in the person's language; and that no word is missing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import removerbot.chat
from removerbot import errors
from removerbot.chat.app import COMMANDS, GROUP_COMMANDS
from removerbot.chat.i18n import Value, Words, error_name, load_words, words_for
from removerbot.chat.result_keyboards import preferences_keyboard
from removerbot.errors import EngineError, RemoverError, UserError
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.options import DEFAULTS
from telegram_sandbox.client import SandboxClient
from tests.chat.conftest import image_file, scene

CHAT = Path(removerbot.chat.__file__).parent
LOCALES = sorted((CHAT / "locales").glob("*.ftl"))

SOME_ERRORS = [
    errors.NothingToCut(),
    errors.NoPhotoNamed(),
    errors.OnlyWhoAsked(),
    errors.WhichPhoto("G5"),
    errors.NoSuchPhoto(3),
    errors.AdminsOnly(),
    errors.NotAColour(),
    errors.NotEmoji(),
    errors.TooManyEmoji(20),
    errors.NoStickerNamed(),
    errors.AlreadyInPack(),
    errors.NotInPack(),
    errors.NotYourSticker(),
    errors.NoPack(),
    errors.EmptyTitle(),
    errors.OwnerMustStart(),
    errors.PackUnavailable(),
    errors.NotAnImage(),
    errors.DamagedImage(),
    errors.FileTooLarge(21.04, 20),
    errors.TooManyPixels(30_000, 30_000, 50),
    errors.UnreadableReply("G5"),
    errors.NothingToKeep("G5"),
    errors.NothingToEnlarge(),
    errors.TooManyPoints(100),
    errors.OutsidePhoto("Z99", "L8", 1280, 853),
    errors.NothingFound(),
    errors.NoOpenJob(),
    errors.StaleButton(),
    errors.StalePass(),
    errors.NotYourPhoto(),
    errors.PhotoGone(),
    errors.BackgroundGone(),
    errors.TooManyRequests(),
    errors.DailyLimitReached(20),
    errors.EngineBusy(),
    errors.EngineTimeout(),
    errors.EngineFailed(),
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
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_error_has_words_in_every_language(error: RemoverError, language: str) -> None:
    words = load_words()[language].explain(error)
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
    english, *others = [messages(path) for path in LOCALES]
    assert len(LOCALES) >= 2
    for other in others:
        assert other == english


class Listener(Words):
    """Remembers the names of the texts that are said."""

    def __init__(self) -> None:
        super().__init__("en", LOCALES[0].read_text("utf-8"))
        self.names: set[str] = set()

    def say(self, name: str, /, **values: Value) -> str:
        self.names.add(name)
        return super().say(name, **values)


def said_by_option_buttons() -> set[str]:
    words = Listener()
    for options in (DEFAULTS, DEFAULTS.replace(background=OtherPhoto("sea"))):
        preferences_keyboard(options, words)
    return words.names


def test_every_text_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in CHAT.rglob("*.py"))
    by_error = {error_name(type(error)) for error in SOME_ERRORS}
    by_command = {*COMMANDS.values(), *GROUP_COMMANDS.values()}
    unused = {
        name
        for name in messages(LOCALES[0])
        if name not in by_error | by_command | said_by_option_buttons()
        and f'"{name}"' not in code
    }
    assert not unused


def test_no_sentence_stands_in_the_code_that_answers() -> None:
    """Texts belong to the locale files: what handlers pass on are names, never sentences."""
    tree = ast.parse((CHAT / "handlers.py").read_text("utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name.startswith(("reply", "say", "_say", "send", "edit", "answer")):
            strings = [
                node.value
                for node in ast.walk(call)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            ]
            assert all(re.fullmatch(r"[a-z-]*", text) for text in strings), strings


@pytest.mark.parametrize(
    ("code", "language"),
    [("ko", "ko"), ("ko-KR", "ko"), ("en-GB", "en"), ("KO", "ko"), ("fr", "en"), (None, "en")],
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
    preview = await person.next_message(after=await person.send_photo(image_file(scene())))
    assert preview["caption"].startswith("무엇을 오릴까요?")
    cutout = await person.next_message(after=await person.say("ㄹ6"))
    assert cutout["caption"].startswith("F6 – 확신도")


@pytest.mark.parametrize(
    ("language", "help_text"), [("en", "What you can write"), ("ko", "입력할 수 있는 것")]
)
async def test_commands_and_descriptions_are_announced(
    client: SandboxClient, language: str, help_text: str
) -> None:
    person = await client.person("Kim", language)
    profile = await person.profile()
    seen = 0
    while {"command": "help", "description": help_text} not in profile["commands"]:
        events = await person.events(after=seen, within=20)
        assert events, profile
        seen, profile = events[-1]["id"], await person.profile()
    assert [entry["command"] for entry in profile["commands"]] == list(COMMANDS)
