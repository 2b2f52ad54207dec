"""Who may use the bot, and the commands of its owners."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from telegram import InputMediaPhoto, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from removerbot.chat.handlers.results import BaseHandlers
from removerbot.chat.messages import (
    Context,
    chat_of,
    command_argument,
    is_shared,
    moved_chat,
    person_of,
    sender_of,
)
from removerbot.editing.permissions import Access
from removerbot.engine.base import Engine
from removerbot.engine.subjects import Subjects
from removerbot.imaging.bar_chart import BLUE, GREEN, ORANGE, RED, Bars, draw_bars
from removerbot.imaging.encode import encode_jpeg
from removerbot.storage.figures import Day, UsageFigures
from removerbot.storage.people import Ruling

_DAYS = 30
"""Days that the chart of `/stats` shows."""

_ID = re.compile(r"-?[1-9][0-9]{0,15}", re.ASCII)


@dataclass(frozen=True, eq=False)
class AdminHandlers(BaseHandlers):
    """Handles access and owners' commands. `check_storage` is `Sessions.check`."""

    access: Access
    check_storage: Callable[[], None]
    figures: UsageFigures
    engine: Engine
    subjects: Subjects

    async def check_access(self, update: Update, _: Context) -> None:
        """Stops updates of people who may not use the bot; tells a stranger once. Stops those
        of other bots, as two might answer each other without end, and all while the bot would
        forget what it does.

        Raises:
            StorageGone: the database was deleted.
        """
        chat, sender = chat_of(update), sender_of(update)
        is_bot = isinstance(sender, User) and sender.is_bot and not is_shared(sender.id)
        if is_bot and update.effective_message:
            raise ApplicationHandlerStop
        chat_id, person_id = chat.id if chat else 0, sender.id if sender else 0
        verdict = await self.access.verdict(chat_id, person_id)
        if verdict == "allowed":
            self.check_storage()
            return
        message = update.message
        if (
            verdict == "stranger"
            and message
            and (person := person_of(message))
            and _is_for_bot(message)
            and await self.access.access_list.mark_told(chat_id)
        ):
            await self.responder.say(message, person, "stranger", id=str(chat_id))
        raise ApplicationHandlerStop

    async def moved(self, update: Update, _: Context) -> None:
        """Lets a group that became a supergroup in, or not, as before."""
        message = update.message
        assert message
        await self.access.move_chat(*moved_chat(message))

    async def stats(self, message: Message, person: User) -> None:
        """Says how the bot is used and what it runs on, under a chart of the last days."""
        words, machine = self.responder.words(person), self.engine.machine
        await self.figures.store()
        values = (await self.figures.now())._asdict() | machine._asdict()
        values |= {
            "failed": ", ".join(machine.failed) or "none",
            "subject": self.subjects.state,
        }
        days = await self.figures.days(_DAYS)
        chart = await self.engine.compute(draw_days, days)
        legend = words.say("stats-chart", days=len(days))
        caption = f"{words.say('stats', **values)}\n\n{legend}"
        await self.sender.reply_photo(message, InputMediaPhoto(chart, caption))

    async def set_ruling(self, ruling: Ruling, message: Message, person: User) -> None:
        """Answers a person or chat from now on, or stops answering them."""
        guest = _guest_meant(message, command_argument(message))
        if guest is None or guest in self.access.owners or is_shared(guest):
            await self.responder.say(message, person, "whom")
        else:
            await self.access.access_list.set_ruling(guest, ruling)
            await self.responder.say(message, person, ruling, id=str(guest))


def _is_for_bot(message: Message) -> bool:
    """Whether a message is certainly meant for the bot; in a group only a command is."""
    return message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/")


def _guest_meant(message: Message, argument: str) -> int | None:
    """Returns the id in a command, or that of the author of the message it replies to; `None`
    for an administrator who writes as the group, which would be all of the group."""
    if _ID.fullmatch(argument):
        return int(argument)
    replied = message.reply_to_message
    author = person_of(replied) if replied and not argument else None
    if author is None or author.is_bot or author.id == message.chat_id:
        return None
    return author.id


def draw_days(days: Sequence[Day]) -> bytes:
    """Returns a JPEG file with people, cutouts, waits and refusals by day."""
    rows = (
        Bars([day.people for day in days], BLUE),
        Bars([day.cutouts for day in days], GREEN),
        Bars([day.wait for day in days], ORANGE),
        Bars([day.refusals for day in days], RED),
    )
    return encode_jpeg(draw_bars(rows, [f"{day.day:%m-%d}" for day in days]))
