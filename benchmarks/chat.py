"""How long a person in a chat waits, beside an echo bot that sends the same bytes.

    python benchmarks/chat.py [--pauses 1 3 …] [--rounds 12] [--short] [--json FILE]

Both bots run on python-telegram-bot and speak over HTTP with a sandbox each, in turns. The
echo bot does nothing but send what ours has sent, so that the difference is what ours takes:

    preview         a photo → the message with its grid
    reply, 1 s      `640,426` → the document, one second after the preview; default options
    reply, 3 s      the same after three seconds, about when the model releases its memory;
                    others with `--pauses`

The reply points at the photo's subject, as most do, whose edge is there already. What a reply
about anything else takes is measured with `REMOVERBOT_SUBJECT=off`.

The floor is one run of the decoder and the PNG file of a hard edge; `floors` says how often it
fits into the difference.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from statistics import median
from time import perf_counter

from common import Row, draw_photo, load_mobile, options, pixel, report, timed
from latency import the_floor
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from removerbot.app import running_bot, sandboxed
from removerbot.imaging.types import Size
from removerbot.models.base import Segmenter
from removerbot.process.resources import freeze_objects
from removerbot.settings import settings_here
from telegram_sandbox.client import Json, Person, SandboxClient

SIZE = Size(1280, 853)


@dataclass
class Echo:
    """What the other bot sends: a preview for a photo, a document for words."""

    preview: bytes = b""
    document: bytes = b""

    async def answer(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message with what is known."""
        message = update.effective_message
        assert message
        if message.photo:
            await message.reply_photo(self.preview, do_quote=True)
        else:
            await message.reply_document(self.document, do_quote=True)


def main() -> None:
    """Measure both bots."""
    parser = options(__doc__)
    parser.add_argument("--pauses", nargs="+", type=float, default=[1, 3], metavar="SECONDS")
    parser.add_argument("--rounds", type=int, default=12)
    arguments = parser.parse_args()
    segmenter = load_mobile()
    rounds = 1 if arguments.short else arguments.rounds
    if arguments.short:
        arguments.pauses = [0.1, 0.2]
    report(asyncio.run(measured(segmenter, rounds, arguments.pauses)), arguments.json)


async def measured(segmenter: Segmenter, rounds: int, pauses: list[float]) -> list[Row]:
    """A row for each wait."""
    ours, echoed = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    floor = the_floor(segmenter, draw_photo(SIZE))
    floors = []
    async with our_bot(segmenter) as ada, echo_bot() as (bob, echo):
        freeze_objects()  # as the bot does when it runs
        photos = (draw_photo(SIZE, seed) for seed in count())  # nobody knows one already
        for _ in range(rounds):
            for pause in pauses:
                preview, document = await visit(ada, next(photos), pause, ours)
                echo.preview = await ada.download(preview)
                echo.document = await ada.download(document)
                await visit(bob, next(photos), pause, echoed)
            floors.append(timed(floor))
    least = median(floors) * 1000
    rows: list[Row] = []
    for what, seconds in ours.items():
        taken, sent = median(seconds) * 1000, median(echoed[what]) * 1000
        row: Row = {"what": what, "ms": taken, "echo ms": sent, "floor ms": least}
        rows.append(row | {"floors": f"{(taken - sent) / least:.2f}"})
    return rows


async def visit(
    person: Person, photo: bytes, pause: float, took: dict[str, list[float]]
) -> tuple[Json, Json]:
    """Send a photo, wait, and reply with a pixel; returns the preview and the document."""
    start = perf_counter()
    sent = await person.send_photo(photo)
    preview = await person.next_message(after=sent)
    took["preview"].append(perf_counter() - start)
    await asyncio.sleep(pause)
    start = perf_counter()
    said = await person.say(pixel(SIZE), reply_to=preview)
    document = await person.next_message(after=said)
    took[f"reply, {pause:g} s"].append(perf_counter() - start)
    return preview, document


@asynccontextmanager
async def our_bot(segmenter: Segmenter) -> AsyncIterator[Person]:
    """A person in a chat with our bot."""
    async with (
        sandboxed(settings_here(sandbox_port="0")) as (inside, door),
        running_bot(inside, segmenter, door),
        SandboxClient(inside.telegram_api_base_url) as people,
    ):
        yield await people.person("Ada")


@asynccontextmanager
async def echo_bot() -> AsyncIterator[tuple[Person, Echo]]:
    """A person in a chat with the echo bot."""
    echo = Echo()
    async with sandboxed(settings_here(sandbox_port="0")) as (inside, _):
        assert inside.telegram_bot_token
        url = inside.telegram_api_base_url
        bot = Application.builder().token(inside.telegram_bot_token.get_secret_value())
        application = bot.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
        application.add_handler(MessageHandler(filters.ALL, echo.answer))
        async with application, SandboxClient(url) as people:
            assert application.updater
            await application.start()
            await application.updater.start_polling()
            yield await people.person("Bob"), echo
            await application.updater.stop()
            await application.stop()


if __name__ == "__main__":
    main()
