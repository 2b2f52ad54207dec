"""Messages about an update besides its answer: its position in the queue, a refusal to queue
it, and the question whether its answer has arrived."""

import asyncio
import logging
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError

from removerbot.chat.guests import GuestAnswers
from removerbot.chat.messages import Context, answerable, read_update
from removerbot.chat.outbox import Outbox, Send
from removerbot.chat.quiet import Quiet
from removerbot.chat.retry import Retrier, UnsureError
from removerbot.chat.sender import NOTIFICATION_LIMIT
from removerbot.editing.preferences import Languages
from removerbot.editing.scheduling import FairQueue, QueueKey, Ticket
from removerbot.errors import RemoverError, StaleButton
from removerbot.i18n import Words
from removerbot.storage.journal import Journal

_log = logging.getLogger(__name__)

_PATIENCE = 5
"""Seconds after which a person is told the position in the queue."""

_REFUSAL_PAUSE = 30
"""Seconds after which a refusal is said again to the same person in the same chat."""

RESEND = re.compile(r"again/([0-9]{1,18})(?:/([0-9]{1,18}))?$", re.ASCII)
"""The callback data of the button that asks for an answer again, with its update's id and the
attempt that it is about; buttons of earlier versions are about any."""


@dataclass(eq=False)
class Notices:
    """Tells people what is no answer to their update: once, not for each update. `guests`
    returns what answers guest queries, which is known when the bot runs."""

    journal: Journal
    queue: FairQueue
    outbox: Outbox
    retrier: Retrier
    quiet: Quiet
    languages: Languages
    guests: Callable[[], GuestAnswers]
    _told_position: set[QueueKey] = field(default_factory=set, init=False)
    _refused_until: dict[QueueKey, float] = field(default_factory=dict, init=False)
    _locks: WeakValueDictionary[QueueKey, asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False
    )

    async def recall_language(self, update: Update) -> None:
        """Reads the language of a person, before they are told anything: not for each update,
        as those that are refused in silence can be many."""
        if person := update.effective_user:
            await self.languages.recall(person.id)

    def forget(self, key: QueueKey) -> None:
        """Forgets what a person was told, whose turn has come."""
        self._told_position.discard(key)
        self._refused_until.pop(key, None)

    async def greet(self, update: Update) -> None:
        """Answers a guest query with a message that says to wait: a query does not."""
        await self.recall_language(update)
        await self.guests().greet(update)

    async def tell_position(self, key: QueueKey, ticket: Ticket, update: Update) -> None:
        """Waits, then says once how many updates are handled before this one, if any are."""
        await asyncio.sleep(_PATIENCE)
        if ticket.done() or key in self._told_position:
            return
        self._told_position.add(key)
        await self.recall_language(update)
        message, count = answerable(update), self.queue.ahead(key, ticket)
        if message and not self.retrier.is_halted(message.chat_id):
            text = self._words(update).say("ahead", count=count)
            with suppress(UnsureError, TelegramError):
                await self.retrier.once(message.chat_id, self._reply(update, message, text))

    async def refuse(self, key: QueueKey, update: Update, error: RemoverError) -> None:
        """Says why an update is not handled: to each press of a button and each guest, else for
        a while only once."""
        if query := update.callback_query:
            await self.recall_language(update)
            text = self._words(update).explain(error)
            with suppress(TelegramError):  # a query expires
                await query.answer(text[:NOTIFICATION_LIMIT], show_alert=True)
        elif update.guest_message:
            await self.guests().refuse(update, error)
        else:
            # A crash would leave what is refused in silence without a word before it is said.
            async with self._locks.setdefault(key, asyncio.Lock()):
                if key not in self._refused():
                    await self._try_to_say(update, error)
                    until = asyncio.get_running_loop().time() + _REFUSAL_PAUSE
                    self._refused_until = self._refused() | {key: until}

    def is_silent(self, key: QueueKey, update: Update) -> bool:
        """Whether an update would be refused now without a word, as one before was with one.
        An album is refused as a whole."""
        message = update.message or update.edited_message
        is_single = message is not None and message.media_group_id is None
        return is_single and self.queue.is_full(key.person) and key in self._refused()

    async def ask_if_arrived(self, update: Update, attempt: int) -> None:
        """Asks whether the answer has arrived, until the question certainly has.

        Args:
            update: what was answered; the first one of an album.
            attempt: see `removerbot.storage.journal.Journal.mark_unsure`.
        """
        message, words = answerable(update), self._words(update)
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

    def _words(self, update: Update) -> Words:
        return self.languages.words(update.effective_user)

    def _reply(self, update: Update, to: Message, text: str) -> Send:
        """Returns what sends a text, which one person has to see."""
        sender = update.effective_sender
        person_id = sender.id if sender else None
        return lambda: self.quiet.reply_text(to, text, person_id=person_id)

    def _refused(self) -> dict[QueueKey, float]:
        """Returns who has been refused of late, and until when that counts."""
        now = asyncio.get_running_loop().time()
        return {key: until for key, until in self._refused_until.items() if until > now}

    async def _try_to_say(self, update: Update, error: RemoverError) -> None:
        try:
            await self.recall_language(update)
            if message := answerable(update):
                refusal = self._reply(update, message, self._words(update).explain(error))
                await self.outbox.refuse(message.chat_id, refusal, update.update_id)
        except TelegramError as failure:
            _log.warning("a refusal could not be sent: %s", failure)
