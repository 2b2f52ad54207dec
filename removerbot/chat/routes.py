"""Which handler answers which update."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Message, Update, User
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from removerbot.chat.callbacks import ButtonHandler, ButtonRouter, named_button
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
    is_reply_to_bot,
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
from removerbot.chat.messages import App, Context, Handler, is_shared, message_and_person
from removerbot.chat.notices import RESEND, Notices
from removerbot.chat.responder import Responder
from removerbot.chat.result_keyboards import OPTIONS

_MOVES, _ACCESS, _ANSWERS = -2, -1, 0
"""Groups of handlers: at most one handler of each group runs, in this order."""

_IMAGE = filters.PHOTO | filters.Document.IMAGE
_PICTURE = EVERYWHERE & _IMAGE
_NAMES_BUTTON = EVERYWHERE & Matching(is_reply_to_bot) & Matching(named_button)


HandleMessage = Callable[[Message, User], Awaitable[None]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


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
        _command("start", of.calls.open, PRIVATE & filters.Regex(OPEN_LINK)),
        _command("start", of.packs.start, PRIVATE & filters.Regex(ADD_LINK)),
        _command("start", of.photos.start, PRIVATE),
        _command("help", of.photos.help, PRIVATE),
        _command(["start", "help"], of.groups.start, GROUP),
        _command("auto", of.photos.auto, PRIVATE),
        _command("auto", of.groups.auto, GROUP),
        _command("settings", of.settings.settings, PRIVATE),
        _command("settings", of.groups.settings, GROUP),
        _command("mydata", of.privacy.my_data, PRIVATE),
        _command("mydata", of.privacy.not_here, GROUP),
        _command("cut", of.groups.cut, EVERYWHERE),
        _command("cancel", of.photos.cancel, EVERYWHERE),
        _command("sticker", of.stickers.sticker, EVERYWHERE),
        _command("pack", of.packs.pack, EVERYWHERE),
        _command("remove", of.packs.remove, EVERYWHERE),
        _command("privacy", of.privacy.privacy, EVERYWHERE),
        _command("forget", of.privacy.forget, EVERYWHERE),
        _command("block", partial(of.admin.set_ruling, "blocked"), owner),
        _command("allow", partial(of.admin.set_ruling, "allowed"), owner),
        _command("stats", of.admin.stats, owner),
    )


def _command(
    names: str | list[str], handle: HandleMessage, where: filters.BaseFilter
) -> Handler:
    return CommandHandler(names, _with_message(handle), where)


def _message(which: filters.BaseFilter, handle: HandleMessage) -> Handler:
    return MessageHandler(which, _with_message(handle))


def _with_message(handle: HandleMessage) -> Callback:
    """Returns what calls a handler with the message of an update and its author."""

    async def callback(update: Update, _: Context) -> None:
        await handle(*message_and_person(update))

    return callback


def _button(handle: Callable[..., Awaitable[None]], data: str | None = None) -> Handler:
    """Returns what calls a handler with a callback query, and with the groups of its data."""

    async def callback(update: Update, context: Context) -> None:
        assert update.callback_query
        await handle(update.callback_query, *(context.match.groups() if context.match else ()))

    return CallbackQueryHandler(callback, data)


def add_handlers(application: App, of: Handlers, buttons: ButtonRouter) -> None:
    """Adds all handlers; the first one of a group that takes an update handles it."""
    table = (
        _message(FromPage(), of.mini_app.done),
        _message(EVERYWHERE & Matching(is_in_private_album), of.albums.photos),
        *_commands(of),
        _message(EVERYWHERE & Matching(is_caption_command, "cut"), of.groups.cut),
        _message(EVERYWHERE & Matching(is_caption_command, "auto"), of.groups.auto),
        _message(EVERYWHERE & Matching(is_caption_command, "sticker"), of.stickers.sticker),
        _message(EVERYWHERE & Matching(is_emoji_for_sticker), of.stickers.emoji),
        _message(_NAMES_BUTTON, buttons.press_named),
        _message(_PICTURE & Matching(is_reply_to_result), of.options.background),
        _message(GROUP & ~filters.COMMAND & Matching(is_prompt_for_bot), of.groups.text),
        _message(GROUP & ~filters.COMMAND & Matching(is_mention), of.groups.cut),
        _message(EDITED & (filters.TEXT | filters.CAPTION | _IMAGE), of.groups.edited),
        MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, of.groups.moved),
        _message(PRIVATE & filters.COMMAND, of.photos.help),
        _message(PRIVATE & filters.TEXT, of.photos.text),
        _message(PRIVATE & ~filters.StatusUpdate.ALL, of.photos.photo),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, of.calls.called),
        InlineQueryHandler(of.inline.list),
        ChatMemberHandler(of.groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        _button(of.groups.toggle, r"^rule:(all_answer|all_add|quiet)$"),
        CallbackQueryHandler(of.notices.resend, RESEND),
        _button(of.settings.prefer, PREFER),
        _button(of.settings.list, LANGUAGES),
        _button(of.settings.choose, LANGUAGE),
        _button(buttons.press),
    )
    application.add_handlers(
        {
            _MOVES: (MessageHandler(GROUP & filters.StatusUpdate.MIGRATE, of.admin.moved),),
            _ACCESS: (TypeHandler(Update, of.admin.check_access),),
            _ANSWERS: table,
        }
    )
    application.add_error_handler(of.responder.failed)
