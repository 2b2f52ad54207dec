"""The store of jobs, watched."""

from removerbot.jobs import Cut, Job
from removerbot.observing import Observer
from removerbot.store.database import Sessions
from removerbot.store.sql import SqlJobs


class WatchedJobs(SqlJobs):
    """Tells which job an update is about."""

    def __init__(self, sessions: Sessions, observer: Observer) -> None:
        super().__init__(sessions)
        self._observer = observer

    async def add(self, job: Job) -> Job:
        """See `removerbot.ports.jobs.Jobs.add`."""
        kept = await super().add(job)
        self._observer.job(kept.id, is_new=True)
        return kept

    async def link(self, cut: Cut, message_id: int) -> None:
        """See `removerbot.ports.jobs.Jobs.link`."""
        self._observer.job(cut.job.id)
        await super().link(cut, message_id)
