"""The inline keyboards under previews, proposals, stickers and group settings."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

from removerbot.chat.callbacks import CallbackData, button, named_buttons, row_id
from removerbot.editing.outputs import Preview, Proposals
from removerbot.editing.signed_links import LinkTarget, SignedLinks
from removerbot.errors import StaleButton, UserError
from removerbot.i18n import Words
from removerbot.imaging.color import Color
from removerbot.imaging.grid import Cell, finer
from removerbot.imaging.sticker import Style
from removerbot.segmentation.revisions import Revision
from removerbot.storage.packs import GroupRules, Pack, StickerDraft

_MIN_ROW = 4
"""Up to so many numbers stay in one row."""

_COLORS: dict[str, Color] = {
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


def preview_keyboard(
    preview: Preview, words: Words, page: InlineKeyboardButton | None = None
) -> InlineKeyboardMarkup:
    """Returns the buttons under a preview; the one that opens the `page` comes first."""
    revision = preview.revision
    views = {"finer": finer(revision.grid), "back": revision.views, "cutout": revision.clicks}
    shown = [verb for verb, is_there in views.items() if is_there]
    verbs = (["main"], ["auto", "tap", "zoom"], shown)
    rows = [[page] if page else [], *(named_buttons(words, revision, *row) for row in verbs)]
    return InlineKeyboardMarkup([row for row in rows if row])


def cells_keyboard(
    preview: Preview, words: Words, verb: str, back: str
) -> InlineKeyboardMarkup:
    """Returns a button of a verb for each cell of a preview's grid, and one of the verb `back`
    to go back."""
    revision, grid = preview.revision, preview.revision.grid
    labels = ([Cell(x, y).label for x in range(grid.columns)] for y in range(grid.rows))
    rows = [[button(each, verb, revision, each) for each in row] for row in labels]
    return InlineKeyboardMarkup([*rows, [button(words.say("button-back"), back, revision)]])


def picks_keyboard(proposals: Proposals, words: Words) -> InlineKeyboardMarkup:
    """Returns a numbered button for each proposal, and one to go back."""
    revision = proposals.revision
    numbers = [
        button(str(number), "pick", revision, pick)
        for number, pick in enumerate(proposals.picks, 1)
    ]
    middle = max(_MIN_ROW, len(numbers) // 2 + len(numbers) % 2)
    back = button(words.say("button-back"), "points", revision)
    rows = [row for row in (numbers[:middle], numbers[middle:], [back]) if row]
    return InlineKeyboardMarkup(rows)


def rules_keyboard(rules: GroupRules, words: Words) -> InlineKeyboardMarkup:
    """Returns a button for each rule of a group, which changes it to its opposite."""
    names = {
        "all_answer": "rule-all-answer" if rules.all_answer else "rule-asker-answers",
        "all_add": "rule-all-add" if rules.all_add else "rule-admins-add",
        "quiet": "rule-quiet" if rules.quiet else "rule-loud",
    }
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(words.say(name), callback_data=f"rule:{rule}")]
            for rule, name in names.items()
        ]
    )


def fresh_keyboard(draft: StickerDraft, words: Words) -> InlineKeyboardMarkup:
    """Returns the buttons under a sticker that is in no pack."""
    add = _button(words.say("button-add-to-pack"), "pack", draft)
    return InlineKeyboardMarkup([[add], _more(draft, words)])


def added_keyboard(draft: StickerDraft, pack: Pack, words: Words) -> InlineKeyboardMarkup:
    """Returns the buttons under a sticker that is in a pack."""
    pack_row = [
        InlineKeyboardButton(words.say("button-pack"), url=pack.link),
        _button(words.say("button-take-out"), "takeout", draft),
    ]
    return InlineKeyboardMarkup([pack_row, _more(draft, words)])


def start_keyboard(draft: StickerDraft, bot: str, words: Words) -> InlineKeyboardMarkup:
    """Returns the buttons under a sticker whose pack needs an owner who has started the bot."""
    link = f"https://t.me/{bot}?start=add-{draft.token}"
    start = InlineKeyboardButton(words.say("button-start"), url=link)
    add = _button(words.say("button-add-to-pack"), "pack", draft)
    return InlineKeyboardMarkup([[start], [add], _more(draft, words)])


def style_keyboard(draft: StickerDraft, words: Words) -> InlineKeyboardMarkup:
    """Returns the styles of a sticker; the current ones are ticked."""
    style = draft.style
    colors = [
        _styled(label, draft, replace(style, outline=color)) for label, color in _COLORS.items()
    ]
    widths = [
        _styled(words.say(name), draft, replace(style, width=width))
        for name, width in _WIDTHS.items()
    ]
    plain = _styled(words.say("button-no-outline"), draft, replace(style, outline=None))
    shadow_name = "button-shadow-off" if style.shadow else "button-shadow-on"
    shadow = _styled(words.say(shadow_name), draft, replace(style, shadow=not style.shadow))
    back = _button(words.say("button-back"), "undress", draft)
    rows = [colors[:4], colors[4:], widths if style.outline else [], [plain, shadow], [back]]
    return InlineKeyboardMarkup([row for row in rows if row])


def read_style(argument: str) -> tuple[int, Style]:
    """Returns the id of a draft and its new style, from the argument of a `wear` button.

    Raises:
        StaleButton: no button of ours has this argument.
    """
    number, _, code = argument.partition(".")
    try:
        style = Style.from_code(code)
    except (ValueError, UserError):
        raise StaleButton from None
    if style.code != code:
        raise StaleButton
    return row_id(number), style


def _more(draft: StickerDraft, words: Words) -> Row:
    return [
        _button(words.say("button-style"), "style", draft),
        _button(words.say("button-files"), "files", draft),
    ]


def _styled(label: str, draft: StickerDraft, style: Style) -> InlineKeyboardButton:
    ticked = f"✓ {label}" if style == draft.style else label
    return _button(ticked, "wear", draft, f".{style.code}")


def _button(
    label: str, verb: str, draft: StickerDraft, suffix: str = ""
) -> InlineKeyboardButton:
    data = CallbackData(verb, draft.revision_id or 0, f"{draft.id}{suffix}")
    return InlineKeyboardButton(label, callback_data=data.encode())


@dataclass(frozen=True, eq=False)
class Links:
    """Makes buttons that open the private chat of a person, or the page for tapping a photo.

    Attributes:
        public_url: of the page; empty if it is not served.
        username: returns the bot's name, which is known when it runs.
    """

    signed_links: SignedLinks
    public_url: str
    username: Callable[[], str]

    def private_button(self, revision: Revision, words: Words) -> InlineKeyboardButton:
        """Returns a button that opens a revision in the private chat of its person."""
        link = f"https://t.me/{self.username()}?start=open-{self._token(revision)}"
        return InlineKeyboardButton(words.say("button-open"), url=link)

    def page_button(self, revision: Revision, label: str) -> InlineKeyboardButton | None:
        """Returns a button that opens the page of a revision, if it is served: in groups, where
        web app buttons do not work, by a link to the bot's main Mini App."""
        if not self.public_url:
            return None
        token = self._token(revision)
        if revision.job.source.chat_id > 0:
            app = WebAppInfo(f"{self.public_url}/tap/?pass={token}")
            return InlineKeyboardButton(label, web_app=app)
        link = f"https://t.me/{self.username()}?startapp={token}"
        return InlineKeyboardButton(label, url=link)

    def _token(self, revision: Revision) -> str:
        assert revision.id
        return self.signed_links.sign(LinkTarget(revision.job.source.chat_id, revision.id))
