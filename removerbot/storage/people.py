"""Stores who may use the bot, how many cutouts people have a day, and what they prefer."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from sqlalchemy import bindparam, delete, select

from removerbot.imaging.options import DEFAULTS, Options
from removerbot.storage.database import Store
from removerbot.storage.revision_json import options_as_json, read_options
from removerbot.storage.schema import AccessRow, DailyCountRow, LanguageRow, OptionsRow

_RULINGS = select(AccessRow.id, AccessRow.ruling).where(
    AccessRow.id.in_(bindparam("ids", expanding=True)), AccessRow.ruling.is_not(None)
)
_OPTIONS = select(OptionsRow.finish).where(OptionsRow.person_id == bindparam("person_id"))

_LANGUAGE = select(LanguageRow.language).where(LanguageRow.person_id == bindparam("person_id"))

Ruling = Literal["allowed", "blocked"]


class AccessList(Store):
    """Stores the owners' rulings about people and chats, by Telegram id."""

    async def rulings(self, ids: Collection[int]) -> Mapping[int, Ruling]:
        """Returns the rulings about these people and chats, by id."""
        async with self._sessions.connection() as connection:
            rows = await connection.execute(_RULINGS, {"ids": list(ids)})
        return {
            telegram_id: "blocked" if ruling == "blocked" else "allowed"
            for telegram_id, ruling in rows
        }

    async def set_ruling(self, telegram_id: int, ruling: Ruling) -> None:
        """Stores a ruling about a person or chat in place of an earlier one."""
        await self._sessions.merge(AccessRow(id=telegram_id, ruling=ruling))

    async def mark_told(self, telegram_id: int) -> bool:
        """Records that a person or chat was refused; returns whether for the first time."""
        changed = await self._sessions.scalar(
            self._sessions.insert(AccessRow)
            .values(id=telegram_id, told=True)
            .on_conflict_do_update(
                index_elements=[AccessRow.id],
                set_={"told": True},
                where=AccessRow.told.is_(False),
            )
            .returning(AccessRow.id)
        )
        return changed is not None


class DailyCounts(Store):
    """Stores how many cutouts each person had on each day."""

    async def count(self, person_id: int, day: date) -> int:
        """Returns the number of cutouts of a person on a day."""
        query = select(DailyCountRow.cuts)
        query = query.where(DailyCountRow.person_id == person_id, DailyCountRow.day == day)
        return await self._sessions.scalar(query) or 0

    async def increment(self, person_id: int, day: date) -> None:
        """Adds one to the number of cutouts of a person on a day."""
        await self._sessions.execute(
            self._sessions.insert(DailyCountRow)
            .values(person_id=person_id, day=day, cuts=1)
            .on_conflict_do_update(
                index_elements=[DailyCountRow.person_id, DailyCountRow.day],
                set_={"cuts": DailyCountRow.cuts + 1},
            )
        )


class PreferenceStore(Store):
    """Stores the options that people prefer for their cutouts."""

    async def options(self, person_id: int) -> Options:
        """Returns the options that a person prefers; the defaults if they chose none."""
        found = await self._sessions.column(_OPTIONS, person_id=person_id)
        return read_options(found[0]) if found else DEFAULTS

    async def save(self, person_id: int, options: Options) -> None:
        """Stores the options that a person prefers."""
        row = OptionsRow(person_id=person_id, finish=options_as_json(options))
        await self._sessions.merge(row)


class LanguageStore(Store):
    """Stores the language that each person chose, by its IETF code."""

    async def language(self, person_id: int) -> str | None:
        """Returns the language that a person chose; `None` if they chose none."""
        rows = await self._sessions.column(_LANGUAGE, person_id=person_id)
        return rows[0] if rows else None

    async def save(self, person_id: int, language: str) -> None:
        """Stores the language that a person chose."""
        await self._sessions.merge(LanguageRow(person_id=person_id, language=language))

    async def delete(self, person_id: int) -> None:
        """Deletes the choice of a person."""
        by_them = LanguageRow.person_id == person_id
        await self._sessions.execute(delete(LanguageRow).where(by_them))
