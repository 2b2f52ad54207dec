"""Methods that send messages."""

from typing import Any

from telegram_sandbox import ephemeral
from telegram_sandbox.content import caption_content, covered, text_content
from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import Kind
from telegram_sandbox.keyboards import inline_keyboard
from telegram_sandbox.methods.base import Call, method
from telegram_sandbox.methods.uploads import file_reference, media_content, with_thumbnail
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
from telegram_sandbox.types import ADMINS, GENERAL, Destination, Message, User

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
    "caption": optional(string),
    "parse_mode": optional(one_of("HTML")),
    "caption_entities": optional(json_array),
}
"""The parameters of a caption. HTML is the only parse mode that is supported."""

ABOVE = optional(boolean)
"""`show_caption_above_media`, for photos."""

reply_parameters = json_object(
    message_id=optional(integer()),
    ephemeral_message_id=optional(integer()),
    chat_id=optional(integer()),
    allow_sending_without_reply=optional(boolean),
)

link_preview_options = json_object(
    is_disabled=optional(boolean),
    url=optional(string),
    prefer_small_media=optional(boolean),
    prefer_large_media=optional(boolean),
    show_above_text=optional(boolean),
)

TEXT = {
    "text": required(string),
    "parse_mode": CAPTION["parse_mode"],
    "entities": optional(json_array),
    "link_preview_options": optional(link_preview_options),
}
"""The parameters of a text."""

input_media = json_object(
    type=required(one_of("photo", "document")),
    media=required(string),
    show_caption_above_media=ABOVE,
    has_spoiler=optional(boolean),
    disable_content_type_detection=optional(boolean),
    thumbnail=optional(string),
    **CAPTION,
)

DELIVERY = {
    "chat_id": required(integer()),
    "message_thread_id": optional(integer()),
    "direct_messages_topic_id": optional(integer()),
    "disable_notification": optional(boolean),
    "protect_content": optional(boolean),
    "reply_parameters": optional(reply_parameters),
}

FOR_ONE = {"ephemeral_message_parameters": optional(ephemeral.parameters)}
"""The parameters of a message that one person may see alone."""

MARKUP = optional(inline_keyboard)


async def send_message(call: Call) -> Json:
    """Sends a text."""
    return post(call, text_content(call.values)).as_json()


async def send_photo(call: Call) -> Json:
    """Sends a photo, which is recompressed."""
    caption = caption_content(call.values)
    photo = await media_content(call, "photo", call["photo"])
    return post(call, covered(photo | caption, call["has_spoiler"])).as_json()


async def send_document(call: Call) -> Json:
    """Sends a file unchanged."""
    caption = caption_content(call.values)
    keep_document = bool(call["disable_content_type_detection"])
    document = await media_content(
        call, "document", call["document"], keep_document=keep_document
    )
    document = with_thumbnail(call, document, call["thumbnail"])
    return post(call, document | caption).as_json()


async def send_sticker(call: Call) -> Json:
    """Sends a sticker; an upload that is none for Telegram, such as PNG, becomes a document."""
    return post(call, await media_content(call, "sticker", call["sticker"])).as_json()


async def send_media_group(call: Call) -> list[Json]:
    """Sends an album: separate messages that share a `media_group_id`."""
    items = [input_media(item) for item in call["media"]]
    if not 2 <= len(items) <= 10:
        raise bad_request("group of 2 to 10 media was expected")
    if len({item["type"] for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [await input_media_content(call, item) for item in items]
    destination, album = _destination(call), call.state.new_album()
    _spend(call, len(contents))
    posts = [
        call.state.post(call.chat, call.state.bot, content | album, destination)
        for content in contents
    ]
    return [message.as_json() for message in posts]


async def send_chat_action(call: Call) -> bool:
    """Shows what the bot is about to send."""
    _thread(call)
    call.state.set_action(call.chat, call["action"])
    return True


async def input_media_content(call: Call, item: Json) -> Json:
    """Returns the fields of a message for one `InputMedia`."""
    kind: Kind = item["type"]
    caption = caption_content(item)
    keep_document = bool(item.get("disable_content_type_detection"))
    content = await media_content(call, kind, item["media"], keep_document=keep_document)
    content = with_thumbnail(call, content, item.get("thumbnail")) | caption
    return covered(content, item.get("has_spoiler"))


def post(call: Call, content: Json) -> Message:
    """Sends a message with the reply, topic and keyboard of the call's parameters."""
    destination = _destination(call)
    _check_media(call, content)
    _spend(call, 1)
    if given := call["ephemeral_message_parameters"]:
        return ephemeral.send(
            call.state,
            call.chat,
            given,
            content,
            reply_to=destination.reply_to or _ephemeral_replied_to(call, given),
            keyboard=call["reply_markup"],
            thread=destination.thread,
        )
    return call.state.post(
        call.chat, call.state.bot, content, destination, call["reply_markup"]
    )


def _destination(call: Call) -> Destination:
    destination = Destination(_replied_to(call), _thread(call), direct=_direct(call))
    _check_open(call, call.chat.thread_of(destination))
    return destination


def _spend(call: Call, messages: int) -> None:
    if call.state.rate_limits is not None:
        call.state.rate_limits.spend(call.chat, messages)


def _thread(call: Call) -> int | None:
    """The id of the topic; `None` for the general topic."""
    thread: int | None = call["message_thread_id"]
    if thread is not None and thread not in call.chat.topics:
        raise bad_request("message thread not found")
    return thread


def _direct(call: Call) -> User | None:
    """The person whose topic of a channel's direct messages it is; there the bot has to say
    it."""
    number, chat = call["direct_messages_topic_id"], call.chat
    if not chat.is_direct:
        return None
    if number not in {each.user.id for each in chat.members.values()}:
        raise bad_request("direct messages topic not found")
    return call.state.users[number]


def _check_open(call: Call, thread: int | None) -> None:
    """In a closed topic only administrators may write."""
    chat = call.chat
    is_closed = chat.is_forum and (thread or GENERAL) in chat.closed_topics
    if is_closed and chat.status(call.state.bot) not in ADMINS:
        raise bad_request("TOPIC_CLOSED")


def _check_media(call: Call, content: Json) -> None:
    """Where members may send no media, only administrators may."""
    chat, features = call.chat, call.state.features
    kind = next((each for each in ("photo", "document", "sticker") if each in content), None)
    if kind and chat.id in features.no_media and chat.status(call.state.bot) not in ADMINS:
        raise bad_request(f"not enough rights to send {kind}s to the chat")


def _ephemeral_replied_to(call: Call, given: Json) -> Message | None:
    number = (call["reply_parameters"] or {}).get("ephemeral_message_id")
    return call.chat.ephemeral.get((given["receiver_user_id"], number)) if number else None


def _replied_to(call: Call) -> Message | None:
    reply = call["reply_parameters"]
    if reply is None:
        return None
    is_other_chat = reply.get("chat_id", call.chat.id) != call.chat.id
    message = None if is_other_chat else call.chat.messages.get(reply.get("message_id", 0))
    is_needed = "ephemeral_message_id" not in reply
    if message is None and is_needed and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


METHODS = {
    "sendMessage": method(
        send_message,
        **DELIVERY,
        **FOR_ONE,
        **TEXT,
        reply_markup=MARKUP,
    ),
    "sendPhoto": method(
        send_photo,
        **DELIVERY,
        **FOR_ONE,
        **CAPTION,
        photo=required(file_reference),
        show_caption_above_media=ABOVE,
        has_spoiler=optional(boolean),
        reply_markup=MARKUP,
    ),
    "sendDocument": method(
        send_document,
        **DELIVERY,
        **FOR_ONE,
        **CAPTION,
        document=required(file_reference),
        thumbnail=optional(file_reference),
        disable_content_type_detection=optional(boolean),
        reply_markup=MARKUP,
    ),
    "sendSticker": method(
        send_sticker,
        **DELIVERY,
        **FOR_ONE,
        sticker=required(file_reference),
        emoji=optional(string),
        reply_markup=MARKUP,
    ),
    "sendMediaGroup": method(send_media_group, **DELIVERY, media=required(json_array)),
    "sendChatAction": method(
        send_chat_action,
        chat_id=required(integer()),
        message_thread_id=optional(integer()),
        action=required(one_of(*ACTIONS)),
    ),
}
