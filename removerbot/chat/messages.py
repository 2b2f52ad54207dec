"""What handlers read from a message: who wrote it, the words of a command, what it is about."""

import re
from dataclasses import replace
from pathlib import PurePath

from telegram import Document, Message, PhotoSize, Sticker, Update, User

from removerbot.chat.filters import COMMAND
from removerbot.errors import FileTooLarge, NoPhotoNamed, NotAnImage, NothingToCut
from removerbot.revisions import Source


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


MAX_FILE_MB = 20
"""What the public Bot API server lets a bot download."""

_LONGEST_NAME = 60
_UNSAFE = re.compile(r"[^\w.()+ -]+")
_MAYBE_IMAGE = re.compile(r"image/|application/octet-stream$")


def source_of(message: Message, person_id: int) -> Source:
    """The photo, image file or static sticker of a message.

    Raises:
        NotAnImage: there is none of these in it.
        FileTooLarge: Telegram would not hand it out.
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
        name=_plain(name) or f"photo-{message.message_id}",
    )


def asked_source(photo: Message, asked: Message, person: User) -> Source:
    """A photo that somebody asked about with a command. Whoever asks anew begins anew, so
    it is kept under the message that asked.

    Raises:
        NothingToCut: there is no photo in the message.
        FileTooLarge: Telegram would not hand it out.
    """
    try:
        source = source_of(photo, person.id)
    except NotAnImage:
        raise NothingToCut from None
    return replace(source, message_id=asked.message_id)


def _file_of(message: Message) -> PhotoSize | Document | Sticker:
    if message.photo:
        return message.photo[-1]  # the largest
    document, sticker = message.document, message.sticker
    # A type is guessed from the name by the sender's app, so an unknown one may be an image.
    if document and _MAYBE_IMAGE.match(document.mime_type or "image/"):
        return document
    # A WEBP sent as a file arrives as a sticker.
    if sticker and not (sticker.is_animated or sticker.is_video):
        return sticker
    raise NotAnImage


def _plain(name: str | None) -> str:
    """A file's name without its ending and without what file systems choke on."""
    return _UNSAFE.sub("_", PurePath(name or "").stem)[:_LONGEST_NAME].strip(" .")
