"""The files of a message, as a bot gives them."""

import asyncio
from typing import Any

from telegram_sandbox import media, photos
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.files import Kind
from telegram_sandbox.media import Upload
from telegram_sandbox.methods.base import Call
from telegram_sandbox.params import string
from telegram_sandbox.stickers import sent_as_sticker

Json = dict[str, Any]

UPLOAD_LIMIT = 50 * 1024 * 1024


def file_reference(value: Any) -> Upload | str:
    """A file of the request, `attach://name` of one, or the id of a file sent before."""
    return value if isinstance(value, Upload) else string(value)


def is_file_id(reference: Upload | str) -> bool:
    """Whether it names a file sent before."""
    return isinstance(reference, str) and not reference.startswith("attach://")


async def media_content(
    call: Call, kind: Kind, reference: Upload | str, *, as_it_is: bool = False
) -> Json:
    """The `photo`, `document` or `sticker` field for a file that is uploaded or was sent
    before. A document that Telegram takes for a sticker becomes one, unless it is to stay
    `as_it_is`; a sticker that it does not take for one becomes a document.
    """
    files = call.world.files
    if isinstance(reference, str) and is_file_id(reference):
        return files.media[files.find_as(kind, reference).id]
    upload = uploaded(call, reference)
    if kind == "photo":
        photos.check(upload.data)
        return await media.photo(files, upload)
    if not as_it_is and (found := await asyncio.to_thread(sent_as_sticker, upload.data)):
        return media.sticker(files, found, call.values.get("emoji"))
    return media.document(files, upload)


def with_thumbnail(call: Call, content: Json, reference: Upload | str | None) -> Json:
    """A document with the small picture that came along. Other kinds have their own."""
    if reference is None or "document" not in content:
        return content
    small = media.thumbnail(call.world.files, uploaded(call, reference))
    return {"document": content["document"] | small}


def uploaded(call: Call, reference: Upload | str) -> Upload:
    """A file of the request.

    Raises:
        ApiError: it is not there, empty, or over 50 MB.
    """
    upload = _named(call, reference) if isinstance(reference, str) else reference
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    return upload


def _named(call: Call, reference: str) -> Upload:
    name = reference.removeprefix("attach://")
    if name not in call.attached:
        raise bad_request(f'the request has no file "{name}"')
    return call.attached[name]
