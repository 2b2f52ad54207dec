"""The Telegram application: which update goes where, start and stop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot, BotCommand, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    BaseUpdateProcessor,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from removerbot.chat.delivery import is_outage, pauses, seconds_asked
from removerbot.chat.gateway import Gateway
from removerbot.chat.handlers import Handlers
from removerbot.chat.inbox import Inbox
from removerbot.chat.notices import AGAIN, Notices
from removerbot.chat.polling import PollingRequest
from removerbot.chat.pressing import Act, Buttons
from removerbot.chat.results import Results
from removerbot.chat.texts import DEFAULT_LANGUAGE, Words
from removerbot.chat.voice import Voice
from removerbot.errors import BadSetting
from removerbot.service import Remover

_log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

COMMANDS = ("start", "help", "cancel", "privacy", "forget")


def create_application(
    token: str, api_base_url: str, updates: PollingRequest, inbox: BaseUpdateProcessor
) -> App:
    """An application that talks to a Bot API server, with no handlers yet."""
    return (
        Application.builder()
        .token(token)
        .base_url(f"{api_base_url}/bot")
        .base_file_url(f"{api_base_url}/file/bot")
        .concurrent_updates(inbox)
        .connect_timeout(10)
        .read_timeout(30)
        .write_timeout(30)
        .media_write_timeout(120)
        .pool_timeout(30)
        .get_updates_request(updates)
        .build()
    )


def add_handlers(
    application: App,
    remover: Remover,
    gateway: Gateway,
    notices: Notices,
    voice: Voice,
) -> None:
    """The table of what is answered, and by whom."""
    results = Results(remover, gateway, voice)
    handlers = Handlers(remover, gateway, voice, results)
    acts: dict[str, Act] = {
        "smaller": results.smaller,
        "bigger": results.bigger,
        "undo": results.undo,
        "restart": results.restart,
        "points": results.points,
        "cutout": results.cutout,
        "finer": results.finer,
        "tap": results.tap,
        "cell": results.cell,
        "zoom": results.zoom,
        "closer": results.closer,
        "back": results.back,
    }
    here = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    for handler in (
        CommandHandler("start", handlers.start, here),
        CommandHandler("help", handlers.help, here),
        CommandHandler("cancel", handlers.cancel, here),
        MessageHandler(here & filters.COMMAND, handlers.help),
        MessageHandler(here & filters.TEXT, handlers.words),
        MessageHandler(here & ~filters.StatusUpdate.ALL, handlers.photo),
        CallbackQueryHandler(notices.again, AGAIN),
        CallbackQueryHandler(Buttons(remover, gateway, voice, acts).press),
    ):
        application.add_handler(handler)
    application.add_error_handler(handlers.failed)


@asynccontextmanager
async def polling(
    application: App, inbox: Inbox, languages: Mapping[str, Words]
) -> AsyncIterator[None]:
    """Take updates until the block ends, those first that an earlier run left unanswered.

    Waits for a network. In the end what is in hand is finished, as far as there is time.

    Raises:
        BadSetting: Telegram does not know the token.
    """
    try:
        await _once_reachable(application.initialize)
    except InvalidToken:
        raise BadSetting("TELEGRAM_BOT_TOKEN: Telegram does not know this token") from None
    announcing = asyncio.create_task(_announced(application.bot, languages))
    try:
        await inbox.resume(application)
        await application.start()
        assert application.updater
        await application.updater.start_polling(
            bootstrap_retries=-1, allowed_updates=[Update.MESSAGE, Update.CALLBACK_QUERY]
        )
        try:
            yield
        finally:
            await asyncio.gather(inbox.stop(), application.updater.stop())
            await application.stop()
    finally:
        announcing.cancel()
        await application.shutdown()


async def _announced(bot: Bot, languages: Mapping[str, Words]) -> None:
    """Announce, however long Telegram makes us wait: nothing else depends on it."""
    try:
        await _once_reachable(lambda: announce(bot, languages))
    except TelegramError as error:
        _log.warning("the commands could not be announced: %s", error)


async def announce(bot: Bot, languages: Mapping[str, Words]) -> None:
    """Tell Telegram the commands and what the bot is, in every language."""
    for language, words in languages.items():
        code = None if language == DEFAULT_LANGUAGE else language
        commands = [BotCommand(name, words.say(f"command-{name}")) for name in COMMANDS]
        await bot.set_my_commands(commands, language_code=code)
        await bot.set_my_description(words.say("about"), language_code=code)
        await bot.set_my_short_description(words.say("about-short"), language_code=code)


async def _once_reachable(call: Callable[[], Awaitable[None]]) -> None:
    """Call until the network lets it through, with longer and longer pauses."""
    pause = pauses()
    while True:
        try:
            return await call()
        except TelegramError as error:
            if not isinstance(error, RetryAfter) and not is_outage(error):
                raise
            wait = seconds_asked(error) if isinstance(error, RetryAfter) else next(pause)
            _log.warning("no way to Telegram yet (%s), next try in %s s", error, wait)
            await asyncio.sleep(wait)
