"""Sends the bot's updates to its webhook."""

import asyncio
import ipaddress
import re
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from telegram_sandbox.certificates import trusted
from telegram_sandbox.errors import bad_request
from telegram_sandbox.notifier import Notifier
from telegram_sandbox.updates import Update, UpdateQueue

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

_TIMEOUT = 30.0
"""Seconds that a webhook may take to answer."""

_RETRY_PAUSE = 0.3
"""Seconds between two attempts to deliver an update."""

_IDLE = 3600.0

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}", re.ASCII)


class WebhookSender:
    """Posts pending updates to an address, each until it is answered with a success status.

    Updates of one chat are sent in order, one at a time; different chats in parallel.

    Attributes:
        url: of the webhook; empty if there is none.
        connections: the most updates in flight.
        failure: when the last failure was, in seconds since 1970, and its text.
    """

    def __init__(self, updates: UpdateQueue, notifier: Notifier) -> None:
        self.url = ""
        self.connections = 40
        self.failure: tuple[int, str] | None = None
        self._secret = ""
        self._updates = updates
        self._notifier = notifier
        self._busy_chats: set[int] = set()

    def set(self, url: str, secret: str, connections: int) -> None:
        """Sets where updates are sent; an empty `url` turns the webhook off.

        Raises:
            ApiError: 400, the address or the secret is invalid.
        """
        if url and not _is_allowed(url):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self.url, self._secret, self.connections = url, secret, connections
        self.failure = None
        self._updates.has_webhook = bool(url)
        self._notifier.notify()

    def info(self) -> dict[str, Any]:
        """Returns the Bot API's `WebhookInfo`."""
        info: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            info["max_connections"] = self.connections
        if self.failure:
            info["last_error_date"], info["last_error_message"] = self.failure
        return info

    async def run(self) -> None:
        """Delivers updates until the notifier is closed."""
        async with (
            httpx.AsyncClient(timeout=_TIMEOUT, verify=trusted()) as client,
            asyncio.TaskGroup() as tasks,
        ):
            while not self._notifier.closed:
                if update := await self._notifier.wait_for(self._next_update, _IDLE):
                    self._busy_chats.add(_chat_id(update))
                    tasks.create_task(self._deliver(client, update))

    def _next_update(self) -> Update | None:
        if not self.url or len(self._busy_chats) >= self.connections:
            return None
        pending = self._updates.pending
        return next((u for u in pending if _chat_id(u) not in self._busy_chats), None)

    async def _deliver(self, client: httpx.AsyncClient, update: Update) -> None:
        try:
            headers = {_SECRET_HEADER: self._secret}
            response = await client.post(self.url, json=update, headers=headers)
            response.raise_for_status()
        except httpx.HTTPStatusError as error:
            await self._fail(f"Wrong response from the webhook: {error.response.status_code}")
        except httpx.HTTPError as error:
            await self._fail(f"Connection failed: {type(error).__name__}")
        else:
            self._updates.confirm(update["update_id"])
        finally:
            self._busy_chats.discard(_chat_id(update))
            self._notifier.notify()

    async def _fail(self, reason: str) -> None:
        self.failure = int(time.time()), reason
        await self._notifier.sleep(_RETRY_PAUSE)


def _is_allowed(url: str) -> bool:
    """Whether `url` uses HTTPS, or HTTP to a loopback address."""
    parts = urlsplit(url)
    try:
        is_loopback = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        is_loopback = False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback)


def _chat_id(update: Update) -> int:
    """The id of the chat that an update belongs to; 0 if it belongs to none."""
    payload = next(value for value in update.values() if isinstance(value, dict))
    chat = payload.get("chat") or payload.get("message", {}).get("chat", {})
    return int(chat.get("id", 0))
