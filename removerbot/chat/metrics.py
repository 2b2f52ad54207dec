"""Every update as one event, for logs and metrics."""

from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from removerbot.chat.inbox import Inbox
from removerbot.chat.types import App, Context
from removerbot.metrics import Metrics


class Watched(BaseUpdateProcessor):
    """Lets an inbox do its work, and watches it."""

    def __init__(self, inbox: Inbox, observer: Metrics) -> None:
        super().__init__(inbox.max_concurrent_updates)
        self._inbox = inbox
        self._observer = observer

    async def initialize(self) -> None:
        """See `telegram.ext.BaseUpdateProcessor.initialize`."""
        await self._inbox.initialize()

    async def shutdown(self) -> None:
        """See `telegram.ext.BaseUpdateProcessor.shutdown`."""
        await self._inbox.shutdown()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Watch the handlers from the moment at which the inbox lets them begin."""
        assert isinstance(coroutine, Coroutine)
        try:
            await self._inbox.do_process_update(update, self._watched(update, coroutine))
        finally:
            coroutine.close()  # does nothing to one that has run

    async def _watched(self, update: object, work: Awaitable[Any]) -> None:
        assert isinstance(update, Update)
        chat = update.effective_chat
        with self._observer.event(_kind(update), chat.type if chat else "none"):
            await work


def watch_errors(application: App, watch: Metrics) -> None:
    """Count what no handler has foreseen."""

    async def failed(_: object, context: Context) -> None:
        if context.error:
            watch.error(context.error)

    application.add_error_handler(failed)


def _kind(update: Update) -> str:
    message = update.message
    if message is None:
        return "button" if update.callback_query else "other"
    if message.text:
        return "command" if message.text.startswith("/") else "text"
    if message.web_app_data:
        return "page"
    return "photo" if message.photo else "file" if message.document else "other"
