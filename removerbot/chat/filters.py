"""Which messages are meant for the bot, beyond the filters of python-telegram-bot."""

import re
from collections.abc import Callable

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import filters
from telegram.ext.filters import MessageFilter, UpdateFilter

from removerbot.chat.callbacks import revision_id_of
from removerbot.chat.messages import COMMAND, command_argument, mention
from removerbot.editing.meaning import take_background
from removerbot.editing.pack_names import is_emoji
from removerbot.i18n import prompt_parser

EVERYWHERE = filters.UpdateType.MESSAGE
"""New messages."""

EDITED = filters.UpdateType.EDITED_MESSAGE

PRIVATE = EVERYWHERE & filters.ChatType.PRIVATE
GROUP = EVERYWHERE & filters.ChatType.GROUPS

FIRST_PAGE_UPDATE = 10**17
"""The least id of an update made by the bot itself. They have 18 digits, Telegram's fewer."""

_LAST_CELL = re.compile(r"(?<!\w)(?:[A-L](?:[1-9]|1[0-2]))+[.!]*$")
"""The end of `the dog in C4`: a cell of the grid as it is at first. `b4` is no cell in talk."""


class Matching(MessageFilter):
    """Messages for which a function returns true, such as those below."""

    def __init__(self, matches: Callable[..., object], *arguments: str) -> None:
        super().__init__()
        self._matches = matches
        self._arguments = arguments

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return bool(self._matches(message, *self._arguments))


class FromPage(UpdateFilter):
    """Updates that `removerbot.chat.handlers.mini_app` has made; web app data that people's
    apps send is left out."""

    def filter(self, update: Update) -> bool:
        """See `telegram.ext.filters.UpdateFilter.filter`."""
        is_ours = update.update_id >= FIRST_PAGE_UPDATE
        return is_ours and update.message is not None and bool(update.message.web_app_data)


def is_caption_command(message: Message, command: str) -> bool:
    """Whether a caption begins with a command, see `is_command`."""
    return message.caption is not None and is_command(message, command)


def is_command(message: Message, command: str) -> bool:
    """Whether a text or caption begins with a command, for this bot or without the name of a
    bot."""
    match = COMMAND.match(message.text or message.caption or "")
    bot = message.get_bot().username.lower()
    return bool(match and match[1].lower() == command and (match[2] or bot).lower() == bot)


def is_reply_to_bot(message: Message) -> bool:
    """Whether a message replies to one of this bot."""
    replied = message.reply_to_message
    author = replied.from_user if replied else None
    return bool(author and author.id == message.get_bot().id)


def is_reply_to_result(message: Message) -> bool:
    """Whether a message replies to a cutout of this bot."""
    replied = message.reply_to_message if is_reply_to_bot(message) else None
    return bool(replied and replied.document and revision_id_of(replied) is not None)


def is_emoji_for_sticker(message: Message) -> bool:
    """Whether a message is nothing but emoji and replies to a sticker of this bot."""
    replied = message.reply_to_message if is_reply_to_bot(message) else None
    return bool(replied and replied.sticker and is_emoji(message.text or ""))


def is_prompt_for_bot(message: Message) -> bool:
    """Whether a message replies to one of this bot and, in a group, names a place; or to a
    preview, and asks for the main thing or ends in a cell, as in `the dog in C4`; or to a
    cutout, and asks for a background, another size or a step back. All else is talk."""
    text, parser, replied = command_argument(message), prompt_parser(), message.reply_to_message
    if not (replied and is_reply_to_bot(message)) or message.chat.type == ChatType.PRIVATE:
        return is_reply_to_bot(message)
    is_order = parser.is_color(text) or parser.read_order(text) in ("undo", "bigger", "smaller")
    is_try = bool(replied.photo and (_LAST_CELL.search(text) or parser.is_main(text)))
    is_prompt = parser.is_prompt(take_background(text)[1])
    return is_try or is_prompt or (is_order and is_reply_to_result(message))


def is_mention(message: Message) -> bool:
    """Whether a caption, or a text in reply to something, begins with the bot's name."""
    is_about_photo = message.caption or message.reply_to_message or message.external_reply
    return bool(is_about_photo and mention(message))


def is_in_private_album(message: Message) -> bool:
    """Whether a message is one of several photos or files that were sent together in private,
    without a command other than `/cut`."""
    is_command = (message.caption or "").startswith("/")
    return (
        message.media_group_id is not None
        and message.chat.type == ChatType.PRIVATE
        and (not is_command or is_caption_command(message, "cut"))
    )
