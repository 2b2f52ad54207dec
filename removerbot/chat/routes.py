"""Which handler answers which update."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from removerbot.chat.callbacks import ButtonHandler, ButtonRouter
from removerbot.chat.filters import (
    EDITED,
    EVERYWHERE,
    GROUP,
    PRIVATE,
    FromPage,
    Matching,
    is_caption_command,
    is_emoji_for_sticker,
    is_in_private_album,
    is_mention,
    is_prompt_for_bot,
    is_reply_to_result,
)
from removerbot.chat.handlers.admin import AdminHandlers
from removerbot.chat.handlers.groups import GroupHandlers
from removerbot.chat.handlers.guests import OPEN_LINK, GuestHandlers, InlineHandlers
from removerbot.chat.handlers.mini_app import MiniAppHandlers
from removerbot.chat.handlers.options import (
    LANGUAGE,
    LANGUAGES,
    PREFER,
    OptionHandlers,
    SettingsHandlers,
)
from removerbot.chat.handlers.packs import ADD_LINK, PackHandlers
from removerbot.chat.handlers.photos import AlbumHandlers, PhotoHandlers
from removerbot.chat.handlers.previews import ChoiceHandlers, PreviewHandlers
from removerbot.chat.handlers.privacy import PrivacyHandlers
from removerbot.chat.handlers.stickers import StickerHandlers
from removerbot.chat.messages import App, Handler, is_shared
from removerbot.chat.notices import RESEND, Notices
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import OPTIONS

_MOVES, _ACCESS, _ANSWERS = -2, -1, 0
"""Groups of handlers: at most one handler of each group runs, in this order."""

_IMAGE = filters.PHOTO | filters.Document.IMAGE
_PICTURE = EVERYWHERE & _IMAGE


@dataclass(frozen=True, kw_only=True, eq=False)
class Handlers:
    """All handlers, by what they are about."""

    admin: AdminHandlers
    albums: AlbumHandlers
    calls: GuestHandlers
    choices: ChoiceHandlers
    groups: GroupHandlers
    inline: InlineHandlers
    mini_app: MiniAppHandlers
    notices: Notices
    options: OptionHandlers
    packs: PackHandlers
    photos: PhotoHandlers
    previews: PreviewHandlers
    privacy: PrivacyHandlers
    responder: Responder
    settings: SettingsHandlers
    stickers: StickerHandlers


def verbs(of: Handlers) -> Mapping[str, ButtonHandler]:
    """Returns what the buttons under messages that show a revision do, by their verbs; the verb
    of an option is its name."""
    return {
        **of.previews.buttons,
        **{name: partial(of.options.change, option) for name, option in OPTIONS.items()},
        "more": of.options.more,
        "less": of.options.less,
        "photo": of.options.photo,
        "choose": of.choices.choose,
        "sticker": of.stickers.make,
        "style": of.stickers.show_styles,
        "wear": of.stickers.change_style,
        "undress": of.stickers.hide_styles,
        "files": of.stickers.files,
        "pack": of.packs.press_add,
        "takeout": of.packs.press_take_out,
    }


def _commands(of: Handlers) -> Sequence[Handler]:
    """Returns the handlers of commands: those of links that start the bot stand before the
    other `/start`, and those of owners are in no menu."""
    owners = [each for each in of.admin.access.owners if not is_shared(each)]
    owner = EVERYWHERE & filters.User(owners)
    return (
        CommandHandler("start", of.calls.open, PRIVATE & filters.Regex(OPEN_LINK)),
        CommandHandler("start", of.packs.start, PRIVATE & filters.Regex(ADD_LINK)),
        CommandHandler("start", of.photos.start, PRIVATE),
        CommandHandler("help", of.photos.help, PRIVATE),
        CommandHandler(["start", "help"], of.groups.start, GROUP),
        CommandHandler("auto", of.photos.auto, PRIVATE),
        CommandHandler("auto", of.groups.auto, GROUP),
        CommandHandler("settings", of.settings.settings, PRIVATE),
        CommandHandler("settings", of.groups.settings, GROUP),
        CommandHandler("mydata", of.privacy.my_data, PRIVATE),
        CommandHandler("mydata", of.privacy.not_here, GROUP),
        CommandHandler("cut", of.groups.cut, EVERYWHERE),
        CommandHandler("cancel", of.photos.cancel, EVERYWHERE),
        CommandHandler("sticker", of.stickers.sticker, EVERYWHERE),
        CommandHandler("pack", of.packs.pack, EVERYWHERE),
        CommandHandler("remove", of.packs.remove, EVERYWHERE),
        CommandHandler("privacy", of.privacy.privacy, EVERYWHERE),
        CommandHandler("forget", of.privacy.forget, EVERYWHERE),
        CommandHandler("block", partial(of.admin.set_ruling, "blocked"), owner),
        CommandHandler("allow", partial(of.admin.set_ruling, "allowed"), owner),
        CommandHandler("stats", of.admin.stats, owner),
    )


def add_handlers(application: App, of: Handlers, buttons: ButtonRouter) -> None:
    """Adds all handlers; the first one of a group that takes an update handles it."""
    table = (
        MessageHandler(FromPage(), of.mini_app.done),
        MessageHandler(EVERYWHERE & Matching(is_in_private_album), of.albums.photos),
        *_commands(of),
        MessageHandler(EVERYWHERE & Matching(is_caption_command, "cut"), of.groups.cut),
        MessageHandler(EVERYWHERE & Matching(is_caption_command, "auto"), of.groups.auto),
        MessageHandler(
            EVERYWHERE & Matching(is_caption_command, "sticker"), of.stickers.sticker
        ),
        MessageHandler(EVERYWHERE & Matching(is_emoji_for_sticker), of.stickers.emoji),
        MessageHandler(_PICTURE & Matching(is_reply_to_result), of.options.background),
        MessageHandler(GROUP & ~filters.COMMAND & Matching(is_prompt_for_bot), of.groups.text),
        MessageHandler(GROUP & ~filters.COMMAND & Matching(is_mention), of.groups.cut),
        MessageHandler(EDITED & (filters.TEXT | filters.CAPTION | _IMAGE), of.groups.edited),
        MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, of.groups.moved),
        MessageHandler(PRIVATE & filters.COMMAND, of.photos.help),
        MessageHandler(PRIVATE & filters.TEXT, of.photos.text),
        MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, of.photos.photo),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, of.calls.called),
        InlineQueryHandler(of.inline.list),
        ChatMemberHandler(of.groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        CallbackQueryHandler(of.groups.toggle, r"^rule:(all_answer|all_add|quiet)$"),
        CallbackQueryHandler(of.notices.resend, RESEND),
        CallbackQueryHandler(of.settings.prefer, PREFER),
        CallbackQueryHandler(of.settings.list, LANGUAGES),
        CallbackQueryHandler(of.settings.choose, LANGUAGE),
        CallbackQueryHandler(buttons.press),
    )
    application.add_handlers(
        {
            _MOVES: (MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, of.admin.moved),),
            _ACCESS: (TypeHandler(Update, of.admin.check_access),),
            _ANSWERS: table,
        }
    )
    application.add_error_handler(of.responder.failed)
