"""The buttons of the options: labels, ticks, and the data that old messages have, too."""

import re

import pytest

from removerbot.chat.handlers.options import PREFER
from removerbot.chat.result_keyboards import OPTIONS, preferences_keyboard
from removerbot.editing.preferences import changed
from removerbot.errors import StaleButton
from removerbot.i18n import load_words
from removerbot.imaging.background import BlurredPhoto, OtherPhoto, SolidColor
from removerbot.imaging.encode import Format
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import DEFAULTS, Crop, Options

USUAL = """\
Hard edge=edge:hard | ✓ Soft edge=edge:soft | Fine edge=edge:fine
− Shrink=grow:-1 | + Grow=grow:1
✓ Whole=crop:none | Trimmed=crop:trim | Square=crop:square
White line=outline:#ffffff | Black line=outline:#000000 | Shadow=shadow:on
✓ Clear=ground:none | White=ground:#ffffff | Black=ground:#000000 | Blur=ground:blur
✓ PNG=format:png | WEBP=format:webp | Lossless=format:webp-lossless | JPEG=format:jpg"""

CHANGED = """\
✓ Hard edge=edge:hard | Soft edge=edge:soft | Fine edge=edge:fine
✓ −5 px=grow:0 | + Grow=grow:-4
Whole=crop:none | Trimmed=crop:trim | ✓ Square=crop:square
✓ White line=outline:none | Black line=outline:#000000 | ✓ Shadow=shadow:off
Clear=ground:none | White=ground:#ffffff | Black=ground:#000000 | Blur=ground:blur
✓ #ff8800=ground:#ff8800
PNG=format:png | WEBP=format:webp | Lossless=format:webp-lossless | ✓ JPEG=format:jpg"""


def drawn(options: Options) -> str:
    """The rows, each button as `label=option:value`."""
    keyboard = preferences_keyboard(options, load_words()["en"])
    return "\n".join(
        " | ".join(
            f"{button.text}={str(button.callback_data).removeprefix('like:')}" for button in row
        )
        for row in keyboard.inline_keyboard
    )


def assert_rows(rows: str, options: Options) -> None:
    """These rows are there in this order; further options may have more."""
    expected = ".*".join(map(re.escape, rows.splitlines()))
    assert re.match(expected, drawn(options), re.DOTALL), drawn(options)


def test_a_button_shows_what_is_chosen_and_sets_what_it_says() -> None:
    assert_rows(USUAL, DEFAULTS)
    options = Options(
        edge=Edge.HARD,
        grow=-5,
        crop=Crop.SQUARE,
        outline=(255, 255, 255),
        shadow=True,
        background=SolidColor((255, 136, 0)),
        format=Format.JPEG,
    )
    assert_rows(CHANGED, options)
    photo = DEFAULTS.replace(background=OtherPhoto("sea"))
    assert "\n✓ Another photo=ground:photo\n" in drawn(photo)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("edge:fine", {"edge": Edge.FINE}),
        ("grow:-3", {"grow": -3}),
        ("crop:trim", {"crop": Crop.TRIM}),
        ("ground:blur", {"background": BlurredPhoto()}),
        ("ground:#000000", {"background": SolidColor((0, 0, 0))}),
        ("outline:#ffffff", {"outline": (255, 255, 255)}),
        ("outline:none", {"outline": None}),
        ("shadow:on", {"shadow": True}),
        ("format:jpg", {"format": Format.JPEG}),
    ],
)
def test_buttons_of_old_messages_still_work(data: str, expected: dict[str, object]) -> None:
    match = re.match(PREFER, f"like:{data}")
    assert match
    name, value = match.groups()
    assert changed(DEFAULTS, OPTIONS[name], value) == DEFAULTS.replace(**expected)


@pytest.mark.parametrize(
    ("option", "value"),
    [("edge", "sharp"), ("grow", "9"), ("background", "photo"), ("color", "red"), ("grow", "")],
)
def test_a_value_that_no_button_has_is_stale(option: str, value: str) -> None:
    with pytest.raises(StaleButton):
        changed(DEFAULTS, option, value)


def test_the_button_of_the_photo_in_the_background_changes_nothing() -> None:
    options = DEFAULTS.replace(background=OtherPhoto("sea"))
    assert changed(options, "background", "photo") is options
