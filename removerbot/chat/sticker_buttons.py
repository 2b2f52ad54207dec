"""The buttons under stickers."""

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from removerbot.chat.buttons import Order
from removerbot.chat.texts import Words
from removerbot.core.paint import Colour
from removerbot.core.sticker import Style
from removerbot.ports.packs import Pack, StickerDraft

_COLOURS: dict[str, Colour] = {
    "⚪": (255, 255, 255),
    "⚫": (0, 0, 0),
    "🔴": (229, 57, 53),
    "🟠": (251, 140, 0),
    "🟡": (253, 216, 53),
    "🟢": (67, 160, 71),
    "🔵": (30, 136, 229),
    "🟣": (142, 36, 170),
}
_WIDTHS = {"button-thin": 5, "button-medium": 10, "button-thick": 18}

Row = list[InlineKeyboardButton]


def fresh_keyboard(draft: StickerDraft, words: Words) -> InlineKeyboardMarkup:
    """Under a sticker that is in no pack."""
    add = _button(words.say("button-add-to-pack"), "pack", draft)
    return InlineKeyboardMarkup([[add], _more(draft, words)])


def added_keyboard(draft: StickerDraft, pack: Pack, words: Words) -> InlineKeyboardMarkup:
    """Under a sticker that is in a pack."""
    pack_row = [
        InlineKeyboardButton(words.say("button-pack"), url=pack.link),
        _button(words.say("button-take-out"), "takeout", draft),
    ]
    return InlineKeyboardMarkup([pack_row, _more(draft, words)])


def start_keyboard(draft: StickerDraft, bot: str, words: Words) -> InlineKeyboardMarkup:
    """Under a sticker whose pack's owner-to-be has not started the bot."""
    link = f"https://t.me/{bot}?start=add-{draft.token}"
    start = InlineKeyboardButton(words.say("button-start"), url=link)
    add = _button(words.say("button-add-to-pack"), "pack", draft)
    return InlineKeyboardMarkup([[start], [add], _more(draft, words)])


def style_keyboard(draft: StickerDraft, words: Words) -> InlineKeyboardMarkup:
    """All the ways to dress a sticker; what it wears is ticked."""
    style = draft.style
    colours = [
        _wear(label, draft, replace(style, outline=colour))
        for label, colour in _COLOURS.items()
    ]
    widths = [
        _wear(words.say(name), draft, replace(style, width=width))
        for name, width in _WIDTHS.items()
    ]
    plain = _wear(words.say("button-no-outline"), draft, replace(style, outline=None))
    shadow_name = "button-shadow-off" if style.shadow else "button-shadow-on"
    shadow = _wear(words.say(shadow_name), draft, replace(style, shadow=not style.shadow))
    back = _button(words.say("button-back"), "undress", draft)
    rows = [colours[:4], colours[4:], widths if style.outline else [], [plain, shadow], [back]]
    return InlineKeyboardMarkup([row for row in rows if row])


def read_wear(argument: str) -> tuple[int, Style]:
    """The sticker's number and its new style, from the argument of a `wear` button.

    Raises:
        ValueError: it is none.
    """
    number, _, code = argument.partition(".")
    return int(number), Style.from_code(code)


def _more(draft: StickerDraft, words: Words) -> Row:
    return [
        _button(words.say("button-style"), "style", draft),
        _button(words.say("button-files"), "files", draft),
    ]


def _wear(label: str, draft: StickerDraft, style: Style) -> InlineKeyboardButton:
    ticked = f"✓ {label}" if style == draft.style else label
    return _button(ticked, "wear", draft, f".{style.code}")


def _button(
    label: str, verb: str, draft: StickerDraft, suffix: str = ""
) -> InlineKeyboardButton:
    order = Order(verb, draft.cut_id or 0, f"{draft.id}{suffix}")
    return InlineKeyboardButton(label, callback_data=order.data)
