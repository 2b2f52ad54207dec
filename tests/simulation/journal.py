"""The journal in memory: what `removerbot.storage.journal.Journal` does for a single worker.

A day takes a tenth of the time with it. `test_simulation.py` compares the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from removerbot.storage.journal import Answer, Incoming
from removerbot.storage.schema import ASKING, DONE, OPEN, UNSURE, WAITING


@dataclass
class Row:
    """A row of the journal."""

    incoming: Incoming
    owner: str
    state: str = WAITING
    payload: str | None = None
    answered_with: int | None = None
    attempt: int = 0


@dataclass
class Table:
    """What survives a crash."""

    rows: dict[int, Row] = field(default_factory=dict)
    answers: dict[tuple[int, int], str | None] = field(default_factory=dict)
    attempts: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open."""
        return all(row.state not in OPEN for row in self.rows.values())


class MemoryJournal:
    """See `removerbot.storage.journal.Journal`."""

    def __init__(self, table: Table, worker: str) -> None:
        self._table = table
        self._worker = worker

    async def record(self, updates: Sequence[Incoming]) -> None:
        for each in updates:
            self._table.rows.setdefault(
                each.update_id,
                Row(
                    each,
                    self._worker,
                    payload=each.payload,
                    attempt=next(self._table.attempts),
                ),
            )

    async def take_over(self) -> list[str]:
        taken = [
            row
            for _, row in sorted(self._table.rows.items())
            if row.state in OPEN and row.owner != self._worker
        ]
        for row in taken:
            row.owner = self._worker
        return [row.payload for row in taken if row.payload]

    async def claim(self, update_id: int) -> bool:
        row = self._table.rows.get(update_id)
        if row is None or row.state not in OPEN:
            return False
        row.owner = self._worker
        return True

    async def claim_related(self, update_id: int, text: str) -> list[str]:
        return []

    async def is_next(self, update_id: int) -> bool:
        return True

    async def together(self, *update_ids: int) -> dict[int, str]:
        rows = {
            each: row
            for each, row in sorted(self._table.rows.items())
            if row.state in OPEN and row.owner == self._worker
        }
        share = self._table.rows[update_ids[0]].answered_with
        if share is None:
            share = update_ids[0]
            for each in update_ids:
                if each in rows and rows[each].answered_with is None:
                    rows[each].answered_with = share
        return {
            each: row.payload or "" for each, row in rows.items() if row.answered_with == share
        }

    async def mark_done(self, *update_ids: int) -> None:
        done = self._own(update_ids)
        for each in done:
            row = self._table.rows[each]
            row.state, row.payload = DONE, None
        kept = {key: value for key, value in self._table.answers.items() if key[0] not in done}
        self._table.answers = kept

    async def mark_unsure(self, *update_ids: int) -> int | None:
        own = self._own(update_ids)
        for each in own:
            row = self._table.rows[each]
            row.state, row.answered_with = ASKING, update_ids[0]
        return self._table.rows[update_ids[0]].attempt if own else None

    async def mark_asked(self, *update_ids: int) -> None:
        for each in self._own(update_ids):
            row = self._table.rows[each]
            if row.state == ASKING:
                row.state = UNSURE

    async def reopen(
        self, chat_id: int, update_id: int, attempt: int | None = None
    ) -> list[str]:
        first = self._table.rows.get(update_id)
        if attempt is not None and (first is None or first.attempt != attempt):
            return [
                row.payload
                for _, row in sorted(self._table.rows.items())
                if row.answered_with == update_id
                and row.incoming.chat_id == chat_id
                and row.state == WAITING
                and row.owner == self._worker
                and row.payload
            ]
        reopened = [
            row
            for _, row in sorted(self._table.rows.items())
            if row.answered_with == update_id
            and row.incoming.chat_id == chat_id
            and row.state in (ASKING, UNSURE)
        ]
        now = next(self._table.attempts)
        for row in reopened:
            row.state, row.owner, row.attempt = WAITING, self._worker, now
        if reopened:
            self._table.answers = {
                key: message
                for key, message in self._table.answers.items()
                if key[0] != update_id or message is not None
            }
        return [row.payload for row in reopened if row.payload]

    async def answer(self, update_id: int, number: int) -> Answer | None:
        if (update_id, number) not in self._table.answers:
            return None
        return Answer(self._table.answers[update_id, number])

    async def begin_send(self, update_id: int, number: int) -> bool:
        if not self._own([update_id]):
            return False
        if (update_id, number) in self._table.answers:
            return False
        self._table.answers[update_id, number] = None
        return True

    async def cancel_send(self, update_id: int, number: int) -> None:
        if self._own([update_id]):
            self._table.answers.pop((update_id, number), None)

    async def mark_sent(self, update_id: int, number: int, message: str) -> None:
        if (update_id, number) in self._table.answers:
            self._table.answers[update_id, number] = message

    def _own(self, update_ids: Sequence[int]) -> list[int]:
        rows = self._table.rows
        return [
            each
            for each in update_ids
            if each in rows and rows[each].owner == self._worker and rows[each].state in OPEN
        ]
