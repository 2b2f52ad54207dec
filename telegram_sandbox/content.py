"""The fields of a message, made from a text, a caption, an upload or the id of a file."""

import asyncio
import mimetypes
from collections.abc import Mapping
from typing import Any, get_args

from telegram_sandbox import photos
from telegram_sandbox.errors import bad_request
from telegram_sandbox.files import FileStore, Film
from telegram_sandbox.markup import Entity, find_commands, parse_html
from telegram_sandbox.request_body import Upload
from telegram_sandbox.sticker_files import Format, StickerFile

Json = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")

FILM_FIELDS: tuple[Film, ...] = get_args(Film)
"""The fields of messages that move, besides stickers."""

STICKER_TYPES: dict[Format, tuple[str, str]] = {
    "static": ("webp", "image/webp"),
    "animated": ("tgs", "application/x-tgsticker"),
    "video": ("webm", "video/webm"),
}
"""The extension and the MIME type of each sticker format."""


def text_content(values: Mapping[str, Any]) -> Json:
    """Returns the fields of a text message.

    Raises:
        ApiError: the text is empty, too long or has invalid markup.
    """
    text, entities = _formatted(values["text"], values, "entities")
    if not text.strip():
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_content(values: Mapping[str, Any]) -> Json:
    """Returns the fields of a caption, none where there is no caption.

    Raises:
        ApiError: it is too long or has invalid markup.
    """
    text, entities = _formatted(values.get("caption") or "", values, "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    fields: Json = {"caption": text, "caption_entities": entities}
    if values.get("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    return {name: value for name, value in fields.items() if value} if text else {}


def album_content(content: Json) -> Json:
    """Returns the field that marks a message as part of an album; none outside of one."""
    return {name: content[name] for name in content if name == "media_group_id"}


def covered(content: Json, has_spoiler: object) -> Json:
    """Returns the fields of a message whose media may be covered until they are tapped."""
    return content | {"has_media_spoiler": True} if has_spoiler else content


def without_caption(content: Json) -> Json:
    """Returns the fields of a message other than its caption."""
    return {name: value for name, value in content.items() if name not in CAPTION_FIELDS}


def _formatted(
    text: str, values: Mapping[str, Any], entities_name: str
) -> tuple[str, list[Entity]]:
    entities: list[Entity] = values.get(entities_name) or []
    if values.get("parse_mode"):
        text, entities = parse_html(text)
    return text, entities + find_commands(text)


async def photo_content(files: FileStore, upload: Upload) -> Json:
    """Recompresses and stores a photo; returns the `photo` field, small sizes first."""
    renditions = await asyncio.to_thread(photos.recompress, upload.data)
    sizes = []
    for rendition in renditions:
        file = files.add("photo", rendition.jpeg, "photo.jpg", "image/jpeg")
        sizes.append(file.as_json() | {"width": rendition.width, "height": rendition.height})
    content = {"photo": sizes}
    files.media.update((size["file_id"], content) for size in sizes)
    return content


def document_content(files: FileStore, upload: Upload) -> Json:
    """Stores a file unchanged; returns the `document` field."""
    mime_type = upload.mime_type or mimetypes.guess_type(upload.name)[0]
    file = files.add(
        "document", upload.data, upload.name, mime_type or "application/octet-stream"
    )
    content = {
        "document": file.as_json() | {"file_name": file.name, "mime_type": file.mime_type}
    }
    files.media[file.id] = content
    return content


async def film_content(files: FileStore, upload: Upload, kind: Film) -> Json:
    """Stores a file that moves, unchanged; returns the field of its kind, and `document` beside
    `animation`.

    An image file, such as a GIF, has its own size. Others, which are not looked into, are
    videos of 640×360 and one second.
    """
    guessed = upload.mime_type or mimetypes.guess_type(upload.name)[0] or "video/mp4"
    width, height = 640, 360
    if guessed.startswith("image/"):
        width, height = await asyncio.to_thread(photos.size_of, upload.data)
    file = files.add(kind, upload.data, upload.name, guessed)
    about = file.as_json() | {"duration": 1}
    if kind == "video_note":
        content: Json = {kind: about | {"length": 360}}
    else:
        named = {"file_name": file.name, "mime_type": file.mime_type}
        content = {kind: about | named | {"width": width, "height": height}}
        if kind == "animation":
            content |= {"document": file.as_json() | named}
    files.media[file.id] = content
    return content


def thumbnail_content(files: FileStore, upload: Upload) -> Json:
    """Stores the thumbnail of a document; returns the `thumbnail` field.

    Raises:
        ApiError: it breaks Telegram's rules for thumbnails.
    """
    width, height = photos.check_thumbnail(upload.data)
    file = files.add("thumbnail", upload.data, "thumbnail.jpg", "image/jpeg")
    return {"thumbnail": file.as_json() | {"width": width, "height": height}}


def sticker_content(
    files: FileStore, source: StickerFile, emoji: str | None, set_name: str | None = None
) -> Json:
    """Stores a sticker; returns the `sticker` field.

    Telegram stores every sticker of a set as a file of its own, so the same image in two
    sets, or twice in one, has two unique ids.
    """
    extension, mime_type = STICKER_TYPES[source.format]
    name, is_unique = f"sticker.{extension}", set_name is not None
    file = files.add("sticker", source.as_webp(), name, mime_type, is_unique=is_unique)
    fields = file.as_json() | {
        "type": "regular",
        "width": source.width,
        "height": source.height,
        "is_animated": source.format == "animated",
        "is_video": source.format == "video",
    }
    if emoji:
        fields["emoji"] = emoji
    if set_name:
        fields["set_name"] = set_name
    content = {"sticker": fields | _sticker_thumbnail(files, source)}
    files.media[file.id] = content
    return content


def _sticker_thumbnail(files: FileStore, source: StickerFile) -> Json:
    thumbnail = source.thumbnail()
    if thumbnail is None:
        return {}
    data, width, height = thumbnail
    file = files.add("thumbnail", data, "thumbnail.webp", "image/webp")
    return {"thumbnail": file.as_json() | {"width": width, "height": height}}
