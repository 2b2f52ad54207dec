"""removerbot's entry point: runs the bot, or does one thing without any chat.

python bot.py                        the bot; without TELEGRAM_BOT_TOKEN the sandbox
python bot.py --sandbox              the sandbox: the same bot in a chat page on this machine
python bot.py cut PHOTO C4 -o OUT    cut the thing at C4 out of a photo, as a PNG
python bot.py preview PHOTO -o OUT   the photo under its grid, as a JPEG
python bot.py weights [NAME]         fetch a model's weights now
python bot.py health                 exit 0 if the bot on this machine is alive
"""

import argparse
import asyncio
import logging
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from pathlib import Path

from pydantic import SecretStr

from removerbot.access import Access, Allowance, Lists
from removerbot.allocator import share_one_arena
from removerbot.api import Cutter, read_pixels
from removerbot.chat.app import UseCases, add_handlers, create_application, polling
from removerbot.chat.delivery import Delivery
from removerbot.chat.gateway import Gateway
from removerbot.chat.hosting import add_hosting
from removerbot.chat.inbox import Inbox
from removerbot.chat.notices import Notices
from removerbot.chat.outbox import Outbox
from removerbot.chat.polling import PollingRequest
from removerbot.chat.sticker_sets import TelegramStickerSets
from removerbot.chat.texts import load_words
from removerbot.chat.turns import Turns
from removerbot.chat.voice import Voice
from removerbot.chat.watching import Watched, watch_errors
from removerbot.core.grid import grid_for
from removerbot.core.photo import on_white
from removerbot.core.preview import draw_preview
from removerbot.engine.local import LocalEngine, one_thread_a_core
from removerbot.engine.quarantine import Quarantine
from removerbot.engine.watched import (
    WatchedEngine,
    WatchedFiles,
    WatchedPhotos,
    WatchedSegmenter,
)
from removerbot.errors import BadSetting, SetupError, UserError
from removerbot.health import Health, Pulse, health_page, is_healthy
from removerbot.logs import hide, set_up_logging
from removerbot.observing import Observer
from removerbot.packs import PackKeeper
from removerbot.ports import Machine
from removerbot.rules import Rules
from removerbot.sandbox.server import PortTakenError, Sandbox
from removerbot.segment import models, weights
from removerbot.segment.base import Segmenter
from removerbot.service import Remover
from removerbot.settings import Settings, settings_here
from removerbot.stickers import Stickers
from removerbot.store.database import open_database
from removerbot.store.guests import SqlGuests
from removerbot.store.journal import SqlJournal
from removerbot.store.packs import SqlPacks
from removerbot.store.records import SqlRecords
from removerbot.store.watched import WatchedJobs

_log = logging.getLogger("removerbot")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit status."""
    options = _parser().parse_args(arguments)
    share_one_arena()
    try:
        settings = settings_here()
        hide(*settings.secrets)
        # What runs once says one line of its own; how it went about it is for those who debug.
        quiet = options.run is not _serve and settings.log_level == "INFO"
        set_up_logging("WARNING" if quiet else settings.log_level, settings.log_format)
        return int(options.run(settings, options))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except (UserError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bot.py", description="Cuts things out of photos.")
    parser.add_argument(
        "--sandbox",
        action="store_true",
        help="run in a chat page on this machine, no token needed",
    )
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(title="without any chat")

    cut = commands.add_parser("cut", help="cut a thing out of a photo")
    cut.add_argument("photo", type=Path)
    cut.add_argument(
        "points", help='what to cut out, such as "C4", "640,360", "C4 D5" or "C4 + F2"'
    )
    cut.add_argument("-o", "--output", type=Path, required=True, help="the PNG to write")
    cut.set_defaults(run=_cut)

    preview = commands.add_parser("preview", help="draw the grid over a photo")
    preview.add_argument("photo", type=Path)
    preview.add_argument("-o", "--output", type=Path, required=True, help="the JPEG to write")
    preview.set_defaults(run=_preview)

    fetch = commands.add_parser("weights", help="fetch a model's weights now")
    fetch.add_argument(
        "model", nargs="?", choices=models.MODELS, help="by default the one that runs here"
    )
    fetch.set_defaults(run=_weights)

    health = commands.add_parser("health", help="exit 0 if the bot on this machine is alive")
    health.set_defaults(run=_health)
    return parser


def _serve(settings: Settings, options: argparse.Namespace) -> int:
    name, device = models.choose(settings.model, settings.device)
    segmenter = models.load(
        name, device=device, model_dir=settings.model_dir, workers=_workers(settings)
    )
    _log.info("%s on %s", name, device)
    is_sandbox = options.sandbox or settings.telegram_bot_token is None
    asyncio.run(until_stopped(settings, segmenter, is_sandbox=is_sandbox))
    return 0


async def until_stopped(settings: Settings, segmenter: Segmenter, *, is_sandbox: bool) -> None:
    """Run the bot until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        if is_sandbox:
            settings = await stack.enter_async_context(sandboxed(settings))
            print(
                f"Open {settings.telegram_api_base_url} in a browser; Ctrl+C ends it.",
                flush=True,
            )
        await stack.enter_async_context(running_bot(settings, segmenter))
        _log.info("the bot is running")
        await stop.wait()


@asynccontextmanager
async def sandboxed(settings: Settings) -> AsyncIterator[Settings]:
    """Start a sandbox; gives the settings that let a bot run in it.

    The database is one of its own, as messages are numbered anew in each sandbox.

    Raises:
        BadSetting: its port is taken.
    """
    token = f"1:{secrets.token_urlsafe(24)}"
    hide(token)
    with tempfile.TemporaryDirectory(prefix="removerbot-") as folder:
        sandbox = Sandbox(token, settings.sandbox_port)
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(sandbox)
            except PortTakenError as error:
                raise BadSetting(f"REMOVERBOT_SANDBOX_PORT: {error}") from None
            yield settings.model_copy(
                update={
                    "telegram_bot_token": SecretStr(token),
                    "telegram_api_base_url": sandbox.url,
                    "database_url": f"sqlite:///{folder}/sandbox.db",
                }
            )


@asynccontextmanager
async def running_bot(settings: Settings, segmenter: Segmenter) -> AsyncIterator[None]:
    """The whole bot, put together and taking updates until the block ends."""
    assert settings.telegram_bot_token
    one_thread_a_core()
    languages = load_words()
    pulse, observer = Pulse(), Observer()
    segmenter = WatchedSegmenter(segmenter, observer)
    async with (
        open_database(settings.database_url) as sessions,
        Quarantine(max_megapixels=settings.max_megapixels) as quarantine,
        LocalEngine(
            segmenter,
            workers=_workers(settings, segmenter.device),
            queue=settings.queue,
            timeout=settings.timeout,
            cache_bytes=settings.cache_mb << 20,
            decode=WatchedPhotos(quarantine, observer).decode,
        ) as engine,
    ):
        journal = SqlJournal(sessions)
        turns = Turns(
            places=settings.at_once,
            per_person=settings.per_person,
            per_chat=settings.per_chat,
            line=settings.line,
            lines=settings.queue,
        )
        delivery = Delivery(turns.aside)
        outbox = Outbox(journal, delivery)
        notices = Notices(journal, delivery, languages)
        inbox = Inbox(journal, turns, outbox, notices, stop_seconds=settings.stop_seconds)
        guests = SqlGuests(sessions)
        access = Access(guests, Lists(settings.owners, settings.allowed, settings.blocked))
        records = SqlRecords(sessions, settings.keep_days)
        application = create_application(
            settings.telegram_bot_token.get_secret_value(),
            settings.telegram_api_base_url,
            PollingRequest(pulse, journal),
            Watched(inbox, observer),
        )
        gateway = Gateway(application.bot, outbox, delivery)
        jobs, packs = WatchedJobs(sessions, observer), SqlPacks(sessions)
        remover = Remover(
            engine=WatchedEngine(engine, observer),
            jobs=jobs,
            files=WatchedFiles(gateway, observer),
            photos=WatchedPhotos(quarantine, observer),
            allowance=Allowance(guests, limit=settings.daily_limit, owners=settings.owners),
        )
        cases = UseCases(
            remover,
            Stickers(remover, jobs, packs),
            PackKeeper(
                packs,
                TelegramStickerSets(application.bot, delivery),
                lambda: application.bot.username,
            ),
            Rules(packs),
        )
        voice = Voice(gateway, languages, observer.error)
        add_hosting(application, voice, access, records, lambda: _machine(segmenter))
        add_handlers(application, cases, gateway, notices, voice)
        watch_errors(application, observer)
        observer.watch(
            {
                "line": ("Messages that wait for their turn.", lambda: turns.waiting),
                "encoding_queue": ("Photos that wait to be encoded.", lambda: engine.waiting),
                "cache_hits": ("Encoded photos found in memory.", lambda: engine.cache_hits),
                "devices_failed": (
                    "Devices that were taken out of service.",
                    lambda: len(segmenter.failed),
                ),
                "cache_misses": ("Encoded photos not found.", lambda: engine.cache_misses),
            }
        )
        health = Health(pulse, lambda: segmenter.longest, settings.timeout, observer.metrics)
        async with records.kept_clean(), polling(application, inbox, languages):
            with (
                health_page(settings.health_port, health)
                if settings.health_port
                else nullcontext()
            ):
                yield


def _workers(settings: Settings, device: str = "cpu") -> int:
    return settings.workers or models.workers_for(os.cpu_count() or 1, device)


def _machine(segmenter: Segmenter) -> Machine:
    failed = ", ".join(segmenter.failed) or "none"
    return Machine(segmenter.name, segmenter.device, failed)


def _cut(settings: Settings, options: argparse.Namespace) -> int:
    cutout = Cutter.load(settings).cut(options.photo, options.points)
    options.output.write_bytes(cutout.png)
    print(f"{options.output}: {cutout.score:.0%} sure")
    return 0


def _preview(_settings: Settings, options: argparse.Namespace) -> int:
    _, pixels = read_pixels(options.photo)
    options.output.write_bytes(draw_preview(on_white(pixels), grid_for(pixels.size)))
    print(options.output)
    return 0


def _health(settings: Settings, _options: argparse.Namespace) -> int:
    if is_healthy(settings.health_port):
        return 0
    print("no answer from the bot, or Telegram does not answer it", file=sys.stderr)
    return 1


def _weights(settings: Settings, options: argparse.Namespace) -> int:
    model = options.model or models.choose(settings.model, settings.device)[0]
    for path in weights.ensure(model, settings.model_dir):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
