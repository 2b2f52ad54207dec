"""removerbot's entry point: runs the bot, or does one thing without any chat.

python bot.py                        the bot; without TELEGRAM_BOT_TOKEN the sandbox
python bot.py --sandbox              the sandbox: the same bot in a chat page on this machine
python bot.py cut PHOTO C4 -o OUT    cut the thing at C4 out of a photo, as a PNG
python bot.py preview PHOTO -o OUT   the photo under its grid, as a JPEG
python bot.py weights [NAME]         fetch a model's weights now
python bot.py migrate                bring the database up to date
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
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext
from pathlib import Path

from pydantic import SecretStr

from removerbot.allocator import share_one_arena
from removerbot.api import Cutter, read_options, read_pixels
from removerbot.app import Container
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.factory import engine_for
from removerbot.engine.local import one_thread_a_core
from removerbot.errors import BadSetting, SetupError, UserError
from removerbot.health import Health, health_page, is_healthy
from removerbot.imaging.encode import Format, format_of
from removerbot.imaging.grid import grid_for
from removerbot.imaging.options import add_arguments, schemas
from removerbot.imaging.overlay import draw_preview
from removerbot.imaging.photo import on_white
from removerbot.logs import hide, set_up_logging
from removerbot.metrics import Metrics
from removerbot.models import registry, weights
from removerbot.models.base import Segmenter
from removerbot.settings import Settings, settings_here
from removerbot.storage.database import open_database
from removerbot.web.server import Endpoint, listen, local_door, serving
from telegram_sandbox import SAMPLE_PHOTO, PortTakenError, Sandbox

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

    _describe_cut(commands.add_parser("cut", help="cut a thing out of a photo"))

    preview = commands.add_parser("preview", help="draw the grid over a photo")
    preview.add_argument("photo", type=Path)
    preview.add_argument("-o", "--output", type=Path, required=True, help="the JPEG to write")
    preview.set_defaults(run=_preview)

    fetch = commands.add_parser("weights", help="fetch a model's weights now")
    fetch.add_argument(
        "model", nargs="?", choices=registry.MODELS, help="by default the one that runs here"
    )
    fetch.set_defaults(run=_weights)

    migrate = commands.add_parser("migrate", help="bring the database up to date")
    migrate.set_defaults(run=_migrate)

    health = commands.add_parser("health", help="exit 0 if the bot on this machine is alive")
    health.set_defaults(run=_health)
    return parser


def _describe_cut(cut: argparse.ArgumentParser) -> None:
    cut.add_argument("photo", type=Path)
    cut.add_argument(
        "points", help='what to cut out, such as "C4", "640,360", "C4 D5" or "C4 + F2"'
    )
    endings = ", ".join(f".{kind}" for kind in Format)
    cut.add_argument(
        "-o", "--output", type=Path, required=True, help=f"the file to write: {endings}"
    )
    add_arguments(cut)
    cut.set_defaults(run=_cut)


def _serve(settings: Settings, options: argparse.Namespace) -> int:
    segmenter = _model(settings) if settings.engine == "local" else None
    is_sandbox = options.sandbox or settings.telegram_bot_token is None
    asyncio.run(until_stopped(settings, segmenter, is_sandbox=is_sandbox))
    return 0


def _model(settings: Settings) -> Segmenter:
    name, device = registry.choose(settings.model, settings.device)
    segmenter = registry.load(
        name,
        device=device,
        model_dir=settings.model_dir,
        workers=settings.workers or registry.workers_for(os.cpu_count() or 1),
        serves=True,
    )
    _log.info("%s on %s", segmenter.name, segmenter.device)
    return segmenter


async def until_stopped(
    settings: Settings, segmenter: Segmenter | None, *, is_sandbox: bool
) -> None:
    """Run the bot until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        door: Endpoint | None = None
        if is_sandbox:
            settings, door = await stack.enter_async_context(sandboxed(settings))
            print(
                f"Open {settings.telegram_api_base_url} in a browser; Ctrl+C ends it.",
                flush=True,
            )
        elif settings.public_url or settings.api_key:
            door = _door(settings)
        await stack.enter_async_context(running_bot(settings, segmenter, door))
        _log.info("the bot is running")
        await stop.wait()


@asynccontextmanager
async def sandboxed(settings: Settings) -> AsyncIterator[tuple[Settings, Endpoint]]:
    """Start a sandbox; gives the settings and the door that let a bot run in it.

    The database is one of its own, as messages are numbered anew in each sandbox. Photos can
    be tapped on this machine, without a public address.

    Raises:
        BadSetting: its port is taken.
    """
    token = f"1:{secrets.token_urlsafe(24)}"
    hide(token)
    with tempfile.TemporaryDirectory(prefix="removerbot-") as folder:
        sandbox = Sandbox(
            token,
            settings.sandbox_port,
            name="removerbot",
            username="removerbot_sandbox_bot",
            sample_photo=SAMPLE_PHOTO,
        )
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(sandbox)
            except PortTakenError as error:
                raise BadSetting(f"REMOVERBOT_SANDBOX_PORT: {error}") from None
            origins = sandbox.origins
            door = _door(settings, origins) if settings.public_url else local_door(origins)
            sandbox.mini_apps.main = f"{door.public_url}/tap/"
            inside = settings.model_copy(
                update={
                    "telegram_bot_token": SecretStr(token),
                    "telegram_api_base_url": sandbox.url,
                    "database_url": f"sqlite:///{folder}/sandbox.db",
                    "webhook": False,
                }
            )
            yield inside, door


def _door(settings: Settings, frames: tuple[str, ...] = ()) -> Endpoint:
    """Where the web server is reached; `frames` as in `Endpoint`.

    Raises:
        BadSetting: its port is taken.
    """
    try:
        listener = listen(settings.web_host, settings.web_port)
    except OSError as error:
        raise BadSetting(f"REMOVERBOT_WEB_PORT: {error.strerror}") from None
    return Endpoint(listener, settings.public_url, frames)


@asynccontextmanager
async def running_bot(
    settings: Settings, segmenter: Segmenter | None, door: Endpoint | None = None
) -> AsyncIterator[None]:
    """The whole bot, taking updates until the block ends.

    Args:
        settings: all of them.
        segmenter: the model; `None` if a cluster runs it.
        door: where its web server is reached, if it has one.
    """
    one_thread_a_core()
    observer = Metrics()
    async with (
        open_database(settings.database_url) as sessions,
        DecoderPool(max_megapixels=settings.max_megapixels) as decoder_pool,
        engine_for(settings, segmenter, decoder_pool, observer) as running,
    ):
        parts = Container(settings, observer, sessions, decoder_pool, running, door)
        parts.add_handlers()
        _watch_queues(parts)
        health = Health(parts.pulse, running.longest, settings.timeout, observer.metrics)
        async with (
            parts.records.purging(),
            parts.leases.registered(),
            parts.taking_updates(),
            serving(door, parts.routes(health), observer.error, parts.hooks)
            if door
            else nullcontext(),
        ):
            with (
                health_page(settings.health_port, health)
                if settings.health_port
                else nullcontext()
            ):
                yield


def _watch_queues(parts: Container) -> None:
    turns, engine, running = parts.turns, parts.running.engine, parts.running
    parts.observer.watch(
        {
            "line": ("Messages that wait for their turn.", lambda: turns.waiting),
            "encoding_queue": ("Photos that wait to be encoded.", lambda: engine.waiting),
            "cache_hits": ("Encoded photos found in memory.", lambda: engine.cache_hits),
            "cache_misses": ("Encoded photos not found.", lambda: engine.cache_misses),
            "devices_failed": ("Devices that were taken out of service.", running.failed),
        }
    )


def _cut(settings: Settings, arguments: argparse.Namespace) -> int:
    with _in_one_line():
        format_of(arguments.output)  # first, as the cut takes a while
        given = {name: value for name, value in vars(arguments).items() if name in schemas()}
        options, background = read_options(**given)
    cutter = Cutter.load(settings)
    cutout = cutter.cut(arguments.photo, arguments.points, options, background)
    with _in_one_line():
        cutout.save(arguments.output)
    print(f"{arguments.output}: {cutout.score:.0%} sure")
    return 0


@contextmanager
def _in_one_line() -> Iterator[None]:
    """What a wrong option raises keeps the program from going on."""
    try:
        yield
    except ValueError as error:
        raise BadSetting(str(error)) from None


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


def _migrate(settings: Settings, _options: argparse.Namespace) -> int:
    async def migrate() -> None:
        async with open_database(settings.database_url, migrate=True):
            pass

    asyncio.run(migrate())
    return 0


def _weights(settings: Settings, options: argparse.Namespace) -> int:
    model = options.model or registry.choose(settings.model, settings.device)[0]
    for path in weights.ensure(model, settings.model_dir):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
