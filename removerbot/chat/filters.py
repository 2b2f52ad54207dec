"""Which messages are meant for the bot, beyond what python-telegram-bot can tell."""

import re

from telegram import Message
from telegram.ext.filters import MessageFilter

from removerbot.chat.keyboards import cut_named_by
from removerbot.editing.pack_names import is_emoji

COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+|$)")
"""A command at the beginning of a text, and the bot that it names, if it does."""


class CaptionCommand(MessageFilter):
    """A command at the beginning of a caption, for this bot or for whom it may concern."""

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
    """An answer to a message of this bot."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        replied = message.reply_to_message
        author = replied.from_user if replied else None
        return bool(author and author.id == message.get_bot().id)


class NamesPlace(MessageFilter):
    """A text that may name a place: each has a digit."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return any(character.isdecimal() for character in message.text or "")


class NamesColour(MessageFilter):
    """A text that may name a colour: it begins with `#`."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return (message.text or "").startswith("#")


class EmojiOnly(MessageFilter):
    """A text of nothing but emoji."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        return is_emoji(message.text or "")


class ReplyToResult(ReplyToBot):
    """An answer to a cutout that this bot sent."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        replied = message.reply_to_message
        if not super().filter(message) or replied is None or not replied.document:
            return False
        return cut_named_by(replied) is not None


class ReplyToSticker(ReplyToBot):
    """An answer to a sticker that this bot sent."""

    def filter(self, message: Message) -> bool:
        """See `telegram.ext.filters.MessageFilter.filter`."""
        replied = message.reply_to_message
        return super().filter(message) and bool(replied and replied.sticker)
