"""What handlers read from a message: who wrote it, the words of a command, what it is about."""

from telegram import Message, Update, User

from removerbot.chat.filters import COMMAND
from removerbot.errors import NoPhotoNamed


def message_and_person(update: Update) -> tuple[Message, User]:
    """Both are there in every message that a handler takes."""
    assert update.message
    assert update.message.from_user
    return update.message, update.message.from_user


def command_words(message: Message) -> str:
    """What stands behind the command of a text or a caption."""
    return COMMAND.sub("", message.text or message.caption or "", count=1).strip()


def photo_meant(message: Message) -> Message:
    """The message whose photo a command is about: its own, or the one it replies to.

    Raises:
        NoPhotoNamed: there is neither.
    """
    if message.caption is not None:
        return message
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created:  # what all in a topic "reply" to
        raise NoPhotoNamed
    return replied
