"""Asking Telegram for updates: the way of hosts without an address.

Telegram forgets an update when the bot asks for those behind it. That is soon after it has
come, long before it is answered, so each is in the journal before anybody else gets it: the
next request, which confirms it, is made only when this one has returned.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from removerbot.chat.app import KINDS, answering
from removerbot.chat.inbox import Inbox
from removerbot.chat.types import App
from removerbot.health import Heartbeat
from removerbot.i18n import Words
from removerbot.storage.journal import Incoming, Journal

_log = logging.getLogger(__name__)


class PollingRequest(HTTPXRequest):
    """Every answer that comes back is a sign of life, and is written down."""

    def __init__(self, heartbeat: Heartbeat, journal: Journal) -> None:
        super().__init__(
            connection_pool_size=1, connect_timeout=10, read_timeout=10, pool_timeout=30
        )
        self._heartbeat = heartbeat
        self._journal = journal

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """See `telegram.request.BaseRequest.do_request`."""
        status, answer = await super().do_request(*args, **kwargs)
        if status == 200:
            self._heartbeat.beat()
            if updates := json.loads(answer)["result"]:
                await self._journal.record([incoming(update) for update in updates])
        return status, answer


@asynccontextmanager
async def polling(
    application: App, inbox: Inbox, languages: Mapping[str, Words]
) -> AsyncIterator[None]:
    """Ask for updates until the block ends. Raises as `answering` does."""
    async with answering(application, inbox, languages):
        assert application.updater
        await application.updater.start_polling(
            bootstrap_retries=-1, error_callback=_poll_failed, allowed_updates=KINDS
        )
        try:
            yield
        finally:
            await asyncio.gather(inbox.stop(), application.updater.stop())


def _poll_failed(error: TelegramError) -> None:
    _log.warning("no updates from Telegram: %s", error)


def incoming(update: dict[str, Any]) -> Incoming:
    """An update of any kind; most say who did something where, some inside a message."""
    happened = next((value for value in update.values() if isinstance(value, dict)), {})
    where = happened.get("chat") or happened.get("message", {}).get("chat", {})
    who = happened.get("from", {})
    return Incoming(update["update_id"], where.get("id"), who.get("id"), json.dumps(update))
