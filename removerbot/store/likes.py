"""How people like their cutouts, in SQL."""

from removerbot.core.finish import USUAL, Finish
from removerbot.store.database import Sessions
from removerbot.store.finishes import finish_as_json, read_finish
from removerbot.store.schema import FinishRow


class SqlLikes:
    """Implements `removerbot.ports.jobs.Likes`."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    async def finish(self, person_id: int) -> Finish:
        """See `removerbot.ports.jobs.Likes.finish`."""
        async with self._session() as session:
            row = await session.get(FinishRow, person_id)
        return read_finish(row.finish) if row else USUAL

    async def save_finish(self, person_id: int, finish: Finish) -> None:
        """See `removerbot.ports.jobs.Likes.save_finish`."""
        async with self._session.begin() as session:
            await session.merge(FinishRow(person_id=person_id, finish=finish_as_json(finish)))
