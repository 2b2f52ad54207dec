"""Receives updates, by polling or by webhook, and writes each into the journal first.

Polling is for hosts without a public address. Telegram forgets an update when the bot asks
for later ones, which is long before the update is answered. So each batch is in the journal
before `PollingRequest` returns it, and only after that comes the next request.

With a webhook Telegram forgets an update when the bot answers with 200, which it does when the
update is in the journal. Several processes may be behind one address.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import BadRequest, TelegramError

from removerbot.chat.app import answering, once_reachable
from removerbot.chat.inbox import Inbox
from removerbot.chat.messages import App, LeftOutUpdate, chat_of, read_update, sender_of
from removerbot.chat.retry import TelegramRequest
from removerbot.chat.sender import Sender
from removerbot.errors import BadSetting
from removerbot.i18n import Words
from removerbot.process.health import Heartbeat
from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running
from removerbot.storage.journal import Incoming, Journal

_log = logging.getLogger(__name__)

_KINDS = (
    *(Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER),
    *(Update.INLINE_QUERY, Update.GUEST_MESSAGE),
)
"""The kinds of updates that are answered."""

_TAKE_OVER_SECONDS = 3.0
"""Time between two looks for updates that a stopped process has left."""

_CHECK_SECONDS = 30.0
"""Time between two questions to Telegram about its deliveries."""

_CONNECTIONS = 100
"""Updates that Telegram may deliver at the same time, the most it allows."""


class PollingRequest(TelegramRequest):
    """Requests updates; records each success for health and each update in the journal. A
    refusal is an outage: python-telegram-bot stops polling for good when it reads 401."""

    def __init__(self, heartbeat: Heartbeat, journal: Journal) -> None:
        # Two connections: a request that the stop cancels just as its answer arrives keeps its
        # own, and the last request would wait for it in vain.
        super().__init__(
            connection_pool_size=2, connect_timeout=10, read_timeout=10, pool_timeout=30
        )
        self._heartbeat = heartbeat
        self._journal = journal

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """See `telegram.request.BaseRequest.do_request`."""
        status, answer = await super().do_request(*args, **kwargs)
        if status in (401, 403, 404):
            return 502, answer
        if status == 200:
            if updates := self.parse_json_payload(answer)["result"]:
                answer = await self._record(updates)
            self._heartbeat.beat()
        return status, answer

    async def _record(self, updates: list[Any]) -> bytes:
        """Records updates; returns the answer without the content of those that cannot be
        parsed, so that they are confirmed as well."""
        read = [(json.dumps(each), read_update(json.dumps(each), None)) for each in updates]
        await self._journal.record(
            [
                incoming(payload, update)
                for payload, update in read
                if not isinstance(update, LeftOutUpdate)
            ]
        )
        kept = [
            {"update_id": update.update_id} if isinstance(update, LeftOutUpdate) else each
            for each, (_, update) in zip(updates, read, strict=True)
            if update.update_id  # else it cannot be confirmed
        ]
        return json.dumps({"ok": True, "result": kept}).encode()


@asynccontextmanager
async def polling(
    application: App, inbox: Inbox, languages: Mapping[str, Words], sender: Sender
) -> AsyncIterator[None]:
    """Polls for updates and answers them until the block ends. Raises as `answering` does."""
    async with answering(application, inbox, languages, sender):
        assert application.updater
        try:
            await application.updater.start_polling(
                bootstrap_retries=-1, error_callback=_poll_failed, allowed_updates=_KINDS
            )
            yield
        finally:
            stopping = [inbox.stop()]
            if application.updater.running:
                stopping += [application.updater.stop()]
            await asyncio.gather(*stopping)


def _poll_failed(error: TelegramError) -> None:
    _log.warning("no updates from Telegram: %s", error)


class Webhook:
    """Receives updates that Telegram delivers.

    Attributes:
        secret: the token that Telegram sends along with each update.
    """

    def __init__(  # noqa: PLR0913 - its parts
        self,
        application: App,
        inbox: Inbox,
        journal: Journal,
        heartbeat: Heartbeat,
        url: str,
        *,
        metrics: Metrics,
    ) -> None:
        """Keeps the parts, without telling Telegram; `url` is the public address of `take`."""
        self._application = application
        self._inbox = inbox
        self._journal = journal
        self._heartbeat = heartbeat
        self._url = url
        self._metrics = metrics
        self._last_error: datetime | None = None
        self.secret = secret_of(application.bot.token)

    @asynccontextmanager
    async def answering(
        self, languages: Mapping[str, Words], sender: Sender
    ) -> AsyncIterator[None]:
        """Answers updates until the block ends. Telegram goes on delivering after that: to
        other processes, or to the next one that starts.

        Raises:
            BadSetting: Telegram does not know the token, or refuses the address.
        """
        async with answering(self._application, self._inbox, languages, sender):
            try:
                await once_reachable(self._set)
            except BadRequest as error:
                raise BadSetting(f"REMOVERBOT_PUBLIC_URL: {error.message}") from None
            async with (
                running("the webhook's check", self._check, self._metrics),
                running("taking over", self._take_over, self._metrics),
            ):
                yield

    async def take(self, update: dict[str, Any]) -> None:
        """Writes an update into the journal and queues it."""
        payload = json.dumps(update)
        read = read_update(payload, self._application.bot)
        if not isinstance(read, LeftOutUpdate):
            await self._journal.record([incoming(payload, read)])
            self._application.update_queue.put_nowait(read)
        self._heartbeat.beat()

    async def _set(self) -> None:
        await self._application.bot.set_webhook(
            self._url,
            secret_token=self.secret,
            allowed_updates=_KINDS,
            max_connections=_CONNECTIONS,
        )

    async def _check(self) -> None:
        """Asks Telegram whether its deliveries arrive, and waits a while."""
        try:
            info = await self._application.bot.get_webhook_info()
        except TelegramError as error:
            _log.warning("no word from Telegram: %s", error)
        else:
            self._heartbeat.beat()
            if info.last_error_date != self._last_error:
                _log.warning("Telegram could not bring an update: %s", info.last_error_message)
            self._last_error = info.last_error_date
            if info.url != self._url:
                _log.error("Telegram brings updates elsewhere: to %s", info.url or "nobody")
        await asyncio.sleep(_CHECK_SECONDS)

    async def _take_over(self) -> None:
        """Waits a while, and takes over the updates that other processes have left."""
        await asyncio.sleep(_TAKE_OVER_SECONDS)
        await self._inbox.take_over(self._application)


def secret_of(token: str) -> str:
    """Returns the secret token of the webhook: the same in all processes of a bot, and unknown
    to everybody who does not have the bot's token."""
    return hmac.digest(token.encode(), b"removerbot's webhook", "sha256").hex()


def incoming(payload: str, update: Update) -> Incoming:
    """Returns the journal's entry of an update, with its chat and person if it has them."""
    chat, sender = chat_of(update), sender_of(update)
    return Incoming(
        update.update_id, chat.id if chat else None, sender.id if sender else None, payload
    )
