"""The files that Telegram keeps: each has an id that lasts and cannot change its kind."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from telegram_sandbox.errors import bad_request

Kind = Literal["photo", "document", "sticker", "thumbnail"]

DOWNLOAD_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class StoredFile:
    """A file and what the Bot API tells about it.

    Attributes:
        kind: what it was sent as; its id can only be sent as the same again.
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
        """The fields that every kind of file shares."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class FileStore:
    """All files, in memory, for the server's life."""

    def __init__(self) -> None:
        self.media: dict[str, dict[str, Any]] = {}
        """The field of a message that a file came in, by the file's id, to send it again."""
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(
        self, kind: Kind, data: bytes, name: str, mime_type: str, *, is_single: bool = False
    ) -> StoredFile:
        """Keep a file under a new id; its unique id is that of the same bytes sent before,
        unless it `is_single`.
        """
        salt = secrets.token_bytes(8) if is_single else b""
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

    def find(self, file_id: str) -> StoredFile:
        """The file of an id, or Telegram's refusal."""
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def find_as(self, kind: Kind, file_id: str) -> StoredFile:
        """The file of an id, which must have been sent as `kind`."""
        file = self.find(file_id)
        if file.kind != kind:
            raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
        return file

    def at(self, path: str) -> StoredFile | None:
        """The file that `getFile` named by this path; `None` where it would have refused."""
        file = self._by_path.get(path)
        return file if file and len(file.data) <= DOWNLOAD_LIMIT else None
