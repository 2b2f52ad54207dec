"""Which handler answers which update."""

from collections.abc import Callable, Mapping, Sequence
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

from removerbot.chat.albums import Albums
from removerbot.chat.bot_api import Chats
from removerbot.chat.callbacks import ButtonHandler, ButtonRouter, MessageLocks
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
from removerbot.chat.guests import GuestAnswers
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
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.handlers.stickers import StickerHandlers
from removerbot.chat.keyboards import PageLinks
from removerbot.chat.messages import App, Handler, is_shared
from removerbot.chat.notices import RESEND, Notices
from removerbot.chat.offers import OfferMessages
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import OPTIONS
from removerbot.chat.sender import Sender
from removerbot.editing.choices import Choices
from removerbot.editing.editor import Editor
from removerbot.editing.packs import PackEditor
from removerbot.editing.permissions import Access, Rules
from removerbot.editing.preferences import Preferences
from removerbot.editing.privacy import PrivacyPolicy
from removerbot.editing.signed_links import SignedLinks
from removerbot.editing.stickers import Stickers
from removerbot.editing.tapping import Tapping
from removerbot.engine.base import Engine, Machine
from removerbot.storage.figures import UsageFigures
from removerbot.storage.personal_data import PersonalData, Retention
from removerbot.storage.sent_files import SentFiles

_MOVES, _ACCESS, _ANSWERS = -2, -1, 0
"""Groups of handlers: at most one handler of each group runs, in this order."""

_IMAGE = filters.PHOTO | filters.Document.IMAGE
_PICTURE = EVERYWHERE & _IMAGE


@dataclass(frozen=True, kw_only=True, eq=False)
class Parts:
    """What handlers are made of: use cases, and parts of the chat.

    Attributes:
        check_storage, machine: see `removerbot.chat.handlers.admin.AdminHandlers`.
        page_links: makes the buttons that open the page; `None` if it is not served.
    """

    access: Access
    albums: Albums
    chats: Chats
    check_storage: Callable[[], None]
    choices: Choices
    editor: Editor
    engine: Engine
    figures: UsageFigures
    guests: GuestAnswers
    machine: Callable[[], Machine]
    notices: Notices
    pack_editor: PackEditor
    page_links: PageLinks | None
    personal_data: PersonalData
    policy: PrivacyPolicy
    preferences: Preferences
    responder: Responder
    retention: Retention
    rules: Rules
    sender: Sender
    sent_files: SentFiles
    signed_links: SignedLinks
    stickers: Stickers
    tapping: Tapping


class Handlers:
    """All handlers, by what they are about."""

    def __init__(self, parts: Parts) -> None:
        sender, responder = parts.sender, parts.responder
        editor, rules, locks = parts.editor, parts.rules, MessageLocks()
        stickers, files = parts.stickers, parts.sent_files
        offers = OfferMessages(parts.choices, editor.history, sender, responder)
        results = ResultMessages(editor, sender, responder, parts.page_links, files, offers)
        self.choices = ChoiceHandlers(parts.choices, results, sender, locks)
        self.previews = PreviewHandlers(editor, results)
        self.albums = AlbumHandlers(parts.albums, editor, sender, responder, results)
        self.packs = PackHandlers(parts.pack_editor, stickers, parts.chats, sender, responder)
        self.stickers = StickerHandlers(
            editor, rules, stickers, self.packs, results, sender, responder, files
        )
        self.photos = PhotoHandlers(editor, sender, responder, results, self.stickers)
        self.groups = GroupHandlers(
            editor, rules, sender, responder, results, self.stickers, self.photos
        )
        preferences, languages = parts.preferences, responder.languages
        self.options = OptionHandlers(editor, rules, preferences, results, sender)
        self.settings = SettingsHandlers(preferences, languages, sender, responder)
        self.mini_app = MiniAppHandlers(parts.tapping, editor, self.stickers, results, sender)
        used = parts.figures, parts.machine, parts.engine
        self.admin = AdminHandlers(parts.access, parts.check_storage, *used, sender, responder)
        self.calls = GuestHandlers(
            parts.guests, editor, stickers, results, sender.storage, parts.signed_links, files
        )
        self.inline = InlineHandlers(files, responder)
        stored = parts.personal_data, parts.retention
        self.privacy = PrivacyHandlers(parts.policy, *stored, editor.history, sender, responder)
        self.notices, self.responder = parts.notices, responder
        self.buttons = ButtonRouter(editor, rules, sender, responder, _verbs(self), locks)


def _verbs(of: Handlers) -> Mapping[str, ButtonHandler]:
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


def add_handlers(application: App, of: Handlers) -> None:
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
        CallbackQueryHandler(of.buttons.press),
    )
    application.add_handlers(
        {
            _MOVES: (MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, of.admin.moved),),
            _ACCESS: (TypeHandler(Update, of.admin.check_access),),
            _ANSWERS: table,
        }
    )
    application.add_error_handler(of.responder.failed)
