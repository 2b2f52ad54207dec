"""Stores which messages offer other masks for a cutout, and which message shows that.

An offer is a copy of the cutout's revision, so that its buttons can name it. Its JSON has one
key more than that of other revisions.
"""

from typing import NamedTuple

from sqlalchemy import select

from removerbot.segmentation.revisions import Click, Revision
from removerbot.storage.database import Store
from removerbot.storage.jobs import insert_revision
from removerbot.storage.revision_json import UNDER, read_revision, revision_as_json
from removerbot.storage.schema import MessageRow, RevisionRow


class StoredOffer(NamedTuple):
    """An offer that a message shows, the message that the cutout is in, and its clicks."""

    message_id: int
    under: int
    clicks: tuple[Click, ...]


class Offers(Store):
    """Stores offers beside the revisions of `removerbot.storage.jobs.Jobs`."""

    async def add(self, revision: Revision, message_id: int) -> Revision:
        """Inserts a copy of the revision that a message shows; returns it with its id."""
        asked = revision_as_json(revision) | {UNDER: message_id}
        async with self._sessions.connection() as connection:
            return await insert_revision(connection, revision, asked)

    async def message_of(self, offer: Revision) -> int | None:
        """Returns the message that shows the cutout; `None` if the revision is no offer."""
        query = select(RevisionRow.asked).where(RevisionRow.id == offer.id)
        asked = await self._sessions.scalar(query)
        return asked.get(UNDER) if asked else None

    async def of_photo(self, revision: Revision) -> list[StoredOffer]:
        """Returns all offers for the photo of a revision that messages show."""
        query = (
            select(MessageRow.message_id, RevisionRow.id, RevisionRow.asked)
            .join(RevisionRow, RevisionRow.id == MessageRow.cut_id)
            .where(MessageRow.job_id == revision.job.id)
        )
        async with self._sessions.begin() as session:
            rows = (await session.execute(query)).all()
        return [
            StoredOffer(
                message_id, asked[UNDER], read_revision(revision.job, asked, number).clicks
            )
            for message_id, number, asked in rows
            if UNDER in asked
        ]
