"""Methods that change or take away what was written, and answers to pressed buttons."""

from collections.abc import Iterable
from typing import Any

from telegram_sandbox.content import caption_content, in_album, text_content, without_caption
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
from telegram_sandbox.params import array, boolean, integer, maybe, needed, short, string
from telegram_sandbox.types import ADMINS, Message

Json = dict[str, Any]


async def edit_text(call: Call) -> Json:
    """New words for a text message."""
    message = _own(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(call, message, text_content(call.values))


async def edit_caption(call: Call) -> Json:
    """New words under a photo or document; none takes them away."""
    message = _own(call)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    return _edited(
        call, message, without_caption(message.content) | caption_content(call.values)
    )


async def edit_media(call: Call) -> Json:
    """Another photo or document, with its own caption."""
    content = await input_media_content(call, call["media"])
    message = _own(call)
    return _edited(call, message, content | in_album(message.content))


async def edit_reply_markup(call: Call) -> Json:
    """Another keyboard, or none."""
    message = _own(call)
    return _edited(call, message, message.content)


async def delete_message(call: Call) -> bool:
    """Take a message away for everybody."""
    message = call.message("delete")
    _check_deletable(call, [message])
    call.world.delete([message])
    return True


async def delete_messages(call: Call) -> bool:
    """Take messages away; those that are gone already do not matter."""
    wanted = [integer()(item) for item in call["message_ids"]]
    if not 1 <= len(wanted) <= 100:
        raise bad_request("1 to 100 message identifiers were expected")
    known = call.chat.messages
    messages = [known[number] for number in dict.fromkeys(wanted) if number in known]
    _check_deletable(call, messages)
    call.world.delete(messages)
    return True


async def answer_callback_query(call: Call) -> bool:
    """Answer a pressed button, once."""
    press = call.world.presses.get(call["callback_query_id"])
    if press is None or press.answer is not None:
        raise bad_request(
            "query is too old and response timeout expired or query ID is invalid"
        )
    shown = ("text", "show_alert", "url")
    call.world.answer(press, {name: call[name] for name in shown if call[name]})
    return True


def _check_deletable(call: Call, messages: Iterable[Message]) -> None:
    """In groups, only administrators delete what others wrote."""
    chat, bot = call.chat, call.world.bot
    if chat.is_private or chat.status(bot) in ADMINS:
        return
    if any(message.sender is not bot for message in messages):
        raise bad_request("message can't be deleted")


def _own(call: Call) -> Message:
    message = call.message("edit")
    if message.sender is not call.world.bot:
        raise bad_request("message can't be edited")
    return message


def _edited(call: Call, message: Message, content: Json) -> Json:
    if (content, call["reply_markup"]) == (message.content, message.keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )
    call.world.edit(message, content, call["reply_markup"])
    return message.as_json()


_TARGET = {"chat_id": needed(integer()), "message_id": needed(integer())}
_EDIT = {**_TARGET, "reply_markup": maybe(inline_keyboard)}

METHODS = {
    "editMessageText": method(
        edit_text,
        **_EDIT,
        **TEXT,
    ),
    "editMessageCaption": method(
        edit_caption, **_EDIT, **CAPTION, show_caption_above_media=ABOVE
    ),
    "editMessageMedia": method(edit_media, **_EDIT, media=needed(input_media)),
    "editMessageReplyMarkup": method(edit_reply_markup, **_EDIT),
    "deleteMessage": method(delete_message, **_TARGET),
    "deleteMessages": method(
        delete_messages, chat_id=needed(integer()), message_ids=needed(array)
    ),
    "answerCallbackQuery": method(
        answer_callback_query,
        callback_query_id=needed(string),
        text=maybe(short(200)),
        show_alert=maybe(boolean),
        url=maybe(string),
        cache_time=maybe(integer(least=0)),
    ),
}
