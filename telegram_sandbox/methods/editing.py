"""Methods that edit or delete messages, and answers to callback queries."""

from collections.abc import Iterable
from typing import Any

from telegram_sandbox.content import (
    album_content,
    caption_content,
    text_content,
    without_caption,
)
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
    limited_string,
    optional,
    required,
    string,
)
from telegram_sandbox.types import ADMINS, Message

Json = dict[str, Any]


async def edit_text(call: Call) -> Json | bool:
    """Replaces the text of a message."""
    message = _own_message(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(call, message, text_content(call.values))


async def edit_caption(call: Call) -> Json | bool:
    """Replaces the caption of a photo or document; an empty one removes it."""
    message = _own_message(call)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    return _edited(
        call, message, without_caption(message.content) | caption_content(call.values)
    )


async def edit_media(call: Call) -> Json | bool:
    """Replaces the photo or document and its caption."""
    if call["inline_message_id"] and call["media"]["media"].startswith("attach://"):
        raise bad_request("inline messages can't be edited to an uploaded file")
    content = await input_media_content(call, call["media"])
    message = _own_message(call)
    return _edited(call, message, content | album_content(message.content))


async def edit_reply_markup(call: Call) -> Json | bool:
    """Replaces or removes the keyboard."""
    message = _own_message(call)
    return _edited(call, message, message.content)


async def delete_message(call: Call) -> bool:
    """Deletes a message."""
    message = call.message("delete")
    _check_deletable(call, [message])
    call.state.delete([message])
    return True


async def delete_messages(call: Call) -> bool:
    """Deletes messages; ignores those that do not exist."""
    numbers = [integer()(item) for item in call["message_ids"]]
    if not 1 <= len(numbers) <= 100:
        raise bad_request("1 to 100 message identifiers were expected")
    known = call.chat.messages
    messages = [known[number] for number in dict.fromkeys(numbers) if number in known]
    _check_deletable(call, messages)
    call.state.delete(messages)
    return True


async def answer_callback_query(call: Call) -> bool:
    """Answers a callback query, once."""
    query = call.state.callback_queries.get(call["callback_query_id"])
    if query is None or query.answer is not None:
        raise bad_request(
            "query is too old and response timeout expired or query ID is invalid"
        )
    fields = ("text", "show_alert", "url")
    call.state.answer_query(query, {name: call[name] for name in fields if call[name]})
    return True


def _check_deletable(call: Call, messages: Iterable[Message]) -> None:
    """In groups, only administrators may delete messages of others."""
    chat, bot = call.chat, call.state.bot
    if chat.is_private or chat.status(bot) in ADMINS:
        return
    if any(message.sender is not bot for message in messages):
        raise bad_request("message can't be deleted")


def _own_message(call: Call) -> Message:
    if inline_id := call["inline_message_id"]:
        if inline_id not in call.state.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return call.state.inline_messages[inline_id]
    if call["chat_id"] is None or call["message_id"] is None:
        raise bad_request("message identifier is not specified")
    message = call.message("edit")
    if message.sender is not call.state.bot:
        raise bad_request("message can't be edited")
    return message


def _edited(call: Call, message: Message, content: Json) -> Json | bool:
    if (content, call["reply_markup"]) == (message.content, message.keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )
    call.state.edit(message, content, call["reply_markup"])
    return True if message.inline_id else message.as_json()


_TARGET = {"chat_id": required(integer()), "message_id": required(integer())}
_EDIT = {
    "chat_id": optional(integer()),
    "message_id": optional(integer()),
    "inline_message_id": optional(string),
    "reply_markup": optional(inline_keyboard),
}

METHODS = {
    "editMessageText": method(edit_text, **_EDIT, **TEXT),
    "editMessageCaption": method(
        edit_caption, **_EDIT, **CAPTION, show_caption_above_media=ABOVE
    ),
    "editMessageMedia": method(edit_media, **_EDIT, media=required(input_media)),
    "editMessageReplyMarkup": method(edit_reply_markup, **_EDIT),
    "deleteMessage": method(delete_message, **_TARGET),
    "deleteMessages": method(
        delete_messages, chat_id=required(integer()), message_ids=required(json_array)
    ),
    "answerCallbackQuery": method(
        answer_callback_query,
        callback_query_id=required(string),
        text=optional(limited_string(200)),
        show_alert=optional(boolean),
        url=optional(string),
        cache_time=optional(integer(least=0)),
    ),
}
