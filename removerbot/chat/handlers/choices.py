"""The buttons under pictures of what else may be meant."""

from collections.abc import Mapping
from dataclasses import dataclass

from removerbot.chat.callbacks import ButtonHandler, ButtonPress, MessageLocks
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.offers import read_argument
from removerbot.chat.sender import Sender
from removerbot.chat.targets import MessageRef
from removerbot.editing.choices import Choices
from removerbot.errors import StaleButton


@dataclass(frozen=True, eq=False)
class ChoiceHandlers:
    """Shows a chosen mask in the message with the cutout; asks about another unsure object."""

    choices: Choices
    results: ResultMessages
    sender: Sender
    locks: MessageLocks

    @property
    def buttons(self) -> Mapping[str, ButtonHandler]:
        """The handlers of buttons, by their verbs."""
        return {"choose": self.choose}

    async def choose(self, press: ButtonPress) -> str | None:
        """Swaps the cutout; the picture goes away."""
        picture, message_id = press.message, await self.choices.message_of(press.revision)
        if not isinstance(picture, MessageRef) or message_id is None:
            raise StaleButton
        chosen = read_argument(press.argument, press.revision)
        cutout = MessageRef(picture.chat_id, message_id)
        async with self.locks.of(cutout):  # its own buttons wait
            result = await self.choices.choose(press.revision, message_id, chosen)
            if result:
                await self.results.replace(cutout, press.person, result, asks=True)
                return None
        await self.sender.delete(picture)
        return press.words.say("choice-stale")
