"""python-telegram-bot's types, and what handlers read from a message."""

import json
import logging
import re
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from telegram import (
    Animation,
    Bot,
    Chat,
    Document,
    ExternalReplyInfo,
    Message,
    PhotoSize,
    Sticker,
    Update,
    User,
)
from telegram.constants import ChatID
from telegram.ext import Application, BaseHandler, ContextTypes

from removerbot.chat.targets import number_of, ref_of
from removerbot.errors import (
    FileTooLarge,
    MovingPicture,
    NoPhotoNamed,
    NotAnImage,
    NothingToCut,
    PhotoElsewhere,
)
from removerbot.segmentation.revisions import Source

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Any, Any, Any]

COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+|$)")
"""A command at the beginning of a text, and the bot that it names, if it does."""

WithPhoto = Message | ExternalReplyInfo
"""What can have a photo: a message, or what is known of a message in another chat."""

MAX_FILE_MB = 20
"""The largest file that the public Bot API server lets a bot download."""

_LONGEST_NAME = 60
_UNSAFE = re.compile(r"[^\w.()+ -]+")
_MAYBE_IMAGE = re.compile(r"image/|application/octet-stream$")

_SHARED_IDS = frozenset(ChatID)
"""Users that stand for everybody who writes as a group or channel."""

_ID_LIMIT = 1 << 63
"""Ids are smaller than this, either way: the database has 64 bits for them."""

KINDS = (
    *(Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER),
    *(Update.INLINE_QUERY, Update.GUEST_MESSAGE),
)
"""The kinds of updates that are answered."""


def has_content(update: Update) -> bool:
    """Whether an update is of one of the `KINDS`, and could be parsed."""
    return any(getattr(update, kind) for kind in KINDS)


def read_update(payload: str, bot: Bot | None) -> Update:
    """Parses the JSON of an update; logs it if it cannot be parsed and returns one without
    content."""
    try:
        update = Update.de_json(json.loads(payload, object_hook=_without_topic), bot)
        _check(update)
    except Exception as error:  # noqa: BLE001 - the parser trusts the JSON and raises anything
        found = re.search(r'"update_id": ?([0-9]{1,18})\b', payload, re.ASCII)
        update = Update(int(found[1]) if found else 0)
        name = type(error).__name__
        _log.error("update %d cannot be parsed and is left out (%s)", update.update_id, name)
    return update


def _without_topic(fields: dict[str, Any]) -> dict[str, Any]:
    """Leaves out that a message of a topic replies to the topic's beginning, as each does."""
    if "forum_topic_created" in fields.get("reply_to_message", ()):
        del fields["reply_to_message"]
    return fields


def _check(update: Update) -> None:
    """Raises `ValueError` if what all handlers rely on is missing, or has a wrong type or
    size."""
    message, sender = update.effective_message, sender_of(update)
    chat, query, change = update.effective_chat, update.callback_query, update.my_chat_member
    inline, guest = update.inline_query, update.guest_message
    if (message or change) and not chat:
        raise ValueError("no chat")
    if ((query or inline) and not sender) or (change and not change.new_chat_member):
        raise ValueError("no person")
    if guest and not (guest.from_user and guest.guest_query_id):
        raise ValueError("nobody has called")
    ids = [update.update_id, *(each.id for each in (chat, sender) if each)]
    texts = [query.data, query.inline_message_id] if query else []
    texts += [inline.id, inline.offset] if inline else []
    texts += [guest.guest_query_id] if guest else []
    if isinstance(message, Message):
        ids += [message.message_id]
        texts += [message.text, message.caption, message.media_group_id]
    if not all(type(each) is int and abs(each) < _ID_LIMIT for each in ids):
        raise ValueError("not an id")
    if not all(each is None or isinstance(each, str) for each in texts):
        raise ValueError("not a text")


def person_of(message: Message) -> User | None:
    """Returns who wrote a message. Whoever writes as a group or channel is that chat: all of
    them share one user otherwise."""
    chat = message.sender_chat
    if chat is None:
        return message.from_user
    return User(chat.id, chat.effective_name or "", is_bot=False)


def is_shared(telegram_id: int) -> bool:
    """Whether a user's id is that of everybody who writes as a group or channel."""
    return telegram_id in _SHARED_IDS


def answerable(update: Update) -> Message | None:
    """Returns the message that an update is about, if the bot can reply to it. A guest message
    is in a chat without the bot, whose id may be that of another chat."""
    return None if update.guest_message else update.effective_message


def chat_of(update: Update) -> Chat | None:
    """Returns the chat of an update, `None` if it is in none that the bot knows."""
    return None if update.guest_message else update.effective_chat


def sender_of(update: Update) -> User | Chat | None:
    """Returns who caused an update. Whoever writes as a group or channel is that chat, but not
    in a chat without the bot: its id may be that of another chat."""
    guest = update.guest_message
    return guest.from_user if guest else update.effective_sender


def message_and_person(update: Update) -> tuple[Message, User]:
    """Returns the message of an update, new or edited, and its author; handlers of messages
    have both."""
    message = update.message or update.edited_message
    assert message
    person = person_of(message)
    assert person
    return message, person


def moved_chat(message: Message) -> tuple[int, int]:
    """Returns the ids of a group and of the supergroup that it became; both chats say so."""
    old = message.migrate_from_chat_id or message.chat_id
    return old, message.migrate_to_chat_id or message.chat_id


def command_argument(message: Message) -> str:
    """Returns the rest of a text or caption after its command, or after the bot's name."""
    text = message.text or message.caption or ""
    start = COMMAND.match(text) or mention(message)
    return text[start.end() if start else 0 :].strip()


def mention(message: Message) -> re.Match[str] | None:
    """Returns the match of the bot's name at the beginning of a text or caption."""
    name = rf"@{message.get_bot().username}\b[\s,:]*"
    return re.match(name, message.text or message.caption or "", re.IGNORECASE)


def photo_meant(message: Message) -> WithPhoto:
    """Returns the message whose photo a command is about: its own, or the one it replies to.

    Raises:
        NoPhotoNamed: it has no caption and replies to nothing.
    """
    if message.caption is not None:
        return message
    if message.external_reply:
        return message.external_reply
    replied = message.reply_to_message
    if replied is None:
        raise NoPhotoNamed
    return replied


def source_of(message: Message, person_id: int) -> Source:
    """Returns the photo, image file or static sticker of a message.

    Raises:
        NotAnImage, MovingPicture: the message has none of these.
        FileTooLarge: the Bot API would not let the bot download it.
    """
    if message.animation:
        raise MovingPicture("gif" if _is_image(message.animation) else "video")
    return _source(message, message, person_id)


def source_for_command(photo: WithPhoto, command: Message, person: User) -> Source:
    """Returns the photo that a command is about, or the animation whose first picture it asks
    for. It is stored under the command's message, so that each command begins a job of its own.

    Raises:
        NothingToCut, MovingPicture: the message has no photo.
        PhotoElsewhere: nor has the one in another chat.
        FileTooLarge: the Bot API would not let the bot download it.
    """
    try:
        return _source(photo, command, person.id)
    except NotAnImage:
        raise (NothingToCut if isinstance(photo, Message) else PhotoElsewhere) from None


def _source(photo: WithPhoto, message: Message, person_id: int) -> Source:
    file = _file_of(photo)
    if (file.file_size or 0) > MAX_FILE_MB << 20:
        raise FileTooLarge((file.file_size or 0) / (1 << 20), MAX_FILE_MB)
    name = file.file_name if isinstance(file, Animation | Document) else None
    stem = _UNSAFE.sub("_", PurePath(name or "").stem)[:_LONGEST_NAME]
    number, place = photo.message_id or message.message_id, ref_of(message)
    is_alone = any(
        isinstance(each, Message) and number_of(each) is not None for each in (photo, message)
    )
    return Source(
        chat_id=message.chat_id,
        message_id=_own_number(message, person_id) if is_alone else place.message_id,
        person_id=person_id,
        file_id=file.file_id,
        name=stem.strip(" .") or f"photo-{number}",
        is_spoiler=bool(photo.has_media_spoiler),
        thread_id=place.thread_id,
        direct_topic_id=place.direct_topic_id,
    )


def _own_number(message: Message, person_id: int) -> int:
    """Returns a number for a message about an ephemeral photo, or an ephemeral one, that no
    other message of its chat has."""
    names = person_id, message.message_id, number_of(message), message.date
    digest = sha256(" ".join(map(str, names)).encode()).digest()
    return -1 - int.from_bytes(digest[:6])


def _file_of(message: WithPhoto) -> PhotoSize | Animation | Document | Sticker:
    if message.photo:
        return message.photo[-1]  # the largest
    if message.animation or message.video or message.video_note:
        if message.animation and _is_image(message.animation):
            return message.animation
        raise MovingPicture
    document, sticker = message.document, message.sticker
    # The sender's app guesses the type from the name, so an unknown type may be an image.
    if document and _MAYBE_IMAGE.match(document.mime_type or "image/"):
        return document
    # A WEBP that is sent as a file arrives as a sticker.
    if sticker and not (sticker.is_animated or sticker.is_video):
        return sticker
    raise NotAnImage


def _is_image(animation: Animation) -> bool:
    """Whether an animation is an image file, such as a GIF; most are videos."""
    return (animation.mime_type or "").startswith("image/")
