"""Stored files: each has a permanent id and cannot be sent as another kind."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from telegram_sandbox.errors import bad_request

Film = Literal["animation", "video", "video_note"]
Kind = Literal["photo", "document", "sticker", "thumbnail"] | Film

DOWNLOAD_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class StoredFile:
    """A file and what the Bot API says about it.

    Attributes:
        kind: what it was sent as; its id can only be sent as the same kind again.
        path: where the bot downloads it, below `/file/bot<token>/`.
    """

    id: str
    unique_id: str
    kind: Kind
    data: bytes
    name: str
    mime_type: str
    path: str

    def as_json(self) -> dict[str, Any]:
        """Returns the fields that all kinds of files share."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class FileStore:
    """All files, kept in memory while the server runs.

    Attributes:
        media: the content of the message that a file came in, by file id; used to send the
            file again.
    """

    def __init__(self) -> None:
        self.media: dict[str, dict[str, Any]] = {}
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(
        self, kind: Kind, data: bytes, name: str, mime_type: str, *, is_unique: bool = False
    ) -> StoredFile:
        """Stores a file under a new id.

        Equal bytes get equal unique ids, unless `is_unique` is set.
        """
        salt = secrets.token_bytes(8) if is_unique else b""
        digest = hashlib.blake2b(data, digest_size=9, person=kind.encode(), salt=salt)
        file = StoredFile(
            id=f"{kind[0].upper()}g{secrets.token_urlsafe(36)}",
            unique_id=f"AQAD{digest.hexdigest()}",
            kind=kind,
            data=data,
            name=name,
            mime_type=mime_type,
            path=f"{kind}s/file_{len(self._by_id)}{PurePath(name).suffix}",
        )
        self._by_id[file.id] = self._by_path[file.path] = file
        return file

    def remove(self, file_id: str) -> None:
        """Forgets a file, as if its id were that of another bot."""
        del self._by_id[file_id]

    def find(self, file_id: str) -> StoredFile:
        """Returns the file of an id.

        Raises:
            ApiError: there is none.
        """
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def find_as(self, kind: Kind, file_id: str) -> StoredFile:
        """Returns the file of an id.

        Raises:
            ApiError: there is none, or it is not of this kind.
        """
        file = self.find(file_id)
        if file.kind != kind:
            raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
        return file

    def at(self, path: str) -> StoredFile | None:
        """Returns the file of a `file_path` of `getFile`, `None` if there is none."""
        file = self._by_path.get(path)
        return file if file and len(file.data) <= DOWNLOAD_LIMIT else None
