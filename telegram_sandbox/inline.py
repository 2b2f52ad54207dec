"""Inline and guest queries, and the messages that come of them.

Such a message is in a chat that the bot need not be in, and the bot knows it only by its
`inline_message_id`. It takes no uploads: files are named by their id or a URL.
"""

import secrets
from dataclasses import dataclass
from typing import Any

import httpx

from telegram_sandbox.certificates import trusted
from telegram_sandbox.content import caption_content, photo_content, text_content
from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import FileStore, Kind
from telegram_sandbox.keyboards import inline_keyboard
from telegram_sandbox.params import (
    boolean,
    integer,
    json_array,
    json_object,
    limited_string,
    one_of,
    optional,
    required,
    string,
)
from telegram_sandbox.request_body import Upload
from telegram_sandbox.types import Json, Message, User

RESULT_LIMIT = 50

_KINDS: dict[str, Kind] = {"photo": "photo", "document": "document", "sticker": "sticker"}

_COMMON = {
    "type": required(one_of("article", *_KINDS)),
    "id": required(limited_string(64, least=1)),
    "reply_markup": optional(inline_keyboard),
}
_CAPTION = {
    "title": optional(string),
    "description": optional(string),
    "caption": optional(string),
    "parse_mode": optional(one_of("HTML")),
    "caption_entities": optional(json_array),
}
_text = json_object(
    message_text=required(string),
    parse_mode=optional(one_of("HTML")),
    entities=optional(json_array),
    link_preview_options=optional(json_object(is_disabled=optional(boolean))),
)
_READERS = {
    "article": json_object(
        **_COMMON,
        title=required(string),
        description=optional(string),
        input_message_content=required(_text),
    ),
    "photo": json_object(
        **_COMMON,
        **_CAPTION,
        photo_file_id=optional(string),
        photo_url=optional(string),
        thumbnail_url=optional(string),
        photo_width=optional(integer()),
        photo_height=optional(integer()),
        show_caption_above_media=optional(boolean),
    ),
    "document": json_object(
        **(_COMMON | _CAPTION | {"title": required(string)}), document_file_id=required(string)
    ),
    "sticker": json_object(**_COMMON, sticker_file_id=required(string)),
}
"""The results that are known: cached ones, articles with a text, and photos by URL."""


@dataclass(slots=True, eq=False)
class InlineQuery:
    """What a person typed behind the bot's name, and the bot's answer once there is one."""

    id: str
    person: User
    query: str
    answer: Json | None = None


@dataclass(slots=True, eq=False)
class GuestQuery:
    """A call of the bot in a chat that it is not in, and its answer once there is one."""

    id: str
    call: Message
    sent: Message | None = None


def new_id() -> str:
    """Returns the id of a query or an inline message."""
    return secrets.token_urlsafe(18)


def read_result(value: Any) -> Json:
    """Reads an `InlineQueryResult`.

    Raises:
        ApiError: a field is missing, wrong or unknown.
        ValueError: it is no object, or of a kind that is not known.
    """
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in _READERS:
        raise ValueError("an inline query result of a known type was expected")
    result: Json = _READERS[kind](value)
    rows = (result.get("reply_markup") or {"inline_keyboard": []})["inline_keyboard"]
    if any("web_app" in button for row in rows for button in row):
        raise bad_request("BUTTON_TYPE_INVALID")
    return result


async def result_content(files: FileStore, result: Json) -> Json:
    """Returns the content of the message that a result becomes.

    Raises:
        ApiError: its file does not exist or is of another kind, or cannot be fetched.
    """
    kind = result["type"]
    if kind == "article":
        given = result["input_message_content"]
        return text_content(given | {"text": given["message_text"]})
    reference = result.get(f"{kind}_file_id") or result.get("photo_url")
    if reference is None:
        raise bad_request("a file_id or a URL was expected")
    return await stored_content(files, _KINDS[kind], reference) | caption_content(result)


async def stored_content(files: FileStore, kind: Kind, reference: str) -> Json:
    """Returns the content for a file's id, or for the URL of a photo, which is fetched."""
    if not reference.startswith(("https://", "http://127.0.0.1:")):
        return files.media[files.find_as(kind, reference).id]
    if kind != "photo":  # Telegram fetches documents that are PDF or ZIP, and no others
        raise bad_request("failed to get HTTP URL content")
    try:
        async with httpx.AsyncClient(timeout=20, verify=trusted()) as client:
            answer = (await client.get(reference)).raise_for_status()
    except httpx.HTTPError as error:
        raise bad_request("failed to get HTTP URL content") from error
    return await photo_content(files, Upload("photo.jpg", "image/jpeg", answer.content))
