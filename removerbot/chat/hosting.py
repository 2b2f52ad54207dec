"""What owners say to the bot, and what people say about their own records."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Message, Update
from telegram.ext import CommandHandler, TypeHandler, filters

from removerbot.access import Access
from removerbot.chat.access import Gate
from removerbot.chat.messages import message_and_person
from removerbot.chat.types import App, Context
from removerbot.chat.voice import Voice
from removerbot.ports.engine import Machine
from removerbot.ports.guests import Records, Ruling

_GATE = -1
"""The group of handlers before all others."""

_ID = re.compile(r"-?[1-9][0-9]{0,15}", re.ASCII)


@dataclass(frozen=True, eq=False)
class Hosting:
    """Rules over guests, and tells what is kept."""

    access: Access
    records: Records
    machine: Callable[[], Machine]
    voice: Voice

    async def stats(self, update: Update, _: Context) -> None:
        """Say how the bot is used, and what it runs on."""
        figures = (await self.records.figures())._asdict() | self.machine()._asdict()
        await self.voice.say(*message_and_person(update), "stats", **figures)

    async def block(self, update: Update, context: Context) -> None:
        """Answer somebody no more."""
        await self._rule(update, context, "blocked")

    async def allow(self, update: Update, context: Context) -> None:
        """Answer somebody from now on."""
        await self._rule(update, context, "allowed")

    async def privacy(self, update: Update, _: Context) -> None:
        """Say what is kept, and how long."""
        await self.voice.say(*message_and_person(update), "privacy", days=self.records.days)

    async def forget(self, update: Update, _: Context) -> None:
        """Erase what is known of the person."""
        message, person = message_and_person(update)
        await self.records.forget(person.id)
        await self.voice.say(message, person, "forgotten")

    async def _rule(self, update: Update, context: Context, ruling: Ruling) -> None:
        message, person = message_and_person(update)
        guest = _guest_meant(message, context.args or [])
        if guest is None or guest in self.access.owners:
            await self.voice.say(message, person, "whom")
        else:
            await self.access.rule(guest, ruling)
            await self.voice.say(message, person, ruling, id=str(guest))


def add_hosting(
    application: App,
    voice: Voice,
    access: Access,
    records: Records,
    machine: Callable[[], Machine],
) -> None:
    """Put the gate before all handlers, and these commands before the others."""
    hosting = Hosting(access, records, machine, voice)
    application.add_handler(TypeHandler(Update, Gate(access, voice).check), _GATE)
    message = filters.UpdateType.MESSAGE
    owner = message & filters.User(access.owners)
    for handler in (
        CommandHandler("stats", hosting.stats, owner),
        CommandHandler("block", hosting.block, owner),
        CommandHandler("allow", hosting.allow, owner),
        CommandHandler("privacy", hosting.privacy, message),
        CommandHandler("forget", hosting.forget, message),
    ):
        application.add_handler(handler)


def _guest_meant(message: Message, words: list[str]) -> int | None:
    """The id that is written, or whose message is replied to."""
    if len(words) == 1 and _ID.fullmatch(words[0]):
        return int(words[0])
    replied = message.reply_to_message
    if not words and replied and replied.from_user and not replied.from_user.is_bot:
        return replied.from_user.id
    return None
