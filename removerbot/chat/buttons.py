"""The buttons under messages: what they are called, what they tell the bot when pressed.

A button's data is `verb:cut:argument`, or `verb:cut` without an argument. The verb says
what to do, the cut what to do it with; Telegram lets it have 64 bytes.
"""

import re
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from removerbot.chat.texts import Words
from removerbot.errors import StaleButton
from removerbot.ports import Cut

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


def result_keyboard(cut: Cut, words: Words) -> InlineKeyboardMarkup:
    """The buttons under a cutout."""
    row = [_button(words.say("button-undo"), "undo", cut)]
    if len(cut.steps) > 1:
        row.append(_button(words.say("button-restart"), "restart", cut))
    return InlineKeyboardMarkup([row])


def _button(label: str, verb: str, cut: Cut, argument: str = "") -> InlineKeyboardButton:
    assert cut.id
    order = Order(verb, cut.id, argument)
    return InlineKeyboardButton(label, callback_data=order.data)
