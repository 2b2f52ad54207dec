"""The files of a message, as a bot gives them."""

from typing import Any

from removerbot.sandbox import media, photos
from removerbot.sandbox.errors import ApiError, bad_request
from removerbot.sandbox.files import Kind
from removerbot.sandbox.media import Upload
from removerbot.sandbox.methods.base import Call
from removerbot.sandbox.params import string

Json = dict[str, Any]

UPLOAD_LIMIT = 50 * 1024 * 1024


def file_reference(value: Any) -> Upload | str:
    """A file of the request, `attach://name` of one, or the id of a file sent before."""
    return value if isinstance(value, Upload) else string(value)


async def media_content(call: Call, kind: Kind, reference: Upload | str) -> Json:
    """The `photo` or `document` field for a file that is uploaded or was sent before."""
    files = call.world.files
    if isinstance(reference, str) and not reference.startswith("attach://"):
        return files.media[files.find_as(kind, reference).id]
    upload = _upload(call, reference)
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "document":
        return media.document(files, upload)
    photos.check(upload.data)
    return await media.photo(files, upload)


def _upload(call: Call, reference: Upload | str) -> Upload:
    if isinstance(reference, Upload):
        return reference
    name = reference.removeprefix("attach://")
    if name not in call.attached:
        raise bad_request(f'the request has no file "{name}"')
    return call.attached[name]
