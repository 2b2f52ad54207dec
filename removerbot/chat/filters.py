"""Which messages are meant for the bot, beyond the filters of python-telegram-bot."""

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import filters
from telegram.ext.filters import MessageFilter, UpdateFilter

from removerbot.chat.callbacks import revision_id_of
from removerbot.chat.messages import COMMAND
from removerbot.editing.pack_names import is_emoji

EVERYWHERE = filters.UpdateType.MESSAGE
"""New messages; edited ones are not answered."""

PRIVATE = EVERYWHERE & filters.ChatType.PRIVATE
GROUP = EVERYWHERE & filters.ChatType.GROUPS

FIRST_PAGE_UPDATE = 10**17
"""The least id of an update made by the bot itself. They have 18 digits, Telegram's fewer."""


class CaptionCommand(MessageFilter):
    """A command at the beginning of a caption, for this bot or without the name of a bot."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self._command = command

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        match = COMMAND.match(message.caption or "")
        bot = message.get_bot().username.lower()
        return bool(
            match and match[1].lower() == self._command and (match[2] or bot).lower() == bot
        )


class ReplyToBot(MessageFilter):
    """A reply to a message of this bot."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        replied = message.reply_to_message
        author = replied.from_user if replied else None
        return bool(author and author.id == message.get_bot().id)


class MayNamePlace(MessageFilter):
    """A text with a digit, as the name of every place has one."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return any(character.isdecimal() for character in message.text or "")


class MayNameColor(MessageFilter):
    """A text that begins with `#`, as the name of every color does."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return (message.text or "").startswith("#")


class EmojiOnly(MessageFilter):
    """A text of nothing but emoji."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return is_emoji(message.text or "")


class ReplyToResult(ReplyToBot):
    """A reply to a cutout that this bot sent."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        replied = message.reply_to_message
        if not super().filter(message) or replied is None or not replied.document:
            return False
        return revision_id_of(replied) is not None


class ReplyToSticker(ReplyToBot):
    """A reply to a sticker that this bot sent."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        replied = message.reply_to_message
        return super().filter(message) and bool(replied and replied.sticker)


class InPrivateAlbum(MessageFilter):
    """One of several photos or files sent together in private, without a command to it."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return (
            message.media_group_id is not None
            and message.chat.type == ChatType.PRIVATE
            and not (message.caption or "").startswith("/")
        )


class FromPage(UpdateFilter):
    """An update that `removerbot.chat.handlers.mini_app` has made; web app data that people's
    apps send is left out."""

    def filter(self, update: Update) -> bool:
        """See `telegram.ext.filters.UpdateFilter.filter`."""
        is_ours = update.update_id >= FIRST_PAGE_UPDATE
        return is_ours and update.message is not None and bool(update.message.web_app_data)
