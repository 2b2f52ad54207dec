"""The use cases of what people prefer: options of their cutouts, and a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from removerbot.editing.editor import Editor
from removerbot.editing.outputs import Result
from removerbot.errors import StaleButton
from removerbot.i18n import Words, words_for
from removerbot.imaging.background import OtherPhoto
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.options import Options
from removerbot.segmentation.revisions import Revision, Source
from removerbot.storage.people import LanguageStore, PreferenceStore

_REMEMBERED = 10_000
"""People whose choices are in memory, which is more than are answered at the same time."""


@dataclass(frozen=True, eq=False)
class Preferences:
    """Changes options. A value is given as the text that a button holds, such as `fine`."""

    editor: Editor
    store: PreferenceStore

    async def change(self, revision: Revision, option: str, value: str) -> Result | None:
        """Renders a cutout with another value of an option, which counts for this one alone;
        returns `None` if the option had this value already.

        Raises:
            StaleButton: the option has no such value, or nothing is cut out.
        """
        options = changed(revision.options, option, value)
        if options == revision.options:
            return None
        return (await self.editor.finish(revision, options)).settled

    async def change_background(self, revision: Revision, source: Source) -> Result:
        """Renders a cutout on another photo.

        Raises:
            UserError: the photo cannot be read or exceeds the limits.
        """
        options = revision.options.replace(background=OtherPhoto(source.file_id))
        return (await self.editor.finish(revision, options)).settled

    async def prefer(self, person_id: int, option: str, value: str) -> Options:
        """Keeps an option for all cutouts that a person starts; returns all they prefer.

        Raises:
            StaleButton: the option has no such value.
        """
        options = changed(await self.store.options(person_id), option, value)
        await self.store.save(person_id, options)
        return options


def changed(options: Options, option: str, value: str) -> Options:
    """Returns the options with another value; the value they have is always valid, such as
    the `photo` of a background.

    Raises:
        StaleButton: the option has no such value.
    """
    if value == options.model_dump(mode="json").get(option):
        return options
    try:
        return options.replace(**{option: value})
    except (TypeError, ValueError):
        raise StaleButton from None


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
        """Returns the language that a person chose, as last read; `None` for their app's."""
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
