"""Stores the languages that people chose."""

from sqlalchemy import bindparam, delete, select

from removerbot.storage.database import Sessions
from removerbot.storage.schema import LanguageRow

_LANGUAGE = select(LanguageRow.language).where(LanguageRow.person_id == bindparam("person_id"))


class LanguageStore:
    """Stores the language that each person chose, by its IETF code."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

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
