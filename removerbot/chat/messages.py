"""python-telegram-bot's types, and what handlers read from a message."""

import re
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from telegram import Document, Message, PhotoSize, Sticker, Update, User
from telegram.ext import Application, BaseHandler, ContextTypes

from removerbot.errors import FileTooLarge, NoPhotoNamed, NotAnImage, NothingToCut
from removerbot.segmentation.revisions import Source

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Any, Any, Any]

COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+|$)")
"""A command at the beginning of a text, and the bot that it names, if it does."""

MAX_FILE_MB = 20
"""The largest file that the public Bot API server lets a bot download."""

_LONGEST_NAME = 60
_UNSAFE = re.compile(r"[^\w.()+ -]+")
_MAYBE_IMAGE = re.compile(r"image/|application/octet-stream$")


def message_and_person(update: Update) -> tuple[Message, User]:
    """Returns the message of an update and its author; handlers of messages have both."""
    assert update.message
    assert update.message.from_user
    return update.message, update.message.from_user


def command_argument(message: Message) -> str:
    """Returns the rest of a text or caption after its command."""
    return COMMAND.sub("", message.text or message.caption or "", count=1).strip()


def photo_meant(message: Message) -> Message:
    """Returns the message whose photo a command is about: its own, or the one it replies to.

    Raises:
        NoPhotoNamed: it has no caption and replies to nothing.
    """
    if message.caption is not None:
        return message
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created:  # every message of a topic replies to it
        raise NoPhotoNamed
    return replied


def source_of(message: Message, person_id: int) -> Source:
    """Returns the photo, image file or static sticker of a message.

    Raises:
        NotAnImage: the message has none of these.
        FileTooLarge: the Bot API would not let the bot download it.
    """
    file = _file_of(message)
    if (file.file_size or 0) > MAX_FILE_MB << 20:
        raise FileTooLarge((file.file_size or 0) / (1 << 20), MAX_FILE_MB)
    name = file.file_name if isinstance(file, Document) else None
    return Source(
        chat_id=message.chat_id,
        message_id=message.message_id,
        person_id=person_id,
        file_id=file.file_id,
        name=_safe_stem(name) or f"photo-{message.message_id}",
    )


def source_for_command(photo: Message, command: Message, person: User) -> Source:
    """Returns the photo that a command is about. It is stored under the command's message, so
    that each command begins a job of its own.

    Raises:
        NothingToCut: the message has no photo.
        FileTooLarge: the Bot API would not let the bot download it.
    """
    try:
        source = source_of(photo, person.id)
    except NotAnImage:
        raise NothingToCut from None
    return replace(source, message_id=command.message_id)


def _file_of(message: Message) -> PhotoSize | Document | Sticker:
    if message.photo:
        return message.photo[-1]  # the largest
    document, sticker = message.document, message.sticker
    # The sender's app guesses the type from the name, so an unknown type may be an image.
    if document and _MAYBE_IMAGE.match(document.mime_type or "image/"):
        return document
    # A WEBP that is sent as a file arrives as a sticker.
    if sticker and not (sticker.is_animated or sticker.is_video):
        return sticker
    raise NotAnImage


def _safe_stem(name: str | None) -> str:
    """Returns a file's name without its ending and without characters unsafe in file names."""
    return _UNSAFE.sub("_", PurePath(name or "").stem)[:_LONGEST_NAME].strip(" .")
