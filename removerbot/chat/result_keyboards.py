"""The buttons under cutouts, and those by which a person says how they like them."""

from collections.abc import Callable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from removerbot.chat.i18n import Words
from removerbot.chat.keyboards import button
from removerbot.editing.preferences import PHOTO
from removerbot.editing.results import Result
from removerbot.imaging.color import BLACK, WHITE, Color
from removerbot.imaging.matting import Edge
from removerbot.imaging.options import (
    MOST_GROWTH,
    Backdrop,
    Background,
    Crop,
    Format,
    Options,
    OtherPhoto,
    background_name,
    outline_name,
)
from removerbot.revisions import Revision

_EDGES = {
    Edge.HARD: "button-edge-hard",
    Edge.SOFT: "button-edge-soft",
    Edge.FINE: "button-edge-fine",
}
_CROPS = {
    Crop.NONE: "button-crop-none",
    Crop.TRIM: "button-crop-trim",
    Crop.SQUARE: "button-crop-square",
}
_GROUNDS: dict[Backdrop | Color, str] = {
    Backdrop.TRANSPARENT: "button-ground-none",
    WHITE: "button-ground-white",
    BLACK: "button-ground-black",
    Backdrop.BLURRED: "button-ground-blur",
}

_OUTLINES = {WHITE: "button-outline-white", BLACK: "button-outline-black"}

Row = list[InlineKeyboardButton]

Make = Callable[[str, str, str], InlineKeyboardButton]
"""A button of a label that gives an option a value."""


def sizes_of(result: Result) -> str:
    """What `result_keyboard` must know of a result: `s` if there is something smaller, `b`
    if there is something bigger."""
    return "s" * result.has_smaller + "b" * result.has_larger


def result_keyboard(cut: Revision, sizes: str, words: Words) -> InlineKeyboardMarkup:
    """The buttons under a cutout.

    Args:
        cut: what it shows.
        sizes: from `sizes_of`.
        words: for the labels.
    """
    change = [button(words.say("button-undo"), "undo", cut)]
    if "b" in sizes:
        change.insert(0, button(words.say("button-bigger"), "bigger", cut))
    if "s" in sizes:
        change.insert(0, button(words.say("button-smaller"), "smaller", cut))
    look = [
        button(words.say("button-points"), "points", cut),
        button(words.say("button-add"), "add", cut),
        button(words.say("button-sticker"), "sticker", cut),
        button(words.say("button-more"), "more", cut, sizes),
    ]
    return InlineKeyboardMarkup([change, look])


def more_keyboard(cut: Revision, sizes: str, words: Words) -> InlineKeyboardMarkup:
    """All that `result_keyboard` has no room for; takes the same."""

    def make(label: str, option: str, value: str) -> InlineKeyboardButton:
        return button(label, option, cut, value)

    last = [
        button(words.say("button-as-photo"), "photo", cut, sizes),
        button(words.say("button-less"), "less", cut, sizes),
    ]
    if len(cut.clicks) > 1:
        last.insert(0, button(words.say("button-restart"), "restart", cut))
    return InlineKeyboardMarkup([*_options(cut.options, words, make), last])


def likes_keyboard(finish: Options, words: Words) -> InlineKeyboardMarkup:
    """How a person likes cutouts."""

    def make(label: str, option: str, value: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(label, callback_data=f"like:{option}:{value}")

    return InlineKeyboardMarkup(_options(finish, words, make))


def _options(finish: Options, words: Words, make: Make) -> list[Row]:
    """A row for each option; what is chosen is ticked."""

    def choice(label: str, option: str, value: str, *, chosen: bool) -> InlineKeyboardButton:
        return make(f"✓ {label}" if chosen else label, option, value)

    edges = [
        choice(words.say(name), "edge", edge, chosen=edge == finish.edge)
        for edge, name in _EDGES.items()
    ]
    crops = [
        choice(words.say(name), "crop", crop, chosen=crop == finish.crop)
        for crop, name in _CROPS.items()
    ]
    grounds = [
        choice(label, "ground", value, chosen=ground == finish.background)
        for ground, (label, value) in _grounds(finish, words).items()
    ]
    formats = [
        choice(kind.name, "format", kind, chosen=kind == finish.format) for kind in Format
    ]
    usual, other = grounds[: len(_GROUNDS)], grounds[len(_GROUNDS) :]
    around = _around(finish, words, make)
    rows = [edges, _growth(finish, words, make), crops, around, usual, other, formats]
    return [row for row in rows if row]


def _around(finish: Options, words: Words, make: Make) -> Row:
    """Outlines and the shadow: what is ticked is taken off by its button."""

    def toggle(
        name: str, option: str, on: str, off: str, *, chosen: bool
    ) -> InlineKeyboardButton:
        label = words.say(name)
        return make(f"✓ {label}", option, off) if chosen else make(label, option, on)

    outlines = [
        toggle(
            name,
            "outline",
            outline_name(color),
            outline_name(None),
            chosen=color == finish.outline,
        )
        for color, name in _OUTLINES.items()
    ]
    return [*outlines, toggle("button-shadow", "shadow", "on", "off", chosen=finish.shadow)]


def _grounds(finish: Options, words: Words) -> dict[Background, tuple[str, str]]:
    """The usual backgrounds, and the one that is chosen: their labels and values."""
    grounds: dict[Background, tuple[str, str]] = {
        ground: (words.say(name), background_name(ground)) for ground, name in _GROUNDS.items()
    }
    chosen = finish.background
    if isinstance(chosen, OtherPhoto):
        grounds[chosen] = words.say("button-ground-photo"), PHOTO
    elif chosen not in grounds:
        grounds[chosen] = background_name(chosen), background_name(chosen)
    return grounds


def _growth(finish: Options, words: Words, make: Make) -> Row:
    """A pixel less, none at all if there are some, a pixel more."""
    row = []
    if finish.grow > -MOST_GROWTH:
        row.append(make(words.say("button-shrink"), "grow", str(finish.grow - 1)))
    if finish.grow:
        row.append(make(f"✓ {finish.grow:+} px".replace("-", "−"), "grow", "0"))
    if finish.grow < MOST_GROWTH:
        row.append(make(words.say("button-grow"), "grow", str(finish.grow + 1)))
    return row
