"""Creates, starts and stops the Telegram application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from removerbot.chat.inbox import Inbox
from removerbot.chat.menus import announce
from removerbot.chat.messages import App
from removerbot.chat.retry import NO_CHAT, Retrier, TelegramRequest
from removerbot.chat.sender import Sender
from removerbot.errors import BadSetting
from removerbot.i18n import Words

_log = logging.getLogger(__name__)


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
    await Retrier(nullcontext).repeat(NO_CHAT, call)


async def _announce_patiently(bot: Bot, languages: Mapping[str, Words]) -> None:
    """Announces however long Telegram makes the bot wait; nothing else depends on it."""
    try:
        await once_reachable(lambda: announce(bot, languages))
    except TelegramError as error:
        _log.warning("the commands could not be announced: %s", error)
