"""What people are told whose updates wait or are refused: once, not for each update."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram import Update
from telegram.error import TelegramError

from removerbot.chat.guests import GuestAnswers
from removerbot.chat.messages import chat_of
from removerbot.chat.outbox import Outbox
from removerbot.chat.responder import StatusMessages
from removerbot.chat.retry import UnsureError
from removerbot.editing.languages import Languages
from removerbot.editing.scheduling import FairQueue, QueueKey, Ticket
from removerbot.errors import RemoverError

_log = logging.getLogger(__name__)

_PATIENCE = 5
"""Seconds after which a person is told the position in the queue."""

_REFUSAL_PAUSE = 30
"""Seconds after which a refusal is said again to the same person in the same chat."""


@dataclass(eq=False)
class Notices:
    """Tells people their position in the queue, and why an update does not get into it.

    Attributes:
        guests: returns what answers guest queries, which is known when the bot runs.
    """

    queue: FairQueue
    status: StatusMessages
    outbox: Outbox
    guests: Callable[[], GuestAnswers]
    languages: Languages
    _told_position: set[QueueKey] = field(default_factory=set)
    _refused_until: dict[QueueKey, float] = field(default_factory=dict)

    def forget(self, key: QueueKey) -> None:
        """Forgets what a person was told, whose turn has come."""
        self._told_position.discard(key)
        self._refused_until.pop(key, None)

    async def tell_position(self, key: QueueKey, ticket: Ticket, update: Update) -> None:
        """Waits, then says how many updates are handled before this one, if any still are."""
        await asyncio.sleep(_PATIENCE)
        if not ticket.done() and key not in self._told_position:
            self._told_position.add(key)
            await recall_language(self.languages, update)
            await self.status.queue_position(update, self.queue.ahead(key, ticket))

    async def refuse(self, key: QueueKey, update: Update, error: RemoverError) -> None:
        """Says why an update is not handled: to each press of a button and each guest, else for
        a while only once."""
        if update.callback_query:
            await recall_language(self.languages, update)
            await self.status.refuse_press(update.callback_query, error)
        elif update.guest_message:
            await self.guests().refuse(update, error)
        elif self._is_due(key):
            try:
                await self._say(update, error)
            except (UnsureError, TelegramError) as failure:
                _log.warning("a refusal could not be sent: %s", failure)
            except Exception:  # it is said when the update is handled again
                self._refused_until.pop(key, None)
                raise

    def _is_due(self, key: QueueKey) -> bool:
        """Notes a refusal; returns whether there was none for a while."""
        now = asyncio.get_running_loop().time()
        refused = {key: until for key, until in self._refused_until.items() if until > now}
        self._refused_until = {key: now + _REFUSAL_PAUSE} | refused
        return key not in refused

    async def _say(self, update: Update, error: RemoverError) -> None:
        await recall_language(self.languages, update)
        refusal, chat = self.status.refusal(update, error), chat_of(update)
        if refusal and chat:
            await self.outbox.refuse(chat.id, refusal, update.update_id)


async def recall_language(languages: Languages, update: Update) -> None:
    """Reads the language of a person, before they are told anything: not for each update, as
    those that are refused in silence can be many."""
    if person := update.effective_user:
        await languages.recall(person.id)
