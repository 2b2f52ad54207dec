"""What hosts ruled about people and chats, and how much people cut, in SQL."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from removerbot.ports.guests import Ruling
from removerbot.storage.database import Sessions, merge
from removerbot.storage.schema import GuestRow, TallyRow


class SqlGuests:
    """Implements `removerbot.ports.guests.Guests`."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    async def rulings(self, ids: Collection[int]) -> Mapping[int, Ruling]:
        """See `removerbot.ports.guests.Guests.rulings`."""
        query = select(GuestRow).where(GuestRow.id.in_(ids), GuestRow.ruling.is_not(None))
        async with self._session() as session:
            rows = await session.scalars(query)
            return {row.id: "blocked" if row.ruling == "blocked" else "allowed" for row in rows}

    async def rule(self, guest_id: int, ruling: Ruling) -> None:
        """See `removerbot.ports.guests.Guests.rule`."""
        await merge(self._session, GuestRow(id=guest_id, ruling=ruling))

    async def note_told(self, guest_id: int) -> bool:
        """See `removerbot.ports.guests.Guests.note_told`."""
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
        """See `removerbot.ports.guests.Guests.cuts`."""
        async with self._session() as session:
            row = await session.get(TallyRow, (person_id, day))
        return row.cuts if row else 0

    async def count_cut(self, person_id: int, day: date) -> None:
        """See `removerbot.ports.guests.Guests.count_cut`."""
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
