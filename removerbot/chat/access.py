"""The gate: the first handler of all, which lets on only those whom the host welcomes."""

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from removerbot.access import Access, Verdict
from removerbot.chat.types import Context
from removerbot.chat.voice import Voice


class Gate:
    """Stops the updates of everybody else."""

    def __init__(self, access: Access, voice: Voice) -> None:
        self._access = access
        self._voice = voice

    async def check(self, update: Update, _: Context) -> None:
        """Let an update pass; or say once to a stranger that the bot is private."""
        chat, person = update.effective_chat, update.effective_user
        chat_id, person_id = chat.id if chat else 0, person.id if person else 0
        verdict = await self._access.verdict(chat_id, person_id)
        if verdict is Verdict.WELCOME:
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
