"""Methods that write into a chat."""

from typing import Any

from telegram_sandbox.content import caption_content, text_content
from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import Kind
from telegram_sandbox.keyboards import inline_keyboard
from telegram_sandbox.methods.attaching import file_reference, media_content, with_thumbnail
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.params import (
    array,
    boolean,
    integer,
    maybe,
    needed,
    one_of,
    string,
    structure,
)
from telegram_sandbox.types import Message, Place

Json = dict[str, Any]

ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)

CAPTION = {
    "caption": maybe(string),
    "parse_mode": maybe(one_of("HTML")),
    "caption_entities": maybe(array),
}
"""The parameters of a caption. Of the parse modes, the sandbox reads HTML."""

ABOVE = maybe(boolean)
"""`show_caption_above_media`, for photos."""

reply_parameters = structure(
    message_id=needed(integer()),
    chat_id=maybe(integer()),
    allow_sending_without_reply=maybe(boolean),
)

link_preview_options = structure(
    is_disabled=maybe(boolean),
    url=maybe(string),
    prefer_small_media=maybe(boolean),
    prefer_large_media=maybe(boolean),
    show_above_text=maybe(boolean),
)

TEXT = {
    "text": needed(string),
    "parse_mode": CAPTION["parse_mode"],
    "entities": maybe(array),
    "link_preview_options": maybe(link_preview_options),
}
"""The parameters of a text."""

input_media = structure(
    type=needed(one_of("photo", "document")),
    media=needed(string),
    show_caption_above_media=ABOVE,
    has_spoiler=maybe(boolean),
    disable_content_type_detection=maybe(boolean),
    thumbnail=maybe(string),
    **CAPTION,
)

DELIVERY = {
    "chat_id": needed(integer()),
    "message_thread_id": maybe(integer()),
    "disable_notification": maybe(boolean),
    "protect_content": maybe(boolean),
    "reply_parameters": maybe(reply_parameters),
}

MARKUP = maybe(inline_keyboard)


async def send_message(call: Call) -> Json:
    """A text."""
    return post(call, text_content(call.values)).as_json()


async def send_photo(call: Call) -> Json:
    """An image that Telegram recompresses."""
    caption = caption_content(call.values)
    photo = await media_content(call, "photo", call["photo"])
    return post(call, photo | caption).as_json()


async def send_document(call: Call) -> Json:
    """A file, byte for byte."""
    caption = caption_content(call.values)
    as_it_is = bool(call["disable_content_type_detection"])
    document = await media_content(call, "document", call["document"], as_it_is=as_it_is)
    small = with_thumbnail(call, document, call["thumbnail"])
    return post(call, small | caption).as_json()


async def send_media_group(call: Call) -> list[Json]:
    """An album: separate messages that share a `media_group_id`."""
    items = [input_media(item) for item in call["media"]]
    if not 2 <= len(items) <= 10:
        raise bad_request("group of 2 to 10 media was expected")
    if len({item["type"] for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [await input_media_content(call, item) for item in items]
    place, album = _place(call), call.world.new_album()
    _spend(call, len(contents))
    posts = [
        call.world.post(call.chat, call.world.bot, content | album, place)
        for content in contents
    ]
    return [message.as_json() for message in posts]


async def send_chat_action(call: Call) -> bool:
    """What the bot is about to send."""
    _thread(call)
    call.world.act(call.chat, call["action"])
    return True


async def input_media_content(call: Call, item: Json) -> Json:
    """The fields of a message for one `InputMedia`."""
    kind: Kind = item["type"]
    caption = caption_content(item)
    as_it_is = bool(item.get("disable_content_type_detection"))
    content = await media_content(call, kind, item["media"], as_it_is=as_it_is)
    return with_thumbnail(call, content, item.get("thumbnail")) | caption


def post(call: Call, content: Json) -> Message:
    """Write what a call has made of its parameters."""
    place = _place(call)
    _spend(call, 1)
    return call.world.post(call.chat, call.world.bot, content, place, call["reply_markup"])


def _place(call: Call) -> Place:
    return Place(_replied_to(call), _thread(call))


def _spend(call: Call, messages: int) -> None:
    if call.world.limits is not None:
        call.world.limits.spend(call.chat, messages)


def _thread(call: Call) -> int | None:
    """The topic; that of all that has no topic has no id."""
    thread: int | None = call["message_thread_id"]
    if thread is not None and thread not in call.chat.topics:
        raise bad_request("message thread not found")
    return thread


def _replied_to(call: Call) -> Message | None:
    wanted = call["reply_parameters"]
    if wanted is None:
        return None
    elsewhere = wanted.get("chat_id", call.chat.id) != call.chat.id
    message = None if elsewhere else call.chat.messages.get(wanted["message_id"])
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


METHODS = {
    "sendMessage": method(
        send_message,
        **DELIVERY,
        **TEXT,
        reply_markup=MARKUP,
    ),
    "sendPhoto": method(
        send_photo,
        **DELIVERY,
        **CAPTION,
        photo=needed(file_reference),
        show_caption_above_media=ABOVE,
        has_spoiler=maybe(boolean),
        reply_markup=MARKUP,
    ),
    "sendDocument": method(
        send_document,
        **DELIVERY,
        **CAPTION,
        document=needed(file_reference),
        thumbnail=maybe(file_reference),
        disable_content_type_detection=maybe(boolean),
        reply_markup=MARKUP,
    ),
    "sendMediaGroup": method(send_media_group, **DELIVERY, media=needed(array)),
    "sendChatAction": method(
        send_chat_action,
        chat_id=needed(integer()),
        message_thread_id=maybe(integer()),
        action=needed(one_of(*ACTIONS)),
    ),
}
