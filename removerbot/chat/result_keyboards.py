"""The buttons under cutouts, and those of the options that a person prefers."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from unicodedata import east_asian_width

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from removerbot.chat.callbacks import button, named_buttons
from removerbot.editing.outputs import Result
from removerbot.i18n import Words
from removerbot.imaging.encode import Format
from removerbot.imaging.options import DEFAULTS, Options, schemas
from removerbot.segmentation.revisions import Revision

_WITHOUT_BUTTONS = ("margin",)

OPTIONS = {
    "ground" if option == "background" else option: option
    for option in Options.model_fields
    if option not in _WITHOUT_BUTTONS
}
"""The name that buttons have for an option → the option. `ground` is what the buttons in
chats have been saying since before it was `background`."""

_PER_ROW = {4: 8, 3: 12, 2: 18}
"""Buttons of a row → the widest label, without its tick, that a phone shows in one."""

_TICK = "✓ "

Row = list[InlineKeyboardButton]

MakeButton = Callable[[str, str, str], InlineKeyboardButton]
"""Makes a button of its option's name, its label and the value that it sets."""


def sizes_of(result: Result) -> str:
    """Returns `s` if there is a smaller mask, and `b` if there is a bigger one."""
    return "s" * result.has_smaller + "b" * result.has_larger


def result_keyboard(
    revision: Revision, sizes: str, words: Words, page: InlineKeyboardButton | None = None
) -> InlineKeyboardMarkup:
    """Makes the buttons under a cutout; `sizes` is from `sizes_of`, `page` opens the page."""
    levels = {"smaller": "s" in sizes, "bigger": "b" in sizes, "undo": True}
    change = named_buttons(words, revision, *(verb for verb, has in levels.items() if has))
    others = named_buttons(words, revision, "points", "add", "sticker")
    more = named_buttons(words, revision, "more", argument=sizes)
    return InlineKeyboardMarkup([*([[page]] if page else []), change, [*others, *more]])


def more_keyboard(revision: Revision, sizes: str, words: Words) -> InlineKeyboardMarkup:
    """Makes the buttons that `result_keyboard` has no room for; takes the same."""

    def make(name: str, label: str, value: str) -> InlineKeyboardButton:
        return button(label, name, revision, value)

    restart = ["restart"] if len(revision.clicks) > 1 else []
    last = [
        *named_buttons(words, revision, *restart),
        button(words.say("button-as-photo"), "photo", revision, sizes),
        *named_buttons(words, revision, "less", argument=sizes),
    ]
    return InlineKeyboardMarkup([*_option_rows(revision.options, words, make), last])


def preferences_keyboard(options: Options, words: Words) -> InlineKeyboardMarkup:
    """Makes the buttons of the options that a person prefers, and one to choose a language."""

    def make(name: str, label: str, value: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(label, callback_data=f"like:{name}:{value}")

    language = InlineKeyboardButton(words.say("button-language"), callback_data="languages")
    return InlineKeyboardMarkup([*_option_rows(options, words, make), [language]])


def _option_rows(options: Options, words: Words, make: MakeButton) -> list[Row]:
    """Makes rows of up to four buttons for each option; those that are off unless chosen
    share a row. What is chosen is ticked."""
    rows: list[Row] = []
    switches: Row = []
    for name, option in OPTIONS.items():
        is_number = schemas()[option]["type"] == "integer"
        buttons = (_steps if is_number else _choices)(option, options, words)
        row = [make(name, label, value) for label, value in buttons]
        if _off(option) is None:
            rows.append(row)
        else:
            rows += [] if switches else [switches]
            switches += row
    return [part for row in rows for part in _lines(row)]


def _lines(row: Row) -> Iterator[Row]:
    """Splits a row so that a phone shows all of each label."""
    widest = max(label_width(button.text.removeprefix(_TICK)) for button in row)
    size = next((size for size, width in _PER_ROW.items() if widest <= width), 1)
    for start in range(0, len(row), size):
        yield row[start : start + size]


def label_width(label: str) -> int:
    """Returns the width of a label in Latin letters: those of East Asia are twice as wide."""
    return sum(2 if east_asian_width(letter) in "FW" else 1 for letter in label)


def _steps(option: str, options: Options, words: Words) -> Iterator[tuple[str, str]]:
    """Yields labels and values: a pixel less, none if there are some, a pixel more."""
    schema, pixels = schemas()[option], getattr(options, option)
    if pixels > schema["minimum"]:
        yield words.say(f"button-{option}-less"), str(pixels - 1)
    if pixels:
        yield f"{_TICK}{pixels:+} px".replace("-", "−"), "0"
    if pixels < schema["maximum"]:
        yield words.say(f"button-{option}-more"), str(pixels + 1)


def _choices(option: str, options: Options, words: Words) -> Iterator[tuple[str, str]]:
    """Yields the labels and values of all choices, and of another value if that is chosen.
    Where the option can be off, the button of what is chosen turns it off."""
    chosen, off, choices = _texts(options)[option], _off(option), _named_values(option)
    if chosen not in {off, *choices.values()}:
        choices = {**choices, chosen: chosen}
    for word, value in choices.items():
        if value != off:
            label = _label(option, word, words)
            yield (f"{_TICK}{label}", off or value) if value == chosen else (label, value)


def _label(option: str, word: str, words: Words) -> str:
    if option == "format" and word.isalpha():
        return Format(word).name
    if word and not word.replace("-", "").isalpha():
        return word
    return words.say(f"button-{option}-{word}".rstrip("-"))


@cache
def _named_values(option: str) -> Mapping[str, str]:
    """Returns the values of an option that have a word, by that word; `on` has none."""
    schema = schemas()[option]
    if schema["type"] == "boolean":
        return {"": "on"}
    words = schema.get("enum") or [text for text in schema["examples"] if text.isalpha()]
    return {word: _texts(DEFAULTS.replace(**{option: word}))[option] for word in words}


def _off(option: str) -> str | None:
    """Returns the value that turns an option off, `None` if it cannot be off."""
    default = Options.model_fields[option].default
    return _texts(DEFAULTS)[option] if default is None or default is False else None


def _texts(options: Options) -> Mapping[str, str]:
    """Returns the values of all options as buttons hold them."""
    json = options.model_dump(mode="json")
    return {
        option: {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
        for option, value in json.items()
    }
