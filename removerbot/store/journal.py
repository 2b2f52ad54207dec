"""The journal of updates, in SQL."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update

from removerbot.ports import Answer, Incoming
from removerbot.store.database import Sessions
from removerbot.store.schema import ASKING, DONE, OPEN, UNSURE, WAITING, AnswerRow, UpdateRow

_KEPT = timedelta(days=2)
"""Telegram sends an update for 24 hours at most."""


class SqlJournal:
    """Implements `removerbot.ports.Journal`."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    async def take(self, updates: Sequence[Incoming]) -> None:
        """See `removerbot.ports.Journal.take`. What cannot come again is forgotten here."""
        numbers = [taken.update_id for taken in updates]
        async with self._session.begin() as session:
            known = set(
                await session.scalars(
                    select(UpdateRow.update_id).where(UpdateRow.update_id.in_(numbers))
                )
            )
            session.add_all(_row(taken) for taken in updates if taken.update_id not in known)
            await session.execute(
                delete(UpdateRow).where(
                    UpdateRow.taken_at < datetime.now(UTC) - _KEPT,
                    UpdateRow.state.not_in(OPEN),
                    UpdateRow.update_id.not_in(numbers),
                )
            )

    async def waiting(self) -> list[str]:
        """See `removerbot.ports.Journal.waiting`."""
        query = (
            select(UpdateRow.payload)
            .where(UpdateRow.state.in_(OPEN))
            .order_by(UpdateRow.update_id)
        )
        async with self._session() as session:
            return [payload for payload in await session.scalars(query) if payload]

    async def is_waiting(self, update_id: int) -> bool:
        """See `removerbot.ports.Journal.is_waiting`."""
        async with self._session() as session:
            row = await session.get(UpdateRow, update_id)
        return row is not None and row.state in OPEN

    async def strike(self, *update_ids: int) -> None:
        """See `removerbot.ports.Journal.strike`."""
        async with self._session.begin() as session:
            await session.execute(delete(AnswerRow).where(AnswerRow.update_id.in_(update_ids)))
            await session.execute(
                update(UpdateRow)
                .where(UpdateRow.update_id.in_(update_ids))
                .values(state=DONE, payload=None)
            )

    async def doubt(self, *update_ids: int) -> None:
        """See `removerbot.ports.Journal.doubt`."""
        async with self._session.begin() as session:
            await session.execute(
                update(UpdateRow)
                .where(UpdateRow.update_id.in_(update_ids))
                .values(state=ASKING, answered_with=update_ids[0])
            )

    async def asked(self, *update_ids: int) -> None:
        """See `removerbot.ports.Journal.asked`."""
        async with self._session.begin() as session:
            await session.execute(
                update(UpdateRow)
                .where(UpdateRow.update_id.in_(update_ids), UpdateRow.state == ASKING)
                .values(state=UNSURE)
            )

    async def take_up(self, chat_id: int, update_id: int) -> list[str]:
        """See `removerbot.ports.Journal.take_up`."""
        async with self._session.begin() as session:
            found = await session.execute(
                update(UpdateRow)
                .where(
                    UpdateRow.answered_with == update_id,
                    UpdateRow.chat_id == chat_id,
                    UpdateRow.state.in_((ASKING, UNSURE)),
                )
                .values(state=WAITING)
                .returning(UpdateRow.update_id, UpdateRow.payload)
            )
            payloads = [payload for _, payload in sorted(found.all()) if payload]
            if payloads:
                await session.execute(
                    delete(AnswerRow).where(
                        AnswerRow.update_id == update_id, AnswerRow.message.is_(None)
                    )
                )
        return payloads

    async def answer(self, update_id: int, number: int) -> Answer | None:
        """See `removerbot.ports.Journal.answer`."""
        async with self._session() as session:
            row = await session.get(AnswerRow, (update_id, number))
        return None if row is None else Answer(row.message)

    async def intend(self, update_id: int, number: int) -> None:
        """See `removerbot.ports.Journal.intend`."""
        async with self._session.begin() as session:
            session.add(AnswerRow(update_id=update_id, number=number))

    async def withdraw(self, update_id: int, number: int) -> None:
        """See `removerbot.ports.Journal.withdraw`."""
        async with self._session.begin() as session:
            await session.execute(
                delete(AnswerRow).where(
                    AnswerRow.update_id == update_id, AnswerRow.number == number
                )
            )

    async def sent(self, update_id: int, number: int, message: str) -> None:
        """See `removerbot.ports.Journal.sent`."""
        async with self._session.begin() as session:
            await session.execute(
                update(AnswerRow)
                .where(AnswerRow.update_id == update_id, AnswerRow.number == number)
                .values(message=message)
            )


def _row(taken: Incoming) -> UpdateRow:
    return UpdateRow(
        update_id=taken.update_id,
        chat_id=taken.chat_id,
        person_id=taken.person_id,
        state=WAITING,
        payload=taken.payload,
    )
