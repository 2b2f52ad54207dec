"""Replies to messages of other chats, and to parts of messages."""

from telegram_sandbox.errors import bad_request
from telegram_sandbox.types import Json, Message

QUOTE_LIMIT = 1024

_MEDIA = (
    "animation",
    "document",
    "photo",
    "sticker",
    "video",
    "video_note",
    "has_media_spoiler",
)
"""The fields of a message that a reply from another chat shows."""


def external_reply(original: Message) -> Json:
    """Returns the Bot API's `ExternalReplyInfo` about a message of another chat.

    The chat and the number of the message are told of supergroups only. (Telegram tells a bot
    about such a message whether or not it is in that chat, as it does here.)
    """
    user = {"type": "user", "date": original.date, "sender_user": original.sender.as_json()}
    about: Json = {"origin": user}
    if original.chat.type == "supergroup":
        about |= {"chat": original.chat.as_json(), "message_id": original.id}
    return about | {name: original.content[name] for name in _MEDIA if name in original.content}


def quote(original: Message, text: str) -> Json:
    """Returns the Bot API's `TextQuote` for a part of a message, which the person has chosen.

    Raises:
        ApiError: the text or caption of the message has no such part, or it is too long.
    """
    whole = original.content.get("text") or original.content.get("caption") or ""
    start = whole.find(text)
    if not text or start < 0 or len(text) > QUOTE_LIMIT:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len(whole[:start].encode("utf-16-le")) // 2
    return {"text": text, "position": position, "is_manual": True}
