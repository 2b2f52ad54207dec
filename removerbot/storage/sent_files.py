"""Stores the files of cutouts and stickers that people were sent, by Telegram's ids."""

from contextlib import suppress
from typing import Literal, NamedTuple

from sqlalchemy import Insert, exists, insert, literal, select
from sqlalchemy.exc import IntegrityError

from removerbot.segmentation.revisions import Revision
from removerbot.storage.database import Store
from removerbot.storage.schema import SentFileRow

Kind = Literal["document", "sticker"]


class SentFile(NamedTuple):
    """A file that was sent to a person who asked for it, and can be sent again by its id.

    Attributes:
        title: what it shows, in the words of a reply.
        id: larger than those of files that were sent before it; 0 until it is stored.
    """

    person_id: int
    kind: Kind
    file_id: str
    title: str
    id: int = 0


def insertion(revision: Revision, file: SentFile) -> Insert:
    """Returns the statement that stores a file which shows a stored revision, unless it is
    stored already, as before a crash."""
    columns = SentFileRow.__table__.c
    values = {"cut_id": revision.id, **file._asdict()}
    del values["id"]
    row = select(*(literal(each, columns[name].type) for name, each in values.items()))
    is_known = exists().where(
        SentFileRow.person_id == file.person_id, SentFileRow.file_id == file.file_id
    )
    return insert(SentFileRow).from_select(list(values), row.where(~is_known))


class SentFiles(Store):
    """Stores files until their photo's job is deleted."""

    async def add(self, revision: Revision, file: SentFile) -> None:
        """Inserts a file; does nothing if the revision is deleted."""
        with suppress(IntegrityError):
            await self._sessions.execute(insertion(revision, file))

    async def newest(self, person_id: int, before: int | None, limit: int) -> list[SentFile]:
        """Returns a person's files, newest first: those with an id below `before`, if given."""
        query = select(SentFileRow).where(SentFileRow.person_id == person_id)
        if before is not None:
            query = query.where(SentFileRow.id < before)
        rows = await self._sessions.scalars(query.order_by(SentFileRow.id.desc()).limit(limit))
        return [_read(row) for row in rows]


def _read(row: SentFileRow) -> SentFile:
    kind: Kind = "sticker" if row.kind == "sticker" else "document"
    return SentFile(row.person_id, kind, row.file_id, row.title, row.id)
