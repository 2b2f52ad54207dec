"""Who may use the bot, the commands of its owners, and those about a person's own data."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, CommandHandler, filters

from removerbot.chat.filters import EVERYWHERE
from removerbot.chat.messages import Context, Handler, message_and_person
from removerbot.chat.responder import Responder
from removerbot.editing.permissions import Access, Verdict
from removerbot.engine.base import Machine
from removerbot.storage.people import Ruling
from removerbot.storage.retention import Retention

_ID = re.compile(r"-?[1-9][0-9]{0,15}", re.ASCII)


@dataclass(frozen=True, eq=False)
class AdminHandlers:
    """Handles access, and the commands of owners.

    Attributes:
        machine: returns what the model runs on.
    """

    access: Access
    retention: Retention
    machine: Callable[[], Machine]
    responder: Responder

    @property
    def commands(self) -> Sequence[Handler]:
        """The handlers of commands; those of owners are in no menu."""
        owner = EVERYWHERE & filters.User(self.access.owners)
        return (
            CommandHandler("stats", self.stats, owner),
            CommandHandler("block", partial(self._set_ruling, "blocked"), owner),
            CommandHandler("allow", partial(self._set_ruling, "allowed"), owner),
            CommandHandler("privacy", self.privacy, EVERYWHERE),
            CommandHandler("forget", self.forget, EVERYWHERE),
        )

    async def check_access(self, update: Update, _: Context) -> None:
        """Stops updates of people who may not use the bot; tells a stranger once."""
        chat, person = update.effective_chat, update.effective_user
        chat_id, person_id = chat.id if chat else 0, person.id if person else 0
        verdict = await self.access.verdict(chat_id, person_id)
        if verdict is Verdict.ALLOWED:
            return
        message = update.message
        if (
            verdict is Verdict.STRANGER
            and message
            and person
            and _is_for_bot(message)
            and await self.access.is_first_refusal(chat_id)
        ):
            await self.responder.say(message, person, "stranger", id=str(chat_id))
        raise ApplicationHandlerStop

    async def stats(self, update: Update, _: Context) -> None:
        """Says how the bot is used, and what it runs on."""
        machine = self.machine()
        figures = (await self.retention.figures())._asdict() | machine._asdict()
        figures["failed"] = ", ".join(machine.failed) or "none"
        await self.responder.say(*message_and_person(update), "stats", **figures)

    async def privacy(self, update: Update, _: Context) -> None:
        """Says what is stored, and how long."""
        message, person = message_and_person(update)
        await self.responder.say(message, person, "privacy", days=self.retention.days)

    async def forget(self, update: Update, _: Context) -> None:
        """Deletes what is stored about the person."""
        message, person = message_and_person(update)
        await self.retention.forget(person.id)
        await self.responder.say(message, person, "forgotten")

    async def _set_ruling(self, ruling: Ruling, update: Update, context: Context) -> None:
        """Answers a person or chat from now on, or stops answering them."""
        message, person = message_and_person(update)
        guest = _guest_meant(message, context.args or [])
        if guest is None or guest in self.access.owners:
            await self.responder.say(message, person, "whom")
        else:
            await self.access.set_ruling(guest, ruling)
            await self.responder.say(message, person, ruling, id=str(guest))


def _is_for_bot(message: Message) -> bool:
    """Whether a message is certainly meant for the bot; in a group only a command is."""
    return message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/")


def _guest_meant(message: Message, arguments: list[str]) -> int | None:
    """Returns the id in a command, or that of the author of the message it replies to."""
    if len(arguments) == 1 and _ID.fullmatch(arguments[0]):
        return int(arguments[0])
    replied = message.reply_to_message
    if not arguments and replied and replied.from_user and not replied.from_user.is_bot:
        return replied.from_user.id
    return None
