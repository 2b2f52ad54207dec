"""The journal: which updates came from Telegram and how far their answers got."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from removerbot.process.metrics import Metrics
from removerbot.process.turns import asking_for
from removerbot.storage.database import Sessions, Value
from removerbot.storage.leases import Leases
from removerbot.storage.schema import ASKING, DONE, OPEN, UNSURE, WAITING, AnswerRow, UpdateRow

KEPT = timedelta(days=2)
"""How long the id of a finished update is kept; Telegram sends one again for a day at most."""

_OWNER = select(UpdateRow.owner).where(
    UpdateRow.update_id == bindparam("update_id"), UpdateRow.state.in_(OPEN)
)
_ANSWER = select(AnswerRow.message).where(
    AnswerRow.update_id == bindparam("update_id"), AnswerRow.number == bindparam("number")
)
_AMONG = UpdateRow.update_id.in_(bindparam("ids", expanding=True))
_DELETE_ANSWERS = delete(AnswerRow).where(
    AnswerRow.update_id.in_(select(UpdateRow.update_id).where(_AMONG, UpdateRow.state == DONE))
)
"""Executed for each update; built once, they take half the time."""

_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as Telegram sent it, in JSON, with its chat and who caused it, if any."""

    update_id: int
    chat_id: int | None
    person_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What Telegram returned for a message in answer to an update, or for several that arrive
    together, as JSON; `None` if it is unknown whether they arrived."""

    message: str | None


class Journal:
    """Stores updates and the state of their answers, so that each update is answered once.

    A recorded update is open until it is done. The answers to an update are numbered in the
    order in which they are sent. If it is unknown whether one of them arrived, the update is
    unsure: the person is asked, and it is open again only when they want it answered again.

    Each update belongs to one worker, and only this one can change it. "Own" below means: open,
    and of the worker whose leases were passed.
    """

    def __init__(
        self, sessions: Sessions, leases: Leases | None = None, metrics: Metrics | None = None
    ) -> None:
        """Keeps the arguments; without `leases` this process is the only worker."""
        self._sessions = sessions
        self._leases = leases or Leases(sessions)
        self._metrics = metrics or Metrics()
        self._insertion = (
            sessions.insert(UpdateRow).on_conflict_do_nothing().returning(UpdateRow.update_id)
        )
        own = select(UpdateRow.update_id, bindparam("number", type_=Integer)).where(
            UpdateRow.update_id == bindparam("update_id"), self._is_own()
        )
        self._begin = (
            sessions.insert(AnswerRow)
            .from_select([AnswerRow.update_id, AnswerRow.number], own)
            .on_conflict_do_nothing()
            .returning(AnswerRow.number)
        )
        own_ones = update(UpdateRow).where(_AMONG, self._is_own())
        self._finish = own_ones.values(state=DONE, payload=None)
        self._new = set[int]()
        """Updates that this process has inserted and not yet begun to answer; empty where
        several processes share a database. Nothing about them has to be read from it."""
        self._reading = 0
        self._done = dict[int, bool]()
        """Updates to be marked as done, with whether they may have answers."""
        self._marking = asyncio.Lock()

    async def record(self, updates: Sequence[Incoming]) -> None:
        """Inserts updates as open and own; recorded ones stay as they are."""
        if not updates:
            return
        own = {"state": WAITING, "owner": self._leases.worker_id}
        rows = [asdict(each) | own for each in updates]
        with self._metrics.attempt("writing updates down"):  # the disk may be full
            async with self._sessions.connection() as connection:
                inserted = (await connection.scalars(self._insertion, rows)).all()
        if not self._leases.is_shared:
            self._new.update(inserted)

    async def take_over(self) -> list[str]:
        """Makes all open updates own that no worker has; returns their payloads by id."""
        free = (
            select(UpdateRow.update_id)
            .where(UpdateRow.state.in_(OPEN), self._leases.is_free(UpdateRow.owner))
            .with_for_update(skip_locked=True)
        )
        async with self._sessions.begin() as session:
            taken = UpdateRow.update_id.in_(list(await session.scalars(free)))
            return _payloads(await _set(session, taken, owner=self._leases.worker_id))

    async def claim(self, update_id: int) -> bool:
        """Makes an update own unless a worker has it; returns whether it is open and own."""
        if self._is_known(update_id):
            return True
        owner = await self._read(_OWNER, update_id=update_id)
        if owner == [self._leases.worker_id]:  # most are: those are not written
            return True
        is_open = (UpdateRow.update_id == update_id) & UpdateRow.state.in_(OPEN)
        is_free = self._leases.is_free(UpdateRow.owner)
        async with self._sessions.begin() as session:
            taken = await _set(session, is_open & is_free, owner=self._leases.worker_id)
        return bool(taken)

    async def claim_related(self, update_id: int, text: str) -> list[str]:
        """Makes open updates of other workers own that come from the same person and chat as
        this update and contain `text` in their payload; returns their payloads."""
        if not self._leases.is_shared:
            return []
        first = aliased(UpdateRow)
        is_related = and_(
            exists().where(
                first.update_id == update_id,
                first.chat_id == UpdateRow.chat_id,
                first.person_id == UpdateRow.person_id,
            ),
            UpdateRow.state.in_(OPEN),
            UpdateRow.owner != self._leases.worker_id,
            UpdateRow.payload.contains(text, autoescape=True),
        )
        async with self._sessions.begin() as session:
            return _payloads(await _set(session, is_related, owner=self._leases.worker_id))

    async def is_next(self, update_id: int) -> bool:
        """Returns whether no other worker has an earlier open one of this person and chat."""
        if not self._leases.is_shared:
            return True
        this, earlier = aliased(UpdateRow), aliased(UpdateRow)
        query = select(
            exists().where(
                this.update_id == update_id,
                earlier.chat_id == this.chat_id,
                earlier.person_id == this.person_id,
                earlier.update_id < update_id,
                earlier.state.in_(OPEN),
                earlier.owner != self._leases.worker_id,
            )
        )
        return not await self._sessions.scalar(query)

    async def together(self, *update_ids: int) -> dict[int, str]:
        """Makes own open updates share the answer to the first one, unless that was begun to
        be answered with others, or they were.

        Returns:
            The payloads of the own open updates that share its answer, by id.
        """
        first = UpdateRow.update_id == update_ids[0]
        is_open = self._is_own()
        is_new = UpdateRow.update_id.in_(update_ids) & UpdateRow.answered_with.is_(None)
        query = select(UpdateRow.answered_with).where(first).with_for_update()
        async with self._sessions.begin() as session:
            share = await session.scalar(query)
            if share is None:
                share = update_ids[0]
                await _set(session, is_open & is_new, answered_with=share)
            is_together = is_open & (UpdateRow.answered_with == share)
            rows = select(UpdateRow.update_id, UpdateRow.payload).where(is_together)
            found = (await session.execute(rows.order_by(UpdateRow.update_id))).all()
        return {update_id: payload for update_id, payload in found if payload}

    async def mark_done(self, *update_ids: int) -> None:
        """Marks own updates as done; deletes their payloads and answers. Those that wait to be
        marked share one transaction: a flood of updates would take one each."""
        self._done |= {each: each not in self._new for each in update_ids}
        self._new.difference_update(update_ids)
        async with self._marking:
            if self._done.keys().isdisjoint(update_ids):
                return  # they were marked together with an earlier one
            done, self._done = self._done, {}
            try:
                with asking_for(None):  # others do not wait in the line of who began
                    await self._mark_done(done)
            except BaseException:
                self._done = done | self._done
                raise

    async def _mark_done(self, done: Mapping[int, bool]) -> None:
        answered = [each for each, may_have_answers in done.items() if may_have_answers]
        async with self._sessions.connection() as connection:
            await connection.execute(self._finish, {"ids": list(done)})
            if answered:
                await connection.execute(_DELETE_ANSWERS, {"ids": answered})

    async def mark_unsure(self, *update_ids: int) -> int | None:
        """Marks own updates as unsure, before the person is asked: they stay open. They share
        one answer, which is recorded under the first id.

        Returns:
            The number of this attempt to answer, for `reopen`; `None` if the updates are not
            own any more, and nobody is to be asked.
        """
        first = update_ids[0]
        self._new.difference_update(update_ids)
        async with self._sessions.begin() as session:
            own = await _set(session, self._own(update_ids), state=ASKING, answered_with=first)
            return await _attempt(session, first) if own else None

    async def mark_asked(self, *update_ids: int) -> None:
        """Closes own unsure updates after the question has arrived, if they are still so."""
        own = update(UpdateRow).where(self._own(update_ids))
        not_reopened = own.where(UpdateRow.state == ASKING)
        await self._sessions.execute(not_reopened.values(state=UNSURE))

    async def reopen(
        self, chat_id: int, update_id: int, attempt: int | None = None
    ) -> list[str]:
        """Opens the unsure updates of this chat that share the answer to `update_id`, makes
        them own, and deletes the answer that may not have arrived.

        Args:
            chat_id: the chat in which the person was asked.
            update_id: the first of the updates.
            attempt: what `mark_unsure` returned before they were asked. An attempt is repeated
                once, however often it was asked about; `None` for any.

        Returns:
            Their payloads. Also those that are own and open again already: this may be asked
            twice because the first time seemed to fail. None if there are no such updates.
        """
        is_shared = and_(UpdateRow.answered_with == update_id, UpdateRow.chat_id == chat_id)
        is_unsure = is_shared & UpdateRow.state.in_((ASKING, UNSURE))
        is_open = and_(is_shared, UpdateRow.state == WAITING, self._is_own())
        lost = (AnswerRow.update_id == update_id) & AnswerRow.message.is_(None)
        async with self._sessions.begin() as session:
            if attempt not in (None, await _attempt(session, update_id)):
                payloads = select(UpdateRow.payload).where(is_open)
                return [payload for payload in await session.scalars(payloads) if payload]
            # The time is another one now, and with it the number of the attempt.
            worker_id, now = self._leases.worker_id, datetime.now(UTC)
            reopened = await _set(
                session, is_unsure, state=WAITING, owner=worker_id, taken_at=now
            )
            if reopened:
                await session.execute(delete(AnswerRow).where(lost))
        return _payloads(reopened)

    async def answer(self, update_id: int, number: int) -> Answer | None:
        """Returns what is known of an answer; `None` if it has not been sent."""
        if self._is_known(update_id):
            return None
        found = await self._read(_ANSWER, update_id=update_id, number=number)
        return Answer(found[0]) if found else None

    async def begin_send(self, update_id: int, number: int) -> bool:
        """Records that an answer is about to be sent. Returns whether it may be: not if it was
        begun before, or another worker took the update over because the lease of this one had
        expired."""
        self._new.discard(update_id)  # first: a statement that fails may have been executed
        answer = {"update_id": update_id, "number": number}
        async with self._sessions.connection() as connection:
            return (await connection.execute(self._begin, answer)).first() is not None

    async def cancel_send(self, update_id: int, number: int) -> None:
        """Deletes an answer to an own update that has certainly not been sent."""
        is_own = exists().where(self._own([update_id]))
        answer = delete(AnswerRow).where(_is_answer(update_id, number), is_own)
        await self._sessions.execute(answer)

    async def mark_sent(self, update_id: int, number: int, message: str) -> None:
        """Records the JSON that Telegram returned for an answer that has arrived."""
        answer = _is_answer(update_id, number)
        await self._sessions.execute(update(AnswerRow).where(answer).values(message=message))

    def _is_known(self, update_id: int) -> bool:
        """Whether an update is new. While an earlier one is being read it does not count as
        such: it would be claimed first, and answers come in the order of the updates."""
        return update_id in self._new and not self._reading

    async def _read(self, statement: Select[Value], **parameters: int) -> Sequence[Value]:
        self._reading += 1
        try:
            return await self._sessions.column(statement, **parameters)
        finally:
            self._reading -= 1

    def _own(self, update_ids: Sequence[int]) -> ColumnElement[bool]:
        return UpdateRow.update_id.in_(update_ids) & self._is_own()

    def _is_own(self) -> ColumnElement[bool]:
        return UpdateRow.state.in_(OPEN) & (UpdateRow.owner == self._leases.worker_id)


def _is_answer(update_id: int, number: int) -> ColumnElement[bool]:
    return (AnswerRow.update_id == update_id) & (AnswerRow.number == number)


async def _attempt(session: AsyncSession, update_id: int) -> int | None:
    """Returns the number of the attempt to answer an update, its time in µs; locks its row."""
    query = select(UpdateRow.taken_at).where(UpdateRow.update_id == update_id)
    taken_at = await session.scalar(query.with_for_update())
    if taken_at is None:
        return None
    return (taken_at.replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)


async def _set(
    session: AsyncSession, condition: ColumnElement[bool], **values: str | int | datetime | None
) -> dict[int, str | None]:
    """Updates rows of updates; returns their ids with their payloads, by id."""
    changed = await session.execute(
        update(UpdateRow)
        .where(condition)
        .values(**values)
        .returning(UpdateRow.update_id, UpdateRow.payload)
    )
    return dict(sorted(changed.all()))


def _payloads(changed: Mapping[int, str | None]) -> list[str]:
    return [payload for payload in changed.values() if payload]
