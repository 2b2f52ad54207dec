"""The Telegram application: which update goes where, start and stop."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Bot, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    BaseUpdateProcessor,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from removerbot.chat.album_handlers import AlbumHandlers
from removerbot.chat.albums import Albums, InPrivateAlbum
from removerbot.chat.announcing import announce
from removerbot.chat.chats import Chats
from removerbot.chat.delivery import is_outage, pauses, seconds_asked
from removerbot.chat.dressing import Dressing
from removerbot.chat.filters import (
    CaptionCommand,
    EmojiOnly,
    NamesColour,
    NamesPlace,
    ReplyToBot,
    ReplyToResult,
    ReplyToSticker,
)
from removerbot.chat.finishing import LIKE, FinishHandlers
from removerbot.chat.gateway import Gateway
from removerbot.chat.groups import GroupHandlers
from removerbot.chat.handlers import Handlers
from removerbot.chat.inbox import Inbox
from removerbot.chat.looking import Looking
from removerbot.chat.notices import AGAIN, Notices
from removerbot.chat.packing import BACK_TO_STICKER, Packing
from removerbot.chat.polling import PollingRequest
from removerbot.chat.pressing import Act, Buttons
from removerbot.chat.results import Results
from removerbot.chat.stickers import StickerHandlers
from removerbot.chat.tap_links import TapLinks
from removerbot.chat.tapped import FromPage, Tapped
from removerbot.chat.texts import Words
from removerbot.chat.types import App, Handler
from removerbot.chat.voice import Voice
from removerbot.errors import BadSetting
from removerbot.finishing import Finishing
from removerbot.packs import PackKeeper
from removerbot.rules import Rules
from removerbot.service import Remover
from removerbot.stickers import Stickers
from removerbot.tapping import Tapping

_log = logging.getLogger(__name__)


KINDS = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
"""The updates that are answered."""


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


@dataclass(frozen=True, eq=False)
class UseCases:
    """What the bot can do, whatever chat it is in.

    Attributes:
        links: the way to the page on which photos are tapped; `None` if it is not served.
    """

    remover: Remover
    stickers: Stickers
    keeper: PackKeeper
    rules: Rules
    finishing: Finishing
    tapping: Tapping
    links: TapLinks | None


def add_handlers(  # noqa: PLR0913 - all that handlers are made of
    application: App,
    cases: UseCases,
    gateway: Gateway,
    notices: Notices,
    *,
    chats: Chats,
    voice: Voice,
    albums: Albums,
) -> None:
    """The table of what is answered, and by whom."""
    remover, rules = cases.remover, cases.rules
    results = Results(remover, gateway, voice, cases.links)
    looking = Looking(remover, voice, results)
    finishing = FinishHandlers(remover, rules, cases.finishing, results, gateway, voice)
    handlers = Handlers(remover, gateway, voice, results)
    album = AlbumHandlers(albums, remover, gateway, voice, results)
    groups = GroupHandlers(remover, rules, chats, gateway, voice, results)
    packing = Packing(cases.keeper, cases.stickers, chats, gateway, voice)
    dressing = Dressing(cases.stickers, packing, gateway, voice)
    stickers = StickerHandlers(
        remover, rules, cases.stickers, dressing, packing, results, gateway, voice
    )
    tapped = Tapped(cases.tapping, remover, cases.stickers, dressing, results, gateway, voice)
    acts = {**_acts(results, looking, dressing, packing), **finishing.acts}
    for handler in (
        MessageHandler(FromPage(), tapped.answer),
        MessageHandler(filters.UpdateType.MESSAGE & InPrivateAlbum(), album.photos),
        *_message_handlers(handlers, groups, packing, stickers, finishing),
        CallbackQueryHandler(groups.toggle, r"^rule:(all_answer|all_add)$"),
        CallbackQueryHandler(notices.again, AGAIN),
        CallbackQueryHandler(finishing.like, LIKE),
        CallbackQueryHandler(Buttons(remover, rules, gateway, voice, acts).press),
    ):
        application.add_handler(handler)
    application.add_error_handler(handlers.failed)


def _acts(
    results: Results, looking: Looking, dressing: Dressing, packing: Packing
) -> dict[str, Act]:
    """What buttons do, by their verbs."""
    return {
        "smaller": results.smaller,
        "bigger": results.bigger,
        "undo": results.undo,
        "restart": results.restart,
        "auto": looking.auto,
        "pick": looking.pick,
        "points": looking.points,
        "add": results.add,
        "cutout": results.cutout,
        "finer": looking.finer,
        "tap": looking.tap,
        "cell": looking.cell,
        "zoom": looking.zoom,
        "closer": looking.closer,
        "back": looking.back,
        "sticker": dressing.make,
        "style": dressing.choose,
        "wear": dressing.wear,
        "undress": dressing.undress,
        "files": dressing.files,
        "pack": packing.press_add,
        "takeout": packing.press_take_out,
    }


def _message_handlers(
    handlers: Handlers,
    groups: GroupHandlers,
    packing: Packing,
    stickers: StickerHandlers,
    finishing: FinishHandlers,
) -> tuple[Handler, ...]:
    """What is answered, and by whom."""
    everywhere = filters.UpdateType.MESSAGE
    private = everywhere & filters.ChatType.PRIVATE
    group = everywhere & filters.ChatType.GROUPS
    picture = filters.PHOTO | filters.Document.IMAGE
    return (
        CommandHandler("start", packing.started, private & filters.Regex(BACK_TO_STICKER)),
        CommandHandler("start", handlers.start, private),
        CommandHandler("help", handlers.help, private),
        CommandHandler("auto", handlers.auto, private),
        CommandHandler(["start", "help"], groups.start, group),
        CommandHandler("settings", finishing.settings, private),
        CommandHandler("settings", groups.settings, group),
        CommandHandler("cancel", handlers.cancel, everywhere),
        CommandHandler("cut", groups.cut, everywhere),
        CommandHandler("sticker", stickers.sticker, everywhere),
        CommandHandler("pack", packing.pack, everywhere),
        CommandHandler("remove", packing.remove, everywhere),
        MessageHandler(everywhere & CaptionCommand("cut"), groups.cut),
        MessageHandler(everywhere & CaptionCommand("sticker"), stickers.sticker),
        MessageHandler(everywhere & EmojiOnly() & ReplyToSticker(), stickers.emoji),
        MessageHandler(everywhere & picture & ReplyToResult(), finishing.behind),
        MessageHandler(
            group & ~filters.COMMAND & (NamesPlace() | NamesColour()) & ReplyToBot(),
            groups.words,
        ),
        MessageHandler(group & filters.StatusUpdate.MIGRATE, groups.moved),
        MessageHandler(private & filters.COMMAND, handlers.help),
        MessageHandler(private & filters.TEXT, handlers.words),
        MessageHandler(private & ~filters.StatusUpdate.ALL, handlers.photo),
        ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    )


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


@asynccontextmanager
async def answering(
    application: App, inbox: Inbox, languages: Mapping[str, Words]
) -> AsyncIterator[None]:
    """Answer updates until the block ends, those first that an earlier run left unanswered.

    Waits for a network. In the end what is in hand is finished, as far as there is time.

    Raises:
        BadSetting: Telegram does not know the token.
    """
    try:
        await once_reachable(application.initialize)
    except InvalidToken:
        raise BadSetting("TELEGRAM_BOT_TOKEN: Telegram does not know this token") from None
    announcing = asyncio.create_task(_announced(application.bot, languages))
    try:
        await inbox.resume(application)
        await application.start()
        try:
            yield
        finally:
            await inbox.stop()
            await application.stop()
    finally:
        announcing.cancel()
        await application.shutdown()


def _poll_failed(error: TelegramError) -> None:
    _log.warning("no updates from Telegram: %s", error)


async def _announced(bot: Bot, languages: Mapping[str, Words]) -> None:
    """Announce, however long Telegram makes us wait: nothing else depends on it."""
    try:
        await once_reachable(lambda: announce(bot, languages))
    except TelegramError as error:
        _log.warning("the commands could not be announced: %s", error)


async def once_reachable(call: Callable[[], Awaitable[object]]) -> None:
    """Call until the network lets it through, with longer and longer pauses."""
    pause = pauses()
    while True:
        try:
            await call()
            return
        except TelegramError as error:
            if not isinstance(error, RetryAfter) and not is_outage(error):
                raise
            wait = seconds_asked(error) if isinstance(error, RetryAfter) else next(pause)
            _log.warning("no way to Telegram yet (%s), next try in %s s", error, wait)
            await asyncio.sleep(wait)
