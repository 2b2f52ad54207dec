"""Runs the Telegram application. Updates come by polling or by webhook, and each is written
into the journal first.

Polling is for hosts without a public address. Telegram forgets an update when the bot asks
for later ones, which is long before the update is answered. So each batch is in the journal
before `PollingRequest` confirms it, and only after that comes the next request.

With a webhook Telegram forgets an update when the bot answers with 200, which it does when the
update is in the journal. Several processes may be behind one address.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from removerbot.chat.inbox import Inbox
from removerbot.chat.menus import announce
from removerbot.chat.messages import KINDS, App
from removerbot.chat.retry import Retrier, TelegramRequest
from removerbot.chat.sender import Sender
from removerbot.errors import BadSetting
from removerbot.i18n import Words
from removerbot.process.health import Heartbeat
from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running

_log = logging.getLogger(__name__)

_TAKE_OVER_SECONDS = 3.0
"""Time between two looks for updates that a stopped process has left."""

_CHECK_SECONDS = 30.0
"""Time between two questions to Telegram about its deliveries."""

_CONNECTIONS = 100
"""Updates that Telegram may deliver at the same time, the most it allows."""


def create_application(
    token: str, api_base_url: str, get_updates: BaseRequest, inbox: Inbox
) -> App:
    """Returns the application of an inbox for a Bot API server, without handlers."""
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_base_url}/bot")
        .base_file_url(f"{api_base_url}/file/bot")
        .concurrent_updates(inbox)
        .request(
            TelegramRequest(
                connection_pool_size=256,
                connect_timeout=10,
                read_timeout=30,
                write_timeout=30,
                media_write_timeout=120,
                pool_timeout=30,
            )
        )
        .get_updates_request(get_updates)
        .build()
    )
    inbox.application = application
    return application


@asynccontextmanager
async def answering(
    inbox: Inbox, languages: Mapping[str, Words], sender: Sender
) -> AsyncIterator[None]:
    """Answers updates until the block ends, first those that an earlier run has left.

    Waits until the network is up. At the end running work is finished if there is time.

    Raises:
        BadSetting: Telegram does not know the token.
    """
    application = inbox.application
    try:
        await once_reachable(application.initialize)
        await once_reachable(sender.storage.check)
    except TelegramError as error:
        await application.bot.request.shutdown()
        if isinstance(error, InvalidToken):
            reason = "TELEGRAM_BOT_TOKEN: Telegram does not know this token"
        else:  # such as one of a proxy that lets nobody through
            reason = f"TELEGRAM_API_BASE_URL: {error.message[:100]}"
        raise BadSetting(reason) from None
    announcing = asyncio.create_task(_announce_patiently(application.bot, languages))
    try:
        await inbox.resume()
        await application.start()
        try:
            yield
        finally:
            await inbox.stop()
            await sender.reactions.stop()
            await application.stop()
    finally:
        announcing.cancel()
        await application.shutdown()


async def once_reachable(call: Callable[[], Awaitable[object]]) -> None:
    """Repeats a call until the network and Telegram let it through; no other waits for it."""
    await Retrier(nullcontext).repeat("the start", call)


async def _announce_patiently(bot: Bot, languages: Mapping[str, Words]) -> None:
    """Announces however long Telegram makes the bot wait; nothing else depends on it."""
    try:
        await once_reachable(lambda: announce(bot, languages))
    except TelegramError as error:
        _log.warning("the commands could not be announced: %s", error)


class PollingRequest(TelegramRequest):
    """Requests updates; records each success for health and each update in the journal. A
    refusal is an outage: python-telegram-bot stops polling for good when it reads 401."""

    def __init__(self, heartbeat: Heartbeat, inbox: Inbox) -> None:
        # Two connections: a request that the stop cancels just as its answer arrives keeps its
        # own, and the last request would wait for it in vain.
        super().__init__(
            connection_pool_size=2, connect_timeout=10, read_timeout=10, pool_timeout=30
        )
        self._heartbeat = heartbeat
        self._inbox = inbox

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
        """Takes updates; returns an answer with the last one's id alone, which confirms all."""
        read = await self._inbox.take_in(map(json.dumps, updates))
        # What has no id cannot be confirmed.
        last = [{"update_id": each.update_id} for each in read if each.update_id][-1:]
        return json.dumps({"ok": True, "result": last}).encode()


@asynccontextmanager
async def polling(
    inbox: Inbox, languages: Mapping[str, Words], sender: Sender
) -> AsyncIterator[None]:
    """Polls for updates and answers them until the block ends. Raises as `answering` does."""
    updater = inbox.application.updater
    assert updater
    async with answering(inbox, languages, sender):
        try:
            await updater.start_polling(
                bootstrap_retries=-1,
                error_callback=lambda error: _log.warning("no updates come: %s", error),
                allowed_updates=KINDS,
            )
            yield
        finally:
            stopping = [inbox.stop()]
            if updater.running:
                stopping += [updater.stop()]
            await asyncio.gather(*stopping)


@dataclass(eq=False)
class Webhook:
    """Receives updates that Telegram delivers to `url`, the public address of `take`."""

    inbox: Inbox
    heartbeat: Heartbeat
    url: str
    metrics: Metrics
    _last_error: datetime | None = field(default=None, init=False)

    @asynccontextmanager
    async def answering(
        self, languages: Mapping[str, Words], sender: Sender
    ) -> AsyncIterator[None]:
        """Answers updates until the block ends. Telegram goes on delivering after that: to
        other processes, or to the next one that starts.

        Raises:
            BadSetting: Telegram does not know the token, or refuses the address.
        """
        async with answering(self.inbox, languages, sender):
            try:
                await once_reachable(self._set)
            except BadRequest as error:
                raise BadSetting(f"REMOVERBOT_PUBLIC_URL: {error.message}") from None
            async with (
                running("the webhook's check", self._check, self.metrics),
                running("taking over", self._take_over, self.metrics),
            ):
                yield

    async def take(self, update: dict[str, Any]) -> None:
        """Writes an update into the journal and queues it."""
        await self.inbox.take_in([json.dumps(update)])
        self.heartbeat.beat()

    async def _set(self) -> None:
        bot = self.inbox.application.bot
        await bot.set_webhook(
            self.url,
            secret_token=secret_of(bot.token),
            allowed_updates=KINDS,
            max_connections=_CONNECTIONS,
        )

    async def _check(self) -> None:
        """Asks Telegram whether its deliveries arrive, and waits a while."""
        try:
            info = await self.inbox.application.bot.get_webhook_info()
        except TelegramError as error:
            _log.warning("no word from Telegram: %s", error)
        else:
            self.heartbeat.beat()
            if info.last_error_date != self._last_error:
                _log.warning("Telegram could not bring an update: %s", info.last_error_message)
            self._last_error = info.last_error_date
            if info.url != self.url:
                _log.error("Telegram brings updates elsewhere: to %s", info.url or "nobody")
        await asyncio.sleep(_CHECK_SECONDS)

    async def _take_over(self) -> None:
        """Waits a while, and takes over the updates that other processes have left."""
        await asyncio.sleep(_TAKE_OVER_SECONDS)
        await self.inbox.take_over()


def secret_of(token: str) -> str:
    """Returns the secret token of the webhook: the same in all processes of a bot, and unknown
    to everybody who does not have the bot's token."""
    return hmac.digest(token.encode(), b"removerbot's webhook", "sha256").hex()
