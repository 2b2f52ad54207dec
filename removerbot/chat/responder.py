"""Says things to people, each in their own language."""

import logging
from collections.abc import Callable, Mapping

from telegram import CallbackQuery, Message, User

from removerbot.chat.sender import Sender
from removerbot.errors import EngineError, RemoverError
from removerbot.i18n import Value, Words, words_for

_log = logging.getLogger(__name__)


class Responder:
    """What all handlers answer with."""

    def __init__(
        self,
        gateway: Sender,
        languages: Mapping[str, Words],
        noticed: Callable[[RemoverError], None],
    ) -> None:
        """Set up.

        Args:
            gateway: how answers leave.
            languages: the words.
            noticed: told of every error that is explained to somebody.
        """
        self._gateway = gateway
        self._languages = languages
        self._noticed = noticed

    def words(self, person: User) -> Words:
        """The words for a person."""
        return words_for(self._languages, person.language_code)

    async def say(self, to: Message, person: User, name: str, **values: Value) -> Message:
        """Answer a message with one of the texts."""
        return await self._gateway.reply(to, self.words(person).say(name, **values))

    async def explain(self, to: Message, person: User, error: RemoverError) -> Message:
        """Answer a message with what went wrong."""
        return await self._gateway.reply(to, self.explanation(person, error))

    async def alert(self, query: CallbackQuery, error: RemoverError) -> None:
        """Answer a pressed button with what went wrong."""
        explanation = self.explanation(query.from_user, error)
        await self._gateway.answer(query, explanation, is_alert=True)

    def explanation(self, person: User, error: RemoverError) -> str:
        """What went wrong, in words. What is our fault is logged as well."""
        self._noticed(error)
        if isinstance(error, EngineError):
            _log.error("%s: %s", type(error).__name__, error)
        return self.words(person).explain(error)
