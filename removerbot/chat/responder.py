"""What the bot says: answers, each in the person's language, and messages about an update
besides its answer."""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
    User,
)
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from removerbot.chat.messages import Context, answerable, message_and_person, read_update
from removerbot.chat.outbox import Send
from removerbot.chat.quiet import Quiet
from removerbot.chat.retry import Retrier, UnsureError, is_closed
from removerbot.chat.sender import NOTIFICATION_LIMIT, Sender
from removerbot.editing.languages import Languages
from removerbot.errors import EngineError, RemoverError, StaleButton
from removerbot.i18n import Value, Words
from removerbot.storage.journal import Journal

_log = logging.getLogger(__name__)

RESEND = re.compile(r"again/([0-9]{1,18})(?:/([0-9]{1,18}))?$", re.ASCII)
"""The callback data of the button that asks for an answer again, with its update's id and the
attempt that it is about; buttons of earlier versions are about any."""


@dataclass(frozen=True, eq=False)
class Responder:
    """Answers with texts in the person's language.

    Attributes:
        record_error: called with every error that is answered.
    """

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
        if is_closed(error):  # nothing can be said there
            raise ApplicationHandlerStop
        if not isinstance(error, RemoverError):
            self._record(error)
        if isinstance(update, Update) and not isinstance(error, UnsureError):
            try:
                await self._answer_error(update, error)
            except (UnsureError, TelegramError) as failure:
                self._record(failure)
            except Exception as failure:  # noqa: BLE001 - such as one of the database
                self._record(failure)
                self.sender.outbox.leave_open(failure)
        raise ApplicationHandlerStop

    def _record(self, error: Exception) -> None:
        """Records an error that has no text; the inbox asks the person about an unsure send."""
        self.record_error(error)
        if not isinstance(error, UnsureError):
            _log.error("an update failed", exc_info=error)

    async def _answer_error(self, update: Update, error: Exception) -> None:
        def text(person: User) -> str:
            if isinstance(error, RemoverError):
                return self.explanation(person, error)
            return self.words(person).say("error-unexpected")

        if update.message or update.edited_message:
            message, person = message_and_person(update)
            await self.sender.reply(message, text(person), only_for=person.id)
        elif query := update.callback_query:
            await self.sender.answer(query, text(query.from_user), is_alert=True)


@dataclass(frozen=True, eq=False)
class StatusMessages:
    """Sends messages about an update besides its answer: its position in the queue, a refusal
    to queue it, and the question whether its answer has arrived."""

    journal: Journal
    retrier: Retrier
    languages: Languages
    quiet: Quiet

    async def queue_position(self, update: Update, count: int) -> None:
        """Says how many updates are handled before this one; tries once."""
        message = answerable(update)
        if message and not self.retrier.is_halted(message.chat_id):
            with suppress(UnsureError, TelegramError):
                text = self.languages.words(update.effective_user).say("ahead", count=count)
                await self.retrier.once(message.chat_id, self._reply(update, message, text))

    def refusal(self, update: Update, error: RemoverError) -> Send | None:
        """Returns what sends the text of an error, if there is a message to reply to."""
        message, text = (
            answerable(update),
            self.languages.words(update.effective_user).explain(error),
        )
        return self._reply(update, message, text) if message else None

    async def refuse_press(self, query: CallbackQuery, error: RemoverError) -> None:
        """Shows the text of an error to who has pressed a button."""
        text = self.languages.words(query.from_user).explain(error)
        with suppress(TelegramError):  # a query expires
            await query.answer(text[:NOTIFICATION_LIMIT], show_alert=True)

    async def ask_if_arrived(self, update: Update, attempt: int) -> None:
        """Asks whether the answer has arrived, until the question certainly has.

        Args:
            update: what was answered; the first one of an album.
            attempt: see `removerbot.storage.journal.Journal.mark_unsure`.
        """
        message, words = answerable(update), self.languages.words(update.effective_user)
        if message is None:
            return
        button = InlineKeyboardButton(
            words.say("button-again"), callback_data=f"again/{update.update_id}/{attempt}"
        )
        keyboard, text = InlineKeyboardMarkup.from_button(button), words.say("unsure")

        async def ask() -> Message:  # for all: what one person sees may get lost
            return await self.quiet.reply_text(message, text, keyboard)

        with suppress(TelegramError):  # such as a person who has blocked the bot
            await self.retrier.repeat(message.chat_id, ask)

    async def resend(self, update: Update, context: Context) -> None:
        """Handles an update again because its answer has not arrived."""
        query = update.callback_query
        assert query
        match = RESEND.match(query.data or "")
        if match is None or query.message is None:
            raise StaleButton
        attempt = int(match[2]) if match[2] else None
        chat_id = query.message.chat.id
        for payload in await self.journal.reopen(chat_id, int(match[1]), attempt):
            context.application.update_queue.put_nowait(read_update(payload, context.bot))
        with suppress(TelegramError):  # a query expires
            await query.answer()
        with suppress(TelegramError):  # a message can be deleted for two days
            await query.delete_message()

    def _reply(self, update: Update, to: Message, text: str) -> Send:
        sender = update.effective_sender
        person_id = sender.id if sender else None
        return lambda: self.quiet.reply_text(to, text, person_id=person_id)
