"""The files of a message, as a bot passes them: an upload, `attach://name` or a file id."""

import asyncio
from typing import Any

from telegram_sandbox import photos
from telegram_sandbox.content import (
    document_content,
    photo_content,
    sticker_content,
    thumbnail_content,
)
from telegram_sandbox.errors import ApiError, bad_request
from telegram_sandbox.files import Kind
from telegram_sandbox.inline import stored_content
from telegram_sandbox.methods.base import Call
from telegram_sandbox.params import string
from telegram_sandbox.request_body import Upload
from telegram_sandbox.sticker_files import sent_as_sticker

Json = dict[str, Any]

UPLOAD_LIMIT = 50 * 1024 * 1024


def file_reference(value: Any) -> Upload | str:
    """Reads an upload, `attach://name` of one, or the id of a stored file."""
    return value if isinstance(value, Upload) else string(value)


def is_file_id(reference: Upload | str) -> bool:
    """Returns whether a reference is the id of a stored file."""
    return isinstance(reference, str) and not reference.startswith("attach://")


async def media_content(
    call: Call, kind: Kind, reference: Upload | str, *, keep_document: bool = False
) -> Json:
    """Returns the `photo`, `document` or `sticker` field for a file.

    Telegram makes a sticker of an uploaded document that looks like one, unless
    `keep_document` is set, and a document of an uploaded sticker that does not.
    """
    files = call.state.files
    if isinstance(reference, str) and is_file_id(reference):
        return await stored_content(files, kind, reference)
    upload = uploaded(call, reference)
    if kind == "photo":
        photos.check(upload.data)
        return await photo_content(files, upload)
    if not keep_document and (found := await asyncio.to_thread(sent_as_sticker, upload.data)):
        return sticker_content(files, found, call.values.get("emoji"))
    return document_content(files, upload)


def with_thumbnail(call: Call, content: Json, reference: Upload | str | None) -> Json:
    """Adds the uploaded thumbnail to a document; other kinds have their own."""
    if reference is None or "document" not in content:
        return content
    thumbnail = thumbnail_content(call.state.files, uploaded(call, reference))
    return {"document": content["document"] | thumbnail}


def uploaded(call: Call, reference: Upload | str) -> Upload:
    """Returns a file of the request.

    Raises:
        ApiError: it is missing, empty, or over 50 MB.
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
