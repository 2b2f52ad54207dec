"""A phone shows all of what stands on a button, in every language."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from removerbot.chat.handlers.options import languages_keyboard
from removerbot.chat.keyboards import (
    added_keyboard,
    cells_keyboard,
    fresh_keyboard,
    preview_keyboard,
    rules_keyboard,
    start_keyboard,
    style_keyboard,
)
from removerbot.chat.result_keyboards import (
    label_width,
    more_keyboard,
    preferences_keyboard,
    result_keyboard,
)
from removerbot.editing.outputs import Preview
from removerbot.i18n import Words, load_words
from removerbot.imaging.grid import grid_for
from removerbot.imaging.options import DEFAULTS
from removerbot.imaging.sticker import Style
from removerbot.imaging.types import Point, Prompt, Size
from removerbot.segmentation.revisions import Click, Job, Revision, Source
from removerbot.storage.packs import GroupRules, Pack, StickerDraft
from tests.fakes import LANGUAGES

WORDS = load_words()

WIDEST = {1: 40, 2: 20, 3: 14, 4: 10}
"""Buttons of a row → Latin letters in each that a phone shows, a tick among them. Buttons of
cells, numbers and colors have one or two letters, and stand in longer rows."""

CHANGES: list[dict[str, str | int | bool]] = [
    {},
    {"edge": "hard", "grow": 2, "crop": "trim", "outline": "black", "background": "black"},
    {"edge": "fine", "grow": -2, "crop": "square", "outline": "white", "format": "webp"},
    {"background": "white", "shadow": True, "format": "webp-lossless"},
    {"background": "blur", "format": "jpg"},
]
STYLES = [
    Style(width=width, shadow=shadow) for width in (5, 10, 18) for shadow in (True, False)
]
ELSEWHERE = {"button-again", "button-open", "button-send-sticker", "button-background-photo"}
"""Texts of buttons that have a row of their own elsewhere."""


def keyboards(words: Words) -> Iterator[InlineKeyboardMarkup]:
    """All there are, with all their buttons; what is chosen is ticked."""
    job = Job(Source(1, 1, 1, "f", "n"), grid_for(Size(1280, 853)))
    clicks = Click(Prompt([Point(1, 1)])), Click(Prompt([Point(2, 2)]))
    revision = Revision(job, clicks, (grid_for(Size(640, 400)),), id=1)
    tap, correct = (
        InlineKeyboardButton(words.say(name), url="https://t.me")
        for name in ("button-page", "button-correct")
    )
    preview = cast("Preview", SimpleNamespace(revision=revision))
    yield preview_keyboard(preview, words, tap)
    yield cells_keyboard(preview, words, "cell", "back")
    yield result_keyboard(revision, "sb", words, correct)
    for options in (DEFAULTS.replace(**changes) for changes in CHANGES):
        yield preferences_keyboard(options, words)
        yield more_keyboard(Revision(job, clicks, options=options, id=1), "sb", words)
    for allowed in (True, False):
        yield rules_keyboard(GroupRules(allowed, allowed, allowed), words)
    for style in (*STYLES, Style(outline=None)):
        draft = StickerDraft(1, 1, 1, style, "t", (), id=1)
        yield style_keyboard(draft, words)
        yield fresh_keyboard(draft, words)
        yield start_keyboard(draft, "bot", words)
        yield added_keyboard(draft, Pack(1, 1, "n_by_bot", "T"), words)
    for chosen in (None, words.language):
        yield languages_keyboard(LANGUAGES, chosen, words)


@pytest.mark.parametrize(
    ("label", "letters"), [("", 0), ("Undo", 4), ("✓ PNG", 5), ("한국어", 6), ("← 뒤로", 6)]
)
def test_a_letter_of_east_asia_is_as_wide_as_two(label: str, letters: int) -> None:
    assert label_width(label) == letters


@pytest.mark.parametrize("language", WORDS)
def test_a_label_is_not_cut(language: str) -> None:
    rows = [row for board in keyboards(WORDS[language]) for row in board.inline_keyboard]
    wide = {
        (len(row), button.text)
        for row in rows
        for button in row
        if label_width(button.text) > WIDEST.get(len(row), 3)
    }
    assert not wide


@pytest.mark.parametrize("language", WORDS)
def test_every_label_is_looked_at(language: str) -> None:
    words = WORDS[language]
    seen = {
        button.text.removeprefix("✓ ")
        for board in keyboards(words)
        for row in board.inline_keyboard
        for button in row
    }
    named = {f"button-{name}": text for name, text in words.section("button-").items()}
    assert {name for name, text in named.items() if text not in seen} == ELSEWHERE
    assert all(label_width(named[name]) <= WIDEST[1] for name in ELSEWHERE)
