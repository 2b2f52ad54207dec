"""Jobs in SQLite or PostgreSQL."""

from sqlalchemy import Select, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from removerbot.imaging.grid import Grid
from removerbot.imaging.types import Size
from removerbot.metrics import Metrics
from removerbot.revisions import InAlbum, Job, Revision, Source
from removerbot.storage.database import Sessions
from removerbot.storage.revision_json import as_json, read_cut
from removerbot.storage.schema import CutRow, JobRow, MessageRow


class Jobs:
    """Remembers jobs, the cuts of them, and which messages stand for which cut."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    async def add(self, job: Job) -> Job:
        """Keep a new job, addressed by the message of its photo; the same photo sent
        in the same message again is the same job."""
        source, grid = job.source, job.grid
        row = JobRow(
            chat_id=source.chat_id,
            message_id=source.message_id,
            person_id=source.person_id,
            file_id=source.file_id,
            name=source.name,
            width=grid.size.width,
            height=grid.size.height,
            columns=grid.columns,
            rows=grid.rows,
            album=source.place and source.place.album,
            number=source.place and source.place.number,
        )
        try:
            async with self._session.begin() as session:
                session.add(row)
        except IntegrityError:
            known = await self._one(
                select(JobRow).where(
                    JobRow.chat_id == source.chat_id, JobRow.message_id == source.message_id
                )
            )
            if known is None:
                raise
            return known
        return job.with_id(row.id)

    async def keep(self, cut: Revision) -> Revision:
        """Keep a cut of a job that is kept."""
        row = {"job_id": cut.job.id, "asked": as_json(cut)}
        async with self._session.engine.begin() as connection:
            key = (await connection.execute(insert(CutRow), row)).inserted_primary_key
        assert key is not None
        return cut.with_id(key.id)

    async def link(self, cut: Revision, message_id: int) -> None:
        """Let a message of the job's chat stand for the cut, and no longer for an older one."""
        row = MessageRow(
            chat_id=cut.job.source.chat_id,
            message_id=message_id,
            job_id=cut.job.id,
            cut_id=cut.id,
        )
        try:
            async with self._session.begin() as session:
                session.add(row)
        except IntegrityError:
            # A button may have been pressed before its message was linked: the newer cut stays.
            newer = or_(MessageRow.cut_id.is_(None), MessageRow.cut_id < cut.id)
            async with self._session.begin() as session:
                await session.execute(
                    update(MessageRow)
                    .where(
                        MessageRow.chat_id == row.chat_id,
                        MessageRow.message_id == message_id,
                        newer,
                    )
                    .values(job_id=row.job_id, cut_id=row.cut_id)
                )

    async def find(self, chat_id: int, message_id: int) -> Revision | None:
        """The cut that a message stands for, if its job is open; the photo's own message
        stands for one without steps."""
        query = (
            select(JobRow, CutRow)
            .outerjoin(
                MessageRow,
                (MessageRow.job_id == JobRow.id)
                & (MessageRow.chat_id == chat_id)
                & (MessageRow.message_id == message_id),
            )
            .outerjoin(CutRow, CutRow.id == MessageRow.cut_id)
            .where(
                JobRow.chat_id == chat_id,
                JobRow.open,
                (JobRow.message_id == message_id) | MessageRow.message_id.is_not(None),
            )
        )
        return await self._cut(query)

    async def cut(self, chat_id: int, cut_id: int) -> Revision | None:
        """The cut under this number, if its job belongs to this chat and is open."""
        query = (
            select(JobRow, CutRow)
            .join(CutRow, CutRow.job_id == JobRow.id)
            .where(JobRow.chat_id == chat_id, JobRow.open, CutRow.id == cut_id)
        )
        return await self._cut(query)

    async def newest(self, chat_id: int, person_id: int) -> Job | None:
        """The open job with the latest photo of a person in a chat."""
        return await self._one(
            select(JobRow)
            .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id, JobRow.open)
            .order_by(JobRow.message_id.desc())
            .limit(1)
        )

    async def album(self, chat_id: int, name: str) -> list[Job]:
        """The open jobs with the photos of an album, in their order."""
        query = (
            select(JobRow)
            .where(JobRow.chat_id == chat_id, JobRow.album == name, JobRow.open)
            .order_by(JobRow.number)
        )
        async with self._session() as session:
            return [_job(row) for row in await session.scalars(query)]

    async def close(self, chat_id: int, person_id: int) -> int:
        """Close a person's jobs in a chat; returns how many there were."""
        async with self._session.begin() as session:
            closed = await session.execute(
                update(JobRow)
                .where(JobRow.chat_id == chat_id, JobRow.person_id == person_id, JobRow.open)
                .values(open=False)
                .returning(JobRow.id)
            )
            return len(closed.all())

    async def _cut(self, query: Select[JobRow, CutRow]) -> Revision | None:
        async with self._session() as session:
            found = (await session.execute(query)).first()
        if found is None:
            return None
        job, cut = found
        return Revision(_job(job)) if cut is None else read_cut(_job(job), cut.asked, cut.id)

    async def _one(self, query: Select[JobRow]) -> Job | None:
        async with self._session() as session:
            row = await session.scalar(query)
        return None if row is None else _job(row)


def _job(row: JobRow) -> Job:
    place = InAlbum(row.album, row.number) if row.album and row.number else None
    source = Source(row.chat_id, row.message_id, row.person_id, row.file_id, row.name, place)
    grid = Grid(Size(row.width, row.height), row.columns, row.rows)
    return Job(source, grid, row.id)


class WatchedJobs(Jobs):
    """Tells which job an update is about."""

    def __init__(self, sessions: Sessions, observer: Metrics) -> None:
        super().__init__(sessions)
        self._observer = observer

    async def add(self, job: Job) -> Job:
        """Keep a new job, addressed by the message of its photo; the same photo sent
        in the same message again is the same job."""
        kept = await super().add(job)
        self._observer.job(kept.id, is_new=True)
        return kept

    async def link(self, cut: Revision, message_id: int) -> None:
        """Let a message of the job's chat stand for the cut, and no longer for an older one."""
        self._observer.job(cut.job.id)
        await super().link(cut, message_id)
