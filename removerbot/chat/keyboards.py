"""The buttons under messages: what they are called, what they tell the bot when pressed.

A button's data is `verb:cut:argument`, or `verb:cut` without an argument. The verb says
what to do, the cut what to do it with; Telegram lets it have 64 bytes.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, WebAppInfo

from removerbot.editing.results import Preview, Proposals
from removerbot.editing.signed_links import LinkTarget, SignedLinks
from removerbot.errors import StaleButton
from removerbot.i18n import Words
from removerbot.imaging.color import Color
from removerbot.imaging.grid import Cell, finer
from removerbot.imaging.sticker import Style
from removerbot.revisions import Revision
from removerbot.storage.packs import GroupRules, Pack, StickerDraft

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


def button(label: str, verb: str, cut: Revision, argument: str = "") -> InlineKeyboardButton:
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
    cut = preview.revision
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
    if cut.clicks:
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
    cut = preview.revision
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
    cut = proposals.revision
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


_COLOURS: dict[str, Color] = {
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
    colors = [
        _wear(label, draft, replace(style, outline=color)) for label, color in _COLOURS.items()
    ]
    widths = [
        _wear(words.say(name), draft, replace(style, width=width))
        for name, width in _WIDTHS.items()
    ]
    plain = _wear(words.say("button-no-outline"), draft, replace(style, outline=None))
    shadow_name = "button-shadow-off" if style.shadow else "button-shadow-on"
    shadow = _wear(words.say(shadow_name), draft, replace(style, shadow=not style.shadow))
    back = _button(words.say("button-back"), "undress", draft)
    rows = [colors[:4], colors[4:], widths if style.outline else [], [plain, shadow], [back]]
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
    order = Order(verb, draft.revision_id or 0, f"{draft.id}{suffix}")
    return InlineKeyboardButton(label, callback_data=order.data)


class TapLinks:
    """Makes the button for a cut."""

    def __init__(
        self, links: SignedLinks, public_url: str, username: Callable[[], str]
    ) -> None:
        """Set up.

        Args:
            links: signs the links.
            public_url: where people reach the page's server.
            username: of the bot, known only once it runs.
        """
        self._links = links
        self._public_url = public_url
        self._username = username

    def button(self, cut: Revision, words: Words) -> InlineKeyboardButton:
        """In private chats it opens the page itself. In groups Telegram has no such buttons,
        but links to a bot's main Mini App."""
        assert cut.id
        source = cut.job.source
        token = self._links.sign(LinkTarget(source.chat_id, cut.id))
        label = words.say("button-page")
        if source.chat_id > 0:
            return InlineKeyboardButton(
                label, web_app=WebAppInfo(f"{self._public_url}/tap/?pass={token}")
            )
        link = f"https://t.me/{self._username()}?startapp={token}"
        return InlineKeyboardButton(label, url=link)
