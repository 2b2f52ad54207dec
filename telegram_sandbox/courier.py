"""Brings the bot's updates to its webhook, as Telegram does."""

import asyncio
import ipaddress
import re
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from telegram_sandbox.bell import Bell
from telegram_sandbox.errors import bad_request
from telegram_sandbox.updates import Update, UpdateQueue

_PROOF = "X-Telegram-Bot-Api-Secret-Token"
"""The header that brings the secret along."""

_PATIENCE = 30.0
"""Seconds that a webhook may take to answer."""

_PAUSE = 0.3
"""Seconds until what could not be brought is tried again."""

_IDLE = 3600.0

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}", re.ASCII)


class Courier:
    """Those of one chat come one after the other, each until it is taken; chats do not wait
    for each other.

    Attributes:
        url: of the webhook; empty if there is none.
        connections: updates that may be under way.
        failure: when the last failure was, in seconds since 1970, and which.
    """

    def __init__(self, updates: UpdateQueue, bell: Bell) -> None:
        self.url = ""
        self.connections = 40
        self.failure: tuple[int, str] | None = None
        self._secret = ""
        self._updates = updates
        self._bell = bell
        self._chats: set[int] = set()

    def set(self, url: str, secret: str, connections: int) -> None:
        """Bring updates there from now on; nowhere if `url` is empty.

        Raises:
            ApiError: 400, the address or the secret is none.
        """
        if url and not _is_safe(url):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self.url, self._secret, self.connections = url, secret, connections
        self.failure = None
        self._updates.is_brought = bool(url)
        self._bell.ring()

    def info(self) -> dict[str, Any]:
        """What `getWebhookInfo` says."""
        said: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            said["max_connections"] = self.connections
        if self.failure:
            said["last_error_date"], said["last_error_message"] = self.failure
        return said

    async def run(self) -> None:
        """Bring what there is until the bell is closed."""
        async with (
            httpx.AsyncClient(timeout=_PATIENCE) as client,
            asyncio.TaskGroup() as tasks,
        ):
            while not self._bell.closed:
                if update := await self._bell.until(self._due, _IDLE):
                    self._chats.add(_chat(update))
                    tasks.create_task(self._bring(client, update))

    def _due(self) -> Update | None:
        if not self.url or len(self._chats) >= self.connections:
            return None
        waiting = self._updates.waiting
        return next((each for each in waiting if _chat(each) not in self._chats), None)

    async def _bring(self, client: httpx.AsyncClient, update: Update) -> None:
        try:
            answer = await client.post(self.url, json=update, headers={_PROOF: self._secret})
            answer.raise_for_status()
        except httpx.HTTPStatusError as error:
            await self._fail(f"Wrong response from the webhook: {error.response.status_code}")
        except httpx.HTTPError as error:
            await self._fail(f"Connection failed: {type(error).__name__}")
        else:
            self._updates.confirm(update["update_id"])
        finally:
            self._chats.discard(_chat(update))
            self._bell.ring()

    async def _fail(self, why: str) -> None:
        self.failure = int(time.time()), why
        await self._bell.until(lambda: False, _PAUSE)


def _is_safe(url: str) -> bool:
    """Whether it is encrypted, or does not leave this machine."""
    parts = urlsplit(url)
    try:
        is_here = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        is_here = False
    return parts.scheme == "https" or (parts.scheme == "http" and is_here)


def _chat(update: Update) -> int:
    """Where it happened; 0 if in no chat."""
    happened = next(value for value in update.values() if isinstance(value, dict))
    where = happened.get("chat") or happened.get("message", {}).get("chat", {})
    return int(where.get("id", 0))
