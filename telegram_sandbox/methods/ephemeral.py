"""Methods that edit and delete ephemeral messages, and `setMessageReaction`."""

from typing import Any

from telegram_sandbox.content import caption_content, text_content, without_caption
from telegram_sandbox.emoji import is_emoji
from telegram_sandbox.ephemeral import find
from telegram_sandbox.errors import bad_request
from telegram_sandbox.keyboards import inline_keyboard
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.methods.sending import (
    ABOVE,
    CAPTION,
    TEXT,
    input_media,
    input_media_content,
)
from telegram_sandbox.params import (
    boolean,
    integer,
    json_array,
    json_object,
    one_of,
    optional,
    required,
    string,
)
from telegram_sandbox.types import Message

Json = dict[str, Any]

_reaction = json_object(type=required(one_of("emoji")), emoji=required(string))


async def edit_text(call: Call) -> bool:
    """Replaces the text of an ephemeral message."""
    return _edited(call, text_content(call.values))


async def edit_caption(call: Call) -> bool:
    """Replaces the caption of an ephemeral message."""
    content = without_caption(_message(call).content)
    return _edited(call, content | caption_content(call.values))


async def edit_media(call: Call) -> bool:
    """Replaces the photo or document of an ephemeral message, and its caption."""
    return _edited(call, await input_media_content(call, call["media"]))


async def edit_reply_markup(call: Call) -> bool:
    """Replaces or removes the keyboard of an ephemeral message."""
    return _edited(call, _message(call).content)


async def delete(call: Call) -> bool:
    """Deletes an ephemeral message of the bot."""
    message = _message(call)
    del call.chat.ephemeral[call["receiver_user_id"], message.marks["ephemeral_message_id"]]
    call.state.events.add("ephemeral", call["receiver_user_id"])
    return True


async def set_reaction(call: Call) -> bool:
    """Puts an emoji on a message, or takes the bot's away. A bot can put one at most."""
    message, allowed = call.message("react"), call.chat.reactions
    emoji = [_reaction(each)["emoji"] for each in call["reaction"] or []]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if message.is_service or any(
        not is_emoji(each) or (allowed is not None and each not in allowed) for each in emoji
    ):
        raise bad_request("REACTION_INVALID")
    message.emoji = emoji
    call.state.events.add("reaction", call.chat.id, message_id=message.id, emoji=emoji)
    return True


def _message(call: Call) -> Message:
    message = find(call.chat, call["receiver_user_id"], call["ephemeral_message_id"])
    if message.sender is not call.state.bot:
        raise bad_request("message can't be edited")
    return message


def _edited(call: Call, content: Json) -> bool:
    message = _message(call)
    message.content, message.keyboard = content, call["reply_markup"]
    call.state.events.add("ephemeral", call["receiver_user_id"])
    return True


_TARGET = {
    "chat_id": required(integer()),
    "receiver_user_id": required(integer()),
    "ephemeral_message_id": required(integer()),
}
_EDIT = {**_TARGET, "reply_markup": optional(inline_keyboard)}

METHODS = {
    "editEphemeralMessageText": method(edit_text, **_EDIT, **TEXT),
    "editEphemeralMessageCaption": method(
        edit_caption, **_EDIT, **CAPTION, show_caption_above_media=ABOVE
    ),
    "editEphemeralMessageMedia": method(edit_media, **_EDIT, media=required(input_media)),
    "editEphemeralMessageReplyMarkup": method(edit_reply_markup, **_EDIT),
    "deleteEphemeralMessage": method(delete, **_TARGET),
    "setMessageReaction": method(
        set_reaction,
        chat_id=required(integer()),
        message_id=required(integer()),
        reaction=optional(json_array),
        is_big=optional(boolean),
    ),
}
