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
from removerbot.jobs import Cut
from removerbot.ports.packs import GroupRules
from removerbot.shown import Preview, Proposals

_DATA = re.compile(r"([a-z]{1,12}):([1-9][0-9]{0,17})(?::([A-Za-z0-9#,.-]{1,24}))?", re.ASCII)

_ROW = 4
"""Numbers in a row at the least, if there are so many."""


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


def button(label: str, verb: str, cut: Cut, argument: str = "") -> InlineKeyboardButton:
    """A button that asks for something to be done with a cut."""
    assert cut.id
    return InlineKeyboardButton(label, callback_data=Order(verb, cut.id, argument).data)


def cut_named_by(message: Message) -> int | None:
    """The number of the cut that a message of ours shows, as its buttons tell."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    for each in (each for row in rows for each in row):
        with suppress(StaleButton):
            return read_order(str(each.callback_data)).cut_id
    return None


def preview_keyboard(
    preview: Preview, words: Words, page: InlineKeyboardButton | None = None
) -> InlineKeyboardMarkup:
    """The buttons under a photo with its grid; the one that opens the `page` is the first."""
    cut = preview.cut
    row = [
        button(words.say("button-auto"), "auto", cut),
        button(words.say("button-tap"), "tap", cut),
        button(words.say("button-zoom"), "zoom", cut),
    ]
    way_back = []
    if finer(cut.grid):
        way_back.append(button(words.say("button-finer"), "finer", cut))
    if cut.views:
        way_back.append(button(words.say("button-back"), "back", cut))
    if cut.steps:
        way_back.append(button(words.say("button-cutout"), "cutout", cut))
    rows = [[page] if page else [], row, way_back]
    return InlineKeyboardMarkup([row for row in rows if row])


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
            button(label, verb, cut, label)
            for label in (Cell(column, row).label for column in range(cut.grid.columns))
        ]
        for row in range(cut.grid.rows)
    ]
    return InlineKeyboardMarkup([*rows, [button(words.say("button-back"), back, cut)]])


def picks_keyboard(proposals: Proposals, words: Words) -> InlineKeyboardMarkup:
    """A button for each proposal, with its number, and one to leave them."""
    cut = proposals.cut
    numbers = [
        button(str(number), "pick", cut, pick) for number, pick in enumerate(proposals.picks, 1)
    ]
    middle = max(_ROW, len(numbers) // 2 + len(numbers) % 2)
    back = button(words.say("button-back"), "points", cut)
    rows = [row for row in (numbers[:middle], numbers[middle:], [back]) if row]
    return InlineKeyboardMarkup(rows)


def rules_keyboard(rules: GroupRules, words: Words) -> InlineKeyboardMarkup:
    """The rules of a group; each button turns one to its opposite."""
    names = {
        "all_answer": "rule-all-answer" if rules.all_answer else "rule-asker-answers",
        "all_add": "rule-all-add" if rules.all_add else "rule-admins-add",
    }
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(words.say(name), callback_data=f"rule:{rule}")]
            for rule, name in names.items()
        ]
    )
