"""Which handler answers which update."""

from collections.abc import Callable
from dataclasses import dataclass

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from removerbot.chat.albums import Albums
from removerbot.chat.bot_api import Chats
from removerbot.chat.callbacks import ButtonRouter, MessageLocks
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
from removerbot.chat.handlers.guests import GuestHandlers
from removerbot.chat.handlers.inline import InlineHandlers
from removerbot.chat.handlers.languages import LANGUAGE, LANGUAGES, LanguageHandlers
from removerbot.chat.handlers.mini_app import MiniAppHandlers
from removerbot.chat.handlers.options import PREFER, OptionHandlers
from removerbot.chat.handlers.packs import PackHandlers
from removerbot.chat.handlers.photos import AlbumHandlers, PhotoHandlers
from removerbot.chat.handlers.previews import ChoiceHandlers, PreviewHandlers
from removerbot.chat.handlers.privacy import PrivacyHandlers
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.handlers.stickers import StickerHandlers
from removerbot.chat.keyboards import PageLinks
from removerbot.chat.messages import App
from removerbot.chat.notices import RESEND, StatusMessages
from removerbot.chat.offers import OfferMessages
from removerbot.chat.responder import Responder
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

_PICTURE = EVERYWHERE & (filters.PHOTO | filters.Document.IMAGE)


@dataclass(frozen=True, kw_only=True, eq=False)
class UseCases:
    """The use cases that handlers call.

    Attributes:
        check_storage, machine: see `removerbot.chat.handlers.admin.AdminHandlers`.
        page_links: makes the buttons that open the page; `None` if it is not served.
    """

    access: Access
    check_storage: Callable[[], None]
    choices: Choices
    editor: Editor
    engine: Engine
    figures: UsageFigures
    machine: Callable[[], Machine]
    pack_editor: PackEditor
    page_links: PageLinks | None
    personal_data: PersonalData
    policy: PrivacyPolicy
    preferences: Preferences
    retention: Retention
    rules: Rules
    sent_files: SentFiles
    signed_links: SignedLinks
    stickers: Stickers
    tapping: Tapping


def add_handlers(  # noqa: PLR0913 - the parts of the chat, by their names
    application: App,
    cases: UseCases,
    *,
    albums: Albums,
    chats: Chats,
    guests: GuestAnswers,
    sender: Sender,
    responder: Responder,
    status: StatusMessages,
) -> None:
    """Adds all handlers; the first one of a group that takes an update handles it."""
    editor, rules = cases.editor, cases.rules
    files = cases.sent_files
    choices, locks = cases.choices, MessageLocks()
    offers = OfferMessages(choices, editor.history, sender, responder)
    results = ResultMessages(editor, sender, responder, cases.page_links, files, offers)
    choosing = ChoiceHandlers(choices, results, sender, locks)
    previews = PreviewHandlers(editor, results)
    album = AlbumHandlers(albums, editor, sender, responder, results)
    groups = GroupHandlers(editor, rules, sender, responder, results)
    packs = PackHandlers(cases.pack_editor, cases.stickers, chats, sender, responder)
    stickers = StickerHandlers(
        editor, rules, cases.stickers, packs, results, sender, responder, files
    )
    photos = PhotoHandlers(editor, sender, responder, results, stickers)
    options = OptionHandlers(editor, rules, cases.preferences, results, sender, responder)
    languages = LanguageHandlers(responder.languages, cases.preferences, sender, responder)
    mini_app = MiniAppHandlers(cases.tapping, editor, stickers, results, sender)
    used = cases.figures, cases.machine, cases.engine
    admin = AdminHandlers(cases.access, cases.check_storage, *used, sender, responder)
    calls = GuestHandlers(
        guests, editor, cases.stickers, results, sender.storage, cases.signed_links, files
    )
    stored = cases.personal_data, cases.retention
    privacy = PrivacyHandlers(cases.policy, *stored, editor.history, sender, responder)

    with_commands = (calls, packs, photos, groups, stickers, options, admin, privacy)
    with_buttons = (previews, choosing, packs, stickers, options)
    verbs = {verb: press for part in with_buttons for verb, press in part.buttons.items()}
    button = ButtonRouter(editor, rules, sender, responder, verbs, locks)

    table = (
        MessageHandler(FromPage(), mini_app.done),
        MessageHandler(EVERYWHERE & Matching(is_in_private_album), album.photos),
        *(command for part in with_commands for command in part.commands),
        MessageHandler(EVERYWHERE & Matching(is_caption_command, "cut"), groups.cut),
        MessageHandler(EVERYWHERE & Matching(is_caption_command, "auto"), groups.auto),
        MessageHandler(EVERYWHERE & Matching(is_caption_command, "sticker"), stickers.sticker),
        MessageHandler(EVERYWHERE & Matching(is_emoji_for_sticker), stickers.emoji),
        MessageHandler(_PICTURE & Matching(is_reply_to_result), options.background),
        MessageHandler(GROUP & ~filters.COMMAND & Matching(is_prompt_for_bot), groups.text),
        MessageHandler(GROUP & ~filters.COMMAND & Matching(is_mention), groups.cut),
        MessageHandler(EDITED & (filters.TEXT | filters.CAPTION), groups.edited),
        MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, groups.moved),
        MessageHandler(PRIVATE & filters.COMMAND, photos.help),
        MessageHandler(PRIVATE & filters.TEXT, photos.text),
        MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, photos.photo),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, calls.called),
        InlineQueryHandler(InlineHandlers(files, responder).list),
        ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        CallbackQueryHandler(groups.toggle, r"^rule:(all_answer|all_add|quiet)$"),
        CallbackQueryHandler(status.resend, RESEND),
        CallbackQueryHandler(options.prefer, PREFER),
        CallbackQueryHandler(languages.list, LANGUAGES),
        CallbackQueryHandler(languages.choose, LANGUAGE),
        CallbackQueryHandler(button.press),
    )
    application.add_handlers(
        {
            _MOVES: (MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, admin.moved),),
            _ACCESS: (TypeHandler(Update, admin.check_access),),
            _ANSWERS: table,
        }
    )
    application.add_error_handler(responder.failed)
