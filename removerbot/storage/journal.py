"""The journal of updates, in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, insert, literal, select, update
from sqlalchemy.orm import aliased

from removerbot.storage import database
from removerbot.storage.database import Sessions
from removerbot.storage.leases import Leases
from removerbot.storage.schema import ASKING, DONE, OPEN, UNSURE, WAITING, AnswerRow, UpdateRow

_KEPT = timedelta(days=2)
"""Telegram sends an update for 24 hours at most."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as Telegram sent it.

    Attributes:
        chat_id: where it happened, `None` if in no chat.
        person_id: who did it, `None` if nobody in particular.
        payload: the whole of it, as JSON.
    """

    update_id: int
    chat_id: int | None
    person_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that was sent, or was about to be; or several that arrive together.

    Attributes:
        message: what Telegram made of them, as JSON; `None`: nobody knows whether they
            arrived.
    """

    message: str | None


class Journal:
    """What Telegram sent and what became of it, so that all of it is answered, once.

    An update waits until it is struck off. Its answers are numbered in the order in which
    they are sent. One of which nobody knows whether it arrived makes the update unsure:
    the person is asked, and then it waits no longer until they want it again.
    """

    def __init__(self, sessions: Sessions, crew: Leases | None = None) -> None:
        """Keep the journal for one of a crew, by default for a process that is alone."""
        self._session = sessions
        self._crew = crew or Leases(sessions)

    async def take(self, updates: Sequence[Incoming]) -> None:
        """Write updates down as this process's; those that were written down before stay as
        they are. What cannot come again is forgotten."""
        numbers = [taken.update_id for taken in updates]
        async with self._session.begin() as session:
            await session.execute(
                database.insert(session, UpdateRow).on_conflict_do_nothing(),
                [self._row(taken) for taken in updates],
            )
            await session.execute(
                delete(UpdateRow).where(
                    UpdateRow.taken_at < datetime.now(UTC) - _KEPT,
                    UpdateRow.state.not_in(OPEN),
                    UpdateRow.update_id.not_in(numbers),
                )
            )

    async def take_over(self) -> list[str]:
        """The payloads of all updates that wait and that nobody alive works on, oldest first.
        From now on they are this process's."""
        free = (
            select(UpdateRow.update_id)
            .where(UpdateRow.state.in_(OPEN), self._crew.is_free(UpdateRow.owner))
            .with_for_update(skip_locked=True)
        )
        async with self._session.begin() as session:
            numbers = list(await session.scalars(free))
            rows = await session.scalars(
                update(UpdateRow)
                .where(UpdateRow.update_id.in_(numbers))
                .values(owner=self._crew.me)
                .returning(UpdateRow)
            )
            waiting = sorted(rows, key=lambda row: row.update_id)
            return [row.payload for row in waiting if row.payload]

    async def claim(self, update_id: int) -> bool:
        """Whether an update has yet to be answered, and by this process."""
        async with self._session() as session:
            row = await session.get(UpdateRow, update_id)
        if row is None or row.state not in OPEN:
            return False
        return row.owner == self._crew.me or await self._take_from_the_dead(update_id)

    async def _take_from_the_dead(self, update_id: int) -> bool:
        async with self._session.begin() as session:
            taken = await session.scalar(
                update(UpdateRow)
                .where(
                    UpdateRow.update_id == update_id,
                    UpdateRow.state.in_(OPEN),
                    self._crew.is_free(UpdateRow.owner),
                )
                .values(owner=self._crew.me)
                .returning(UpdateRow.update_id)
            )
        return taken is not None

    async def is_next(self, update_id: int) -> bool:
        """Whether no other process has yet to answer what came earlier from the same person
        in the same chat."""
        if not self._crew.is_shared:
            return True
        mine, earlier = aliased(UpdateRow), aliased(UpdateRow)
        query = select(
            exists().where(
                mine.update_id == update_id,
                earlier.chat_id == mine.chat_id,
                earlier.person_id == mine.person_id,
                earlier.update_id < update_id,
                earlier.state.in_(OPEN),
                earlier.owner != self._crew.me,
            )
        )
        async with self._session() as session:
            return not await session.scalar(query)

    async def adopt(self, update_id: int, named: str) -> list[str]:
        """Take from other processes what the person of this update sent in its chat and has
        these words in its payload; returns the payloads."""
        if not self._crew.is_shared:
            return []
        first = aliased(UpdateRow)
        same = (
            select(first.update_id)
            .where(
                first.update_id == update_id,
                first.chat_id == UpdateRow.chat_id,
                first.person_id == UpdateRow.person_id,
            )
            .exists()
        )
        async with self._session.begin() as session:
            found = await session.execute(
                update(UpdateRow)
                .where(
                    same,
                    UpdateRow.state.in_(OPEN),
                    UpdateRow.owner != self._crew.me,
                    UpdateRow.payload.contains(named, autoescape=True),
                )
                .values(owner=self._crew.me)
                .returning(UpdateRow.update_id, UpdateRow.payload)
            )
            return [payload for _, payload in sorted(found.all()) if payload]

    async def strike(self, *update_ids: int) -> None:
        """These updates are done with; forget all but their numbers."""
        async with self._session.begin() as session:
            struck = await session.scalars(
                update(UpdateRow)
                .where(UpdateRow.update_id.in_(update_ids), UpdateRow.owner == self._crew.me)
                .values(state=DONE, payload=None)
                .returning(UpdateRow.update_id)
            )
            await session.execute(
                delete(AnswerRow).where(AnswerRow.update_id.in_(list(struck)))
            )

    async def doubt(self, *update_ids: int) -> None:
        """These updates are unsure, all of one answer, which is the first one's, and their
        person is about to be asked. They still wait."""
        async with self._session.begin() as session:
            await session.execute(
                update(UpdateRow)
                .where(UpdateRow.update_id.in_(update_ids), UpdateRow.owner == self._crew.me)
                .values(state=ASKING, answered_with=update_ids[0])
            )

    async def asked(self, *update_ids: int) -> None:
        """The question has arrived: these wait no longer, if they were not taken up."""
        async with self._session.begin() as session:
            await session.execute(
                update(UpdateRow)
                .where(
                    UpdateRow.update_id.in_(update_ids),
                    UpdateRow.owner == self._crew.me,
                    UpdateRow.state == ASKING,
                )
                .values(state=UNSURE)
            )

    async def take_up(self, chat_id: int, update_id: int) -> list[str]:
        """Let an unsure update of this chat wait again, with those it is answered for, as if
        the answer in doubt had not been sent. Returns their payloads; none if there is no
        such update."""
        async with self._session.begin() as session:
            found = await session.execute(
                update(UpdateRow)
                .where(
                    UpdateRow.answered_with == update_id,
                    UpdateRow.chat_id == chat_id,
                    UpdateRow.state.in_((ASKING, UNSURE)),
                )
                .values(state=WAITING, owner=self._crew.me)
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
        """What is known of an answer; `None`: it has not been sent."""
        async with self._session() as session:
            row = await session.get(AnswerRow, (update_id, number))
        return None if row is None else Answer(row.message)

    async def intend(self, update_id: int, number: int) -> bool:
        """An answer is about to be sent. Whether it may be: not if another process took the
        update over, because this one seemed dead."""
        if_ours = select(UpdateRow.update_id, literal(number)).where(
            UpdateRow.update_id == update_id, UpdateRow.owner == self._crew.me
        )
        async with self._session.begin() as session:
            intended = await session.scalar(
                insert(AnswerRow)
                .from_select([AnswerRow.update_id, AnswerRow.number], if_ours)
                .returning(AnswerRow.number)
            )
        return intended is not None

    async def withdraw(self, update_id: int, number: int) -> None:
        """The answer has certainly not been sent."""
        async with self._session.begin() as session:
            await session.execute(
                delete(AnswerRow).where(
                    AnswerRow.update_id == update_id, AnswerRow.number == number
                )
            )

    async def sent(self, update_id: int, number: int, message: str) -> None:
        """The answer has arrived."""
        async with self._session.begin() as session:
            await session.execute(
                update(AnswerRow)
                .where(AnswerRow.update_id == update_id, AnswerRow.number == number)
                .values(message=message)
            )

    def _row(self, taken: Incoming) -> dict[str, Any]:
        return {
            "update_id": taken.update_id,
            "chat_id": taken.chat_id,
            "person_id": taken.person_id,
            "state": WAITING,
            "payload": taken.payload,
            "owner": self._crew.me,
        }
