"""What owners say to the bot, and what people say about their own records."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, CommandHandler, TypeHandler, filters

from removerbot.chat.messages import message_and_person
from removerbot.chat.responder import Responder
from removerbot.chat.types import App, Context
from removerbot.editing.permissions import Access, Verdict
from removerbot.engine.base import Machine
from removerbot.storage.people import Ruling
from removerbot.storage.retention import Retention


class Gate:
    """Stops the updates of everybody else."""

    def __init__(self, access: Access, voice: Responder) -> None:
        self._access = access
        self._voice = voice

    async def check(self, update: Update, _: Context) -> None:
        """Let an update pass; or say once to a stranger that the bot is private."""
        chat, person = update.effective_chat, update.effective_user
        chat_id, person_id = chat.id if chat else 0, person.id if person else 0
        verdict = await self._access.verdict(chat_id, person_id)
        if verdict is Verdict.ALLOWED:
            return
        message = update.message
        if (
            verdict is Verdict.STRANGER
            and message
            and person
            and _is_for_us(message)
            and await self._access.is_first_refusal(chat_id)
        ):
            await self._voice.say(message, person, "stranger", id=str(chat_id))
        raise ApplicationHandlerStop


def _is_for_us(message: Message) -> bool:
    """In a group people talk to each other, and only a command is certainly meant for us."""
    return message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/")


_GATE = -1
"""The group of handlers before all others."""

_ID = re.compile(r"-?[1-9][0-9]{0,15}", re.ASCII)


@dataclass(frozen=True, eq=False)
class Hosting:
    """Rules over guests, and tells what is kept."""

    access: Access
    records: Retention
    machine: Callable[[], Machine]
    voice: Responder

    async def stats(self, update: Update, _: Context) -> None:
        """Say how the bot is used, and what it runs on."""
        machine = self.machine()
        figures = (await self.records.figures())._asdict() | machine._asdict()
        figures["failed"] = ", ".join(machine.failed) or "none"
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
            await self.access.set_ruling(guest, ruling)
            await self.voice.say(message, person, ruling, id=str(guest))


def add_hosting(
    application: App,
    voice: Responder,
    access: Access,
    records: Retention,
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
