"""`/stats`: how the bot is used, in words and as a chart, for its owners."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from telegram import InputMediaPhoto, Update
from telegram.ext import CommandHandler, filters

from removerbot.chat.filters import EVERYWHERE
from removerbot.chat.messages import Context, Handler, is_shared, message_and_person
from removerbot.chat.responder import Responder
from removerbot.chat.sender import Sender
from removerbot.editing.permissions import Access
from removerbot.engine.base import Engine, Machine
from removerbot.imaging.bar_chart import BLUE, GREEN, ORANGE, RED, Bars, draw_bars
from removerbot.imaging.encode import encode_jpeg
from removerbot.storage.figures import Day, UsageFigures

_DAYS = 30


@dataclass(frozen=True, eq=False)
class StatsHandlers:
    """Handles the command.

    Attributes:
        machine: returns what the model runs on.
    """

    access: Access
    figures: UsageFigures
    machine: Callable[[], Machine]
    engine: Engine
    sender: Sender
    responder: Responder

    @property
    def commands(self) -> Sequence[Handler]:
        """The handlers of commands; it is in no menu."""
        owners = [each for each in self.access.owners if not is_shared(each)]
        return (CommandHandler("stats", self.stats, EVERYWHERE & filters.User(owners)),)

    async def stats(self, update: Update, _: Context) -> None:
        """Says how the bot is used and what it runs on, under a chart of the last days."""
        message, person = message_and_person(update)
        words, machine = self.responder.words(person), self.machine()
        await self.figures.store()
        values = (await self.figures.now())._asdict() | machine._asdict()
        values["failed"] = ", ".join(machine.failed) or "none"
        days = await self.figures.days(_DAYS)
        chart = await self.engine.compute(draw_days, days)
        legend = words.say("stats-chart", days=len(days))
        caption = f"{words.say('stats', **values)}\n\n{legend}"
        await self.sender.reply_photo(message, InputMediaPhoto(chart, caption))


def draw_days(days: Sequence[Day]) -> bytes:
    """Returns a JPEG file with people, cutouts, waits and refusals by day."""
    rows = (
        Bars([day.people for day in days], BLUE),
        Bars([day.cutouts for day in days], GREEN),
        Bars([day.wait for day in days], ORANGE),
        Bars([day.refusals for day in days], RED),
    )
    return encode_jpeg(draw_bars(rows, [f"{day.day:%m-%d}" for day in days]))
