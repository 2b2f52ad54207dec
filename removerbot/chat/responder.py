"""What the bot says in answer, in the person's language."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from removerbot.chat.messages import Context, message_and_person
from removerbot.chat.retry import UnsureError, is_about_media, is_closed
from removerbot.chat.sender import Sender
from removerbot.editing.preferences import Languages
from removerbot.errors import EngineError, RemoverError
from removerbot.i18n import Value, Words

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Responder:
    """Answers with texts in the person's language; records every error that is answered."""

    sender: Sender
    languages: Languages
    record_error: Callable[[Exception], None]

    def words(self, person: User) -> Words:
        """Returns the texts for a person."""
        return self.languages.words(person)

    async def say(self, to: Message, person: User, name: str, **values: Value) -> Message:
        """Replies to a message with a text."""
        return await self.sender.reply(to, self.words(person).say(name, **values))

    async def explain(self, to: Message, person: User, error: RemoverError) -> Message:
        """Replies to a message with the text of an error, which only its author has to see."""
        text = self.explanation(person, error)
        return await self.sender.reply(to, text, only_for=person.id)

    def explanation(self, person: User, error: RemoverError) -> str:
        """Records an error and returns its text. Errors of the engine are logged, too."""
        self.record_error(error)
        if isinstance(error, EngineError):
            _log.error("%s: %s", type(error).__name__, error)
        return self.words(person).explain(error)

    async def failed(self, update: object, context: Context) -> None:
        """Answers an update whose handler has raised: the error handler of the application. No
        further handler gets the update."""
        error = context.error
        assert error
        if not isinstance(error, RemoverError):
            self._record(error)
        is_mute = is_closed(error) and not is_about_media(error)
        if isinstance(update, Update) and not (is_mute or isinstance(error, UnsureError)):
            try:
                await self._answer_error(update, error)
            except (UnsureError, TelegramError) as failure:
                self._record(failure)
            except Exception as failure:  # noqa: BLE001 - such as one of the database
                self._record(failure)
                self.sender.outbox.leave_open(failure)
        raise ApplicationHandlerStop

    def _record(self, error: Exception) -> None:
        """Records an error that has no text, unless the bot may not write there."""
        if not is_closed(error):
            self.record_error(error)
            if not isinstance(error, UnsureError):  # the inbox asks the person about it
                _log.error("an update failed", exc_info=error)

    async def _answer_error(self, update: Update, error: Exception) -> None:
        def text(person: User) -> str:
            if isinstance(error, RemoverError):
                return self.explanation(person, error)
            name = "no-media-here" if is_about_media(error) else "error-unexpected"
            return self.words(person).say(name)

        if update.message or update.edited_message:
            message, person = message_and_person(update)
            await self.sender.reply(message, text(person), only_for=person.id)
        elif query := update.callback_query:
            await self.sender.answer(query, text(query.from_user), is_alert=True)
