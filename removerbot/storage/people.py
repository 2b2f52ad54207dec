"""Who may use the bot, how much people cut a day, and how they like their cutouts."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from removerbot.imaging.options import DEFAULTS, Options
from removerbot.storage.database import Sessions, merge
from removerbot.storage.revision_json import finish_as_json, read_finish
from removerbot.storage.schema import FinishRow, GuestRow, TallyRow

_FINISH = select(FinishRow.finish).where(FinishRow.person_id == bindparam("person_id"))

Ruling = Literal["allowed", "blocked"]


class AccessList:
    """Remembers what owners ruled about people and chats, and counts people's cuts."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    async def rulings(self, ids: Collection[int]) -> Mapping[int, Ruling]:
        """What has been ruled about any of these."""
        query = select(GuestRow).where(GuestRow.id.in_(ids), GuestRow.ruling.is_not(None))
        async with self._session() as session:
            rows = await session.scalars(query)
            return {row.id: "blocked" if row.ruling == "blocked" else "allowed" for row in rows}

    async def rule(self, guest_id: int, ruling: Ruling) -> None:
        """Rule about a person or chat; earlier rulings no longer count."""
        await merge(self._session, GuestRow(id=guest_id, ruling=ruling))

    async def note_told(self, guest_id: int) -> bool:
        """Remember that a stranger has been told; whether they had not been before."""
        try:
            async with self._session.begin() as session:
                session.add(GuestRow(id=guest_id, told=True))
        except IntegrityError:
            async with self._session.begin() as session:
                told = await session.scalar(
                    update(GuestRow)
                    .where(GuestRow.id == guest_id, GuestRow.told.is_(False))
                    .values(told=True)
                    .returning(GuestRow.id)
                )
            return told is not None
        return True

    async def cuts(self, person_id: int, day: date) -> int:
        """How many cuts a person had on a day."""
        async with self._session() as session:
            row = await session.get(TallyRow, (person_id, day))
        return row.cuts if row else 0

    async def count_cut(self, person_id: int, day: date) -> None:
        """One more."""
        one_more = (
            update(TallyRow)
            .where(TallyRow.person_id == person_id, TallyRow.day == day)
            .values(cuts=TallyRow.cuts + 1)
            .returning(TallyRow.cuts)
        )
        for _ in range(2):  # a second time if somebody else has begun the day meanwhile
            try:
                async with self._session.begin() as session:
                    if await session.scalar(one_more) is None:
                        session.add(TallyRow(person_id=person_id, day=day, cuts=1))
            except IntegrityError:
                continue
            return


class PreferenceStore:
    """Remembers how people like their cutouts."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    async def finish(self, person_id: int) -> Options:
        """How a person likes them finished; the usual way if they never said."""
        async with self._session.engine.connect() as connection:
            finish = await connection.scalar(_FINISH, {"person_id": person_id})
        return DEFAULTS if finish is None else read_finish(finish)

    async def save_finish(self, person_id: int, finish: Options) -> None:
        """Remember it."""
        async with self._session.begin() as session:
            await session.merge(FinishRow(person_id=person_id, finish=finish_as_json(finish)))
