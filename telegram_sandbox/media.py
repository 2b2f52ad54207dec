"""From uploaded bytes, or the id of a file sent before, to the fields of a message."""

import asyncio
import mimetypes
from dataclasses import dataclass
from typing import Any

from telegram_sandbox import photos
from telegram_sandbox.files import FileStore
from telegram_sandbox.stickers import Format, StickerFile

Json = dict[str, Any]

STICKER_TYPES: dict[Format, tuple[str, str]] = {
    "static": ("webp", "image/webp"),
    "animated": ("tgs", "application/x-tgsticker"),
    "video": ("webm", "video/webm"),
}
"""The extension and the MIME type of each format of stickers."""


@dataclass(frozen=True, slots=True, eq=False)
class Upload:
    """A file as it came with a request."""

    name: str
    mime_type: str
    data: bytes


async def photo(files: FileStore, upload: Upload) -> Json:
    """Recompress and keep an image; the `photo` field lists its sizes, small to large."""
    renditions = await asyncio.to_thread(photos.recompress, upload.data)
    sizes = []
    for rendition in renditions:
        file = files.add("photo", rendition.jpeg, "photo.jpg", "image/jpeg")
        sizes.append(file.as_json() | {"width": rendition.width, "height": rendition.height})
    content = {"photo": sizes}
    files.media.update((size["file_id"], content) for size in sizes)
    return content


def document(files: FileStore, upload: Upload) -> Json:
    """Keep a file byte for byte; the `document` field tells its name and type."""
    mime_type = upload.mime_type or mimetypes.guess_type(upload.name)[0]
    file = files.add(
        "document", upload.data, upload.name, mime_type or "application/octet-stream"
    )
    content = {
        "document": file.as_json() | {"file_name": file.name, "mime_type": file.mime_type}
    }
    files.media[file.id] = content
    return content


def thumbnail(files: FileStore, upload: Upload) -> Json:
    """Keep the small picture of a document; the field that tells of it."""
    size = photos.check_thumbnail(upload.data)
    file = files.add("thumbnail", upload.data, "thumbnail.jpg", "image/jpeg")
    return {"thumbnail": file.as_json() | {"width": size[0], "height": size[1]}}


def sticker(
    files: FileStore, uploaded: StickerFile, emoji: str | None, set_name: str | None = None
) -> Json:
    """Keep a sticker; the `sticker` field tells its size, emoji and set.

    Telegram keeps every sticker of a set as a file of its own, so the same image in two
    sets, or twice in one, has two unique ids.
    """
    extension, mime_type = STICKER_TYPES[uploaded.format]
    is_single = set_name is not None
    file = files.add(
        "sticker", uploaded.as_webp(), f"sticker.{extension}", mime_type, is_single=is_single
    )
    content = {
        "sticker": file.as_json()
        | {
            "type": "regular",
            "width": uploaded.width,
            "height": uploaded.height,
            "is_animated": uploaded.format == "animated",
            "is_video": uploaded.format == "video",
        }
        | ({"emoji": emoji} if emoji else {})
        | ({"set_name": set_name} if set_name else {})
        | _thumbnail(files, uploaded)
    }
    files.media[file.id] = content
    return content


def _thumbnail(files: FileStore, uploaded: StickerFile) -> Json:
    small = uploaded.thumbnail()
    if small is None:
        return {}
    data, width, height = small
    file = files.add("thumbnail", data, "thumbnail.webp", "image/webp")
    return {"thumbnail": file.as_json() | {"width": width, "height": height}}
