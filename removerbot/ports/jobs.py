"""What is remembered of photos, and of how people like their cutouts."""

from typing import Protocol

from removerbot.imaging.options import Options
from removerbot.revisions import Job, Revision


class Jobs(Protocol):
    """Remembers jobs, the cuts of them, and which messages stand for which cut."""

    async def add(self, job: Job) -> Job:
        """Keep a new job, addressed by the message of its photo; the same photo sent
        in the same message again is the same job."""

    async def keep(self, cut: Revision) -> Revision:
        """Keep a cut of a job that is kept."""

    async def link(self, cut: Revision, message_id: int) -> None:
        """Let a message of the job's chat stand for the cut, and no longer for an older one."""

    async def find(self, chat_id: int, message_id: int) -> Revision | None:
        """The cut that a message stands for, if its job is open; the photo's own message
        stands for one without steps."""

    async def cut(self, chat_id: int, cut_id: int) -> Revision | None:
        """The cut under this number, if its job belongs to this chat and is open."""

    async def newest(self, chat_id: int, person_id: int) -> Job | None:
        """The open job with the latest photo of a person in a chat."""

    async def album(self, chat_id: int, name: str) -> list[Job]:
        """The open jobs with the photos of an album, in their order."""

    async def close(self, chat_id: int, person_id: int) -> int:
        """Close a person's jobs in a chat; returns how many there were."""


class Likes(Protocol):
    """Remembers how people like their cutouts."""

    async def finish(self, person_id: int) -> Options:
        """How a person likes them finished; the usual way if they never said."""

    async def save_finish(self, person_id: int, finish: Options) -> None:
        """Remember it."""
