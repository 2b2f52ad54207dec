"""From uploaded bytes, or the id of a file sent before, to the fields of a message."""

import asyncio
import mimetypes
from dataclasses import dataclass
from typing import Any

from removerbot.sandbox import photos
from removerbot.sandbox.files import FileStore

Json = dict[str, Any]


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
