"""Stores jobs, their revisions, and which message shows which revision."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Insert, Row, Select, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from removerbot.imaging.grid import Grid
from removerbot.imaging.types import Size
from removerbot.process.metrics import Metrics
from removerbot.segmentation.revisions import InAlbum, Job, Revision, Source
from removerbot.storage.database import Sessions
from removerbot.storage.revision_json import (
    ALONE,
    UNDER,
    Json,
    read_revision,
    revision_as_json,
    with_source,
)
from removerbot.storage.schema import JobRow, MessageRow, RevisionRow
from removerbot.storage.sent_files import SentFile, insertion

_EARLY, _LOOKED_AT = 3, 20

_MOST_ALONE = 50
"""Ephemeral messages of a person in a chat that are found: each takes a call to delete."""

_WITH_JOB = select(
    *JobRow.__table__.columns, RevisionRow.id.label("revision_id"), RevisionRow.asked
)
_WITH_REVISIONS = _WITH_JOB.join(RevisionRow, RevisionRow.job_id == JobRow.id)
_LINKED = (
    _WITH_JOB.join(MessageRow, MessageRow.job_id == JobRow.id)
    .outerjoin(RevisionRow, RevisionRow.id == MessageRow.cut_id)
    .where(
        MessageRow.chat_id == bindparam("chat_id"),
        MessageRow.message_id == bindparam("message_id"),
        JobRow.chat_id == bindparam("chat_id"),
        JobRow.open,
    )
)
_FIRST_REVISIONS = (
    select(RevisionRow.asked)
    .join(JobRow, JobRow.id == RevisionRow.job_id)
    .where(JobRow.person_id == bindparam("person_id"))
    .order_by(RevisionRow.id)
    .limit(_LOOKED_AT)
)


class Jobs:
    """Stores jobs and their revisions. Only open jobs are found."""

    def __init__(self, sessions: Sessions, metrics: Metrics | None = None) -> None:
        """Keeps the session factory; tells `metrics` which job the current update is about."""
        self._sessions = sessions
        self._metrics = metrics or Metrics()
        self._linking = _linking(sessions)

    async def save(self, revision: Revision) -> Revision:
        """Inserts a revision, and its job with it if that is new; returns it with its id. If
        there is a job with the same photo message, the revision becomes one of it."""
        if revision.job.id is None:
            return await self._save_first(revision)
        async with self._sessions.connection() as connection:
            return await insert_revision(connection, revision, revision_as_json(revision))

    async def _save_first(self, revision: Revision) -> Revision:
        row, source = _job_row(revision.job), revision.job.source
        try:
            async with self._sessions.connection() as connection:
                key = (await connection.execute(insert(JobRow), row)).inserted_primary_key
                assert key is not None
                revision = replace(revision, job=replace(revision.job, id=key.id))
                json = revision_as_json(revision)
                revision = await insert_revision(connection, revision, json)
        except IntegrityError:
            its = JobRow.chat_id == source.chat_id, JobRow.message_id == source.message_id
            job = await self._first_job(select(JobRow).where(*its))  # open or not
            if job is None:
                raise
            return await self.save(replace(revision, job=job))
        self._metrics.job(revision.job.id, is_new=True)
        return revision

    async def link(
        self,
        revision: Revision,
        message_id: int,
        *,
        request: int = 0,
        is_preview: bool = False,
        file: SentFile | None = None,
    ) -> None:
        """Records that a message of the job's chat shows a revision, unless the message is
        linked to a newer revision already.

        Args:
            revision: a stored one.
            message_id: the message; 0 for one without a number.
            request: the person's message that it answers, linked together with it; 0 for none.
            is_preview: whether it is the bot's, and may be deleted when its person wants it.
            file: the file in it, to be stored with it.
        """
        job, shown = revision.job, {request: False, message_id: is_preview}
        link = {"chat_id": job.source.chat_id, "job_id": job.id, "cut_id": revision.id}
        statements = [
            self._linking.values(message_id=number, is_preview=kind, **link)
            for number, kind in shown.items()
            if number
        ]
        if not statements:
            return
        self._metrics.job(job.id)
        if file:
            statements.append(insertion(revision, file))
        with suppress(IntegrityError):  # the job has been deleted meanwhile
            await self._sessions.execute(*statements)

    async def link_alone(self, revision: Revision, number: int) -> None:
        """Records the number of an ephemeral message that shows a revision, for `alone`."""
        its = RevisionRow.id == revision.id
        async with self._sessions.begin() as session:
            asked = await session.scalar(select(RevisionRow.asked).where(its))
            if asked is not None:
                await session.execute(
                    update(RevisionRow).where(its).values(asked={**asked, ALONE: number})
                )

    async def alone(self, chat_id: int, person_id: int) -> list[int]:
        """Returns the numbers of the newest ephemeral messages that a person was sent in a
        chat; they may have been deleted."""
        query = (
            select(RevisionRow.asked)
            .join(JobRow, JobRow.id == RevisionRow.job_id)
            .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id)
            .order_by(RevisionRow.id.desc())
        )
        found = [
            asked[ALONE] for asked in await self._sessions.scalars(query) if ALONE in asked
        ]
        return found[:_MOST_ALONE]

    async def find(self, chat_id: int, message_id: int) -> Revision | None:
        """Returns the revision that a message shows; the photo's own has no clicks."""
        if revision := await self._linked(chat_id, message_id):
            is_photo = revision.job.source.message_id == message_id
            return Revision(revision.job) if is_photo else revision
        job = await self._first_job(
            select(JobRow).where(
                JobRow.message_id == message_id, JobRow.chat_id == chat_id, JobRow.open
            )
        )
        return Revision(job) if job else None

    async def answer_to(
        self, chat_id: int, message_id: int
    ) -> tuple[Revision, int | None] | None:
        """Returns the revision that a person's message was answered with, and the message that
        shows it; `None` if that shows another by now. A message without an answer has none."""
        revision = await self._linked(chat_id, message_id)
        if revision is None or revision.id is None:
            return None
        shown = select(MessageRow.message_id).where(
            MessageRow.chat_id == chat_id,
            MessageRow.message_id > message_id,
            MessageRow.cut_id == revision.id,
        )
        return revision, await self._sessions.scalar(shown.limit(1))

    async def previews(self, chat_id: int, person_id: int) -> list[int]:
        """Returns the messages of a chat that show previews which a person asked for."""
        query = (
            select(MessageRow.message_id)
            .join(JobRow, JobRow.id == MessageRow.job_id)
            .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id)
            .where(MessageRow.chat_id == chat_id, MessageRow.is_preview.is_(True))
        )
        return list(await self._sessions.scalars(query))

    async def revision(self, chat_id: int, revision_id: int) -> Revision | None:
        """Returns the revision with this id, if its job belongs to this chat."""
        return await self._first_revision(
            _WITH_REVISIONS.where(
                JobRow.chat_id == chat_id, JobRow.open, RevisionRow.id == revision_id
            )
        )

    async def is_early(self, revision: Revision) -> bool:
        """Whether the person has at most `_EARLY` revisions like this: with clicks, or without.

        Looks at the first `_LOOKED_AT` of them all.
        """
        person_id = revision.job.source.person_id
        seen = await self._sessions.column(_FIRST_REVISIONS, person_id=person_id)
        own = [asked for asked in seen if UNDER not in asked]
        alike = sum(bool(asked["steps"]) == bool(revision.clicks) for asked in own)
        return alike <= _EARLY and len(seen) < _LOOKED_AT

    async def newest(self, chat_id: int, person_id: int) -> Job | None:
        """Returns the job with the latest photo of a person in a chat, not counting photos of
        ephemeral messages and of chats without the bot: those have negative numbers."""
        return await self._first_job(
            select(JobRow)
            .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id, JobRow.open)
            .where(JobRow.message_id > 0)
            .order_by(JobRow.message_id.desc())
            .limit(1)
        )

    async def newest_shown(
        self, chat_id: int, person_id: int, before: int | None = None
    ) -> Revision | None:
        """Returns the newest revision of a person's photos that a message of a chat shows, or
        the one that the last message with a number less than `before` shows."""
        query = _WITH_REVISIONS.join(MessageRow, MessageRow.cut_id == RevisionRow.id)
        own = JobRow.chat_id == chat_id, JobRow.person_id == person_id, JobRow.open
        newest = query.where(*own).order_by(RevisionRow.id.desc()).limit(1)
        if before is not None:
            earlier = query.where(*own, MessageRow.message_id < before)
            newest = earlier.order_by(MessageRow.message_id.desc()).limit(1)
        return await self._first_revision(newest)

    async def album(self, chat_id: int, name: str) -> list[Job]:
        """Returns the jobs with the photos of an album, by their number in it."""
        query = (
            select(JobRow)
            .where(JobRow.chat_id == chat_id, JobRow.album == name, JobRow.open)
            .order_by(JobRow.number)
        )
        return [await self._read(row) for row in await self._sessions.scalars(query)]

    async def close(self, chat_id: int, person_id: int) -> int:
        """Closes all jobs of a person in a chat; returns how many were open."""
        closed = await self._sessions.scalars(
            update(JobRow)
            .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id, JobRow.open)
            .values(open=False)
            .returning(JobRow.id)
        )
        return len(closed)

    async def put_away(self, job: Job) -> None:
        """Closes a job whose message has another photo by now, and frees the message's number
        for the job of that photo."""
        freed = {"open": False, "message_id": -(job.id or 0)}
        await self._sessions.execute(update(JobRow).where(JobRow.id == job.id).values(freed))

    async def _first_job(self, query: Select[JobRow]) -> Job | None:
        row = await self._sessions.scalar(query)
        return None if row is None else await self._read(row)

    async def _read(self, row: JobRow) -> Job:
        """Returns the job of a row; more about its photo stands in its revisions."""
        first = select(RevisionRow.asked).where(RevisionRow.job_id == row.id)
        asked = await self._sessions.scalar(first.order_by(RevisionRow.id).limit(1))
        return with_source(_job(row), asked) if asked else _job(row)

    async def _linked(self, chat_id: int, message_id: int) -> Revision | None:
        return await self._first_revision(_LINKED, chat_id=chat_id, message_id=message_id)

    async def _first_revision(
        self, query: Select[*tuple[Any, ...]], **parameters: int
    ) -> Revision | None:
        """Returns the revision of the first row, without clicks if it has none."""
        async with self._sessions.connection() as connection:
            row = (await connection.execute(query, parameters)).first()
        if row is None:
            return None
        job, number = _job(row), row.revision_id
        return Revision(job) if number is None else read_revision(job, row.asked, number)


async def insert_revision(
    connection: AsyncConnection, revision: Revision, asked: Json
) -> Revision:
    """Inserts a revision of a stored job by its JSON; returns it with its id."""
    row = {"job_id": revision.job.id, "asked": asked}
    key = (await connection.execute(insert(RevisionRow), row)).inserted_primary_key
    assert key is not None
    return replace(revision, id=key.id)


def _linking(sessions: Sessions) -> Insert:
    """Returns the statement that inserts a link, in place of one to an earlier revision: a
    button may have been pressed before its message was linked."""
    link = sessions.insert(MessageRow)
    known, new = MessageRow.cut_id, link.excluded
    return link.on_conflict_do_update(
        index_elements=[MessageRow.chat_id, MessageRow.message_id],
        set_={name: new[name] for name in ("job_id", "cut_id", "is_preview")},
        where=known.is_(None) | (known < new.cut_id),
    )


def _job_row(job: Job) -> dict[str, int | str | None]:
    source, grid = job.source, job.grid
    return {
        "chat_id": source.chat_id,
        "message_id": source.message_id,
        "person_id": source.person_id,
        "file_id": source.file_id,
        "name": source.name,
        "width": grid.size.width,
        "height": grid.size.height,
        "columns": grid.columns,
        "rows": grid.rows,
        "album": source.place and source.place.album,
        "number": source.place and source.place.number,
        "thread_id": source.thread_id,
    }


def _job(row: JobRow | Row[*tuple[Any, ...]]) -> Job:
    place = InAlbum(row.album, row.number) if row.album and row.number else None
    source = Source(
        row.chat_id,
        row.message_id,
        row.person_id,
        row.file_id,
        row.name,
        place,
        thread_id=row.thread_id,
    )
    grid = Grid(Size(row.width, row.height), row.columns, row.rows)
    return Job(source, grid, row.id)
