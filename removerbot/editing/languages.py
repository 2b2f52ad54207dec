"""The use case of languages: each person is answered in the one they chose, or else in that of
their app."""

from collections.abc import Mapping
from typing import Protocol

from removerbot.errors import StaleButton
from removerbot.i18n import Words, words_for
from removerbot.imaging.lru_cache import LruCache
from removerbot.storage.people import LanguageStore

_REMEMBERED = 10_000
"""People whose choices are in memory, which is more than are answered at the same time."""


class Person(Protocol):
    """A person as Telegram describes them."""

    @property
    def id(self) -> int:
        """Their Telegram id."""

    @property
    def language_code(self) -> str | None:
        """The IETF code of their app's language."""


class Languages:
    """Finds the texts for each person.

    What a person chose is read once for each of their updates and requests, by `recall`: other
    processes can change it.

    Attributes:
        all: the texts of every language, by its IETF code.
    """

    def __init__(self, languages: Mapping[str, Words], store: LanguageStore) -> None:
        self.all = languages
        self._store = store
        self._chosen = LruCache[int, str](_REMEMBERED)

    async def recall(self, person_id: int) -> None:
        """Reads the language that a person chose."""
        self._remember(person_id, await self._store.language(person_id))

    def chosen(self, person_id: int) -> str | None:
        """Returns the language that a person chose, as last read; `None` for that of their
        app."""
        return self._chosen.get(person_id)

    def words(self, person: Person | None, code: str | None = None) -> Words:
        """Returns the texts for a person; for an unknown one those of the language with this
        IETF code."""
        if person:
            code = self.chosen(person.id) or person.language_code
        return words_for(self.all, code)

    async def choose(self, person_id: int, language: str | None) -> None:
        """Keeps the language that a person chose; `None` is that of their app.

        Raises:
            StaleButton: there is no such language.
        """
        if language is None:
            await self._store.delete(person_id)
        elif language not in self.all:
            raise StaleButton
        else:
            await self._store.save(person_id, language)
        self._remember(person_id, language)

    def _remember(self, person_id: int, language: str | None) -> None:
        self._chosen.pop(person_id)
        if language and language in self.all:  # it may be one that the bot no longer speaks
            self._chosen.put(person_id, language, 1)
