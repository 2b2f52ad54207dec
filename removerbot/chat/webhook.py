"""Updates that Telegram brings, for hosts that have an address.

Telegram confirms nothing: it forgets an update when it is answered with 200, and that is
said only when the update is in the journal. Several processes may stand behind the address.
"""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.error import BadRequest, TelegramError

from removerbot.chat.app import KINDS, answering, once_reachable
from removerbot.chat.inbox import Inbox
from removerbot.chat.polling import incoming
from removerbot.chat.types import App
from removerbot.errors import BadSetting
from removerbot.health import Heartbeat
from removerbot.i18n import Words
from removerbot.storage.journal import Journal

_log = logging.getLogger(__name__)

_TAKE_OVER = 3.0
"""Seconds between two looks for what a process that is dead has left."""

_ASK = 30.0
"""Seconds between two questions to Telegram how its deliveries go."""

_CONNECTIONS = 100
"""Updates that Telegram may bring at the same time, the most there is."""


class Webhook:
    """Takes updates that are brought.

    Attributes:
        secret: what comes along with them.
    """

    def __init__(
        self, application: App, inbox: Inbox, journal: Journal, heartbeat: Heartbeat, url: str
    ) -> None:
        """Set up, without telling Telegram.

        Args:
            application: what answers.
            inbox: what it works on.
            journal: where updates are written down.
            heartbeat: beats when Telegram answers, or brings something.
            url: where Telegram is to bring them; it leads to `take`.
        """
        self._application = application
        self._inbox = inbox
        self._journal = journal
        self._heartbeat = heartbeat
        self._url = url
        self.secret = secret_of(application.bot.token)

    @asynccontextmanager
    async def answering(self, languages: Mapping[str, Words]) -> AsyncIterator[None]:
        """Answer what comes until the block ends. Telegram goes on bringing updates after
        that: other processes take them, or the next one to start.

        Raises:
            BadSetting: Telegram does not know the token, or does not want the address.
        """
        async with answering(self._application, self._inbox, languages):
            try:
                await once_reachable(self._set)
            except BadRequest as error:
                raise BadSetting(f"REMOVERBOT_PUBLIC_URL: {error.message}") from None
            tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._look_on())]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()

    async def take(self, update: dict[str, Any]) -> None:
        """Write an update down, and let it be answered."""
        await self._journal.record([incoming(update)])
        self._heartbeat.beat()
        bot = self._application.bot
        self._application.update_queue.put_nowait(Update.de_json(update, bot))

    async def _set(self) -> None:
        await self._application.bot.set_webhook(
            self._url,
            secret_token=self.secret,
            allowed_updates=KINDS,
            max_connections=_CONNECTIONS,
        )

    async def _watch(self) -> None:
        """Ask Telegram now and then whether it reaches us."""
        told = None
        while True:
            try:
                info = await self._application.bot.get_webhook_info()
            except TelegramError as error:
                _log.warning("no word from Telegram: %s", error)
            else:
                self._heartbeat.beat()
                if info.last_error_date != told:
                    _log.warning(
                        "Telegram could not bring an update: %s", info.last_error_message
                    )
                told = info.last_error_date
                if info.url != self._url:
                    _log.error("Telegram brings updates elsewhere: to %s", info.url or "nobody")
            await asyncio.sleep(_ASK)

    async def _look_on(self) -> None:
        """Take over what others leave undone."""
        while True:
            await asyncio.sleep(_TAKE_OVER)
            try:
                await self._inbox.take_over(self._application)
            except Exception:  # noqa: BLE001 - whatever it is, the next look may succeed
                _log.exception("no look into the journal")


def secret_of(token: str) -> str:
    """What proves that it is Telegram who comes: the same in all processes of a bot, and
    known to nobody who does not know its token."""
    return hmac.digest(token.encode(), b"removerbot's webhook", "sha256").hex()
