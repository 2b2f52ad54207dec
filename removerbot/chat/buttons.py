"""The buttons under messages: what they are called, what they tell the bot when pressed.

A button's data is `verb:cut:argument`, or `verb:cut` without an argument. The verb says
what to do, the cut what to do it with; Telegram lets it have 64 bytes.
"""

import re
from contextlib import suppress
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from removerbot.chat.texts import Words
from removerbot.core.grid import Cell, finer
from removerbot.errors import StaleButton
from removerbot.ports import Cut
from removerbot.service import Preview, Result

_DATA = re.compile(r"([a-z]{1,12}):([1-9][0-9]{0,17})(?::([A-Za-z0-9#,.-]{1,24}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Order:
    """What a pressed button asks for."""

    verb: str
    cut_id: int
    argument: str = ""

    @property
    def data(self) -> str:
        """The order as a button's data."""
        return ":".join(filter(None, (self.verb, str(self.cut_id), self.argument)))


def read_order(data: str | None) -> Order:
    """The reverse of `Order.data`.

    Raises:
        StaleButton: no button of ours says this.
    """
    match = _DATA.fullmatch(data or "")
    if match is None:
        raise StaleButton
    return Order(match[1], int(match[2]), match[3] or "")


def cut_shown_by(message: Message) -> int | None:
    """The number of the cut that a message of ours shows, as its buttons tell."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    for button in (button for row in rows for button in row):
        with suppress(StaleButton):
            return read_order(str(button.callback_data)).cut_id
    return None


def preview_keyboard(preview: Preview, words: Words) -> InlineKeyboardMarkup:
    """The buttons under a photo with its grid."""
    cut = preview.cut
    row = [
        _button(words.say("button-tap"), "tap", cut),
        _button(words.say("button-zoom"), "zoom", cut),
    ]
    if finer(cut.grid):
        row.append(_button(words.say("button-finer"), "finer", cut))
    way_back = []
    if cut.views:
        way_back.append(_button(words.say("button-back"), "back", cut))
    if cut.steps:
        way_back.append(_button(words.say("button-cutout"), "cutout", cut))
    return InlineKeyboardMarkup([row, way_back] if way_back else [row])


def cells_keyboard(
    preview: Preview, words: Words, verb: str, back: str
) -> InlineKeyboardMarkup:
    """A button for each cell of a grid, and one to leave that.

    Args:
        preview: what shows the grid.
        words: for the last button.
        verb: what a cell's button asks for.
        back: what the last button asks for.
    """
    cut = preview.cut
    rows = [
        [
            _button(label, verb, cut, label)
            for label in (Cell(column, row).label for column in range(cut.grid.columns))
        ]
        for row in range(cut.grid.rows)
    ]
    return InlineKeyboardMarkup([*rows, [_button(words.say("button-back"), back, cut)]])


def result_keyboard(result: Result, words: Words) -> InlineKeyboardMarkup:
    """The buttons under a cutout."""
    cut = result.cut
    sizes = []
    if result.has_smaller:
        sizes.append(_button(words.say("button-smaller"), "smaller", cut))
    if result.has_bigger:
        sizes.append(_button(words.say("button-bigger"), "bigger", cut))
    steps = [
        _button(words.say("button-points"), "points", cut),
        _button(words.say("button-undo"), "undo", cut),
    ]
    if len(cut.steps) > 1:
        steps.append(_button(words.say("button-restart"), "restart", cut))
    return InlineKeyboardMarkup([sizes, steps] if sizes else [steps])


def _button(label: str, verb: str, cut: Cut, argument: str = "") -> InlineKeyboardButton:
    assert cut.id
    order = Order(verb, cut.id, argument)
    return InlineKeyboardButton(label, callback_data=order.data)
