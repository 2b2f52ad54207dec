"""The table of what is answered, and by whom."""

from dataclasses import dataclass

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from removerbot.chat.albums import Albums, InPrivateAlbum
from removerbot.chat.callbacks import Act, Buttons
from removerbot.chat.filters import (
    CaptionCommand,
    EmojiOnly,
    NamesColour,
    NamesPlace,
    ReplyToBot,
    ReplyToResult,
    ReplyToSticker,
)
from removerbot.chat.handlers.albums import AlbumHandlers
from removerbot.chat.handlers.groups import GroupHandlers
from removerbot.chat.handlers.mini_app import FromPage, Tapped
from removerbot.chat.handlers.options import PREFER, OptionHandlers
from removerbot.chat.handlers.packs import BACK_TO_STICKER, Packing
from removerbot.chat.handlers.photos import Handlers
from removerbot.chat.handlers.previews import Looking
from removerbot.chat.handlers.results import Results
from removerbot.chat.handlers.stickers import Dressing, StickerHandlers
from removerbot.chat.keyboards import TapLinks
from removerbot.chat.notices import AGAIN, Notices
from removerbot.chat.queries import Chats
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Sender
from removerbot.chat.types import App, Handler
from removerbot.editing.editor import Editor
from removerbot.editing.packs import PackEditor
from removerbot.editing.permissions import Rules
from removerbot.editing.preferences import Preferences
from removerbot.editing.stickers import Stickers
from removerbot.editing.tapping import Tapping


@dataclass(frozen=True, eq=False)
class UseCases:
    """What the bot can do, whatever chat it is in.

    Attributes:
        links: the way to the page on which photos are tapped; `None` if it is not served.
    """

    editor: Editor
    stickers: Stickers
    pack_editor: PackEditor
    rules: Rules
    preferences: Preferences
    tapping: Tapping
    links: TapLinks | None


def add_handlers(  # noqa: PLR0913 - all that handlers are made of
    application: App,
    cases: UseCases,
    gateway: Sender,
    notices: Notices,
    *,
    chats: Chats,
    voice: Responder,
    albums: Albums,
) -> None:
    """The table of what is answered, and by whom."""
    editor, rules = cases.editor, cases.rules
    results = Results(editor, gateway, voice, cases.links)
    looking = Looking(editor, voice, results)
    options = OptionHandlers(editor, rules, cases.preferences, results, gateway, voice)
    handlers = Handlers(editor, gateway, voice, results)
    album = AlbumHandlers(albums, editor, gateway, voice, results)
    groups = GroupHandlers(editor, rules, chats, gateway, voice, results)
    packing = Packing(cases.pack_editor, cases.stickers, chats, gateway, voice)
    dressing = Dressing(cases.stickers, packing, gateway, voice)
    stickers = StickerHandlers(
        editor, rules, cases.stickers, dressing, packing, results, gateway, voice
    )
    tapped = Tapped(cases.tapping, editor, cases.stickers, dressing, results, gateway, voice)
    acts = {**_acts(results, looking, dressing, packing), **options.acts}
    for handler in (
        MessageHandler(FromPage(), tapped.answer),
        MessageHandler(filters.UpdateType.MESSAGE & InPrivateAlbum(), album.photos),
        *_message_handlers(handlers, groups, packing, stickers, options),
        CallbackQueryHandler(groups.toggle, r"^rule:(all_answer|all_add)$"),
        CallbackQueryHandler(notices.again, AGAIN),
        CallbackQueryHandler(options.prefer, PREFER),
        CallbackQueryHandler(Buttons(editor, rules, gateway, voice, acts).press),
    ):
        application.add_handler(handler)
    application.add_error_handler(handlers.failed)


def _acts(
    results: Results, looking: Looking, dressing: Dressing, packing: Packing
) -> dict[str, Act]:
    """What buttons do, by their verbs."""
    return {
        "smaller": results.smaller,
        "bigger": results.bigger,
        "undo": results.undo,
        "restart": results.restart,
        "auto": looking.auto,
        "pick": looking.pick,
        "points": looking.points,
        "add": results.add,
        "cutout": results.cutout,
        "finer": looking.finer,
        "tap": looking.tap,
        "cell": looking.cell,
        "zoom": looking.zoom,
        "closer": looking.closer,
        "back": looking.back,
        "sticker": dressing.make,
        "style": dressing.choose,
        "wear": dressing.wear,
        "undress": dressing.undress,
        "files": dressing.files,
        "pack": packing.press_add,
        "takeout": packing.press_take_out,
    }


def _message_handlers(
    handlers: Handlers,
    groups: GroupHandlers,
    packing: Packing,
    stickers: StickerHandlers,
    options: OptionHandlers,
) -> tuple[Handler, ...]:
    """What messages are answered, and by whom: the first that takes one has it."""
    everywhere = filters.UpdateType.MESSAGE
    private = everywhere & filters.ChatType.PRIVATE
    group = everywhere & filters.ChatType.GROUPS
    picture = filters.PHOTO | filters.Document.IMAGE
    return (
        CommandHandler("start", packing.started, private & filters.Regex(BACK_TO_STICKER)),
        CommandHandler("start", handlers.start, private),
        CommandHandler("help", handlers.help, private),
        CommandHandler("auto", handlers.auto, private),
        CommandHandler(["start", "help"], groups.start, group),
        CommandHandler("settings", options.settings, private),
        CommandHandler("settings", groups.settings, group),
        CommandHandler("cancel", handlers.cancel, everywhere),
        CommandHandler("cut", groups.cut, everywhere),
        CommandHandler("sticker", stickers.sticker, everywhere),
        CommandHandler("pack", packing.pack, everywhere),
        CommandHandler("remove", packing.remove, everywhere),
        MessageHandler(everywhere & CaptionCommand("cut"), groups.cut),
        MessageHandler(everywhere & CaptionCommand("sticker"), stickers.sticker),
        MessageHandler(everywhere & EmojiOnly() & ReplyToSticker(), stickers.emoji),
        MessageHandler(everywhere & picture & ReplyToResult(), options.background),
        MessageHandler(
            group & ~filters.COMMAND & (NamesPlace() | NamesColour()) & ReplyToBot(),
            groups.words,
        ),
        MessageHandler(group & filters.StatusUpdate.MIGRATE, groups.moved),
        MessageHandler(private & filters.COMMAND, handlers.help),
        MessageHandler(private & filters.TEXT, handlers.words),
        MessageHandler(private & ~filters.StatusUpdate.ALL, handlers.photo),
        ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    )
