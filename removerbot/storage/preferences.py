"""How people like their cutouts, in SQL."""

from sqlalchemy import bindparam, select

from removerbot.imaging.options import DEFAULTS, Options
from removerbot.storage.database import Sessions
from removerbot.storage.revision_json import finish_as_json, read_finish
from removerbot.storage.schema import FinishRow

_FINISH = select(FinishRow.finish).where(FinishRow.person_id == bindparam("person_id"))


class SqlLikes:
    """Implements `removerbot.ports.jobs.Likes`."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    async def finish(self, person_id: int) -> Options:
        """See `removerbot.ports.jobs.Likes.finish`."""
        async with self._session.engine.connect() as connection:
            finish = await connection.scalar(_FINISH, {"person_id": person_id})
        return DEFAULTS if finish is None else read_finish(finish)

    async def save_finish(self, person_id: int, finish: Options) -> None:
        """See `removerbot.ports.jobs.Likes.save_finish`."""
        async with self._session.begin() as session:
            await session.merge(FinishRow(person_id=person_id, finish=finish_as_json(finish)))
